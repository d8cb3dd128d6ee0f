-- What somebody says of a section's text, or of a word, a cell or a figure in it; an answer stands under what it answers.
create table section_comment (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  document_kind text not null,
  section text not null,
  answers_id integer references section_comment,
  -- The words that it is about, as they stood; '' where it is about the section.
  quote text not null,
  body text not null check (body <> ''),
  author text not null,
  written_at timestamptz not null default now(),
  resolved_by text,
  check (answers_id is null or resolved_by is null)
);
create index section_comment_place on section_comment (committee_id, year, document_kind);
-- Whom a comment asks to answer: a task until they have, or the comment is done with.
create table comment_mention (
  comment_id integer not null references section_comment,
  user_id integer not null references user_account,
  primary key (comment_id, user_id)
);
create index comment_mention_user on comment_mention (user_id);
-- Who writes in a section just now. Others are told, and nobody is kept out: what both write is joined.
create table section_writer (
  committee_id integer not null references unit,
  year integer not null,
  document_kind text not null,
  section text not null,
  actor text not null,
  since timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  primary key (committee_id, year, document_kind, section, actor)
);
select keep_history('section_comment', 'section_comment', 'id', '{id}');
select show_past('section_comment');
select read_by_committee(name) from unnest(array['section_comment', 'section_writer']) name;
select read_with_parent('comment_mention', 'comment_id', 'section_comment');
select defer_references();
