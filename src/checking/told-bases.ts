import { absolute, compare, divide, isZero, multiply, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { firstTwo, isNamedBy, labelWords, sentenceWords } from "./telling-words.ts";
import type { ToldNumber } from "./told-number.ts";
import type { ToldSentence } from "./told-sentence.ts";

const SHARE_OF = /^[^.;\d]{0,80}?(?:,\s*(?:vilket\s+(?:är|motsvarar|blir|ger)|motsvarande|det\s+vill\s+säga|alltså|eller)\s+|\s*\()(?:[a-zà-ÿ]+\s+)?$/iu;
/** "Anmälningarna" are in "orosanmälningar", but for the ending. */
const BENT = 3;
const [FEWEST_DIGITS, LEAST_WORD, NEARLY] = [3, 7, "1"];
const percentOf = (part: Decimal, whole: Decimal): Decimal => divide(multiply(part, "100"), whole);
const isPercent = (part: Decimal, whole: Decimal, number: ToldNumber): boolean => { const right = percentOf(part, whole); return meets(spanOf(number.value), { low: right, high: right }); };

interface YearTotal { readonly row: FigureRow; readonly own: Decimal; readonly before: Decimal }
/** What a table has of all, in the document's year and the one before. */
function yearTotals({ columns, rows }: FigureTable, year: string): YearTotal[] {
  const of = (one: string): number => columns.findIndex((column) => column.kind === "value" && column.year === one);
  const [now, last] = [of(year), of(String(Number(year) - 1))];
  return now < 0 || last < 0 ? [] : rows.filter(({ label }) => isSum(label)).flatMap((row) => { const [own, before] = [row.cells[now] ?? null, row.cells[last] ?? null]; return own !== null && before !== null && !isZero(own) && !isZero(before) ? [{ row, own: absolute(own), before: absolute(before) }] : []; });
}
/** "631 ledde till att utredning inleddes, vilket är 40,1 procent": of last year's total, and not of this year's. */
function ofLastYear({ numbers, sentence, sentence: { text } }: ToldSentence, tables: readonly FigureTable[], written: string): Finding[] {
  return numbers.flatMap((share, at): Finding[] => {
    const part = numbers[at - 1];
    if (share.unit !== "%" || share.about || share.way !== null || scale(share.value) === 0 || part?.unit !== "count" || part.about || part.way !== null || part.year !== null || part.value.replace(/\D/g, "").length < FEWEST_DIGITS || !SHARE_OF.test(text.slice(part.end, share.at))) return [];
    const words = sentenceWords(text).filter((word) => word.length >= LEAST_WORD);
    const totals = tables.filter(({ caption, corner, heading }) => labelWords(`${caption ?? ""} ${corner} ${heading}`).some((own) => words.some((word) => own.includes(word.slice(0, -BENT))))).flatMap((table) => yearTotals(table, written));
    const wrong = totals.filter(({ before }) => isPercent(part.value, before, share));
    // Years that are nearly alike give nearly the same share.
    if (!wrong.length || totals.some(({ own }) => isPercent(part.value, own, share) || compare(absolute(subtract(percentOf(part.value, own), share.value)), NEARLY) < 0)) return [];
    const [{ before, own, row }] = wrong as [YearTotal];
    const expected = `${formatNumber(round(percentOf(part.value, own), scale(share.value)))} %`;
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, share.at), quote: text, expected, message: `${part.written} är ${share.written} av ${formatNumber(before)}, som var året före; av ${formatNumber(own)} (${written}) är det ${expected}.`, evidence: [{ line: row.line, quote: row.quote }] }];
  });
}

const OF_ALL = /^\s+av\s+(?:[a-zà-ÿ]+s\s+)?(?:samtliga|alla|hela|den\s+totala|de\s+totala|det\s+totala|totala)\s+(?<what>[a-zà-ÿ]{4,})/iu;
/** "59 procent av samtliga utlån", which the row is of a sub-total, where the table has a larger. */
function ofAll({ numbers, sentence, sentence: { inCell, section, text } }: ToldSentence, inSection: ReadonlyMap<number, readonly FigureTable[]>, written: string): Finding[] {
  return (inCell ? [] : numbers).flatMap((number): Finding[] => {
    const what = number.unit === "%" && number.way === null && !number.about ? OF_ALL.exec(text.slice(number.end))?.groups!["what"] : undefined;
    if (what === undefined) return [];
    const words = sentenceWords(text.slice(0, number.at).split(/[;:]/u).at(-1)!);
    const judged = (inSection.get(section.line) ?? []).flatMap(({ columns, rows }) => {
      const at = columns.findIndex(({ kind, year }) => kind === "value" && year === written);
      const totals = rows.filter(({ cells, label }) => isSum(label) && cells[at] !== null && cells[at] !== undefined && !isZero(cells[at]));
      const [row, other] = firstTwo(rows, ({ label }) => !isSum(label) && isNamedBy(label, words));
      const cell = row && !other ? (row.cells[at] ?? null) : null;
      const most = totals.toSorted((a, b) => compare(absolute(b.cells[at]!), absolute(a.cells[at]!)))[0];
      const named = most !== undefined && fold(most.label).split(" ").some((word) => word.length >= 4 && fold(what).startsWith(word.slice(0, 4)));
      return cell === null || !row || !most || !named || totals.length < 2 ? [] : [{ row, cell: absolute(cell), most, whole: absolute(most.cells[at]!), others: totals.filter((total) => total !== most).map((total) => ({ total, value: absolute(total.cells[at]!) })) }];
    });
    const [one] = judged;
    if (!one || judged.length > 1 || isPercent(one.cell, one.whole, number)) return [];
    const sub = one.others.find(({ value }) => isPercent(one.cell, value, number));
    if (!sub || compare(subtract(one.whole, sub.value), "0") <= 0) return [];
    const expected = `${formatNumber(round(percentOf(one.cell, one.whole), scale(number.value)))} %`;
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `»${one.row.label}« är ${number.written} av »${sub.total.label}«, men ${expected} av »${one.most.label}«.`, evidence: [one.row, one.most].map(({ line, quote }) => ({ line, quote })) }];
  });
}

/** Shares that are right of another whole than the one that is told: last year's, or a sub-total. */
export function toldBaseFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  if (written === null) return [];
  const inSection = Map.groupBy(tables, ({ section }) => section);
  return sentences.flatMap((sentence) => [...ofLastYear(sentence, tables, written), ...ofAll(sentence, inSection, written)]);
}
