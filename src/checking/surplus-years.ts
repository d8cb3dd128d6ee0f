import { absolute, compare, isZero } from "../platform/decimal.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { inKronor } from "./figure-unit.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";

const RESULT = /^(?:arets |periodens |namndens |kommunens )?resultat$/;
/** "För 2024 och 2025 planeras överskott på 2 respektive 21 miljoner kronor". */
const TWO = /(?<![a-zà-ÿ])för\s+(?:åren\s+)?(?<one>(?:19|20)\d\d)\s+och\s+(?<two>(?:19|20)\d\d)\s[^.;\d]*?(?<word>över|under)skott\s+(?:på|om)\s+(?:cirka\s+|ca\s+)?$/iu;

/** Two years' results, told as surpluses that the table has as deficits, or the other way round. */
export function surplusYearFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }): Finding[] => (inCell ? [] : numbers).flatMap((first, at): Finding[] => {
    const second = numbers[at + 1];
    const groups = TWO.exec(text.slice(0, first.at))?.groups;
    if (!groups || !second || !/^\s*(?:mkr|mnkr|tkr|kronor)?\s*respektive\s*$/iu.test(text.slice(first.end, second.at)) || !isMoney(second.unit)) return [];
    const told = [{ year: groups["one"]!, number: { ...first, unit: second.unit } }, { year: groups["two"]!, number: second }];
    if (!told.some(({ number }) => digitsOf(number.value) > 1)) return [];
    const found = tables.flatMap(({ columns, rows, unit }) => (unit === null ? [] : rows.filter(({ label }) => RESULT.test(fold(label.split(",")[0]!))).flatMap((row) => {
      const cells = told.map(({ number, year }) => { const cell = row.cells[columns.findIndex((column) => column.year === year)] ?? null; return cell !== null && !isZero(cell) && meets(inKronor(spanOf(absolute(cell)), unit), spanOfTold(number)) ? cell : null; });
      return cells.includes(null) ? [] : [{ row, cells: cells as string[] }];
    })));
    const isUnder = groups["word"]!.toLowerCase() === "under";
    const [row] = found;
    if (!row || found.some(({ cells }) => cells.some((cell) => (compare(cell, "0") < 0) === isUnder))) return [];
    return [{ code: "told-way", severity: "warning", line: lineAt(sentence, first.at), quote: text, expected: isUnder ? "överskott" : "underskott", message: `Texten säger ${isUnder ? "underskott" : "överskott"}, men »${row.row.label}« är ${isUnder ? "plus" : "minus"} de åren i tabellen.`, evidence: [{ line: row.row.line, quote: row.row.quote }] }];
  }));
}
