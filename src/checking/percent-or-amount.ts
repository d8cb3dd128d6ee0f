import { absolute, compare } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, middleOf, movedSpan, percentSpan, spanOf } from "./shown-span.ts";

/** "räknas upp med 1,2 procent, vilket ger 227,4 mkr": a percentage and the level that it is said to give. */
const GIVES = new RegExp(String.raw`(?:uppräkn|räknas upp|ökning|öka|höj|minsk|sänk)[^.]*?(?<percent>${NUMBER})\s*(?:%|procent)(?!enhet)(?!\s+av\s)[^.]*?(?<![A-Za-zÀ-ÿ])(?:ger|blir|innebär|motsvara)[^.]*?(?<level>${NUMBER})\s*(?:mnkr|mkr|tkr|kr)(?![A-Za-zÀ-ÿ])`, "giu");

/**
 * A percentage that gives a level which a table has: where the table's own change to that level is the same number in kronor,
 * and no such percentage, the amount has been told as per cent.
 */
export function percentAmountFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ line, text }) => [...text.matchAll(GIVES)].flatMap((match): Finding[] => {
    const [percent, level] = [parseNumber(match.groups!["percent"]!), parseNumber(match.groups!["level"]!)];
    if (percent === null || level === null) return [];
    for (const { columns, rows } of tables) {
      for (const { cells, line: rowLine, quote } of rows) {
        const values = cells.flatMap((cell, at) => (cell !== null && columns[at]!.kind === "value" ? [absolute(cell)] : []));
        if (!values.some((value) => compare(value, level) === 0)) continue;
        for (const before of values) {
          const size = movedSpan(before, level);
          const right = percentSpan(size, spanOf(before));
          if (compare(before, level) === 0 || right === null || !meets(size, spanOf(percent)) || meets(right, spanOf(percent))) continue;
          const expected = `${formatNumber(middleOf(right), 1)} %`;
          return [{ code: "percent-is-amount", severity: "error", line, quote: match[0], expected, message: `${formatNumber(percent)} är ändringen i belopp, från ${formatNumber(before)} till ${formatNumber(level)}; i procent är den ${expected}.`, evidence: [{ line: rowLine, quote }] }];
        }
      }
    }
    return [];
  }));
}
