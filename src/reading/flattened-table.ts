import { parseNumber } from "../platform/swedish.ts";
import { fold, type TableRow } from "./layout.ts";
import { isYear, monthOf } from "./table-cells.ts";

/** A table that lost its borders when it was taken out of a page: each row a line, its cells one space apart. */
export interface FlattenedTable {
  /** The line after its last. */
  readonly end: number;
  readonly caption: string | null;
  readonly rows: readonly TableRow[];
}

/** What stands over a table, by its number. */
export const TABLE_CAPTION = /^tabell\s+\d+/i;
const NUMBER = /^[+−–-]?\d+(?:[.,]\d+)?%?$/;
const DASH = /^[–—-]$/;
const FOLLOWING = /^\d{3}(?:[.,]\d+)?%?$/;
const LONGEST_LABEL = 110;
const LONGEST_HEADING = 190;
const MOST_HEADING_LINES = 18;
const MOST_CELLS = 14;
const MOST_WAYS = 40;
/** More numbers than any row has. */
const MOST_GROUPS = 45;
/** Of rows that can be read with so many numbers; a label that has to take numbers of its own fits worse. */
const FEWEST_FIT = 0.75;
const OWN_FIT = 0.8;
const FIT_WORTH = 10;
const RECKONED_WORTH = 3;
/** Numbers that end a row's label. */
const MOST_OWN = 2;

/** What is longer is no row, and no heading. */
const LONGEST_LINE = 400;
/** Rows that have borders, and headings. */
const IS_NO_ROW = /[\t|]|^\s*#{1,6}\s/;
const UNENDED = /^(?:till|med|var|på|om|är|under|över|blev|kostade|hade|har|cirka|totalt var)$/iu;
/** A point of a list, or a row that is a part of the one before. */
const POINT = /^[•*–-]$/;
interface RowLine {
  readonly words: readonly string[];
  /** The run of numbers at the end. */
  readonly figures: readonly string[];
  readonly line: number;
}
/** A line's words; a per cent sign goes with the word before it, and a sign with the number after. */
function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const word of line.split(/\s+/)) {
    if (!word) continue;
    const last = words.at(-1);
    if (last !== undefined && (word.startsWith("%") || (words.length > 1 && /^[+−–-]$/.test(last) && /^\d/.test(word)))) words[words.length - 1] = `${last}${word}`;
    else words.push(word);
  }
  return words;
}

/** Words and then numbers, to the end of the line; months' rows begin with their year. */
function rowLine(text: string | undefined, line: number): RowLine | null {
  if (!text || text.length > LONGEST_LINE || !/[\d–—-]%?\s*$/.test(text) || IS_NO_ROW.test(text)) return null;
  const words = wordsOf(text);
  let from = words.length;
  while (from > 0 && (NUMBER.test(words[from - 1]!) || DASH.test(words[from - 1]!))) from--;
  // A year in front of months is what they are of.
  if (from === 0 && isYear(words[0]!)) from = 1;
  // A heading row of years is no row of figures.
  if (words.slice(from).every(isYear)) return null;
  // A telephone number is none; nor does a label end so that more words must come.
  if (words.slice(from).some((word) => /^0(?:\d|\d{3,})$/.test(word)) || UNENDED.test(words[from - 1] ?? "")) return null;
  const label = words.slice(0, from).join(" ");
  return from === 0 || from === words.length || label.length > LONGEST_LABEL || !(/\p{L}/u.test(label) || isYear(label)) || /[.:;§]$|[.!?]\s+\p{Lu}/u.test(label) ? null : { words: words.slice(0, from), figures: words.slice(from), line };
}

/** Every way to read a run of groups ("2 400 2 040 0") as so many numbers, thousands parted by a space; no more than some. */
export function waysToPart(figures: readonly string[], count: number, begin = 0): string[][] {
  if (figures.length - begin > MOST_GROUPS) return [];
  // How the rest can be read is asked from many places, and answered once: a row costs its length, not two to the power of it.
  const known = new Map<number, string[][]>();
  const ways = (from: number, left: number): string[][] => {
    if (left === 0) return from === figures.length ? [[]] : [];
    const key = from * (count + 1) + left;
    const before = known.get(key);
    if (before) return before;
    const found: string[][] = [];
    for (let to = from + 1; to <= figures.length - (left - 1) && found.length < MOST_WAYS; to++) {
      if (to > from + 1 && (!FOLLOWING.test(figures[to - 1]!) || !/^[+−–-]?[1-9]\d{0,2}$/.test(figures[from]!) || /[.,%]/.test(figures[to - 2]!))) break;
      if (/^[+−–-]?0\d/.test(figures[from]!)) break;
      const written = figures.slice(from, to).join(" ");
      for (const rest of ways(to, left - 1)) if (found.length < MOST_WAYS) found.push([written, ...rest]);
    }
    known.set(key, found);
    return found;
  };
  return ways(begin, count);
}
interface PartedRow { readonly label: string; readonly cells: readonly string[]; readonly own: number }
/** So many numbers of a row; its label may end with numbers of its own ("Enhet 2"). */
function waysOf({ figures, words }: RowLine, count: number): PartedRow[] {
  // Right after the words, a year is what the row is of.
  const from = words.length > 0 && !isYear(words[0]!) && isYear(figures[0]!) && figures.length > count ? 1 : 0;
  for (let own = from; own <= Math.min(MOST_OWN, figures.length - count); own++) {
    // A label ends with no minus and no decimals.
    if (own > 0 && !/^\d+$/.test(figures[own - 1]!)) return [];
    const ways = waysToPart(figures, count, own);
    if (ways.length) return ways.map((cells) => ({ label: [...words, ...figures.slice(0, own)].join(" "), cells, own }));
  }
  return [];
}

const STRONG = /^(?:utfall|budget|arsbudget|prognos|helarsprognos|forandring|(?:budget|prognos)?avvikelse|diff(?:erens)?|andel|antal|summa|totalt|belopp|plan|ram|helar|malvarde|mal|bokslut|nettokostnad|tkr|mkr|periodutfall|andring|skillnad|ack|bedomning|riktvarde)%?$/;
/** Words that a year after them is the year of. */
const DATED = /^(?:utfall|budget|arsbudget|prognos|helarsprognos|plan|ram|mal|malvarde|bokslut|dygn(?:et)?|kostnad(?:er)?|intakt(?:er)?|netto(?:kostnad)?|antal|vt|ht|t1|t2|kr|tkr|mkr|avvikelse|andel|jan|aug|dec|augusti|december|ar|till|per|besok|arsarbetare|forandring|effekt|varde|resultat|bedomning|fran|timmar)$/;
/** "Kv 1", "Q3": parts of a year. */
const QUARTER = /^(?:kv|kvartal|tertial|q[1-4]|t[1-3])$/;
const HEADING_END = /[.:;!?]$/;
interface WordCosts { readonly start: number; readonly on: number; readonly inCorner: number }
/** What a word costs as the first of a heading, as one that goes on with it, and as one of the corner: the cheapest way to part a heading row is how it is read. */
function costsOf(word: string, { after, before, first }: { readonly first: string | null; readonly before: string | null; readonly after: string | null }): WordCosts {
  const plain = fold(word);
  const capital = /^\p{Lu}/u.test(word);
  const isDay = before !== null && /^\d{1,2}$/.test(before);
  // "Anställda nov 2024": when it was.
  if (monthOf(word) !== null && after !== null && isYear(after)) return { start: 2, on: 0.2, inCorner: 1 };
  if (monthOf(word) !== null && isDay) return { start: 5, on: 0, inCorner: 0 };
  if (/^(?:19|20)\d\d-\d\d-\d\d/.test(word)) return { start: 0, on: 0.3, inCorner: 2 };
  if (/^\d{1,2}$/.test(word)) return { start: 5, on: 0.5, inCorner: 0 };
  if (monthOf(word) !== null && plain.length <= 9) return { start: 0, on: before !== null && STRONG.test(fold(before)) ? 0.2 : 3, inCorner: 3 };
  if (isYear(word) && before !== null && monthOf(before) !== null) return { start: 2, on: 0, inCorner: 0 };
  // "2024 prognos 2025 prognos": what a year is stands after it.
  if (isYear(word) && first !== null && isYear(first) && before !== null && STRONG.test(before)) return { start: 0, on: 1.5, inCorner: 2 };
  if (isYear(word)) return before !== null && (DATED.test(fold(before)) || /^\p{Ll}/u.test(before)) ? { start: 1.5, on: 0, inCorner: 2 } : before?.startsWith("(") || before?.endsWith(")") ? { start: 0.5, on: 0.5, inCorner: 2 } : { start: 0, on: 1.5, inCorner: 2 };
  if (/^\d{4}[-–]\d{2,4}$/.test(word)) return { start: 1, on: 0, inCorner: 1 };
  if (QUARTER.test(plain)) return { start: 0, on: 2, inCorner: 2 };
  if (word.startsWith("(")) return { start: 5, on: 0, inCorner: 0 };
  if (word.startsWith("%")) return { start: 0.8, on: 0.6, inCorner: 2 };
  if (STRONG.test(plain) && before !== null && monthOf(before) !== null) return { start: 0, on: 2, inCorner: 2 };
  if (STRONG.test(plain)) return capital ? { start: 0, on: 2.5, inCorner: 2 } : { start: 1.5, on: 0.5, inCorner: 1 };
  if (before?.endsWith("-")) return { start: 4, on: 0, inCorner: 0 };
  return capital ? { start: 1, on: 1.2, inCorner: 0.5 } : { start: 4, on: 0, inCorner: 0 };
}
/** A heading row as the corner and so many headings, and what it costs to read it so; null where no way is a good one. */
export function partHeading(text: string, count: number): { readonly headings: string[]; readonly cost: number } | null {
  const words = wordsOf(text);
  if (words.length < count) return null;
  // cost[parts][to]: the words before `to` as the corner and so many headings.
  const cost: number[][] = Array.from({ length: count + 1 }, () => Array<number>(words.length + 1).fill(Number.POSITIVE_INFINITY));
  const begun: number[][] = Array.from({ length: count + 1 }, () => Array<number>(words.length + 1).fill(0));
  const costs = words.map((word, at) => costsOf(word, { first: words[at - 2] ?? null, before: words[at - 1] ?? null, after: words[at + 1] ?? null }));
  // A heading row may begin with its first heading, over nothing that is called anything.
  const cornerless = monthOf(words[0]!) !== null || isYear(words[0]!) || /^(?:19|20)\d\d-/.test(words[0]!);
  const maybe = DATED.test(fold(words[0]!)) && isYear(words[1] ?? "");
  cost[0]![0] = cornerless ? 0 : maybe ? 0.5 : 3;
  for (const [at, { inCorner }] of costs.entries()) cost[0]![at + 1] = at === 0 ? (cornerless || maybe ? 2 : 0) : cost[0]![at]! + inCorner;
  for (let parts = 1; parts <= count; parts++) {
    for (let from = 0; from < words.length; from++) {
      if (!Number.isFinite(cost[parts - 1]![from]!)) continue;
      // Right after the corner a year begins a heading, whatever the corner says.
      let own = cost[parts - 1]![from]! + (parts === 1 && isYear(words[from]!) ? 0 : costs[from]!.start);
      for (let to = from + 1; to <= words.length; to++) {
        if (own < cost[parts]![to]!) {
          cost[parts]![to] = own;
          begun[parts]![to] = from;
        }
        own += costs[to]?.on ?? 0;
      }
    }
  }
  const least = cost[count]![words.length]!;
  if (least > 2.5 + count) return null;
  const headings: string[] = [];
  let to = words.length;
  for (let parts = count; parts > 0; parts--) {
    const from = begun[parts]![to]!;
    headings.unshift(words.slice(from, to).join(" "));
    to = from;
  }
  return { headings: [words.slice(0, to).join(" "), ...headings], cost: least };
}

const JOINS = /^(?:till|av|per|mot|för|och|i|på|t\.o\.m\.|-|–)$/iu;
/** Two lines of a heading row that stand over each other, word by word: "Bokslut Budget Avvikelse" over "2022 2022 2022". */
function stacked(lines: readonly string[], count: number): { readonly headings: string[]; readonly cost: number } | null {
  const [over, under] = lines.map(wordsOf);
  if (lines.length !== 2 || !over || !under) return null;
  const corner = over.length === count + 1 ? 1 : over.length === count ? 0 : -1;
  // A small word goes with the one after it.
  const below = under.reduce<string[]>((parts, word, at) => { if (at > 0 && JOINS.test(under[at - 1]!)) parts[parts.length - 1] += ` ${word}`; else parts.push(word); return parts; }, []);
  const joined = below.length === count ? below : under.length === count ? under : below.length === count + 1 && /^(?:till|av|per)/.test(below.at(-1)!) ? [...below.slice(0, -2), `${below.at(-2)} ${below.at(-1)}`] : null;
  if (corner < 0 || !joined) return null;
  return { headings: [corner ? over[0]! : "", ...joined.map((word, at) => `${over[at + corner]} ${word}`)], cost: 0.5 };
}

const sizeOf = (cell: string): number => {
  const value = parseNumber(cell.replace(/%$/, ""));
  return value === null ? 0 : Math.log10(Math.abs(Number(value)) + 1);
};
/** How much of a row is reckoned from the rest of it: a last cell that is the sum of the others, a third that is the difference of two. */
function reckons({ cells }: PartedRow): number {
  const values = cells.map((cell) => Number((parseNumber(cell.replace(/%$/, "")) ?? "NaN")));
  const all = values.slice(0, -1).reduce((sum, value) => sum + value, 0);
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.06;
  const differences = values.slice(2).filter((value, at) => near(Math.abs(value), Math.abs(values[at]! - values[at + 1]!)) && value !== 0).length;
  return (values.length > 2 && near(all, values.at(-1)!) ? 2 : 0) + differences;
}
/** Of several ways to part a row, the one whose numbers are nearest in size to what stands in their columns. */
function likeliest(ways: readonly PartedRow[], sizes: readonly number[]): PartedRow {
  const far = ({ cells }: PartedRow): number => cells.reduce((sum, cell, at) => sum + Math.abs(sizeOf(cell) - (sizes[at] ?? 0)), 0);
  return ways.toSorted((a, b) => reckons(b) - reckons(a) || far(a) - far(b))[0]!;
}
const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Headings' words over each other, of a table whose heading row broke into lines. */
const isHeadingLine = (text: string | undefined): boolean => Boolean(text?.trim()) && text!.trim().length < 100 && !HEADING_END.test(text!.trim()) && !TABLE_CAPTION.test(text!.trim()) && !/[\t|]/.test(text!) && wordsOf(text!).every((word) => isYear(word) || !NUMBER.test(word) || DASH.test(word));
const hasHeadingWord = (text: string): boolean => wordsOf(text).some((word) => STRONG.test(fold(word)) || QUARTER.test(fold(word)) || isYear(word) || /^(?:19|20)\d\d-\d\d-\d\d/.test(word) || monthOf(word) !== null);
/** "Intäkter": a row of words between rows of figures. */
const isSubheading = (text: string | undefined): boolean => /^\p{Lu}/u.test(text?.trim() ?? "") && text!.trim().length < 50 && !/[\d.:;,!?]/.test(text!);

/** A run of row lines, with words between them; a label that broke goes on in the next. */
function runOf(lines: readonly string[], from: number): { rows: (RowLine | { readonly words: readonly string[]; readonly figures: null; readonly line: number })[]; end: number } {
  const rows: (RowLine | { readonly words: readonly string[]; readonly figures: null; readonly line: number })[] = [];
  let at = from;
  for (; at < lines.length && rows.length < MOST_ROWS; at++) {
    const row = rowLine(lines[at], at + 1);
    if (row) {
      rows.push(row);
      continue;
    }
    const next = rows.length || at === from ? rowLine(lines[at + 1], at + 2) : null;
    if (!next || !lines[at]!.trim() || HEADING_END.test(lines[at]!.trim()) || lines[at]!.length > LONGEST_LINE || IS_NO_ROW.test(lines[at]!)) break;
    if (/^\p{Ll}/u.test(next.words[0]!) && lines[at]!.trim().length < 60 && !/\d/.test(lines[at]!)) {
      rows.push({ ...next, words: [...wordsOf(lines[at]!), ...next.words] });
      at++;
    } else if (isSubheading(lines[at])) rows.push({ words: wordsOf(lines[at]!), figures: null, line: at + 1 });
    else break;
  }
  return { rows: withOwnNumbers(rows), end: at };
}
/** "Avdelning 1", "Avdelning 2": rows one after the other that are called the same and are numbered as they come have their number in their name. */
function withOwnNumbers(rows: ReturnType<typeof runOf>["rows"]): ReturnType<typeof runOf>["rows"] {
  const numberOf = (at: number): number | null => { const figures = rows[at]?.figures; return figures && figures.length > 1 && /^\d{1,2}$/.test(figures[0]!) ? Number(figures[0]) : null; };
  const follows = (at: number): boolean => { const [own, before] = [numberOf(at), numberOf(at - 1)]; return own !== null && before !== null && own === before + 1 && rows[at]!.words.join(" ") === rows[at - 1]!.words.join(" "); };
  return rows.map((row, at) => (row.figures !== null && (follows(at) || follows(at + 1)) ? { ...row, words: [...row.words, row.figures[0]!], figures: row.figures.slice(1) } : row));
}

const MOST_BETWEEN = 9;
/** Rows of one table; there are none so long in a report. */
const MOST_ROWS = 250;
const isOfHeading = (text: string): boolean => wordsOf(text).some((word) => STRONG.test(fold(word)));
/** The same, when a page ends in it: what is between is blank, the number of the page, or stands on other pages too. */
function overPages(lines: readonly string[], from: number, { headings, repeated }: { readonly headings: readonly string[]; readonly repeated: (line: string) => boolean }): ReturnType<typeof runOf> {
  const { end, rows } = runOf(lines, from);
  const last = rows.at(-1);
  if (!last || /^(?:summa|totalt?|nettokostnad)/.test(fold(last.words.join(" ")))) return { rows, end };
  let next = end;
  while (next < lines.length && next - end < MOST_BETWEEN && !rowLine(lines[next], next + 1) && (!lines[next]!.trim() || (repeated(lines[next]!.trim()) && !headings.includes(lines[next]!.trim())))) next++;
  // A blank line alone is no end of a page, and with its heading again another table begins.
  const more = !headings.includes(lines[next]?.trim() ?? "") && lines.slice(end, next).some((text) => text.trim()) && next - end < MOST_BETWEEN ? runOf(lines, next) : null;
  const width = last.figures?.length ?? 0;
  // As wide as the rows before.
  return more && more.rows.length > 0 && more.rows.every(({ figures }) => figures === null || Math.abs(figures.length - width) <= 2) ? { rows: [...rows, ...more.rows], end: more.end } : { rows, end };
}
interface TableReading { readonly rows: ReturnType<typeof runOf>["rows"]; readonly end: number; readonly count: number; readonly headings: readonly string[]; readonly months: number; readonly worth: number }
/** "Mål 1", "Mål 2": what is only numbered. */
const isNumbering = (rows: readonly RowLine[]): boolean => rows.length > 1 && rows.every(({ figures: [only, ...others] }, at) => others.length === 0 && Number(only) === Number(rows[0]!.figures[0]) + at && /^\d{1,2}$/.test(only!));
const IN_UNIT = /\((?:tkr|mkr|kr|tusen kronor|miljoner kronor|kronor|antal|st|procent|%|timmar|dygn)\)/i;
interface ReadAs {
  readonly from: number;
  readonly body: number;
  readonly captioned: boolean;
  /** Whether a line stands on each page. */
  readonly repeated: (line: string) => boolean;
  /** Told how many ways are tried. */
  readonly tried: (ways: number) => void;
}
/** How many rows are tried in how many ways, for each line of a text and at the least. */
const [LEAST_WORK, WORK_OF_LINE] = [100_000, 150];
/** How the rows from a line on and the heading over them are best read together; null where they are no table. */
function readingsOf(lines: readonly string[], { body, captioned, from, repeated, tried }: ReadAs): TableReading | null {
  const headingLines = lines.slice(from, body).map((text) => text.trim());
  const heading = headingLines.join(" ");
  if ((!heading && !captioned) || heading.length > LONGEST_HEADING || (body - from === 1 && HEADING_END.test(heading)) || IS_NO_ROW.test(lines[from] ?? "") || (heading && !hasHeadingWord(heading))) return null;
  const { end, rows } = overPages(lines, body, { headings: headingLines, repeated });
  const figures = rows.filter((row): row is RowLine => row.figures !== null);
  // A sentence that broke goes on with a small letter.
  if (figures.filter(({ words }) => /^\p{Ll}/u.test(words[0]!) && !/^(?:varav|därav)$/i.test(words[0]!)).length * 3 > figures.length) return null;
  // Points alone are a list.
  if (figures.every(({ words }) => POINT.test(words[0]!)) || POINT.test(wordsOf(heading)[0] ?? "") || isNumbering(figures)) return null;
  if (figures.length < 2 || (!captioned && figures.length < 3 && wordsOf(heading).length < 3)) return null;
  const named = wordsOf(heading).flatMap((word) => monthOf(word) ?? []);
  // The same month of two years is no row of months.
  const months = new Set(named).size === named.length ? named.length : 0;
  // Their sum, or their mean, may stand after them.
  const beside = wordsOf(heading).filter((word) => /^(?:summa|totalt?|snitt|medel|helar)$/.test(fold(word))).length;
  const counts = months >= 3 ? [months + beside] : heading ? Array.from({ length: MOST_CELLS }, (_, at) => at + 1) : [1];
  tried(counts.length * figures.length);
  const readings = counts.flatMap((count) => {
    const parted = heading ? (stacked(headingLines, count) ?? partHeading(heading, count)) : { headings: ["", ""], cost: 0 };
    const fit = figures.reduce((sum, row) => { const [way] = waysOf(row, count); return sum + (!way ? 0 : way.own ? OWN_FIT : 1); }, 0) / figures.length;
    // One number in each row is a table only where the heading says of what: a list of contents has that too.
    if (!parted || (count === 1 && !captioned && body - from === 1 && rowLine(lines[from], from + 1)) || (count === 1 && heading && !captioned && !isOfHeading(heading) && !IN_UNIT.test(heading)) || (fit < FEWEST_FIT && months < 3)) return [];
    // Rows that are reckoned from themselves are read as they were meant.
    const reckoned = figures.reduce((sum, row) => sum + Math.max(0, ...waysOf(row, count).map(reckons)), 0) / figures.length;
    return [{ rows, end, months, count, headings: parted.headings, worth: fit * FIT_WORTH + Math.min(1, reckoned) * RECKONED_WORTH - parted.cost }];
  });
  return readings.toSorted((a, b) => b.worth - a.worth || b.count - a.count)[0] ?? null;
}

/** The tables of a text, by the line that they begin at; `repeated` tells what stands on each page. Text made to be read in very many ways is left as lines, when that has taken as much as a document of its length ever needs. */
export function flattenedTables(lines: readonly string[], repeated: (line: string) => boolean = () => false): (start: number) => FlattenedTable | null {
  const most = LEAST_WORK + lines.length * WORK_OF_LINE;
  let work = 0;
  return (start) => (work > most ? null : flattenedTable(lines, start, { repeated, tried: (ways) => (work += ways) }));
}

/**
 * The table that begins at a line: its heading row, which may have broken into several lines under the table's own caption, and rows of words and numbers.
 * How many columns there are is what most rows can be read as, and the heading too. A row that can be read in no such way ends it.
 */
function flattenedTable(lines: readonly string[], start: number, { repeated, tried }: Pick<ReadAs, "repeated" | "tried">): FlattenedTable | null {
  const first = (lines[start]?.length ?? 0) > LONGEST_LINE ? "" : (lines[start]?.trim() ?? "");
  if (!first || IS_NO_ROW.test(first)) return null;
  const captioned = TABLE_CAPTION.test(first);
  let from = captioned ? start + 1 : start;
  // A blank line may follow a caption.
  if (captioned && !lines[from]?.trim()) from++;
  let body = from;
  if (captioned) while (body - from < MOST_HEADING_LINES && !rowLine(lines[body], body + 1) && isHeadingLine(lines[body])) body++;
  else if (rowLine(lines[body], body + 1) && !hasHeadingWord(first)) return null;
  // Two lines over each other, without a caption.
  if (!captioned && isHeadingLine(lines[from + 1]) && hasHeadingWord(lines[from + 1]!) && rowLine(lines[from + 2], from + 3)) body = from + 2;
  // A heading row of years looks like a row.
  if (body === from && hasHeadingWord(lines[from] ?? "") && !(captioned && isNumbered(lines, from)) && rowLine(lines[from + 1], from + 2)) body++;
  // "Intäkter", right over the first row, may be a row of words and no part of the heading.
  const read = [body, ...(body - from > 1 && isSubheading(lines[body - 1]) && !hasHeadingWord(lines[body - 1]!) ? [body - 1] : [])].flatMap((begins) => readingsOf(lines, { from, body: begins, captioned, repeated, tried }) ?? []).toSorted((one, other) => other.worth - one.worth)[0];
  if (!read) return null;
  const { count, end, headings, months, rows } = read;
  const cut = months >= 3 ? -1 : rows.findIndex((row) => row.figures !== null && waysOf(row, count).length === 0);
  const kept = cut < 0 ? rows : rows.slice(0, cut);
  const sure = kept.flatMap((row) => (row.figures === null ? [] : waysOf(row, count).length === 1 ? waysOf(row, count) : []));
  // Where no row is sure, the way of each with the smallest numbers: the columns of a row are of a size.
  const largest = ({ cells }: PartedRow): number => Math.max(...cells.map((cell) => cell.replace(/\D/g, "").length));
  const told = sure.length ? sure : kept.flatMap((row) => (row.figures === null ? [] : waysOf(row, count).toSorted((a, b) => largest(a) - largest(b)).slice(0, 1)));
  const sizes = Array.from({ length: count }, (_, at) => middle(told.map(({ cells }) => sizeOf(cells[at]!))));
  const cellRows = kept.flatMap((row): TableRow[] => {
    if (row.figures === null) return [{ cells: [row.words.join(" "), ...Array<string>(count).fill("")], line: row.line }];
    const ways = waysOf(row, count);
    if (ways.length) {
      const read = ways.length === 1 ? ways[0]! : likeliest(ways, sizes);
      // What is reckoned from itself was meant so.
      return [{ cells: [read.label, ...read.cells], line: row.line, ...(ways.length > 1 && reckons(read) === 0 && { guessed: true as const }) }];
    }
    // Months that have not come.
    for (let short = months >= 3 ? count - 1 : 0; short > 2; short--) {
      const some = waysOf(row, short);
      if (some.length) return [{ cells: [some[0]!.label, ...likeliest(some, sizes).cells, ...Array<string>(count - short).fill("")], line: row.line }];
    }
    return [];
  });
  if (cellRows.filter(({ cells }) => cells[1] !== "").length < 2) return null;
  return { end: cut < 0 ? end : kept.at(-1)!.line, caption: captioned ? first : null, rows: [{ cells: [...headings], line: from + 1 }, ...cellRows] };
}
/** Whether lines begin a run of rows with one number each: nothing is a heading. */
const isNumbered = (lines: readonly string[], from: number): boolean => {
  const { rows } = runOf(lines, from);
  const figures = rows.filter((row): row is RowLine => row.figures !== null);
  const owns = figures.map((row) => waysOf(row, 1)[0]?.own ?? null);
  return figures.length >= 3 && !owns.includes(null) && owns.filter((own) => own === 0).length * 2 >= owns.length;
};
