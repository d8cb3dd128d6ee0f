-- A document as it was when somebody answered for it: all its text, figures and their sources, told by its own fingerprint.
-- The same content is one row; none is ever changed.
create table frozen_document (
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  committee_id integer not null references unit,
  model text not null,
  frozen_at timestamptz not null default now(),
  primary key (committee_id, hash)
);
-- What has been done with a document, one step after the other: the last says how it stands. A revised one is a new edition.
create table document_step (
  committee_id integer not null references unit,
  year integer not null,
  document_kind text not null,
  ordinal integer not null check (ordinal > 0),
  edition integer not null check (edition > 0),
  kind text not null check (kind in ('reviewed', 'approved', 'proposed', 'decided', 'published', 'returned', 'revised')),
  hash text,
  -- The day of the meeting, where it is one.
  on_date date,
  -- Why it went back, or how the decision is told: its paragraph.
  note text,
  actor text not null,
  taken_at timestamptz not null default now(),
  primary key (committee_id, year, document_kind, ordinal),
  foreign key (committee_id, hash) references frozen_document,
  check ((kind in ('approved', 'decided')) = (hash is not null)),
  check (kind <> 'returned' or note is not null),
  check (kind not in ('proposed', 'decided') or on_date is not null)
);
create function keep_as_it_is() returns trigger language plpgsql as $$
begin
  raise exception 'what was decided is only added to, never changed or removed' using errcode = '42501';
end $$;
create trigger keep_as_it_is before update or delete on frozen_document for each row execute function keep_as_it_is();
create trigger keep_as_it_is before update or delete on document_step for each row execute function keep_as_it_is();
alter table document_step add column version integer not null default 1;
create trigger keep_row_version after insert on document_step for each row execute function keep_row_version('document', 'committee_id', 'committee_id', 'year', 'document_kind', 'ordinal');
select show_past('document_step');
do $$
declare name text;
begin
  foreach name in array array['frozen_document', 'document_step'] loop
    execute format('alter table %I enable row level security', name);
    execute format($policy$create policy of_own_committees on %I to %I using ((select current_setting('rodtrad.reads', true)) = 'all' or committee_id in (select unnest(string_to_array(nullif(current_setting('rodtrad.reads', true), 'all'), ',')::integer[])))$policy$, name, app_role());
  end loop;
end $$;
select defer_references();
