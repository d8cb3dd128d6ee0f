-- How many times tables without a history have been changed, committed: what was read of them holds for as long as the number is the same.
-- Those that have a history are numbered by their events (latest_change).
create table table_change (
  table_name text primary key,
  number bigint not null,
  -- The transaction that changed it last: it is counted once for each.
  counted_in xid8 not null default pg_current_xact_id()
);
-- Told of the tables that are named, else of its own. Whoever changes the same table waits for the one before to be committed, so that no number is seen before its rows.
create function count_table_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update table_change set number = number + 1, counted_in = pg_current_xact_id()
  where table_name = any (case when tg_nargs > 0 then tg_argv[0]::text[] else array[tg_table_name::text] end) and counted_in <> pg_current_xact_id();
  return null;
end $$;
create function count_changes(own_table name) returns void language plpgsql as $$
begin
  insert into table_change (table_name, number) values (own_table, 0);
  execute format('create trigger count_table_change after insert or update or delete on %I for each row execute function count_table_change()', own_table);
end $$;
select count_changes(own_table) from unnest(array['scale', 'scale_level', 'goal_level', 'forecast', 'variance_explanation', 'budget_transfer', 'user_account', 'comment_mention']::name[]) own_table;
-- These have a history too, but are changed without an event when a letter has been sent.
select count_changes(own_table) from unnest(array['follow_up_reminder', 'variance_notice', 'due_letter']::name[]) own_table;
-- A ledger is changed by what is read into it, and what was read in is told last of all in its transaction: others who read in wait for no more than that.
insert into table_change (table_name, number) select own_table, 0 from unnest(array['ledger_import', 'ledger_account', 'ledger_dimension', 'ledger_object', 'ledger_combination', 'ledger_voucher', 'ledger_posting', 'ledger_month', 'ledger_account_month', 'ledger_object_month']) own_table;
create trigger count_table_change after update or delete on ledger_import for each row execute function count_table_change('{ledger_import,ledger_account,ledger_dimension,ledger_object,ledger_combination,ledger_voucher,ledger_posting,ledger_month,ledger_account_month,ledger_object_month}');
do $$
begin
  execute format('revoke insert, update, delete on table_change from %I', app_role());
end $$;
