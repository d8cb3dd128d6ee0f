-- A file of values that somebody looks through before anything of it is kept, and how a source's columns were read.
create table value_import (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  file_name text not null,
  file_hash text not null,
  rows jsonb not null,
  mapping jsonb not null,
  read_by text not null,
  read_at timestamptz not null default now(),
  accepted_at timestamptz,
  version integer not null default 1
);
create trigger next_version before update on value_import for each row execute function next_version();
create table import_mapping (
  committee_id integer not null references unit,
  -- The source's columns, as its first row names them.
  header text not null,
  mapping jsonb not null,
  primary key (committee_id, header)
);
do $$
declare name text;
begin
  foreach name in array array['value_import', 'import_mapping'] loop
    execute format('alter table %I enable row level security', name);
    execute format($policy$create policy of_own_committees on %I to %I using ((select current_setting('rodtrad.reads', true)) = 'all' or committee_id = any ((select string_to_array(nullif(current_setting('rodtrad.reads', true), 'all'), ','))::integer[]))$policy$, name, app_role());
  end loop;
  for name in select conname from pg_constraint where contype = 'f' and conrelid in ('value_import'::regclass, 'import_mapping'::regclass) loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', (select conrelid::regclass from pg_constraint where conname = name and conrelid in ('value_import'::regclass, 'import_mapping'::regclass)), name);
  end loop;
end $$;
