import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const SURPLUS = String.raw`(?:överskott(?:et)?|positiv(?:a)?\s+(?:budget)?avvikelse(?:n)?)`;
const DEFICIT = String.raw`(?:underskott(?:et)?|negativ(?:a)?\s+(?:budget)?avvikelse(?:n)?)`;
const COST = String.raw`(?:[a-zà-ÿ]*kostnad(?:en|er|erna)?|[a-zà-ÿ]*utgift(?:er|erna)?|[a-zà-ÿ]*hyror(?:na)?|arvode[a-zà-ÿ]*)`;
const INCOME = String.raw`(?:[a-zà-ÿ]*intäkt(?:er|erna)?|[a-zà-ÿ]*statsbidrag(?:en)?)`;
const MORE = String.raw`(?:högre|ökade|större|dyrare|stigande)`;
const LESS = String.raw`(?:lägre|minskade|mindre|uteblivna|sjunkande)`;
const DUE = String.raw`(?:beror|berodde|förklaras|förklarades|orsakas|orsakades|kommer|kom)\s+(?:främst\s+|framför\s+allt\s+|i\s+huvudsak\s+|till\s+största\s+del(?:en)?\s+|huvudsakligen\s+|bland\s+annat\s+)?(?:på|av)\s+(?:främst\s+|bland\s+annat\s+)?`;
const between = (...parts: string[]): RegExp => new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])${parts.join("")}(?![A-Za-zÀ-ÿ])`, "iu");
/** What may stand between what is told and its cause: how much it is, and against what. */
const CLAUSE = String.raw`(?:\s+(?:på|om|med)\s+[\d ,]+\s*(?:mkr|mnkr|tkr|kronor|miljoner\s+kronor))?(?:\s+(?:mot|jämfört\s+med)\s+budget(?:en)?)?(?:\s+för\s+(?:året|perioden|helåret))?,?\s+(?:som\s+|vilket\s+)?(?:främst\s+|huvudsakligen\s+)?`;
const WORDS = String.raw`(?:(?!(?:och|samt|än|eftersom|för|på|av|avsättningar|bidrag|intäkter|statsbidrag|kundförluster)\s)[a-zà-ÿ-]+\s+){0,2}?`;

type Wrong = readonly [pattern: RegExp, told: string, cause: string];
/** What makes a surplus cannot be more costs or less income; of a deficit, the other way round. */
const DUE_TO: readonly Wrong[] = [
  [between(SURPLUS, CLAUSE, DUE, MORE, String.raw`\s+`, WORDS, COST), "överskott", "högre kostnader"],
  [between(SURPLUS, CLAUSE, DUE, LESS, String.raw`\s+`, WORDS, INCOME), "överskott", "lägre intäkter"],
  [between(DEFICIT, CLAUSE, DUE, LESS, String.raw`\s+`, WORDS, COST), "underskott", "lägre kostnader"],
  [between(DEFICIT, CLAUSE, DUE, MORE, String.raw`\s+`, WORDS, INCOME), "underskott", "högre intäkter"],
];
/** What added to it, told first: whatever else the sentence has before that. */
const ADDED_TO: readonly Wrong[] = [
  [between(String.raw`kostade\s+mer\s+än\s+budgeterat,?\s+(?:vilket|som)\s+(?:bidrog|bidrar|bidragit)\s+till\s+`, SURPLUS), "överskott", "högre kostnader"],
  [between(String.raw`kostade\s+mindre\s+än\s+budgeterat,?\s+(?:vilket|som)\s+(?:bidrog|bidrar|bidragit)\s+till\s+`, DEFICIT), "underskott", "lägre kostnader"],
  [between(MORE, String.raw`\s+`, WORDS, COST, String.raw`,?\s+(?:vilket|som)\s+(?:bidrog|bidrar|bidragit)\s+till\s+`, SURPLUS), "överskott", "högre kostnader"],
  [between(LESS, String.raw`\s+`, WORDS, COST, String.raw`,?\s+(?:vilket|som)\s+(?:bidrog|bidrar|bidragit)\s+till\s+`, DEFICIT), "underskott", "lägre kostnader"],
];
/** Several causes, or one that holds the other back: which is the greater is not known. */
const OTHERWISE = /(?<![a-zà-ÿ])(?:medan|återsök[a-zà-ÿ]*|ersätts|täcks|kompenser[a-zà-ÿ]*|vidare|men|trots|samtidigt|däremot|motverkas|dämpas|minskat?\s+underskott|minskat?\s+överskott|än\s+(?:förra|föregående|20\d\d)|(?:minskat?|ökat?|lägre|mindre|större|högre)\s+(?:under|över)skott)(?![a-zà-ÿ])/iu;

const EXPLAINED = /^(?:fler|högre|ökade?)\s[^.;]*?(?:högre|ökade?)\s+(?:[a-zà-ÿ]*kostnad(?:er)?|arvode[a-zà-ÿ]*)(?![a-zà-ÿ])[^.;]*\s(?:är\s+förklaringen|förklarar\s+(?:det|avvikelsen|överskottet)|är\s+orsaken)\.?$/iu;
const SAID = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:${SURPLUS})\s+mot\s+budget`, "iu");

/** "Överskott mot budget. Orsaken var att intäkterna blev lägre än beräknat." */
const REASON = /^(?:orsaken|förklaringen|anledningen)\s+(?:var|är)\s+(?:främst\s+)?att\s+(?:(?<income>intäkterna)|(?<costs>kostnaderna))\s+(?:blev|var|är|har\s+blivit)\s+(?:(?<less>lägre|mindre)|(?<more>högre|större))\s+än\s+(?:beräknat|budgeterat|väntat|budget|planerat)/iu;
/** "En positiv avvikelse. Den kommer från nämndens underskott." */
const COMES_FROM = /^(?:den|det|avvikelsen)\s+(?:kommer|beror|härrör)\s+(?:främst\s+|huvudsakligen\s+)?(?:från|på|av)\s+[^.;,]*?(?<way>över|under)skott(?:et)?\.?$/iu;
/** Whether a sentence tells of one surplus or one deficit; null where it tells of neither, or of both. */
function outcomeIn(text: string): "surplus" | "deficit" | null {
  const [up, down] = [/överskott|positiv\s+(?:budget)?avvikelse/iu.test(text), /underskott|negativ\s+(?:budget)?avvikelse/iu.test(text)];
  return up === down ? null : up ? "surplus" : "deficit";
}
function reasonBefore(text: string, before: CheckedSentence): readonly [told: string, cause: string] | null {
  const outcome = /budget|avvikelse/iu.test(before.text) ? outcomeIn(before.text) : null;
  if (outcome === null || /(?<![a-zà-ÿ])(?:men|varav|trots)(?![a-zà-ÿ])/iu.test(before.text)) return null;
  const reason = REASON.exec(text)?.groups;
  const [said, other] = outcome === "surplus" ? ["överskott", "underskott"] : ["underskott", "överskott"];
  if (reason) return ((reason["income"] !== undefined) === (reason["more"] !== undefined)) === (outcome === "surplus") ? null : [said!, `${reason["less"] ?? reason["more"]} ${reason["income"] ?? reason["costs"]}`];
  const from = COMES_FROM.exec(text)?.groups?.["way"]?.toLowerCase();
  return from === undefined || (from === "över") === (outcome === "surplus") ? null : [said!, `ett ${other}`];
}

/** A surplus that is put down to higher costs, a deficit to lower ones: one of the words is another's. */
export function causeFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, at): Finding[] => {
    const { inCell, text } = sentence;
    // Two deviations are of two, and a surplus of income is told in other words.
    if (inCell || OTHERWISE.test(text) || (text.match(/(?:över|under)skott|avvik/giu)?.length ?? 0) > 1 || /^intäkt/iu.test(text)) return [];
    const told = (told: string, cause: string, index: number, evidence: Finding["evidence"] = []): Finding => ({ code: "told-way", severity: "warning", line: lineAt(sentence, index), quote: text, expected: null, message: `Texten säger ${told} och förklarar det med ${cause}.`, evidence });
    const found = [...DUE_TO, ...ADDED_TO].flatMap((wrong) => { const [pattern, said, cause] = wrong; const match = pattern.exec(text); return match && (ADDED_TO.includes(wrong) || !/(?<![a-zà-ÿ])(?:lägre|högre|minskade|ökade)(?![a-zà-ÿ])/iu.test(text.slice(0, match.index))) ? [told(said, cause, match.index)] : []; });
    if (found.length) return found.slice(0, 1);
    // "Överskott mot budget på 1,6 mkr. Fler arvoden och högre kostnad per ärende är förklaringen."
    const before = sentences[at - 1];
    const reason = before && !before.inCell && before.section.line === sentence.section.line ? reasonBefore(text, before) : null;
    if (reason) return [told(reason[0], reason[1], 0, [{ line: before!.line, quote: before!.text }])];
    return before && !before.inCell && before.section.line === sentence.section.line && EXPLAINED.test(text) && SAID.test(before.text) && !/(?<![a-zà-ÿ])(?:varav|men)(?![a-zà-ÿ])|\s(?:under)skott/iu.test(before.text) ? [told("överskott", "högre kostnader", 0, [{ line: before.line, quote: before.text }])] : [];
  });
}
