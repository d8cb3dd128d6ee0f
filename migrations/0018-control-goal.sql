-- The goal that a check says something of, so that its result is a part of what the goal is judged from.
drop view past.control_check;
alter table control_check add column goal_id integer references goal;
create index control_check_goal on control_check (goal_id) where goal_id is not null;
select show_past('control_check');
select defer_references();
