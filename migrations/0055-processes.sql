-- The processes that work with the database, and how far each one's program knows it: what an older one needs is not taken away while it runs.
create table program_process (
  id uuid primary key,
  version text not null,
  -- The last migration that its program has.
  migration text not null,
  host text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);
