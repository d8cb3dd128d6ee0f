import { compare } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const NOUN = String.raw`(?:[a-zà-ÿ]{5,}\s+)?(?<noun>[a-zà-ÿ]{7,})`;
const ALL = new RegExp(String.raw`(?<![a-zà-ÿ])(?:samtliga|alla)\s+(?:de\s+)?(?<all>${NUMBER})\s+${NOUN}`, "giu");
const SOME = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<some>${NUMBER})\s+av\s+(?:de\s+|totalt\s+)?(?<all>${NUMBER})\s+${NOUN}`, "giu");
const STEM = 8;
const MADE = /(?<![a-zà-ÿ])(?:genomför[a-zà-ÿ]*|utför[a-zà-ÿ]*|gjordes|gjorts|slutför[a-zà-ÿ]*|besökt[a-zà-ÿ]*|granska[a-zà-ÿ]*|kontroller[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;

/** "Samtliga 45 planerade besök genomfördes" here, and "41 av 45 planerade besök genomfördes" there. */
export function allOfThemFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const told = sentences.filter(({ inCell, text }) => !inCell && MADE.test(text));
  const some = told.flatMap((sentence) => [...sentence.text.matchAll(SOME)].map((match) => ({ sentence, match, some: parseNumber(match.groups!["some"]!)!, all: parseNumber(match.groups!["all"]!)!, noun: fold(match.groups!["noun"]!).slice(0, STEM) })));
  return told.flatMap((sentence) => [...sentence.text.matchAll(ALL)].flatMap((match): Finding[] => {
    const all = parseNumber(match.groups!["all"]!)!;
    const noun = fold(match.groups!["noun"]!).slice(0, STEM);
    const other = some.find((one) => one.sentence !== sentence && one.noun === noun && compare(one.all, all) === 0 && compare(one.some, one.all) < 0);
    if (!other) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `${formatNumber(other.some)} av ${formatNumber(all)}`, message: `Här står »${match[0]}«, men »${other.match[0]}« på ett annat ställe.`, evidence: [{ line: lineAt(other.sentence, other.match.index), quote: other.sentence.text }] }];
  }));
}
