-- What a measure is, whose it is and when it is due (domain: definition of an indicator).
drop view past.indicator;
alter table indicator drop constraint indicator_frequency_check;
alter table indicator
  add check (frequency in ('month', 'quarter', 'tertial', 'half-year', 'year')),
  add column kind text check (kind in ('stock', 'flow', 'share', 'mean', 'index', 'money')),
  add column unit_aggregation text check (unit_aggregation in ('sum', 'weighted', 'none')),
  add column responsible text,
  add column unit_id integer references unit,
  -- Days after the period's end that its value is due.
  add column due_days integer check (due_days between 0 and 366),
  -- Counts under this are told as "färre än" it in all that is published.
  add column suppress_under integer check (suppress_under between 2 and 1000);
drop view past.indicator_value;
alter table indicator_value add column comment text;
drop view past.indicator_baseline;
alter table indicator_baseline add column on_date date;
select show_past(name) from unnest(array['indicator', 'indicator_value', 'indicator_baseline']) name;
