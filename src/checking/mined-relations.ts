import { absolute, compare, divide, isZero, multiply, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { isSum, isWithin, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isSlip } from "./one-digit.ts";

/** A number as it is printed, and half of its last decimal, in halves of the last decimal that the table has: whole numbers, and exact. */
interface Printed { readonly value: number; readonly half: number }
type Terms = readonly (Printed | null)[];

/** What rows, or columns, may be to each other: the first is what the others come to. */
interface Formula { readonly of: (values: readonly number[]) => number; readonly words: (names: readonly string[]) => string }
const SUM: Formula = { of: (values) => values.slice(1).reduce((sum, value) => sum + value, 0), words: (names) => names.join(" + ") };
const DIFFERENCE: Formula = { of: ([, a, b]) => a! - b!, words: ([one, two]) => `${one} − ${two}` };
/** How large numbers are to be, in their last decimals: a table has few columns, and more can be so by chance. */
const [FEWEST, SHARE, LEAST_SIZE, LEAST_IN_ROWS] = [4, 0.8, 10, 100];
/** Where a row is what all those right below it come to, fewer columns say it. */
const [FEWEST_OF_SECTION, LEAST_SHARE] = [3, 0.7];
/** One of a few may be wrong, and two of many. */
const mostWrong = (count: number): number => (count < 14 ? 1 : 2);

const decimalsOf = (cells: readonly (Decimal | null | undefined)[]): number => Math.max(0, ...cells.map((cell) => (cell ? scale(cell) : 0)));
/** Half of the last of so many decimals: `0.05` of one. */
const halfOf = (decimals: number): Decimal => divide("0.5", `1${"0".repeat(decimals)}`);
/** What is larger than a machine's own whole numbers is not read. */
function printed(cell: Decimal | null | undefined, decimals: number): Printed | null {
  const value = cell ? Number(divide(cell, halfOf(decimals))) : Number.NaN;
  return Number.isSafeInteger(value) ? { value, half: 10 ** (decimals - scale(cell!)) } : null;
}

interface Exception { readonly at: number; readonly gives: number; readonly telling: number }
/** Where a relation that holds almost everywhere does not; empty where it holds everywhere, null where it is no relation. */
function exceptionsOf(places: readonly Terms[], { of }: Formula, least: number, fewest: number = FEWEST): Exception[] | null {
  const told = places.flatMap((terms, at) => (terms.includes(null) ? [] : [{ at, terms: terms as readonly Printed[] }]));
  const isSection = fewest < FEWEST;
  const judged = told.map(({ at, terms }) => { const gives = of(terms.map(({ value }) => value)); return { at, gives, terms, holds: Math.abs(gives - terms[0]!.value) <= terms.reduce((sum, { half }) => sum + half, 0) }; });
  // Nothing plus nothing says nothing; nor does something that is the same as one of the others.
  const isLarge = ({ half, value }: Printed): boolean => Math.abs(value) >= least * 2 * half && value !== 0;
  const telling = judged.filter(({ holds, terms }) => holds && (isSection ? isLarge(terms[0]!) && terms.slice(1).filter(isLarge).length > 1 : terms.every(isLarge)));
  // What hardly moves is like much else that hardly moves.
  if (new Set(telling.map(({ terms }) => terms[0]!.value)).size < Math.min(fewest, telling.length)) return null;
  const wrong = judged.filter(({ holds }) => !holds);
  return telling.length >= fewest && wrong.length <= mostWrong(judged.length) && (judged.length - wrong.length) / judged.length >= (isSection ? LEAST_SHARE : SHARE) ? wrong.map(({ at, gives }) => ({ at, gives, telling: telling.length })) : null;
}

const MOST_COLUMNS = 16;

/** What is a mean, a price or a share is no sum of others; nor are persons that are counted once, whatever they have had. */
const IS_RATE = /genomsnitt|medel(?:tal|värde|betyg|vård|ålder|kostnad|temp|tid)|snitt|(?:^|\s)per\s|pris|kr\s?\/|\/(?:elev|barn|plats|inv|brukare|dygn|timme|månad|år|m2|m²|kvm|hushåll|person)|andel(?!ar)|%|procent|kvot|index|nki|hme|nmi|betyg|merit|tid(?:,|\s|$)|dagar|grad(?:\s|$)|år(?:en|s)?(?:,|\s)?$|unik/iu;
const LONGEST_RUN = 6;
/** Pairs that one may be the sum or the difference of, and runs of three and more next to each other that it may be the sum of. */
function ways(a: number, from: number, to: number): { readonly others: readonly number[]; readonly formula: Formula }[] {
  const found: { others: readonly number[]; formula: Formula }[] = [];
  for (let b = from; b < to; b++) {
    for (let c = from; c < to; c++) if (a !== b && b !== c && a !== c) found.push(...(b < c ? [{ others: [b, c], formula: SUM }] : []), { others: [b, c], formula: DIFFERENCE });
    for (let length = 3; length <= LONGEST_RUN && b + length <= to; length++) {
      const others = Array.from({ length }, (_, at) => b + at);
      if (!others.includes(a)) found.push({ others, formula: SUM });
    }
  }
  return found;
}
/** Far more than it is, or with another sign and size, is no slip of it. */
function isNear(gives: Decimal, is: Decimal): boolean {
  const [larger, gap] = [compare(absolute(gives), absolute(is)) > 0 ? absolute(gives) : absolute(is), absolute(subtract(gives, is))];
  if (isZero(subtract(absolute(gives), absolute(is)))) return true;
  return !isZero(gives) && !isZero(is) && gives.startsWith("-") === is.startsWith("-") && compare(gap, multiply(larger, "0.75")) <= 0;
}
/** A number of the same size as the gap, to within so many last decimals. */
const isGap = (cell: Decimal | null | undefined, gap: Decimal, within: Decimal): boolean => !!cell && compare(absolute(subtract(absolute(cell), gap)), within) <= 0;

/** Columns of amounts and counts: no rates, no deviations, and none that has nothing in it. */
const ownColumns = ({ columns, rows }: Pick<FigureTable, "columns" | "rows">): number[] => columns.flatMap(({ heading, kind }, at) => (kind !== "value" || IS_RATE.test(heading) || rows.every(({ cells }) => (cells[at] ?? null) === null) ? [] : [at]));
/** Columns of which one is the sum, or the difference, of others in every row but one, whatever they are called. */
function inColumns({ columns, rows }: FigureTable): Finding[] {
  const own = ownColumns({ columns, rows }).filter((at) => at < MOST_COLUMNS);
  const all = rows.filter(({ label }) => !IS_RATE.test(label));
  const decimals = decimalsOf(all.flatMap((row) => own.map((at) => row.cells[at])));
  const cells = all.map((row) => own.map((at) => printed(row.cells[at], decimals)));
  const found = own.flatMap((column, a) => ways(a, 0, own.length).flatMap(({ formula, others }) => (exceptionsOf(cells.map((row) => [row[a]!, ...others.map((at) => row[at]!)]), formula, LEAST_SIZE) ?? []).flatMap(({ at, gives: halves }): { finding: Finding; isSlipped: boolean }[] => {
    const row = all[at]!;
    const gives = multiply(String(halves), halfOf(decimals));
    const gap = absolute(subtract(gives, row.cells[column]!));
    // "Ej uppgivet": a column that is nothing in the other rows is a part of it too.
    const isLeftOut = own.some((other, place) => place !== a && !others.includes(place) && isGap(row.cells[other], gap, halfOf(decimalsOf([row.cells[other]]))));
    if (isLeftOut || !isNear(gives, row.cells[column]!)) return [];
    const expected = formatNumber(gives, decimalsOf([column, ...others.map((other) => own[other]!)].map((one) => row.cells[one])));
    const isSlipped = isSlip(absolute(gives), absolute(row.cells[column]!));
    return [{ isSlipped, finding: { code: "table-difference", severity: "warning", line: row.line, quote: row.quote, expected, message: `»${columns[column]!.heading}« för ${row.label} är ${formatNumber(row.cells[column]!)}, men ${formula.words(others.map((other) => `»${columns[own[other]!]!.heading}«`))} är ${expected}; så är det i de andra raderna.`, evidence: [] } }];
  })));
  // One slip breaks several relations: one of them is told of, and sooner such as a figure would mend.
  const findings = found.toSorted((one, other) => Number(other.isSlipped) - Number(one.isSlipped)).map(({ finding }) => finding);
  return findings.filter(({ line }, at) => findings.findIndex((other) => other.line === line) === at);
}

const WINDOW = 7;
/** What is reckoned from other rows, by its name. */
const IS_TOTAL = /summa|total|sammanlagt|netto|verksamhetsbidrag|resultat|kassaflöde|överskott|underskott/iu;
/** The rows that may be of a total, none of them a part or a rate, with their amounts and counts; a deviation has a sign of its own. */
function gridOf({ columns, rows: every }: FigureTable): { readonly rows: readonly FigureRow[]; readonly own: readonly number[]; readonly decimals: number; readonly cells: readonly Terms[] } {
  const rows = every.filter((row) => !isWithin(row) && !IS_RATE.test(row.label));
  const own = ownColumns({ columns, rows });
  const decimals = decimalsOf(rows.flatMap((row) => own.map((at) => row.cells[at])));
  return { rows, own, decimals, cells: rows.map((row) => own.map((at) => printed(row.cells[at], decimals))) };
}
/** Rows of which one is the sum, or the difference, of others near it in every column but one. */
function inRows(table: FigureTable): Finding[] {
  const { columns } = table;
  const { cells, decimals, own, rows } = gridOf(table);
  if (own.length <= FEWEST) return [];
  const found = rows.flatMap((row, a) => (IS_TOTAL.test(row.label) ? ways(a, Math.max(0, a - WINDOW), Math.min(rows.length, a + WINDOW)).flatMap(({ formula, others }) => (exceptionsOf(own.map((_, column) => [cells[a]![column]!, ...others.map((at) => cells[at]![column]!)]), formula, LEAST_IN_ROWS) ?? []).flatMap(({ at, gives: halves, telling }): Finding[] => {
    const column = own[at]!;
    const gives = multiply(String(halves), halfOf(decimals));
    const gap = absolute(subtract(gives, row.cells[column]!));
    // A row that is nothing in the other columns is a part of it too.
    const isLeftOut = rows.some((other, place) => place !== a && !others.includes(place) && Math.abs(place - a) <= WINDOW * 2 && isGap(other.cells[column], gap, multiply(halfOf(decimalsOf([other.cells[column]])), String(others.length + 2))));
    // What is left of large amounts may be far from what it should be, when one of them is wrong.
    const largest = others.map((other) => absolute(rows[other]!.cells[column]!)).toSorted(compare).at(-1)!;
    if (isLeftOut || !(isNear(gives, row.cells[column]!) || (telling > FEWEST && compare(multiply(gap, "2"), largest) < 0))) return [];
    const expected = formatNumber(gives, decimalsOf([row, ...others.map((other) => rows[other]!)].map((one) => one.cells[column])));
    return [{ code: "table-total", severity: "warning", line: row.line, quote: row.quote, expected, message: `»${row.label}« är ${formatNumber(row.cells[column]!)} i kolumnen »${columns[column]!.heading}«, men ${formula.words(others.map((other) => `»${rows[other]!.label}«`))} är ${expected}; så är det i de andra kolumnerna.`, evidence: others.map((other) => rows[other]!).map(({ line, quote }) => ({ line, quote })) }];
  })) : []));
  return once(found, rows);
}
/** One slip breaks several relations: the one that has a total as its sum is told of, else the first. */
function once(found: readonly Finding[], rows: readonly FigureRow[]): Finding[] {
  const isTotal = ({ line }: Finding): boolean => rows.some((row) => row.line === line && (isSum(row.label) || /netto|resultat|bidrag/iu.test(row.label)));
  const [first] = found.toSorted((one, other) => Number(isTotal(other)) - Number(isTotal(one)));
  const columns = new Set(found.map(({ message }) => /i kolumnen »([^»]*)«/u.exec(message)?.[1]));
  return first && columns.size === 1 ? [first] : [...columns].flatMap((column) => found.filter(({ message }) => message.includes(`i kolumnen »${column}«`)).toSorted((one, other) => Number(isTotal(other)) - Number(isTotal(one))).slice(0, 1));
}

/** Where there are few columns, a total that is so in all of them but one is told only where a figure or a sign in that column would make it right. */
function slippedTotals(table: FigureTable): Finding[] {
  const { columns } = table;
  const { cells, own, rows } = gridOf(table);
  if (own.length < FEWEST_OF_SECTION || own.length > FEWEST) return [];
  return rows.flatMap((row, a): Finding[] => {
    if (!IS_TOTAL.test(row.label)) return [];
    // What comes right before it.
    const runs = Array.from({ length: Math.min(LONGEST_RUN, a) - 1 }, (_, at) => Array.from({ length: at + 2 }, (__, place) => a - 1 - place));
    const found = runs.map((others) => {
      const gaps = own.map((_, column) => { const terms = [cells[a]![column], ...others.map((at) => cells[at]![column])]; return terms.includes(null) || terms.includes(undefined) ? null : { amiss: terms.slice(1).reduce((sum, one) => sum + one!.value, 0) - terms[0]!.value, half: terms.reduce((sum, one) => sum + one!.half, 0), size: Math.abs(terms[0]!.value) }; });
      const right = gaps.filter((gap) => gap !== null && Math.abs(gap.amiss) <= gap.half && gap.size >= LEAST_SIZE * 2);
      const wrong = gaps.flatMap((gap, column) => (gap !== null && Math.abs(gap.amiss) > gap.half ? [column] : []));
      return { others, right: right.length, wrong };
    });
    if (found.some(({ right, wrong }) => right > 0 && wrong.length === 0)) return [];
    const [way, ...more] = found.filter(({ right, wrong }) => wrong.length === 1 && right >= own.length - 1 && right >= FEWEST_RIGHT);
    if (!way || more.length) return [];
    const column = own[way.wrong[0]!]!;
    const told = row.cells[column]!;
    const terms = way.others.map((at) => rows[at]!.cells[column]!);
    const gives = sum(terms);
    const rest = (term: Decimal): Decimal => subtract(told, subtract(gives, term));
    const isMended = isNearly(gives, told) || terms.some((term) => isNearly(rest(term), term));
    if (!isMended) return [];
    const expected = formatNumber(gives, decimalsOf([told, ...terms]));
    return [{ code: "table-total", severity: "warning", line: row.line, quote: row.quote, expected, message: `»${row.label}« är ${formatNumber(told)} i kolumnen »${columns[column]!.heading}«, men de ${terms.length} raderna före är tillsammans ${expected}; i de andra kolumnerna går det ihop.`, evidence: way.others.map((at) => rows[at]!).map(({ line, quote }) => ({ line, quote })) }];
  });
}
const FEWEST_RIGHT = 2;
/** A figure of it is another, two have changed places, or the sign is turned; to within rounding of the last figure. */
function isNearly(right: Decimal, told: Decimal): boolean {
  if (isZero(told) || isZero(right)) return false;
  const one = halfOf(scale(told) + 1);
  const near = [right, sum([right, multiply(one, "20")]), subtract(right, multiply(one, "20"))];
  return near.some((value) => isZero(sum([value, told])) || (value.startsWith("-") === told.startsWith("-") && isSlip(absolute(value), absolute(told))));
}

const [FEWEST_PARTS, MOST_PARTS, NEXT] = [3, 14, 3];
/** "Skatteintäkter" over what they are made of: a row that all those right below it come to, in every column but one. */
function sectionTotals(table: FigureTable): Finding[] {
  const { columns } = table;
  const { cells, decimals, own, rows } = gridOf(table);
  if (own.length <= FEWEST_OF_SECTION) return [];
  const exceptions = (a: number, count: number): Exception[] | null => exceptionsOf(own.map((_, column) => Array.from({ length: count + 1 }, (__, at) => cells[a + at]![column]!)), SUM, LEAST_SIZE, FEWEST_OF_SECTION);
  return rows.flatMap((row, a): Finding[] => {
    const found = Array.from({ length: Math.max(0, Math.min(MOST_PARTS, rows.length - 1 - a) - FEWEST_PARTS + 1) }, (_, at) => ({ count: at + FEWEST_PARTS, own: exceptions(a, at + FEWEST_PARTS) }));
    // Where it holds of some rows everywhere, it is of those.
    if (found.some((one) => one.own?.length === 0)) return [];
    for (const { count, own: all } of found) {
      const [exception, ...more] = all ?? [];
      if (!exception || more.length) continue;
      const column = own[exception.at]!;
      const gives = multiply(String(exception.gives), halfOf(decimals));
      const gap = absolute(subtract(gives, row.cells[column]!));
      // A row right after them that is nothing in the other columns is a part of it too.
      const isLeftOut = rows.slice(a + 1 + count, a + 1 + count + NEXT).some(({ cells: next }) => isGap(next[column], gap, halfOf(decimals)));
      if (isLeftOut || !isNear(gives, row.cells[column]!)) continue;
      const parts = rows.slice(a + 1, a + 1 + count);
      const expected = formatNumber(gives, decimalsOf([row, ...parts].map((one) => one.cells[column])));
      return [{ code: "table-total", severity: "warning", line: row.line, quote: row.quote, expected, message: `»${row.label}« är ${formatNumber(row.cells[column]!)} i kolumnen »${columns[column]!.heading}«, men de ${count} raderna under är tillsammans ${expected}; i de andra kolumnerna går det ihop.`, evidence: parts.map(({ line, quote }) => ({ line, quote })) }];
    }
    return [];
  });
}

const MOST_ROWS = 120;
/** What a table's own numbers are to each other, found out from where it holds: rows and columns that break it. */
export const minedRelationFindings = (tables: readonly FigureTable[]): Finding[] => tables.filter(({ rows }) => rows.length <= MOST_ROWS).flatMap((table) => { const found = [...inColumns(table), ...inRows(table)]; return [...found, ...[...sectionTotals(table), ...slippedTotals(table)].filter(({ line }) => !found.some((other) => other.line === line))]; });
