import { compare, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import type { ReadSeries } from "../reading/reading.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { isSameWord, tellingWords } from "./telling-words.ts";
import { fold } from "../reading/layout.ts";

/** "Färre anmälningar än under samma period året före". */
const CLAIM = /(?<![a-zà-ÿ])(?<way>färre|fler)\s+(?<what>[a-zà-ÿ]{5,})\s+än\s+(?:under\s+)?(?:samma|motsvarande)\s+(?:period|tid|månader)\s+(?:året\s+(?:före|innan)|(?:19|20)\d\d|föregående\s+år|förra\s+året|i\s+fjol)/giu;
const FEWEST_MONTHS = 3;
interface Compared { readonly series: ReadSeries; readonly now: Decimal; readonly before: Decimal; readonly year: string }

/** The latest year of a measure by month, where it has months left, and the same months of the year before. */
function samePeriod(series: ReadSeries): Compared[] {
  const year = Object.keys(series.years).filter((one) => /^\d{4}$/.test(one)).toSorted().at(-1);
  const [own, last] = [series.years[year ?? ""], series.years[String(Number(year) - 1)]];
  if (year === undefined || !own || !last) return [];
  const months = own.flatMap((value, at) => (value !== null && last[at] !== null && last[at] !== undefined ? [{ value, before: last[at] }] : []));
  return months.length < FEWEST_MONTHS || months.length === 12 ? [] : [{ series, year, now: sum(months.map(({ value }) => value)), before: sum(months.map(({ before }) => before)) }];
}

/** Fewer told than the same months of the year before, where the months have more. */
export function samePeriodFindings(sentences: readonly CheckedSentence[], all: readonly ReadSeries[]): Finding[] {
  const compared = all.flatMap(samePeriod);
  if (!compared.length) return [];
  return sentences.flatMap((sentence): Finding[] => (sentence.inCell ? [] : [...sentence.text.matchAll(CLAIM)].flatMap((match): Finding[] => {
    const { way, what } = match.groups!;
    const fewer = way!.toLowerCase() === "färre";
    const named = compared.filter(({ series: { group, name } }) => tellingWords(`${name} ${group ?? ""}`).some((word) => isSameWord(word, fold(what!)) || word.endsWith(fold(what!))));
    const [first] = named;
    // All that may be meant must have gone the other way.
    if (!first || named.some(({ before, now }) => compare(now, before) === 0 || (compare(now, before) < 0) === fewer)) return [];
    return [{ code: "told-way", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: fewer ? "fler" : "färre", message: `Texten säger ${way} ${what}, men samma månader gick »${first.series.name}« från ${formatNumber(first.before)} (${Number(first.year) - 1}) till ${formatNumber(first.now)} (${first.year}).`, evidence: [{ line: first.series.lines[first.year] ?? first.series.line, quote: `${first.series.name} ${first.year}` }] }];
  })));
}
