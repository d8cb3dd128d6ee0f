-- Lets readers see a table's rows where they read the committee that the row names.
create function read_by_committee(own_table text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', own_table);
  execute format($policy$create policy of_own_committees on %I to %I using ((select current_setting('rodtrad.reads', true)) = 'all' or committee_id = any ((select string_to_array(nullif(current_setting('rodtrad.reads', true), 'all'), ','))::integer[]))$policy$, own_table, app_role());
end $$;
-- Lets readers see a table's rows where they see the row that they are a part of.
create function read_with_parent(own_table text, parent_column text, parent text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', own_table);
  execute format($policy$create policy of_own_committees on %I to %I using ((select current_setting('rodtrad.reads', true)) = 'all' or %I in (select id from %I))$policy$, own_table, app_role(), parent_column, parent);
end $$;
-- References are looked at when a restore is done, so that tables come back in any order.
create function defer_references() returns void language plpgsql as $$
declare part record;
begin
  for part in select conname, conrelid::regclass as table_name from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', part.table_name, part.conname);
  end loop;
end $$;

-- A risk is on the gross list until somebody says what is done about it: controlled, mended at once, watched or accepted.
drop view past.risk;
alter table risk
  add column response text check (response in ('control', 'mend', 'watch', 'accept')),
  add column response_reason text,
  add column responsible text,
  add column agreed_at timestamptz,
  add column previous_id integer references risk,
  add column retired_on date,
  add column retired_reason text;
-- Months are those that the check is carried out in: "4,8,12".
drop view past.control_check;
alter table control_check
  add column method text check (method in ('sample', 'all')),
  add column months text not null default '' check (months ~ '^((1[0-2]|[1-9])(,(1[0-2]|[1-9]))*)?$'),
  add column responsible text,
  add column reported_to text,
  add column unit_id integer references unit,
  add column checklist text,
  add column previous_id integer references control_check,
  add column retired_on date,
  add column retired_reason text;

-- What each of several people made of a risk, before they agreed.
create table risk_judgement (
  risk_id integer not null references risk,
  actor text not null,
  likelihood integer not null check (likelihood between 1 and 4),
  consequence integer not null check (consequence between 1 and 4),
  judged_at timestamptz not null default now(),
  primary key (risk_id, actor)
);
-- A draw that can be done again: the same seed, number of rows and number drawn give the same rows.
create table control_sample (
  id integer primary key generated always as identity,
  control_check_id integer not null references control_check,
  month integer not null check (month between 1 and 12),
  method text not null check (method in ('sample', 'all')),
  population text not null check (population <> ''),
  population_size integer not null check (population_size between 1 and 100000),
  sample_size integer not null check (sample_size between 1 and 500),
  seed text not null,
  -- The questions as they were when it was drawn, a line each.
  checklist text not null default '',
  actor text not null,
  drawn_at timestamptz not null default now(),
  check (sample_size <= population_size)
);
create table control_sample_item (
  sample_id integer not null references control_sample,
  -- The row's number in the list that was drawn from.
  number integer not null check (number > 0),
  -- An answer for each question: y, n, or x for not applicable; - for none yet.
  answers text not null default '' check (answers ~ '^[ynx-]*$'),
  note text,
  primary key (sample_id, number)
);
-- What a check found in a month.
create table control_result (
  control_check_id integer not null references control_check,
  month integer not null check (month between 1 and 12),
  checked integer check (checked >= 0),
  correct integer check (correct >= 0),
  findings text,
  origin_id integer not null references origin,
  primary key (control_check_id, month),
  check (correct <= checked),
  check ((checked is null) = (correct is null)),
  check (checked is not null or findings is not null)
);
-- What is done about a risk or what a check found.
create table control_action (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  year integer not null,
  control_check_id integer references control_check,
  risk_id integer references risk,
  description text not null check (description <> ''),
  responsible text not null check (responsible <> ''),
  due_on date not null,
  done_on date,
  outcome text,
  origin_id integer not null references origin,
  check (control_check_id is not null or risk_id is not null)
);
create index control_action_place on control_action (committee_id, year);
-- What becomes of a check in next year's plan, and why.
create table control_succession (
  control_check_id integer primary key references control_check,
  kind text not null check (kind in ('kept', 'goal', 'own-control', 'closed')),
  reason text not null check (reason <> ''),
  actor text not null,
  decided_at timestamptz not null default now()
);
-- What somebody answered a standing question; it stands as long as what was asked about is what it was.
create table control_answer (
  id integer primary key generated always as identity,
  control_check_id integer not null references control_check,
  rule text not null,
  about text not null,
  reason text not null check (reason <> ''),
  actor text not null,
  answered_at timestamptz not null default now(),
  unique (control_check_id, rule, about)
);

create or replace function committee_of(kind text, id integer) returns integer language plpgsql stable as $$
declare found integer;
begin
  if kind = 'activity' then
    select goal.committee_id into found from public.activity join public.goal on goal.id = activity.goal_id where activity.id = committee_of.id;
    return found;
  end if;
  if kind = 'control_sample' then
    select control_check.committee_id into found from public.control_sample join public.control_check on control_check.id = control_sample.control_check_id where control_sample.id = committee_of.id;
    return found;
  end if;
  if kind not in ('goal', 'assignment', 'risk', 'control_action', 'control_check', 'indicator', 'statement') then return null; end if;
  execute format('select committee_id from public.%I where id = $1', kind) into found using id;
  return found;
end $$;
select keep_history('risk_judgement', 'risk', 'risk_id', '{risk_id,actor}');
select keep_history('control_sample', 'control_check', 'control_check_id', '{id}');
select keep_history('control_result', 'control_check', 'control_check_id', '{control_check_id,month}');
select keep_history('control_action', 'control_action', 'id', '{id}');
select keep_history('control_succession', 'control_check', 'control_check_id', '{control_check_id}');
select keep_history('control_answer', 'control_check', 'control_check_id', '{id}');
select keep_history('control_sample_item', 'control_sample', 'sample_id', '{sample_id,number}');
select show_past(name) from unnest(array['risk', 'control_check', 'risk_judgement', 'control_sample', 'control_sample_item', 'control_result', 'control_action', 'control_succession', 'control_answer']) name;
select read_by_committee('control_action');
select read_with_parent('risk_judgement', 'risk_id', 'risk');
select read_with_parent(name, 'control_check_id', 'control_check') from unnest(array['control_sample', 'control_result', 'control_succession', 'control_answer']) name;
select read_with_parent('control_sample_item', 'sample_id', 'control_sample');
select defer_references();
-- What a row says since a column has a standing value is not told as a change of it.
update row_version set content = content || '{"months": ""}' where table_name = 'control_check' and content is not null and valid_to is null;
