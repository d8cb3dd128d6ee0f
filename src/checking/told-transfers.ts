import { compare } from "../platform/decimal.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const MOVES = /(?<![a-zà-ÿ])(?:omför(?:s|des|t|ts|ing)?|omfördelas?|omfördelades|omdisponeras?|förs|fördes|överförs|överfördes|flyttas|flyttades)(?![a-zà-ÿ])/iu;
const FROM = /(?<![a-zà-ÿ])från\s+(?<from>[^.;,\d]{4,50}?)\s+(?:omför|omfördel|omdispon|förs|fördes|överför|flyttas|flyttades|till|med)/iu;
/** So many transfers are put beside each other. */
const MOST = 200;
const LEAST_WORD = 6;
const wordsOf = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => word.length >= LEAST_WORD).map((word) => word.slice(0, LEAST_WORD + 1)));

interface Transfer { readonly sentence: CheckedSentence; readonly number: ToldNumber; readonly from: string; readonly to: ReadonlySet<string> }
/** "Från Arbete och försörjning omförs 2 900 tkr till Barn och familj för placeringar". */
function transfersIn({ numbers, sentence }: ToldSentence): Transfer[] {
  const money = numbers.filter(({ about, unit }) => isMoney(unit) && !about);
  const from = sentence.inCell || money.length !== 1 || !MOVES.test(sentence.text) ? undefined : FROM.exec(sentence.text)?.groups!["from"];
  return from === undefined ? [] : [{ sentence, number: money[0]!, from: fold(from), to: wordsOf(sentence.text.replace(from, "").replace(MOVES, "")) }];
}

/** The same money moved from one part to another, told in two places with two amounts. */
export function transferFindings(sentences: readonly ToldSentence[]): Finding[] {
  const all = sentences.flatMap(transfersIn).slice(0, MOST);
  return all.flatMap((later, at) => all.slice(0, at).flatMap((earlier): Finding[] => {
    if (later.from !== earlier.from || later.sentence.line === earlier.sentence.line || ![...later.to].some((word) => earlier.to.has(word))) return [];
    const [a, b] = [later.number, earlier.number];
    if (meets(spanOfTold(a), spanOfTold(b)) || compare(kronor(a.value, a.unit as FigureUnit), kronor(b.value, b.unit as FigureUnit)) === 0) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(later.sentence, a.at), quote: later.sentence.text, expected: b.written, message: `Här är det ${a.written} som förs över, men ${b.written} på rad ${earlier.sentence.line}.`, evidence: [{ line: lineAt(earlier.sentence, b.at), quote: earlier.sentence.text }] }];
  }));
}
