import { absolute, compare } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import type { ToldNumber } from "./told-number.ts";
import { hasWords } from "./telling-words.ts";
import type { ToldFigure, ToldRow } from "./told-row.ts";
import { evidenceOf, figuresOf, isMoney, named, type ToldSentence } from "./told-sentence.ts";

const TO = /(?<![a-zà-ÿ])(?:(?<up>ökat|ökade|ökar|stigit|steg|stiger|höjts|höjdes)|(?<down>minskat|minskade|minskar|sjunkit|sjönk|sjunker|sänkts))(?:\s+(?!från|med)[a-zà-ÿ]+){0,3}?\s+till\s+(?:cirka\s+|drygt\s+|knappt\s+)?$/iu;
/** The year before a figure's own, in the same row. */
const before = (figure: ToldFigure, row: ToldRow): ToldFigure | undefined => row.figures.find(({ month, role, year }) => month === figure.month && role === figure.role && year !== null && figure.year !== null && Number(year) === Number(figure.year) - 1);

/** "Sjukfrånvaron har ökat till 6,9 procent", where it was 7,4 the year before. */
function turnedLevel({ numbers, own, rows, sentence, sentence: { text } }: ToldSentence, number: ToldNumber): Finding[] {
  const way = TO.exec(text.slice(0, number.at))?.groups;
  if (!way || !own || numbers.length > 3 || number.month !== null || /januari|kvartal|tertial|månad|budget|prognos|sedan|målet|målvärdet/iu.test(text.slice(0, number.at))) return [];
  const judged = rows.flatMap((row) => figuresOf(number, row).filter(({ role }) => role !== "difference").flatMap((figure) => {
    const last = before(figure, row);
    return last ? [{ row, figure, last, ok: compare(absolute(figure.value), absolute(last.value)) === (way["up"] ? 1 : -1) }] : [];
  }));
  const [first] = judged;
  if (!first || judged.some(({ ok }) => ok)) return [];
  const { figure, last, row } = first;
  return [{ code: "told-way", severity: "error", line: lineAt(sentence, number.at), quote: text, expected: way["up"] ? "minskat" : "ökat", message: `Texten säger »${(way["up"] ?? way["down"])!.toLowerCase()} till ${number.written}«, men »${row.label}« var ${formatNumber(last.value)} ${named(last)} och är ${formatNumber(figure.value)} ${named(figure)}.`, evidence: [evidenceOf(row)] }];
}
const RISEN = /(?<![a-zà-ÿ])(?:öka(?:t|de|r)|ökning|stig(?:it|er)|steg)(?![a-zà-ÿ])/iu;
const FALLEN = /(?<![a-zà-ÿ])(?:minska(?:t|de|r)|minskning|sjunk(?:it|er)|sjönk)(?![a-zà-ÿ])/iu;
/** "Från 175 till 149", where the row has 149 first and 175 after it: its two years have changed places. */
function turnedEnds({ numbers, own, rows, sentence, sentence: { text } }: ToldSentence): Finding[] {
  return !own || /januari|kvartal|tertial|månad|budget|prognos/iu.test(text) ? [] : numbers.slice(0, -1).flatMap((from, at): Finding[] => {
    const to = numbers[at + 1]!;
    if (!/(?<![a-zà-ÿ])från\s*$/iu.test(text.slice(0, from.at)) || !/^\s*(?:procent|%)?\s*till\s*$/iu.test(text.slice(from.end, to.at)) || compare(from.value, to.value) === 0) return [];
    // A word for the other way than its own ends is told of as that.
    const up = compare(to.value, from.value) > 0;
    if ((up ? FALLEN : RISEN).test(text.slice(0, from.at))) return [];
    const judged = rows.flatMap((row) => figuresOf(from, row).flatMap((a) => figuresOf(to, row).flatMap((b) => (a.role === "actual" && b.role === "actual" && a.month === null && b.month === null && a.year !== null && b.year !== null && a.year !== b.year ? [{ row, a, b, ok: a.year < b.year }] : []))));
    const [first] = judged;
    if (!first || judged.some(({ ok }) => ok)) return [];
    const { a, b, row } = first;
    return [{ code: "told-other", severity: "error", line: lineAt(sentence, from.at), quote: text, expected: `från ${formatNumber(b.value)} till ${formatNumber(a.value)}`, message: `»${row.label}« var ${formatNumber(b.value)} ${named(b)} och ${formatNumber(a.value)} ${named(a)}: det är från ${formatNumber(b.value)} till ${formatNumber(a.value)}.`, evidence: [evidenceOf(row)] }];
  });
}

const LEVEL = /(?<![a-zà-ÿ])(?:är|blev|ligger|låg|var|hamnade)\s+(?:därmed\s+|något\s+|klart\s+)?(?:(?<up>högre|fler|större|dyrare)|(?<down>lägre|färre|mindre|billigare))\s+än\s+(?:(?<budget>budgeterat|budgeten|budget|planerat)|(?<before>året (?:innan|före)|föregående år|förra året|i fjol|19\d\d|20\d\d))(?![a-zà-ÿ])/iu;
/** "Antalet barn är högre än budgeterat", where the row has fewer. */
function wordLevel({ own, rows, sentence, sentence: { text } }: ToldSentence): Finding[] {
  const match = own ? LEVEL.exec(text) : null;
  if (!match || /januari|kvartal|tertial|månad|prognos/iu.test(text) || /(?<![a-zà-ÿ])(?:inte\s*$|(?:är|var)\s+de[nt]\s+enda(?![a-zà-ÿ]))/iu.test(text.slice(0, match.index + match[0].length))) return [];
  const { before: year, budget, up } = match.groups!;
  const clause = text.slice(0, match.index).split(/[.;]|,\s|(?<![a-zà-ÿ])(?:och|men|medan|eftersom|då|trots|att)(?![a-zà-ÿ])/iu).at(-1)!;
  const words = fold(clause).split(" ");
  const counted = /(?<![a-zà-ÿ])(?:antalet|antal)(?![a-zà-ÿ])/iu.test(clause);
  const whose = rows.filter((row) => hasWords(row.words, words) && words.length <= 10 && (counted ? row.unit === "count" : row.words.length > 1 || isMoney(row.unit)));
  const judged = whose.flatMap((row) => {
    const own = row.figures.filter(({ month }) => month === null);
    const actual = own.filter(({ role }) => role === "actual").toSorted((a, b) => Number(b.year ?? 9999) - Number(a.year ?? 9999))[0];
    const base = budget ? own.find((figure) => figure.role === "budget" && (figure.year === null || actual?.year === null || figure.year === actual?.year)) : own.find(({ role, year: of }) => role === "actual" && of !== null && actual?.year !== null && of === (/^\d/.test(year!) ? year : String(Number(actual?.year) - 1)));
    const way = actual && base && actual !== base ? compare(absolute(actual.value), absolute(base.value)) : null;
    return way === null ? [] : [{ row, actual: actual!, base: base!, ok: way === (up ? 1 : -1) }];
  });
  const [first] = judged;
  if (!first || judged.some(({ ok }) => ok)) return [];
  const { actual, base, row } = first;
  return [{ code: "told-way", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: up ? "lägre" : "högre", message: `Texten säger ${(up ?? match.groups!["down"])!.toLowerCase()}, men »${row.label}« är ${formatNumber(actual.value)} (${named(actual)}) mot ${formatNumber(base.value)} (${named(base)}).`, evidence: [evidenceOf(row)] }];
}

/** Levels that sentences tell, against the years and budgets of their rows. */
export const toldLevelFindings = (sentences: readonly ToldSentence[]): Finding[] => sentences.flatMap((sentence) => [...sentence.numbers.flatMap((number) => turnedLevel(sentence, number)), ...turnedEnds(sentence), ...wordLevel(sentence)]);
