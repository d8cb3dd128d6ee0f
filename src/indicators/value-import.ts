import { compare } from "../platform/decimal.ts";
import { counted, MONTH_NAMES, MONTHS, unaccented } from "../platform/swedish.ts";
import { Refused } from "../platform/outcome.ts";
import { enteredText, readEntry, tooExact } from "./indicator-entry.ts";
import { FREQUENCY_WORDS, periodName, periodNamed, periodsOf, type Frequency, type IndicatorPeriod } from "./indicator-period.ts";
import type { TableCell } from "../platform/table/table-file.ts";
import { valueAt, type Indicator, type IndicatorValue } from "./indicator.ts";

/** What a column of a file of values holds. A file is long, with a period and a value on each row, or wide, with a column for each period. */
export const IMPORT_COLUMNS = { name: "Mått", group: "Grupp", period: "Period", year: "År", month: "Månad", value: "Värde", missing: "Saknas därför att", comment: "Kommentar", preliminary: "Preliminärt", ignore: "Läses inte" } as const;
export type ImportColumn = keyof typeof IMPORT_COLUMNS | `period:${string}`;
export interface ImportMapping {
  /** The row of the file, from 0, that names the columns. */
  readonly headerRow: number;
  /** What each column is, in the file's order. */
  readonly columns: readonly ImportColumn[];
}

const WORDS: readonly (readonly [RegExp, keyof typeof IMPORT_COLUMNS])[] = [
  [/^(matt|indikator|nyckeltal|namn|benamning)/, "name"], [/^(grupp|omrade|verksamhet)/, "group"], [/^(period|datum|tid)/, "period"], [/^ar$/, "year"], [/^manad/, "month"], [/^(varde|utfall|antal|resultat)/, "value"],
  [/^saknas/, "missing"], [/^(kommentar|anmarkning|not)/, "comment"], [/^preliminar/, "preliminary"],
];
/** Words as they are told apart: without case, accents and space around. */
export const bare = (text: string): string => unaccented(text.trim());
/** What a cell of a file says: without the apostrophe that keeps a spreadsheet from reckoning with it. */
export const saidIn = (row: readonly string[], place: number): string => (row[place] ?? "").trim().replace(/^'(?=[=+@-])/, "");

const MONTH_WORDS = new Map([...MONTHS.map((name, index) => [bare(name), index + 1] as const), ...MONTH_NAMES.map((name, index) => [bare(name), index + 1] as const)]);
const two = (number: number): string => String(number).padStart(2, "0");

/**
 * The time that a text names: "2026-03", "mars 2026", "mar-26", "202603", "T1 2026", "kvartal 2 2026", "2026"; a month alone is
 * of the year given. Null where it names none.
 */
export function periodIn(text: string, year: number | null): IndicatorPeriod | null {
  const word = bare(text).replace(/[.]/g, "");
  const iso = /^(\d{4})-?(\d{2})(-?\d{2})?$/.exec(word);
  if (iso && Number(iso[2]) >= 1 && Number(iso[2]) <= 12) return { start: `${iso[1]}-${iso[2]}-01`, months: iso[3] ? null : 1, ...(iso[3] ? { day: Number(iso[3].replace("-", "")) } : {}) };
  if (/^(19|20)\d\d$/.test(word)) return { start: `${word}-01-01`, months: 12 };
  const part = /^(?:(t|tertial|q|k|kvartal|h|halvar)\s*([1-4]))[\s-]*((?:19|20)\d\d)?$/.exec(word) ?? /^((?:19|20)\d\d)[\s-]*(t|tertial|q|k|kvartal|h|halvar)\s*([1-4])$/.exec(word);
  const half = /^(forsta|andra) halvaret\s*((?:19|20)\d\d)?$/.exec(word);
  if (part || half) {
    const [kind, number, own] = half ? ["h", half[1] === "forsta" ? 1 : 2, half[2]] : /^\d/.test(part![1]!) ? [part![2]!, Number(part![3]), part![1]] : [part![1]!, Number(part![2]), part![3]];
    const months = kind.startsWith("t") ? 4 : kind.startsWith("h") ? 6 : 3;
    const of = own ? Number(own) : year;
    return of === null || number > 12 / months ? null : { start: `${of}-${two((number - 1) * months + 1)}-01`, months };
  }
  const named = /^([a-z]+)[\s-]*((?:19|20)?\d\d)?$/.exec(word);
  const month = named ? MONTH_WORDS.get(named[1]!) : undefined;
  if (!month) return null;
  const own = named![2] ? (named![2].length === 2 ? 2000 + Number(named![2]) : Number(named![2])) : year;
  return own === null ? null : { start: `${own}-${two(month)}-01`, months: 1 };
}

/** A column of one time, as it is kept: with its length where the heading said it. */
export const periodColumn = ({ months, start }: IndicatorPeriod): `period:${string}` => `period:${start}${months === null ? "" : `/${months}`}`;
export const isPeriodColumn = (text: string): text is `period:${string}` => /^period:\d{4}-\d\d-01(\/\d{1,2})?$/.test(text);
function periodOfColumn(column: string): IndicatorPeriod {
  const [start, months] = column.slice("period:".length).split("/");
  return { start: start!, months: months ? Number(months) : null };
}

/** What the columns of a file most likely are: told by the first row that names a measure and a value or a period. */
export function guessMapping(rows: readonly (readonly string[])[], year: number): ImportMapping {
  const read = (row: readonly string[]): ImportColumn[] => {
    const taken = new Set<string>();
    return row.map((cell): ImportColumn => {
      const known = WORDS.find(([pattern, column]) => pattern.test(bare(cell)) && !taken.has(column))?.[1];
      if (known) {
        taken.add(known);
        return known;
      }
      const period = cell.trim() ? periodIn(cell, year) : null;
      return period ? periodColumn(period) : "ignore";
    });
  };
  const wide = (columns: readonly ImportColumn[]) => columns.some((column) => column.startsWith("period:"));
  const usable = (columns: readonly ImportColumn[]) => columns.includes("name") && (columns.includes("value") || wide(columns));
  const at = rows.slice(0, 20).findIndex((row) => usable(read(row)));
  const headerRow = Math.max(0, at);
  return { headerRow, columns: read(rows[headerRow] ?? []) };
}

/** Columns as they were read the last time, of the year that the file is read for: »jan« of a remembered file is this year's. */
export const ofYear = ({ columns, headerRow }: ImportMapping, rows: readonly (readonly string[])[], year: number): ImportMapping => ({
  headerRow,
  columns: columns.map((column, place): ImportColumn => {
    if (!column.startsWith("period:")) return column;
    const named = periodIn(rows[headerRow]?.[place] ?? "", year);
    return named ? periodColumn(named) : "ignore";
  }),
});

/** One sentence for columns that values cannot be read by; null where they can. */
export function mappingFault({ columns }: ImportMapping): string | null {
  if (!columns.includes("name")) return "Säg vilken kolumn som är måttets namn.";
  const wide = columns.some((column) => column.startsWith("period:"));
  if (!wide && !columns.includes("value")) return "Säg vilken kolumn som är värdet, eller vilka kolumner som är perioder.";
  if (!wide && !columns.includes("period") && !columns.includes("year") && !columns.includes("month")) return "Säg vilken kolumn som är perioden, eller året och månaden.";
  const twice = (["name", "group", "period", "value", "year", "month", "missing", "comment", "preliminary"] as const).find((one) => columns.filter((column) => column === one).length > 1);
  return twice ? `Två kolumner är »${IMPORT_COLUMNS[twice]}«; välj en.` : null;
}

/** A value of the file beside what is stored. */
export interface ImportedValue {
  /** 1-based row of the file. */
  readonly line: number;
  readonly indicator: Pick<Indicator, "id" | "name" | "group" | "frequency">;
  readonly period: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly value: string | null;
  readonly missingReason: string | null;
  readonly comment: string | null | undefined;
  readonly preliminary: boolean | undefined;
  /** The version of what is stored; 0 where nothing is. */
  readonly version: number;
}
export interface ReadImport {
  readonly changes: readonly ImportedValue[];
  readonly unchanged: number;
  readonly errors: readonly { readonly line: number; readonly message: string }[];
}

const YES = /^(ja|x|1|sant|true|preliminart)$/;

/** Reads a file's values against the committee's measures: what would change, what would not, and each row that cannot be read, in words. */
export function readImport(rows: readonly (readonly string[])[], { columns, headerRow }: ImportMapping, indicators: readonly Indicator[], year: number): ReadImport {
  const changes: ImportedValue[] = [];
  const errors: { line: number; message: string }[] = [];
  let unchanged = 0;
  const at = (row: readonly string[], column: keyof typeof IMPORT_COLUMNS): string | undefined => {
    const index = columns.indexOf(column);
    return index < 0 ? undefined : saidIn(row, index);
  };
  const seen = new Map<string, number>();
  const named = Map.groupBy(indicators, (one) => bare(one.name));
  const storedOf = new Map<number, ReadonlyMap<string, IndicatorValue>>();
  const valuesOf = (indicator: Indicator): ReadonlyMap<string, IndicatorValue> => {
    const known = storedOf.get(indicator.id) ?? new Map(indicator.values.map((one) => [one.period, one]));
    storedOf.set(indicator.id, known);
    return known;
  };
  for (const [index, row] of rows.entries()) {
    if (index <= headerRow || row.every((cell) => !cell.trim())) continue;
    const line = index + 1;
    const name = at(row, "name") ?? "";
    const group = at(row, "group");
    const cells = columns.some((column) => column.startsWith("period:"))
      ? columns.flatMap((column, place) => (column.startsWith("period:") && (row[place] ?? "").trim() ? [{ named: periodOfColumn(column), stated: rows[headerRow]![place]!, text: (row[place] ?? "").trim() }] : []))
      : [{ named: longPeriod(at(row, "period"), at(row, "year"), at(row, "month"), year), stated: at(row, "period") ?? [at(row, "month"), at(row, "year")].filter(Boolean).join(" "), text: at(row, "value") ?? "" }];
    for (const { named: time, stated, text } of cells) {
      const found = findIndicator(named, name, group, time);
      if (typeof found === "string") {
        errors.push({ line, message: found });
        continue;
      }
      const period = time && periodNamed(found.frequency, time);
      if (period === null) {
        errors.push({ line, message: `»${stated.trim()}« är ingen period för »${found.name}«, som mäts varje ${FREQUENCY_WORDS[found.frequency]}; skriv till exempel ${shortPeriod(found.frequency, periodsOf(found.frequency, year)[0]!)}.` });
        continue;
      }
      const missing = at(row, "missing");
      try {
        const entry = readEntry({ period, text: text === "" && missing ? `saknas: ${missing}` : text }, found.frequency);
        const refused = tooExact([{ period, value: entry.value }], found);
        if (refused) throw refused;
        const key = `${found.id}/${period}`;
        if (seen.has(key)) {
          errors.push({ line, message: `»${found.name}« för ${periodName(found.frequency, period)} står också på rad ${seen.get(key)}.` });
          continue;
        }
        seen.set(key, line);
        const stored = valuesOf(found).get(period) ?? null;
        const after = enteredText({ value: entry.value, missingReason: entry.reason });
        const before = enteredText(stored);
        const comment = at(row, "comment");
        const preliminary = at(row, "preliminary");
        const told = { comment: comment === undefined ? undefined : comment || null, preliminary: preliminary === undefined ? undefined : YES.test(bare(preliminary)) };
        // An empty cell of a file says nothing: it takes no value away.
        const asStored = stored !== null && entry.value !== null && stored.value !== null ? compare(entry.value, stored.value) === 0 : after === before;
        const same = after === null || (asStored && (told.comment === undefined || told.comment === stored!.comment) && (told.preliminary === undefined || told.preliminary === stored!.preliminary));
        if (same) unchanged++;
        else changes.push({ line, indicator: found, period, before, after, value: entry.value, missingReason: entry.reason, ...told, version: stored?.version ?? 0 });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        errors.push({ line, message: error.failure.message });
      }
    }
  }
  return { changes, unchanged, errors: [...new Map(errors.map((one) => [`${one.line}\n${one.message}`, one])).values()] };
}

function longPeriod(period: string | undefined, yearText: string | undefined, month: string | undefined, year: number): IndicatorPeriod | null {
  const of = yearText && /^(19|20)\d\d$/.test(yearText) ? Number(yearText) : year;
  if (period) return periodIn(period, of);
  if (month) return /^\d{1,2}$/.test(month) && Number(month) >= 1 && Number(month) <= 12 ? { start: `${of}-${two(Number(month))}-01`, months: 1 } : periodIn(month, of);
  return yearText ? { start: `${of}-01-01`, months: 12 } : null;
}

/** The measure that a row means: by name, and group where two have one name, and by what period its own are. */
function findIndicator(byName: ReadonlyMap<string, readonly Indicator[]>, name: string, group: string | undefined, period: IndicatorPeriod | null): Indicator | string {
  if (!name) return "Måttets namn saknas på raden.";
  const named = byName.get(bare(name)) ?? [];
  if (!named.length) return `Måttet »${name.slice(0, 80)}« finns inte i nämnden.`;
  const grouped = group === undefined ? named : named.filter((one) => bare(one.group ?? "") === bare(group));
  if (!grouped.length) return `Måttet »${name.slice(0, 80)}« finns inte i gruppen »${group!.slice(0, 60)}«.`;
  const fitting = grouped.length > 1 && period ? grouped.filter((one) => periodNamed(one.frequency, period) !== null) : grouped;
  return fitting.length === 1 ? fitting[0]! : `${counted(grouped.length, "mått", "mått")} heter »${name.slice(0, 80)}«; ange gruppen i en kolumn.`;
}

const HEADER = ["Grupp", "Mått", "Period", "Värde", "Saknas därför att", "Preliminärt", "Kommentar", "Enhet"] as const;
const shortPeriod = (frequency: Frequency, period: string): string => (frequency === "year" ? period.slice(0, 4) : frequency === "month" ? period.slice(0, 7) : periodName(frequency, period));

/** A value's place: a measure and the first day of one of its periods. */
export interface IndicatorPlace {
  readonly indicator: Indicator;
  readonly period: string;
}
/** Where there are values in some years. */
export const storedPlaces = (indicators: readonly Indicator[], years: { readonly from: number; readonly to: number }): IndicatorPlace[] =>
  indicators.flatMap((indicator) => indicator.values.filter(({ period }) => Number(period.slice(0, 4)) >= years.from && Number(period.slice(0, 4)) <= years.to).map(({ period }) => ({ indicator, period })));

/** Values as rows of a table that can be read in again unchanged, with empty cells where there is none yet. Numbers stay exact. */
export const exportRows = (places: readonly IndicatorPlace[]): TableCell[][] => [
  [...HEADER],
  ...places.map(({ indicator, period }) => {
    const value = valueAt(indicator, period);
    return [indicator.group, indicator.name, shortPeriod(indicator.frequency, period), value?.value ? { number: value.value } : null, value?.missingReason ?? null, value?.preliminary ? "ja" : null, value?.comment ?? null, indicator.unit];
  }),
];
