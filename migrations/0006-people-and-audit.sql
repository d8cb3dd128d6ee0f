-- The role that the program works as: it owns no table, so what it may not do is refused by the database itself. Each
-- database has its own, so that installations that share a server share nothing.
do $$
declare name text := left('rodtrad_app_' || current_database(), 63);
begin
  execute format('create function app_role() returns name language sql immutable as %L', format('select %L::name', name));
  begin
    if not exists (select 1 from pg_roles where rolname = name) then execute format('create role %I nologin', name); end if;
  exception when duplicate_object or unique_violation then null;
  end;
  if not pg_has_role(current_user, name, 'member') then execute format('grant %I to %I', name, current_user); end if;
end $$;

-- What is typed has an origin for each time, since the same words may be typed by many.
drop index origin_place;
create unique index origin_place on origin (kind, coalesce(file_hash, ''), coalesce(place, 0), md5(coalesce(file_name, '')), md5(coalesce(excerpt, ''))) where kind <> 'typed';

-- people
create table user_account (
  id integer primary key generated always as identity,
  kind text not null check (kind in ('person', 'example', 'operator')),
  name text not null collate public.sv,
  email text,
  email_key text unique,
  issuer text,
  subject text,
  created_at timestamptz not null default now(),
  last_seen_on date,
  deactivated_at timestamptz,
  erased_at timestamptz,
  version integer not null default 1,
  check ((issuer is null) = (subject is null))
);
create unique index user_account_subject on user_account (issuer, subject);
create unique index user_account_own on user_account (kind, name) where kind <> 'person';

create table user_role (
  id integer primary key generated always as identity,
  user_id integer not null references user_account,
  role text not null,
  -- Null is the whole installation.
  unit_id integer references unit,
  valid_from date not null,
  -- The first day it no longer holds.
  valid_to date,
  given_at timestamptz not null default now(),
  given_by text not null,
  from_claims boolean not null default false,
  check (valid_to is null or valid_to >= valid_from)
);
create index user_role_of_user on user_role (user_id);

-- When a unit came under its parent, as the installation was told: a role does not grow by what comes later.
alter table unit add column added_at timestamptz not null default now();
alter table unit_version add column placed_at timestamptz not null default now();
alter table unit_version add column id integer primary key generated always as identity;

-- sign-in
create table session (
  id integer primary key generated always as identity,
  user_id integer not null references user_account,
  token_hash text not null unique,
  method text not null,
  browser text,
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  id_token text
);
create index session_of_user on session (user_id);
create table password (
  user_id integer primary key references user_account,
  hash text not null,
  changed_at timestamptz not null default now()
);
create table passkey (
  id integer primary key generated always as identity,
  user_id integer not null references user_account,
  credential_id text not null unique,
  public_key text not null,
  counter bigint not null,
  transports text not null,
  name text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create table one_time_link (
  id integer primary key generated always as identity,
  user_id integer not null references user_account,
  purpose text not null check (purpose in ('invitation', 'recovery', 'first-administrator')),
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create table sign_in_flow (
  token_hash text primary key,
  content jsonb not null,
  expires_at timestamptz not null
);
create table sign_in_failure (
  key text primary key,
  failures integer not null,
  last_at timestamptz not null
);
create table api_key (
  id integer primary key generated always as identity,
  user_id integer not null references user_account,
  name text not null,
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  used_on date,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create table idempotency_key (
  actor text not null,
  key text not null,
  request_hash text not null,
  status integer not null,
  body text not null,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);

-- Every change of a row that the municipality steers by, as it was before and after. Values are text, so that decimals stay exact.
create sequence change_number;
create table row_version (
  id bigint primary key generated always as identity,
  change bigint,
  subject text not null,
  committee_id integer,
  table_name text not null,
  key text not null,
  -- Null where the row was taken away.
  content jsonb,
  valid_from timestamptz not null,
  valid_to timestamptz
);
create index row_version_row on row_version (table_name, key, id);
create unique index row_version_current on row_version (table_name, key) where valid_to is null;
create index row_version_subject on row_version (subject, id);
create index row_version_change on row_version (change);

create function current_change() returns bigint language plpgsql volatile as $$
declare number text := current_setting('rodtrad.change', true);
begin
  if coalesce(number, '') = '' then
    number := nextval('public.change_number')::text;
    perform set_config('rodtrad.change', number, true);
  end if;
  return number::bigint;
end $$;

create function row_content(given jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(key, value #>> '{}'), '{}') from jsonb_each(given)
$$;

create function committee_of(kind text, id integer) returns integer language plpgsql stable as $$
declare found integer;
begin
  if kind not in ('goal', 'assignment', 'control_check', 'indicator', 'statement') then return null; end if;
  execute format('select committee_id from public.%I where id = $1', kind) into found using id;
  return found;
end $$;

-- Arguments: what the row is a part of, the column that names it, the columns of the row's own key.
create function keep_row_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  given jsonb := row_content(to_jsonb(case when tg_op = 'DELETE' then old else new end));
  own_kind text := tg_argv[0];
  own_id text := given ->> tg_argv[1];
  own_key text;
  committee integer;
  -- A change is seen as a whole or not at all: its time is the transaction's. A clock that went back makes no spell end before it began.
  moment timestamptz := now();
  closed timestamptz;
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - 'version') = (to_jsonb(old) - 'version') then return null; end if;
  select string_agg(given ->> column_name, '/' order by position) into own_key
  from unnest(tg_argv[2:]) with ordinality as part (column_name, position);
  if own_kind = 'assessed' then
    own_kind := replace(given ->> 'subject_kind', '-', '_');
  elsif own_kind = 'line' then
    own_kind := 'statement';
    select statement_id::text into own_id from statement_line where id = own_id::integer;
  elsif own_kind = 'section' then
    own_kind := tg_table_name;
    own_id := own_key;
  end if;
  committee := coalesce((given ->> 'committee_id')::integer, case when own_id ~ '^\d+$' then committee_of(own_kind, own_id::integer) end);
  update row_version set valid_to = greatest(valid_from, moment) where table_name = tg_table_name and key = own_key and valid_to is null returning valid_to into closed;
  moment := greatest(moment, closed);
  if tg_op = 'DELETE' then
    insert into row_version (change, subject, committee_id, table_name, key, content, valid_from, valid_to)
    values (current_change(), own_kind || ':' || own_id, committee, tg_table_name, own_key, null, moment, moment);
  else
    insert into row_version (change, subject, committee_id, table_name, key, content, valid_from)
    values (current_change(), own_kind || ':' || own_id, committee, tg_table_name, own_key, given, moment);
  end if;
  return null;
end $$;

create function next_version() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'version' is distinct from to_jsonb(old) - 'version' then new.version := old.version + 1; else new.version := old.version; end if;
  return new;
end $$;

do $$
declare part record;
begin
  for part in select * from (values
    ('goal', 'goal', 'id', 'id'), ('activity', 'goal', 'goal_id', 'id'), ('goal_indicator', 'goal', 'goal_id', 'goal_id, indicator_id'),
    ('assignment', 'assignment', 'id', 'id'),
    ('indicator', 'indicator', 'id', 'id'), ('indicator_value', 'indicator', 'indicator_id', 'indicator_id, period'),
    ('indicator_target', 'indicator', 'indicator_id', 'indicator_id, year'), ('indicator_baseline', 'indicator', 'indicator_id', 'indicator_id'),
    ('statement', 'statement', 'id', 'id'), ('statement_column', 'statement', 'statement_id', 'statement_id, position'),
    ('statement_line', 'statement', 'statement_id', 'id'), ('statement_amount', 'line', 'line_id', 'line_id, column_position'),
    ('fee', 'fee', 'id', 'id'), ('risk', 'risk', 'id', 'id'), ('control_check', 'control_check', 'id', 'id'),
    ('service_declaration', 'service_declaration', 'id', 'id'), ('report_back', 'report_back', 'id', 'id'),
    ('report', 'section', 'committee_id', 'committee_id, year, document_kind'),
    ('section_text', 'section', 'committee_id', 'committee_id, year, document_kind, section'),
    ('assessment', 'assessed', 'subject_id', 'id'),
    ('unit', 'unit', 'id', 'id'), ('unit_version', 'unit', 'unit_id', 'id'),
    ('follow_up_point', 'follow_up_point', 'id', 'id'), ('user_role', 'user', 'user_id', 'id')
  ) as kept (table_name, subject, subject_column, key_columns) loop
    execute format('alter table %I add column version integer not null default 1', part.table_name);
    execute format('create trigger next_version before update on %I for each row execute function next_version()', part.table_name);
    execute format(
      'insert into row_version (subject, committee_id, table_name, key, content, valid_from)
       select %L || '':'' || case %L when ''section'' then concat_ws(''/'', %s) else %I::text end,
              (row_content(to_jsonb(kept)) ->> ''committee_id'')::integer, %L, concat_ws(''/'', %s), row_content(to_jsonb(kept)), ''-infinity'' from %I kept',
      part.subject, part.subject, part.key_columns, part.subject_column, part.table_name, part.key_columns, part.table_name);
    execute format('create trigger keep_row_version after insert or update or delete on %I for each row execute function keep_row_version(%s)',
      part.table_name, (select string_agg(quote_literal(argument), ', ') from unnest(array[part.subject, part.subject_column] || string_to_array(part.key_columns, ', ')) argument));
  end loop;
end $$;
-- What was there before is named as the triggers name it.
update row_version set subject = replace(content ->> 'subject_kind', '-', '_') || ':' || (content ->> 'subject_id') where table_name = 'assessment';
update row_version set subject = 'statement:' || line.statement_id from statement_line line
where row_version.table_name = 'statement_amount' and line.id = (content ->> 'line_id')::integer;
update row_version set subject = table_name || ':' || key where table_name in ('report', 'section_text');
update row_version set committee_id = committee_of(split_part(subject, ':', 1), split_part(subject, ':', 2)::integer)
where committee_id is null and split_part(subject, ':', 2) ~ '^\d+$';

-- The trail: only added to, each event bound to the one before by its hash.
alter table audit_event alter column id drop identity;
alter table audit_event alter column id type bigint;
alter table audit_event alter column at set default clock_timestamp();
alter table audit_event add column role text, add column unit_id integer, add column reason text, add column change bigint, add column hash text;

create function audit_hash(event audit_event, previous text) returns text language sql stable as $$
  select encode(sha256(convert_to(concat_ws(E'\n', previous, event.id::text, to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), event.actor, coalesce(event.role, ''),
    event.door, event.action, event.subject, coalesce(event.unit_id::text, ''), coalesce(event.reason, ''), coalesce(event.change::text, ''), event.details::text), 'UTF8')), 'hex')
$$;
do $$
declare event audit_event; last text := ''; number bigint := 0;
begin
  for event in select * from audit_event order by id loop
    number := number + 1;
    update audit_event set id = number where id = event.id;
    event.id := number;
    last := audit_hash(event, last);
    update audit_event set hash = last where id = number;
  end loop;
end $$;
alter table audit_event alter column hash set not null;
create index audit_event_subject on audit_event (subject, id);
create index audit_event_change on audit_event (change);
create index audit_event_actor on audit_event (actor, id);

create function chain_audit_event() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare last record;
begin
  -- One writer at a time, until it is committed: the chain has no branches.
  perform pg_advisory_xact_lock(7236001);
  select id, hash into last from audit_event order by id desc limit 1;
  new.at := clock_timestamp();
  new.id := coalesce(last.id, 0) + 1;
  new.hash := audit_hash(new, coalesce(last.hash, ''));
  return new;
end $$;
create trigger chain_audit_event before insert on audit_event for each row execute function chain_audit_event();
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit events are only added, never changed or removed' using errcode = '42501';
end $$;
create trigger refuse_change before update or delete on audit_event for each row execute function refuse_change();
create trigger refuse_truncate before truncate on audit_event for each statement execute function refuse_change();

-- The outcome of looking the whole trail through.
create table audit_check (
  id integer primary key generated always as identity,
  job text not null unique,
  asked_by text not null,
  events bigint not null,
  last_hash text not null,
  broken_at bigint,
  checked_at timestamptz not null default now()
);

-- Who may read what: the settings are made for each request by the program, for the role it works as.
create function reads_committee(committee integer) returns boolean language sql stable as $$
  select current_setting('rodtrad.reads', true) = 'all'
    or committee = any (string_to_array(nullif(current_setting('rodtrad.reads', true), 'all'), ',')::integer[])
$$;
do $$
declare
  name text;
  rule text := '((select current_setting(''rodtrad.reads'', true)) = ''all'' or %s = any ((select string_to_array(nullif(current_setting(''rodtrad.reads'', true), ''all''), '',''))::integer[]))';
  part record;
begin
  foreach name in array array['indicator', 'goal', 'assignment', 'statement', 'fee', 'risk', 'control_check', 'service_declaration', 'report_back', 'report', 'section_text'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy of_own_committees on %I to %I using %s', name, app_role(), format(rule, 'committee_id'));
  end loop;
  for part in select * from (values
    ('indicator_value', 'indicator', 'indicator_id'), ('indicator_target', 'indicator', 'indicator_id'), ('indicator_baseline', 'indicator', 'indicator_id'),
    ('activity', 'goal', 'goal_id'), ('goal_indicator', 'goal', 'goal_id'),
    ('statement_column', 'statement', 'statement_id'), ('statement_line', 'statement', 'statement_id'), ('statement_amount', 'statement_line', 'line_id')
  ) as child (table_name, parent, parent_column) loop
    execute format('alter table %I enable row level security', part.table_name);
    execute format('create policy of_own_committees on %I to %I using ((select current_setting(''rodtrad.reads'', true)) = ''all'' or %I in (select id from %I))', part.table_name, app_role(), part.parent_column, part.parent);
  end loop;
  alter table assessment enable row level security;
  execute format($policy$create policy of_own_committees on assessment to %I using (
    (select current_setting('rodtrad.reads', true)) = 'all'
    or case subject_kind when 'goal' then subject_id in (select id from goal) when 'assignment' then subject_id in (select id from assignment) else subject_id in (select id from control_check) end)$policy$, app_role());
  alter table row_version enable row level security;
  execute format('create policy of_own_committees on row_version for select to %I using (committee_id is null or %s)', app_role(), format(rule, 'committee_id'));
  alter table read_document enable row level security;
  execute format('create policy of_own_committees on read_document to %I using (read_by = (select current_setting(''rodtrad.actor'', true)) or %s)', app_role(), format(rule, 'accepted_committee_id'));
end $$;

-- What was, on the day that the setting names: the same names in another schema, so that every reader can be asked about another day.
create schema past;
do $$
declare name text;
begin
  foreach name in array array['goal', 'activity', 'goal_indicator', 'assignment', 'indicator', 'indicator_value', 'indicator_target', 'indicator_baseline', 'statement', 'statement_column',
    'statement_line', 'statement_amount', 'fee', 'risk', 'control_check', 'service_declaration', 'report_back', 'report', 'section_text', 'assessment'] loop
    execute format(
      'create view past.%I with (security_invoker = true) as select was.* from public.row_version kept, jsonb_populate_record(null::public.%I, kept.content) was
       where kept.table_name = %L and kept.content is not null and kept.valid_from <= current_setting(''rodtrad.as_of'')::timestamptz
         and (kept.valid_to is null or kept.valid_to > current_setting(''rodtrad.as_of'')::timestamptz)', name, name, name);
  end loop;
end $$;

-- Rows that point at rows may be put back in any order.
do $$
declare part record;
begin
  for part in select conname, conrelid::regclass as table_name from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', part.table_name, part.conname);
  end loop;
end $$;

do $$
declare name text := app_role();
begin
  execute format('grant usage on schema public, past to %I', name);
  execute format('grant select, insert, update, delete on all tables in schema public to %I', name);
  execute format('grant select on all tables in schema past to %I', name);
  execute format('grant usage, select on all sequences in schema public to %I', name);
  execute format('revoke update, delete on audit_event from %I', name);
  execute format('revoke insert, update, delete on row_version from %I', name);
  execute format('alter default privileges in schema public grant select, insert, update, delete on tables to %I', name);
  execute format('alter default privileges in schema public grant usage, select on sequences to %I', name);
end $$;
-- Two people may look the same file through, each on their own, until something of it is accepted.
alter table read_document drop constraint read_document_file_hash_key;
create unique index read_document_once on read_document (file_hash, read_by);
-- Who is erased has nothing left to sign in with, and is signed out.
create function forget_credentials() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from password where user_id = new.id;
  delete from passkey where user_id = new.id;
  delete from one_time_link where user_id = new.id;
  delete from api_key where user_id = new.id;
  delete from session where user_id = new.id;
  delete from idempotency_key where actor = 'user:' || new.id;
  return null;
end $$;
create trigger forget_credentials after update on user_account for each row when (new.erased_at is not null and old.erased_at is null) execute function forget_credentials();
-- A value that was taken away and comes back is not mistaken for the one that was: its versions go on.
create function continue_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select coalesce(max((content ->> 'version')::integer), 0) + 1 into new.version
  from row_version where table_name = 'indicator_value' and key = new.indicator_id || '/' || new.period;
  return new;
end $$;
create trigger continue_version before insert on indicator_value for each row execute function continue_version();
-- Files that were accepted before it was kept where to: told by whose the rows are that came from them.
update read_document set accepted_committee_id = (
  select own.committee_id from origin
  join (select committee_id, origin_id from goal union all select committee_id, origin_id from indicator union all select committee_id, origin_id from statement union all select committee_id, origin_id from risk) own on own.origin_id = origin.id
  where origin.file_hash = read_document.file_hash limit 1)
where accepted_at is not null and accepted_committee_id is null;
