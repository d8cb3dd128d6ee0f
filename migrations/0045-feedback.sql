-- Views, complaints and praise (SOSFS 2011:9, 5 kap. 3 §): who left it is told only where they chose to.
create table feedback (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  unit_id integer references unit,
  received_on date not null,
  channel text not null check (channel in ('web', 'phone', 'letter', 'e-mail', 'visit')),
  kind text not null check (kind in ('complaint', 'view', 'praise', 'question')),
  subject text not null check (subject in ('treatment', 'access', 'time', 'information', 'decision', 'content', 'premises', 'other')),
  -- What it is about, in the words of who left it.
  place text,
  body text not null check (body <> ''),
  language text not null default 'sv' check (language ~ '^[a-z]{2}$'),
  wants_answer text not null check (wants_answer in ('yes', 'no')),
  sender text,
  contact text,
  -- Fingerprints: of the form as it was sent, so that it is not kept twice, and of the code that its sender was given.
  sent_key text unique,
  receipt text unique
);
create index feedback_committee on feedback (committee_id, received_on);
create table feedback_step (
  id integer generated always as identity primary key,
  feedback_id integer not null references feedback on delete cascade,
  committee_id integer not null references unit,
  unit_id integer references unit,
  ordinal integer not null,
  kind text not null check (kind in ('assigned', 'answered', 'learned', 'closed', 'reopened')),
  on_date date not null,
  note text,
  actor text not null,
  taken_at timestamptz not null default now(),
  unique (feedback_id, ordinal)
);
-- What forms that anybody may send are signed with; made here, once for the installation.
create table form_secret (
  id integer primary key default 1 check (id = 1),
  secret text not null
);
insert into form_secret (secret) values (replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
select keep_history('feedback', 'feedback', 'id', '{id}');
select keep_history('feedback_step', 'feedback', 'feedback_id', '{id}');
select show_past('feedback');
select show_past('feedback_step');
select read_in_confidence('feedback', 'feedback.handle', null);
select read_with_confidential('feedback_step', 'feedback_id', 'feedback');
select defer_references();
