-- Investment projects: the project itself, and for each year what is budgeted, what it has cost and what it is forecast to cost.
create table investment (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  name text not null check (name <> ''),
  kind text not null check (kind in ('new', 'renewal', 'premises')),
  status text not null check (status in ('planned', 'ongoing', 'finished', 'stopped')),
  unit_id integer references unit,
  goal_id integer references goal,
  decision text,
  note text
);
create index investment_committee on investment (committee_id);
-- Kronor, as expenditure: more is plus. Null is not told.
create table investment_year (
  investment_id integer not null references investment on delete cascade,
  year integer not null,
  budget numeric check (budget >= 0),
  actual numeric,
  forecast numeric check (forecast >= 0),
  primary key (investment_id, year)
);
-- Government grants and what is claimed back from the state, of a year.
create table grant_income (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  name text not null check (name <> ''),
  kind text not null check (kind in ('grant', 'reclaim')),
  scope text not null check (scope in ('general', 'earmarked')),
  from_whom text,
  -- Kronor expected; two where only a span is known.
  amount_low numeric check (amount_low >= 0),
  amount_high numeric check (amount_high >= 0),
  in_budget boolean not null,
  status text not null check (status in ('expected', 'applied', 'granted', 'paid', 'refused')),
  received numeric check (received >= 0),
  goal_id integer references goal,
  note text
);
create index grant_income_committee on grant_income (committee_id, year);
-- What a fee is, from a day on: kronor, or a share of the year's price base amount.
create table fee_rate (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  name text not null check (name <> ''),
  basis text not null check (basis in ('kronor', 'percent')),
  value numeric not null check (value >= 0),
  per text,
  valid_from date not null,
  -- By how many per cent the fee is lowered, and when.
  reduction numeric check (reduction between 0 and 100),
  reduced_when text,
  decision text,
  check ((reduction is null) = (reduced_when is null))
);
create index fee_rate_committee on fee_rate (committee_id);
-- The price base amounts (SFB 2010:110, 2:6–7) that are not in the program yet.
create table price_base_amount (
  municipality_id integer not null references unit,
  year integer not null,
  amount numeric not null check (amount > 0),
  primary key (municipality_id, year)
);
select keep_history('investment', 'investment', 'id', '{id}');
select keep_history('investment_year', 'investment', 'investment_id', '{investment_id,year}');
select keep_history('grant_income', 'grant', 'id', '{id}');
select keep_history('fee_rate', 'fee_rate', 'id', '{id}');
select keep_history('price_base_amount', 'price_base_amount', 'municipality_id', '{municipality_id,year}');
select show_past(name) from unnest(array['investment', 'investment_year', 'grant_income', 'fee_rate', 'price_base_amount']) name;
select read_by_committee(name) from unnest(array['investment', 'grant_income', 'fee_rate']) name;
select read_with_parent('investment_year', 'investment_id', 'investment');
select defer_references();
