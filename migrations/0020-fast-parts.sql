-- A row that is a part of another is read by who reads that one. Asked of each row where they are few, and of all at once
-- where they are many: which, the engine chooses. Before, every question went through the whole of the other table.
do $$
declare part record;
begin
  for part in select * from (values
    ('indicator_value', 'indicator_id', 'indicator'), ('indicator_target', 'indicator_id', 'indicator'), ('indicator_baseline', 'indicator_id', 'indicator'),
    ('indicator_relation', 'indicator_id', 'indicator'), ('plausibility_answer', 'indicator_id', 'indicator'),
    ('activity', 'goal_id', 'goal'), ('goal_indicator', 'goal_id', 'goal'), ('goal_document', 'goal_id', 'goal'), ('goal_agenda', 'goal_id', 'goal'), ('goal_point', 'goal_id', 'goal'),
    ('assignment_point', 'assignment_id', 'assignment'), ('statement_column', 'statement_id', 'statement'), ('statement_line', 'statement_id', 'statement'), ('statement_amount', 'line_id', 'statement_line'),
    ('risk_judgement', 'risk_id', 'risk'), ('control_sample', 'control_check_id', 'control_check'), ('control_sample_item', 'sample_id', 'control_sample'),
    ('control_result', 'control_check_id', 'control_check'), ('control_succession', 'control_check_id', 'control_check'), ('control_answer', 'control_check_id', 'control_check')
  ) as known (table_name, own_column, parent_table) loop
    execute format('alter policy of_own_committees on %I using ((select current_setting(''rodtrad.reads'', true)) = ''all'' or exists (select 1 from %I parent where parent.id = %I))', part.table_name, part.parent_table, part.own_column);
  end loop;
end $$;
