-- The diary: matters numbered per committee and year, without gaps or doubles. A number is taken with its row in one transaction,
-- and a matter is struck, never taken away.
create table diary_series (
  committee_id integer primary key references unit,
  prefix text not null check (prefix ~ '^[A-ZÅÄÖ0-9]{1,10}$')
);
create table diary_counter (
  committee_id integer not null references unit,
  year integer not null,
  series text not null check (series in ('matter', 'paragraph')),
  last integer not null check (last > 0),
  primary key (committee_id, year, series)
);
create table matter (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  number integer not null check (number > 0),
  prefix text not null,
  title text not null check (title <> ''),
  kind text not null check (kind in ('matter', 'consultation', 'motion', 'agreement', 'report')),
  opened_on date not null,
  sender text,
  due_on date,
  unit_id integer references unit,
  handler text,
  secrecy text not null default 'open' check (secrecy in ('open', 'partly', 'secret')),
  secrecy_ground text,
  -- The document that is the memorandum, by its year and key.
  memorandum text check (memorandum ~ '^\d{4}/[a-z0-9-]+$'),
  closed_on date,
  struck_reason text,
  note text,
  unique (committee_id, year, number),
  check (secrecy = 'open' or secrecy_ground is not null)
);
create table meeting (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  on_date date not null,
  starts_at text,
  kind text not null check (kind in ('committee', 'working')),
  place text,
  notice_on date,
  chair text,
  adjusted_on date,
  import_key text,
  unique (committee_id, on_date, kind)
);
create table agenda_item (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  meeting_id integer not null references meeting,
  position integer not null check (position > 0),
  matter_id integer references matter,
  title text not null check (title <> ''),
  proposal text,
  outcome text check (outcome in ('as-proposed', 'changed', 'referred', 'returned', 'noted')),
  decision text,
  reservations text,
  -- The paragraph of the minutes, taken when it is decided; and the year that it is of.
  paragraph integer,
  paragraph_year integer,
  import_key text,
  check ((outcome is null) = (paragraph is null))
);
create index agenda_item_meeting on agenda_item (meeting_id, position);
create index agenda_item_matter on agenda_item (matter_id);
create unique index agenda_item_paragraph on agenda_item (committee_id, paragraph_year, paragraph);
create table dispatch (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  item_id integer not null references agenda_item,
  recipient text not null check (recipient <> ''),
  sent_on date,
  way text check (way in ('e-mail', 'letter', 'system', 'by-hand')),
  proof text,
  check ((sent_on is null) = (way is null))
);
create index dispatch_item on dispatch (item_id);
-- What a decision asks to be told of, until it is done.
create table decision_report (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  item_id integer not null references agenda_item,
  responsible text not null check (responsible <> ''),
  due_on date,
  report text,
  reported_on date,
  done_on date,
  check (report is null or reported_on is not null),
  check (done_on is null or reported_on is not null)
);
create index decision_report_committee on decision_report (committee_id);
-- Agreements between parties: who has adopted it when, from when it is in force.
create table party_agreement (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  matter_id integer references matter,
  name text not null check (name <> ''),
  rule text not null check (rule in ('all', 'day', 'all-and-day')),
  from_date date,
  to_date date,
  notice text,
  check (rule = 'all' or from_date is not null)
);
create index party_agreement_committee on party_agreement (committee_id);
create table agreement_party (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  agreement_id integer not null references party_agreement,
  name text not null check (name <> ''),
  adopted_on date,
  decision text,
  left_on date
);
create index agreement_party_agreement on agreement_party (agreement_id);
select keep_history(name, name, 'id', '{id}') from unnest(array['matter', 'meeting', 'agenda_item', 'dispatch', 'decision_report', 'party_agreement', 'agreement_party']) name;
select keep_history('diary_series', 'diary_series', 'committee_id', '{committee_id}');
select show_past(name) from unnest(array['matter', 'meeting', 'agenda_item', 'dispatch', 'decision_report', 'party_agreement', 'agreement_party', 'diary_series']) name;
select read_by_committee(name) from unnest(array['matter', 'meeting', 'agenda_item', 'dispatch', 'decision_report', 'party_agreement', 'agreement_party', 'diary_series', 'diary_counter']) name;
select defer_references();
