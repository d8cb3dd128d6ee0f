-- A municipality's own template of a kind of document; where there is none, the ready one holds.
create table document_template (
  municipality_id integer not null references unit,
  template_key text not null check (template_key ~ '^[a-z][a-z0-9-]{0,39}$'),
  title text not null check (title <> ''),
  purpose text not null,
  -- How many there are: one a year, one a follow-up point, or as many as somebody makes.
  per text not null check (per in ('year', 'point', 'any')),
  -- The unit that amounts are told in, and the kinds of columns that are shown; as stated where null and empty.
  money_unit text check (money_unit in ('mkr', 'tkr', 'kr')),
  money_columns text not null default '',
  revision integer not null default 1,
  primary key (municipality_id, template_key)
);
create table template_section (
  municipality_id integer not null,
  template_key text not null,
  section_key text not null check (section_key ~ '^[a-z][a-z0-9-]{0,39}$'),
  position integer not null,
  heading text not null check (heading <> ''),
  level integer not null check (level in (1, 2)),
  guidance text not null,
  required boolean not null,
  -- The role that writes it; null for whoever may.
  writer text,
  -- Whether each unit writes a part of its own.
  per_unit boolean not null,
  when_empty text not null check (when_empty in ('hide', 'say')),
  blocks text not null,
  primary key (municipality_id, template_key, section_key),
  foreign key (municipality_id, template_key) references document_template
);
-- A document that somebody has planned: one of those that may be any number, or one with a day when its texts are due.
create table planned_document (
  committee_id integer not null references unit,
  year integer not null,
  document_kind text not null check (document_kind ~ '^[a-z][a-z0-9-]{0,59}$'),
  template_key text not null,
  -- Its own name; null where the template's holds.
  name text,
  due_on date,
  primary key (committee_id, year, document_kind)
);
select keep_history('document_template', 'template', 'municipality_id', '{municipality_id,template_key}');
select keep_history('template_section', 'template', 'municipality_id', '{municipality_id,template_key,section_key}');
select keep_history('planned_document', 'document', 'committee_id', '{committee_id,year,document_kind}');
select show_past(name) from unnest(array['document_template', 'template_section', 'planned_document']) name;
do $$
begin
  alter table planned_document enable row level security;
  execute format($policy$create policy of_own_committees on planned_document to %I using ((select current_setting('rodtrad.reads', true)) = 'all' or committee_id in (select unnest(string_to_array(nullif(current_setting('rodtrad.reads', true), 'all'), ',')::integer[])))$policy$, app_role());
end $$;
select defer_references();
