-- Where a reading was accepted to, so that it can be looked through again without saying it once more.
alter table read_document add column accepted_municipality text;
alter table read_document add column accepted_committee text;
alter table read_document add column accepted_year integer;
alter table read_document add column accepted_committee_id integer references unit;
