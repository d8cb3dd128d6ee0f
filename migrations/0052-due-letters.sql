-- Letters to those who keep registers, of what is due in them: who had one of which committee, and whether it went out.
create table due_letter (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  user_id integer not null references user_account,
  -- The day that it is for: nobody has two of the same on a day.
  on_day date not null,
  sent_at timestamptz,
  -- What the mail server said the last time it did not take it.
  failure text,
  unique (committee_id, user_id, on_day)
);
select keep_history('due_letter', 'due_letter', 'committee_id', '{id}');
select show_past('due_letter');
select read_by_committee('due_letter');
select defer_references();
