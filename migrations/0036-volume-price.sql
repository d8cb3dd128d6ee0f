-- What a cost or an income is made of where it is a volume times a price, as care days of a form of placement: the volume comes from a
-- measure by month, the price is told.
create table volume_price (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  name text not null check (name <> ''),
  line text not null,
  indicator_id integer not null references indicator,
  -- What was budgeted: of the whole year, and kronor for one.
  budget_volume numeric not null check (budget_volume >= 0),
  budget_price numeric not null check (budget_price >= 0),
  -- Kronor for one, as it is now.
  price numeric not null check (price >= 0),
  -- How the rest of the year is seen: the same rate, last year's shape, or as somebody judges the whole year.
  method text not null check (method in ('rate', 'shape', 'own')),
  own_volume numeric check (own_volume >= 0),
  note text,
  check (method <> 'own' or own_volume is not null)
);
create index volume_price_committee on volume_price (committee_id, year);
select keep_history('volume_price', 'volume_price', 'committee_id', '{id}');
select show_past('volume_price');
select read_by_committee('volume_price');
select defer_references();
