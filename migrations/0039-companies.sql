-- Companies and joint authorities of the municipality keep their economy and goals as committees do.
alter table unit drop constraint unit_kind_check;
alter table unit add constraint unit_kind_check check (kind in ('municipality', 'committee', 'company', 'joint-authority', 'administration', 'unit'));
create or replace view today.unit_place with (security_invoker = true) as
  with recursive place as (select distinct on (unit_id) unit_id as id, parent_id from public.unit_version where lower(valid) is null or lower(valid) <= current_date order by unit_id, valid desc),
  step as (
    select place.id, place.parent_id as at, 1 as steps from place where place.parent_id is not null
    union all
    select step.id, place.parent_id, step.steps + 1 from step join place on place.id = step.at where step.steps < 50 and place.parent_id is not null
  )
  select distinct on (step.id) step.id, unit.id as committee_id from step join public.unit on unit.id = step.at and unit.kind in ('committee', 'company', 'joint-authority') order by step.id, step.steps;
select defer_references();
