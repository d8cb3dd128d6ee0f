import { compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import type { CheckedTarget } from "./target-status.ts";
import { hasWords, tellingWords } from "./telling-words.ts";
import type { ToldSentence } from "./told-sentence.ts";

const VERDICT = /(?<![a-zà-ÿ])(?:(?<not>når\s+(?:[a-zà-ÿ]+\s+)?inte|nåddes\s+(?:[a-zà-ÿ]+\s+)?inte|nås\s+(?:[a-zà-ÿ]+\s+)?inte|uppnås\s+inte|klarar\s+inte|uppfylls\s+inte|uppfyller\s+inte|uppnår\s+inte|under målet|inte\s+(?:alls\s+|riktigt\s+|helt\s+)?(?:når|nås|nåddes|nått|uppnått|uppnåddes|uppnåtts))|(?<met>når|nåddes|nås|uppnås|uppnår|klarar|uppfylls|uppfyller|överträffar|nått|uppnått))(?![a-zà-ÿ])/iu;
/** "Målet på minst 90 procent", "målvärdet högst 5,5". */
const TARGET = /mål(?:et|värdet|nivån)\s+(?:på\s+|om\s+|är\s+|var\s+|att\s+)?(?<way>minst|högst|lägst)\s+$/iu;
const isReached = (value: Decimal, target: Decimal, way: string): boolean => (way === "högst" || way === "most" ? compare(value, target) <= 0 : compare(value, target) >= 0);
const told = (sentence: CheckedSentence, at: number, reached: boolean, value: string, target: string, evidence: Finding["evidence"]): Finding => ({ code: "target-status", severity: "error", line: lineAt(sentence, at), quote: sentence.text, expected: reached ? "målet nås" : "målet nås inte", message: `${value} ${reached ? "når" : "når inte"} målet ${target}, men texten säger att det ${reached ? "inte nås" : "nås"}.`, evidence });

/** "91,0 procent. Målet på minst 90 procent nås inte": what is told to be reached, or not, against its own number. */
function againstNumber({ numbers, sentence, sentence: { inCell, text } }: ToldSentence, before: ToldSentence | undefined): Finding[] {
  return numbers.flatMap((target, index): Finding[] => {
    const way = inCell ? undefined : TARGET.exec(text.slice(0, target.at))?.groups!["way"]?.toLowerCase();
    const verdict = VERDICT.exec(text);
    if (!way || !verdict || numbers.length > 2) return [];
    const near = numbers[index - 1] ?? (before?.sentence.section.line === sentence.section.line && before.numbers.length === 1 ? before.numbers[0] : undefined);
    if (!near || near.unit !== target.unit || near.way !== null || near.about) return [];
    const reached = isReached(near.value, target.value, way);
    return reached === (verdict.groups!["not"] === undefined) ? [] : [told(sentence, target.at, reached, near.written, `${way} ${formatNumber(target.value)}`, numbers[index - 1] ? [] : [{ line: before!.sentence.line, quote: before!.sentence.text }])];
  });
}

/** "Målet högst 7,5 procent nåddes", "… överträffar kravet": against the row of targets that the sentence, or the one before it, names. */
function againstRow({ numbers, sentence, sentence: { inCell, section, text } }: ToldSentence, before: ToldSentence | undefined, rows: readonly CheckedTarget[]): Finding[] {
  const verdict = inCell || !/(?<![a-zà-ÿ])(?:mål|krav)[a-zà-ÿ]*/iu.test(text) ? null : VERDICT.exec(text);
  if (!verdict || /(?<![a-zà-ÿ])(?:delvis|väntas|bedöms|beräknas|ska|kan|kommer|samtliga|alla|ingen|inget|inga|(?:en|ett|två|tre|fyra|fem|sex|sju|åtta)\s+av)(?![a-zà-ÿ])/iu.test(text)) return [];
  const near = before?.sentence.section.line === section.line && !before.sentence.inCell ? before.sentence.text : "";
  const aims = rows.filter(({ said }) => said !== null);
  const naming = (words: readonly string[]): CheckedTarget[] => aims.filter(({ label }) => tellingWords(label).length > 0 && hasWords(tellingWords(label), words));
  const own = naming(fold(text).split(" "));
  const target = numbers.find(({ at }) => TARGET.test(text.slice(0, at)));
  // Its own name, or its target in a sentence that takes up the one before.
  const named = own.length ? own : target ? naming(fold(near).split(" ")).filter((row) => compare(row.target, target.value) === 0) : [];
  const [row] = named;
  if (!row || named.length > 1 || (target && compare(row.target, target.value) !== 0)) return [];
  // A sentence of several numbers may be of another year.
  if (own.length > 0 && !numbers.some(({ value }) => compare(value, row.outcome) === 0 || compare(value, row.target) === 0)) return [];
  const reached = isReached(row.outcome, row.target, row.said!);
  return reached === (verdict.groups!["not"] === undefined) ? [] : [told(sentence, verdict.index, reached, `»${row.label}« ${formatNumber(row.outcome)}`, `${row.said === "most" ? "högst" : "minst"} ${formatNumber(row.target)}`, [{ line: row.line, quote: row.quote }])];
}

/** What sentences say of targets that are reached, or not. */
export function toldTargetFindings(sentences: readonly ToldSentence[], rows: readonly CheckedTarget[]): Finding[] {
  return sentences.flatMap((sentence, at) => { const found = againstNumber(sentence, sentences[at - 1]); return found.length ? found : againstRow(sentence, sentences[at - 1], rows); });
}
