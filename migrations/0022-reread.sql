-- A section's text with its figures as they were when somebody last wrote or read it: where they have changed since, it is asked to be read again.
drop view past.section_text;
alter table section_text add column read_as text;
select show_past('section_text');
