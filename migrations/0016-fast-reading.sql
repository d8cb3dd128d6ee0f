-- The committees that one reads are looked up, not gone through, for each row: with thousands of rows that is what a page waits for.
do $$
declare
  part record;
  read text := '(select unnest(string_to_array(nullif(current_setting(''rodtrad.reads'', true), ''all''), '',''))::integer)';
  own text := '((select current_setting(''rodtrad.reads'', true)) = ''all'' or %s in ' || read || ')';
begin
  for part in select tablename from pg_policies where schemaname = 'public' and policyname = 'of_own_committees' and qual like '%(committee_id = ANY%' and tablename <> 'row_version' loop
    execute format('alter policy of_own_committees on %I using %s', part.tablename, format(own, 'committee_id'));
  end loop;
  execute format('alter policy of_own_committees on row_version using (committee_id is null or %s)', format(own, 'committee_id'));
  execute format('alter policy of_own_committees on read_document using (read_by = (select current_setting(''rodtrad.actor'', true)) or %s)', format(own, 'accepted_committee_id'));
end $$;
create or replace function read_by_committee(own_table text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', own_table);
  execute format($policy$create policy of_own_committees on %I to %I using ((select current_setting('rodtrad.reads', true)) = 'all' or committee_id in (select unnest(string_to_array(nullif(current_setting('rodtrad.reads', true), 'all'), ','))::integer))$policy$, own_table, app_role());
end $$;

-- What pages of a year ask for.
create index goal_of_year on goal (committee_id, year);
create index goal_parent on goal (parent_id) where parent_id is not null;
create index assessment_subject on assessment (subject_kind, subject_id) where superseded_by is null;
create index risk_previous on risk (previous_id) where previous_id is not null;
create index control_check_risk on control_check (risk_id) where risk_id is not null;
create index control_sample_check on control_sample (control_check_id);

-- Counts the changes of the organisation, so that what was read of it is known to hold still.
create table organisation_change (
  single boolean primary key default true check (single),
  number bigint not null default 0
);
insert into organisation_change default values;
create function count_organisation_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update organisation_change set number = number + 1;
  return null;
end $$;
create trigger count_change after insert or update or delete or truncate on unit for each statement execute function count_organisation_change();
create trigger count_change after insert or update or delete or truncate on unit_version for each statement execute function count_organisation_change();
