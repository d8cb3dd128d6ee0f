import { absolute, compare, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import type { ToldSentence } from "./told-sentence.ts";

/** "Av dem är 163 619 kvinnor och 158 955 män", "Av det totala resultatet var 333 …": what a sentence divides. */
const DIVIDES = /^(?:ut)?av\s+(?:dem|dessa|de\s|det\s|den\s|samtliga\s|alla\s|resultatet|beloppet|summan)/iu;
/** "… lägre, varav kommunen stod för 760 miljoner och bolagen för 540". */
const OF_WHICH = /(?<![a-zà-ÿ])varav\s[^.;]*?(?:stod|står|svarade|svarar)\s+för\s/iu;
const BOTH = /(?<![a-zà-ÿ])(?:kvinn|flick|tjej)[a-zà-ÿ]*[^.;]*(?<![a-zà-ÿ])(?:män|pojk|kill)|(?<![a-zà-ÿ])(?:män|pojk|kill)[a-zà-ÿ]*[^.;]*(?<![a-zà-ÿ])(?:kvinn|flick|tjej)/iu;
/** Some of them are told of twice, or it is how much, and not how many. */
const OVERLAPS = /(?<![a-zà-ÿ])(?:varav|både|även|också|därutöver|dessutom|minst|högst|per|i\s+snitt|samma|flera\s+gånger|mer\s+än\s+en)(?![a-zà-ÿ])/iu;
const [FEWEST, MOST, BACK, NEAR] = [2, 6, 4, 6];

interface Parts { readonly parts: readonly ToldNumber[]; readonly from: number }
function partsOf({ numbers, sentence: { text } }: ToldSentence): Parts | null {
  const led = OF_WHICH.exec(text);
  const from = led ? led.index : DIVIDES.test(text) ? 0 : -1;
  const own = numbers.filter(({ at, way }) => at >= from && way !== "up" && way !== "down");
  const [first] = own;
  if (from < 0 || !first || own.length < FEWEST || own.length > MOST || own.some(({ unit }) => unit !== first.unit) || first.unit === "%" || first.unit === "points") return null;
  const body = text.slice(led ? led.index + "varav".length : 0);
  return OVERLAPS.test(body) || /\d\s+av\s+(?:de|dem|totalt|\d)/iu.test(body) ? null : { parts: own, from };
}
/** One figure of one of the parts, in tens or more, makes the sum what it should be. */
const isOneFigureOff = (gap: Decimal): boolean => /^[1-9]0+$/.test(gap);

const ENDS_WITH_BOTH = /(?:kvinnor|män|flickor|pojkar|tjejer|killar)\.?$/iu;
const digits = (value: Decimal): number => value.replace(/\D/gu, "").replace(/0+$/u, "").length;
/** Women and men are all there are: a tenth off is the same whole. */
const isNear = (whole: Decimal, all: Decimal): boolean => Math.abs(Number(all) - Number(whole)) * 10 <= Number(whole);

/** Parts that a sentence has of a whole that it, or one right before it, tells: more than all, or all but one figure. */
export function statedPartFindings(sentences: readonly ToldSentence[]): Finding[] {
  const prose = sentences.filter(({ sentence: { inCell } }) => !inCell);
  return prose.flatMap((told, at): Finding[] => {
    const found = partsOf(told);
    if (!found) return [];
    const { sentence } = told;
    const { from, parts } = found;
    const unit = parts[0]!.unit;
    const before = prose.slice(Math.max(0, at - BACK), at).filter((one) => one.sentence.section.line === sentence.section.line && sentence.line - one.sentence.line <= NEAR);
    const wholes = [...before.flatMap((one) => one.numbers.map((number) => ({ number, one }))), ...told.numbers.filter((number) => number.at < from).map((number) => ({ number, one: told }))].filter(({ number }) => number.unit === unit);
    const first = from === 0 ? /^(?:ut)?av\s+(?:de|totalt)\s+(?<whole>\d[\d ]*)\s/iu.exec(sentence.text)?.groups!["whole"] : undefined;
    // Its own whole is told first in it: that is judged where parts and wholes of one sentence are.
    if (first !== undefined || !wholes.length) return [];
    const together = addSpans(parts.map(spanOfTold));
    if (wholes.some(({ number }) => meets(spanOfTold(number), together))) return [];
    const all = sum(parts.map(({ value }) => value));
    const both = BOTH.test(sentence.text) && parts.length === FEWEST;
    // Parts that come to less are not always all: women and men are, where nothing more is said of them.
    const meant = wholes.filter(({ number: { value } }) => (compare(all, value) > 0 ? isOneFigureOff(absolute(subtract(all, value))) || (both && isNear(value, all)) : both && ENDS_WITH_BOTH.test(sentence.text) && digits(value) > 2 && isNear(value, all)));
    const [whole, ...more] = meant;
    if (!whole || more.some(({ number: { value } }) => value !== whole.number.value)) return [];
    const shown = `${formatNumber(all)}${unit === "count" ? "" : ` ${unit}`}`;
    return [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, parts[0]!.at), quote: sentence.text, expected: shown, message: `${parts.map(({ written }) => written).join(" + ")} är ${shown}, men det hela är ${whole.number.written}.`, evidence: whole.one === told ? [] : [{ line: lineAt(whole.one.sentence, whole.number.at), quote: whole.one.sentence.text }] }];
  });
}
