import { absolute, compare, multiply, type Decimal } from "../platform/decimal.ts";
import { counted, formatNumber, MONTH_NAMES, MONTHS } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { ReadSeries } from "../reading/reading.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { tellingWords } from "./telling-words.ts";

const quoteOf = ({ name, years }: ReadSeries, year: string): string => `${name} ${year}: ${years[year]!.map((value) => (value === null ? "–" : formatNumber(value))).join(" ")}`;
const valuesOf = ({ years }: ReadSeries) => Object.entries(years).flatMap(([year, values]) => values.flatMap((value, month) => (value === null ? [] : [{ value, month, year }])));

const [FEWEST, LEAST, TIMES, WIDEST] = [18, "8", "2", "8"];
/** A month that is more than twice all others of its own history, or less than half of them. Where few are counted, chance is as large. */
function outliers(series: ReadSeries, sentences: readonly CheckedSentence[]): Finding[] {
  const all = valuesOf(series);
  if (all.length < FEWEST) return [];
  const sorted = all.map(({ value }) => absolute(value)).toSorted(compare);
  const found = all.flatMap(({ month, value, year }) => {
    const size = absolute(value);
    const high = sorted.at(-1) === size ? sorted.at(-2)! : sorted.at(-1)!;
    const low = sorted[0] === size ? sorted[1]! : sorted[0]!;
    const above = compare(low, LEAST) >= 0 && compare(size, multiply(high, TIMES)) > 0;
    const below = compare(low, LEAST) >= 0 && compare(multiply(size, TIMES), low) < 0;
    return above || below ? [{ month, value, year, bound: above ? high : low, above }] : [];
  });
  // More than one is how the measure is; and one that goes up and down by so much has none that stands out.
  if (found.length !== 1 || compare(sorted.at(-2)!, multiply(sorted[1]!, WIDEST)) > 0) return [];
  const [{ above, bound, month, value, year }] = found as [(typeof found)[number]];
  // What the text tells of that month has been seen.
  if (sentences.some(({ inCell, text }) => !inCell && text.includes(formatNumber(value)) && new RegExp(MONTH_NAMES[month]!, "iu").test(text))) return [];
  return [{ code: "outlier", severity: "warning", line: series.lines[year] ?? series.line, quote: quoteOf(series, year), expected: null, message: `»${series.name}« är ${formatNumber(value)} i ${MONTHS[month]} ${year}; ${above ? "det högsta" : "det lägsta"} av de andra ${counted(valuesOf(series).length - 1, "månaden", "månaderna")} är ${formatNumber(bound)}.`, evidence: [] }];
}

const SOME = /varav|därav|där det finns|med barn|som|av dessa/i;
interface NamedSeries { readonly series: ReadSeries; readonly words: readonly string[] }
/** A measure of some of what another counts: its name is the other's, with more words. */
const wholeOf = (part: NamedSeries, group: readonly NamedSeries[]): ReadSeries | undefined =>
  !SOME.test(part.series.name) ? undefined : group.find(({ series, words }) => words.length > 0 && words.length < part.words.length && words.every((word, at) => part.words[at] === word) && !/vårddygn/i.test(part.series.name + series.name) && fold(series.name) !== fold(part.series.name))?.series;
function partsAbove(all: readonly ReadSeries[]): Finding[] {
  const groups = [...Map.groupBy(all.map((series) => ({ series, words: tellingWords(series.name) })), ({ series }) => series.group).values()];
  return groups.flatMap((group) => group.flatMap((named) => {
    const { series: part } = named;
    const whole = wholeOf(named, group);
    if (!whole) return [];
    const both = valuesOf(part).flatMap(({ month, value, year }): { month: number; year: string; value: Decimal; most: Decimal }[] => { const most = whole.years[year]?.[month] ?? null; return most === null ? [] : [{ month, year, value, most }]; });
    const over = both.filter(({ most, value }) => compare(value, most) > 0);
    // Where it is so in every fifth month, the one is no part of the other.
    if (!over.length || over.length * 5 > both.length) return [];
    return [...Map.groupBy(over, ({ year }) => year)].map(([year, months]): Finding => ({
      code: "part-above-whole", severity: "error", line: part.lines[year] ?? part.line, quote: quoteOf(part, year), expected: months.map(({ most }) => `högst ${formatNumber(most)}`).join(", "),
      message: `»${part.name}« är fler än »${whole.name}« ${year}: ${months.map(({ month, most, value }) => `${MONTHS[month]} ${formatNumber(value)} av ${formatNumber(most)}`).join(", ")}.`, evidence: [{ line: whole.lines[year] ?? whole.line, quote: quoteOf(whole, year) }],
    }));
  }));
}

/** Measures by month beside their own history, and a part beside its whole. */
export const seriesBoundFindings = (series: readonly ReadSeries[], sentences: readonly CheckedSentence[]): Finding[] => [...series.flatMap((one) => outliers(one, sentences)), ...partsAbove(series)];
