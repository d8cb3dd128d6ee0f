-- Scales that other municipalities use for the same subjects; a document's own words are kept.
insert into scale (code, name) values
  ('goal-fulfilment', 'Måluppfyllelse i tre steg'),
  ('assignment-stage', 'Uppdragets läge'),
  ('control-remark', 'Kontrollens utfall');

insert into scale_level (scale_id, rank, label, shape, colour)
select scale.id, level.rank, level.label, level.shape, level.colour
from scale
join (values
  ('goal-fulfilment', 1, 'Uppfyllt', 'circle', 'green'),
  ('goal-fulfilment', 2, 'Delvis uppfyllt', 'diamond', 'amber'),
  ('goal-fulfilment', 3, 'Ej uppfyllt', 'square', 'red'),
  ('assignment-stage', 1, 'Slutfört', 'circle', 'green'),
  ('assignment-stage', 2, 'Pågår enligt plan', 'circle', 'green'),
  ('assignment-stage', 3, 'Pågår med avvikelse', 'diamond', 'amber'),
  ('assignment-stage', 4, 'Ej påbörjat', 'square', 'red'),
  ('assignment-stage', 5, 'Avbrutet', 'square', 'red'),
  ('control-remark', 1, 'Utan anmärkning', 'circle', 'green'),
  ('control-remark', 2, 'Mindre avvikelse', 'diamond', 'amber'),
  ('control-remark', 3, 'Större avvikelse', 'square', 'red'),
  ('control-remark', 4, 'Ej genomförd', 'ring', 'grey')
) as level (code, rank, label, shape, colour) on level.code = scale.code;
