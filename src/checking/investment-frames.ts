import { compare } from "../platform/decimal.ts";
import { lineAt } from "./checked-sentences.ts";
import { kronor } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** "En investeringsbudget för 2024 om 1,2 mkr", "investeringsbudget för 2024 uppgår till 0,9 mkr". */
const FRAME = /investeringsbudget(?:en)?\s+(?:för\s+)?(?<year>(?:19|20)\d\d)\s+(?:om|på|uppgår\s+till|uppgick\s+till|är)\s+(?:sammanlagt\s+|totalt\s+)?$/iu;

/** A budget that has been changed, or is not decided, is another amount. */
const OTHERWISE = /(?<![a-zà-ÿ])(?:ursprunglig|reviderad|justera|utökad|förslag|tilläggs|föreslag)/iu;

/** One year's investments told with two amounts: what is decided first, and what the rest of the document has. */
export function investmentFrameFindings(sentences: readonly ToldSentence[]): Finding[] {
  const told = sentences.flatMap(({ numbers, sentence }) => (sentence.inCell ? [] : numbers.flatMap((number) => {
    const year = isMoney(number.unit) ? FRAME.exec(sentence.text.slice(0, number.at))?.groups!["year"] : undefined;
    return year === undefined || !isMoney(number.unit) ? [] : [{ sentence, number, year, amount: kronor(number.value, number.unit) }];
  })));
  return [...Map.groupBy(told.filter(({ sentence }) => !OTHERWISE.test(sentence.text)), ({ year }) => year).values()].flatMap((same): Finding[] => {
    const [first, ...others] = same;
    const other = others.find(({ amount, sentence }) => compare(amount, first!.amount) !== 0 && sentence !== first!.sentence);
    if (!first || !other || others.some(({ amount }) => compare(amount, first.amount) === 0)) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(first.sentence, first.number.at), quote: first.sentence.text, expected: other.number.written, message: `Investeringsbudgeten för ${first.year} är ${first.number.written} här, men ${other.number.written} på rad ${other.sentence.line}.`, evidence: [{ line: lineAt(other.sentence, other.number.at), quote: other.sentence.text }] }];
  });
}
