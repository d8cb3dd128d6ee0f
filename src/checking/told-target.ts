import { compare } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import type { ToldSentence } from "./told-sentence.ts";

const VERDICT = /(?<!\p{L})(?:(?<not>når\s+(?:\p{L}+\s+)?inte|nåddes\s+inte|nås\s+(?:\p{L}+\s+)?inte|uppnås\s+inte|klarar\s+inte|uppfylls\s+inte|uppnår\s+inte|under målet|inte\s+(?:når|nått|uppnått|uppnåtts))|(?<met>når|nåddes|nås|uppnås|uppnår|klarar|uppfylls|uppfyller|nått|uppnått))(?!\p{L})/iu;
/** "Målet på minst 90 procent", "målvärdet högst 5,5". */
const TARGET = /mål(?:et|värdet|nivån)\s+(?:på\s+|om\s+|är\s+|var\s+|att\s+)?(?<way>minst|högst|lägst)\s+$/iu;

/** "91,0 procent. Målet på minst 90 procent nås inte": what is told to be reached, or not, against its own number. */
export function toldTargetFindings(sentences: readonly ToldSentence[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }, at) => numbers.flatMap((target, index): Finding[] => {
    const way = inCell ? undefined : TARGET.exec(text.slice(0, target.at))?.groups!["way"]?.toLowerCase();
    const verdict = VERDICT.exec(text);
    if (!way || !verdict || numbers.length > 2) return [];
    const before = sentences[at - 1];
    const near = numbers[index - 1] ?? (before?.sentence.section.line === sentence.section.line && before.numbers.length === 1 ? before.numbers[0] : undefined);
    if (!near || near.unit !== target.unit || near.way !== null || near.about) return [];
    const reached = way === "högst" ? compare(near.value, target.value) <= 0 : compare(near.value, target.value) >= 0;
    const said = verdict.groups!["not"] === undefined;
    if (reached === said) return [];
    return [{ code: "target-status", severity: "error", line: lineAt(sentence, target.at), quote: text, expected: reached ? "målet nås" : "målet nås inte", message: `${near.written} ${reached ? "når" : "når inte"} målet ${way} ${formatNumber(target.value)}, men texten säger att det ${said ? "nås" : "inte nås"}.`, evidence: numbers[index - 1] ? [] : [{ line: before!.sentence.line, quote: before!.sentence.text }] }];
  }));
}
