import { compare } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { hasWords, sentenceWords } from "./telling-words.ts";
import type { ToldFigure, ToldRow } from "./told-row.ts";
import { evidenceOf, type ToldSentence } from "./told-sentence.ts";

const CLAIM = /(?<![a-zà-ÿ])(?:(?<up>ökat|ökade|stigit|steg|vuxit|blivit fler)|(?<down>minskat|minskade|sjunkit|sjönk|blivit färre))(?![a-zà-ÿ])[^.;\d]{0,40}sedan (?:årsskiftet|januari|årets början)/iu;

/** Follow-ups of a year are in some months of it; a measure by month is in more. */
const FEWEST_MONTHS = 5;
interface Ends { readonly row: ToldRow; readonly from: ToldFigure; readonly to: ToldFigure }
/** From the last December, or else the first month, to the last month that there is. */
function endsOf(row: ToldRow, written: string, sinceJanuary: boolean): Ends[] {
  const own = row.figures.filter(({ month, year }) => month !== null && year === written).toSorted((a, b) => a.month! - b.month!);
  const from = sinceJanuary ? own.find(({ month }) => month === 0) : row.figures.find(({ month, year }) => month === 11 && year === String(Number(written) - 1)) ?? own[0];
  const to = own.at(-1);
  return from && to && own.length >= FEWEST_MONTHS && from !== to ? [{ row, from, to }] : [];
}

/** "Antalet som väntar har minskat sedan årsskiftet", where the measure by month has more. */
export function sinceNewYearFindings(sentences: readonly ToldSentence[], rows: readonly ToldRow[], written: string | null): Finding[] {
  if (written === null) return [];
  return sentences.flatMap(({ sentence, sentence: { inCell, text } }): Finding[] => {
    const match = inCell ? null : CLAIM.exec(text);
    if (!match) return [];
    const months = rows.flatMap((row) => endsOf(row, written, /januari$/i.test(match[0])));
    const words = sentenceWords(text.slice(0, match.index));
    const named = months.filter(({ row }) => row.words.length > 1 && hasWords(row.words, words));
    const longest = Math.max(0, ...named.map(({ row }) => row.words.length));
    const judged = named.filter(({ row }) => row.words.length === longest).map((ends) => ({ ...ends, way: compare(ends.to.value, ends.from.value) }));
    const [first] = judged;
    if (!first || judged.some(({ way }) => way === 0 || (way > 0) === Boolean(match.groups!["up"]))) return [];
    const { from, row, to } = first;
    return [{ code: "told-way", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: match.groups!["up"] ? "en minskning" : "en ökning", message: `Texten säger »${match[0]}«, men »${row.label}« gick från ${formatNumber(from.value)} (${MONTH_NAMES[from.month!]} ${from.year}) till ${formatNumber(to.value)} (${MONTH_NAMES[to.month!]} ${to.year}).`, evidence: [evidenceOf(row, to)] }];
  });
}
