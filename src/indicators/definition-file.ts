import { compare } from "../platform/decimal.ts";
import { counted, parseNumber } from "../platform/swedish.ts";
import type { TableCell } from "../platform/table/table-file.ts";
import { FREQUENCY_WORDS } from "./indicator-period.ts";
import { bare, periodIn, saidIn } from "./value-import.ts";
import { AGGREGATION_WORDS, BETTER_WORDS, definitionFault, definitionFields, INDICATOR_FIELDS, KIND_OF_MEASURE, LONGEST_TARGET, statedText, UNIT_AGGREGATION_WORDS, type Indicator, type IndicatorField } from "./indicator.ts";

/** A unit that measures may be entered by. */
export interface NamedUnit {
  readonly id: number;
  readonly name: string;
}
/** A row of a file of definitions that says something else than the register. */
export interface DefinitionChange {
  /** 1-based row of the file. */
  readonly line: number;
  /** Null for a measure that the file adds. */
  readonly indicator: Pick<Indicator, "id" | "version"> | null;
  readonly name: string;
  readonly fields: Readonly<Partial<Record<IndicatorField, string | null>>>;
  readonly targets: readonly { readonly year: number; readonly text: string; readonly version: number }[];
  readonly baselines: readonly { readonly year: number; readonly text: string; readonly onDate: string | null; readonly version: number }[];
  /** What changes, in words. */
  readonly told: readonly { readonly column: string; readonly before: string; readonly after: string }[];
}
export interface ReadDefinitions {
  readonly changes: readonly DefinitionChange[];
  readonly unchanged: number;
  /** Headings of columns that nothing is read of. */
  readonly unread: readonly string[];
  readonly errors: readonly { readonly line: number; readonly message: string }[];
}

const NUMBER_COLUMN = "Nr";
const TARGET = "Riktvärde";
const BASELINE = "Ingående värde";
/** How many years ahead a file has targets for. */
const YEARS_AHEAD = 3;
/** What a file of values has and one of definitions has not. */
const VALUE_COLUMN = /^(varde|utfall|resultat|period|datum|manad|saknas)/;
const FIELDS = Object.entries(INDICATOR_FIELDS) as [IndicatorField, string][];
/** What a definition always says: an empty cell leaves it as it is. */
const ALWAYS: ReadonlySet<IndicatorField> = new Set(["name", "frequency", "aggregation", "decimals"]);
const CHOICES: Readonly<Partial<Record<IndicatorField, Readonly<Record<string, string>>>>> = { kind: KIND_OF_MEASURE, frequency: FREQUENCY_WORDS, aggregation: AGGREGATION_WORDS, unit_aggregation: UNIT_AGGREGATION_WORDS, better: BETTER_WORDS };
const NOTHING = /^[–−-]$/;

/** A definition's fields as a file tells them; "" for what is not stated. */
const storedFields = (indicator: Indicator): Readonly<Record<IndicatorField, string>> => Object.fromEntries(Object.entries(definitionFields(indicator)).map(([field, text]) => [field, text ?? ""])) as Record<IndicatorField, string>;
const worded = (field: IndicatorField, stored: string, units: readonly NamedUnit[]): string =>
  field === "unit_id" ? (units.find(({ id }) => String(id) === stored)?.name ?? stored) : (CHOICES[field]?.[stored] ?? stored);

/** Definitions, targets and the year's baseline as rows of a table that can be read in again unchanged: a row a measure, told by its number. */
export function definitionRows(indicators: readonly Indicator[], units: readonly NamedUnit[], year: number): TableCell[][] {
  const years = Array.from({ length: YEARS_AHEAD + 1 }, (_, index) => year + index);
  const aim = (one: { amount: string | null; stated: string } | undefined): TableCell => (one ? (one.amount === null ? one.stated : { number: one.amount }) : null);
  return [
    [NUMBER_COLUMN, ...FIELDS.map(([, label]) => label), `${BASELINE} ${year}`, ...years.map((own) => `${TARGET} ${own}`)],
    ...[...Map.groupBy(indicators, ({ group }) => group)].flatMap(([, own]) => own).map((indicator) => {
      const stored = storedFields(indicator);
      return [{ number: String(indicator.id) }, ...FIELDS.map(([field]) => worded(field, stored[field], units) || null), aim(indicator.baselines.find((one) => one.year === year)), ...years.map((own) => aim(indicator.targets.find((one) => one.year === own)))];
    }),
  ];
}

type Column = { readonly kind: "number" } | { readonly kind: "field"; readonly field: IndicatorField } | { readonly kind: "target" | "baseline"; readonly year: number };
function columnOf(heading: string): Column | null {
  const word = bare(heading);
  if (word === bare(NUMBER_COLUMN)) return { kind: "number" };
  const field = FIELDS.find(([, label]) => bare(label) === word)?.[0];
  if (field) return { kind: "field", field };
  const aim = new RegExp(`^(${bare(TARGET)}|${bare(BASELINE)}) ((?:19|20)\\d\\d)$`).exec(word);
  return aim ? { kind: aim[1] === bare(TARGET) ? "target" : "baseline", year: Number(aim[2]) } : null;
}
/** The row of a file that names a definition's columns; -1 where the file has other things in it. */
const headingOf = (rows: readonly (readonly string[])[]): number => rows.slice(0, 20).findIndex((row) => [INDICATOR_FIELDS.name, INDICATOR_FIELDS.frequency].every((label) => row.some((cell) => bare(cell) === bare(label))));

/** Whether a file holds definitions, and not values. */
export function holdsDefinitions(rows: readonly (readonly string[])[]): boolean {
  const heading = rows[headingOf(rows)];
  return heading !== undefined && !heading.some((cell) => columnOf(cell) === null && (VALUE_COLUMN.test(bare(cell)) || periodIn(cell, 2000) !== null));
}

/** Reads a file's definitions against a committee's measures: what would change, what would not, and each row that cannot be read, in words. */
export function readDefinitions(rows: readonly (readonly string[])[], indicators: readonly Indicator[], units: readonly NamedUnit[]): ReadDefinitions {
  const heading = headingOf(rows);
  const headings = rows[heading] ?? [];
  const columns = headings.map(columnOf);
  const twice = headings.find((cell, place) => columns[place] !== null && headings.findIndex((other) => bare(other) === bare(cell)) < place);
  if (twice !== undefined) return { changes: [], unchanged: 0, unread: [], errors: [{ line: heading + 1, message: `Två kolumner heter »${twice.trim()}«; ta bort den ena.` }] };
  const known = knownMeasures(indicators);
  const changes: DefinitionChange[] = [];
  const errors: { line: number; message: string }[] = [];
  const seen = new Map<string, number>();
  let unchanged = 0;
  for (const [index, row] of rows.entries()) {
    if (index <= heading || row.every((cell) => !cell.trim())) continue;
    const line = index + 1;
    const cell = (place: number): string => saidIn(row, place);
    const found = findRow(columns, cell, known);
    if (typeof found === "string") {
      errors.push({ line, message: found });
      continue;
    }
    const stored = found.indicator ? storedFields(found.indicator) : null;
    const key = found.indicator ? String(found.indicator.id) : `${bare(found.name)}\n${bare(found.group)}\n${found.frequency}`;
    if (seen.has(key)) {
      errors.push({ line, message: `»${found.name}« står också på rad ${seen.get(key)}.` });
      continue;
    }
    seen.set(key, line);
    const fields: Partial<Record<IndicatorField, string | null>> = {};
    const targets: DefinitionChange["targets"][number][] = [];
    const told: DefinitionChange["told"][number][] = [];
    const baselines: DefinitionChange["baselines"][number][] = [];
    const faults: string[] = [];
    for (const [place, column] of columns.entries()) {
      if (!column || column.kind === "number") continue;
      const text = cell(place);
      if (column.kind === "field") {
        const { field } = column;
        if (!text && ALWAYS.has(field)) continue;
        // What a measure is found by is not changed by how it is spelt.
        if (stored && !found.numbered && (field === "name" || field === "group_name" || field === "frequency")) continue;
        const before = stored?.[field] ?? "";
        const after = stored && bare(worded(field, before, units)) === bare(text) && text !== "" && (CHOICES[field] || field === "unit_id") ? before : storedOf(field, text, units);
        if (after === null) faults.push(`${INDICATOR_FIELDS[field]}: »${text.slice(0, 60)}« ${field === "unit_id" ? "är ingen enhet i nämnden" : `går inte att välja; skriv ${Object.values(CHOICES[field] ?? {}).join(", ")}`}.`);
        else if (after !== before) {
          fields[field] = after || null;
          told.push({ column: INDICATOR_FIELDS[field], before: worded(field, before, units), after: text });
        }
        continue;
      }
      const current = (column.kind === "target" ? found.indicator?.targets : found.indicator?.baselines)?.find(({ year }) => year === column.year) ?? null;
      // An empty cell takes nothing away: the register may have got its target since the file was fetched. A dash does.
      if (!text || sameAim(current?.stated ?? "", text) || (NOTHING.test(text) && !current)) continue;
      const stated = NOTHING.test(text) ? "" : text;
      if (stated.length > LONGEST_TARGET) faults.push(`${column.kind === "target" ? TARGET : BASELINE} ${column.year} är längre än ${LONGEST_TARGET} tecken; korta det.`);
      told.push({ column: `${column.kind === "target" ? TARGET : BASELINE} ${column.year}`, before: current ? statedText(current) : "", after: stated });
      if (column.kind === "target") targets.push({ year: column.year, text: stated, version: current?.version ?? 0 });
      else baselines.push({ year: column.year, text: stated, onDate: current && "onDate" in current ? current.onDate : null, version: current?.version ?? 0 });
    }
    const fault = definitionFault(fields)?.message;
    if (fault) faults.push(fault);
    errors.push(...faults.map((message) => ({ line, message })));
    if (faults.length) continue;
    if (told.length || !found.indicator) changes.push({ line, indicator: found.indicator, name: found.name, fields, targets, baselines, told });
    else unchanged++;
  }
  return { changes, unchanged, errors, unread: headings.filter((cell, place) => columns[place] === null && cell.trim() !== "") };
}

interface KnownIndicators {
  readonly byNumber: ReadonlyMap<string, Indicator>;
  readonly byName: ReadonlyMap<string, readonly Indicator[]>;
}
const knownMeasures = (indicators: readonly Indicator[]): KnownIndicators => ({ byNumber: new Map(indicators.map((one) => [String(one.id), one])), byName: Map.groupBy(indicators, ({ name }) => bare(name)) });

/** The measure that a row is about: by its number, else by its name, with its group and how often it is measured where the file says them; a new one where there is none. */
function findRow(columns: readonly (Column | null)[], cell: (place: number) => string, { byName, byNumber }: KnownIndicators): { indicator: Indicator | null; numbered: boolean; name: string; group: string; frequency: string } | string {
  const at = (wanted: (column: Column) => boolean): string | null => {
    const place = columns.findIndex((column) => column !== null && wanted(column));
    return place < 0 ? null : cell(place);
  };
  const own = (field: IndicatorField) => at((column) => column.kind === "field" && column.field === field);
  const number = at(({ kind }) => kind === "number") ?? "";
  const [name, group, often] = [own("name") ?? "", own("group_name"), own("frequency") ?? ""];
  if (number) {
    const indicator = byNumber.get(number);
    return indicator ? { indicator, numbered: true, name: name || indicator.name, group: group ?? "", frequency: often } : `Mått nummer ${number.slice(0, 20)} finns inte i nämnden; töm cellen om måttet är nytt.`;
  }
  if (!name) return "Måttets namn saknas på raden.";
  const frequency = often ? storedOf("frequency", often, []) : "";
  const named = (byName.get(bare(name)) ?? []).filter((one) => (group === null || bare(one.group ?? "") === bare(group)) && (!frequency || one.frequency === frequency));
  return named.length > 1 ? `${counted(named.length, "mått", "mått")} heter »${name.slice(0, 80)}«; ange måttets nummer, eller gruppen.` : { indicator: named[0] ?? null, numbered: false, name, group: group ?? "", frequency: frequency ?? often };
}

/** What a cell is stored as; null where it is none of the choices. */
function storedOf(field: IndicatorField, text: string, units: readonly NamedUnit[]): string | null {
  if (!text) return "";
  if (field === "unit_id") {
    const named = units.filter(({ name }) => bare(name) === bare(text));
    return named.length === 1 ? String(named[0]!.id) : null;
  }
  const choices = CHOICES[field];
  return choices ? (Object.entries(choices).find(([, words]) => bare(words) === bare(text))?.[0] ?? null) : text;
}

/** Whether a cell says what is stored: the same words, or the same number however it is written. */
function sameAim(stated: string, text: string): boolean {
  if (stated.trim() === text) return true;
  const [before, after] = [parseNumber(stated) ?? stated, parseNumber(text)];
  return after !== null && /^-?\d+(\.\d+)?$/.test(before) && compare(before, after) === 0;
}
