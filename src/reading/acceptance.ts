import { scale, type Decimal } from "../platform/decimal.ts";
import type { IndicatorInput } from "../indicators/indicator.ts";
import type { Place } from "./layout.ts";
import type { Reading, ReadIndicator, ReadSeries, ReadStatement, ReadTable } from "./reading.ts";
import { tableYears } from "./year-columns.ts";
import { isYear, onlyYearOf, readNumberCell } from "./table-cells.ts";

/** The parts of a reading that can be taken into the register, each item on its own. */
export const PARTS = [
  "goals", "assignments", "indicators", "series", "statements", "yearlyTables", "risks", "controlResults", "declarations", "fees", "reportBacks", "sections",
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
  /** Under what a goal finds it when two goals mean different things by one name. */
  readonly key?: string;
  readonly line: Place;
  readonly values: readonly { readonly period: string; readonly value: Decimal | null; readonly line: Place }[];
  readonly targets: readonly { readonly year: number; readonly stated: string; readonly line: Place }[];
  readonly baseline: { readonly stated: string; readonly line: Place } | null;
};
export type IndicatorDraft = Draft;

const decimalsOf = (values: readonly (Decimal | null)[]): number => Math.max(0, ...values.map((value) => (value === null ? 0 : scale(value))));
const NOTHING = { source: null, note: null, targets: [], baseline: null } as const;

type DraftValue = Draft["values"][number];

/** One value a period: a table that states a year twice is taken at its first word. */
const once = (values: readonly DraftValue[]): DraftValue[] => [...new Map([...values].reverse().map((value) => [value.period, value])).values()].reverse();

export function seriesDraft(series: ReadSeries): Draft {
  const values = Object.entries(series.years)
    .flatMap(([key, months]) => {
      const year = outcomeYear(key);
      return year ? [{ key, year, months }] : [];
    })
    .flatMap(({ key, year, months }) =>
      months.map((value, month) => ({ period: `${year}-${String(month + 1).padStart(2, "0")}-01`, value, line: series.lines[key] ?? series.line })),
    );
  return {
    ...NOTHING, note: series.footnotes.join(" ") || null, group: series.group, name: series.name, unit: unitInName(series.name), frequency: "month",
    decimals: decimalsOf(values.map(({ value }) => value)), values: once(values), line: series.line,
  };
}

/** A label that comes twice in a table ("varav kvinnor") belongs to the row it stands under, and is told by it. */
function ownNames(labels: readonly string[]): string[] {
  const taken = new Set<string>();
  let above = "";
  return labels.map((label) => {
    const part = /^[-–\s]*(varav|därav)\b/i.test(label);
    if (!part) above = label;
    const repeated = labels.filter((other) => other === label).length > 1;
    let name = repeated && part && above ? `${above}: ${label.replace(/^[-–\s]+/, "")}` : label;
    for (let count = 2; taken.has(name); count++) name = `${label} (${count})`;
    taken.add(name);
    return name;
  });
}

/** Two statements of one kind and title in a document are two: the second is numbered. */
export function withOwnTitles(statements: readonly ReadStatement[]): ReadStatement[] {
  const seen = new Map<string, number>();
  return statements.map((statement) => {
    const key = `${statement.kind}/${statement.title}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? statement : { ...statement, title: `${statement.title} (${count})` };
  });
}

/** The year that a row of months tells the outcome of: "2021", "Utfall 2021"; null for budgets, targets and changes. */
const outcomeYear = (column: string): string | null => (/budget|prognos|mål|plan|förändr|differens|%|avvik/i.test(column) ? null : onlyYearOf(column));

/** Staff figures are indicators: one value a year, in the group of staff. Differences are computed again, not kept. */
export function staffDrafts(statement: ReadStatement): Draft[] {
  const names = ownNames(statement.rows.map(({ label }) => label));
  return statement.rows.map((row, index) => {
    const values = once(
      tableYears(statement.columns, 0).columns.map(({ column, year }) => ({ period: `${year}-01-01`, value: row.cells[column] ?? null, line: row.line })),
    );
    return {
      ...NOTHING, group: STAFF_GROUP, name: names[index]!, unit: unitInName(row.label), frequency: "year", line: row.line, values,
      decimals: decimalsOf(values.map(({ value }) => value)),
      note: statement.footnotes.find((note) => note.startsWith(row.label)) ?? null,
    };
  });
}
export const STAFF_GROUP = "Personal";

export function yearlyDrafts(table: ReadTable): Draft[] {
  const [corner = ""] = table.header;
  const { columns: years } = tableYears(table.header);
  const names = ownNames(table.rows.map((row) => (row[0] ?? "").trim()));
  return table.rows.flatMap((row, index): Draft[] => {
    const line = table.rowLines[index] ?? table.line;
    const values = once(
      years.map(({ column, year }) => ({ period: `${year}-01-01`, value: readNumberCell(row[column] ?? "").value, line })),
    );
    const name = names[index]!;
    if (!name || values.every(({ value }) => value === null)) return [];
    return [{ ...NOTHING, group: corner.trim() || table.heading, name, unit: unitInName(name), frequency: "year", decimals: decimalsOf(values.map(({ value }) => value)), values, line }];
  });
}

const sameAim = (a: Draft, b: Draft): boolean => {
  const aim = ({ targets, baseline, values }: Draft) => JSON.stringify([targets.map(({ year, stated }) => [year, stated]), baseline?.stated ?? null, values.map(({ period, value }) => [period, value])]);
  return aim(a) === aim(b);
};
const isBare = (draft: Draft): boolean => !draft.targets.length && !draft.baseline && !draft.values.length;

/**
 * Indicators and measures named under goals; a measure without figures is defined all the same. One name with one aim
 * is one indicator; where two goals give a name different targets, the second has its own, told by its goal.
 */
export function goalDrafts(reading: Reading, choice: ReadonlySet<ItemKey>): Draft[] {
  const drafts = new Map<string, Draft>();
  chosen(reading.goals, "goals", choice).forEach((goal, position) => {
    const measures = goal.measures.map((name): Draft => ({ ...NOTHING, group: null, name, unit: unitInName(name), frequency: "year", decimals: 0, values: [], line: goal.line }));
    const indicators = goal.indicators.map((indicator): Draft => indicatorDraft(indicator));
    for (const draft of [...measures, ...indicators]) {
      const known = drafts.get(draft.name);
      if (!known || (isBare(known) && !isBare(draft))) drafts.set(draft.name, draft);
      else if (!isBare(draft) && !sameAim(known, draft)) {
        const key = `${position}/${draft.name}`;
        drafts.set(key, { ...draft, key, group: goal.text.slice(0, 200) });
      }
    }
  });
  return [...drafts.values()];
}

/** Indicators of tables that stand under no goal, in the group of their heading. */
export const freeDrafts = (reading: Reading, choice: ReadonlySet<ItemKey>): Draft[] =>
  chosen(reading.indicators, "indicators", choice).map((indicator) => ({ ...indicatorDraft(indicator), group: indicator.group }));

function indicatorDraft(indicator: ReadIndicator): Draft {
  const { baseline, line, name, source, targets } = indicator;
  const values = Object.entries(indicator.values).flatMap(([year, text]) => {
    const { value } = readNumberCell(text);
    return value === null || !isYear(year) ? [] : [{ period: `${year}-01-01`, value, line }];
  });
  const stated = [...Object.values(targets), ...(baseline === null ? [] : [baseline])];
  return {
    ...NOTHING, group: null, name, unit: unitInName(name), frequency: "year", values, line, source,
    decimals: decimalsOf([...stated.map((text) => readNumberCell(text).value), ...values.map(({ value }) => value)]),
    targets: Object.entries(targets).flatMap(([year, target]) => (isYear(year) ? [{ year: Number(year), stated: target, line }] : [])),
    baseline: baseline === null ? null : { stated: baseline, line },
  };
}

/** The unit that a name states itself: "Sjukfrånvaro, %", "Väntetid (dagar)". Nothing is guessed. */
export function unitInName(name: string): string | null {
  if (/%/.test(name)) return "%";
  const word = /\((dagar|timmar|kr|tkr|mkr|antal|procent)\)|,\s*(?:antal\s+)?(personer|hushåll|dagar|vårddygn|vård dygn)\b/i.exec(name);
  return (word?.[1] ?? word?.[2])?.toLowerCase().replace("vård dygn", "vårddygn") ?? null;
}
