-- A row's history is looked up by its table's name as text: by another type the index of it is read from end to end for each row that is written.
do $$
declare
  before text := pg_get_functiondef('keep_row_version'::regproc);
  looked_up text := replace(before, 'where table_name = tg_table_name and', 'where table_name = tg_table_name::text and');
begin
  if looked_up = before then raise exception 'keep_row_version looks a row''s history up in another way than is known'; end if;
  execute looked_up;
end $$;
