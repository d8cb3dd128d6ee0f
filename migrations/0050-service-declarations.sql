-- What a service is promised to be stands on the web; each promise may have the measure that shows whether it is kept.
drop view past.service_declaration;
alter table service_declaration alter column position drop not null, alter column origin_id drop not null,
  add column unit_id integer references unit,
  -- What is said of the service to those it is for, paragraphs parted by an empty line.
  add column body text,
  add column published text not null default 'no' check (published in ('yes', 'no')),
  -- Which feedback tells of it; null for any that is its unit's.
  add column feedback_subject text;
create table service_promise (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  year integer not null,
  declaration_id integer not null references service_declaration,
  promise text not null check (promise <> ''),
  indicator_id integer references indicator,
  -- Whether the web tells how it goes.
  published text not null default 'no' check (published in ('yes', 'no'))
);
create index service_promise_declaration on service_promise (declaration_id);
create index service_promise_place on service_promise (committee_id, year);
-- Dates out of the case system that the law sets limits for: 14 days for a preliminary assessment, four months for an investigation of a child. Nothing that tells who they were about.
create table timed_case (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  unit_id integer references unit,
  kind text not null check (kind in ('preliminary-assessment', 'child-investigation')),
  started_on date not null,
  ended_on date check (ended_on >= started_on),
  -- To when the committee has prolonged an investigation, for particular reasons.
  extended_to date check (extended_to > started_on),
  import_key text
);
create index timed_case_committee on timed_case (committee_id, started_on);
create unique index timed_case_import on timed_case (committee_id, import_key) where import_key is not null;
select keep_history(name, name, 'id', '{id}') from unnest(array['service_promise', 'timed_case']) name;
select show_past(name) from unnest(array['service_declaration', 'service_promise', 'timed_case']) name;
select show_today('service_declaration');
-- A promise goes with its declaration.
do $$
begin
  execute 'create view today.service_promise with (security_invoker = true) as
    select own.id, declaration.committee_id, own.year, own.declaration_id, own.promise, own.indicator_id, own.published, own.version
    from public.service_promise own join today.service_declaration declaration on declaration.id = own.declaration_id';
  execute format('grant select on today.service_promise to %I', app_role());
end $$;
select read_by_committee(name) from unnest(array['service_promise', 'timed_case']) name;
select defer_references();
