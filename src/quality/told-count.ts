import { countFeedback, FEEDBACK_KINDS, FEEDBACK_SUBJECTS, feedbackOf, type FeedbackCount, type ToldFeedback } from "./feedback.ts";
import { countIncidents, INCIDENT_CATEGORIES, type IncidentCount, type ToldIncident } from "./incident.ts";
import type { LexSarahCount } from "./lex-sarah.ts";

/** What everybody who reads a committee may know of what not everybody reads. */
export interface ToldRegisters {
  readonly feedback: readonly ToldFeedback[];
  readonly incidents: readonly ToldIncident[];
  readonly lexSarah: readonly LexSarahCount[];
}
/** Rows are told apart by their unit too, which is no list of ours: a unit's number, or none. */
const UNITS = "unit";
const NO_UNIT = "0";
/** How such rows are counted: by what, and what of them. */
const COUNTS = {
  feedback: { groups: { all: null, kind: FEEDBACK_KINDS, subject: FEEDBACK_SUBJECTS, [UNITS]: UNITS }, measures: { count: "antal", asked: "vill ha svar", answered: "har fått svar", inTime: "svar i tid", middleDays: "dagar till svar, median", learned: "lärdom dragen" } satisfies Record<keyof FeedbackCount, string> },
  incident: { groups: { all: null, category: INCIDENT_CATEGORIES, [UNITS]: UNITS }, measures: { count: "antal", judged: "bedömda", grave: "medel eller hög allvarlighetsgrad", acted: "åtgärdade", effectChecked: "effekten kontrollerad", closed: "avslutade" } satisfies Record<keyof IncidentCount, string> },
  lex_sarah: { groups: { all: null }, measures: { reported: "rapporter", within: "inom lex Sarah", serious: "allvarliga", notified: "anmälda till IVO" } satisfies Record<Exclude<keyof LexSarahCount, "year">, string> },
} as const;
export type ToldRegister = keyof typeof COUNTS;
export interface ToldCount {
  readonly register: ToldRegister;
  readonly year: number;
  /** "all", or what the rows are told apart by. */
  readonly group: string;
  /** Which of the group; "" for all. */
  readonly value: string;
  readonly measure: string;
}
/** A count as a figure's source names it. */
export const countKey = (committeeId: number, { group, measure, register, value, year }: ToldCount): string => [register, committeeId, year, group, value || "-", measure].join("/");
export function readCountKey(key: string): (ToldCount & { readonly committeeId: number }) | null {
  const [register = "", committee = "", year = "", group = "", value = "", measure = ""] = key.split("/");
  const known = Object.hasOwn(COUNTS, register) ? COUNTS[register as ToldRegister] : null;
  const values = known && Object.hasOwn(known.groups, group) ? (known.groups as Readonly<Record<string, object | string | null>>)[group] : undefined;
  const fits = values === null ? value === "-" : values === UNITS ? /^\d{1,9}$/.test(value) : values !== undefined && Object.hasOwn(values as object, value);
  return known && fits && Object.hasOwn(known.measures, measure) && /^\d{1,9}$/.test(committee) && /^\d{4}$/.test(year) ? { register: register as ToldRegister, committeeId: Number(committee), year: Number(year), group, value: value === "-" ? "" : value, measure } : null;
}
const unitWords = (value: string, names: ReadonlyMap<number, string>): string => (value === NO_UNIT ? "utan enhet" : (names.get(Number(value)) ?? "en enhet som inte finns längre"));
/** What a count is, in words. */
export function countWords({ group, measure, register, value, year }: ToldCount, unitNames: ReadonlyMap<number, string> = new Map()): string {
  const known = COUNTS[register] as { readonly groups: Readonly<Record<string, Readonly<Record<string, string>> | string | null>>; readonly measures: Readonly<Record<string, string>> };
  const name = { feedback: "Synpunkter och klagomål", incident: "Avvikelser", lex_sarah: "Lex Sarah" }[register];
  const own = known.groups[group];
  const told = own === UNITS ? unitWords(value, unitNames) : typeof own === "object" ? own?.[value] : null;
  return [`${name} ${year}`, told, known.measures[measure]].filter(Boolean).join(", ");
}

/** The count itself; null where there is nothing to count it of. */
export function countTold({ feedback, incidents, lexSarah }: ToldRegisters, { group, measure, register, value, year }: ToldCount): number | null {
  if (register === "lex_sarah") return lexSarah.find((one) => one.year === year)?.[measure as "reported"] ?? 0;
  const inGroup = (row: object): boolean => group === "all" || (group === UNITS ? String((row as { readonly unitId: number | null }).unitId ?? NO_UNIT) : (row as Record<string, unknown>)[group]) === value;
  if (register === "feedback") return countFeedback(feedbackOf(feedback, year).filter(inGroup))[measure as keyof FeedbackCount];
  return countIncidents(incidents.filter(({ occurredOn }) => occurredOn.startsWith(`${year}-`)).filter(inGroup))[measure as keyof IncidentCount];
}
/** The groups that a year has any of, the most first. */
export function toldGroups(told: ToldRegisters, register: "feedback" | "incident", group: string, year: number, unitNames: ReadonlyMap<number, string> = new Map()): { readonly value: string; readonly words: string }[] {
  const listed = (COUNTS[register].groups as Readonly<Record<string, Readonly<Record<string, string>> | string | null>>)[group] ?? {};
  const units = register === "feedback" ? told.feedback : told.incidents;
  const words = typeof listed === "object" ? listed : Object.fromEntries([...new Set(units.map(({ unitId }) => String(unitId ?? NO_UNIT)))].map((value) => [value, unitWords(value, unitNames)]));
  const count = (value: string): number => countTold(told, { register, year, group, value, measure: "count" }) ?? 0;
  return Object.entries(words).filter(([value]) => count(value) > 0).map(([value, word]) => ({ value, words: word })).toSorted((a, b) => count(b.value) - count(a.value));
}
