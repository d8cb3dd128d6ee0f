import { absolute, compare, divide, multiply, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import { kronor, moneyUnitOf } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { isSameWord } from "./telling-words.ts";

/** "9 800 kronor per dygn". */
const PRICE = new RegExp(String.raw`(?<![\d,])(?<price>${NUMBER})\s*(?:kronor|kr)\s+per\s+(?<each>[a-zà-ÿ]{3,})(?![a-zà-ÿ])`, "giu");
/** "De 172 dygnen har kostat 2,7 mnkr". */
const COST = new RegExp(String.raw`(?<![\d,])(?<count>${NUMBER})\s+(?<what>[a-zà-ÿ]{3,})\s+(?:har\s+)?(?:därmed\s+|sammanlagt\s+|tillsammans\s+|alltså\s+|således\s+)*(?:kostat|kostade|kostar|gav|ger|motsvarar|motsvarade|innebär|innebar|debiterats|debiterades)\s+(?:därmed\s+)?(?:[a-zà-ÿ]+\s+){0,3}?(?<about>cirka\s+|drygt\s+|knappt\s+|omkring\s+|ungefär\s+|närmare\s+|nästan\s+)?(?<sum>(?<told>${NUMBER})\s*(?:mnkr|mkr|miljoner\s+kronor|tkr|tusen\s+kronor|kronor|kr))(?![a-zà-ÿ])`, "iu");
/** More than so far off is no rounding, per cent. */
const [FAR, FAR_ABOUT] = ["3", "8"];

/** So many at such a price: what they cost is told otherwise in the same sentence. */
export function priceTimesCountFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const cost = sentence.inCell ? null : COST.exec(sentence.text);
    const prices = cost ? [...sentence.text.matchAll(PRICE)].filter(({ groups }) => isSameWord(fold(groups!["each"]!), fold(cost.groups!["what"]!))) : [];
    const [price] = prices;
    // "Med 16 platser motsvarar det 1 700 kronor per plats": what is told is the price itself.
    if (!cost || !price || prices.length > 1 || (price.index >= cost.index && price.index < cost.index + cost[0].length)) return [];
    const unit = moneyUnitOf(cost.groups!["sum"]!);
    const [count, each, told] = [cost.groups!["count"]!, price.groups!["price"]!, cost.groups!["told"]!].map(parseNumber) as [Decimal | null, Decimal | null, Decimal | null];
    if (unit === null || count === null || each === null || told === null || compare(count, "0") <= 0 || compare(each, "0") <= 0) return [];
    const [right, said] = [multiply(count, each), kronor(told, unit)];
    if (compare(divide(multiply(absolute(subtract(said, right)), "100"), right), cost.groups!["about"] ? FAR_ABOUT : FAR) <= 0) return [];
    return [{ code: "sum-told", severity: "warning", line: lineAt(sentence, cost.index), quote: sentence.text, expected: `${formatNumber(right)} kronor`, message: `${formatNumber(count)} × ${formatNumber(each)} kronor är ${formatNumber(right)} kronor, inte ${cost.groups!["sum"]}.`, evidence: [] }];
  });
}
