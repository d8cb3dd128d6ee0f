import { absolute, compare, subtract } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { isSum, isWithin, tablesBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { hasWords, tellingWords } from "./telling-words.ts";
import { isGeneral } from "./told-row.ts";

const LARGEST = /(?<![a-zà-ÿ])(?:den\s+)?(?:störst[a]?|kraftigast[e]?)\s+(?:[a-zà-ÿ]+\s+){0,2}?(?:(?<up>ökning(?:en)?|uppgång(?:en)?)|(?<down>minskning(?:en)?|nedgång(?:en)?))(?![a-zà-ÿ])/iu;
/** A percentage of what it was is another measure of how far, and so is a budget's. */
const OTHERWISE = /(?<![a-zà-ÿ])(?:relativt|procentuell[a-zà-ÿ]*|procent(?!enhet)|budget[a-zà-ÿ]*|prognos[a-zà-ÿ]*|en\s+av|näst|per)(?![a-zà-ÿ])/iu;
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/gu;
const UNIT = /procent|index|tkr|mnkr|mkr|dagar|timmar|poang/;
const [FEWEST, LEAST_NAME, ENDING] = [3, 4, 7];
const isOther = ({ label }: FigureRow): boolean => /^(?:alla|samtliga|hela|kommunen|genomsnitt|medel|kvinnor|man$|andel|lanet|riket|netto|resultat)/.test(fold(label));

/** From one year to the last: the two that the sentence names, else the two latest. */
function yearsOf({ columns }: FigureTable, text: string): readonly [number, number] | null {
  const years = columns.flatMap(({ kind, year }, at) => (kind === "value" && year !== null ? [{ at, year }] : [])).toSorted((a, b) => Number(a.year) - Number(b.year));
  const said = [...new Set(text.match(YEAR))];
  if (new Set(years.map(({ year }) => year)).size !== years.length || years.length < 2 || said.length > 2) return null;
  const to = years.at(-1)!;
  const from = said.length ? years.find(({ year }) => year === said[0] && year !== to.year) : years.at(-2);
  return from ? [from.at, to.at] : null;
}

/** "Störst var minskningen på bygglovsenheten", where another row of the table beside has fallen more. */
export function largestChangeFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const { inCell, text } = sentence;
    const clause = inCell ? undefined : text.split(/[.;]|,\s+(?:men|medan|och)\s/u).find((part) => LARGEST.test(part));
    const match = clause === undefined ? null : LARGEST.exec(clause);
    if (!clause || !match || OTHERWISE.test(clause)) return [];
    const words = fold(clause).split(" ");
    for (const table of tablesBeside(tables, sentence)) {
      const years = yearsOf(table, clause);
      const all = table.rows.filter((row) => !isSum(row.label) && !isWithin(row) && !isOther(row) && !isGeneral({ words: tellingWords(row.label) }));
      const named = all.filter(({ label }) => { const own = tellingWords(label); return own.some((word) => word.length >= LEAST_NAME) && hasWords(own, words); });
      const [row] = named;
      if (!years || !row || named.length !== 1) continue;
      // Those that are called alike, "… förvaltningen", are put beside each other; ages are another kind.
      const alike = all.filter(({ label }) => fold(label).endsWith(fold(row.label).slice(-ENDING)));
      const rows = alike.length >= FEWEST ? alike : all.filter(({ label }) => !/\d+\s*år/u.test(label));
      // Shares, indices and numbers of people are not put beside each other.
      if (rows.length < FEWEST || !rows.includes(row) || new Set(rows.map(({ label }) => UNIT.exec(fold(label.replace("%", " procent ")))?.[0] ?? "")).size > 1) continue;
      const moved = rows.flatMap((one) => { const [from, to] = years.map((at) => one.cells[at] ?? null); return from === null || to === null || from === undefined || to === undefined ? [] : [{ row: one, by: subtract(absolute(to), absolute(from)) }]; });
      const own = moved.find((one) => one.row === row);
      if (!own || moved.length < rows.length) continue;
      const up = match.groups!["up"] !== undefined;
      const most = moved.toSorted((a, b) => (up ? compare(b.by, a.by) : compare(a.by, b.by)))[0]!;
      if (compare(most.by, own.by) === 0 || compare(most.by, "0") !== (up ? 1 : -1)) return [];
      return [{ code: "told-most", severity: "warning", line: lineAt(sentence, text.indexOf(clause) + match.index), quote: text, expected: most.row.label, message: `Texten säger ${row.label}, som gick ${formatNumber(own.by)}, men störst är ${most.row.label} med ${formatNumber(most.by)}.`, evidence: [{ line: most.row.line, quote: most.row.quote }, { line: row.line, quote: row.quote }] }];
    }
    return [];
  });
}
