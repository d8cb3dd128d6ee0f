-- A measure has a baseline for each year that one is set; one that was stated without a year holds where no other does.
drop view past.indicator_baseline;
alter table indicator_baseline drop constraint indicator_baseline_pkey;
alter table indicator_baseline add column year integer, add column id integer generated always as identity primary key;
create unique index indicator_baseline_once on indicator_baseline (indicator_id, year) nulls not distinct;
drop trigger keep_row_version on indicator_baseline;
create trigger keep_row_version after insert or update or delete on indicator_baseline for each row execute function keep_row_version('indicator', 'indicator_id', 'indicator_id', 'year');
update row_version set content = content || jsonb_build_object('id', (select id::text from indicator_baseline own where own.indicator_id = (content ->> 'indicator_id')::integer), 'year', null)
where table_name = 'indicator_baseline' and content is not null and valid_to is null;

-- What a row of a plan was in the plan of the year before.
drop view past.goal;
alter table goal add column previous_id integer references goal;
drop view past.activity;
alter table activity add column previous_id integer references activity;
drop view past.assignment;
alter table assignment add column previous_id integer references assignment;
create index goal_previous on goal (previous_id);
create index activity_previous on activity (previous_id);
create index assignment_previous on assignment (previous_id);

-- What of a year's plan is not taken along to the next, and why.
create table plan_dropped (
  subject_kind text not null check (subject_kind in ('goal', 'activity', 'assignment')),
  subject_id integer not null,
  reason text not null check (reason <> ''),
  actor text not null,
  dropped_at timestamptz not null default now(),
  primary key (subject_kind, subject_id)
);
alter table plan_dropped add column version integer not null default 1;
create trigger next_version before update on plan_dropped for each row execute function next_version();
create trigger keep_row_version after insert or update or delete on plan_dropped for each row execute function keep_row_version('assessed', 'subject_id', 'subject_kind', 'subject_id');
alter table plan_dropped enable row level security;
do $$
begin
  execute format($policy$create policy of_own_committees on plan_dropped to %I using (
    (select current_setting('rodtrad.reads', true)) = 'all'
    or case subject_kind when 'goal' then subject_id in (select id from goal) when 'activity' then subject_id in (select id from activity) else subject_id in (select id from assignment) end)$policy$, app_role());
end $$;
select show_past(name) from unnest(array['indicator_baseline', 'goal', 'activity', 'assignment', 'plan_dropped']) name;
select defer_references();
