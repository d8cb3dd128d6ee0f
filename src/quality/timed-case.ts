import type { Indicator, IndicatorField } from "../indicators/indicator.ts";
import { MONTH_NAMES } from "../platform/swedish.ts";
import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { daysAfter, monthsAfter } from "../platform/days.ts";
import { compare, divide, multiply, round, type Decimal } from "../platform/decimal.ts";

/** What the law sets a time for, by kind: the time itself, and where it stands until and from 2025-07-01. */
export const TIMED_KINDS = { "preliminary-assessment": "förhandsbedömning", "child-investigation": "barnutredning" } as const;
export type TimedCaseKind = keyof typeof TIMED_KINDS;
const RULES: Readonly<Record<TimedCaseKind, { readonly last: (from: string) => string; readonly words: string; readonly before: string; readonly now: string }>> = {
  "preliminary-assessment": { last: (from) => daysAfter(from, 14), words: "14 dagar", before: "SoL 2001:453, 11 kap. 1 a §", now: "SoL 2025:400, 20 kap. 2 §" },
  "child-investigation": { last: (from) => monthsAfter(from, 4), words: "fyra månader", before: "SoL 2001:453, 11 kap. 2 §", now: "SoL 2025:400, 20 kap. 3 §" },
};
const NEW_ACT = "2025-07-01";
export const limitWords = (kind: TimedCaseKind): string => RULES[kind].words;
/** Where the law says so, on a day. */
export const limitSource = (kind: TimedCaseKind, on: string): string => (on < NEW_ACT ? RULES[kind].before : RULES[kind].now);
/** The same of a whole year: in the year of the change both. */
export const limitSources = (kind: TimedCaseKind, year: number): string => (String(year) === NEW_ACT.slice(0, 4) ? `${RULES[kind].before}, från ${NEW_ACT} ${RULES[kind].now}` : limitSource(kind, `${year}-12-31`));

/** A case that the law sets a time for, without a word of who it is about. Days are ISO dates. */
export interface TimedCase {
  readonly id: number;
  readonly unitId: number | null;
  readonly kind: TimedCaseKind;
  readonly startedOn: string;
  readonly endedOn: string | null;
  /** To when an investigation is prolonged, where there are particular reasons. */
  readonly extendedTo: string | null;
  readonly version: number;
}
export const TIMED_FIELDS = [
  { name: "kind", label: "Slag", kind: "select", required: true, options: [["", "välj"], ...Object.entries(TIMED_KINDS)] },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "started_on", label: "Inkom eller inleddes", hint: "(anmälan inkom, eller utredningen inleddes)", kind: "date", required: true },
  { name: "ended_on", label: "Klar", kind: "date" },
  { name: "extended_to", label: "Förlängd till", hint: "(bara barnutredningar, om det finns särskilda skäl)", kind: "date" },
] as const satisfies Register["fields"];

/** What makes a row unfit, with its field; null where nothing does. */
export function timedFault(row: Fields, today: string): { readonly field: string; readonly message: string } | null {
  const [started, ended, extended] = [row["started_on"] ?? null, row["ended_on"] ?? null, row["extended_to"] ?? null];
  if (started !== null && started > today) return { field: "started_on", message: "Dagen har inte varit ännu." };
  if (ended !== null && ended > today) return { field: "ended_on", message: "Dagen har inte varit ännu; låt den stå tom tills det är klart." };
  if (started !== null && ended !== null && ended < started) return { field: "ended_on", message: `Klar är före början, ${started}.` };
  if (extended !== null && row["kind"] !== "child-investigation") return { field: "extended_to", message: "Bara en barnutredning kan förlängas." };
  return started !== null && extended !== null && extended <= started ? { field: "extended_to", message: `Förlängningen är inte efter början, ${started}.` } : null;
}

/** The last day within the time of the law, or within what it is prolonged to. */
export const lastDay = ({ extendedTo, kind, startedOn }: Pick<TimedCase, "extendedTo" | "kind" | "startedOn">): string => { const last = RULES[kind].last(startedOn); return extendedTo !== null && extendedTo > last ? extendedTo : last; };
export const isInTime = (one: TimedCase): boolean => one.endedOn !== null && one.endedOn <= lastDay(one);
/** The cases that go on past their time on a day. */
export const lateCases = (cases: readonly TimedCase[], on: string): TimedCase[] => cases.filter((one) => one.endedOn === null && lastDay(one) < on);

/** How many were done in a month, and how many of those in time. */
export interface TimedCaseCount {
  readonly done: number;
  readonly inTime: number;
}
/** A year's months, by when the cases were done; a unit's alone where one is named. */
export function countByMonth(cases: readonly TimedCase[], kind: TimedCaseKind, year: number, unitId: number | null = null): TimedCaseCount[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = `${year}-${String(index + 1).padStart(2, "0")}`;
    const own = cases.filter((one) => one.kind === kind && (unitId === null || one.unitId === unitId) && one.endedOn?.startsWith(month));
    return { done: own.length, inTime: own.filter(isInTime).length };
  });
}
const SHARE_DECIMALS = 1;
/** Of those that were done, in per cent with one decimal; null where none was: none of nothing is no share. */
export const shareInTime = ({ done, inTime }: TimedCaseCount): Decimal | null => (done === 0 ? null : round(divide(multiply(String(inTime), "100"), String(done)), SHARE_DECIMALS));
export const totalOf = (counts: readonly TimedCaseCount[]): TimedCaseCount => counts.reduce((sum, { done, inTime }) => ({ done: sum.done + done, inTime: sum.inTime + inTime }), { done: 0, inTime: 0 });

/** The months of a year, 1–12, that the register tells of: from its first day to its last, and no further than the last whole month. */
export function coveredMonths(cases: readonly TimedCase[], kind: TimedCaseKind, year: number, on: string): number[] {
  const days = cases.filter((one) => one.kind === kind).flatMap(({ endedOn, startedOn }) => (endedOn === null ? [startedOn] : [startedOn, endedOn])).sort();
  if (!days.length) return [];
  return Array.from({ length: 12 }, (_, index) => index + 1).filter((month) => {
    const own = `${year}-${String(month).padStart(2, "0")}`;
    return own >= days[0]!.slice(0, 7) && own <= days.at(-1)!.slice(0, 7) && own < on.slice(0, 7);
  });
}

/** A measure that is made of the register: how many were done and how many of those in time, by month, and the share of the year. */
export interface TimedMeasure {
  readonly name: string;
  readonly definition: Readonly<Partial<Record<IndicatorField, string>>> & { readonly frequency: "month" | "year" };
  readonly cells: readonly { readonly period: string; readonly text: string; readonly comment?: string; readonly preliminary: boolean }[];
}
/** Whether measures that were made before say otherwise than the register does now; not where none was made. */
export function isBehind(made: readonly TimedMeasure[], kept: readonly Pick<Indicator, "frequency" | "group" | "name" | "values">[], year: number): boolean {
  const own = kept.filter(({ group }) => group === MEASURES_GROUP);
  return own.some((measure) => {
    const cells = made.find(({ definition, name }) => name === measure.name && definition.frequency === measure.frequency)?.cells ?? [];
    const told = measure.values.filter(({ period, value }) => value !== null && period.startsWith(`${year}-`));
    return told.length !== cells.length || cells.some(({ period, text }) => { const value = told.find((one) => one.period === period)?.value ?? null; return value === null || compare(value, text) !== 0; });
  });
}
const NAMES: Readonly<Record<TimedCaseKind, readonly [done: string, inTime: string, share: string]>> = {
  "preliminary-assessment": ["Förhandsbedömningar, antal klara", "Förhandsbedömningar, antal klara inom 14 dagar", "Förhandsbedömningar klara inom 14 dagar"],
  "child-investigation": ["Barnutredningar, antal klara", "Barnutredningar, antal klara i tid", "Barnutredningar klara i tid"],
};
export const MEASURES_GROUP = "Lagens tider";
/** What the register says of a year as measures. The share is of the year's cases together: a mean of the months would weigh a case in a quiet month heavier. */
export function timedMeasures(cases: readonly TimedCase[], kind: TimedCaseKind, year: number, on: string): TimedMeasure[] {
  const months = coveredMonths(cases, kind, year, on);
  if (!months.length) return [];
  const counts = countByMonth(cases, kind, year);
  const own = months.map((month) => counts[month - 1]!);
  const share = shareInTime(totalOf(own));
  const whole = months.includes(12);
  const [done, inTime, part] = NAMES[kind];
  const source = `Registret över lagens tider; ${limitSources(kind, year)}`;
  const count = (name: string, better: string | null, value: (count: TimedCaseCount) => number): TimedMeasure => ({
    name, definition: { frequency: "month", unit: "antal", kind: "flow", aggregation: "sum", decimals: "0", source, ...(better ? { better } : {}) },
    cells: months.map((month, index) => ({ period: `${year}-${String(month).padStart(2, "0")}-01`, text: String(value(own[index]!)), preliminary: false })),
  });
  return [
    count(done, null, (one) => one.done), count(inTime, null, (one) => one.inTime),
    { name: part, definition: { frequency: "year", unit: "%", kind: "share", aggregation: "none", decimals: String(SHARE_DECIMALS), better: "higher", source }, cells: share === null ? [] : [{ period: `${year}-01-01`, text: share, comment: `${totalOf(own).inTime} av ${totalOf(own).done}${whole ? "" : `, till och med ${MONTH_NAMES[months.at(-1)! - 1]}`}`, preliminary: !whole }] },
  ];
}
