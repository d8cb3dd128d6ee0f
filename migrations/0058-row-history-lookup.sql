-- A row's history is looked up by its table's name as text: by another type the index of it is read from end to end for each row that is written.
create or replace function keep_row_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  given jsonb := row_content(to_jsonb(case when tg_op = 'DELETE' then old else new end));
  own_table text := tg_table_name;
  own_kind text := tg_argv[0];
  own_id text := given ->> tg_argv[1];
  own_key text;
  committee integer;
  -- A change is seen as a whole or not at all: its time is the transaction's. A clock that went back makes no spell end before it began.
  moment timestamptz := now();
  closed timestamptz;
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - 'version') = (to_jsonb(old) - 'version') then return null; end if;
  select string_agg(given ->> column_name, '/' order by position) into own_key
  from unnest(tg_argv[2:]) with ordinality as part (column_name, position);
  if own_kind = 'assessed' then
    own_kind := replace(given ->> 'subject_kind', '-', '_');
  elsif own_kind = 'line' then
    own_kind := 'statement';
    select statement_id::text into own_id from statement_line where id = own_id::integer;
  elsif own_kind = 'section' then
    own_kind := own_table;
    own_id := own_key;
  end if;
  committee := coalesce((given ->> 'committee_id')::integer, case when own_id ~ '^\d+$' then committee_of(own_kind, own_id::integer) end);
  update row_version set valid_to = greatest(valid_from, moment) where table_name = own_table and key = own_key and valid_to is null returning valid_to into closed;
  moment := greatest(moment, closed);
  if tg_op = 'DELETE' then
    insert into row_version (change, subject, committee_id, table_name, key, content, valid_from, valid_to)
    values (current_change(), own_kind || ':' || own_id, committee, own_table, own_key, null, moment, moment);
  else
    insert into row_version (change, subject, committee_id, table_name, key, content, valid_from)
    values (current_change(), own_kind || ':' || own_id, committee, own_table, own_key, given, moment);
  end if;
  return null;
end $$;
