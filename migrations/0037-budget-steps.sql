-- A budget may tell activities apart, by the ledger's objects; null is no activity in particular.
drop view past.budget_amount;
alter table budget_amount drop constraint budget_amount_pkey;
alter table budget_amount add column activity text check (activity <> ''), add column id integer generated always as identity primary key;
create unique index budget_amount_once on budget_amount (budget_id, unit_id, line, activity, month) nulls not distinct;
drop trigger keep_row_version on budget_amount;
create trigger keep_row_version after insert or update or delete on budget_amount for each row execute function keep_row_version('budget', 'budget_id', 'budget_id', 'unit_id', 'line', 'activity', 'month');
update row_version kept set content = content || jsonb_build_object('id', own.id::text, 'activity', null)
from budget_amount own
where table_name = 'budget_amount' and content is not null and valid_to is null and key = concat_ws('/', own.budget_id, own.unit_id, own.line, own.month);
-- By how many per cent each line is indexed from what the budget is made of: {"staff": "2.7"}.
drop view past.budget_version;
alter table budget_version add column indexing jsonb not null default '{}';
-- The last transfer in what it is based on that it was made with.
alter table budget_version add column based_on_transfer integer;
update row_version set content = content || '{"indexing": "{}"}' where table_name = 'budget_version' and content is not null and valid_to is null;
-- Why a line is otherwise than in what the budget is made of.
create table budget_note (
  budget_id integer not null references budget_version,
  unit_id integer not null references unit,
  line text not null,
  -- '' is no activity in particular.
  activity text not null,
  note text not null check (note <> ''),
  primary key (budget_id, unit_id, line, activity)
);
-- What is moved between units within a decided budget, from a month on; one that was wrong is moved back by another.
create table budget_transfer (
  id integer generated always as identity primary key,
  budget_id integer not null references budget_version,
  from_unit_id integer not null references unit,
  from_line text not null,
  from_activity text,
  to_unit_id integer not null references unit,
  to_line text not null,
  to_activity text,
  amount numeric not null check (amount > 0),
  from_month integer not null check (from_month between 1 and 12),
  -- The day and the paragraph, or who decided by delegation.
  decision text not null check (decision <> ''),
  made_by text not null,
  made_at timestamptz not null default now()
);
create index budget_transfer_budget on budget_transfer (budget_id);
create trigger keep_as_it_is before update or delete on budget_transfer for each row execute function keep_as_it_is();
select keep_history('budget_note', 'budget', 'budget_id', '{budget_id,unit_id,line,activity}');
select show_past(name) from unnest(array['budget_version', 'budget_amount', 'budget_note']) name;
select read_with_parent(name, 'budget_id', 'budget_version') from unnest(array['budget_note', 'budget_transfer']) name;
select defer_references();
