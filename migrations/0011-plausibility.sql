-- How measures' values hang together, for questions to be asked of them.
create table indicator_relation (
  indicator_id integer not null references indicator,
  -- part-of: never above the other; days-of: never above the other times the days of the period.
  kind text not null check (kind in ('part-of', 'days-of')),
  other_id integer not null references indicator,
  primary key (indicator_id, kind, other_id),
  check (indicator_id <> other_id)
);
-- What somebody answered a question of a value; it stands as long as what was asked about is what it was.
create table plausibility_answer (
  id integer primary key generated always as identity,
  indicator_id integer not null references indicator,
  period date not null,
  rule text not null,
  about text not null,
  reason text not null check (reason <> ''),
  actor text not null,
  answered_at timestamptz not null default now(),
  unique (indicator_id, period, rule, about)
);
select keep_history('indicator_relation', 'indicator', 'indicator_id', '{indicator_id,kind,other_id}');
select keep_history('plausibility_answer', 'indicator', 'indicator_id', '{id}');
select show_past(name) from unnest(array['indicator_relation', 'plausibility_answer']) name;
do $$
declare name text; part record;
begin
  foreach name in array array['indicator_relation', 'plausibility_answer'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy of_own_committees on %I to %I using ((select current_setting(''rodtrad.reads'', true)) = ''all'' or indicator_id in (select id from indicator))', name, app_role());
  end loop;
  for part in select conname, conrelid::regclass as table_name from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', part.table_name, part.conname);
  end loop;
end $$;
