-- Scales are data. These are the ready ones; a municipality adds its own.
insert into scale (code, name) values
  ('goal', 'Måluppfyllelse'),
  ('assignment', 'Status för uppdrag'),
  ('control-result', 'Resultat av kontroll'),
  ('traffic-light', 'Grön, gul, röd');

insert into scale_level (scale_id, rank, label, shape, colour)
select scale.id, level.rank, level.label, level.shape, level.colour
from scale
join (values
  ('goal', 1, 'Målet uppfylls i år', 'circle', 'green'),
  ('goal', 2, 'Målet uppfylls till stor del i år', 'diamond', 'amber'),
  ('goal', 3, 'Målet uppfylls delvis i år', 'diamond', 'amber'),
  ('goal', 4, 'Målet uppfylls inte i år', 'square', 'red'),
  ('assignment', 1, 'Uppdraget är slutfört', 'circle', 'green'),
  ('assignment', 2, 'Uppdraget pågår enligt plan', 'circle', 'green'),
  ('assignment', 3, 'Uppdraget pågår med avvikelse', 'diamond', 'amber'),
  ('assignment', 4, 'Uppdraget avbrutet eller har inte startat', 'square', 'red'),
  ('control-result', 1, 'Ingen eller försumbar avvikelse', 'circle', 'green'),
  ('control-result', 2, 'Lindrig avvikelse', 'diamond', 'amber'),
  ('control-result', 3, 'Kännbar avvikelse', 'square', 'red'),
  ('control-result', 4, 'Allvarlig avvikelse', 'square', 'red'),
  ('traffic-light', 1, 'Grön', 'circle', 'green'),
  ('traffic-light', 2, 'Gul', 'diamond', 'amber'),
  ('traffic-light', 3, 'Röd', 'square', 'red')
) as level (code, rank, label, shape, colour) on level.code = scale.code;
