import { absolute, compare, multiply, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, tablesBeside, type FigureTable } from "./figure-table.ts";
import { kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding, FindingEvidence } from "./finding.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";
import { hasWords, sentenceWords } from "./telling-words.ts";

const NEED = String.raw`(?<what>(?:[a-zà-ÿ]+(?:e|a)\s+)?[a-zà-ÿ]*(?:kravet|underskottet|behovet|besparingen|gapet))`;
/** "Åtgärderna motsvarar hela effektiviseringskravet", "därmed är det befarade underskottet täckt i sin helhet". */
const COVERS = [
  new RegExp(String.raw`åtgärderna\s+(?:motsvarar|täcker|möter|uppfyller)\s+(?:därmed\s+)?hela\s+(?:det\s+)?${NEED}(?![a-zà-ÿ])`, "iu"),
  new RegExp(String.raw`(?<![a-zà-ÿ])(?:är|blir)\s+(?:därmed\s+)?(?:hela\s+)?(?:det\s+)?${NEED}\s+(?:därmed\s+)?(?:täckt|finansierat|hämtat)(?:\s+(?:helt|fullt\s+ut|i\s+sin\s+helhet))?(?![a-zà-ÿ])`, "iu"),
];
const GIVES = /(?<![a-zà-ÿ])(?:ge|ger|gav|tillsammans|sammanlagt|beräknas)(?![a-zà-ÿ])/iu;
/** Within so much it is covered, as people say. */
const NEARLY = "1.02";
/** No paper says it oftener. */
const MOST_CLAIMS = 50;
/** Of what the same word may be told: what is left of it, or what somebody else has. */
const OTHERWISE = /(?<![a-zà-ÿ])(?:återst|kvar|saknar|ännu\s+inte|varav|del\s+av|minskat|ökat)/iu;

/** That measures cover all that is needed, where they come to less. */
export function fullCoverFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  let claims = 0;
  return sentences.flatMap((told, at): Finding[] => {
    const { sentence, sentence: { inCell, section, text } } = told;
    const match = inCell || claims > MOST_CLAIMS ? undefined : COVERS.map((pattern) => pattern.exec(text)).find((one) => one !== null);
    if (!match) return [];
    claims += 1;
    const what = sentenceWords(match.groups!["what"]!);
    // What the measures come to: told in the sentence or the one before it, or the sum of the table beside.
    const before = sentences[at - 1]?.sentence.section.line === section.line ? sentences[at - 1] : undefined;
    const given = [told, ...(before ? [before] : [])].flatMap(({ numbers, sentence: own }) => (GIVES.test(own.text) ? numbers.filter((number) => isMoney(number.unit)).map((number) => ({ amount: kronor(number.value, number.unit as FigureUnit), shown: number.written, evidence: { line: lineAt(own, number.at), quote: own.text } })) : []));
    const sums = tablesBeside(tables, sentence).flatMap(({ columns, rows, unit }) => { const total = rows.find(({ label }) => isSum(label)) ?? rows.find(({ quote }) => /^(?:summa|totalt?)/.test(fold(quote))); const cell = total?.cells.findLast((one) => one !== null) ?? null; return total && cell !== null && unit !== null && columns.length <= 2 ? [{ amount: kronor(absolute(cell), unit), shown: `${formatNumber(absolute(cell))} ${unit}`, evidence: { line: total.line, quote: total.quote } }] : []; });
    const [measures] = given.length === 1 ? given : given.length === 0 && sums.length === 1 ? sums : [];
    if (!measures) return [];
    const needs = sentences.flatMap(({ numbers, sentence: own }): { amount: Decimal; shown: string; evidence: FindingEvidence }[] => {
      if (own === sentence || own.inCell || !numbers.some(({ unit }) => isMoney(unit)) || OTHERWISE.test(own.text) || !hasWords(what, sentenceWords(own.text))) return [];
      return numbers.filter((number) => isMoney(number.unit) && new RegExp(String.raw`${what.at(-1)!.slice(0, 8)}[a-z]*\s+(?:ar|pa|om|blir|uppgar till|beraknas till)(?:\s|$)`, "u").test(fold(own.text.slice(0, number.at)).slice(-90))).slice(0, 1).map((number) => ({ amount: kronor(number.value, number.unit as FigureUnit), shown: number.written, evidence: { line: lineAt(own, number.at), quote: own.text } }));
    });
    const [need] = needs;
    if (!need || new Set(needs.map(({ amount }) => amount)).size > 1 || compare(need.amount, multiply(measures.amount, NEARLY)) <= 0) return [];
    return [{ code: "sum-told", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: need.shown, message: `Texten säger att allt är täckt, men åtgärderna är ${measures.shown} och »${match.groups!["what"]!.trim()}« ${need.shown} på rad ${need.evidence.line}.`, evidence: [measures.evidence, need.evidence] }];
  });
}
