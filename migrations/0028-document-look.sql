-- How a municipality's documents and public site look: its colour, typeface and logotype, and where one writes to it.
create table document_look (
  municipality_id integer not null references unit primary key,
  -- "#rrggbb"; null where the plain look holds.
  accent text check (accent ~ '^#[0-9a-f]{6}$'),
  typeface text not null,
  -- A PNG as base64, with its size in picture points.
  logo text,
  logo_width integer,
  logo_height integer,
  email text,
  check ((logo is null) = (logo_width is null) and (logo is null) = (logo_height is null))
);
select keep_history('document_look', 'template', 'municipality_id', '{municipality_id}');
select show_past('document_look');
select defer_references();
