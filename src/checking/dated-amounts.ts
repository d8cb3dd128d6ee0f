import { absolute, compare } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { fold, isTable, type Layout, type Place } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { lineAt } from "./checked-sentences.ts";
import type { FigureTable } from "./figure-table.ts";
import { inKronor } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf, type ShownSpan } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";
import { dayOf } from "./written-days.ts";

const DAY = new RegExp(String.raw`(?<![\d-])(?<iso>20\d\d-\d\d-\d\d)(?![\d-])|(?<!\d)(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})\s+(?<year>20\d\d)`, "giu");
/** Money that somebody has been given. */
const GRANTED = /anslag|tillskott|tilläggs|beviljade|tilldelade|utökad|kompensation/iu;
interface DatedAmount { readonly day: string; readonly label: string; readonly amount: string; readonly span: ShownSpan; readonly line: Place; readonly quote: string }

/** Rows of money with the day that they were decided, and one amount each. */
function datedRows({ blocks }: Layout, tables: readonly FigureTable[]): DatedAmount[] {
  const lines = new Map(tables.flatMap(({ rows, unit }) => (unit === null ? [] : rows.map((row) => [row.line, { row, unit }] as const))));
  return blocks.filter(isTable).flatMap(({ rows }) => rows.flatMap(({ cells, line }): DatedAmount[] => {
    const found = lines.get(line);
    const days = cells.map(oneLine).flatMap((cell) => [...cell.matchAll(DAY)].map((match) => dayOf(match.groups!)));
    const amounts = found?.row.cells.filter((cell) => cell !== null) ?? [];
    if (!found || days.length !== 1 || amounts.length !== 1 || !GRANTED.test(found.row.label)) return [];
    return [{ day: days[0]!, label: found.row.label, amount: `${formatNumber(amounts[0]!)} ${found.unit}`, span: inKronor(spanOf(absolute(amounts[0]!)), found.unit), line, quote: quoteOfCells(cells) }];
  }));
}

/** "Kommunfullmäktige beviljade 2023-06-19 ett anslag om 2 200 tkr", where the table has 1 700 of that day. */
export function datedAmountFindings(layout: Layout, sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const dated = datedRows(layout, tables);
  return dated.length === 0 ? [] : sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }): Finding[] => {
    const days = [...text.matchAll(DAY)].map((match) => dayOf(match.groups!));
    const amounts = numbers.filter(({ unit, way }) => isMoney(unit) && way === null);
    const [amount] = amounts;
    if (inCell || !GRANTED.test(text) || days.length !== 1 || !amount || amounts.length !== 1 || compare(amount.value, "0") <= 0) return [];
    const same = dated.filter(({ day }) => day === days[0]);
    const [row] = same;
    const words = fold(text);
    if (!row || same.length > 1 || meets(row.span, spanOfTold(amount)) || !fold(row.label).split(" ").some((word) => word.length >= 6 && words.includes(word.replace(/^tillaggs/u, "").slice(0, 6)))) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, amount.at), quote: text, expected: row.amount, message: `Texten säger ${amount.written}, men »${row.label}« ${row.day} är ${row.amount} i tabellen.`, evidence: [{ line: row.line, quote: row.quote }] }];
  });
}
