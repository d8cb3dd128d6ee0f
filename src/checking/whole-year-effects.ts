import { absolute, compare, isZero } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import { inKronor } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";

const WHOLE_YEAR = /helarseffekt|arsbasis|^helar$/;
const SAID = /(?<![a-zà-ÿ])(?:på\s+årsbasis|helårseffekt(?:en)?|(?:effekt(?:en)?|besparing(?:en)?)\s+på\s+helår(?:et)?)(?![a-zà-ÿ])/iu;

/** "På årsbasis ger den 1 060 tkr", where that is what the year got of it, and the table has another sum for a whole year. */
export function wholeYearFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const effects = tables.flatMap((table) => {
    const at = table.columns.findIndex(({ heading }) => WHOLE_YEAR.test(fold(heading)));
    const row = table.rows.findLast(({ label }) => isSum(label));
    return at < 0 || !row || table.unit === null || row.cells[at] === null || row.cells[at] === undefined || !table.columns.some(({ heading }, other) => other !== at && /effekt|utfall/.test(fold(heading))) ? [] : [{ table, at, row, right: row.cells[at] }];
  });
  // With more tables of effects than one, it is not known which is meant.
  const [effect] = effects;
  if (!effect || effects.length > 1) return [];
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }): Finding[] => {
    const told = inCell || !SAID.test(text) ? [] : numbers.filter(({ unit, value }) => isMoney(unit) && digitsOf(value) >= 2);
    const [number] = told;
    if (!number || told.length > 1) return [];
    const { at, right, row, table } = effect;
    const isIt = (cell: string): boolean => meets(inKronor(spanOf(absolute(cell)), table.unit!), spanOfTold(number));
    const other = row.cells.findIndex((cell, column) => column !== at && cell !== null && !isZero(cell) && isIt(cell));
    if (isIt(right) || other < 0 || compare(absolute(right), absolute(row.cells[other]!)) === 0) return [];
    const expected = `${formatNumber(absolute(right))} ${table.unit}`;
    return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `${number.written} är »${table.columns[other]!.heading}«; »${table.columns[at]!.heading}« är ${expected}.`, evidence: [{ line: row.line, quote: row.quote }] }];
  });
}
