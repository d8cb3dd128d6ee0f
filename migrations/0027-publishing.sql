-- What of a published document is not told, with the ground in law that is told instead; section '' is the whole document. What holds
-- of an edition holds of those after it, until somebody has looked through a later one, which a row with the section '.' says.
create table publication_withheld (
  committee_id integer not null references unit,
  year integer not null,
  document_kind text not null,
  edition integer not null check (edition > 0),
  section text not null,
  ground text not null check (ground <> ''),
  primary key (committee_id, year, document_kind, edition, section)
);
select keep_history('publication_withheld', 'document', 'committee_id', '{committee_id,year,document_kind,edition,section}');
select show_past('publication_withheld');
create index document_step_published on document_step (committee_id, year, document_kind) where kind = 'published';
select read_by_committee('publication_withheld');
select defer_references();
