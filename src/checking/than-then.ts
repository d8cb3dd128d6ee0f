import { compare } from "../platform/decimal.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { isNegative } from "./stated-differences.ts";
import type { ToldNumber } from "./told-number.ts";
import type { ToldSentence } from "./told-sentence.ts";

/** "Något fler än föregående år, då 2 148 synpunkter registrerades". */
const THAN_THEN = /(?<![a-zà-ÿ])(?<word>fler|färre|högre|lägre|mer|mindre)\s+än\s+(?:under\s+|år\s+|vid\s+|i\s+)?(?:föregående\s+år|förra\s+året|fjolåret|året\s+(?:innan|före)|(?:samma|motsvarande)\s+(?:period|tid)\s+(?:föregående\s+år|förra\s+året|(?:19|20)\d\d)|(?:19|20)\d\d),?\s+då\s+(?:[a-zà-ÿ]+\s+){0,5}?$/iu;
const UP = new Set(["fler", "högre", "mer"]);
const isTold = ({ unit, way }: ToldNumber): boolean => unit !== "points" && way !== "up" && way !== "down";

/** "Det är något fler än föregående år, då 2 348", of 2 252: they are fewer. */
export function thanThenFindings(sentences: readonly ToldSentence[]): Finding[] {
  const prose = sentences.filter(({ sentence: { inCell } }) => !inCell);
  return prose.flatMap((told, at): Finding[] => {
    const { numbers, sentence, sentence: { section, text } } = told;
    return numbers.flatMap((then): Finding[] => {
      const match = THAN_THEN.exec(text.slice(0, then.at));
      const before = prose[at - 1];
      // "16,9 mkr eller 8,4 procent mer än": how far it is.
      if (match && numbers.some((number) => number.end <= match.index && /^\s*(?:\([^)]*\)\s*)?$/u.test(text.slice(number.end, match.index)))) return [];
      const own = match ? numbers.filter((number) => number.at < match.index && number.unit === then.unit && isTold(number)) : [];
      const near = match && !own.length && /^(?:det|detta|siffran)(?![a-zà-ÿ])/iu.test(text) && before?.sentence.section.line === section.line ? before.numbers.filter((number) => number.unit === then.unit && isTold(number)) : [];
      const [now, ...more] = own.length ? own : near;
      if (!match || !now || more.length || compare(now.value, then.value) === 0) return [];
      // Of what is less than nought, "lägre" may be said of either.
      if (isNegative(text, then) || isNegative((own.length ? told : before!).sentence.text, now)) return [];
      const word = match.groups!["word"]!.toLowerCase();
      if ((compare(now.value, then.value) > 0) === UP.has(word)) return [];
      return [{ code: "told-way", severity: "error", line: lineAt(sentence, then.at), quote: text, expected: null, message: `${now.written} är inte ${word} än ${then.written}.`, evidence: own.length ? [] : [{ line: lineAt(before!.sentence, now.at), quote: before!.sentence.text }] }];
    });
  });
}
