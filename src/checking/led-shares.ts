import { absolute, compare, divide, isZero, multiply, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { firstTwo, isSameWord, labelWords } from "./telling-words.ts";
import type { ToldSentence } from "./told-sentence.ts";

const LED = /^\s+av\s+(?:de\s+|alla\s+|samtliga\s+)?(?<whole>[a-zà-ÿ]{5,})\s+(?:har\s+)?(?:ledde|lett|leder|resulterade|resulterat|utmynnade|mynnade\s+ut|gick\s+vidare)\s+(?:till|i)\s+(?<rest>[^.;]{4,80})/iu;
const STEM = 6;
/** "Anmälningarna" are the row "Orosanmälningar", and "inleddes" is "inledda". */
const isIn = (own: string, word: string): boolean => isSameWord(own, word) || (own.length > STEM && word.length >= STEM && (own.includes(word.slice(0, -3)) || own.slice(0, STEM) === word.slice(0, STEM)));
const [ABOUT, EXACT] = ["2", "0.6"];

/** "54 procent av anmälningarna ledde till att en utredning inleddes", where the table has 682 of 2 016. */
export function ledShareFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => (inCell || !/\sav\s/iu.test(text) ? [] : numbers).flatMap((number): Finding[] => {
    const { rest, whole } = (number.unit === "%" ? LED.exec(text.slice(number.end)) : null)?.groups ?? {};
    if (!whole || !rest || number.way !== null) return [];
    const words = fold(rest).split(" ").filter((word) => word.length >= STEM);
    const judged = tables.flatMap(({ columns, rows }) => {
      const [all, ...more] = firstTwo(rows, ({ label }) => !isSum(label) && labelWords(label).some((own) => isIn(own, fold(whole))));
      if (!all || more.length) return [];
      const [some, ...others] = firstTwo(rows, (row) => row !== all && labelWords(row.label).length > 0 && labelWords(row.label).every((own) => words.some((word) => isIn(own, word))));
      if (!some || others.length) return [];
      return columns.flatMap(({ kind }, at) => { const [a, b] = [some.cells[at] ?? null, all.cells[at] ?? null]; return kind === "value" && a !== null && b !== null && !isZero(b) ? [{ row: some, of: all, right: divide(multiply(absolute(a), "100"), absolute(b)), a, b, heading: columns[at]!.heading, year: columns[at]!.year }] : []; });
    });
    const slack = number.about ? ABOUT : EXACT;
    const isRight = ({ right }: { readonly right: Decimal }): boolean => meets(spanOf(number.value), { low: right, high: right }) || compare(absolute(subtract(right, number.value)), slack) <= 0;
    if (!judged.length || judged.some(isRight)) return [];
    const best = judged.find(({ heading }) => /hel[aå]r|totalt|summa/iu.test(heading)) ?? judged.toSorted((a, b) => (b.year ?? "").localeCompare(a.year ?? ""))[0]!;
    const expected = `${formatNumber(round(best.right, scale(number.value)))} %`;
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `Texten säger ${number.written} av ${whole}, men ${formatNumber(best.a)} (»${best.row.label}«) av ${formatNumber(best.b)} (»${best.of.label}«) är ${expected}.`, evidence: [best.of, best.row].map(({ line, quote }) => ({ line, quote })) }];
  }));
}
