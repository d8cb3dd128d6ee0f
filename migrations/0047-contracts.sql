-- Contracts of a committee, own and joint with others, who delivers, what is to be procured, and how each is followed up.
create table contract (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  unit_id integer references unit,
  name text not null check (name <> ''),
  area text,
  form text not null check (form in ('lou', 'lov', 'framework', 'dis', 'direct', 'agreement')),
  contractor text,
  diary_number text,
  -- The party that holds the contract and follows it up, where it is joint with others.
  host text,
  valid_from date not null,
  valid_to date,
  extendable_to date,
  extend_by date,
  notice_by date,
  price_index text,
  price_on date,
  procure_year integer check (procure_year between 1990 and 2199),
  ended_on date,
  note text,
  import_key text,
  check (valid_to is null or valid_to >= valid_from),
  check (extendable_to is null or valid_to is null or extendable_to >= valid_to)
);
create index contract_committee on contract (committee_id);
create unique index contract_import on contract (committee_id, import_key) where import_key is not null;
-- Who delivers under a contract that several do, and whether their permit and economy have been looked at.
create table contract_supplier (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  contract_id integer not null references contract,
  name text not null check (name <> ''),
  organisation_number text,
  placed text not null default 'no' check (placed in ('yes', 'no')),
  permit text,
  permit_result text check (permit_result in ('valid', 'missing', 'limited', 'not-needed')),
  permit_checked_on date,
  permit_source text,
  economy_result text check (economy_result in ('good', 'watch', 'bad')),
  economy_checked_on date,
  inspection text,
  check ((permit_result is null) = (permit_checked_on is null)),
  check ((economy_result is null) = (economy_checked_on is null))
);
create index contract_supplier_contract on contract_supplier (contract_id);
-- What is to be bought that no contract covers, or is called off in a larger way.
create table procurement_need (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  kind text not null check (kind in ('new', 'call-off')),
  name text not null check (name <> ''),
  planned text,
  diary_number text,
  note text
);
create index procurement_need_place on procurement_need (committee_id, year);
-- The questions that contracts are followed up by, as text: areas and questions, numbered.
create table review_form (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  name text not null check (name <> ''),
  questions text not null check (questions <> '')
);
create index review_form_committee on review_form (committee_id);
-- A follow-up of a contract, planned for a year and presented at a meeting.
create table contract_review (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  contract_id integer not null references contract,
  form_id integer references review_form,
  kind text not null check (kind in ('full', 'simplified')),
  presentation text,
  due_on date,
  reviewed_on date,
  documents text,
  visited text,
  met text,
  summary text,
  follows_id integer references contract_review
);
create index contract_review_place on contract_review (committee_id, year);
create index contract_review_contract on contract_review (contract_id);
-- A question of a follow-up, as it was asked, and its answer.
create table contract_review_answer (
  review_id integer not null references contract_review on delete cascade,
  ordinal integer not null,
  area text not null,
  question text not null,
  scale_level_id integer references scale_level,
  comment text,
  -- The recommendation of what works and could be better, or what is deficient.
  remark text,
  follow_on date,
  evidence text,
  primary key (review_id, ordinal)
);
-- What a contractor has promised to do at intervals, and how it went, as a follow-up found it.
create table contract_obligation (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  contract_id integer not null references contract,
  interval text not null check (interval in ('week', 'month', 'two-months', 'twice-term', 'term', 'year', 'other')),
  name text not null check (name <> ''),
  ended_on date
);
create index contract_obligation_contract on contract_obligation (contract_id);
create table contract_review_obligation (
  review_id integer not null references contract_review on delete cascade,
  obligation_id integer not null references contract_obligation,
  scale_level_id integer not null references scale_level,
  -- Where it goes otherwise in another part of what is delivered.
  other_level_id integer references scale_level,
  comment text,
  primary key (review_id, obligation_id)
);
insert into scale (code, name) values ('contract-question', 'Bedömning vid avtalsuppföljning'), ('running-task', 'Löpande uppgift');
insert into scale_level (scale_id, rank, label, shape, colour)
select scale.id, level.rank, level.label, level.shape, level.colour
from scale join (values
  ('contract-question', 1, 'Mycket väl fungerande', 'circle', 'green'), ('contract-question', 2, 'Fungerande', 'diamond', 'amber'), ('contract-question', 3, 'Bristfällig', 'square', 'red'),
  ('running-task', 1, 'Pågår', 'circle', 'green'), ('running-task', 2, 'Pågår med avvikelse', 'diamond', 'amber'), ('running-task', 3, 'Pågår ej', 'square', 'red')
) as level (code, rank, label, shape, colour) on level.code = scale.code;
select keep_history(name, name, 'id', '{id}') from unnest(array['contract', 'contract_supplier', 'procurement_need', 'review_form', 'contract_review', 'contract_obligation']) name;
select keep_history('contract_review_answer', 'contract_review', 'review_id', '{review_id,ordinal}');
select keep_history('contract_review_obligation', 'contract_review', 'review_id', '{review_id,obligation_id}');
select show_past(name) from unnest(array['contract', 'contract_supplier', 'procurement_need', 'review_form', 'contract_review', 'contract_review_answer', 'contract_obligation', 'contract_review_obligation']) name;
select read_by_committee(name) from unnest(array['contract', 'contract_supplier', 'procurement_need', 'review_form', 'contract_review', 'contract_obligation']) name;
select read_with_parent(name, 'review_id', 'contract_review') from unnest(array['contract_review_answer', 'contract_review_obligation']) name;
select defer_references();
