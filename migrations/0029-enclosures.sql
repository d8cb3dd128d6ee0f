-- A file that has been enclosed with a document, told by its own fingerprint: the same content is kept once.
create table enclosure_file (
  committee_id integer not null references unit,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  byte_count integer not null check (byte_count > 0),
  page_count integer not null check (page_count > 0),
  -- What a machine finds against its accessibility (PDF/UA-1), a sentence on each line; '' where nothing.
  findings text not null,
  primary key (committee_id, hash)
);
-- Its bytes, in pieces small enough to be copied a few hundred at a time.
create table enclosure_piece (
  committee_id integer not null,
  hash text not null,
  ordinal integer not null check (ordinal > 0),
  content bytea not null,
  primary key (committee_id, hash, ordinal),
  foreign key (committee_id, hash) references enclosure_file
);
-- What lies with a document. A new file in its place has the same number: what is withheld of it is withheld still.
create table enclosure (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  document_kind text not null,
  position integer not null,
  title text not null check (title <> ''),
  file_name text not null,
  hash text not null,
  foreign key (committee_id, hash) references enclosure_file
);
create index enclosure_document on enclosure (committee_id, year, document_kind);
select keep_history('enclosure', 'document', 'committee_id', '{id}');
select show_past('enclosure');
select read_by_committee(name) from unnest(array['enclosure_file', 'enclosure_piece', 'enclosure']) name;
select defer_references();
