import type { Context } from "hono";
import { namesOn, type Scope } from "../organisation/scope.ts";
import { belongsTo, spokenOfOn, type UnitHistory } from "../organisation/unit.ts";
import type { Indicator } from "./indicator.ts";

/** The units that enter any of some measures, each once. */
export const ownersOf = (indicators: readonly Pick<Indicator, "unitId">[], units: readonly UnitHistory[]): UnitHistory[] => [...new Set(indicators.flatMap((one) => one.unitId ?? []))].flatMap((id) => units.find((unit) => unit.id === id) ?? []);
/** The unit that the address asks about; null for all. */
export const askedUnit = (c: Context): number | null => Number(/^\d{1,9}$/.exec(c.req.query("enhet") ?? "")?.[0] ?? 0) || null;
/** Whether a measure is a unit's own or of one below it; every measure is, when no unit is asked about. */
export const isUnits = (indicator: Pick<Indicator, "unitId">, units: readonly UnitHistory[], unitId: number | null): boolean => unitId === null || (indicator.unitId !== null && belongsTo(units, indicator.unitId, unitId));

export interface IndicatorChoice {
  /** The day (ISO date) whose names the units are told by. */
  readonly namedOn: string;
  readonly unitId: number | null;
  readonly group: string | null;
  readonly groups: readonly string[];
  readonly owners: readonly UnitHistory[];
  /** Whether all of the unit's measures may be shown at once. */
  readonly few: boolean;
  readonly shown: readonly Indicator[];
}
/** What of a committee's measures the address asks for: a unit's, and a group of them where they are more than one page takes. */
export function chosenIndicators(c: Context, scope: Scope, all: readonly Indicator[], units: readonly UnitHistory[], most: number): IndicatorChoice {
  const unitId = askedUnit(c);
  const mine = all.filter((one) => isUnits(one, units, unitId));
  const groups = [...new Set(mine.map(({ group }) => group ?? ""))];
  const asked = c.req.query("grupp");
  const few = mine.length <= most;
  const group = asked !== undefined && groups.includes(asked) ? asked : few ? null : (groups[0] ?? null);
  return { namedOn: namesOn(scope), unitId, group, groups, few, owners: ownersOf(all, units), shown: mine.filter((one) => group === null || (one.group ?? "") === group).slice(0, most) };
}

/** Where one chooses among the units that enter measures, by their names on a day; nothing where there are none. */
export const UnitChoice = ({ namedOn, owners, unitId }: Pick<IndicatorChoice, "namedOn" | "owners" | "unitId">) =>
  owners.length > 0 ? <label>Enhet<select name="enhet"><option value="">Alla</option>{owners.map((unit) => <option value={String(unit.id)} selected={unit.id === unitId}>{spokenOfOn(unit, namedOn).name}</option>)}</select></label> : null;

/** Where one chooses a unit and a group of measures; nothing where there is nothing to choose among. */
export const ChoiceForm = ({ choice: { few, group, groups, namedOn, owners, unitId } }: { choice: IndicatorChoice }) =>
  owners.length > 0 || groups.length > 1 ? (
    <form class="filters" method="get">
      <UnitChoice namedOn={namedOn} owners={owners} unitId={unitId} />
      {groups.length > 1 && <label>Grupp<select name="grupp">{few && <option value="*">Alla</option>}{groups.map((name) => <option value={name} selected={name === group}>{name || "Utan grupp"}</option>)}</select></label>}
      <button class="ds-button" data-variant="secondary">Visa</button>
    </form>
  ) : null;
