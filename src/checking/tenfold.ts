import { absolute, compare, multiply, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { inKronor, kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { tellingNarrower } from "./quiet-words.ts";
import { isSameWord } from "./telling-words.ts";
import type { ToldRow } from "./told-row.ts";
import { isMoney, isOf, type ToldSentence } from "./told-sentence.ts";

/** What so many rows are called by tells of none of them. */
const MOST_NAMED = 30;
const [FEWEST_DIGITS, LEAST_WORD, START] = [3, 6, 3];
const digits = (value: Decimal): number => value.replace(/\D/g, "").replace(/^0+|0+$/g, "").length;
const TIMES = ["0.1", "10"] as const;

/** "Återkrav på 13,6 mkr", where the row of what has been reclaimed has 1 364 tkr: the figures are the row's, but there is ten times as much. */
export function tenfoldFindings(sentences: readonly ToldSentence[], rows: readonly ToldRow[]): Finding[] {
  const money = rows.flatMap((row) => (isMoney(row.unit) ? [{ row, unit: row.unit, figures: row.figures.filter(({ month, role, value }) => month === null && role !== "difference" && digits(value) >= FEWEST_DIGITS) }] : [])).filter(({ figures }) => figures.length > 0);
  if (!money.length) return [];
  // Each row by how its longer words begin: a long document has many rows, and each number is said of few.
  const byWord = Map.groupBy(money.flatMap((one) => one.row.words.filter((word) => word.length >= LEAST_WORD).map((word) => ({ one, word }))), ({ word }) => word.slice(0, START));
  return sentences.flatMap((told) => (told.sentence.inCell ? [] : told.numbers).flatMap((number): Finding[] => {
    const { sentence, sentence: { text } } = told;
    if (!isMoney(number.unit) || number.about || number.way !== null || digits(number.value) < FEWEST_DIGITS) return [];
    // From the word before what is named, to the number: nothing there says of which part.
    const near = fold(/[^\d.;]{0,80}$/u.exec(text.slice(0, number.at))![0]).split(" ");
    const isPlain = (at: number): boolean => tellingNarrower(near.filter((_, index) => index >= at - 1 && index !== at).join(" ")).length === 0;
    const named = [...new Set(near.flatMap((word, at) => (word.length < LEAST_WORD ? [] : (byWord.get(word.slice(0, START)) ?? []).filter((other) => isSameWord(other.word, word) && isPlain(at)).map(({ one }) => one))))];
    if (!named.length || named.length > MOST_NAMED || told.rows.some((row) => isOf(number, row))) return [];
    const span = inKronor(spanOf(number.value), number.unit as FigureUnit);
    const found = TIMES.map((times) => named.flatMap(({ figures, row, unit }) => figures.filter(({ value }) => meets(inKronor({ low: absolute(value), high: absolute(value) }, unit), { low: multiply(span.low, times), high: multiply(span.high, times) })).map(({ value }) => ({ row, value: absolute(value), unit })))[0]).find((one) => one !== undefined);
    const amount = kronor(number.value, number.unit as FigureUnit);
    // What stands as it is told, in a table or in the text, is no slip.
    const stands = (): boolean => money.some(({ figures, unit }) => figures.some(({ value }) => meets(inKronor(spanOf(absolute(value)), unit), span)));
    const again = (): boolean => sentences.some((other) => other !== told && other.numbers.some(({ unit, value }) => isMoney(unit) && compare(kronor(value, unit), amount) === 0));
    if (!found || stands() || again()) return [];
    const expected = `${formatNumber(found.value)} ${found.unit}`;
    const more = compare(kronor(found.value, found.unit), amount) < 0;
    return [{ code: "told-unit", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `Texten säger ${number.written}, men »${found.row.label}« har ${expected}: samma siffror, men ${more ? "tio gånger så mycket" : "en tiondel"}.`, evidence: [{ line: found.row.line, quote: found.row.quote }] }];
  }));
}
