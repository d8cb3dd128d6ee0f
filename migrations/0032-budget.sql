-- A committee's budget of a year: drafts, what was decided, and what it was revised to. A decided one is not changed; the next is made of it.
create table budget_version (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  name text not null check (name <> ''),
  based_on integer references budget_version,
  -- The day and the paragraph; null while it is a draft.
  decision text
);
create index budget_version_committee on budget_version (committee_id, year);
-- Kronor of a month: income is plus and cost minus, as in a statement.
create table budget_amount (
  budget_id integer not null references budget_version,
  unit_id integer not null references unit,
  line text not null,
  month integer not null check (month between 1 and 12),
  amount numeric not null,
  primary key (budget_id, unit_id, line, month)
);
select keep_history('budget_version', 'budget', 'committee_id', '{id}');
select keep_history('budget_amount', 'budget', 'budget_id', '{budget_id,unit_id,line,month}');
select show_past(name) from unnest(array['budget_version', 'budget_amount']) name;
select read_by_committee('budget_version');
select read_with_parent('budget_amount', 'budget_id', 'budget_version');
select defer_references();
