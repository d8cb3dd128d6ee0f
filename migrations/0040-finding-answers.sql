-- Why something that was found in an own document is right as it stands. It holds while the words and figures are the same: the
-- key is the fingerprint of what was found.
create table finding_answer (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  document_kind text not null,
  finding_key text not null,
  -- What was found and where it stood, as it was told.
  message text not null,
  quote text not null,
  reason text not null check (reason <> ''),
  answered_by text not null,
  answered_at timestamptz not null default now(),
  unique (committee_id, year, document_kind, finding_key)
);
select keep_history('finding_answer', 'finding_answer', 'id', '{id}');
select show_past('finding_answer');
select read_by_committee('finding_answer');
select defer_references();
