-- A voucher's postings are written together, file by file: a range of pages tells where they are, in a thousandth of the space of an entry for each.
create index ledger_posting_voucher_range on ledger_posting using brin (import_id, voucher) with (pages_per_range = 32);
drop index ledger_posting_voucher;
-- What a file told is taken away by the committee's months, and not by the file.
drop index ledger_object_month_import;
drop index ledger_month_import;
-- New pages are told of by nothing until somebody does so: what has read a file in does, at its end.
create function tell_where_postings_are() returns void language sql security definer set search_path = public, pg_temp as $$
  select brin_summarize_new_values('ledger_posting_voucher_range'::regclass)
$$;
