-- What those who get a service think of it: planned for a year, with where it is presented, what it showed and what changed.
create table user_survey (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  name text not null check (name <> ''),
  unit_id integer references unit,
  content text,
  -- When the committee is told, as it is planned: "hösten 2022".
  presentation text,
  status text not null check (status in ('planned', 'ongoing', 'done', 'cancelled')),
  done_on date,
  asked integer check (asked >= 0),
  answered integer check (answered >= 0),
  result text,
  changed text,
  check (answered is null or asked is null or answered <= asked)
);
create index user_survey_place on user_survey (committee_id, year);
-- Rulings of courts against the committee, and what they led to: nothing that tells who they were about.
create table court_ruling (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  unit_id integer references unit,
  ruled_on date not null,
  court text not null check (court <> ''),
  act text not null check (act <> ''),
  concerning text not null check (concerning <> ''),
  outcome text not null check (outcome in ('granted', 'partly', 'remitted', 'denied')),
  appealed text not null check (appealed in ('no', 'yes', 'undecided')),
  done text,
  done_on date check (done_on >= ruled_on),
  learned text
);
create index court_ruling_committee on court_ruling (committee_id);
-- What units control of their own quality (SOSFS 2011:9, 5:2), what it showed and what is done about it.
create table own_control (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  unit_id integer references unit,
  name text not null check (name <> ''),
  method text,
  frequency text,
  responsible text,
  done_on date,
  checked integer check (checked >= 0),
  correct integer check (correct >= 0),
  result text check (result in ('none', 'slight', 'considerable', 'serious')),
  finding text,
  action text,
  action_on date,
  check (correct is null or checked is null or correct <= checked)
);
create index own_control_place on own_control (committee_id, year);
select keep_history(name, name, 'id', '{id}') from unnest(array['user_survey', 'court_ruling', 'own_control']) name;
select show_past(name) from unnest(array['user_survey', 'court_ruling', 'own_control']) name;
select read_by_committee(name) from unnest(array['user_survey', 'court_ruling', 'own_control']) name;
select defer_references();
