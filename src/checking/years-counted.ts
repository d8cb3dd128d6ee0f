import { compare, divide, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { meets } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const COUNT = String.raw`(?<count>\d{1,2}|${Object.keys(NUMBER_WORDS).join("|")})`;
const RANGE = String.raw`(?<from>(?:19|20)\d\d)\s?(?:[–−-]|till\s+och\s+med|till)\s?(?<to>(?:19|20)\d\d)`;
/** "En planperiod på fyra år (2016–2019)", "de senaste fem åren, 2016–2020": both ends are years of the period. */
const COUNTED = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d])(?:(?:planperiod(?:en)?|flerårsplan(?:en)?)\s+(?:på|om)\s+${COUNT.replace("count", "a")}\s+år|senaste\s+${COUNT.replace("count", "b")}\s+åren)\s*[,(]\s*${RANGE}(?!\d)`, "giu");
const yearsOf = (from: string, to: string): number => Number(to) - Number(from) + 1;

/** "Åren 2015–2019 investerades 151,6 mkr netto, drygt 30 mkr per år". */
const YEARLY = /^\s*(?:om\s+året|per\s+år|årligen|i\s+snitt\s+per\s+år)(?![a-zà-ÿ])/iu;
/** The one is told right after the other, with nothing of its own. */
const IS_MEAN = /^(?:\s+(?:netto|brutto|totalt|sammanlagt))?(?:,|\s+eller|,\s+(?:eller|vilket\s+(?:är|motsvarar|ger|innebär)|det\s+vill\s+säga|alltså|dvs\.?))\s+(?:i\s+(?:snitt|genomsnitt)\s+)?(?:drygt|knappt|cirka|ca\.?|omkring|ungefär|nästan|närmare|över|under|runt)?\s*$/iu;
/** How a mean may be told that is somewhat more, or somewhat less. */
const ABOUT: readonly (readonly [pattern: RegExp, low: Decimal, high: Decimal])[] = [[/(?:drygt|över|mer\s+än)\s+$/iu, "1", "1.12"], [/(?:knappt|nästan|närmare|under)\s+$/iu, "0.88", "1"], [/(?:cirka|ca\.?|omkring|ungefär|runt)\s+$/iu, "0.9", "1.1"]];

/** Periods of years that are counted as fewer or more than they are, and what they come to in a year. */
export function yearsCountedFindings(sentences: readonly ToldSentence[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { text } }): Finding[] => {
    const counts = [...text.matchAll(COUNTED)].flatMap((match): Finding[] => {
      const { a, b, from, to } = match.groups as Record<string, string>;
      const [said, years] = [countOf((a ?? b)!), yearsOf(from!, to!)];
      // "De senaste fem åren (2018–2023)" may be from the one to the other.
      return said === years || (b !== undefined && said === years - 1) || years < 2 ? [] : [{ code: "other-period", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: `${years} år`, message: `${from}–${to} är ${years} år, men texten säger ${(a ?? b)!.toLowerCase()}.`, evidence: [] }];
    });
    const range = new RegExp(RANGE, "u").exec(text)?.groups;
    const money = numbers.filter(({ unit }) => isMoney(unit));
    const [whole, mean] = money;
    if (!range || money.length !== 2 || whole!.unit !== mean!.unit || !YEARLY.test(text.slice(mean!.end)) || !IS_MEAN.test(text.slice(whole!.end, mean!.at)) || /(?<![a-zà-ÿ])(?:varav|målet|budget|läsår)/iu.test(text)) return counts;
    const right = divide(whole!.value, String(yearsOf(range["from"]!, range["to"]!)));
    const about = ABOUT.find(([pattern]) => pattern.test(text.slice(whole!.end, mean!.at)));
    const ratio = divide(right, mean!.value);
    const isIt = about ? compare(ratio, about[1]) >= 0 && compare(ratio, about[2]) <= 0 : meets(spanOfTold({ ...mean!, value: mean!.value }), spanOfTold({ ...mean!, value: round(right, Math.max(scale(mean!.value), 0)) }));
    if (isIt) return counts;
    const expected = `${formatNumber(round(right, Math.max(1, scale(mean!.value))))} ${mean!.unit}`;
    return [...counts, { code: "told-differs", severity: "warning", line: lineAt(sentence, mean!.at), quote: text, expected, message: `${whole!.written} på ${yearsOf(range["from"]!, range["to"]!)} år är ${expected} om året, inte ${mean!.written}.`, evidence: [] }];
  });
}
