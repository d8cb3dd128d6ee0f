import { compare, negate } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets, middleOf, turned, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** "Kostnaderna överskred budgeten med 4,2 mkr", "intäkterna blev 8,5 mkr högre än budgeterat". */
const COSTS = /^\s*(?:verksamhetens\s+|nämndens\s+)?(?:totala\s+)?kostnader(?:na)?(?![a-zà-ÿ])(?!\s+för\s)/iu;
const INCOME = /^\s*(?:(?:medan|och|samtidigt\s+som)\s+)?(?:verksamhetens\s+|nämndens\s+)?(?:totala\s+)?intäkter(?:na)?(?![a-zà-ÿ])(?!\s+från\s)/iu;
const NET = /(?<![a-zà-ÿ])(?:sammanlagt?|samlat|totalt|tillsammans|nettot?|nämnden\s+redovisar|verksamheterna\s+redovisade)(?![a-zà-ÿ])/iu;
const AGAINST_BUDGET = /budget/iu;
const MORE = /(?:överskr[a-zà-ÿ]+|översteg)[^.;]*med\s+(?:cirka\s+|ca\s+)?$/iu;
const LESS = /(?:underskr[a-zà-ÿ]+|understeg)[^.;]*med\s+(?:cirka\s+|ca\s+)?$/iu;
const NEAR = 4;

/** How far above its budget something was; null where the sentence says neither. */
function above(text: string, number: ToldNumber): ShownSpan | null {
  const [before, after] = [text.slice(0, number.at), text.slice(number.end)];
  const span = spanOfTold(number);
  if (MORE.test(before) || /^\s*(?:högre|mer|över)(?![a-zà-ÿ])/iu.test(after)) return span;
  if (LESS.test(before) || /^\s*(?:lägre|mindre|under)(?![a-zà-ÿ])/iu.test(after)) return turned(span);
  return null;
}
interface Side { readonly told: ToldSentence; readonly number: ToldNumber; readonly span: ShownSpan }
function side(told: ToldSentence, subject: RegExp): Side | null {
  const { numbers, sentence: { inCell, text } } = told;
  const money = numbers.filter(({ unit }) => isMoney(unit));
  const [number, ...more] = money;
  const span = !inCell && number && !more.length && subject.test(text) && AGAINST_BUDGET.test(text) ? above(text, number) : null;
  return span ? { told, number: number!, span } : null;
}

const HALF = /\s(?:medan|och|samtidigt\s+som)\s/iu;
/** A sentence of both, as two of one each, with everything in its place. */
function halves(told: ToldSentence): ToldSentence[] {
  const { numbers, sentence } = told;
  const [first, second, ...more] = numbers.filter(({ unit }) => isMoney(unit));
  const turn = first && second && !more.length ? HALF.exec(sentence.text.slice(first.end, second.at)) : null;
  if (!turn) return [told];
  const at = first!.end + turn.index;
  return [{ ...told, numbers: [first!], sentence: { ...sentence, text: sentence.text.slice(0, at) } }, { ...told, numbers: [second!], sentence: { ...sentence, text: " ".repeat(at) + sentence.text.slice(at) } }];
}

/** Costs above their budget and income above its, side by side, against what is said of both together just before: "ett sammanlagt överskott mot budget med 4,3 mkr". */
export function incomeAndCostFindings(all: readonly ToldSentence[]): Finding[] {
  const sentences = all.flatMap(halves);
  return sentences.flatMap((told, at): Finding[] => {
    const income = side(told, INCOME);
    const costs = income && sentences[at - 1] && !COSTS.test(told.sentence.text) ? side(sentences[at - 1]!, COSTS) : null;
    if (!income || !costs || INCOME.test(costs.told.sentence.text)) return [];
    const net = sentences.slice(Math.max(0, at - NEAR), at - 1).flatMap((one) => {
      const { numbers, sentence: { section, text } } = one;
      const number = numbers.find(({ unit }) => isMoney(unit));
      const match = /(?<way>överskott|underskott)\s+(?:(?:mot|jämfört\s+med|gentemot)\s+budget(?:en)?\s+)?(?:med|på|om)\s+(?:cirka\s+|ca\s+)?$/iu.exec(text.slice(0, number?.at ?? 0));
      return number && AGAINST_BUDGET.test(text) && match && NET.test(text) && section.line === told.sentence.section.line ? [{ one, number, span: /^under/iu.test(match.groups!["way"]!) ? turned(spanOfTold(number)) : spanOfTold(number) }] : [];
    }).at(-1);
    const together = addSpans([income.span, turned(costs.span)]);
    if (!net || meets(together, net.span)) return [];
    const middle = middleOf(together);
    const expected = `${compare(middle, "0") < 0 ? "underskott" : "överskott"} ${formatNumber(compare(middle, "0") < 0 ? negate(middle) : middle)} kr`;
    return [{ code: "level-change", severity: "warning", line: lineAt(told.sentence, income.number.at), quote: told.sentence.text.trim(), expected, message: `Intäkterna (${income.number.written}) och kostnaderna (${costs.number.written}) mot budget ger tillsammans ett ${expected.replace(" ", " på ")}, men texten säger ${net.number.written}.`, evidence: [{ line: lineAt(costs.told.sentence, costs.number.at), quote: costs.told.sentence.text.trim() }, { line: lineAt(net.one.sentence, net.number.at), quote: net.one.sentence.text }] }];
  });
}
