import { absolute, compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isNet, type FigureRow, type FigureTable } from "./figure-table.ts";
import { inKronor } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf, type ShownSpan } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";

const GROSS = /^(?:summa |totala? |brutto)kostnad(?:er|en)?(?: |$)/;
/** "Driftbudgeten för 2025, netto 848 956 tkr". */
const NET_TOLD = /(?<![a-zà-ÿ])(?:netto|nettokostnad(?:en)?|nettobudget(?:en)?|nettoram(?:en)?)\s*(?:på|om|:|är|blev|uppgår\s+till|uppgick\s+till)?\s*$/iu;
const FEWEST_DIGITS = 4;

interface NetAndGross { readonly net: Decimal; readonly netSpan: ShownSpan; readonly grossSpan: ShownSpan; readonly row: FigureRow; readonly gross: FigureRow; readonly unit: string }
function columnsOf({ columns, rows, unit }: FigureTable): NetAndGross[] {
  const [gross, net] = [rows.find(({ label }) => GROSS.test(fold(label))), rows.find(({ label }) => isNet(label))];
  return unit === null || !gross || !net ? [] : columns.flatMap(({ kind }, at) => {
    const [a, b] = [gross.cells[at] ?? null, net.cells[at] ?? null];
    return kind === "value" && a !== null && b !== null && compare(absolute(a), absolute(b)) !== 0 ? [{ net: absolute(b), netSpan: inKronor(spanOf(absolute(b)), unit), grossSpan: inKronor(spanOf(absolute(a)), unit), row: net, gross, unit }] : [];
  });
}

/** An amount that is told as net, and is what all costs together are in a table that has another net. */
export function netOrGrossFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const known = tables.flatMap(columnsOf);
  return !known.length ? [] : sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => (inCell ? [] : numbers).flatMap((number): Finding[] => {
    if (!isMoney(number.unit) || number.about || digitsOf(number.value) < FEWEST_DIGITS || !NET_TOLD.test(text.slice(0, number.at))) return [];
    const said = spanOfTold(number);
    const is = known.find(({ grossSpan }) => meets(grossSpan, said));
    if (!is || known.some(({ netSpan }) => meets(netSpan, said))) return [];
    const expected = `${formatNumber(is.net)} ${is.unit}`;
    return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `${number.written} är »${is.gross.label}« i tabellen; netto är det ${expected} (»${is.row.label}«).`, evidence: [is.gross, is.row].map(({ line, quote }) => ({ line, quote })) }];
  }));
}
