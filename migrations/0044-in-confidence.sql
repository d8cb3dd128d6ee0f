-- What not everybody who reads a committee reads: a person's complaint, an incident, a report of a wrong done. Who does is
-- told for each request: the parts of the organisation for which a row of the permission table lets them, by that row.
create table confidential_kind (
  -- The table, which is also what the trail calls its rows.
  kind text primary key,
  action text not null
);
create function confided(asked text) returns integer[] language sql stable as $$
  select array(select jsonb_array_elements_text(nullif(nullif(current_setting('rodtrad.confides', true), ''), 'all')::jsonb -> asked)::integer)
$$;
-- Lets those see a table's rows whom an action of the permission table lets, in the row's committee or its unit; own_column names who made it.
create function read_in_confidence(own_table text, asked text, own_column text) returns void language plpgsql as $$
begin
  insert into confidential_kind (kind, action) values (own_table, asked);
  execute format('alter table %I enable row level security', own_table);
  execute format($policy$create policy in_confidence on %I to %I using ((select current_setting('rodtrad.confides', true)) = 'all'
    or committee_id in (select unnest(confided(%L))) or unit_id in (select unnest(confided(%L))) %s)$policy$,
    own_table, app_role(), asked, asked, case when own_column is null then '' else format('or %I = (select current_setting(''rodtrad.actor'', true))', own_column) end);
end $$;
-- Parts of such a row are seen with it.
create function read_with_confidential(own_table text, parent_column text, parent text) returns void language plpgsql as $$
begin
  insert into confidential_kind (kind, action) select own_table, action from confidential_kind where kind = parent;
  execute format('alter table %I enable row level security', own_table);
  execute format('create policy in_confidence on %I to %I using (%I in (select id from %I))', own_table, app_role(), parent_column, parent);
end $$;
-- What such rows have said is seen by the same, and what somebody has reported by them.
do $$
begin
  execute format($policy$create policy in_confidence on row_version as restrictive for select to %I using (
    table_name not in (select kind from confidential_kind)
    or (select current_setting('rodtrad.confides', true)) = 'all'
    or committee_id in (select unnest(confided((select action from confidential_kind where kind = table_name))))
    or (content ->> 'unit_id')::integer in (select unnest(confided((select action from confidential_kind where kind = table_name))))
    or content ->> 'reported_by' = (select current_setting('rodtrad.actor', true)))$policy$, app_role());
end $$;
-- Whether the trail's event of something is for the asker to see.
create function is_told(subject text, unit_id integer) returns boolean language sql stable as $$
  select (select current_setting('rodtrad.confides', true)) = 'all' or not exists (select 1 from confidential_kind where kind = split_part(subject, ':', 1))
    or unit_id = any (confided((select action from confidential_kind where kind = split_part(subject, ':', 1))))
$$;
