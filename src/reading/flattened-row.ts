import { parseNumber } from "../platform/swedish.ts";
import { isYear } from "./table-cells.ts";

export const NUMBER = /^[+−–-]?\d+(?:[.,]\d+)?%?$/;
export const DASH = /^[–—-]$/;
const FOLLOWING = /^\d{3}(?:[.,]\d+)?%?$/;
const LONGEST_LABEL = 110;
/** A row of fifteen groups can be read as eight numbers in more than a thousand ways. */
const MOST_WAYS = 1500;
/** More numbers than any row has. */
const MOST_GROUPS = 45;
/** Numbers that end a row's label. */
const MOST_OWN = 2;
/** What is longer is no row, and no heading. */
export const LONGEST_LINE = 400;
/** Rows that have borders, and headings. */
export const IS_NO_ROW = /[\t|]|^\s*#{1,6}\s/;
const UNENDED = /^(?:till|med|var|på|om|är|under|över|blev|kostade|hade|har|cirka)$/iu;

/** A line that is words and then numbers. */
export interface TableRowLine {
  readonly words: readonly string[];
  /** The run of numbers at the end. */
  readonly figures: readonly string[];
  /** What stands after them: a verdict or a comment, in words; null where the numbers end the line. */
  readonly after: string | null;
  readonly line: number;
}
const VERDICT = /(?<=[\d%–—-]\s)(?:(?:målet|nästan|helt|delvis|ej|inte)\s)?(?:uppnå[dt]d?|uppnått|uppfyll[dt]|uppfyllda|nått)$|(?<=[\d%–—-]\s)(?:målet\s)?(?:uppnås|uppfylls|nås)(?:\s(?:helt|delvis|ej|inte|i år|till stor del|till viss del))?$|(?<=[\d%–—-]\s)(?:grön|gul|röd|ja|nej|delvis)t?$/iu;
/** A grade, or a comment: it begins with a capital letter, after two numbers at the least. */
const COMMENT = /(?<=\d%?\s[+−–-]?\d[\d,]*%?\s)\p{Lu}\p{Ll}+(?:[\s,][^\n]{0,200})?\.?$/u;
/** "Minst 80", "högst 14": which way is better goes to what the row is called, so that the numbers are a run. */
const WAY = /^(?:minst|högst|lägst|max|över|under)$/iu;
/** A line without what stands after its numbers. */
function withoutAfter(text: string): { readonly numbers: string; readonly after: string | null } {
  const match = /\d/.test(text) ? (VERDICT.exec(text) ?? COMMENT.exec(text)) : null;
  return match ? { numbers: text.slice(0, match.index).trim(), after: match[0] } : { numbers: text, after: null };
}
/** A line's words; a per cent sign goes with the word before it, and a sign with the number after. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  for (const word of line.split(/\s+/)) {
    if (!word) continue;
    const last = words.at(-1);
    if (last !== undefined && (word.startsWith("%") || (words.length > 1 && /^[+−–-]$/.test(last) && !DASH.test(words.at(-2)!) && /^\d/.test(word)))) words[words.length - 1] = `${last}${word}`;
    else words.push(word);
  }
  return words;
}

/** Words and then numbers, to the end of the line; months' rows begin with their year. */
export function rowLine(text: string | undefined, line: number): TableRowLine | null {
  if (!text || text.length > LONGEST_LINE || IS_NO_ROW.test(text)) return null;
  const { after, numbers } = withoutAfter(text.trim());
  if (!/[\d–—-]%?$/.test(numbers)) return null;
  const words = after === null ? wordsOf(numbers) : wayFirst(wordsOf(numbers));
  let from = words.length;
  while (from > 0 && (NUMBER.test(words[from - 1]!) || DASH.test(words[from - 1]!))) from--;
  // A year in front of months is what they are of.
  if (from === 0 && isYear(words[0]!)) from = 1;
  // A heading row of years is no row of figures.
  if (words.slice(from).every(isYear)) return null;
  // A telephone number is none; nor does a label end so that more words must come.
  if (words.slice(from).some((word) => /^0(?:\d|\d{3,})$/.test(word)) || UNENDED.test(words[from - 1] ?? "")) return null;
  const label = words.slice(0, from).join(" ");
  return from === 0 || from === words.length || label.length > LONGEST_LABEL || !(/\p{L}/u.test(label) || isYear(label)) || /[.:;§]$|[.!?]\s+\p{Lu}/u.test(label) ? null : { words: words.slice(0, from), figures: words.slice(from), after, line };
}
/** "Slutat 16 15 högst 14" as "Slutat högst 16 15 14". */
function wayFirst(words: readonly string[]): string[] {
  const from = words.findLastIndex((word) => !NUMBER.test(word) && !WAY.test(word)) + 1;
  const run = words.slice(from);
  return [...words.slice(0, from), ...run.filter((word) => WAY.test(word)), ...run.filter((word) => !WAY.test(word))];
}

/** Every way to read a run of groups ("2 400 2 040 0") as so many numbers, thousands parted by a space; no more than some. */
export function waysToPart(figures: readonly string[], count: number, begin = 0, most = MOST_WAYS): string[][] {
  if (figures.length - begin > MOST_GROUPS) return [];
  // How the rest can be read is asked from many places, and answered once: a row costs its length, not two to the power of it.
  const known = new Map<number, string[][]>();
  const ways = (from: number, left: number): string[][] => {
    if (left === 0) return from === figures.length ? [[]] : [];
    const key = from * (count + 1) + left;
    const before = known.get(key);
    if (before) return before;
    const found: string[][] = [];
    for (let to = from + 1; to <= figures.length - (left - 1) && found.length < most; to++) {
      if (to > from + 1 && (!FOLLOWING.test(figures[to - 1]!) || !/^[+−–-]?[1-9]\d{0,2}$/.test(figures[from]!) || /[.,%]/.test(figures[to - 2]!))) break;
      if (/^[+−–-]?0\d/.test(figures[from]!)) break;
      const written = figures.slice(from, to).join(" ");
      for (const rest of ways(to, left - 1)) if (found.length < most) found.push([written, ...rest]);
    }
    known.set(key, found);
    return found;
  };
  return ways(begin, count);
}
/** A row with its numbers parted; `own` of them are of its label. */
export interface PartedRow { readonly label: string; readonly cells: readonly string[]; readonly own: number }
/** So many numbers of a row; its label may end with numbers of its own ("Enhet 2"). */
export function waysOf({ figures, words }: TableRowLine, count: number, most = MOST_WAYS): PartedRow[] {
  // Right after the words, a year is what the row is of.
  const from = words.length > 0 && !isYear(words[0]!) && isYear(figures[0]!) && figures.length > count ? 1 : 0;
  for (let own = from; own <= Math.min(MOST_OWN, figures.length - count); own++) {
    // A label ends with no minus and no decimals.
    if (own > 0 && !/^\d+$/.test(figures[own - 1]!)) return [];
    const ways = waysToPart(figures, count, own, most);
    if (ways.length) return ways.map((cells) => ({ label: [...words, ...figures.slice(0, own)].join(" "), cells, own }));
  }
  return [];
}

/** How large a cell is, as the power of ten. */
export const sizeOf = (cell: string): number => {
  const value = parseNumber(cell.replace(/%$/, ""));
  return value === null ? 0 : Math.log10(Math.abs(Number(value)) + 1);
};
/** A sum of several comes less often by chance than a difference of two. */
const SUM_WORTH = 2;
/** How much of a row is reckoned from the rest of it: a cell that is the sum of those before it, or the difference of the two before. */
export function reckons({ cells }: PartedRow): number {
  const values = cells.map((cell) => Number((parseNumber(cell.replace(/%$/, "")) ?? "NaN")));
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 0.06;
  let worth = 0;
  for (let at = 2; at < values.length; at++) {
    if (values[at] !== 0 && near(Math.abs(values[at]!), Math.abs(values[at - 2]! - values[at - 1]!))) worth++;
    let sum = values[at - 1]!;
    for (let from = at - 2, terms = sum === 0 ? 0 : 1; from >= 0; from--) {
      sum += values[from]!;
      if (values[from] !== 0) terms++;
      if (at > 2 && terms > 1 && near(sum, values[at]!)) {
        worth += SUM_WORTH;
        break;
      }
    }
  }
  return worth;
}
/** Of several ways to part a row, the one whose numbers are nearest in size to what stands in their columns. */
export function likeliest(ways: readonly PartedRow[], sizes: readonly number[]): PartedRow {
  const far = ({ cells }: PartedRow): number => cells.reduce((sum, cell, at) => sum + Math.abs(sizeOf(cell) - (sizes[at] ?? 0)), 0);
  return ways.toSorted((a, b) => reckons(b) - reckons(a) || far(a) - far(b))[0]!;
}
