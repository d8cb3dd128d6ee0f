import { compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

/** "Högst 6,8 procent 2025", "inte vara högre än 6,3 procent 2025": how far something may go, and when. */
const BOUND = /(?<![a-zà-ÿ])(?:(?<most>högst|inte\s+(?:ska\s+|skall\s+)?(?:vara|bli|överstiga)(?:\s+högre\s+än)?|inte\s+högre\s+än)|(?<least>minst|lägst|inte\s+(?:vara|bli)\s+lägre\s+än))\s+(?<value>\d{1,3}(?:,\d+)?)\s*(?:procent|%)\s+(?:år\s+|under\s+)?(?<year>20\d\d)(?!\d)/iu;
const IS_TARGET = /(?<![a-zà-ÿ])(?:mål(?:et|en|värde[a-zà-ÿ]*|sättning[a-zà-ÿ]*)?|ska|skall)(?![a-zà-ÿ])/iu;
const OTHERWISE = /(?<![a-zà-ÿ])(?:riket|länet|tidigare|föregående|kvinnor|män|flickor|pojkar|enhet[a-zà-ÿ]*|kommunens\s+mål|fullmäktiges\s+mål)(?![a-zà-ÿ])/iu;
const [SHORTEST, STEM] = [9, 9];

interface ToldTarget { readonly sentence: CheckedSentence; readonly at: number; readonly value: Decimal; readonly key: string; readonly subjects: ReadonlySet<string> }
/** One measure with two targets for the same year, each told as a bound. */
export function twoTargetFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const told = sentences.filter(({ inCell, text }) => !inCell && IS_TARGET.test(text) && !OTHERWISE.test(text)).flatMap((sentence): ToldTarget[] => {
    const match = BOUND.exec(sentence.text);
    const value = match ? parseNumber(match.groups!["value"]!) : null;
    if (!match || value === null) return [];
    const subjects = new Set(fold(sentence.text.slice(0, match.index)).split(" ").filter((word) => word.length >= SHORTEST).map((word) => word.slice(0, STEM)));
    return [{ sentence, at: match.index, value, key: `${match.groups!["most"] ? "most" : "least"} ${match.groups!["year"]}`, subjects }];
  });
  return told.flatMap((later, at) => told.slice(0, at).flatMap((earlier): Finding[] => {
    if (later.key !== earlier.key || compare(later.value, earlier.value) === 0 || ![...later.subjects].some((word) => earlier.subjects.has(word))) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(later.sentence, later.at), quote: later.sentence.text, expected: `${formatNumber(earlier.value)} %`, message: `Målet är ${formatNumber(later.value)} procent här, men ${formatNumber(earlier.value)} procent för samma år på rad ${earlier.sentence.line}.`, evidence: [{ line: earlier.sentence.line, quote: earlier.sentence.text }] }];
  }));
}
