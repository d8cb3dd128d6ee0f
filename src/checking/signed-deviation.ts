import { absolute, compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { inKronor } from "./figure-unit.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, tablesBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";

const isNet = ({ label }: FigureRow): boolean => isSum(label) || /netto|totalt$/.test(fold(label));

/** "En avvikelse mot budget på +3,5 mkr", where the total of the table beside it has a minus for as much, and nothing there has a plus. */
export function signedDeviationFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => (inCell || !/avvikelse/iu.test(text) ? [] : numbers).flatMap((number): Finding[] => {
    // A dash with blanks about it is no minus.
    const sign = /[+−](?=\s?$)|[–-]$/u.exec(text.slice(0, number.at))?.[0] ?? /^(?:[+−]|[–-](?=\d))/u.exec(text.slice(number.at))?.[0];
    if (!sign || !isMoney(number.unit) || digitsOf(number.value) < 2) return [];
    const said = spanOfTold(number);
    const cells = tablesBeside(tables, sentence).filter(({ unit }) => unit !== null).flatMap((table) => table.rows.flatMap((row) => row.cells.flatMap((cell, at): { row: FigureRow; cell: Decimal }[] =>
      (cell !== null && table.columns[at]!.kind === "difference" && meets(inKronor(spanOf(absolute(cell)), table.unit!), said) ? [{ row, cell }] : []))));
    const isMinus = sign !== "+";
    const total = cells.find(({ row }) => isNet(row));
    if (!total || cells.some(({ cell }) => (compare(cell, "0") < 0) === isMinus)) return [];
    return [{ code: "told-way", severity: "error", line: lineAt(sentence, number.at), quote: text, expected: formatNumber(total.cell), message: `Texten säger ${isMinus ? "minus" : "plus"} ${number.written}, men avvikelsen för »${total.row.label}« är ${formatNumber(total.cell)} i tabellen.`, evidence: [{ line: total.row.line, quote: total.row.quote }] }];
  }));
}
