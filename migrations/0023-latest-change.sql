-- Which event last changed each table's rows of a committee, or everybody's (0): what was read and remembered of it holds until then.
-- Only one transaction at a time writes events, so the numbers come in the order that the changes were committed.
create table latest_change (
  committee_id integer not null,
  table_name text not null,
  event bigint not null,
  primary key (committee_id, table_name)
);
-- A row that went from one committee to another changed for both, whoever may see them.
create function note_change(number bigint) returns void language sql security definer set search_path = public, pg_temp as $$
  insert into latest_change (committee_id, table_name, event)
  select coalesce(touched.committee_id, 0), touched.table_name, (select max(id) from audit_event where change = number)
  from (
    select committee_id, table_name from row_version where change = number
    union
    select was.committee_id, was.table_name from row_version kept join row_version was on was.id = (
      select id from row_version earlier where earlier.table_name = kept.table_name and earlier.key = kept.key and earlier.id < kept.id order by id desc limit 1
    ) where kept.change = number
  ) touched
  on conflict (committee_id, table_name) do update set event = excluded.event
$$;
do $$
begin
  execute format('revoke insert, update, delete on latest_change from %I', app_role());
end $$;
