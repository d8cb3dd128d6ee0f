-- What a unit was made of when another was divided: the other may have ended then, or goes on with less.
alter table unit add column split_from integer references unit;

-- Rows as if the organisation had always been today's: what belonged to a unit that has gone up in another is shown as
-- that one's. What was is not changed by it, and nothing is written here.
create schema today;
create view today.unit_now with (security_invoker = true) as
  with recursive gone as (
    select unit.id, unit.merged_into from public.unit
    where unit.merged_into is not null and not exists (select 1 from public.unit_version spell where spell.unit_id = unit.id and (upper(spell.valid) is null or upper(spell.valid) > current_date))
  ), step as (
    select id, merged_into as now_id, 1 as steps from gone
    union all
    select step.id, gone.merged_into, step.steps + 1 from step join gone on gone.id = step.now_id where step.steps < 50
  )
  select distinct on (id) id, now_id from step order by id, steps desc;

-- The committee that a unit lies under today, or lay under at last, wherever it lay before.
create view today.unit_place with (security_invoker = true) as
  with recursive place as (select distinct on (unit_id) unit_id as id, parent_id from public.unit_version where lower(valid) is null or lower(valid) <= current_date order by unit_id, valid desc),
  step as (
    select place.id, place.parent_id as at, 1 as steps from place where place.parent_id is not null
    union all
    select step.id, place.parent_id, step.steps + 1 from step join place on place.id = step.at where step.steps < 50 and place.parent_id is not null
  )
  select distinct on (step.id) step.id, unit.id as committee_id from step join public.unit on unit.id = step.at and unit.kind = 'committee' order by step.id, step.steps;

-- Shows a table in today's organisation; made anew where a column has been added. What is a unit's goes with the unit.
create function show_today(own_table text) returns void language plpgsql as $$
declare
  has_unit boolean;
  has_committee boolean;
  own_columns text;
begin
  execute format('drop view if exists today.%I', own_table);
  select coalesce(bool_or(attname = 'unit_id'), false), coalesce(bool_or(attname = 'committee_id'), false) into has_unit, has_committee
  from pg_attribute where attrelid = format('public.%I', own_table)::regclass and attnum > 0 and not attisdropped;
  select string_agg(case
      when attname = 'unit_id' then 'coalesce(unit_now.now_id, own.unit_id) as unit_id'
      when attname = 'committee_id' then case when has_unit then 'coalesce(unit_place.committee_id, committee_now.now_id, own.committee_id)' else 'coalesce(committee_now.now_id, own.committee_id)' end || ' as committee_id'
      else format('own.%I', attname) end, ', ' order by attnum)
  into own_columns
  from pg_attribute where attrelid = format('public.%I', own_table)::regclass and attnum > 0 and not attisdropped;
  execute format('create view today.%I with (security_invoker = true) as select %s from public.%I own', own_table, own_columns, own_table)
    || case when has_committee then ' left join today.unit_now committee_now on committee_now.id = own.committee_id' else '' end
    || case when has_unit then ' left join today.unit_now unit_now on unit_now.id = own.unit_id' else '' end
    || case when has_unit and has_committee then ' left join today.unit_place on unit_place.id = coalesce(unit_now.now_id, own.unit_id)' else '' end;
  execute format('grant select on today.%I to %I', own_table, app_role());
end $$;
-- Statements stay whose they were: two committees' accounts are two, not one.
select show_today(name) from unnest(array['goal', 'activity', 'assignment', 'indicator', 'risk', 'control_check', 'control_action', 'service_declaration', 'report_back', 'follow_up_delegation']) name;
do $$
begin
  execute format('grant usage on schema today to %I', app_role());
  execute format('grant select on today.unit_now, today.unit_place to %I', app_role());
end $$;
select defer_references();
