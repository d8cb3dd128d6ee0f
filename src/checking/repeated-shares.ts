import { compare, type Decimal } from "../platform/decimal.ts";
import { parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

/** "Effektiviseringskrav på 2 procent av 2022 års ram": what is demanded or given, of what. */
const DEMANDED = new RegExp(String.raw`(?<![a-zà-ÿ])(?<what>[a-zà-ÿ]*(?:krav|uppräkning|indexering|kompensation|besparing)(?:et|en)?)\s+(?:är|på|om|motsvarar|uppgår\s+till)\s+(?<percent>${NUMBER})\s*(?:procent|%)\s+av\s+(?<of>(?:19|20)\d\d\s+års\s+[a-zà-ÿ]+|[a-zà-ÿ]{4,}(?:\s+(?:19|20)\d\d)?)`, "giu");
const bare = (word: string): string => fold(word).replace(/(?:et|en)$/u, "");

interface Demand { readonly key: string; readonly percent: Decimal; readonly written: string; readonly line: number; readonly quote: string; readonly sentence: CheckedSentence }
/** One share of one thing that is told as two, in two parts of a document. */
export function repeatedShareFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const told = sentences.flatMap((sentence): Demand[] => (sentence.inCell ? [] : [...sentence.text.matchAll(DEMANDED)]).flatMap((match) => {
    const { of, percent, what } = match.groups!;
    const value = parseNumber(percent!);
    return value === null ? [] : [{ key: `${bare(what!)} ${fold(of!)}`, percent: value, written: match[0], line: lineAt(sentence, match.index), quote: sentence.text, sentence }];
  }));
  return [...Map.groupBy(told, ({ key }) => key).values()].flatMap(([first, ...others]): Finding[] => {
    const other = others.find((one) => one.sentence.section.line !== first!.sentence.section.line && compare(one.percent, first!.percent) !== 0);
    // Where it is told in more than two ways, it is of more than one thing.
    if (!other || new Set([first!, ...others].map(({ percent }) => percent)).size > 2) return [];
    return [{ code: "statements-differ", severity: "warning", line: first!.line, quote: first!.quote, expected: other.written, message: `Här står »${first!.written}«, men »${other.written}« på rad ${other.line}.`, evidence: [{ line: other.line, quote: other.quote }] }];
  });
}
