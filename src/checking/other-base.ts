import { absolute, compare, divide, isZero, multiply, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { tablesBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { hasWords, isSameWord, sentenceWords, tellingWords } from "./telling-words.ts";
import type { ToldNumber } from "./told-number.ts";
import type { ToldSentence } from "./told-sentence.ts";

/** "I drygt hälften av anmälningarna, 52 procent, inleddes": what it is a share of stands before it or after it. */
const [OF_BEFORE, OF_AFTER] = [/(?<![a-zà-ÿ])av\s+(?:alla\s+|samtliga\s+|årets\s+|de\s+)?(?<what>[a-zà-ÿ]{5,}),?\s*(?:eller\s+|det\s+vill\s+säga\s+|\()?$/iu, /^\s+av\s+(?:alla\s+|samtliga\s+|årets\s+|de\s+(?!inledda|avslutade))?(?<what>[a-zà-ÿ]{5,})/iu];
/** "Anmälningarna" are in "orosanmälningar", but for the ending. */
const BENT = 3;
const isWhole = ({ label }: FigureRow, what: string): boolean => tellingWords(label).some((word) => isSameWord(word, fold(what)) || (what.length >= 8 && word.includes(fold(what).slice(0, -BENT)))) && tellingWords(label).length <= 2;
const share = (part: Decimal, whole: Decimal): Decimal => divide(multiply(part, "100"), whole);
const NEARLY = "1.5";

/** "52 procent av anmälningarna ledde till utredning", where that is what the inquiries are of another row: the children, and not the reports. */
export function otherBaseFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  const counted = tables.filter(({ rows, unit }) => unit === null && rows.length >= 3);
  return written === null || !counted.length ? [] : sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => (inCell ? [] : numbers).flatMap((number: ToldNumber): Finding[] => {
    const what = (OF_BEFORE.exec(text.slice(0, number.at)) ?? OF_AFTER.exec(text.slice(number.end)))?.groups!["what"];
    if (number.unit !== "%" || number.way !== null || number.about || what === undefined || (number.year !== null && number.year !== written)) return [];
    const words = sentenceWords(text);
    return tablesBeside(counted, sentence).flatMap(({ columns, rows }): Finding[] => {
      const at = columns.findIndex(({ kind, year }) => kind === "value" && year === written);
      const cell = (row: FigureRow): Decimal | null => { const own = row.cells[at] ?? null; return own === null || isZero(own) ? null : absolute(own); };
      const known = rows.filter((row) => cell(row) !== null && !/%|procent|andel/iu.test(row.label));
      const [whole, ...more] = known.filter((row) => isWhole(row, what));
      const parts = known.filter((row) => row !== whole && tellingWords(row.label).length > 0 && hasWords(tellingWords(row.label), words));
      const [part] = parts;
      if (at < 0 || !whole || more.length || !part || parts.length > 1) return [];
      const right = share(cell(part)!, cell(whole)!);
      const is = (one: Decimal): boolean => meets(spanOf(number.value), { low: one, high: one });
      const base = known.find((row) => row !== whole && row !== part && is(share(cell(part)!, cell(row)!)));
      if (is(right) || !base || compare(absolute(subtract(right, number.value)), NEARLY) < 0 || compare(right, "100") > 0) return [];
      const expected = `${formatNumber(round(right, scale(number.value)))} %`;
      return [{ code: "told-share", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `»${part.label}«, ${formatNumber(cell(part)!)}, är ${number.written} av »${base.label}« (${formatNumber(cell(base)!)}), men ${expected} av »${whole.label}« (${formatNumber(cell(whole)!)}).`, evidence: [part, whole, base].map(({ line, quote }) => ({ line, quote })) }];
    });
  }));
}
