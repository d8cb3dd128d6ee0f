-- The steering model of a municipality and a year: what its levels are, who keeps them and how they are judged.
create table steering_level (
  municipality_id integer not null references unit,
  year integer not null,
  level_id integer not null references goal_level,
  rank integer not null,
  keeper text not null check (keeper in ('municipality', 'committee', 'unit', 'person')),
  -- The scale that goals of the level are assessed on; null where they are not.
  scale_id integer references scale,
  rule text not null check (rule in ('judgement', 'indicators', 'goals')),
  green_share numeric check (green_share > 0 and green_share <= 100),
  -- What a goal of the level has to have: parent, indicator, target, activity, responsible, method, reporting.
  required text not null default '',
  primary key (municipality_id, year, level_id)
);

-- Documents that goals answer to: programmes, plans, policies.
create table governing_document (
  id integer primary key generated always as identity,
  municipality_id integer not null references unit,
  name text not null collate public.sv,
  kind text not null check (kind in ('programme', 'plan', 'policy', 'guideline', 'strategy', 'other')),
  from_year integer,
  to_year integer,
  check (name <> ''),
  check (to_year is null or from_year is null or to_year >= from_year)
);
create unique index governing_document_once on governing_document (municipality_id, md5(name));

-- A goal's owner is the committee, or the municipality for the council's; a unit's own goal names the unit too.
drop view past.goal;
alter table goal
  add column unit_id integer references unit,
  add column responsible text,
  add column method text,
  add column description text,
  add column weight numeric not null default 1 check (weight > 0),
  add column green_share numeric check (green_share > 0 and green_share <= 100),
  add column retired_on date,
  add column retired_reason text;
drop view past.activity;
alter table activity
  add column unit_id integer references unit,
  add column responsible text,
  add column starts_on date,
  add column ends_on date,
  add column retired_on date,
  add column retired_reason text,
  add check (ends_on is null or starts_on is null or ends_on >= starts_on);
drop view past.assignment;
alter table assignment
  add column kind text not null default 'assignment' check (kind in ('assignment', 'focus-area')),
  add column description text,
  add column decided text,
  add column responsible text,
  add column due_on date,
  add column retired_on date,
  add column retired_reason text;
-- What is good for a measure, and how far on the wrong side is still amber ("5 %" or an amount).
drop view past.indicator;
alter table indicator
  add column better text check (better in ('higher', 'lower', 'equal', 'range')),
  add column margin text;
create table goal_agenda (
  goal_id integer not null references goal,
  number integer not null check (number between 1 and 17),
  primary key (goal_id, number)
);
create table goal_document (
  goal_id integer not null references goal,
  document_id integer not null references governing_document,
  primary key (goal_id, document_id)
);
create table assignment_point (
  assignment_id integer not null references assignment,
  follow_up_point_id integer not null references follow_up_point,
  primary key (assignment_id, follow_up_point_id)
);
create table goal_point (
  goal_id integer not null references goal,
  follow_up_point_id integer not null references follow_up_point,
  primary key (goal_id, follow_up_point_id)
);
drop view past.assessment;
alter table assessment drop constraint assessment_subject_kind_check;
alter table assessment add check (subject_kind in ('goal', 'activity', 'assignment', 'control-check'));
-- What the rule proposed when the person judged, in words; null where it proposed nothing.
alter table assessment add column proposed_level_id integer references scale_level, add column proposal text;
insert into scale (code, name) values ('activity', 'Status för aktivitet');
insert into scale_level (scale_id, rank, label, shape, colour)
select scale.id, level.rank, level.label, level.shape, level.colour
from scale join (values (1, 'Aktiviteten är genomförd', 'circle', 'green'), (2, 'Aktiviteten pågår', 'circle', 'green'), (3, 'Aktiviteten pågår med avvikelse', 'diamond', 'amber'), (4, 'Aktiviteten pågår ej', 'square', 'red'))
  as level (rank, label, shape, colour) on scale.code = 'activity';

create or replace function committee_of(kind text, id integer) returns integer language plpgsql stable as $$
declare found integer;
begin
  if kind = 'activity' then
    select goal.committee_id into found from public.activity join public.goal on goal.id = activity.goal_id where activity.id = committee_of.id;
    return found;
  end if;
  if kind not in ('goal', 'assignment', 'control_check', 'indicator', 'statement') then return null; end if;
  execute format('select committee_id from public.%I where id = $1', kind) into found using id;
  return found;
end $$;

-- Gives a table versions and a history, from now on and as it is; what is a part of what is told as in keep_row_version().
create function keep_history(own_table text, subject text, subject_column text, key_columns text[]) returns void language plpgsql as $$
begin
  execute format('alter table %I add column version integer not null default 1', own_table);
  execute format('create trigger next_version before update on %I for each row execute function next_version()', own_table);
  execute format('create trigger keep_row_version after insert or update or delete on %I for each row execute function keep_row_version(%s)',
    own_table, (select string_agg(quote_literal(argument), ', ') from unnest(array[subject, subject_column] || key_columns) argument));
end $$;
-- Shows a table as it was; made anew where a column has been added.
create function show_past(own_table text) returns void language plpgsql as $$
begin
  execute format('drop view if exists past.%I', own_table);
  execute format(
    'create view past.%I with (security_invoker = true) as select was.* from public.row_version kept, jsonb_populate_record(null::public.%I, kept.content) was
     where kept.table_name = %L and kept.content is not null and kept.valid_from <= current_setting(''rodtrad.as_of'')::timestamptz
       and (kept.valid_to is null or kept.valid_to > current_setting(''rodtrad.as_of'')::timestamptz)', own_table, own_table, own_table);
  execute format('grant select on past.%I to %I', own_table, app_role());
end $$;
select keep_history('steering_level', 'steering', 'municipality_id', '{municipality_id,year,level_id}');
select keep_history('governing_document', 'governing_document', 'id', '{id}');
select keep_history('goal_agenda', 'goal', 'goal_id', '{goal_id,number}');
select keep_history('goal_document', 'goal', 'goal_id', '{goal_id,document_id}');
select keep_history('goal_point', 'goal', 'goal_id', '{goal_id,follow_up_point_id}');
select keep_history('assignment_point', 'assignment', 'assignment_id', '{assignment_id,follow_up_point_id}');
select show_past(name) from unnest(array['goal', 'activity', 'assignment', 'assessment', 'indicator', 'steering_level', 'governing_document', 'goal_agenda', 'goal_document', 'goal_point', 'assignment_point']) name;

do $$
declare part record; rule text := '((select current_setting(''rodtrad.reads'', true)) = ''all'' or %I in (select id from %I))';
begin
  for part in select * from (values ('goal_agenda', 'goal_id', 'goal'), ('goal_document', 'goal_id', 'goal'), ('goal_point', 'goal_id', 'goal'), ('assignment_point', 'assignment_id', 'assignment')) as child (table_name, parent_column, parent) loop
    execute format('alter table %I enable row level security', part.table_name);
    execute format('create policy of_own_committees on %I to %I using %s', part.table_name, app_role(), format(rule, part.parent_column, part.parent));
  end loop;
  drop policy of_own_committees on assessment;
  execute format($policy$create policy of_own_committees on assessment to %I using (
    (select current_setting('rodtrad.reads', true)) = 'all'
    or case subject_kind when 'goal' then subject_id in (select id from goal) when 'activity' then subject_id in (select id from activity) when 'assignment' then subject_id in (select id from assignment) else subject_id in (select id from control_check) end)$policy$, app_role());
  for part in select conname, conrelid::regclass as table_name from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', part.table_name, part.conname);
  end loop;
end $$;

-- What a row says since a column has a standing value is not told as a change of it.
update row_version set content = content || '{"weight": "1"}' where table_name = 'goal' and content is not null and valid_to is null;
update row_version set content = content || '{"kind": "assignment"}' where table_name = 'assignment' and content is not null and valid_to is null;
