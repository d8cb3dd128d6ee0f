import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { isOtherwise } from "./told-otherwise.ts";
import type { ToldNumber } from "./told-number.ts";
import { isGeneral, type ToldRow } from "./told-row.ts";
import { digitsOf, evidenceOf, figuresOf, isMoney, movementsOf, named, shown, type ToldSentence } from "./told-sentence.ts";

/** What is told of the year itself, without its number: "uppgick under året till", "hade vid årsskiftet", "en minskning jämfört med föregående år". */
const THIS_YEAR = /(?<![a-zà-ÿ])(?:under året|vid årets (?:slut|utgång)|vid årsskiftet|per sista december|årets|i år)(?![a-zà-ÿ])/iu;
const SINCE_LAST = /(?:ökning|minskning|uppgång|nedgång|högre|lägre|fler|färre|mer|mindre)[^.;]{0,50}?(?:jämfört med|än|mot|sedan)\s+(?:(?:samma|motsvarande)\s+(?:period|tid(?:punkt)?)\s+)?(?:föregående år|förra året|året (?:före|innan)|i fjol)/iu;
const BEFORE = /(?<![a-zà-ÿ])(?:föregående|förra|tidigare|fjol[a-zà-ÿ]*|dessförinnan|innan|var då|året före)(?![a-zà-ÿ])/iu;
const AHEAD = /(?<![a-zà-ÿ])(?:väntas|beräknas|planeras|budgeteras|prognos[a-zà-ÿ]*|mål[a-zà-ÿ]*|budget[a-zà-ÿ]*|kommer att)(?![a-zà-ÿ])/iu;
/** "Januari–augusti": a part of a year, of which the table is too. */
const A_PART = /januari\s*[–-]/iu;
const REACHES = /(?:uppgick|uppgår|uppgått|var|blev|hade|är|låg|ligger|landade)(?:\s+(?:[a-zà-ÿ]+\s+){0,4})?$|^med\s+årets\s+$/iu;

/** Figures of the year that the document is of, in a row that has more than one year. */
const ownYear = (row: ToldRow, written: string) => row.figures.filter(({ month, role, year }) => month === null && role === "actual" && year === written);

/** "Uppgick under året till 7,9 procent", where that was so the year before: last year's sentence has been left standing. */
function lastYearsFigure({ numbers, own, rows, sentence, sentence: { inCell, text } }: ToldSentence, number: ToldNumber, written: string): Finding[] {
  const [before, after] = [text.slice(0, number.at), text.slice(number.end)];
  if (inCell || !own || number.year !== null || (number.month !== null && !A_PART.test(before)) || number.before || number.way !== null || number.about || digitsOf(number.value) < 2 || /(?:19|20)\d\d/.test(text) || isOtherwise(text, number) || AHEAD.test(text) || !REACHES.test(before)) return [];
  const since = SINCE_LAST.test(after) && number === numbers[0];
  if (!(THIS_YEAR.test(before) || since) || BEFORE.test(before) || (!since && BEFORE.test(after.slice(0, 40)))) return [];
  const told = rows.filter((row) => !isGeneral(row)).flatMap((row) => {
    const [right] = ownYear(row, written);
    const was = figuresOf(number, row);
    return right === undefined ? [] : [{ row, right, was, is: was.includes(right) }];
  });
  const stale = told.find(({ was }) => was.some(({ role, year }) => role === "actual" && year === String(Number(written) - 1)));
  if (!stale || told.some(({ is }) => is) || numbers.some((other) => other !== number && figuresOf(other, stale.row).includes(stale.right))) return [];
  return [{
    code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: shown(stale.right.value, stale.row.unit),
    message: `${number.written} är ${Number(written) - 1} för »${stale.row.label}«; ${written} är ${shown(stale.right.value, stale.row.unit)}. Står förra årets mening kvar?`, evidence: [evidenceOf(stale.row, stale.right)],
  }];
}

/** "Ökar med 2,5 årsarbetare jämfört med föregående år", where it did so the year before that. */
function lastYearsMovement({ own, rows, sentence, sentence: { inCell, text } }: ToldSentence, number: ToldNumber, written: string): Finding[] {
  if (inCell || !own || number.way === null || number.about || number.unit === "%" || digitsOf(number.value) < 2 || /(?:19|20)\d\d/.test(text) || !/(?:jämfört med|än|mot|sedan)\s+(?:[a-zà-ÿ]+\s+){0,2}(?:föregående år|förra året|året (?:före|innan)|i fjol)/iu.test(text)) return [];
  const last = String(Number(written) - 1);
  const judged = rows.filter((row) => !isMoney(row.unit) || !isGeneral(row)).flatMap((row) => {
    const years = new Map(row.figures.filter(({ month, role }) => month === null && role !== "difference").map((figure) => [figure.year, figure]));
    const [from, to] = [years.get(last), years.get(written)];
    const moved = movementsOf(number, row).filter((movement) => movement.from.year !== null && movement.to.year !== null && movement.from.year < movement.to.year);
    return from && to && moved.length > 0 ? [{ row, from, to, moved, right: moved.some((movement) => movement.from === from && movement.to === to) }] : [];
  });
  const [first] = judged;
  if (!first || judged.some(({ right }) => right) || first.moved.every((movement) => movement.to.year === written)) return [];
  const { from, moved, row, to } = first;
  return [{
    code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: `${formatNumber(from.value)} till ${formatNumber(to.value)}`,
    message: `${number.written} är förändringen till ${moved[0]!.to.year} för »${row.label}«; till ${written} gick den från ${shown(from.value, row.unit)} (${named(from)}) till ${shown(to.value, row.unit)} (${named(to)}). Står förra årets mening kvar?`, evidence: [evidenceOf(row)],
  }];
}

const DEVIATES = /(?:redovisar|visar|lämnar|gör|blev|uppgår till|uppgick till|har)\s+(?:ett\s+|en\s+)?(?:[a-zà-ÿ]+\s+)?(?:underskott|överskott|avvikelse)[a-zà-ÿ]*\s+(?:[a-zà-ÿ]+\s+){0,3}(?:på|om|med)\s+$/iu;
/** "Redovisar ett underskott på 1,9 mkr", where that was the forecast, and it became another. */
function forecastLeft({ own, rows, sentence, sentence: { inCell, text } }: ToldSentence, number: ToldNumber): Finding[] {
  if (inCell || !own || !isMoney(number.unit) || number.about || !DEVIATES.test(text.slice(0, number.at)) || /(?<![a-zà-ÿ])(?:prognos[a-zà-ÿ]*|beräkna[a-zà-ÿ]*|väntas|januari|april|augusti|delår[a-zà-ÿ]*|perioden)(?![a-zà-ÿ])/iu.test(text)) return [];
  const told = rows.flatMap((row) => {
    const was = figuresOf(number, row);
    const became = row.figures.filter(({ month, role }) => month === null && role === "actual");
    // A row of forecasts and what came of them, each in one column.
    return was.length > 0 && was.every(({ role }) => role === "forecast") && became.length === 1 && !row.figures.some(({ role }) => role === "budget") ? [{ row, right: became[0]! }] : [];
  });
  const [first] = told;
  if (!first || rows.some((row) => figuresOf(number, row).some(({ role }) => role === "actual" || role === "difference"))) return [];
  return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: shown(first.right.value, first.row.unit), message: `${number.written} var prognosen för »${first.row.label}«; utfallet blev ${shown(first.right.value, first.row.unit)}.`, evidence: [evidenceOf(first.row, first.right)] }];
}

/** Sentences of the year before that have been left standing. `written` is the document's year. */
export const lastYearLeftFindings = (sentences: readonly ToldSentence[], written: string | null): Finding[] =>
  (written === null ? [] : sentences).flatMap((told) => told.numbers.flatMap((number) => { const figure = lastYearsFigure(told, number, written!); return [...(figure.length ? figure : lastYearsMovement(told, number, written!)), ...forecastLeft(told, number)]; }));
