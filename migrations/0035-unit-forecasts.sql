-- A forecast may be a unit's own; null is the committee as a whole.
alter table forecast add column unit_id integer references unit;
-- Why a line or a unit's line is forecast to end beside its budget, and what is done about it. Only added to: the latest of a place holds.
create table variance_explanation (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  unit_id integer references unit,
  year integer not null,
  month integer not null check (month between 1 and 12),
  line text not null,
  -- Kronor as they were when it was explained: the forecast less the budget.
  variance numeric not null,
  explanation text not null check (explanation <> ''),
  action text,
  responsible text,
  due_on date,
  -- Not minor: the executive committee's office is told at once.
  major boolean not null,
  made_by text not null,
  made_at timestamptz not null default now()
);
create index variance_explanation_place on variance_explanation (committee_id, year, month);
create trigger keep_as_it_is before update or delete on variance_explanation for each row execute function keep_as_it_is();
-- Who was told of it, by letter where a mail server is set, and when they said that they had seen it.
create table variance_notice (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  explanation_id integer not null references variance_explanation,
  user_id integer not null references user_account,
  sent_at timestamptz,
  failure text,
  seen_at timestamptz,
  unique (explanation_id, user_id)
);
create index variance_notice_user on variance_notice (user_id);
-- From how much a committee's deviations are to be explained: both the amount in kronor and the share of the budget.
create table variance_threshold (
  committee_id integer primary key references unit,
  amount numeric not null check (amount >= 0),
  percent numeric not null check (percent >= 0)
);
select keep_history('variance_threshold', 'variance', 'committee_id', '{committee_id}');
select keep_history('variance_notice', 'variance', 'committee_id', '{id}');
select show_past(name) from unnest(array['variance_threshold', 'variance_notice']) name;
select read_by_committee(name) from unnest(array['variance_explanation', 'variance_notice', 'variance_threshold']) name;
select defer_references();
