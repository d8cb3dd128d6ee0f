-- What a company or a joint authority tells the executive committee at a follow-up (KL 6:1, 6:9): as it tells it itself, in whole kronor.
create table oversight_report (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  follow_up_point_id integer not null references follow_up_point,
  -- How many of the owner's goals are met, met in part, and not met.
  goals_met integer check (goals_met >= 0),
  goals_partly integer check (goals_partly >= 0),
  goals_unmet integer check (goals_unmet >= 0),
  -- The year's result: + is a profit.
  result_budget numeric,
  result_forecast numeric,
  result_actual numeric,
  -- Whether the internal control has shown anything.
  control text check (control in ('none', 'slight', 'considerable', 'serious')),
  control_note text,
  feared text,
  action text,
  late integer check (late >= 0),
  -- Whether what is done is within the purpose that the council has set (KL 10:3).
  purpose text check (purpose in ('yes', 'no', 'unclear')),
  note text,
  unique (committee_id, year, follow_up_point_id)
);
select keep_history('oversight_report', 'oversight_report', 'id', '{id}');
select show_past('oversight_report');
select read_by_committee('oversight_report');
select defer_references();
