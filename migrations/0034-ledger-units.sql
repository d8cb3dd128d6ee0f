-- What an account changed by in a month on each object: a split by object reads this instead of taking combinations apart.
create table ledger_object_month (
  committee_id integer not null,
  import_id integer not null,
  measure text not null,
  dimension text not null,
  month date not null,
  code text not null,
  account text not null,
  amount numeric not null,
  primary key (committee_id, measure, dimension, month, code, account, import_id)
);
create index ledger_object_month_import on ledger_object_month (import_id);
insert into ledger_object_month (committee_id, import_id, measure, dimension, month, code, account, amount)
  select told.committee_id, told.import_id, told.measure, pair ->> 0, told.month, pair ->> 1, combination.account, sum(told.amount)
  from ledger_month told join ledger_combination combination on combination.id = told.combination_id cross join lateral jsonb_array_elements(combination.objects) pair
  group by 1, 2, 3, 4, 5, 6, 7;
-- Which unit an object of the ledger belongs to, from a year on: all of a year's rows are of one dimension.
create table ledger_unit (
  committee_id integer not null references unit,
  from_year integer not null,
  dimension text not null,
  code text not null,
  unit_id integer not null references unit,
  primary key (committee_id, from_year, dimension, code)
);
select keep_history('ledger_unit', 'ledger_unit', 'committee_id', '{committee_id,from_year,dimension,code}');
select show_past('ledger_unit');
select read_by_committee(name) from unnest(array['ledger_object_month', 'ledger_unit']) name;
select defer_references();
