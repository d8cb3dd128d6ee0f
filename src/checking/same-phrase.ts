import { compare } from "../platform/decimal.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { isSlip } from "./one-digit.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";
import type { ToldNumber } from "./told-number.ts";

/** "Det strukturella resultatet var 502 mnkr", "det strukturella resultatet på 502 mnkr motsvarade": the same thing, by the same words. */
const PHRASE = /(?<![a-zà-ÿ])(?<phrase>(?:det|den|de)\s+[a-zà-ÿ]{5,}(?:a|e)\s+[a-zà-ÿ]{4,}(?:et|en|na))\s+(?:(?:var|är|blev|uppgick\s+till|uppgår\s+till|på|om)\s+)$/iu;
/** What sets two tellings apart. */
const MARKS = /(?:19|20)\d\d|budget[a-zà-ÿ]*|prognos[a-zà-ÿ]*|föregående|förra|fjol|kvartal[a-zà-ÿ]*|tertial[a-zà-ÿ]*|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december/giu;
const marksOf = (text: string): string => [...new Set((text.match(MARKS) ?? []).map((mark) => fold(mark)))].toSorted().join(" ");
const FAR = 40;

interface Said { readonly told: ToldSentence; readonly number: ToldNumber; readonly phrase: string; readonly marks: string }
/** One thing that is told with an amount in two places near each other, where a figure of it is another, or two have changed places. */
export function samePhraseFindings(sentences: readonly ToldSentence[]): Finding[] {
  const said = sentences.filter(({ sentence: { inCell } }) => !inCell).flatMap((told) => told.numbers.flatMap((number): Said[] => {
    const phrase = isMoney(number.unit) && digitsOf(number.value) > 1 ? PHRASE.exec(told.sentence.text.slice(0, number.at))?.groups!["phrase"] : undefined;
    return phrase ? [{ told, number, phrase: fold(phrase), marks: marksOf(told.sentence.text) }] : [];
  }));
  return [...Map.groupBy(said, ({ phrase }) => phrase).values()].flatMap((same) => same.flatMap((later, at): Finding[] => {
    const [earlier] = same.slice(0, at).filter(({ told }) => later.told.sentence.line - told.sentence.line <= FAR).slice(-1);
    // Each part has its own, and what has been changed is told anew.
    if (!earlier || earlier.told === later.told || earlier.told.sentence.section.line !== later.told.sentence.section.line || /^(?:efter|därefter|sedan)\s/iu.test(later.told.sentence.text) || earlier.number.unit !== later.number.unit || compare(earlier.number.value, later.number.value) === 0 || !isSlip(earlier.number.value, later.number.value)) return [];
    if (earlier.marks !== "" && later.marks !== "" && earlier.marks !== later.marks) return [];
    const { sentence } = later.told;
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, later.number.at), quote: sentence.text, expected: earlier.number.written, message: `Här står ${later.number.written}, men ${earlier.number.written} om samma sak på rad ${lineAt(earlier.told.sentence, earlier.number.at)}.`, evidence: [{ line: lineAt(earlier.told.sentence, earlier.number.at), quote: earlier.told.sentence.text }] }];
  }));
}
