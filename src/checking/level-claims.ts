import { absolute, compare, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { addSpans, lessSpan, meets, spanOf } from "./shown-span.ts";
import type { ToldNumber } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const UP = /(?<![a-zà-ÿ])(?:ökning|ökat|ökade|ökar|uppgång|stigit|steg|fler|högre|mer|tillkommit)(?:\s+[a-zà-ÿ]+){0,3}?(?:\s+med)?\s*$/iu;
const DOWN = /(?<![a-zà-ÿ])(?:minskning|minskat|minskade|minskar|nedgång|sjunkit|sjönk|färre|lägre|mindre)(?:\s+[a-zà-ÿ]+){0,3}?(?:\s+med)?\s*$/iu;
const LEVEL = /(?<![a-zà-ÿ])(?:uppgick till|uppgår till|blev|var|är|fanns|hade|till|landade på|har)\s+(?:[a-zà-ÿ]+\s+){0,2}$/iu;
/** What it was before: "från 1 355", "jämfört med 1 355 året innan". */
const BASE = /^[^.;\d]{0,40}?(?<![a-zà-ÿ])(?:från|jämfört med|än|mot)\s+(?:[a-zà-ÿ]+\s+){0,4}$/iu;
/** "Det är en minskning med 85 från 1 355": what it is about stands in the sentence before it. */
const TAKES_UP = /^(?:det|detta|vilket|ökningen|minskningen)(?![a-zà-ÿ])[^.\d]{0,60}$/iu;
const exact = (number: ToldNumber): ReturnType<typeof spanOf> => (number.unit === "count" ? { low: number.value, high: number.value } : spanOf(number.value));
const amount = (value: Decimal, { unit, written }: ToldNumber): string => (unit === "count" ? formatNumber(value) : `${formatNumber(value)} ${isMoney(unit) ? written.replace(/^[\d\s,\u00a0\u202f−–-]+/u, "") : "procent"}`);

/** "1 240, en minskning med 85 från 1 355": what it is, how far it has moved, and what it was. */
function moved(told: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const { numbers, sentence, sentence: { text } } = told;
  return numbers.length < 2 ? [] : numbers.flatMap((by, at): Finding[] => {
    const from = numbers[at + 1];
    const until = text.slice(0, by.at);
    const [up, down] = [UP.test(until), DOWN.test(until)];
    if (up === down || !from || by.about || from.about || by.unit !== from.unit || (by.unit === "%" ) || !BASE.test(text.slice(by.end, from.at))) return [];
    const own = numbers[at - 1];
    const last = before?.sentence.section.line === sentence.section.line && !before.sentence.inCell && TAKES_UP.test(until) && before.numbers.length === 1 ? before.numbers[0] : undefined;
    const level = own ?? last;
    const where = own ? text.slice(0, own.at) : (before?.sentence.text.slice(0, last?.at) ?? "");
    if (!level || level.unit !== by.unit || level.about || level.way !== null || (own && at > 1) || !LEVEL.test(where) || (own && /(?<![a-zà-ÿ])(?:och|men|medan|samt|varav)(?![a-zà-ÿ])|[.;]/iu.test(text.slice(own.end, by.at)))) return [];
    const right = up ? addSpans([exact(from), exact(by)]) : lessSpan(exact(from), exact(by));
    if (meets(right, exact(level))) return [];
    const expected = up ? sum([from.value, by.value]) : subtract(from.value, by.value);
    const turnedRound = compare(absolute(subtract(level.value, from.value)), by.value) === 0;
    return [{ code: turnedRound ? "change-direction" : "level-change", severity: "error", line: lineAt(sentence, by.at), quote: text, expected: turnedRound ? (up ? "en minskning" : "en ökning") : amount(expected, by), message: turnedRound ? `Från ${formatNumber(from.value)} till ${formatNumber(level.value)} är ${up ? "en minskning" : "en ökning"}.` : `${formatNumber(from.value)} ${up ? "+" : "−"} ${formatNumber(by.value)} är ${formatNumber(expected)}, inte ${formatNumber(level.value)}.`, evidence: own ? [] : [{ line: before!.sentence.line, quote: before!.sentence.text }] }];
  });
}

/** A result as it is told: a surplus is more than nought, a deficit less. */
interface ToldResult { readonly value: Decimal; readonly number: ToldNumber; readonly told: ToldSentence; readonly forecast: boolean }
const SURPLUS = /överskott[a-zà-ÿ]*\s+(?:på|om|med|av)\s+(?:[a-zà-ÿ]+\s+)?$/iu;
const DEFICIT = /underskott[a-zà-ÿ]*\s+(?:på|om|med|av)\s+(?:[a-zà-ÿ]+\s+)?$/iu;
const DEVIATION = /(?:budget)?avvikelse[a-zà-ÿ]*\s+(?:på|om|är|blev|med)\s+(?:[a-zà-ÿ]+\s+)?$/iu;
const FORECAST = /(?<![a-zà-ÿ])(?:prognos[a-zà-ÿ]*|prognostiserade[a-zà-ÿ]*|delårs[a-zà-ÿ]*|tertial[a-zà-ÿ]*|(?:per|i|efter)\s+(?:april|augusti|mars|juni|oktober))(?![a-zà-ÿ])/iu;
const CLAUSES = /[.;]|,\s+(?:medan|men|vilket)\s/iu;

function resultsOf(told: ToldSentence): ToldResult[] {
  const { numbers, sentence: { text } } = told;
  return numbers.flatMap((number): ToldResult[] => {
    const until = text.slice(0, number.at);
    const sign = /^[−–-]/.test(number.written) ? -1 : 1;
    const way = SURPLUS.test(until) ? 1 : DEFICIT.test(until) ? -1 : DEVIATION.test(until) ? sign : 0;
    const clause = until.split(CLAUSES).at(-1)!;
    return way === 0 || !isMoney(number.unit) ? [] : [{ value: way > 0 ? number.value : `-${number.value}`, number, told, forecast: FORECAST.test(clause) && !/än prognos|mot prognos|jämfört med prognos/iu.test(clause) }];
  });
}
const BETTER = /(?<![a-zà-ÿ])(?:förbättring[a-zà-ÿ]*|förbättrat[a-zà-ÿ]*|förbättrats|bättre)(?![a-zà-ÿ])/iu;
const WORSE = /(?<![a-zà-ÿ])(?:försämring[a-zà-ÿ]*|försämrat[a-zà-ÿ]*|försämrats|sämre)(?![a-zà-ÿ])/iu;
const MOVE_FROM_FORECAST = /prognos|delår|tertial|april|augusti|(?<![a-zà-ÿ])(?:det|detta|vilket)\s+(?:är|innebär|var)\s/iu;
/** So many sentences back the result and the forecast may stand that are put beside each other. */
const BACK = 2;

/** "Underskottet är 4,8 mnkr. Prognosen var ett underskott på 7,2: en försämring med 2,4." */
function fromForecast(sentences: readonly ToldSentence[]): Finding[] {
  return sentences.flatMap((told, at): Finding[] => {
    const { numbers, sentence, sentence: { text } } = told;
    const [better, worse] = [BETTER.exec(text), WORSE.exec(text)];
    const word = better ?? worse;
    if (!word || (better && worse) || !MOVE_FROM_FORECAST.test(text)) return [];
    // "Är prognosen nere i 8,4, alltså något sämre": than the forecast before.
    if (/(?<![a-zà-ÿ])prognosen\s+(?:är\s+|har\s+)?(?:nu\s+)?(?:nere|uppe|sänkt|höjd|gått)/iu.test(text)) return [];
    const near = sentences.slice(Math.max(0, at - BACK), at + 1).filter((one) => one.sentence.section.line === sentence.section.line && !one.sentence.inCell);
    const results = near.flatMap(resultsOf);
    const [expected, became] = [results.filter(({ forecast }) => forecast), results.filter(({ forecast }) => !forecast)];
    if (expected.length !== 1 || became.length !== 1 || expected[0]!.number.unit !== became[0]!.number.unit) return [];
    const [from, to] = [expected[0]!, became[0]!];
    const by = subtract(to.value, from.value);
    const evidence = [from, to].filter((one) => one.told !== told).map((one) => ({ line: one.told.sentence.line, quote: one.told.sentence.text }));
    const sum = (value: Decimal): string => `${formatNumber(value)}`;
    if (compare(by, "0") !== 0 && (compare(by, "0") > 0) !== (better !== null)) {
      return [{ code: "told-way", severity: "error", line: lineAt(sentence, word.index), quote: text, expected: better ? "sämre" : "bättre", message: `Från ${sum(from.value)} i prognosen till ${sum(to.value)} är ${better ? "sämre" : "bättre"}, inte ${word[0].toLowerCase()}.`, evidence }];
    }
    const said = numbers.find((number) => number !== from.number && number !== to.number && number.unit === to.number.unit && !number.about && Math.abs(number.at - word.index) < 40);
    const possible = lessSpan(spanOf(to.value), spanOf(from.value));
    const size = compare(by, "0") < 0 ? { low: absolute(possible.high), high: absolute(possible.low) } : possible;
    if (!said || meets(size, spanOf(said.value))) return [];
    return [{ code: "level-change", severity: "error", line: lineAt(sentence, said.at), quote: text, expected: amount(absolute(by), said), message: `Från ${sum(from.value)} i prognosen till ${sum(to.value)} är det ${formatNumber(absolute(by))}, inte ${formatNumber(said.value)}.`, evidence }];
  });
}

const AGAINST = /(?:netto)?kostnad[a-zà-ÿ]*\s+(?:på|om|blev|är)\s+$/iu;
const BUDGETED = /^[^.;\d]{0,15}(?:mot|jämfört med|att jämföra med)\s+(?:en\s+)?(?:budgeterade|budgeten på|budget på|en budget på|budgeten)\s+$/iu;
/** "En nettokostnad på 601,3 mkr mot budgeterade 598,0. Det är 3,3 mkr bättre än budget": more of a cost is worse. */
function costAgainstBudget(told: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const { sentence, sentence: { text } } = told;
  const claim = told.numbers.find((number) => /^\s*(?:[a-zà-ÿ]+\s+)?(?:bättre|sämre)\s+än\s+(?:budget|den\s+budget)/iu.test(text.slice(number.end)));
  if (!claim || !before || before.sentence.section.line !== sentence.section.line) return [];
  const better = /^\s*(?:[a-zà-ÿ]+\s+)?bättre/iu.test(text.slice(claim.end));
  const at = before.numbers.findIndex((number, index) => { const next = before.numbers[index + 1]; return next && AGAINST.test(before.sentence.text.slice(0, number.at)) && BUDGETED.test(before.sentence.text.slice(number.end, next.at)); });
  const [cost, budget] = [before.numbers[at], before.numbers[at + 1]];
  if (at < 0 || !cost || !budget || compare(cost.value, budget.value) === 0 || (compare(cost.value, budget.value) < 0) === better) return [];
  return [{ code: "told-way", severity: "error", line: lineAt(sentence, claim.at), quote: text, expected: better ? "sämre" : "bättre", message: `En kostnad på ${formatNumber(cost.value)} mot budgeterade ${formatNumber(budget.value)} är ${better ? "sämre" : "bättre"} än budget.`, evidence: [{ line: before.sentence.line, quote: before.sentence.text }] }];
}

/** What sentences tell of a level and how it came there: from what it was, or from what was thought. */
export const levelFindings = (sentences: readonly ToldSentence[]): Finding[] => [...sentences.flatMap((told, at) => [...moved(told, sentences[at - 1]), ...costAgainstBudget(told, sentences[at - 1])]), ...fromForecast(sentences)];
