-- What has been done with a follow-up point of a committee: opened, closed, opened again; the last one holds.
create table follow_up_step (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  follow_up_point_id integer not null references follow_up_point,
  kind text not null check (kind in ('opened', 'closed', 'reopened')),
  reason text,
  actor text not null,
  taken_at timestamptz not null default now()
);
create index follow_up_step_place on follow_up_step (committee_id, follow_up_point_id, id);
-- Who does a task of a follow-up, where somebody has said so.
create table follow_up_delegation (
  committee_id integer not null references unit,
  follow_up_point_id integer not null references follow_up_point,
  -- As the trail names it, with what is to be done: "goal:12/assess".
  task text not null,
  user_id integer not null references user_account,
  primary key (committee_id, follow_up_point_id, task)
);
select keep_history('follow_up_step', 'follow_up', 'committee_id', '{id}');
select keep_history('follow_up_delegation', 'follow_up', 'committee_id', '{committee_id,follow_up_point_id,task}');
select show_past(name) from unnest(array['follow_up_step', 'follow_up_delegation']) name;
do $$
declare name text; part record;
begin
  foreach name in array array['follow_up_step', 'follow_up_delegation'] loop
    execute format('alter table %I enable row level security', name);
    execute format($policy$create policy of_own_committees on %I to %I using ((select current_setting('rodtrad.reads', true)) = 'all' or committee_id = any ((select string_to_array(nullif(current_setting('rodtrad.reads', true), 'all'), ','))::integer[]))$policy$, name, app_role());
  end loop;
  for part in select conname, conrelid::regclass as table_name from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', part.table_name, part.conname);
  end loop;
end $$;
