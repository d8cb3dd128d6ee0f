import { absolute, compare, percentChange, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import type { SourceRow } from "../platform/figure.ts";

export type StatementKind = "income" | "activities" | "investments" | "budget";
/** What a column of a statement holds. Income is positive, cost negative; a favourable budget variance is positive. */
export type Measure =
  | "actual" | "budget" | "forecast"
  | "budget-variance" | "forecast-variance" | "change" | "change-percent" | "remaining" | "other";

export interface Column {
  readonly label: string;
  readonly measure: Measure;
  readonly year: number | null;
}

export interface StatementInput {
  readonly kind: StatementKind;
  readonly title: string;
  readonly unit: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly (Decimal | null)[]; readonly originId: number }[];
  readonly originId: number;
}

export interface Amount {
  readonly lineId: number;
  readonly column: number;
  readonly amount: Decimal;
  readonly origin: number;
  /** What it is reckoned from, where it is not stated itself. */
  readonly rows?: readonly SourceRow[];
}
/** The stored rows of an amount, as a figure names its source. */
export const amountRows = ({ lineId, column, origin, rows }: Omit<Amount, "amount">): readonly SourceRow[] => rows ?? [{ table: "statement_amount", key: `${lineId}/${column}`, origin }];

export interface StatementLine {
  readonly id: number;
  readonly label: string;
  readonly total: boolean;
  readonly origin: number;
  /** One for each column; null where nothing is stated. */
  readonly amounts: readonly (Amount | null)[];
}
export interface Statement {
  readonly id: number;
  readonly committeeId: number;
  readonly year: number;
  /** The kind of document that states it: "annual-report", "operational-plan" … */
  readonly reportKind: string;
  readonly kind: StatementKind;
  readonly title: string;
  readonly unit: string | null;
  readonly columns: readonly Column[];
  readonly lines: readonly StatementLine[];
  readonly origin: number;
  /** Of a statement that is made from the ledger: the last month that it tells of, and how many decimals it is shown with. */
  readonly made?: { readonly until: number; readonly decimals: number };
}

/** Understands a column by its heading; `year` is the document's. "% 21/20" is a change, "Budgetavvikelse" a variance. */
export function columnMeaning(label: string, year: number): Column {
  const word = label.toLowerCase().replace(/[-\s]+/g, " ").trim();
  const stated = /(19|20)\d\d/.exec(word)?.[0] ?? /^(?:bokslut|utfall|budget|prognos|redovisning) (\d\d)$/.exec(word)?.[1]?.padStart(4, "20");
  const last = /föregående år|fg\.? år|förra året|i fjol/.test(word);
  const at = stated ? Number(stated) : last ? year - 1 : year;
  const measure = ((): Measure => {
    if (/%/.test(word)) return "change-percent";
    if (/prognos ?avvikelse|avvikelse (mot |från )?prognos/.test(word)) return "forecast-variance";
    if (/avvikelse/.test(word)) return "budget-variance";
    if (/återstår|kvar/.test(word)) return "remaining";
    if (/förändring|differens|skillnad/.test(word)) return "change";
    if (/prognos/.test(word)) return "forecast";
    if (/budget|ram\b/.test(word)) return "budget";
    if (/utfall|bokslut|redovisning/.test(word) || /^(19|20)\d\d$/.test(word)) return "actual";
    return "other";
  })();
  return { label, measure, year: measure === "other" && !stated ? null : at };
}

/** Sums and net lines, told by their words. */
export const isTotal = (label: string): boolean => /^(summa|totalt?|netto|verksamhetens nettokostnad|resultat\b|nämnden totalt)/i.test(label.trim()) || /nettokostnader?$/i.test(label);

/** The column that holds a measure of a year; null when the statement has none, or two that cannot be told apart. */
export function columnOf(statement: Pick<Statement, "columns">, measure: Measure, year: number): number | null {
  const found = statement.columns.flatMap((column, index) => (column.measure === measure && column.year === year ? [index] : []));
  return found.length === 1 ? found[0]! : null;
}

/** The line that carries the whole: net cost, else the last total. */
export function netLine(statement: Pick<Statement, "lines">): StatementLine | null {
  return statement.lines.findLast((line) => /nettokostnad/i.test(line.label)) ?? statement.lines.findLast((line) => line.total) ?? null;
}

export const amountAt = (line: StatementLine | null, column: number | null): Amount | null => (line && column !== null ? (line.amounts[column] ?? null) : null);

export interface Disagreement {
  readonly line: StatementLine;
  readonly column: number;
  readonly stated: Decimal;
  readonly computed: Decimal;
}

/** Terms shown with one decimal may differ from the shown sum by 0,1 for each term: that is rounding, more is not. */
const ROUNDING: Decimal = "0.1";

/** Stated variances and changes that the statement's own operands do not give, beyond the rounding of the two terms. */
export function disagreements(statement: Statement): Disagreement[] {
  const actual = columnOf(statement, "actual", statement.year);
  const budget = columnOf(statement, "budget", statement.year);
  // Where costs are stated as positive figures, less than the budget is better.
  const net = amountAt(netLine(statement), actual);
  const positiveCosts = net !== null && compare(net.amount, "0") > 0;
  const last = columnOf(statement, "actual", statement.year - 1);
  const found: Disagreement[] = [];
  for (const line of statement.lines) {
    statement.columns.forEach(({ measure }, column) => {
      const stated = line.amounts[column]?.amount;
      const of = (index: number | null) => (index === null ? undefined : line.amounts[index]?.amount);
      const minuend = of(actual);
      const subtrahend = measure === "budget-variance" ? of(budget) : measure === "change" ? of(last) : undefined;
      if (stated === undefined || minuend === undefined || subtrahend === undefined) return;
      const computed = measure === "budget-variance" && positiveCosts ? subtract(subtrahend, minuend) : subtract(minuend, subtrahend);
      // Where costs are positive, an income line's better is the other way round: only its size is held against it.
      const away = positiveCosts ? subtract(absolute(stated), absolute(computed)) : subtract(stated, computed);
      if (compare(absolute(away), ROUNDING) > 0) found.push({ line, column, stated, computed });
    });
  }
  return found;
}

type Side = "actual" | "budget" | "forecast";
const SIDES: readonly (readonly [Side, Side])[] = [["actual", "forecast"], ["forecast", "actual"], ["forecast", "budget"], ["budget", "forecast"]];

/**
 * What a "prognosavvikelse" is the difference between, first minus second, as the statement's own figures tell: real
 * documents use the word for several. Null where the figures tell nothing, or no single meaning.
 */
export function forecastVariance(statement: Statement): readonly [Side, Side] | null {
  const column = columnOf(statement, "forecast-variance", statement.year);
  const of = (line: StatementLine, measure: Measure) => amountAt(line, columnOf(statement, measure, statement.year))?.amount;
  const fitting = SIDES.filter(([first, second]) => {
    const told = statement.lines.flatMap((line) => {
      const [stated, a, b] = [amountAt(line, column)?.amount, of(line, first), of(line, second)];
      return stated === undefined || a === undefined || b === undefined || compare(stated, "0") === 0 ? [] : [compare(absolute(subtract(stated, subtract(a, b))), ROUNDING) <= 0];
    });
    return told.length > 0 && told.every(Boolean);
  });
  return fitting.length === 1 ? fitting[0]! : null;
}

const SIDE_WORDS = { actual: "utfall", budget: "budget", forecast: "prognos" } as const;

/** The sentence that names both sides of a statement's forecast variance; null where they are not known. */
export function forecastVarianceNote(statement: Statement): string | null {
  const sides = forecastVariance(statement);
  return sides && `Prognosavvikelse är här ${SIDE_WORDS[sides[0]]} minus ${SIDE_WORDS[sides[1]]}.`;
}

const ADDITIVE: ReadonlySet<Measure> = new Set(["actual", "budget", "forecast"]);
const isPart = (label: string): boolean => /^[-–\s]*(varav|därav)\b/i.test(label);
const isSum = (label: string): boolean => /^summa\b/i.test(label.trim());

/** The ways in which the lines above may make up a total: real statements use them all. The likeliest stands first. */
function waysToAdd(total: StatementLine, terms: readonly StatementLine[], sums: readonly StatementLine[], all: readonly StatementLine[]): (readonly StatementLine[])[] {
  const ways = isSum(total.label) ? [terms, sums, all, [...sums, ...terms]] : [sums.length ? [...sums, ...terms] : all, sums, all, terms];
  // A sum may be of one line alone; other ways need two.
  return ways.filter((way) => way.length >= (way === terms && isSum(total.label) ? 1 : 2));
}

/**
 * Stated sums and nets that no plausible adding of the lines above gives, beyond the rounding of each term. Where a term
 * is missing nothing is said; where costs are stated as positive figures a net may be a difference.
 */
export function wrongSums(statement: Statement): Disagreement[] {
  const net = netLine(statement);
  const found: Disagreement[] = [];
  let terms: StatementLine[] = [];
  const sums: StatementLine[] = [];
  const all: StatementLine[] = [];
  for (const line of statement.lines.filter(({ label }) => !isPart(label))) {
    if (!line.total) {
      terms.push(line);
      all.push(line);
      continue;
    }
    const ways = isSum(line.label) || line === net ? waysToAdd(line, terms, sums, all) : [];
    statement.columns.forEach(({ measure }, column) => {
      const stated = line.amounts[column]?.amount;
      if (!ADDITIVE.has(measure) || stated === undefined || !ways.length) return;
      const amounts = ways.map((way) => way.map((term) => term.amounts[column]?.amount));
      if (amounts.some((way) => way.includes(undefined))) return;
      const step = Math.max(scale(stated), ...amounts.flat().map((amount) => scale(amount!)));
      const computed = amounts.flatMap((way) => totalsOf(way as Decimal[]).map((value) => ({ value, rounding: roundingOf(way.length, step) })));
      const fits = computed.some(({ value, rounding }) => compare(absolute(subtract(absolute(stated), absolute(value))), rounding) <= 0);
      if (!fits) found.push({ line, column, stated, computed: computed[0]!.value });
    });
    if (isSum(line.label)) sums.push(line);
    terms = [];
  }
  return found;
}

/** One step of the last decimal for each term. */
const roundingOf = (terms: number, decimals: number): Decimal => sum(Array<string>(terms).fill(decimals === 0 ? "1" : `0.${"0".repeat(decimals - 1)}1`));

/** Terms added, and of two the one less the other: income less costs that are stated without a minus. */
const totalsOf = (values: readonly Decimal[]): Decimal[] => [sum([...values]), ...(values.length === 2 ? [subtract(values[0]!, values[1]!)] : [])];

/** Change against last year, in the sign of the statement and in per cent of last year's size. */
export function changeFromLastYear(statement: Statement, line: StatementLine): { difference: Decimal; percent: Decimal | null } | null {
  const now = amountAt(line, columnOf(statement, "actual", statement.year));
  const before = amountAt(line, columnOf(statement, "actual", statement.year - 1));
  if (!now || !before) return null;
  return { difference: subtract(now.amount, before.amount), percent: percentChange(before.amount, now.amount) };
}
