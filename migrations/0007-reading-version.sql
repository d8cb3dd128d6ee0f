-- A form that accepts a reading carries the version of it that was looked through.
alter table read_document add column version integer not null default 1;
create trigger next_version before update on read_document for each row execute function next_version();
