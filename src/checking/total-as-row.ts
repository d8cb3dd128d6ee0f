import { absolute, compare, isZero } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { digitsOf, fits, isMoney, isOf, type ToldSentence } from "./told-sentence.ts";

const LEAST_NAME = 10;
const startsWith = (text: string, label: string): boolean => text.toLowerCase().startsWith(label.toLowerCase());
/** What is told of it with other words is no row of the table. */
const OTHERWISE = /(?<![a-zà-ÿ])(?:varav|exklusive|inklusive|tillsammans|sammanlagt|totalt|förra|föregående|fjol)(?![a-zà-ÿ])/iu;

/** "Finansförvaltningen prognostiserar ett överskott på 16,1 mkr", where its own row has 19,3 and it is the table's total that is 16,1. */
export function totalAsRowFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const summed = tables.flatMap((table) => { const total = table.rows.find(({ label }) => isSum(label)); return total && table.unit !== null && table.rows.length > 3 ? [{ table, total }] : []; });
  return sentences.flatMap(({ numbers, rows, sentence, sentence: { inCell, text } }): Finding[] => {
    const [number, ...more] = numbers.filter(({ unit }) => isMoney(unit));
    if (inCell || !number || more.length || digitsOf(number.value) < 3 || OTHERWISE.test(text) || /(?<![a-zà-ÿ])av\s+(?:de\s+|totalt\s+)?$/iu.test(text.slice(0, number.at))) return [];
    const found = summed.flatMap(({ table, total }) => table.rows.filter((row) => row !== total && row.label.length >= LEAST_NAME && startsWith(text, row.label)).map((row) => ({ table, total, row })));
    const [only, ...others] = found;
    if (!only || others.length || only.table.unit !== number.unit || rows.some((row) => row.line === only.row.line && fits(number, row) && isOf(number, row))) return [];
    const at = only.total.cells.findIndex((cell) => cell !== null && compare(absolute(cell), number.value) === 0);
    const own: FigureRow["cells"][number] = at < 0 ? null : (only.row.cells[at] ?? null);
    if (own === null || isZero(own) || only.row.cells.some((cell) => cell !== null && compare(absolute(cell), number.value) === 0)) return [];
    return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: formatNumber(absolute(own)), message: `Texten säger ${number.written} om »${only.row.label}«, men det är »${only.total.label}«; raden har ${formatNumber(absolute(own))}.`, evidence: [{ line: only.row.line, quote: only.row.quote }, { line: only.total.line, quote: only.total.quote }] }];
  });
}
