-- Places where alcohol is served, or tobacco, folk beer, e-cigarettes and medicines are sold; their licences and notifications
-- (alkohollagen 2010:1622; lag 2018:2088 om tobak; lag 2009:730), the year's inspection plan, visits and what came of them.
create table licensed_place (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  name text not null check (name <> ''),
  address text,
  orientation text not null default 'day' check (orientation in ('day', 'evening', 'events')),
  trial_until date,
  note text,
  ended_on date,
  import_key text
);
create index licensed_place_committee on licensed_place (committee_id);
create unique index licensed_place_import on licensed_place (committee_id, import_key) where import_key is not null;
create table licence (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  place_id integer not null references licensed_place,
  kind text not null check (kind in ('serving-public', 'serving-closed', 'tobacco', 'folk-beer', 'e-cigarettes', 'medicines')),
  holder text not null check (holder <> ''),
  organisation_number text,
  valid_from date not null,
  ended_on date,
  end_reason text check (end_reason in ('surrendered', 'revoked', 'expired')),
  diary_number text,
  terms text,
  import_key text,
  check (ended_on is null or ended_on >= valid_from),
  check ((ended_on is null) = (end_reason is null))
);
create index licence_place on licence (place_id);
create index licence_committee on licence (committee_id);
create unique index licence_import on licence (committee_id, import_key) where import_key is not null;
-- What happens with licences beside their being given and ended.
create table licence_event (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  place_id integer references licensed_place,
  kind text not null check (kind in ('warning', 'remark', 'knowledge-test', 'ownership', 'temporary-public', 'temporary-closed', 'extended-hours', 'extended-area', 'training', 'letter')),
  on_date date not null,
  number integer not null default 1 check (number > 0),
  note text
);
create index licence_event_committee on licence_event (committee_id, on_date);
-- A year's sums that were stated before the register had the rows.
create table licence_total (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  measure text not null,
  number integer not null check (number >= 0),
  source text
);
create index licence_total_place on licence_total (committee_id, year);
-- What the year's plan says is to be done.
create table inspection_target (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  what text not null check (what in ('outer', 'inner', 'round', 'joint-round', 'training', 'letter')),
  kind text check (kind in ('serving-public', 'serving-closed', 'tobacco', 'folk-beer', 'e-cigarettes', 'medicines')),
  rule text not null check (rule in ('all', 'half', 'third', 'number')),
  number integer check (number > 0),
  note text,
  check ((rule = 'number') = (number is not null))
);
create index inspection_target_place on inspection_target (committee_id, year);
create table inspection (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  place_id integer not null references licensed_place,
  what text not null check (what in ('outer', 'inner', 'follow-up')),
  on_date date not null,
  evening text not null check (evening in ('yes', 'no')),
  in_round text not null check (in_round in ('yes', 'no')),
  with_police text not null check (with_police in ('yes', 'no')),
  kinds text not null check (kinds <> ''),
  result text not null check (result in ('good', 'minor', 'deficient')),
  answers text,
  findings text,
  follow_on date,
  inspector text not null,
  -- The form's own key: one that is sent twice is kept once.
  sent_key text unique,
  check (result <> 'deficient' or findings is not null)
);
create index inspection_committee on inspection (committee_id, on_date);
create index inspection_place on inspection (place_id, on_date);
-- A secret address where a holder tells of changes, and what they have told.
create table licence_link (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  place_id integer not null references licensed_place,
  token_hash text not null unique,
  made_at timestamptz not null default now(),
  ended_at timestamptz
);
create index licence_link_place on licence_link (place_id);
create table licence_notice (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  place_id integer not null references licensed_place,
  received_on date not null,
  kind text not null check (kind in ('extended-hours', 'extended-area', 'ownership', 'staff', 'other')),
  from_date date,
  to_date date,
  body text not null check (body <> ''),
  sent_key text unique,
  check (to_date is null or from_date is null or to_date >= from_date)
);
create index licence_notice_committee on licence_notice (committee_id);
create table licence_notice_step (
  id integer generated always as identity primary key,
  licence_notice_id integer not null references licence_notice on delete cascade,
  committee_id integer not null references unit,
  ordinal integer not null,
  kind text not null check (kind in ('completed', 'granted', 'refused', 'noted')),
  on_date date not null,
  note text,
  actor text not null,
  taken_at timestamptz not null default now(),
  unique (licence_notice_id, ordinal)
);
select keep_history(name, name, 'id', '{id}') from unnest(array['licensed_place', 'licence', 'licence_event', 'licence_total', 'inspection_target', 'inspection', 'licence_notice']) name;
select keep_history('licence_notice_step', 'licence_notice', 'licence_notice_id', '{id}');
select keep_history('licence_link', 'licensed_place', 'place_id', '{id}');
select show_past(name) from unnest(array['licensed_place', 'licence', 'licence_event', 'licence_total', 'inspection_target', 'inspection', 'licence_notice', 'licence_notice_step', 'licence_link']) name;
select read_by_committee(name) from unnest(array['licensed_place', 'licence', 'licence_event', 'licence_total', 'inspection_target', 'inspection', 'licence_notice', 'licence_notice_step', 'licence_link']) name;
select defer_references();
