-- What accounts and objects a committee's ledger has, as its files name them.
create table ledger_account (
  committee_id integer not null references unit,
  number text not null,
  name text not null,
  kind text check (kind in ('T', 'S', 'K', 'I')),
  primary key (committee_id, number)
);
create table ledger_dimension (
  committee_id integer not null references unit,
  number text not null,
  name text not null,
  under text,
  primary key (committee_id, number)
);
create table ledger_object (
  committee_id integer not null references unit,
  dimension text not null,
  code text not null,
  name text not null,
  primary key (committee_id, dimension, code)
);
-- A file of the ledger that has been read in. Its rows take the place of those of its own months that came from the same source.
create table ledger_import (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  source text not null,
  file_name text not null,
  file_hash text not null,
  -- The months that it tells of: [["2026-01", "2026-08"], …].
  periods jsonb not null,
  report jsonb not null,
  imported_by text not null,
  imported_at timestamptz not null default now()
);
create index ledger_import_committee on ledger_import (committee_id, id);
-- An account with the objects that it was posted on.
create table ledger_combination (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  account text not null,
  -- [["1", "100"], ["6", "P1"]], by dimension.
  objects jsonb not null
);
create index ledger_combination_account on ledger_combination (committee_id, account);
create table ledger_voucher (
  import_id integer not null,
  ordinal integer not null,
  line integer not null,
  series text not null,
  number text not null,
  on_date date not null,
  description text not null,
  primary key (import_id, ordinal)
);
-- Debit is plus and credit minus, as in the ledger; a statement turns them. There are millions of them, written by one command
-- only: what they refer to is looked at there and not once more for each.
create table ledger_posting (
  import_id integer not null,
  voucher integer not null,
  line integer not null,
  on_date date not null,
  combination_id integer not null,
  amount numeric not null,
  description text not null
);
create index ledger_posting_combination on ledger_posting (combination_id, on_date);
create index ledger_posting_voucher on ledger_posting (import_id, voucher);
-- What an account with its objects changed by in a month. A row that is not whole is a part of one that is, and is never added to it.
create table ledger_month (
  committee_id integer not null,
  import_id integer not null,
  measure text not null check (measure in ('actual', 'budget')),
  month date not null,
  combination_id integer not null,
  whole boolean not null,
  amount numeric not null,
  primary key (committee_id, measure, month, combination_id, whole, import_id)
);
create index ledger_month_import on ledger_month (import_id);
-- The same of whole accounts, whatever their objects: what pages of a year read.
create table ledger_account_month (
  committee_id integer not null,
  import_id integer not null,
  measure text not null,
  month date not null,
  account text not null,
  amount numeric not null,
  primary key (committee_id, measure, month, account, import_id)
);
create index ledger_account_month_import on ledger_account_month (import_id);
-- A file that somebody looks through before anything of it counts; it is taken away when that is done.
create table ledger_upload (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  source text not null,
  file_name text not null,
  file_hash text not null,
  preview jsonb not null,
  -- What the columns of a table are, and its first rows; null for a file that says so itself.
  mapping jsonb,
  uploaded_by text not null,
  uploaded_at timestamptz not null default now()
);
create table ledger_upload_piece (
  upload_id integer not null references ledger_upload,
  ordinal integer not null check (ordinal > 0),
  content bytea not null,
  primary key (upload_id, ordinal)
);
-- How a source's columns were read the last time, by its headings.
create table ledger_mapping (
  committee_id integer not null references unit,
  header text not null,
  mapping jsonb not null,
  primary key (committee_id, header)
);
-- Which line of a statement an account belongs to, from a day on. The narrowest range that an account is in holds.
create table account_map (
  municipality_id integer not null references unit,
  valid_from date not null,
  from_account text not null,
  to_account text not null,
  line text not null,
  primary key (municipality_id, valid_from, from_account, to_account)
);
select keep_history('account_map', 'account_map', 'municipality_id', '{municipality_id,valid_from,from_account,to_account}');
select show_past('account_map');
select read_by_committee(name) from unnest(array['ledger_account', 'ledger_dimension', 'ledger_object', 'ledger_import', 'ledger_combination', 'ledger_month', 'ledger_account_month', 'ledger_upload', 'ledger_mapping']) name;
select read_with_parent(name, 'import_id', 'ledger_import') from unnest(array['ledger_voucher', 'ledger_posting']) name;
select read_with_parent('ledger_upload_piece', 'upload_id', 'ledger_upload');
select defer_references();
