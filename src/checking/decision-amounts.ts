import { absolute, compare, divide, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { kronor, type FigureUnit } from "./figure-unit.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isTurned } from "./one-digit.ts";
import type { ToldNumber } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const DECIDES = /(?<![A-Za-zÀ-ÿ])(?:fastställer?|godkänner?|antar|begära?r?|föreslår?|beviljar?|anvisar?|beslutar?|noterar?|hemställer|konstaterar?)(?![A-Za-zÀ-ÿ])/iu;
/** The frame of a committee, whatever it is called. */
const FRAME = /(?<![A-Za-zÀ-ÿ])(?:budget|netto)?ram(?:en)?(?![A-Za-zÀ-ÿ])|budget|nettokostnad/iu;
const FEWEST_DIGITS = 3;
/** So far before the amount stands what it is. */
const SAID = 30;
/** A deficit or a surplus that is decided of is told of elsewhere too, as such. */
const OUTCOME = /överskott|underskott|avvikelse/iu;
const OF_OUTCOME = /avvik|underskott|överskott|netto/iu;
const STEM = 5;
const stems = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => /^[a-z]{5,}$/.test(word)).map((word) => word.slice(0, STEM)));

type Other = { readonly amount: Decimal; readonly unit: FigureUnit; readonly value: Decimal; readonly sentence: CheckedSentence | null; readonly line: number; readonly quote: string };
const [CLOSE, FEWEST_OTHERS] = ["0.05", 3];
/** The frame that is decided stands elsewhere only as what somebody proposed, while another of its size is the frame in all other places. */
function onlyProposed(number: ToldNumber, sentence: CheckedSentence, same: readonly Other[], others: readonly Other[]): Finding[] {
  const proposed = (text: string): boolean => /(?<![a-zà-ÿ])[a-zà-ÿ]*förslag(?:et)?(?![a-zà-ÿ])/iu.test(text);
  if (!FRAME.test(sentence.text) || proposed(sentence.text) || same.some((one) => one.sentence === null || !proposed(one.quote))) return [];
  const amount = same[0]!.amount;
  const near = others.filter((one) => compare(one.amount, amount) !== 0 && !proposed(one.quote) && FRAME.test(one.quote) && scale(one.value) === scale(number.value) && compare(absolute(divide(subtract(one.amount, amount), amount)), CLOSE) <= 0);
  const [most] = [...Map.groupBy(near, (one) => one.amount).values()].toSorted((a, b) => b.length - a.length);
  if (!most || most.length < FEWEST_OTHERS) return [];
  return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: `${formatNumber(most[0]!.value)} ${most[0]!.unit}`, message: `Beslutet har ${number.written}, som annars bara står som förslag; på ${most.length} andra ställen är det ${formatNumber(most[0]!.value)} ${most[0]!.unit}.`, evidence: [...same, ...most].map(({ line, quote }) => ({ line, quote })) }];
}

const LAST_YEAR = /(?<![a-zà-ÿ])(?:föregående\s+år|förra\s+året|året\s+(?:före|innan)|i\s+fjol)(?![a-zà-ÿ])/iu;
/** "Ett överskott på 3,1 mkr" in the decision, which the text tells of the year before only, while it has another of this year. */
function lastYears(number: ToldNumber, sentence: CheckedSentence, same: readonly Other[], others: readonly Other[]): Finding[] {
  const own = others.find((one) => one.sentence !== null && !LAST_YEAR.test(one.quote) && /(?:över|under)skott\s+(?:på|om)\s/iu.test(one.quote) && /budget|ram/iu.test(one.quote) && /nämnden|totalt|verksamheten|jämfört|sammantaget|helåret/iu.test(one.quote));
  if (!own || /(?<![a-zà-ÿ])(?:föregående|förra|fjol|ackumulera|ingående|tidigare|överför|återställ|använd|ianspråk|20\d\ds)/iu.test(sentence.text)) return [];
  return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: `${formatNumber(own.value)} ${own.unit}`, message: `Beslutet har ${number.written}, som texten bara har om föregående år; i år är det ${formatNumber(own.value)} ${own.unit}.`, evidence: [...same, own].map(({ line, quote }) => ({ line, quote })) }];
}

/** An amount that the committee is to decide, which stands nowhere else, where one of the same figures does: "614,2 mkr" for 612,4. */
export function decisionAmountFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const decided = sentences.filter(({ sentence: { inCell, text } }) => !inCell && !/(?<![a-zà-ÿ])(?:sammanlagt|tillsammans|totalt)(?![a-zà-ÿ])/iu.test(text) && DECIDES.test(text) && !text.endsWith("?"));
  if (!decided.length) return [];
  const told = sentences.flatMap(({ numbers, sentence }) => numbers.flatMap(({ unit, value }) => (isMoney(unit) ? [{ unit, value, amount: kronor(value, unit), sentence, line: sentence.line, quote: sentence.text }] : [])));
  const printed = tables.flatMap(({ rows, unit }) => (unit === null ? [] : rows.flatMap((row) => row.cells.flatMap((cell) => (cell === null ? [] : [{ unit, value: absolute(cell), amount: kronor(absolute(cell), unit), sentence: null, line: row.line, quote: row.quote }])))));
  return decided.flatMap(({ numbers, sentence }) => numbers.flatMap((number): Finding[] => {
    if (!isMoney(number.unit) || number.about || number.value.replace(/\D/g, "").replace(/^0+/, "").length < (/skott/iu.test(sentence.text.slice(Math.max(0, number.at - SAID), number.at)) ? 2 : FEWEST_DIGITS)) return [];
    const amount = kronor(number.value, number.unit as FigureUnit);
    const outcome = OUTCOME.test(sentence.text);
    const others = [...told, ...printed].filter((one) => one.sentence !== sentence && (!outcome || OF_OUTCOME.test(one.quote)));
    const same = others.filter((one) => compare(one.amount, amount) === 0);
    if (same.length) return outcome && same.every(({ quote }) => LAST_YEAR.test(quote)) ? lastYears(number, sentence, same, others) : onlyProposed(number, sentence, same, others);
    const own = stems(sentence.text);
    // "11,4 mkr" for 14 100 tkr: as many decimals as are told.
    const inUnit = (one: (typeof others)[number]): Decimal => (one.unit === "tkr" && number.unit === "mkr" ? round(divide(one.value, "1000"), scale(number.value)) : one.value);
    const right = others.find((one) => (one.unit === number.unit || (one.unit === "tkr" && number.unit === "mkr")) && isTurned(inUnit(one), number.value) && ([...stems(one.quote)].some((stem) => own.has(stem)) || (FRAME.test(sentence.text) && FRAME.test(one.quote)) || outcome));
    if (!right) return [];
    return [{ code: "told-slip", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: formatNumber(right.value), message: `Beslutet har ${number.written}, som inte står någon annanstans; på rad ${right.line} står ${formatNumber(right.value)}: är två siffror omkastade?`, evidence: [{ line: right.line, quote: right.quote }] }];
  }));
}
