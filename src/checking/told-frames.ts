import { absolute, compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isNet, type FigureRow, type FigureTable } from "./figure-table.ts";
import { inKronor, kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf, type ShownSpan } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** "En nettoram om 850,1 mkr": the whole frame of a committee, in a decision and elsewhere. */
const FRAME = /(?<![a-zà-ÿ])(?:netto|budget)ram(?:en)?(?:\s+för\s+(?:år\s+)?(?:19|20)\d\d|\s+(?:19|20)\d\d)?\s+(?:om|på|är|blir|uppgår till|uppgick till|till|motsvarande)\s+$/iu;
const DECIDES = /(?<![a-zà-ÿ])(?:fastställ|godkänn|anta(?:r|s)?(?![a-zà-ÿ])|beslut|besluta|begär|föreslå)/iu;
const OTHERWISE = /(?<![a-zà-ÿ])(?:före|innan|föregående|tidigare|ursprunglig|utan|förra|exklusive|efter\s+\d|preliminär)/iu;
const CLOSE = 0.02;

/** "Ram 2024", and the net of the column "Budget 2024": what a table has as the whole frame of a year. */
function framesIn(tables: readonly FigureTable[], year: string): { readonly amount: Decimal; readonly span: ShownSpan; readonly row: FigureRow; readonly shown: string }[] {
  const called = new RegExp(String.raw`^(?:beslutad\s+|budget|netto)?ram(?:en)?\s+${year}$`, "iu");
  return tables.flatMap(({ columns, rows, unit }) => (unit === null ? [] : rows).flatMap((row) => columns.flatMap(({ heading, kind, year: of }, at) => {
    const value = row.cells[at] ?? null;
    const is = called.test(row.label.trim()) || (of === year && kind === "value" && /^(?:budget|ram|internbudget|forslag)(?: (?:budget|ram))? \d{4}$/.test(fold(heading)) && isNet(row.label));
    return value !== null && is ? [{ amount: kronor(absolute(value), unit!), span: inKronor(spanOf(absolute(value)), unit!), row, shown: `${formatNumber(absolute(value))} ${unit}` }] : [];
  })));
}
/** The frame that is decided is the one that is told of everywhere else, for the same year. */
export function toldFrameFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  const told = sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => (inCell || OTHERWISE.test(text) ? [] : numbers).flatMap((number) => {
    if (!isMoney(number.unit) || !FRAME.test(text.slice(0, number.at))) return [];
    const year = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(text.slice(0, number.at))?.[0] ?? number.year ?? written;
    return [{ number, sentence, year, decides: DECIDES.test(text), amount: Number(kronor(number.value, number.unit as FigureUnit)) }];
  }));
  return told.filter(({ decides }) => decides).flatMap((decided): Finding[] => {
    const others = told.filter((one) => one.sentence !== decided.sentence && one.year === decided.year);
    const against = others.filter(({ amount, number }) => !meets(spanOfTold(number), spanOfTold(decided.number)) && Math.abs(amount - decided.amount) <= decided.amount * CLOSE);
    const [first] = against;
    const inTables = first || others.length || decided.year === null ? [] : framesIn(tables, decided.year);
    const [frame] = inTables;
    // A table that has another whole frame for the year, and no other that has the one that is decided.
    if (frame && inTables.every(({ span }) => !meets(span, spanOfTold(decided.number))) && inTables.every(({ amount }) => compare(amount, frame.amount) === 0) && Math.abs(Number(frame.amount) - decided.amount) <= decided.amount * CLOSE)
      return [{ code: "statements-differ", severity: "warning", line: lineAt(decided.sentence, decided.number.at), quote: decided.sentence.text, expected: frame.shown, message: `Beslutet har en ram på ${decided.number.written}, men »${frame.row.label}« är ${frame.shown} på rad ${frame.row.line}.`, evidence: inTables.map(({ row }) => ({ line: row.line, quote: row.quote })) }];
    if (!first || against.length !== others.length || against.some(({ number }) => compare(number.value, first.number.value) !== 0 && !meets(spanOfTold(number), spanOfTold(first.number)))) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(decided.sentence, decided.number.at), quote: decided.sentence.text, expected: first.number.written, message: `Beslutet har ${decided.number.written}, men ramen är ${first.number.written} på rad ${first.sentence.line}.`, evidence: against.map(({ sentence }) => ({ line: sentence.line, quote: sentence.text })) }];
  });
}
