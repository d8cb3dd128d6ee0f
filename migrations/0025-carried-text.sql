-- What of a section's text came from the year before, as it was moved: its sentences are to be read again, until somebody has.
drop view past.section_text;
alter table section_text add column carried text;
select show_past('section_text');
