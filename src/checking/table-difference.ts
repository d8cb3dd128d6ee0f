import { compare, isZero, negate, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { cellSpan, type FigureColumn, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { lessSpan, meets, middleOf, percentSpan, spanOf, type ShownSpan } from "./shown-span.ts";

/** What a column of differences is found to be in its table: the one column less the other, or that in per cent of the other. */
interface ShownDefinition {
  /** The column of differences. */
  readonly column: number;
  readonly from: number;
  readonly less: number;
  /** Per cent with a minus for what has become more: a deviation, where the amounts are costs without a minus. */
  readonly turned?: true;
}

const RATE = /[a-zà-ÿ]\/[a-zà-ÿ]|(?<![a-zà-ÿ])per\s|snitt|medel(?:tal|värde)|genomsnitt/iu;
const otherWayAbout = (definition: ShownDefinition): ShownDefinition => ({ ...definition, from: definition.less, less: definition.from });
const possible = (table: FigureTable, row: FigureRow, { column, from, less }: ShownDefinition, percent: boolean): { printed: Decimal; span: ShownSpan } | null => {
  const [printed, a, b] = [row.cells[column] ?? null, row.cells[from] ?? null, row.cells[less] ?? null];
  if (printed === null || a === null || b === null) return null;
  // Kronor a day, and other means, are rounded however whole they are.
  const spanIn = (at: number, value: Decimal): ShownSpan => (RATE.test(table.columns[at]!.heading) ? spanOf(value) : cellSpan(table, value));
  const difference = lessSpan(spanIn(from, a), spanIn(less, b));
  const span = percent ? percentSpan(difference, spanIn(less, b)) : difference;
  return span === null ? null : { printed, span };
};
/** Costs are written with minus in many tables: more of them is then a plus in per cent. */
const percentMeets = (span: ShownSpan, printed: Decimal, cost: boolean): boolean => meets(span, spanOf(printed)) || (cost && meets(span, spanOf(negate(printed))));

const tells = (table: FigureTable, row: FigureRow, definition: ShownDefinition, percent: boolean): boolean | null => {
  const found = possible(table, row, definition, percent);
  if (!found) return null;
  return percent ? percentMeets(found.span, definition.turned ? negate(found.printed) : found.printed, compare(row.cells[definition.from]!, "0") < 0) : meets(found.span, cellSpan(table, found.printed));
};

/** Two words for one column: what a heading of a difference may be reckoned from. */
const NAMED = [/budget/, /prognos/, /ram/, /mal/, /plan/] as const;
const named = (difference: FigureColumn, columns: readonly FigureColumn[]): readonly RegExp[] =>
  NAMED.filter((word) => word.test(fold(difference.heading)) && columns.some(({ heading, kind }) => kind === "value" && word.test(fold(heading))));

const YEARS = /(?<!\d)(?:20)?(?<from>\d\d)\s?\/\s?(?:20)?(?<less>\d\d)(?!\d)/u;
/**
 * Finds out of a table's own rows what its column of differences is: the pair of columns that most rows agree with, where the
 * heading's own word (budget, prognos) is one of the two. Null where the rows do not tell.
 */
export function definitionOf(table: FigureTable, column: number): ShownDefinition | null {
  const { columns, rows } = table;
  const own = columns[column]!;
  const percent = own.kind === "percent";
  // A share of something else is no change of what stands beside it.
  if (percent && /franvaro|nojd|belagg|tackning|behor|omsattning|svars|sysselsatt/.test(fold(own.heading))) return null;
  const words = named(own, columns);
  // "% 21/20": the later year in per cent of the earlier.
  const ends = YEARS.exec(own.heading)?.groups ?? null;
  const values = columns.flatMap(({ kind }, at) => (kind === "value" ? [at] : []));
  const pairs = values.flatMap((from) => values.filter((less) => less !== from).flatMap((less): ShownDefinition[] => (percent ? [{ column, from, less }, { column, from, less, turned: true }] : [{ column, from, less }])))
    .filter(({ from, less }) => words.every((word) => [from, less].some((at) => word.test(fold(columns[at]!.heading)))))
    .filter(({ from, less }) => ends === null || (columns[from]!.year?.endsWith(ends["from"]!) && columns[less]!.year?.endsWith(ends["less"]!)));
  const judged = pairs.flatMap((pair) => {
    const asked = rows.flatMap((row) => { const told = tells(table, row, pair, percent); return told === null ? [] : [{ told, row }]; });
    const right = asked.filter(({ told }) => told);
    // A row of noughts agrees with everything, and so does a row whose two figures are the same.
    const telling = right.filter(({ row }) => !isZero(row.cells[column]!));
    return telling.length > 0 ? [{ pair, asked: asked.length, right: right.length, telling: telling.length }] : [];
  }).toSorted((a, b) => b.telling - a.telling || b.right - a.right || a.pair.from + a.pair.less - b.pair.from - b.pair.less);
  const [best] = judged;
  if (!best) return null;
  // One row out of two may be either's mistake; most of three or more is a rule.
  const agreed = best.right === best.asked || (best.asked >= 3 && best.right * 3 >= best.asked * 2 && best.telling >= 2);
  return agreed && (best.telling >= 2 || words.length > 0 || values.length === 2) ? best.pair : null;
}

const told = ({ columns }: FigureTable, { from, less }: ShownDefinition): string => `${columns[from]!.heading} − ${columns[less]!.heading}`;

const INCOME = /intakt|avgift|bidrag|taxor|forsaljning|(?<!lokal)hyror|arrende|ersattning|skatt|utjamning/;
const COST = /kostnad|utgift/;
/** What is left when all is reckoned. */
const LEFT = /^(?:arets |periodens )?resultat(?: |$)/;
/** Income stands over its sum, or says so; a row of costs says so. The rest is neither. */
function incomeRows({ rows }: FigureTable): ReadonlySet<FigureRow> {
  const sum = rows.findIndex(({ label }) => fold(label).startsWith("summa intakt"));
  const above = rows.slice(0, Math.max(0, sum)).findLastIndex(({ label }) => COST.test(fold(label)));
  return new Set(rows.filter(({ label }, at) => (at > above && at <= sum) || (INCOME.test(fold(label)) && !COST.test(fold(label)))));
}
/**
 * A deviation that is better when it is plus is reckoned one way for income and the other way for costs. Where each kind of
 * rows agrees within itself, each is judged by its own way.
 */
function byKind(table: FigureTable, definition: ShownDefinition): { readonly rows: readonly FigureRow[]; readonly definition: ShownDefinition }[] {
  const reversed = otherWayAbout(definition);
  if (table.columns[definition.column]!.kind !== "difference") return [{ rows: table.rows, definition }];
  const income = incomeRows(table);
  const costs = new Set(table.rows.filter((row) => !income.has(row) && COST.test(fold(row.label))));
  const kinds = [table.rows.filter((row) => income.has(row)), table.rows.filter((row) => costs.has(row)), table.rows.filter((row) => !income.has(row) && !costs.has(row))];
  const telling = (rows: readonly FigureRow[], as: ShownDefinition): number => rows.filter((row) => tells(table, row, as, false) && !isZero(row.cells[definition.column]!)).length;
  return kinds.filter((rows) => rows.length > 0).map((rows) => (telling(rows, reversed) >= 2 && telling(rows, reversed) > telling(rows, definition) * 2 ? { rows, definition: reversed } : { rows, definition }));
}

function brokenRows(table: FigureTable, found: ShownDefinition): Finding[] {
  return byKind(table, found).flatMap(({ definition, rows }) => brokenIn(table, rows, definition));
}
function brokenIn(table: FigureTable, rows: readonly FigureRow[], definition: ShownDefinition): Finding[] {
  const { heading, kind } = table.columns[definition.column]!;
  const percent = kind === "percent";
  return rows.flatMap((row): Finding[] => {
    if (tells(table, row, definition, percent) !== false) return [];
    // Income, and what is left in the end, is better when it is more: its deviation may be told the other way about.
    if (!percent && (INCOME.test(fold(row.label)) || LEFT.test(fold(row.label))) && !COST.test(fold(row.label)) && tells(table, row, otherWayAbout(definition), false)) return [];
    const { printed, span } = possible(table, row, definition, percent)!;
    const decimals = Math.max(...[definition.column, definition.from, definition.less].map((at) => scale(row.cells[at]!)));
    const middle = definition.turned ? negate(middleOf(span)) : middleOf(span);
    const expected = `${formatNumber(round(middle, percent ? Math.max(1, scale(printed)) : decimals))}${percent ? " %" : ""}`;
    const [a, b] = [formatNumber(row.cells[definition.from]!), formatNumber(row.cells[definition.less]!)];
    return [{
      code: percent ? "table-percent" : "table-difference", severity: "error", line: row.line, quote: row.quote, expected,
      message: percent
        ? `»${heading}« för ${row.label} är ${formatNumber(printed)} %, men från ${b} till ${a} är ${expected}.`
        : `»${heading}« för ${row.label} är ${formatNumber(printed)}, men ${told(table, definition)} är ${a} − ${b} = ${expected}; så räknas de andra raderna.`,
      evidence: [{ line: table.line, quote: heading }],
    }];
  });
}

const isDeviation = ({ heading }: FigureColumn): boolean => /avvik|aterstar/.test(fold(heading).replaceAll(" ", ""));
const isPlanned = ({ heading }: FigureColumn): boolean => /budget|prognos|ram|plan/.test(fold(heading));

const DECLARES = /(?<![a-zà-ÿ])prognosavvikelse[a-zà-ÿ]*\s+(?:är|räknas som|beräknas som|visar)\s+(?:prognos(?:en)?\s+minus\s+utfall|utfall(?:et)?\s+minus\s+prognos)/iu;
/** A document that says how each of its deviations is reckoned has told its readers. */
const declaresSigns = (sentences: readonly CheckedSentence[]): boolean => sentences.some(({ text }) => DECLARES.test(text));

/** Two deviations of one outcome, the one with it first and the other with it last: the same news is a plus here and a minus there. */
function conflictingSigns(table: FigureTable, definitions: readonly ShownDefinition[]): Finding[] {
  const outcomes = definitions.filter(({ column, from, less }) => isDeviation(table.columns[column]!) && isPlanned(table.columns[from]!) !== isPlanned(table.columns[less]!));
  const first = outcomes[0];
  const turned = first && outcomes.slice(1).find((other) => isPlanned(table.columns[other.from]!) !== isPlanned(table.columns[first.from]!));
  if (!first || !turned) return [];
  const example = table.rows.findLast(({ cells }) => cells[turned.column] !== null && !isZero(cells[turned.column]!)) ?? table.rows[0]!;
  const name = (definition: ShownDefinition): string => table.columns[definition.column]!.heading;
  const expected = example.cells[turned.column]!;
  return [{
    code: "table-difference-sign", severity: "error", line: example.line, quote: example.quote,
    expected: formatNumber(negate(expected)),
    message: `»${name(first)}« räknas som ${told(table, first)} men »${name(turned)}« som ${told(table, turned)}: samma utfall får olika tecken i samma tabell.`,
    evidence: [{ line: table.line, quote: name(first) }, { line: table.line, quote: name(turned) }],
  }];
}

/** A change between two years that is reckoned backwards: what has risen gets a minus. */
function turnedChange(table: FigureTable, definition: ShownDefinition): Finding[] {
  const [own, from, less] = [definition.column, definition.from, definition.less].map((at) => table.columns[at]!) as [FigureColumn, FigureColumn, FigureColumn];
  if (own.kind !== "difference" || isDeviation(own) || from.year === null || less.year === null || compare(from.year, less.year) >= 0) return [];
  const row = table.rows.find(({ cells }) => cells[definition.column] !== null && !isZero(cells[definition.column]!));
  if (!row) return [];
  return [{
    code: "table-change-turned", severity: "warning", line: row.line, quote: row.quote, expected: `${less.heading} − ${from.heading}`,
    message: `»${own.heading}« räknas som ${told(table, definition)}: det som har ökat får minus, och tvärtom. Vänd tecknen, eller säg i rubriken vad som räknas.`,
    evidence: [{ line: table.line, quote: own.heading }],
  }];
}

/** A row whose figures have moved a column: moved back, they agree with all that the other rows have told. */
function shiftedRow(table: FigureTable, row: FigureRow, definitions: readonly ShownDefinition[]): Finding | null {
  const kindOf = ({ column }: ShownDefinition): boolean => table.columns[column]!.kind === "percent";
  if (definitions.length < 2 || definitions.some((definition) => tells(table, row, definition, kindOf(definition)) === true)) return null;
  // A row that begins or ends with nothing shows where it has moved from.
  const needed = row.cells[0] === null || row.cells.at(-1) === null ? 1 : 2;
  const ways = [{ words: "åt höger", cells: [...row.cells.slice(1), null] }, { words: "åt vänster", cells: [null, ...row.cells.slice(0, -1)] }];
  const way = ways.find(({ cells }) => {
    const told = definitions.map((definition) => tells(table, { ...row, cells }, definition, kindOf(definition)));
    return !told.includes(false) && told.filter((right, at) => right && !isZero(cells[definitions[at]!.column]!)).length >= needed;
  });
  return way ? { code: "row-shifted", severity: "error", line: row.line, quote: row.quote, expected: way.cells.map((cell) => (cell === null ? "–" : formatNumber(cell))).join(" "), message: `Raden »${row.label}« är förskjuten en kolumn ${way.words}: flyttas talen tillbaka räknas den som de andra.`, evidence: [{ line: table.line, quote: table.columns.map(({ heading }) => heading).join(" | ") }] } : null;
}

/** Columns of differences and percentages against the columns that they are made of. */
export function differenceFindings(tables: readonly FigureTable[], sentences: readonly CheckedSentence[]): Finding[] {
  const found = tables.flatMap((table) => {
    const definitions = table.columns.flatMap(({ kind }, at) => (kind === "value" ? [] : (definitionOf(table, at) ?? [])));
    const differences = definitions.filter(({ column }) => table.columns[column]!.kind === "difference");
    const broken = definitions.flatMap((definition) => brokenRows(table, definition));
    const shifted = table.rows.flatMap((row) => shiftedRow(table, row, definitions) ?? []);
    return [...broken.filter(({ line }) => !shifted.some((one) => one.line === line)), ...shifted, ...conflictingSigns(table, differences), ...differences.flatMap((definition) => turnedChange(table, definition))];
  });
  return declaresSigns(sentences) ? found.filter(({ code }) => code !== "table-difference-sign") : found;
}
