-- Files that lie with a matter: what they are is told to all who read the committee; those with secrecy are opened only by whom a row of the permission table lets.
create table matter_enclosure (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  matter_id integer not null references matter,
  title text not null check (title <> ''),
  file_name text not null,
  media_type text not null,
  byte_count integer not null check (byte_count > 0),
  -- SHA-256 of its bytes.
  hash text not null,
  secrecy text not null check (secrecy in ('open', 'secret')),
  secrecy_ground text,
  added_on date not null,
  check ((secrecy = 'open') = (secrecy_ground is null)),
  unique (matter_id, hash)
);
create index matter_enclosure_committee on matter_enclosure (committee_id);
select keep_history('matter_enclosure', 'matter_enclosure', 'id', '{id}');
select show_past('matter_enclosure');
select read_by_committee('matter_enclosure');
-- Their bytes, in pieces small enough to be copied a few hundred at a time.
create table matter_enclosure_piece (
  enclosure_id integer not null references matter_enclosure on delete cascade,
  committee_id integer not null references unit,
  secrecy text not null check (secrecy in ('open', 'secret')),
  ordinal integer not null check (ordinal > 0),
  content bytea not null,
  primary key (enclosure_id, ordinal)
);
do $$
begin
  alter table matter_enclosure_piece enable row level security;
  execute format($policy$create policy with_its_secrecy on matter_enclosure_piece to %I using (
    enclosure_id in (select id from matter_enclosure)
    and (secrecy = 'open' or (select current_setting('rodtrad.confides', true)) = 'all' or committee_id in (select unnest(confided('matter.secret')))))$policy$, app_role());
end $$;
select defer_references();
