import { hasHeadingWord } from "./flattened-heading.ts";
import { flattenedTables } from "./flattened-table.ts";
import type { TableRow } from "./layout.ts";

/** A line this long is a paragraph, or a page, that came without its line breaks. */
const LEAST_LINE = 120;
const [FEWEST_ROWS, MOST_ROWS, LONGEST_HEADING, LONGEST_LABEL] = [3, 60, 180, 70];

/** Digits of years in a heading, as letters of nobody's: "Budget 2010" is no row. */
const HIDDEN = 0xe000;
const hide = (year: string): string => [...year].map((digit) => String.fromCharCode(HIDDEN + Number(digit))).join("");
const shown = (text: string): string => text.replace(/[\ue000-\ue009]/gu, (letter) => String(letter.charCodeAt(0) - HIDDEN));
const HEADED_YEAR = /(?<=(?:budget|utfall|prognos|bokslut|helår|helårsprognos|årsbudget|avvikelse|förändring|nettokostnad|intäkter|kostnader|år|ack|aug|jan|apr|mars|dec)\.?\s)(?:19|20)\d\d(?!\d)/giu;
/** "17 570-396": two numbers that have lost what stood between them. */
const GLUED = /(?<=\d[ \u00a0]\d{3}|,\d{1,2})(?=[−–-]\d)/gu;
const ROW = /(?<label>[^\d]{2,200}?)(?<numbers>(?:[+−–-]\s?)?\d[\d\s.,%+−–-]*[\d%])(?=[^\d]|$)/gu;

/** Where a sentence ends: not after what is shortened. */
const SENTENCE_END = /(?<!(?<![a-zà-ÿ])(?:inkl|exkl|t\.ex|bl\.a|m\.fl|m\.m|ca|resp|dvs|kl|nr|kap|ack|föreg))[.!?]\s+(?=[A-ZÅÄÖ])/u;
const TWO_NUMBERS = /\d\s+[+−–-]?\s?\d/gu;
interface InlineRow { readonly label: string; readonly numbers: string }
const groups = ({ numbers }: InlineRow): number => numbers.trim().split(/\s+/).length;

/** Runs of rows, each a name and two numbers or more, with nothing but names between them. */
function runsIn(text: string): InlineRow[][] {
  const runs: InlineRow[][] = [];
  let run: InlineRow[] = [];
  let end = -1;
  for (const match of text.matchAll(ROW)) {
    const row: InlineRow = { label: match.groups!["label"]!.trim(), numbers: match.groups!["numbers"]!.replace(/[.,\s]+$/u, "").trim() };
    const isRow = groups(row) >= 2 && !/[:;]\s/u.test(row.label);
    // A sentence between two rows parts their tables.
    const apart = match.index !== end || SENTENCE_END.test(row.label) || row.label.length > LONGEST_LABEL;
    if (!isRow || (apart && run.length)) {
      if (run.length >= FEWEST_ROWS) runs.push(run);
      run = [];
    }
    if (isRow) run.push(row);
    end = match.index + match[0].length;
  }
  if (run.length >= FEWEST_ROWS) runs.push(run);
  return runs;
}

/** What stands over the columns, before the first row's own name: all to the last word that heads a column. */
function headingOf(label: string): { readonly heading: string; readonly name: string } | null {
  const words = label.split(SENTENCE_END).at(-1)!.split(/\s+/);
  const last = words.findLastIndex((word) => hasHeadingWord(shown(word)) || /[\ue000-\ue009]/u.test(word));
  const heading = words.slice(0, last + 1).join(" ");
  const name = words.slice(last + 1).join(" ");
  return last < 1 || !name || heading.length > LONGEST_HEADING ? null : { heading: shown(heading), name };
}

/** Tables that stand in the middle of a line, with their heading and all their rows after each other. Their rows are on that line. */
export function inlineTables(source: string, line: number): TableRow[][] {
  if (source.length < LEAST_LINE || (source.match(TWO_NUMBERS)?.length ?? 0) < FEWEST_ROWS) return [];
  const text = source.replace(GLUED, " ").replace(HEADED_YEAR, hide);
  return runsIn(text).flatMap((run): TableRow[][] => {
    const [first, ...rest] = run;
    const head = headingOf(first!.label);
    if (!head || run.length > MOST_ROWS) return [];
    const lines = [head.heading, `${head.name} ${first!.numbers}`, ...rest.map(({ label, numbers }) => `${shown(label)} ${numbers}`)];
    const table = flattenedTables(lines)(0);
    return table && table.rows.length > FEWEST_ROWS ? [table.rows.map((row) => ({ ...row, line }))] : [];
  });
}
