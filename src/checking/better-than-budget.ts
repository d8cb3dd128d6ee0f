import { absolute, compare, divide, negate, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding, FindingEvidence } from "./finding.ts";
import { FIGURE_UNITS, kronor, type FigureUnit } from "./figure-unit.ts";
import { isTurned } from "./one-digit.ts";
import { isNegative } from "./stated-differences.ts";
import type { ToldNumber } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** "En positiv avvikelse på sammanlagt 267 Mkr". */
const DEVIATION = /(?<![a-zà-ÿ])(?<way>positiv|negativ)\s+(?:budget)?avvikelse(?:n)?(?:\s+mot\s+budget(?:en)?)?\s+(?:på|om|med|uppgående\s+till)\s+(?:sammanlagt\s+|totalt\s+|cirka\s+|ca\s+)?[+−–-]?\s?$/iu;
/** "Avvikelsen mot budget blev därmed negativ med 4 mnkr". */
const DEVIATED = /(?<![a-zà-ÿ])avvikelsen(?:\s+mot\s+budget(?:en)?)?\s+(?:blev|är|var)\s+(?:därmed\s+|alltså\s+)?(?<way>positiv|negativ)\s+(?:med|på|om)\s+[+−–-]?\s?$/iu;
/** "824 mkr är ett överskott mot budgeterade 400 mkr". */
const AGAINST = /^\s*(?:är|var|blev|innebär|innebar|ger|gav)\s+(?:därmed\s+)?ett\s+(?<way>överskott|underskott)\s+(?:mot|jämfört\s+med|gentemot)\s+(?:det\s+|den\s+)?budgeterade?\s+(?:resultat(?:et)?\s+(?:på|om)\s+)?[+−–-]?\s?$/iu;
const BUDGETED = /(?<![a-zà-ÿ])(?:budgetera[a-zà-ÿ]*|[a-zà-ÿ]*budgeten)(?![a-zà-ÿ])[^.;\d]*$/iu;
const RESULT = /(?<![a-zà-ÿ])(?:resultat(?:et)?|årsresultat(?:et)?)(?![a-zà-ÿ])[^.;\d]*$/iu;
const NEAR = 3;

/** A deviation in a sentence of its own is of what was told before where it says no other. */
const TAKEN_UP = /^(?:det|detta|den|resultatet|avvikelsen|det\s+är|det\s+ger)(?![a-zà-ÿ])/iu;
const valueOf = (text: string, number: ToldNumber): Decimal => { const size = kronor(number.value, number.unit as FigureUnit); return isNegative(text, number) || /(?<![a-zà-ÿ])(?:underskott|minus)[a-zà-ÿ]*(?:\s+(?:på|om)|,)?\s*$/iu.test(text.slice(0, number.at)) ? negate(size) : size; };
const words = (gap: Decimal): string => (compare(gap, "0") < 0 ? "sämre" : "bättre");

interface Levels { readonly result: Decimal; readonly budget: Decimal; readonly evidence: readonly FindingEvidence[] }
/** The one result and the one budget that a sentence and those right before it tell; null where there are more of them. */
function levels(near: readonly ToldSentence[], own: ToldNumber): Levels | null {
  const money = near.flatMap((one) => one.numbers.filter((number) => number !== own && isMoney(number.unit) && number.way === null).map((number) => ({ one, number, before: one.sentence.text.slice(one.numbers[one.numbers.indexOf(number) - 1]?.end ?? 0, number.at) })));
  const budgets = money.filter(({ before }) => BUDGETED.test(before) && !/kostnad|intäkt|invester/iu.test(before));
  const results = money.filter(({ before, number, one }) => RESULT.test(before) && !BUDGETED.test(before) && !/kostnad|finans/iu.test(before) && !/prognos/iu.test(one.sentence.text.slice(0, number.end)));
  const [budget, result] = [budgets[0], results[0]];
  if (!budget || !result || budgets.length > 1 || results.length > 1) return null;
  return { budget: valueOf(budget.one.sentence.text, budget.number), result: valueOf(result.one.sentence.text, result.number), evidence: [budget, result].map(({ one }) => ({ line: one.sentence.line, quote: one.sentence.text })) };
}

/** How far it is, where what is told is so but for a figure; null where it is right, or something else. */
function apart({ budget, result }: Levels, { unit, value }: ToldNumber): string | null {
  const gap = round(divide(absolute(subtract(result, budget)), FIGURE_UNITS[unit as FigureUnit]), scale(value));
  return isTurned(gap, value) && compare(gap, value) !== 0 && value.replace(/\D/gu, "").length > 2 ? `${formatNumber(gap)} ${unit}` : null;
}

/** A result that is better than its budget, where a text calls it worse; and the other way round. */
export function betterThanBudgetFindings(sentences: readonly ToldSentence[]): Finding[] {
  const prose = sentences.filter(({ sentence: { inCell } }) => !inCell);
  return prose.flatMap((told, at): Finding[] => {
    const { numbers, sentence, sentence: { section, text } } = told;
    const near = prose.slice(Math.max(0, at - NEAR), at + 1).filter((one) => one.sentence.section.line === section.line && sentence.line - one.sentence.line <= NEAR);
    return numbers.filter(({ unit }) => isMoney(unit)).flatMap((number, place, money): Finding[] => {
      const last = money[place - 1];
      const against = last && /resultat/iu.test(text.slice(0, last.at)) ? AGAINST.exec(text.slice(last.end, number.at)) : null;
      const deviation = DEVIATION.exec(text.slice(0, number.at)) ?? DEVIATED.exec(text.slice(0, number.at));
      const known = against ? { result: valueOf(text, last!), budget: valueOf(text, number), evidence: [] } : deviation && (TAKEN_UP.test(text) || /budgetera/iu.test(text.slice(0, number.at))) ? levels(near, number) : null;
      const said = (against ?? deviation)?.groups!["way"]!.toLowerCase();
      if (!known || !said) return [];
      const size = deviation ? apart(known, number) : null;
      if (size !== null) return [{ code: "level-change", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: size, message: `Mellan resultatet och budgeten är det ${size}, men texten säger ${number.written}.`, evidence: known.evidence.filter(({ quote }) => quote !== text) }];
      const gap = subtract(known.result, known.budget);
      const isBetter = said === "positiv" || said === "överskott";
      if (compare(gap, "0") === 0 || (compare(gap, "0") > 0) === isBetter) return [];
      const right = against ? (isBetter ? "underskott" : "överskott") : isBetter ? "negativ" : "positiv";
      return [{ code: "told-way", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: right, message: `Resultatet är ${words(gap)} än budgeten, men texten säger »${said}«.`, evidence: known.evidence.filter(({ quote }) => quote !== text) }];
    });
  });
}
