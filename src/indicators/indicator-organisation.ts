import { endOf, spellOn, spokenOfOn, successorOn, type UnitHistory } from "../organisation/unit.ts";
import { sum } from "../platform/decimal.ts";
import { slug } from "../platform/swedish.ts";
import { periodsOf } from "./indicator-period.ts";
import { reachOf, valueAt, valueRow, type Indicator, type IndicatorValue } from "./indicator.ts";

/** A measure's history in today's organisation: as if its unit had always been what it is. */
export interface IndicatorInOrganisation {
  /** With the values of what its unit was before, where they may be put together. */
  readonly indicator: Indicator;
  /** Those whose values are in it. */
  readonly parts?: readonly number[];
  /** In one sentence, how the values before are told, or why the series breaks there. */
  readonly words: string;
}

/** All units that have gone into one, at any time, with the day that they did. */
function absorbed(units: readonly UnitHistory[], unitId: number, depth = 0): UnitHistory[] {
  if (depth > 20) return [];
  return units.flatMap((unit) => (unit.mergedInto === unitId && unit.id !== unitId ? [unit, ...absorbed(units, unit.id, depth + 1)] : []));
}
const listed = (words: readonly string[]): string => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} och ${words.at(-1)}`);
const same = (a: Indicator, b: Indicator): boolean => slug(a.name) === slug(b.name) && slug(a.group ?? "") === slug(b.group ?? "") && a.frequency === b.frequency;

/** A measure of a unit that was a part of another, or has been parted: what the whole had cannot be divided, so the series breaks there. */
function dividedFrom(indicator: Indicator, all: readonly Indicator[], units: readonly UnitHistory[]): IndicatorInOrganisation | null {
  const unit = units.find(({ id }) => id === reachOf(indicator));
  const parts = units.filter(({ splitFrom }) => unit && splitFrom === unit.id);
  const last = parts.flatMap(({ spells }) => spells[0]!.from ?? []).toSorted().at(-1);
  if (unit && last && indicator.values.some(({ period }) => period < last)) return { indicator, words: `Före ${last} ingick ${listed(parts.map(({ spells }) => spells[0]!.name))} i ${spokenOfOn(unit, last).name}; värden före och efter är inte av samma enhet.` };
  const whole = unit && units.find(({ id }) => id === unit.splitFrom);
  const since = unit?.spells[0]!.from;
  if (!whole || !since || !all.some((one) => one.id !== indicator.id && reachOf(one) === whole.id && same(one, indicator))) return null;
  return { indicator, words: `Till och med dagen före ${since} ingick ${unit.spells[0]!.name} i ${spokenOfOn(whole, since).name}, vars värden inte går att dela; serien börjar där.` };
}

/** A measure in today's organisation, one of several; `words` where its history is told otherwise than it was. */
export interface IndicatorToday {
  /** Those of its parts that are summed into it. */
  readonly parts: readonly number[];
  readonly indicator: Indicator;
  readonly words: string | null;
}

/**
 * All measures of a committee as if the organisation had always been today's: the parts that are summed into another are
 * told there, those that are not stand for themselves. Takes the measures of all committees whose units may have gone in.
 */
export function allInTodaysOrganisation(all: readonly Indicator[], units: readonly UnitHistory[], today: string): IndicatorToday[] {
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const told = all.map((indicator) => {
    const unit = unitOf.get(reachOf(indicator));
    return { indicator, unit, merged: unit && endOf(unit) !== null ? null : inTodaysOrganisation(indicator, all, units) };
  });
  const summed = new Set(told.flatMap(({ merged }) => merged?.parts ?? []));
  return told.filter(({ indicator }) => !summed.has(indicator.id)).map(({ indicator, merged, unit }) => {
    const now = unit ? successorOn(units, unit.id, today) : null;
    const went = unit && now && now !== unit ? `Ur ${spokenOfOn(unit, today).name}, som uppgick i ${spokenOfOn(now, today).name}.` : null;
    return { parts: merged?.parts ?? [], indicator: merged?.indicator ?? indicator, words: merged?.words ?? went };
  });
}

/**
 * Tells a measure's history in today's organisation: what has gone into its unit, or its committee, had measures of the
 * same name. Where its definition says that units' values are added, the values before are the sum of all of theirs, and
 * a period that one of them does not know is not known; else the series breaks, and says so. Null where nothing has gone
 * into it, or what did had no such measure.
 */
export function inTodaysOrganisation(indicator: Indicator, all: readonly Indicator[], units: readonly UnitHistory[]): IndicatorInOrganisation | null {
  const own = reachOf(indicator);
  const parts = absorbed(units, own);
  const before = parts.flatMap((unit) => {
    const measure = all.find((one) => one.id !== indicator.id && reachOf(one) === unit.id && same(one, indicator));
    const end = endOf(unit);
    return measure && end ? [{ indicator: measure, unit: spokenOfOn(unit, end).name, end }] : [];
  });
  if (!before.length) return dividedFrom(indicator, all, units);
  const since = before.map(({ end }) => end).toSorted().at(-1)!;
  const names = listed(before.map(({ unit }) => unit));
  if (indicator.unitAggregation !== "sum") {
    const why = indicator.unitAggregation === null ? "det är inte sagt om måttets värden läggs ihop över enheter" : "måttets värden läggs inte ihop över enheter";
    return { indicator, words: `Till och med dagen före ${since} fördes måttet av ${names}; ${why}, så serien bryts där.` };
  }
  const years = [...new Set(before.flatMap(({ indicator: { values } }) => values.map(({ period }) => Number(period.slice(0, 4)))))];
  // Its own unit may have been one of those that went on: what it had then is a part of the sum.
  const itself = units.find(({ id }) => id === own);
  const earlier = years.flatMap((year) => periodsOf(indicator.frequency, year)).filter((period) => period < since).flatMap((period): IndicatorValue[] => {
    const was = itself && spellOn(itself, period) !== null && indicator.values.some((value) => value.period < since);
    const values = [...(was ? [indicator] : []), ...before.flatMap(({ end, indicator: measure }) => (period < end ? [measure] : []))].map((measure) => ({ measure, value: valueAt(measure, period) }));
    if (!values.length || values.some(({ value }) => (value?.value ?? null) === null)) return [];
    return [{ period, value: sum(values.map(({ value }) => value!.value!)), missingReason: null, preliminary: values.some(({ value }) => value!.preliminary), comment: null, origin: values[0]!.value!.origin, version: 0, summedOf: values.map(({ measure, value }) => valueRow(measure, value!)) }];
  });
  const later = indicator.values.filter(({ period }) => period >= since);
  return {
    indicator: { ...indicator, values: [...earlier.toSorted((a, b) => a.period.localeCompare(b.period)), ...later] },
    parts: before.map(({ indicator: { id } }) => id),
    words: `Värden före ${since} är summan av ${names}${itself && indicator.values.some((value) => value.period < since) ? " och enhetens egna" : ""}; en period som någon av dem inte känner är inte känd.`,
  };
}
