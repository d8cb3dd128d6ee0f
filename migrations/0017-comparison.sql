-- Measures that are compared with other municipalities, as Kolada names them, and what it says of them.
create table comparison_measure (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  kpi text not null check (kpi ~ '^[NU][0-9]{5}$'),
  -- The title that somebody has seen; another one that Kolada gives is asked about, not taken.
  title text not null,
  other_title text,
  description text,
  by_gender boolean not null default false,
  fetched_at timestamptz,
  unique (committee_id, kpi)
);
create table comparison_municipality (
  committee_id integer not null references unit,
  code text not null check (code ~ '^[0-9]{4}$'),
  name text not null,
  own boolean not null default false,
  primary key (committee_id, code)
);
create table comparison_value (
  measure_id integer not null references comparison_measure,
  code text not null,
  year integer not null,
  gender text not null check (gender in ('T', 'K', 'M')),
  -- Null is what Kolada says is missing; it is not zero.
  value numeric,
  status text,
  primary key (measure_id, code, year, gender)
);
select keep_history('comparison_measure', 'comparison', 'committee_id', '{id}');
select keep_history('comparison_municipality', 'comparison', 'committee_id', '{committee_id,code}');
select show_past(name) from unnest(array['comparison_measure', 'comparison_municipality']) name;
select read_by_committee(name) from unnest(array['comparison_measure', 'comparison_municipality']) name;
select read_with_parent('comparison_value', 'measure_id', 'comparison_measure');
select defer_references();
