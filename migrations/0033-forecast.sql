-- What a line was forecast to be for the whole year, as it was seen after a month. Nothing is changed or removed: a later row takes the
-- place of an earlier, and past forecasts can be judged.
create table forecast (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  -- The last month that was known when it was made.
  month integer not null check (month between 1 and 12),
  line text not null,
  amount numeric not null,
  method text not null,
  -- What the method gave, where a person chose another amount.
  proposed numeric,
  reason text,
  made_by text not null,
  made_at timestamptz not null default now(),
  check (method <> 'own' or reason is not null)
);
create index forecast_place on forecast (committee_id, year, month);
create trigger keep_as_it_is before update or delete on forecast for each row execute function keep_as_it_is();
select read_by_committee('forecast');
select defer_references();
