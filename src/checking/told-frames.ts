import { compare } from "../platform/decimal.ts";
import { lineAt } from "./checked-sentences.ts";
import { kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** "En nettoram om 850,1 mkr": the whole frame of a committee, in a decision and elsewhere. */
const FRAME = /(?<![a-zà-ÿ])(?:netto|budget)ram(?:en)?(?:\s+för\s+(?:år\s+)?(?:19|20)\d\d|\s+(?:19|20)\d\d)?\s+(?:om|på|är|blir|uppgår till|uppgick till|till|motsvarande)\s+$/iu;
const DECIDES = /(?<![a-zà-ÿ])(?:fastställ|godkänn|anta(?:r|s)?(?![a-zà-ÿ])|beslut|besluta|begär|föreslå)/iu;
const OTHERWISE = /(?<![a-zà-ÿ])(?:före|innan|föregående|tidigare|ursprunglig|utan|förra|exklusive|efter\s+\d|preliminär)/iu;
const CLOSE = 0.02;

/** The frame that is decided is the one that is told of everywhere else, for the same year. */
export function toldFrameFindings(sentences: readonly ToldSentence[], written: string | null): Finding[] {
  const told = sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => (inCell || OTHERWISE.test(text) ? [] : numbers).flatMap((number) => {
    if (!isMoney(number.unit) || !FRAME.test(text.slice(0, number.at))) return [];
    const year = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(text.slice(0, number.at))?.[0] ?? number.year ?? written;
    return [{ number, sentence, year, decides: DECIDES.test(text), amount: Number(kronor(number.value, number.unit as FigureUnit)) }];
  }));
  return told.filter(({ decides }) => decides).flatMap((decided): Finding[] => {
    const others = told.filter((one) => one.sentence !== decided.sentence && one.year === decided.year);
    const against = others.filter(({ amount, number }) => !meets(spanOfTold(number), spanOfTold(decided.number)) && Math.abs(amount - decided.amount) <= decided.amount * CLOSE);
    const [first] = against;
    if (!first || against.length !== others.length || against.some(({ number }) => compare(number.value, first.number.value) !== 0 && !meets(spanOfTold(number), spanOfTold(first.number)))) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(decided.sentence, decided.number.at), quote: decided.sentence.text, expected: first.number.written, message: `Beslutet har ${decided.number.written}, men ramen är ${first.number.written} på rad ${first.sentence.line}.`, evidence: against.map(({ sentence }) => ({ line: sentence.line, quote: sentence.text })) }];
  });
}
