-- Favourable decisions that are not executed (SoL 2001:453, 16:6 f–h; from 2025-07-01 SoL 2025:400, 34:1–3; LSS 28 f–h): of the person only what the law asks for.
create table unexecuted_decision (
  id integer generated always as identity primary key,
  committee_id integer not null references unit,
  unit_id integer references unit,
  sex text not null check (sex in ('woman', 'man', 'girl', 'boy')),
  act text not null check (act in ('sol', 'lss')),
  assistance text not null check (assistance <> ''),
  decided_on date not null,
  -- The day that the execution was interrupted; the three months are counted anew from it.
  interrupted_on date check (interrupted_on >= decided_on),
  reason text,
  executed_on date check (executed_on >= decided_on),
  -- Ended for another reason, without being executed.
  closed_on date check (closed_on >= decided_on),
  closed_how text,
  check ((closed_on is null) = (closed_how is null)),
  check (executed_on is null or closed_on is null)
);
create index unexecuted_decision_committee on unexecuted_decision (committee_id);
select keep_history('unexecuted_decision', 'unexecuted_decision', 'id', '{id}');
select show_past('unexecuted_decision');
select read_by_committee('unexecuted_decision');
select defer_references();
