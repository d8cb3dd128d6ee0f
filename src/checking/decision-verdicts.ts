import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { sharedWords } from "./word-sets.ts";

const PARAGRAPH = /§\s?(?<number>\d{1,3})(?!\d)/gu;
/** What a meeting did with a matter. */
const VERDICTS = [
  { name: "återremitterades", pattern: /(?<![a-zà-ÿ])återremi(?:tter|ss)[a-zà-ÿ]*/iu },
  { name: "avslogs", pattern: /(?<![a-zà-ÿ])(?:avslog|avslogs|avslagit|avslagits|avslås|avslag)(?![a-zà-ÿ])/iu },
  { name: "bordlades", pattern: /(?<![a-zà-ÿ])bordla(?:de|des|gt|gts)(?![a-zà-ÿ])/iu },
  { name: "godkändes", pattern: /(?<![a-zà-ÿ])(?:godkän(?:de|des|d|t|ts|nande)|fastställ(?:de|des|d|t|ts)|antog|antogs|antagen|antagits|bifallen|bifölls|bifall)(?![a-zà-ÿ])/iu },
] as const;
/** "Är ännu inte godkänd", "föreslår att … godkänns": what is not so, or not yet. */
const NOT = /(?<![a-zà-ÿ])(?:inte|ej|ännu|föreslå[a-zà-ÿ]*|ska|skulle|innan|efter att|därefter|sedan)(?![a-zà-ÿ])/iu;
interface ToldDecision { readonly number: string; readonly verdict: string; readonly words: ReadonlySet<string>; readonly line: number; readonly quote: string }
const [LEAST, STEM] = [7, 8];
const wordsOf = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => word.length >= LEAST && !VERDICTS.some(({ pattern }) => pattern.test(word)) && !/^(?:namnd|kommunstyrels|fullmaktig|kommunfull|beslut)/.test(word)).map((word) => word.slice(0, STEM)));

function decisionIn(text: string, line: number): ToldDecision[] {
  const numbers = [...text.matchAll(PARAGRAPH)].map(({ groups }) => groups!["number"]!);
  const clauses = text.split(/,\s+(?:som|vilken|vilket|men|och)\s/iu);
  const verdicts = VERDICTS.filter(({ pattern }) => clauses.some((clause) => pattern.test(clause) && !NOT.test(clause)));
  // With more of either, which is whose is not known.
  return numbers.length === 1 && verdicts.length === 1 ? [{ number: numbers[0]!, verdict: verdicts[0]!.name, words: wordsOf(text), line, quote: text }] : [];
}

/** One paragraph of the minutes of which one place says that the matter was sent back, and another that it was approved. */
export function decisionVerdictFindings({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const told = [
    ...sentences.filter(({ inCell }) => !inCell).flatMap(({ line, text }) => decisionIn(text, line)),
    ...blocks.filter(isTable).flatMap(({ rows }) => rows.flatMap(({ cells, line }) => decisionIn(cells.map(oneLine).join(" "), line).map((one) => ({ ...one, quote: quoteOfCells(cells) })))),
  ].toSorted((a, b) => a.line - b.line);
  return told.flatMap((later, at): Finding[] => {
    const earlier = told.slice(0, at).find((one) => one.number === later.number && one.line !== later.line && sharedWords(one.words, later.words).length > 0);
    if (!earlier || earlier.verdict === later.verdict) return [];
    return [{ code: "statements-differ", severity: "warning", line: later.line, quote: later.quote, expected: earlier.verdict, message: `§ ${later.number} ${later.verdict} enligt texten här, men ${earlier.verdict} enligt rad ${earlier.line}.`, evidence: [{ line: earlier.line, quote: earlier.quote }] }];
  });
}
