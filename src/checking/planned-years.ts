import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { sharedWords } from "./word-sets.ts";

const BUDGET_YEAR = /(?<![a-zà-ÿ])budget(?:en|året|år)?\s+(?:för\s+)?(?<budget>(?:19|20)\d\d)(?!\d)[^.]{0,40}?(?<![a-zà-ÿ])plan(?:åren|år|en)?\s+(?:för\s+)?(?:åren\s+)?(?<first>(?:19|20)\d\d)(?!\d)/giu;
/** "Budgetåret 2025 och planåren 2025 och 2026": the years of a plan come after its budget's. */
const planYears = (sentence: CheckedSentence): Finding[] => [...sentence.text.matchAll(BUDGET_YEAR)].flatMap((match): Finding[] => {
  const { budget, first } = match.groups!;
  if (Number(first) > Number(budget)) return [];
  return [{ code: "year-order", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: String(Number(budget) + 1), message: `Budgeten är för ${budget}, men planåren börjar ${first}.`, evidence: [] }];
});

/** What happens once, in some year. */
const MILESTONE = /(?<![a-zà-ÿ])(?<what>driftstart|drifttag|tas i drift|byggstart|inflyttning|invig|färdigställ|slutbesikt|står klar|öppnar|bli(?:r)? klar|går ut|löper ut)[a-zà-ÿ]*/iu;
const KINDS = [/driftstart|drifttag|tas i drift|färdigställ|står klar|bli(?:r)? klar|invig|inflyttning|öppnar/iu, /byggstart/iu, /slutbesikt/iu, /går ut|löper ut/iu] as const;
const [RARE, NEAR] = [8, 60];
const words = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => /^[A-Za-zÀ-ÿ]{5,}$/u.test(word) && !MILESTONE.test(word)).map((word) => word.slice(0, 8)));

/** One thing that is ready in one year here, and in another there. */
function milestones(sentences: readonly CheckedSentence[]): Finding[] {
  const seen = new Map<string, number>();
  for (const { text } of sentences) for (const word of words(text)) seen.set(word, (seen.get(word) ?? 0) + 1);
  const told = sentences.flatMap((sentence, at) => {
    const match = MILESTONE.exec(sentence.text);
    const years = match ? [...sentence.text.slice(match.index, match.index + NEAR).matchAll(/(?<![\d–-])20\d\d(?![\d–-])/gu)].map(([year]) => year) : [];
    if (!match || years.length !== 1 || sentence.inCell || /försena|senarelag|tidigare|ursprunglig|flyttas/iu.test(sentence.text.slice(0, match.index + NEAR))) return [];
    // What it is that is ready may stand in the sentence before.
    const before = sentences[at - 1];
    const about = `${sentence.text} ${before?.section.line === sentence.section.line && !before.inCell ? before.text : ""}`;
    return [{ sentence, year: years[0]!, kind: KINDS.findIndex((pattern) => pattern.test(match[0])), words: new Set([...words(about)].filter((word) => (seen.get(word) ?? 0) <= RARE)), at: match.index }];
  });
  return told.flatMap((later, index) => told.slice(0, index).flatMap((earlier): Finding[] => {
    if (later.year === earlier.year || later.kind !== earlier.kind || sharedWords(later.words, earlier.words).length < 2) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(later.sentence, later.at), quote: later.sentence.text, expected: earlier.year, message: `Här står ${later.year}, men ${earlier.year} på ett annat ställe som ser ut att tala om samma sak.`, evidence: [{ line: earlier.sentence.line, quote: earlier.sentence.text }] }];
  }));
}

/** Years to come, as a document tells them in several places. */
export const plannedYearFindings = (sentences: readonly CheckedSentence[]): Finding[] => [...sentences.flatMap(planYears), ...milestones(sentences)];
