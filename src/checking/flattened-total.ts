import { absolute, compare, isZero, multiply, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets, spanOf } from "./shown-span.ts";

/** A row of a table that has lost its borders: words and then numbers. */
interface FlattenedRow { readonly label: string; readonly values: readonly Decimal[]; readonly quote: string; readonly line: number }

const ROW = /(?<label>[^\d]{3,90}?)(?<numbers>(?:[−–-]\s?)?\d[\d\s,−–-]*\d|\d)(?=[^\d]|$)/gu;
const HAS_TOTAL = /(?<![a-zà-ÿ])(?:totalt?|summa|sammanlagt)(?![a-zà-ÿ])[^.:;\d]{0,40}\d[\d ,]*\s[\d ,−–-]*\d/iu;
const TOTAL = /(?<![a-zà-ÿ])(?:totalt?|summa|sammanlagt)(?![a-zà-ÿ])[^.:;]*$/iu;
/** Thousands of two parts and more, with or without a decimal: what columns of amounts look like when their borders are gone. */
const AMOUNT = /(?:[−–-]\s?)?(?:\d{1,3} \d{3}|\d+)(?:,\d+)?/gu;

function rowsOf(sentence: CheckedSentence): FlattenedRow[] {
  return [...sentence.text.matchAll(ROW)].map((match) => ({
    label: match.groups!["label"]!.trim(), line: lineAt(sentence, match.index + match[0].search(/\S/u)), quote: match[0].trim(),
    values: [...match.groups!["numbers"]!.replace(/\s+/g, " ").matchAll(AMOUNT)].flatMap(([amount]) => parseNumber(amount) ?? []),
  }));
}

const added = (rows: readonly FlattenedRow[], column: number): Decimal => sum(rows.map(({ values }) => values[column]!));
const FEWEST = 3;
const MOST = 40;
/** What a machine that loses borders does not lose: two numbers of a row, or more. */
const SURE = 2;
/** A total that is wrong is so by less than a third; where two columns and more are right, by less than a half. */
const MOST_PARTS = { few: "3", many: "2" } as const;
const NOTE = /^(?:[1-9]\d?000|[1-9]?\d?999)$/;
/** Rows with more decimals than their total: it is theirs, rounded. */
const isRounded = (rows: readonly FlattenedRow[], { values }: FlattenedRow, column: number): boolean => rows.every((row) => scale(row.values[column]!) >= scale(values[column]!)) && rows.some((row) => scale(row.values[column]!) > 0) && meets({ low: added(rows, column), high: added(rows, column) }, spanOf(values[column]!));
/** The rows with as many numbers as their total: the number of a note may stand before them. */
const fitted = (rows: readonly FlattenedRow[], width: number): FlattenedRow[] | null => {
  const own = rows.map((row) => (row.values.length === width + 1 && /^[1-9]\d?$/.test(row.values[0]!) ? { ...row, values: row.values.slice(1) } : row));
  return own.every(({ values }) => values.length >= width) ? own : null;
};

/** Rows before a total, of which all columns but one add up to the total's, and one does not. */
function wrongTotal(total: FlattenedRow, before: readonly FlattenedRow[]): Finding[] {
  const width = total.values.length;
  if (width < SURE) return [];
  const columns = total.values.map((_, column) => column);
  for (let count = FEWEST; count <= Math.min(before.length, MOST); count += 1) {
    const last = before.slice(-count);
    const whole = fitted(last, width);
    const rows = whole ?? fitted(last, SURE);
    if (!rows) return [];
    // In rows of as many numbers as the total, all columns but one are to be right; else of the first two, one.
    const within = whole ? columns : [0, 1];
    const right = within.filter((column) => !isZero(total.values[column]!) && (compare(added(rows, column), total.values[column]!) === 0 || isRounded(rows, total, column)));
    if (right.length >= within.length) return [];
    if (right.length < within.length - 1 || right.length === 0) continue;
    const wrong = within.find((column) => !right.includes(column))!;
    const [printed, expected] = [total.values[wrong]!, added(rows, wrong)];
    if (meets(addSpans(rows.map(({ values }) => spanOf(values[wrong]!))), spanOf(printed))) return [];
    // Where much is amiss, it is other rows that are added; and nothing and nothing is nothing.
    if (compare(multiply(absolute(subtract(printed, expected)), MOST_PARTS[right.length > 1 ? "many" : "few"]), absolute(printed)) > 0 || rows.filter(({ values }) => !isZero(values[right[0]!]!)).length < FEWEST) return [];
    // "20 380,3": the number of a note, and the amount.
    if (NOTE.test(subtract(printed, expected).replace(/\..*$/, ""))) return [];
    return [{
      code: "table-total", severity: "warning", line: total.line, quote: total.quote, expected: formatNumber(expected),
      message: `»${total.label}« är ${formatNumber(printed)}, men de ${count} raderna före är tillsammans ${formatNumber(expected)} (${formatNumber(subtract(printed, expected))}); i ${right.length > 1 ? "de andra kolumnerna" : "den andra kolumnen"} går summan ihop.`,
      evidence: rows.map(({ line, quote }) => ({ line, quote })),
    }];
  }
  return [];
}

/** Totals of tables that came as running text, without borders between their cells. */
export function flattenedTotalFindings(sentences: readonly CheckedSentence[]): Finding[] {
  if (!sentences.some(({ text }) => HAS_TOTAL.test(text))) return [];
  const rows = sentences.flatMap(rowsOf);
  return rows.flatMap((row, at) => (TOTAL.test(row.label) ? wrongTotal(row, rows.slice(Math.max(0, at - MOST), at)) : []));
}
