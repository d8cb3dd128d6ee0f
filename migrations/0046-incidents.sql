-- Incidents (avvikelser; SOSFS 2011:9, 5 kap. 5 §): what happened, how grave it is, why, what was done and whether it helped.
create table incident (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  unit_id integer references unit,
  occurred_on date not null,
  reported_on date not null,
  -- Who reported it, as the trail names them: they see it too.
  reported_by text not null,
  category text not null check (category in ('treatment', 'safety', 'routine', 'documentation', 'secrecy', 'staffing', 'violence', 'other')),
  description text not null check (description <> ''),
  immediate text,
  likelihood integer check (likelihood between 1 and 4),
  consequence integer check (consequence between 1 and 4),
  cause text,
  action text,
  responsible text,
  action_due date,
  effect text,
  check ((likelihood is null) = (consequence is null))
);
create index incident_committee on incident (committee_id, occurred_on);
create table incident_step (
  id integer generated always as identity primary key,
  incident_id integer not null references incident on delete cascade,
  committee_id integer not null references unit,
  unit_id integer references unit,
  ordinal integer not null,
  kind text not null check (kind in ('assessed', 'acted', 'effect-checked', 'closed', 'reopened')),
  on_date date not null,
  note text,
  actor text not null,
  taken_at timestamptz not null default now(),
  unique (incident_id, ordinal)
);
-- Reports of wrongs and risks of wrongs (lex Sarah; SoL 2001:453, 14:2–7; from 2025-07-01 SoL 2025:400, 27:1–6; LSS 24 a–g §§).
create table lex_sarah (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  unit_id integer references unit,
  occurred_on date not null,
  reported_on date not null,
  reported_by text not null,
  kind text not null check (kind in ('wrong', 'risk')),
  provider text not null check (provider in ('own', 'contracted')),
  description text not null check (description <> ''),
  immediate text,
  judgement text not null default 'open' check (judgement in ('open', 'outside', 'within', 'serious')),
  grounds text,
  cause text,
  action text,
  learned text,
  check (judgement = 'open' or grounds is not null)
);
create index lex_sarah_committee on lex_sarah (committee_id, reported_on);
create table lex_sarah_step (
  id integer generated always as identity primary key,
  lex_sarah_id integer not null references lex_sarah on delete cascade,
  committee_id integer not null references unit,
  unit_id integer references unit,
  ordinal integer not null,
  kind text not null check (kind in ('received', 'secured', 'assessed', 'investigated', 'notified', 'answered', 'closed', 'reopened')),
  on_date date not null,
  note text,
  actor text not null,
  taken_at timestamptz not null default now(),
  unique (lex_sarah_id, ordinal)
);
select keep_history('incident', 'incident', 'id', '{id}');
select keep_history('incident_step', 'incident', 'incident_id', '{id}');
select keep_history('lex_sarah', 'lex_sarah', 'id', '{id}');
select keep_history('lex_sarah_step', 'lex_sarah', 'lex_sarah_id', '{id}');
select show_past(name) from unnest(array['incident', 'incident_step', 'lex_sarah', 'lex_sarah_step']) name;
select read_in_confidence('incident', 'incident.handle', 'reported_by');
select read_with_confidential('incident_step', 'incident_id', 'incident');
select read_in_confidence('lex_sarah', 'lex-sarah.handle', 'reported_by');
select read_with_confidential('lex_sarah_step', 'lex_sarah_id', 'lex_sarah');
select defer_references();

-- Who has reported a wrong reads what they reported, and not what was made of it.
do $$
begin
  execute format($policy$create policy as_reported on row_version as restrictive for select to %I using (
    table_name <> 'lex_sarah' or (select current_setting('rodtrad.confides', true)) = 'all'
    or committee_id in (select unnest(confided('lex-sarah.handle'))) or (content ->> 'unit_id')::integer in (select unnest(confided('lex-sarah.handle')))
    or (content ->> 'judgement' = 'open' and coalesce(content ->> 'grounds', content ->> 'cause', content ->> 'action', content ->> 'learned') is null))$policy$, app_role());
end $$;

-- What everybody who reads a committee may know of what not everybody reads: days and kinds, by which a year is counted, and
-- no words. A report is the same whoever makes it.
-- They are asked of the day that the asker asks about, like everything else.
create function told_schema() returns text language sql stable as $$ select case when coalesce(current_setting('rodtrad.as_of', true), '') = '' then 'public' else 'past' end $$;
create function feedback_told(committee integer) returns table (unit_id integer, kind text, subject text, received_on date, wants_answer text, answered_on date, learned boolean, closed boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not reads_committee(committee) then return; end if;
  return query execute format($told$select one.unit_id, one.kind, one.subject, one.received_on, one.wants_answer,
    (select min(on_date) from %1$I.feedback_step step where step.feedback_id = one.id and step.kind = 'answered'),
    exists (select 1 from %1$I.feedback_step step where step.feedback_id = one.id and step.kind = 'learned'),
    (select step.kind from %1$I.feedback_step step where step.feedback_id = one.id order by ordinal desc limit 1) is not distinct from 'closed'
    from %1$I.feedback one where one.committee_id = $1 order by one.received_on, one.id$told$, told_schema()) using committee;
end $$;
create function incidents_told(committee integer) returns table (unit_id integer, category text, occurred_on date, likelihood integer, consequence integer, acted boolean, effect_checked boolean, closed boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not reads_committee(committee) then return; end if;
  return query execute format($told$select one.unit_id, one.category, one.occurred_on, one.likelihood, one.consequence,
    exists (select 1 from %1$I.incident_step step where step.incident_id = one.id and step.kind = 'acted'),
    exists (select 1 from %1$I.incident_step step where step.incident_id = one.id and step.kind = 'effect-checked'),
    (select step.kind from %1$I.incident_step step where step.incident_id = one.id order by ordinal desc limit 1) is not distinct from 'closed'
    from %1$I.incident one where one.committee_id = $1 order by one.occurred_on, one.id$told$, told_schema()) using committee;
end $$;
-- Of lex Sarah no more than how many in a year: which unit, and when, is for who investigates.
create function lex_sarah_told(committee integer) returns table (year integer, reported integer, within integer, serious integer, notified integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not reads_committee(committee) then return; end if;
  return query execute format($told$select extract(year from one.reported_on)::integer, count(*)::integer, count(*) filter (where one.judgement in ('within', 'serious'))::integer, count(*) filter (where one.judgement = 'serious')::integer,
    count(*) filter (where exists (select 1 from %1$I.lex_sarah_step step where step.lex_sarah_id = one.id and step.kind = 'notified'))::integer
    from %1$I.lex_sarah one where one.committee_id = $1 group by 1 order by 1$told$, told_schema()) using committee;
end $$;
