-- A decision may be executed otherwise than it was decided: another support, another place.
drop view past.unexecuted_decision;
alter table unexecuted_decision add column executed_how text, add check (executed_how is null or executed_on is not null);
-- What another system calls a row by, as a fingerprint: tells the same row again when its file is read once more.
alter table unexecuted_decision add column import_key text;
create unique index unexecuted_decision_import on unexecuted_decision (committee_id, import_key) where import_key is not null;
select show_past('unexecuted_decision');
