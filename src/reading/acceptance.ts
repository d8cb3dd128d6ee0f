import { scale, type Decimal } from "../platform/decimal.ts";
import type { IndicatorInput } from "../indicators/indicator.ts";
import type { Place } from "./layout.ts";
import type { Reading, ReadSeries, ReadStatement, ReadTable } from "./reading.ts";
import { isYear, readNumberCell } from "./table-cells.ts";

/** The parts of a reading that can be taken into the register, each item on its own. */
export const PARTS = [
  "goals", "assignments", "series", "statements", "yearlyTables", "risks", "controlResults", "declarations", "fees", "reportBacks", "sections",
] as const;
export type Part = (typeof PARTS)[number];

/** "series/3": one item of a reading. */
export type ItemKey = `${Part}/${number}`;

export interface Item {
  readonly key: ItemKey;
  readonly line: Place;
  readonly sure: boolean;
}

export const yearlyTables = (reading: Reading): ReadTable[] => reading.tables.filter((table) => table.recognisedAs === "yearly-figures");

export function itemsOf(reading: Reading, part: Part): Item[] {
  const items = part === "yearlyTables" ? yearlyTables(reading) : reading[part];
  return items.map((item, index) => ({ key: `${part}/${index}` as ItemKey, line: item.line, sure: item.sure }));
}

/** Everything that is sure; with `unsure` everything. Prose of the document's sections is taken as it stands. */
export function defaultChoice(reading: Reading, unsure = false): Set<ItemKey> {
  const items = PARTS.flatMap((part) => itemsOf(reading, part).filter((item) => item.sure || unsure || part === "sections"));
  return new Set(items.map((item) => item.key));
}

/** Only the chosen items of one part. */
export function chosen<T>(items: readonly T[], part: Part, choice: ReadonlySet<ItemKey>): T[] {
  return items.filter((_, index) => choice.has(`${part}/${index}`));
}

type Draft = Omit<IndicatorInput, "originId" | "values" | "targets" | "baseline"> & {
  readonly line: Place;
  readonly values: readonly { readonly period: string; readonly value: Decimal | null; readonly line: Place }[];
  readonly targets: readonly { readonly year: number; readonly stated: string; readonly line: Place }[];
  readonly baseline: { readonly stated: string; readonly line: Place } | null;
};
export type IndicatorDraft = Draft;

const decimalsOf = (values: readonly (Decimal | null)[]): number => Math.max(0, ...values.map((value) => (value === null ? 0 : scale(value))));
const NOTHING = { source: null, note: null, targets: [], baseline: null } as const;

/** A table's rows follow its heading row in the source, one line each, in texts; elsewhere they share its place. */
export function seriesDraft(series: ReadSeries, format: string): Draft {
  const years = Object.entries(series.years).filter(([year]) => isYear(year));
  const values = years.flatMap(([year, months], row) =>
    months.map((value, month) => ({
      period: `${year}-${String(month + 1).padStart(2, "0")}-01`,
      value,
      line: format === "text" ? series.line + row + 1 : series.line,
    })),
  );
  return {
    ...NOTHING, group: series.group, name: series.name, unit: unitInName(series.name), frequency: "month",
    decimals: decimalsOf(values.map(({ value }) => value)), values, line: series.line,
  };
}

/** Staff figures are indicators: one value a year, in the group of staff. Differences are computed again, not kept. */
export function staffDrafts(statement: ReadStatement): Draft[] {
  return statement.rows.map((row) => {
    const values = statement.columns.flatMap((column, index) =>
      isYear(column) ? [{ period: `${column}-01-01`, value: row.cells[index] ?? null, line: row.line }] : [],
    );
    return {
      ...NOTHING, group: STAFF_GROUP, name: row.label, unit: unitInName(row.label), frequency: "year", line: row.line, values,
      decimals: decimalsOf(values.map(({ value }) => value)),
      note: statement.footnotes.find((note) => note.startsWith(row.label)) ?? null,
    };
  });
}
export const STAFF_GROUP = "Personal";

export function yearlyDrafts(table: ReadTable, format: string): Draft[] {
  const [corner = "", ...columns] = table.header;
  return table.rows.flatMap((row, index): Draft[] => {
    const line = format === "text" ? table.line + index + 1 : table.line;
    const values = columns.flatMap((column, at) =>
      isYear(column) ? [{ period: `${column.trim()}-01-01`, value: readNumberCell(row[at + 1] ?? "").value, line }] : [],
    );
    const name = (row[0] ?? "").trim();
    if (!name || values.every(({ value }) => value === null)) return [];
    return [{ ...NOTHING, group: corner.trim() || table.heading, name, unit: unitInName(name), frequency: "year", decimals: decimalsOf(values.map(({ value }) => value)), values, line }];
  });
}

/** Indicators and measures named under goals; a measure without figures is defined all the same. */
export function goalDrafts(reading: Reading, choice: ReadonlySet<ItemKey>): Draft[] {
  const named = chosen(reading.goals, "goals", choice).flatMap((goal): Draft[] => [
    ...goal.measures.map((name) => ({ ...NOTHING, group: null, name, unit: unitInName(name), frequency: "year" as const, decimals: 0, values: [], line: goal.line })),
    ...goal.indicators.map((indicator) => ({
      ...NOTHING, group: null, name: indicator.name, unit: unitInName(indicator.name), frequency: "year" as const, values: [], line: indicator.line,
      decimals: decimalsOf(Object.values(indicator.targets).map((target) => readNumberCell(target).value)),
      source: indicator.source,
      targets: Object.entries(indicator.targets).flatMap(([year, stated]) => {
        const of = year || reading.document.year;
        return of ? [{ year: Number(of), stated, line: indicator.line }] : [];
      }),
      baseline: indicator.baseline === null ? null : { stated: indicator.baseline, line: indicator.line },
    })),
  ]);
  return [...new Map(named.map((draft) => [draft.name, draft])).values()];
}

/** The unit that a name states itself: "Sjukfrånvaro, %", "Väntetid (dagar)". Nothing is guessed. */
export function unitInName(name: string): string | null {
  if (/%/.test(name)) return "%";
  const word = /\((dagar|timmar|kr|tkr|mkr|antal|procent)\)|,\s*(?:antal\s+)?(personer|hushåll|dagar|vårddygn|vård dygn)\b/i.exec(name);
  return (word?.[1] ?? word?.[2])?.toLowerCase().replace("vård dygn", "vårddygn") ?? null;
}
