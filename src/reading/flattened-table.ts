import { hasHeadingWord, isOfHeading, partHeading, stacked } from "./flattened-heading.ts";
import { DASH, IS_NO_ROW, likeliest, LONGEST_LINE, NUMBER, reckons, rowLine, sizeOf, waysOf, wordsOf, type PartedRow, type TableRowLine } from "./flattened-row.ts";
import { fold, type TableRow } from "./layout.ts";
import { hasNotes, withoutNoteHeading, withoutNotes } from "./note-numbers.ts";
import { segmentsOf } from "./spaced-table.ts";
import { isYear, monthOf } from "./table-cells.ts";

/** A table that lost its borders when it was taken out of a page: each row a line, its cells one space apart. */
export interface TableWithoutBorders {
  /** The line after its last. */
  readonly end: number;
  readonly caption: string | null;
  readonly rows: readonly TableRow[];
}

/** What stands over a table, by its number. */
export const TABLE_CAPTION = /^tabell\s+\d+/i;
const LONGEST_HEADING = 190;
const HEADING_END = /[.:;!?]$/;
const MOST_HEADING_LINES = 18;
const MOST_CELLS = 14;
/** Rows of one table; there are none so long in a report. */
const MOST_ROWS = 250;
/** Of rows that can be read with so many numbers; a label that has to take numbers of its own fits worse. */
const FEWEST_FIT = 0.75;
const OWN_FIT = 0.8;
const FIT_WORTH = 10;
const RECKONED_WORTH = 3;

/** So many lines may the headings of a table that has no caption have broken into. */
const MOST_BROKEN = 12;
/** So many months are a heading row of their own. */
const MONTHS_OVER = 3;
/** What goes on with a heading that broke: a year, or a small letter. */
const GOES_ON = /^(?:(?:19|20)\d\d(?:\s|$)|\d{1,2}\s+(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)|\p{Ll}|%)/u;

/** A point of a list, or a row that is a part of the one before. */
const POINT = /^[•*–-]$/;
const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Headings' words over each other, of a table whose heading row broke into lines. */
const isHeadingLine = (text: string | undefined): boolean => Boolean(text?.trim()) && text!.trim().length < 100 && !HEADING_END.test(text!.trim()) && !TABLE_CAPTION.test(text!.trim()) && !/[\t|]/.test(text!) && wordsOf(text!).every((word, at, words) => isYear(word) || !NUMBER.test(word) || DASH.test(word) || (/^\d{1,2}$/.test(word) && monthOf(words[at + 1] ?? "") !== null));
/** "Intäkter": a row of words between rows of figures. */
const isSubheading = (text: string | undefined): boolean => /^\p{Lu}/u.test(text?.trim() ?? "") && text!.trim().length < 50 && !/[\d.:;,!?]/.test(text!);

const IS_SUM = /^(?:summa|totalt?)$/iu;
const isSum = ({ words }: { readonly words: readonly string[] }): boolean => IS_SUM.test(words[0] ?? "");

/** A row of figures, or one of words between such. */
type TableLine = TableRowLine | { readonly words: readonly string[]; readonly figures: null; readonly after: null; readonly line: number };
/** A run of row lines, with words between them; a label that broke goes on in the next. */
function runOf(lines: readonly string[], from: number): { rows: TableLine[]; end: number } {
  const rows: TableLine[] = [];
  // Rows with verdicts or comments after their figures and rows without are two tables, but for their sums.
  let commented: boolean | null = null;
  let at = from;
  for (; at < lines.length && rows.length < MOST_ROWS; at++) {
    const row = rowLine(lines[at], at + 1);
    if (row) {
      if (!isSum(row)) {
        if (commented !== null && commented !== (row.after !== null)) break;
        commented = row.after !== null;
      }
      rows.push(row);
      continue;
    }
    const goesOn = groupAfter(lines, at, rows);
    if (goesOn !== null) {
      if (goesOn.heading !== null) rows.push({ words: wordsOf(lines[goesOn.heading]!), figures: null, after: null, line: goesOn.heading + 1 });
      at = goesOn.row - 1;
      continue;
    }
    const next = rows.length || at === from ? rowLine(lines[at + 1], at + 2) : null;
    if (!next || !lines[at]!.trim() || HEADING_END.test(lines[at]!.trim()) || lines[at]!.length > LONGEST_LINE || IS_NO_ROW.test(lines[at]!)) break;
    if (/^\p{Ll}/u.test(next.words[0]!) && lines[at]!.trim().length < 60 && !/\d/.test(lines[at]!)) {
      rows.push({ ...next, words: [...wordsOf(lines[at]!), ...next.words] });
      if (!isSum(rows.at(-1)!)) commented ??= next.after !== null;
      at++;
    } else if (isSubheading(lines[at])) rows.push({ words: wordsOf(lines[at]!), figures: null, after: null, line: at + 1 });
    else break;
  }
  return { rows: withOwnNumbers(rows), end: at };
}
/** So many blank lines, and a row of words, part the groups of a statement. */
const MOST_BLANK = 2;
/** Rows that go on after a blank line, with a name for the group or without: about as many numbers as in the rows before (thousands are parted), and nothing that could be another table's heading. */
function groupAfter(lines: readonly string[], from: number, rows: readonly TableLine[]): { readonly heading: number | null; readonly row: number } | null {
  const widths = rows.flatMap(({ figures }) => (figures === null ? [] : [figures.length]));
  if (!widths.length) return null;
  let at = from;
  let heading: number | null = null;
  let blank = 0;
  for (; blank <= MOST_BLANK && at < lines.length; at++) {
    const text = lines[at]!.trim();
    if (!text) blank++;
    else if (heading === null && isGroupName(lines[at]) && !rowLine(lines[at], at + 1)) heading = at;
    else break;
  }
  if (blank === 0) return null;
  const row = rowLine(lines[at], at + 1);
  return row && row.after === null && row.figures.length * 2 >= Math.min(...widths) && row.figures.length <= Math.max(...widths) * 2 ? { heading, row: at } : null;
}
/** "Omsättningstillgångar", "DEN LÖPANDE VERKSAMHETEN": what a group of rows is called. */
const isGroupName = (text: string | undefined): boolean => isSubheading(text) && !hasHeadingWord(text!.trim().replace(/\s+totalt$/iu, "")) && wordsOf(text!).length <= 6;
/** "Avdelning 1", "Avdelning 2": rows one after the other that are called the same and are numbered as they come have their number in their name. */
function withOwnNumbers(rows: readonly TableLine[]): TableLine[] {
  const numberOf = (at: number): number | null => { const figures = rows[at]?.figures; return figures && figures.length > 1 && /^\d{1,2}$/.test(figures[0]!) ? Number(figures[0]) : null; };
  const follows = (at: number): boolean => { const [own, before] = [numberOf(at), numberOf(at - 1)]; return own !== null && before !== null && own === before + 1 && rows[at]!.words.join(" ") === rows[at - 1]!.words.join(" "); };
  return rows.map((row, at) => (row.figures !== null && (follows(at) || follows(at + 1)) ? { ...row, words: [...row.words, row.figures[0]!], figures: row.figures.slice(1) } : row));
}

const MOST_BETWEEN = 9;
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
interface TableReading { readonly rows: readonly TableLine[]; readonly end: number; readonly count: number; readonly headings: readonly string[]; readonly months: number; readonly worth: number }
/** "Mål 1", "Mål 2": what is only numbered. */
const isNumbering = (rows: readonly TableRowLine[]): boolean => rows.length > 1 && rows.every(({ figures: [only, ...others] }, at) => others.length === 0 && Number(only) === Number(rows[0]!.figures[0]) + at && /^\d{1,2}$/.test(only!));
const LAST_HEADING = /^(?<rest>.*\S)\s+(?<last>(?:bedömning|status|måluppfyllelse|måluppfyllnad|uppfyllt|uppfyllelse|uppnått|nått|resultat|kommentar|anmärkning|läge)(?:\s+\d{4})?)$/iu;
const IN_UNIT = /\((?:tkr|mkr|kr|tusen kronor|miljoner kronor|kronor|antal|st|procent|%|timmar|dygn)\)/i;
interface ReadAs {
  readonly from: number;
  /** The line after the heading, and the first row: names of groups and blank lines may stand between them. */
  readonly head: number;
  readonly body: number;
  readonly captioned: boolean;
  /** Whether its headings broke each into lines of its own. */
  readonly broken: boolean;
  /** Whether a line stands on each page. */
  readonly repeated: (line: string) => boolean;
  /** Told how many ways are tried. */
  readonly tried: (ways: number) => void;
}
/** How many rows are tried in how many ways, for each line of a text and at the least. */
const [LEAST_WORK, WORK_OF_LINE] = [500_000, 300];
/** How the rows from a line on and the heading over them are best read together; null where they are no table. */
function readingsOf(lines: readonly string[], { body, broken, captioned, from, head, repeated, tried }: ReadAs): TableReading | null {
  const headingLines = lines.slice(from, head).map((text) => text.trim());
  const whole = headingLines.join(" ");
  const commented = Boolean(rowLine(lines[body], body + 1)?.after);
  const over = commented ? LAST_HEADING.exec(whole)?.groups : undefined;
  // What stands after the figures has a heading that says so.
  if (commented && !over) return null;
  const noted = hasNotes(over?.["rest"] ?? whole);
  const heading = noted ? withoutNoteHeading(over?.["rest"] ?? whole) : (over?.["rest"] ?? whole);
  if ((!heading && !captioned) || heading.length > LONGEST_HEADING || (head - from === 1 && HEADING_END.test(heading)) || IS_NO_ROW.test(lines[from] ?? "") || (heading && !hasHeadingWord(heading))) return null;
  // A line of years alone is a heading for each, and one that begins with a capital letter begins another.
  const goesOn = new Set(broken ? headingLines.slice(1).flatMap((line, at) => ((wordsOf(line).length > 1 && wordsOf(line).every(isYear)) || !(GOES_ON.test(line) || headingLines[at]!.endsWith("-")) ? [] : [wordsOf(noted ? withoutNoteHeading(headingLines.slice(0, at + 1).join(" ")) : headingLines.slice(0, at + 1).join(" ")).length])) : []);
  const run = overPages(lines, body, { headings: headingLines, repeated });
  const [end, rows] = [run.end, noted ? withoutNotes(run.rows) : run.rows];
  const figures = rows.filter((row): row is TableRowLine => row.figures !== null);
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
    const parted = heading ? ((commented || noted ? null : stacked(headingLines, count)) ?? partHeading(heading, count, goesOn)) : { headings: ["", ""], cost: 0 };
    const fit = figures.reduce((sum, row) => { const [way] = waysOf(row, count, 1); return sum + (!way ? 0 : way.own ? OWN_FIT : 1); }, 0) / figures.length;
    // One number in each row is a table only where the heading says of what: a list of contents has that too.
    if (!parted || (count === 1 && !captioned && head - from === 1 && rowLine(lines[from], from + 1)) || (count === 1 && heading && !captioned && !isOfHeading(heading) && !IN_UNIT.test(heading)) || (fit < FEWEST_FIT && months < 3)) return [];
    // Rows that are reckoned from themselves are read as they were meant.
    const reckoned = figures.reduce((sum, row) => { const ways = waysOf(row, count); tried(ways.length); return sum + ways.reduce((most, way) => Math.max(most, reckons(way)), 0); }, 0) / figures.length;
    return [{ rows, end, months, count, headings: over ? [...parted.headings, over["last"]!] : parted.headings, worth: fit * FIT_WORTH + Math.min(1, reckoned) * RECKONED_WORTH - parted.cost }];
  });
  return readings.toSorted((a, b) => b.worth - a.worth || b.count - a.count)[0] ?? null;
}

/** The tables of a text, by the line that they begin at; `repeated` tells what stands on each page. Text made to be read in very many ways is left as lines, when that has taken as much as a document of its length ever needs. */
export function flattenedTables(lines: readonly string[], repeated: (line: string) => boolean = () => false): (start: number) => TableWithoutBorders | null {
  const most = LEAST_WORK + lines.length * WORK_OF_LINE;
  let work = 0;
  return (start) => (work > most ? null : flattenedTable(lines, start, { repeated, tried: (ways) => (work += ways) }));
}

/**
 * The table that begins at a line: its heading row, which may have broken into several lines under the table's own caption, and rows of words and numbers.
 * How many columns there are is what most rows can be read as, and the heading too. A row that can be read in no such way ends it.
 */
function flattenedTable(lines: readonly string[], start: number, { repeated, tried }: Pick<ReadAs, "repeated" | "tried">): TableWithoutBorders | null {
  const first = (lines[start]?.length ?? 0) > LONGEST_LINE ? "" : (lines[start]?.trim() ?? "");
  if (!first || IS_NO_ROW.test(first)) return null;
  const captioned = TABLE_CAPTION.test(first);
  let from = captioned ? start + 1 : start;
  // A blank line may follow a caption.
  if (captioned && !lines[from]?.trim()) from++;
  let body = from;
  if (captioned) while (body - from < MOST_HEADING_LINES && !rowLine(lines[body], body + 1) && isHeadingLine(lines[body])) body++;
  else if (rowLine(lines[body], body + 1) && !hasHeadingWord(first)) return null;
  // Headings that broke each into lines of its own: "Utfall", "2022 Budget", "2022 Avvikelse".
  const after = captioned || !isHeadingLine(first) ? null : brokenHeading(lines, from);
  if (after !== null) body = after;
  // Two lines over each other, without a caption.
  else if (!captioned && isHeadingLine(lines[from + 1]) && hasHeadingWord(lines[from + 1]!) && rowLine(lines[from + 2], from + 3)) body = from + 2;
  // "Budget ack Utfall ack", a blank line, and "Prognos utfall helår": a heading row that broke over a blank line.
  const overBlank = !captioned && after === null && body === from && isHeadingLine(first) && hasHeadingWord(first) && !lines[from + 1]?.trim() && isHeadingLine(lines[from + 2]) && /utfall|budget|prognos|avvik|förändr|bokslut|helår/iu.test(lines[from + 2]!) && !/\d/.test(lines[from + 2]!) && firstRow(lines, from + 3) !== null;
  const head = after ?? (body > from ? body : overBlank ? from + 3 : from + 1);
  const row = captioned ? null : firstRow(lines, head);
  // "Allmänt", and a blank line, between the heading and the first row.
  if (!captioned && row !== null && row > head && isHeadingLine(first) && hasHeadingWord(lines.slice(from, head).join(" "))) body = row;
  // A heading row of years looks like a row.
  else if (body === from && hasHeadingWord(lines[from] ?? "") && !(captioned && isNumbered(lines, from)) && rowLine(lines[from + 1], from + 2)) body++;
  // "Intäkter", right over the first row, may be a row of words and no part of the heading.
  const read = [body, ...(body - from > 1 && isSubheading(lines[body - 1]) && !hasHeadingWord(lines[body - 1]!) ? [body - 1] : [])].flatMap((begins) => readingsOf(lines, { from, head: row !== null && begins === row ? head : begins, body: begins, broken: begins === after, captioned, repeated, tried }) ?? []).toSorted((one, other) => other.worth - one.worth)[0];
  // Rows whose cells are set apart stand as they were: others read them.
  if (!read || segmentsOf(lines[read.rows[0]!.line - 1]!).length > 2) return null;
  const { count, end, headings, months, rows } = read;
  const parted = rows.map((row) => ({ row, ways: row.figures === null ? [] : waysOf(row, count) }));
  const cut = months >= 3 ? -1 : parted.findIndex(({ row, ways }) => row.figures !== null && ways.length === 0);
  const kept = cut < 0 ? parted : parted.slice(0, cut);
  const sure = kept.flatMap(({ ways }) => (ways.length === 1 ? ways : []));
  // Where no row is sure, the way of each with the smallest numbers: the columns of a row are of a size.
  const largest = ({ cells }: PartedRow): number => Math.max(...cells.map((cell) => cell.replace(/\D/g, "").length));
  const told = sure.length ? sure : kept.flatMap(({ ways }) => ways.toSorted((a, b) => largest(a) - largest(b)).slice(0, 1));
  const atEnd = ({ after }: TableLine): string[] => (headings.length - 1 > count ? [after ?? ""] : []);
  const sizes = Array.from({ length: count }, (_, at) => middle(told.map(({ cells }) => sizeOf(cells[at]!))));
  const cellRows = kept.flatMap(({ row, ways }): TableRow[] => {
    if (row.figures === null) return [{ cells: [row.words.join(" "), ...Array<string>(headings.length - 1).fill("")], line: row.line }];
    if (ways.length) {
      const own = likeliest(ways, sizes);
      // What is reckoned from itself was meant so.
      return [{ cells: [own.label, ...own.cells, ...atEnd(row)], line: row.line, ...(ways.length > 1 && reckons(own) === 0 && { guessed: true as const }) }];
    }
    // Months that have not come.
    for (let short = months >= 3 ? count - 1 : 0; short > 2; short--) {
      const some = waysOf(row, short);
      if (some.length) return [{ cells: [some[0]!.label, ...likeliest(some, sizes).cells, ...Array<string>(count - short).fill("")], line: row.line }];
    }
    return [];
  });
  if (cellRows.filter(({ cells }) => cells[1] !== "").length < 2) return null;
  return { end: cut < 0 ? end : kept.at(-1)!.row.line, caption: captioned ? first : null, rows: [{ cells: [...headings], line: from + 1 }, ...cellRows] };
}
const NARROW = 25;
/** The first row at a line or after it: blank lines, and the name of a group, may stand before it. */
function firstRow(lines: readonly string[], from: number): number | null {
  let at = from;
  let named = 0;
  for (let blank = 0; at < lines.length && blank <= MOST_BLANK && named <= 1 && !rowLine(lines[at], at + 1); at++) {
    if (!lines[at]!.trim()) blank++;
    else if (isGroupName(lines[at])) named++;
    else return null;
  }
  return rowLine(lines[at], at + 1) && named <= 1 ? at : null;
}
/** "Intäkter Kost-", "nader", "Netto-", "kostnad"; "Kommun", "2020", "Koncern", "2020": the columns' words stand over each other, so that each is narrow. */
function narrow(lines: readonly string[], from: number): number | null {
  if (!/\s/u.test(lines[from]!.trim())) return null;
  let at = from;
  while (at - from <= MOST_HEADING_LINES && isHeadingLine(lines[at]) && (at === from || (lines[at]!.trim().length <= NARROW && !(isGroupName(lines[at]) && wordsOf(lines[at]!).length > 1))) && !rowLine(lines[at], at + 1)) at++;
  const own = lines.slice(from, at);
  const isHyphened = own.some((text, index) => /\p{L}-\s*$/u.test(text) && /^\p{Ll}/u.test(own[index + 1]?.trim() ?? ""));
  const words = own.filter((text) => hasHeadingWord(text)).length;
  return at - from > 1 && words > 0 && (isHyphened || words > 2) && firstRow(lines, at) !== null ? at : null;
}
/** The line after a heading that broke into more lines, right over a row; null where it did not. */
function brokenHeading(lines: readonly string[], from: number): number | null {
  const parted = narrow(lines, from);
  if (parted !== null) return parted;
  let at = from + 1;
  while (at - from < MOST_BROKEN && isHeadingLine(lines[at]) && GOES_ON.test(lines[at]!.trim()) && wordsOf(lines[at]!).filter((word) => monthOf(word) !== null).length < MONTHS_OVER && !rowLine(lines[at], at + 1)) at++;
  return at - from > 1 && rowLine(lines[at], at + 1) ? at : null;
}
/** Whether lines begin a run of rows with one number each: nothing is a heading. */
const isNumbered = (lines: readonly string[], from: number): boolean => {
  const { rows } = runOf(lines, from);
  const figures = rows.filter((row): row is TableRowLine => row.figures !== null);
  const owns = figures.map((row) => waysOf(row, 1)[0]?.own ?? null);
  return figures.length >= 3 && !owns.includes(null) && owns.filter((own) => own === 0).length * 2 >= owns.length;
};
