import { absolute, compare, divide, mean, multiply, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { ReadSeries } from "../reading/reading.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { isSameWord, tellingWords } from "./telling-words.ts";
import type { ToldSentence } from "./told-sentence.ts";

const IN_MEAN = /(?<![a-zà-ÿ])(?:i\s+(?:genomsnitt|snitt|medeltal)|genomsnittligt|genomsnittet)(?![a-zà-ÿ])/iu;
const A_MONTH = /^\s+(?<what>[a-zà-ÿ]{4,})\s+(?:i\s+månaden|per\s+månad|varje\s+månad)(?![a-zà-ÿ])/iu;
/** What is said of a part of the year, or of some only, is no mean of all months. */
const OF_SOME = /januari|februari|mars|april|(?<![a-zà-ÿ])maj(?![a-zà-ÿ])|juni|juli|augusti|september|oktober|november|december|kvartal|halvår|(?<![a-zà-ÿ])(?:varav|av\s+dem|våren|hösten|sommaren|förra|föregående|fjol|tidigare|budget|plan)/iu;
const [MONTHS, FAR] = [12, "1"];

interface YearOfMonths { readonly name: string; readonly values: readonly Decimal[]; readonly line: number }
/** "I genomsnitt fick 371 hushåll i månaden bistånd", where the one measure of households by month has another mean. */
export function monthlyMeanFindings(sentences: readonly ToldSentence[], series: readonly ReadSeries[], written: string | null): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => (inCell || !IN_MEAN.test(text) || OF_SOME.test(text) ? [] : numbers).flatMap((number): Finding[] => {
    const what = number.unit === "count" ? A_MONTH.exec(text.slice(number.end))?.groups!["what"] : undefined;
    const year = number.year ?? written;
    if (!what || year === null || number.way !== null) return [];
    const known = series.flatMap(({ line, lines, name, years }): YearOfMonths[] => {
      const values = (years[year] ?? []).filter((value) => value !== null);
      return values.length === MONTHS && tellingWords(name).some((word) => isSameWord(word, fold(what))) && !/\sper\s|(?<![a-zà-ÿ])snitt/iu.test(name) ? [{ name, values, line: lines[year] ?? line }] : [];
    });
    const [only] = known;
    if (!only || known.length > 1) return [];
    const right = mean(only.values)!;
    const off = divide(multiply(absolute(subtract(number.value, right)), "100"), right);
    if (meets(spanOf(number.value), { low: right, high: right }) || compare(off, number.about ? "5" : FAR) <= 0) return [];
    const expected = formatNumber(round(right, scale(number.value)));
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `Texten säger ${number.written} i genomsnitt per månad, men medelvärdet av månaderna ${year} för »${only.name}« är ${expected}.`, evidence: [{ line: only.line, quote: `${only.name}: ${only.values.map(formatNumber).join(", ")}` }] }];
  }));
}
