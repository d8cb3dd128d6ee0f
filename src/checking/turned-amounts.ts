import { compare, divide, type Decimal } from "../platform/decimal.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import type { ToldNumber } from "./told-number.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";
import { isSameWord } from "./telling-words.ts";

const [FEWEST_DIGITS, LEAST_WORD, NEAR, MOST_TOLD] = [3, 6, 4, 6];
/** Words that stand beside any amount. */
const COMMON = /^(?:uppgic|uppgår|uppgar|uppgat|redovi|visade|blev|kostnad|intakt|budget|belopp|kronor|underskott|overskott|avvikelse|utfall|prognos|namnden|kommun|samman|totalt|motsvarande|verksamhet|resultat|nettokostnad|ramen|okning|minskning|jamfort|under|mellan|genom|helaret|forra|foregaende|januari|februari|augusti|september|oktober|november|december|personal|enheten)/;
interface ToldAmount { readonly sentence: CheckedSentence; readonly number: ToldNumber; readonly amount: Decimal; readonly words: readonly string[]; readonly digits: string }

/** The words right before an amount: "en särskild avgift om 312 000 kronor". */
const wordsBefore = (text: string, at: number): string[] => fold(text.slice(0, at).split(/[.;:(]/u).at(-1)!).split(" ").slice(-NEAR).filter((word) => word.length >= LEAST_WORD && !COMMON.test(word));
const withoutNoughts = (amount: Decimal): string => amount.replace(/\D/g, "").replace(/0+$/, "");

/** One amount in kronor that is told twice with the same figures in another order: "avgift om 312 000 kronor" here, "avgiften till 213 000 kronor" there. */
export function turnedAmountFindings(sentences: readonly ToldSentence[]): Finding[] {
  const told = sentences.flatMap(({ numbers, sentence }) => (sentence.inCell ? [] : numbers).flatMap((number): ToldAmount[] => {
    if (!isMoney(number.unit) || number.about || number.way !== null) return [];
    const amount = kronor(number.value, number.unit as FigureUnit);
    const words = wordsBefore(sentence.text, number.at);
    const digits = withoutNoughts(amount);
    return digitsOf(digits) < FEWEST_DIGITS || !words.length ? [] : [{ sentence, number, amount, words, digits: [...digits].toSorted().join("") }];
  }));
  // What is told of many amounts is a word for money, and tells nothing of one.
  const often = new Set([...Map.groupBy(told.flatMap(({ words }) => words), (word) => word.slice(0, LEAST_WORD))].flatMap(([stem, all]) => (all.length > MOST_TOLD ? [stem] : [])));
  const rare = told.map((one) => ({ ...one, words: one.words.filter((word) => !often.has(word.slice(0, LEAST_WORD))) })).filter(({ words }) => words.length > 0);
  const found = [...Map.groupBy(rare, ({ digits }) => digits).values()].flatMap((same) => same.flatMap((one, at) => same.slice(at + 1).flatMap((other): Finding[] => {
    // The same figures in another order, of the same size.
    if (compare(one.amount, other.amount) === 0 || one.sentence === other.sentence || withoutNoughts(one.amount) === withoutNoughts(other.amount) || !/^0\.[2-9]|^[1-4](?:\.|$)/.test(divide(one.amount, other.amount))) return [];
    const shared = one.words.filter((word) => other.words.some((own) => isSameWord(word, own)));
    if (!shared.length) return [];
    return [{ code: "told-slip", severity: "warning", line: lineAt(one.sentence, one.number.at), quote: one.sentence.text, expected: other.number.written, message: `Här står ${one.number.written}, men om samma sak ${other.number.written} på rad ${lineAt(other.sentence, other.number.at)}: är siffrorna omkastade?`, evidence: [{ line: lineAt(other.sentence, other.number.at), quote: other.sentence.text }] }];
  })));
  return found.filter(({ line }, at) => found.findIndex((other) => other.line === line) === at);
}
