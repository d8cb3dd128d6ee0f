-- A committee's frame from a year on: last year's, and the steps that make it the next ones. Several may stand beside each other; one of
-- them is what the council decided.
create table frame_scenario (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  name text not null check (name <> ''),
  -- Kronor: what the committee may cost, net.
  opening numeric not null check (opening >= 0),
  -- The population of the year before, and of the three years: ["80000", null, …].
  population jsonb not null,
  -- [{"kind", "label", "values", "note"}, …], in order.
  steps jsonb not null,
  -- The day and the paragraph of the council's decision; null for what it did not decide.
  decision text
);
create unique index frame_scenario_decided on frame_scenario (committee_id, year) where decision is not null;
create index frame_scenario_committee on frame_scenario (committee_id, year);
select keep_history('frame_scenario', 'frame', 'committee_id', '{id}');
select show_past('frame_scenario');
select read_by_committee('frame_scenario');
select defer_references();
