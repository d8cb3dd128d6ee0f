-- What of a frozen document is searched in: a row for each of its main headings, and one for its title. Made of the model when it is frozen.
create extension if not exists pg_trgm;
create table frozen_section (
  committee_id integer not null,
  hash text not null,
  year integer not null,
  -- 0 is the title, with all that is told of the document in lists.
  ordinal integer not null check (ordinal >= 0),
  section text not null,
  heading text not null,
  -- As it is read: the heading, then a line for each paragraph, table and list.
  body text not null,
  -- The same in small letters without accents.
  plain text not null,
  -- Of the title: the tables of the document, by their part of addresses. [{"key", "section", "caption"}]
  tables jsonb not null default '[]',
  primary key (committee_id, hash, ordinal),
  foreign key (committee_id, hash) references frozen_document
);
create index frozen_section_plain on frozen_section using gin (plain gin_trgm_ops);
create index frozen_section_year on frozen_section (year);
create trigger keep_as_it_is before update or delete on frozen_section for each row execute function keep_as_it_is();
select read_by_committee('frozen_section');
create index document_step_published_year on document_step (year, committee_id, document_kind) where kind = 'published';
create index document_step_decided on document_step (committee_id, hash) where kind = 'decided';
-- The sections of what is published, in its latest edition, that have all of some pieces of text: those of the latest years, no more than are
-- asked for. What is withheld is not known here. Everybody may read what is published, so row security, which would keep the index from
-- being used, is not asked. Words that many sections have are found by reading the latest year through, others by the index.
create function search_published(pieces text[], at_most integer) returns table (committee_id integer, year integer, document_kind text, edition integer, hash text, section text, heading text, body text, plain text)
language plpgsql stable security definer set search_path = public set enable_seqscan = off as $$
#variable_conflict use_column
declare
  latest integer := (select max(step.year) from document_step step where step.kind = 'published');
  -- Some are of documents that are not published, or of editions that have been followed by another.
  candidates integer := at_most * 3;
  -- The index is asked for one of them, which few have; like all () could not use it.
  longest text := (select piece from unnest(pieces) piece order by length(piece) desc limit 1);
begin
  if (select count(*) from (select 1 from frozen_section own where own.year = latest and own.plain like all (pieces) limit candidates) found) < candidates then latest := null; end if;
  return query
    with found as materialized (
      select * from frozen_section own where latest is not null and own.year = latest and own.plain like all (pieces)
      union all
      select * from (select * from frozen_section own where latest is null and own.plain like longest and own.plain like all (pieces)) every),
    newest as materialized (select * from found order by year desc, committee_id, hash, ordinal limit candidates)
    select newest.committee_id, decided.year, decided.document_kind, decided.edition, newest.hash, newest.section, newest.heading, newest.body, newest.plain
    from newest cross join lateral (select step.year, step.document_kind, step.edition from document_step step where step.kind = 'decided' and step.committee_id = newest.committee_id and step.hash = newest.hash) decided
    where exists (select 1 from document_step own where own.kind = 'published' and own.committee_id = newest.committee_id and own.year = decided.year and own.document_kind = decided.document_kind and own.edition = decided.edition)
      and not exists (select 1 from document_step later where later.kind = 'published' and later.committee_id = newest.committee_id and later.year = decided.year and later.document_kind = decided.document_kind and later.edition > decided.edition)
    order by newest.year desc, newest.committee_id, newest.hash, newest.ordinal
    limit at_most;
end $$;
select defer_references();
