create extension if not exists btree_gist;

-- One name for Swedish alphabetical order on every engine.
do $$ begin
  if to_regcollation('public.sv') is null then
    if exists (select 1 from pg_collation where collname = 'sv-SE-x-icu') then
      execute 'create collation public.sv from "sv-SE-x-icu"';
    else
      execute $c$create collation public.sv (provider = icu, locale = 'und', rules = '&z<å<<<Å<ä<<<Ä<ö<<<Ö')$c$;
    end if;
  end if;
end $$;

-- Where a stored value came from. Every figure points at one of these rows.
create table origin (
  id integer primary key generated always as identity,
  kind text not null check (kind in ('file', 'example', 'typed')),
  file_name text,
  file_hash text,
  place integer,
  place_kind text check (place_kind in ('line', 'page', 'paragraph')),
  excerpt text,
  reader text,
  actor text not null,
  recorded_at timestamptz not null default now()
);
create unique index origin_place on origin (kind, coalesce(file_hash, ''), coalesce(place, 0), md5(coalesce(file_name, '')), md5(coalesce(excerpt, '')));

create table audit_event (
  id integer primary key generated always as identity,
  at timestamptz not null default now(),
  actor text not null,
  door text not null,
  action text not null,
  subject text not null,
  details jsonb not null default '{}'
);

-- organisation
create table unit (
  id integer primary key generated always as identity,
  kind text not null check (kind in ('municipality', 'committee', 'administration', 'unit')),
  example boolean not null default false
);
create table unit_version (
  unit_id integer not null references unit,
  name text not null collate public.sv,
  parent_id integer references unit,
  valid daterange not null,
  constraint unit_version_no_overlap exclude using gist (unit_id with =, valid with &&)
);
create index unit_version_parent on unit_version (parent_id);

-- calendar
create table follow_up_point (
  id integer primary key generated always as identity,
  municipality_id integer not null references unit,
  year integer not null,
  name text not null,
  on_date date not null,
  unique (municipality_id, on_date)
);

-- assessment
create table scale (
  id integer primary key generated always as identity,
  code text not null unique,
  name text not null
);
create table scale_level (
  id integer primary key generated always as identity,
  scale_id integer not null references scale,
  rank integer not null,
  label text not null,
  shape text not null check (shape in ('circle', 'diamond', 'square', 'ring')),
  colour text not null check (colour in ('green', 'amber', 'red', 'grey')),
  unique (scale_id, rank),
  unique (scale_id, label)
);
create table assessment (
  id integer primary key generated always as identity,
  subject_kind text not null check (subject_kind in ('goal', 'assignment', 'control-check')),
  subject_id integer not null,
  follow_up_point_id integer not null references follow_up_point,
  scale_level_id integer not null references scale_level,
  reasoning text,
  actor text not null,
  assessed_at timestamptz not null default now(),
  superseded_by integer references assessment,
  origin_id integer not null references origin
);
create unique index assessment_current on assessment (subject_kind, subject_id, follow_up_point_id) where superseded_by is null;

-- indicators
create table indicator (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  group_name text not null default '' collate public.sv,
  name text not null collate public.sv,
  unit text,
  frequency text not null check (frequency in ('month', 'year')),
  aggregation text not null default 'none' check (aggregation in ('sum', 'mean', 'last', 'none')),
  decimals integer not null default 0 check (decimals between 0 and 6),
  source text,
  note text,
  position integer not null,
  origin_id integer not null references origin,
  unique (committee_id, group_name, name, frequency)
);
create table indicator_value (
  indicator_id integer not null references indicator,
  period date not null,
  value numeric,
  missing_reason text,
  preliminary boolean not null default false,
  origin_id integer not null references origin,
  primary key (indicator_id, period),
  check (value is not null or missing_reason is not null)
);
create table indicator_target (
  indicator_id integer not null references indicator,
  year integer not null,
  amount numeric,
  direction text check (direction in ('increase', 'decrease', 'unchanged')),
  stated text not null,
  origin_id integer not null references origin,
  primary key (indicator_id, year)
);
create table indicator_baseline (
  indicator_id integer primary key references indicator,
  amount numeric,
  stated text not null,
  origin_id integer not null references origin
);

-- goals
create table goal_level (
  id integer primary key generated always as identity,
  municipality_id integer not null references unit,
  name text not null,
  rank integer not null,
  unique (municipality_id, name)
);
create table goal (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  level_id integer not null references goal_level,
  parent_id integer references goal,
  year integer not null,
  text text not null,
  position integer not null,
  origin_id integer not null references origin
);
-- Texts may be longer than an index entry, so their digests are what must not come twice.
create unique index goal_once on goal (committee_id, year, level_id, md5(text));
create table activity (
  id integer primary key generated always as identity,
  goal_id integer not null references goal,
  title text not null,
  description text,
  position integer not null,
  origin_id integer not null references origin,
  check (title <> '')
);
create unique index activity_once on activity (goal_id, md5(title));
create table goal_indicator (
  goal_id integer not null references goal,
  indicator_id integer not null references indicator,
  position integer not null,
  primary key (goal_id, indicator_id)
);
create table assignment (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  year integer not null,
  text text not null,
  position integer not null,
  origin_id integer not null references origin
);
create unique index assignment_once on assignment (committee_id, year, md5(text));

-- finance
create table statement (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  year integer not null,
  report_kind text not null,
  kind text not null check (kind in ('income', 'activities', 'investments', 'budget')),
  title text not null,
  amount_unit text,
  position integer not null,
  origin_id integer not null references origin,
  unique (committee_id, year, report_kind, kind, title)
);
create table statement_column (
  statement_id integer not null references statement,
  position integer not null,
  label text not null,
  measure text not null,
  year integer,
  primary key (statement_id, position)
);
create table statement_line (
  id integer primary key generated always as identity,
  statement_id integer not null references statement,
  position integer not null,
  label text not null,
  total boolean not null,
  origin_id integer not null references origin,
  unique (statement_id, position)
);
create table statement_amount (
  line_id integer not null references statement_line,
  column_position integer not null,
  amount numeric not null,
  origin_id integer not null references origin,
  primary key (line_id, column_position)
);
create table fee (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  year integer not null,
  name text not null,
  decided text,
  status text,
  new_decision text,
  valid_from text,
  position integer not null,
  origin_id integer not null references origin
);
create unique index fee_once on fee (committee_id, year, md5(name));

-- internal control
create table risk (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  year integer not null,
  category text,
  process text not null default '',
  description text not null,
  risk_index numeric,
  likelihood integer check (likelihood between 1 and 4),
  consequence integer check (consequence between 1 and 4),
  position integer not null,
  origin_id integer not null references origin
);
create unique index risk_once on risk (committee_id, year, md5(process), md5(description));
create table control_check (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  year integer not null,
  risk_id integer references risk,
  category text not null default '',
  process text not null default '',
  description text not null,
  -- The same check may answer several risks of a process: 0 for the first, 1 for the next.
  occurrence integer not null default 0,
  position integer not null,
  origin_id integer not null references origin
);
create unique index control_check_once on control_check (committee_id, year, category, md5(process), md5(description), occurrence);

-- quality
create table service_declaration (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  year integer not null,
  service text not null,
  decided text,
  status text,
  position integer not null,
  origin_id integer not null references origin
);
create unique index service_declaration_once on service_declaration (committee_id, year, md5(service));

-- matters
create table report_back (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  year integer not null,
  meeting text,
  matter text not null,
  decision text,
  report text,
  position integer not null,
  origin_id integer not null references origin
);
create unique index report_back_once on report_back (committee_id, year, md5(matter));

-- documents
create table report (
  committee_id integer not null references unit,
  year integer not null,
  document_kind text not null,
  title text not null,
  diary_number text,
  origin_id integer not null references origin,
  primary key (committee_id, year, document_kind)
);
create table section_text (
  committee_id integer not null references unit,
  year integer not null,
  document_kind text not null,
  section text not null,
  body text not null,
  origin_id integer not null references origin,
  primary key (committee_id, year, document_kind, section)
);

-- reading
create table read_document (
  id integer primary key generated always as identity,
  file_name text not null,
  file_hash text not null unique,
  format text not null,
  content text not null,
  reading jsonb not null,
  read_by text not null,
  read_at timestamptz not null default now(),
  accepted jsonb,
  accepted_at timestamptz
);
