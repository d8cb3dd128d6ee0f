import { absolute, compare, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { meets, middleOf, movedSpan, percentSpan, spanOf, type ShownSpan } from "./shown-span.ts";
import type { ToldNumber } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const FROM = /(?<![a-zà-ÿ])från\s+(?:(?:cirka|ca|drygt|knappt|totalt|nästan)\s+)?$/iu;
const TO = /^(?:\s*\([^()]{1,20}\))?(?:\s+(?!till\s)[a-zà-ÿ]+){0,3}(?:\s+(?:år\s+)?(?:19|20)\d\d)?\s+till\s+(?:(?:cirka|ca|drygt|knappt|totalt|nästan)\s+)?$/iu;
/** What comes after one of these is told of something else. */
const TURNS = /[.;:]|(?<![A-Za-zÀ-ÿ])(?:och|men|medan|samt|varav|därav|samtidigt|trots|eftersom|då|fast|sedan|innan|efter)(?![A-Za-zÀ-ÿ])/u;
/** "I snitt 3 procent per år", "av", "än budget": it is another share than that of the one end. */
const OTHERWISE_BEFORE = /(?<![a-zà-ÿ])(?:snitt|genomsnittlig[a-zà-ÿ]*|årlig[a-zà-ÿ]*|vardera|mål(?:et)?)\s+(?:med\s+|på\s+)?(?:[a-zà-ÿ]+\s+)?$/iu;
const OTHERWISE_AFTER = /^\s*(?:per\s|om\s+året|årligen|i\s+snitt|i\s+genomsnitt|av\s)|^[^.,;]{0,40}(?<![a-zà-ÿ])(?:än|mot|jämfört\s+med|sedan)\s+(?!(?:år(?:et)?\s|föregående|förra|motsvarande|samma|tidigare))/iu;
const TOLD_AGAIN = /^[^.;:]{0,30}[,(]\s*(?:(?:eller|motsvarande|det vill säga|dvs\.?|alltså|vilket\s+(?:är|motsvarar|innebär|betyder)|det\s+(?:är|motsvarar))\s+)?(?:(?:en\s+)?(?:ökning|minskning|uppgång|nedgång|höjning|sänkning|förändring)\s+(?:med|på|om)\s+|med\s+)?(?:cirka\s+|drygt\s+|knappt\s+|nästan\s+|[+−–-])?$/iu;
/** So far from what is told with "drygt" or "knappt" it may be. */
const ABOUT = "0.07";

const widened = (span: ShownSpan, number: ToldNumber): ShownSpan => { const more = number.about ? multiply(number.value, ABOUT) : "0"; return { low: subtract(span.low, more), high: sum([span.high, more]) }; };
const isOtherwise = (text: string, { at, end }: ToldNumber): boolean => OTHERWISE_BEFORE.test(text.slice(0, at)) || OTHERWISE_AFTER.test(text.slice(end));

/** How far it is told to be between the two ends, where that is what a number is: right, wrong with what it should be, or null for a number of something else. */
function judged(from: ToldNumber, to: ToldNumber, by: ToldNumber): { readonly right: Decimal; readonly percent: boolean } | "right" | null {
  if (isZero(from.value)) return null;
  const ends = from.unit === "count" && to.unit !== "count" && isMoney(to.unit) ? to.unit : from.unit;
  const moved = movedSpan(from.value, to.value);
  const told = widened(spanOf(by.value), by);
  if (by.unit === "%") {
    const percent = percentSpan(moved, spanOf(from.value));
    if (!percent) return null;
    if (meets(percent, told) || (ends === "%" && meets(moved, told))) return "right";
    return ends === "%" ? null : { right: round(absolute(middleOf(percent)), Math.max(1, scale(by.value))), percent: true };
  }
  if (by.unit === "points" ? ends !== "%" : by.unit !== ends) return null;
  return meets(moved, told) ? "right" : { right: absolute(subtract(to.value, from.value)), percent: false };
}

const TAKES_UP = /^(?:det|detta)\s+(?:är|innebär|motsvarar|var)\s+(?:en\s+(?:ökning|minskning)\s+(?:med|på)\s+)?$/iu;
/** "664 anmälningar har kommit in. Det är 68 fler än 2022, en ökning med 10,2 procent": of what it was, which is what it is without what came. */
function ofLevelBefore({ numbers, sentence, sentence: { text } }: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const [by, percent] = numbers;
  const [level, ...others] = before?.numbers.filter(({ unit }) => unit === by?.unit) ?? [];
  if (!by || !percent || !level || others.length || before!.sentence.section.line !== sentence.section.line || before!.sentence.inCell || by.about || level.about || level.way !== null) return [];
  if (by.unit === "%" || by.unit === "points" || (by.way !== "up" && by.way !== "down") || percent.unit !== "%" || percent.way === null || !TAKES_UP.test(text.slice(0, by.at)) || TURNS.test(text.slice(by.end, percent.at)) || isOtherwise(text, percent) || /budget|prognos|mål|plan/iu.test(text.slice(by.end, percent.at))) return [];
  const from = by.way === "up" ? subtract(level.value, by.value) : sum([level.value, by.value]);
  if (compare(from, "0") <= 0) return [];
  const span = percentSpan(spanOf(by.value), spanOf(from));
  if (!span || meets(span, widened(spanOf(percent.value), percent))) return [];
  const right = `${formatNumber(round(absolute(middleOf(span)), Math.max(1, scale(percent.value))))} %`;
  return [{ code: "change-percent", severity: "warning", line: lineAt(sentence, percent.at), quote: text, expected: right, message: `${by.written} av ${formatNumber(from)} är ${right}, inte ${percent.written}.`, evidence: [{ line: lineAt(before!.sentence, level.at), quote: before!.sentence.text }] }];
}

/**
 * "Ökade med 44 procent, från 262 till 466", "från 262 till 466, en ökning med 44 procent": how far it has moved, told with both its ends in any order. A
 * number that is told of something else, or of other years, is left alone.
 */
export function bothEndsFindings(sentences: readonly ToldSentence[]): Finding[] {
  return sentences.flatMap((own, place) => [...ofLevelBefore(own, sentences[place - 1]), ...byEnds(own)]);
}
function byEnds({ numbers, sentence, sentence: { text } }: ToldSentence): Finding[] {
  return numbers.flatMap((from, at): Finding[] => {
    const to = numbers[at + 1];
    if (!to || !FROM.test(text.slice(0, from.at)) || !TO.test(text.slice(from.end, to.at)) || from.about || to.about || compare(from.value, to.value) === 0) return [];
    const [first, before, after] = [numbers[at - 2], numbers[at - 1], numbers[at + 2]];
    // "Kostnaden ökade med 3,7 mkr eller 17,7 procent, från 41 till 46 elever": the share is of the amount.
    const ofAmount = before?.unit === "%" && first !== undefined && first.way !== null && first.unit !== from.unit && !TURNS.test(text.slice(first.end, before.at));
    const beside = [
      ...(before && before.way !== null && !ofAmount && !TURNS.test(text.slice(before.end, from.at)) ? [before] : []),
      ...(after && TOLD_AGAIN.test(text.slice(to.end, after.at)) && !TURNS.test(text.slice(to.end, after.at)) ? [after] : []),
    ].filter((number) => !isOtherwise(text, number));
    return beside.flatMap((number): Finding[] => {
      const is = judged(from, to, number);
      if (is === null || is === "right") return [];
      const right = is.percent ? `${formatNumber(is.right)} %` : formatNumber(is.right);
      return [{
        code: is.percent ? "change-percent" : "level-change", severity: "error", line: lineAt(sentence, number.at), quote: text, expected: right, evidence: [],
        message: `Från ${formatNumber(from.value)} till ${formatNumber(to.value)} är ${right}${is.percent ? ` av ${formatNumber(from.value)}` : ""}, inte ${number.written}.`,
      }];
    });
  });
}
