import { absolute, compare } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isWithin } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { hasWords, sentenceWords } from "./telling-words.ts";
import { isGeneral, type ToldFigure, type ToldRow } from "./told-row.ts";
import { evidenceOf, figuresOf, type ToldSentence } from "./told-sentence.ts";

const ORDINALS: Readonly<Record<string, number>> = { andra: 2, tredje: 3, fjärde: 4, femte: 5, sjätte: 6 };
const STREAK = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:(?<ordinal>${Object.keys(ORDINALS).join("|")})\s+året|(?<count>${Object.keys(NUMBER_WORDS).join("|")}|\d)\s+år)\s+i\s+(?:rad|följd)`, "iu");
const UP = /(?<![a-zà-ÿ])(?:ökat|ökar|ökade|ökning|stigit|stiger|steg|växer|vuxit|höjts|höjs|förbättrats|högre|fler)(?![a-zà-ÿ])/iu;
const DOWN = /(?<![a-zà-ÿ])(?:minskat|minskar|minskade|minskning|sjunkit|sjunker|sjönk|lägre|färre)(?![a-zà-ÿ])/iu;

const CLAUSE = /[.;]|,\s+(?:men|medan|och)\s|\s(?:men|medan)\s/iu;
const yearsSaid = ({ groups }: RegExpExecArray): number => (groups!["ordinal"] ? ORDINALS[groups!["ordinal"].toLowerCase()]! : countOf(groups!["count"]!));

/** A row's outcomes by year, when each year stands once. */
function outcomes({ figures }: ToldRow): ToldFigure[] {
  const actuals = figures.filter(({ month, role, year }) => month === null && role === "actual" && year !== null);
  return new Set(actuals.map(({ year }) => year)).size === actuals.length ? actuals.toSorted((a, b) => Number(a.year) - Number(b.year)) : [];
}

/** "Ökat två år i rad, från 131 200 till 142 700", which is one year's. */
function streakEnds({ numbers, own, rows, sentence, sentence: { text } }: ToldSentence): Finding[] {
  const match = own ? STREAK.exec(text) : null;
  // "För tredje året i rad, från 9,0 till 8,3" is the last of them.
  if (match?.groups!["ordinal"]) return [];
  const from = numbers.findIndex(({ at }) => /(?<![a-zà-ÿ])från\s*$/iu.test(text.slice(0, at)));
  const [first, last] = [numbers[from], numbers[from + 1]];
  if (!match || from < 0 || !first || !last || !/^[^\d.;]{0,20}till\s*$/iu.test(text.slice(first.end, last.at))) return [];
  const years = yearsSaid(match);
  for (const row of rows) {
    const told = outcomes(row);
    const [begins, ends] = [first, last].map((number) => told.findIndex((figure) => figuresOf(number, row).includes(figure))) as [number, number];
    const right = told[ends - years];
    if (begins < 0 || ends < 0 || ends - begins === years || ends <= begins || !right) continue;
    return [{ code: "told-other", severity: "warning", line: lineAt(sentence, first.at), quote: text, expected: formatNumber(right.value), message: `Från ${first.written} (${told[begins]!.year}) till ${last.written} (${told[ends]!.year}) är ${ends - begins} år; ${years} år tillbaka, ${right.year}, är »${row.label}« ${formatNumber(right.value)}.`, evidence: [evidenceOf(row, right)] }];
  }
  return [];
}

/** "Minskar för tredje året i rad", where the row rose in one of them. */
function streak({ own, rows, sentence, sentence: { text } }: ToldSentence): Finding[] {
  const match = own ? STREAK.exec(text) : null;
  // "Har sjunkit två år i rad, men är högre än": which way is told beside it.
  const beside = match ? text.slice(0, match.index).split(CLAUSE).at(-1)! + text.slice(match.index).split(CLAUSE)[0]! : "";
  const [up, down] = [UP.test(beside), DOWN.test(beside)];
  if (!match || up === down) return [];
  const years = yearsSaid(match);
  const shared = /(?<![a-zà-ÿ])andel(?:en)?(?![a-zà-ÿ])/iu.test(beside);
  const judged = rows.filter(({ label, unit, words }) => (!shared || unit === "%") && !isWithin({ label }) && hasWords(words, sentenceWords(beside))).flatMap((row) => {
    const told = outcomes(row).slice(-(years + 1));
    const moves = told.slice(1).map((to, at) => ({ from: told[at]!, to }));
    return moves.length ? [{ row, wrong: moves.find(({ from, to }) => { const way = compare(absolute(to.value), absolute(from.value)); return up ? way <= 0 : way >= 0; }) }] : [];
  });
  // A table of two years says nothing of three.
  const longest = Math.max(0, ...rows.map((row) => Math.min(outcomes(row).length, years + 1)));
  const telling = judged.filter(({ row }) => Math.min(outcomes(row).length, years + 1) === longest);
  const [first] = telling;
  if (!first || telling.some(({ wrong }) => !wrong)) return [];
  const { from, to } = first.wrong!;
  return [{ code: "told-way", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: null, message: `Texten säger »${match[0]}«, men »${first.row.label}« gick från ${formatNumber(from.value)} (${from.year}) till ${formatNumber(to.value)} (${to.year}).`, evidence: [evidenceOf(first.row)] }];
}

const IN_DEFICIT = /(?<![a-zà-ÿ])(?:(?<minus>underskott|negativt)|(?<plus>överskott|positivt))(?![a-zà-ÿ])/iu;
const SIGNED = /avvikelse|resultat|over.*underskott/;
/** "Det är tredje året i rad som nämnden redovisar underskott", where it had a surplus in one of them. */
function deficits({ sentence, sentence: { inCell, section, text } }: ToldSentence, before: ToldSentence | undefined, all: readonly ToldRow[]): Finding[] {
  const match = inCell ? null : STREAK.exec(text);
  const said = IN_DEFICIT.exec(text)?.groups;
  if (!match || !said) return [];
  const years = yearsSaid(match);
  const words = sentenceWords(`${text} ${before?.sentence.section.line === section.line ? before.sentence.text : section.heading}`);
  const named = all.filter((row) => !isGeneral(row) && hasWords(row.words, words)).map((row) => ({ row, told: outcomes(row) })).filter(({ row, told }) => told.length >= years && (SIGNED.test(`${fold(row.label)} ${row.about.join(" ")}`) || new Set(told.map(({ value }) => compare(value, "0") < 0)).size === 2));
  const judged = named.map(({ row, told }) => ({ row, wrong: told.slice(-years).find(({ value }) => (compare(value, "0") < 0) !== (said["minus"] !== undefined)) }));
  const [first] = judged;
  if (!first || judged.some(({ wrong }) => !wrong)) return [];
  return [{ code: "told-way", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: null, message: `Texten säger »${match[0]}«, men »${first.row.label}« var ${formatNumber(first.wrong!.value)} (${first.wrong!.year}).`, evidence: [evidenceOf(first.row)] }];
}

/** Years in a row that something is said to have gone one way. */
export const streakFindings = (sentences: readonly ToldSentence[], rows: readonly ToldRow[]): Finding[] => sentences.flatMap((sentence, at) => [...streak(sentence), ...streakEnds(sentence), ...deficits(sentence, sentences[at - 1], rows)]);
