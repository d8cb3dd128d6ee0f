-- What a unit went up in when it ended; the day is the end of its last spell.
alter table unit add column merged_into integer references unit;
