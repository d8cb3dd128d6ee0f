import { absolute, compare } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import { inKronor } from "./figure-unit.ts";
import { isSum, tablesBeside, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf, type ShownSpan } from "./shown-span.ts";
import { hasWords, sentenceWords, tellingWords } from "./telling-words.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";

/** "2 250 mnkr (1 858 mnkr)": how it is, and in brackets how it was the year before. */
const isBracketed = (text: string, now: ToldNumber, then: ToldNumber): boolean => /^\s*\(\s*$/u.test(text.slice(now.end, then.at)) && /^\s*(?:mnkr|mkr|tkr|mdkr|kronor|kr)?\s*\)/iu.test(text.slice(then.end));
const FEWEST_DIGITS = 3;

/** What is told with the year before in brackets, where the table has that for the row that is named, and something else for the year itself. */
export function bracketedBeforeFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }): Finding[] => (inCell ? [] : numbers).flatMap((now, place): Finding[] => {
    const then = numbers[place + 1];
    if (!then || !isBracketed(text, now, then) || !isMoney(now.unit) || now.about || now.role !== null || /budget|prognos|plan/iu.test(text.slice(numbers[place - 1]?.end ?? 0, now.at)) || digitsOf(then.value) < FEWEST_DIGITS) return [];
    const words = sentenceWords(text.slice(numbers[place - 1]?.end ?? 0, now.at));
    const unit = isMoney(then.unit) ? then.unit : now.unit;
    const told = [spanOfTold(now), inKronor(spanOf(then.value), unit)] as const;
    const rows = tablesBeside(tables, sentence).flatMap((table) => (table.unit === null ? [] : table.rows.filter(({ label }) => !isSum(label) && tellingWords(label).length > 0 && hasWords(tellingWords(label), words)).map((row) => ({ row, table }))));
    const longest = Math.max(0, ...rows.map(({ row }) => tellingWords(row.label).length));
    const found = rows.filter(({ row }) => tellingWords(row.label).length === longest).flatMap(({ row, table }) => {
      const spans = row.cells.map((cell): ShownSpan | null => (cell === null ? null : inKronor(spanOf(absolute(cell)), table.unit!)));
      const at = spans.findIndex((span) => span !== null && meets(span, told[1]));
      if (spans.filter((span) => span !== null && meets(span, told[1])).length > 1) return [];
      const year = Number(table.columns[at]?.year);
      const own = table.columns.findIndex((column) => Number(column.year) === year + 1);
      return at < 0 || own < 0 || !spans[own] || spans.some((span) => span !== null && meets(span, told[0])) ? [] : [{ row, shown: `${formatNumber(absolute(row.cells[own]!))} ${table.unit}` }];
    });
    const [first, ...more] = found;
    if (!first || more.some(({ row }) => compare(row.cells[0] ?? "0", first.row.cells[0] ?? "0") !== 0)) return [];
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, now.at), quote: text, expected: first.shown, message: `Texten säger ${now.written}, men »${first.row.label}« är ${first.shown} i tabellen, som har det som står inom parentes för året före.`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
  }));
}
