-- Who was reminded of what is left of a follow-up, and whether the letter went out.
create table follow_up_reminder (
  id integer primary key generated always as identity,
  committee_id integer not null references unit,
  follow_up_point_id integer not null references follow_up_point,
  user_id integer not null references user_account,
  -- The day that it is for: nobody is reminded twice of the same on a day.
  on_day date not null,
  asked_by text not null,
  sent_at timestamptz,
  -- What the mail server said the last time it did not take it.
  failure text,
  unique (committee_id, follow_up_point_id, user_id, on_day)
);
select keep_history('follow_up_reminder', 'follow_up', 'committee_id', '{id}');
select show_past('follow_up_reminder');
select read_by_committee('follow_up_reminder');
-- A secret address that a person's calendar program reads their follow-ups at.
create table calendar_feed (
  user_id integer primary key references user_account,
  token_hash text not null unique,
  made_at timestamptz not null default now()
);
select defer_references();
