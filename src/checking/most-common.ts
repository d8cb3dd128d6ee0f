import { absolute, compare, divide, multiply, round, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import { isSum, tablesBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isSameWord, sentenceWords, tellingWords } from "./telling-words.ts";

/** "Arbetslöshet är vanligast och gäller omkring 20 procent av hushållen". */
const MOST_COMMON = new RegExp(String.raw`^(?<name>[^.;:]{3,60}?)\s+(?:är|var)\s+(?:fortfarande\s+|liksom\s+tidigare\s+|som\s+tidigare\s+)?(?:den\s+|det\s+)?(?:vanligast[e]?|störst[a]?)(?:\s+[a-zà-ÿ]+){0,3}?\s+och\s+(?:gäller|gällde|utgör|utgjorde|svarar\s+för|svarade\s+för|står\s+för|stod\s+för|omfattar|omfattade)\s+(?<about>omkring\s+|cirka\s+|ungefär\s+|drygt\s+|knappt\s+|närmare\s+|nästan\s+)?(?<share>${NUMBER})\s*(?:procent|%)(?!enhet)`, "iu");
const [STEM, FEWEST] = [8, 3];
const [NEAR, NEAR_ABOUT] = ["1", "3"];
/** "Arbetslöshet" tells of those who are "arbetslös". */
const isAlike = (a: string, b: string): boolean => isSameWord(a, b) || (a.length >= STEM && b.length >= STEM && a.slice(0, STEM) === b.slice(0, STEM));

/** What is most common is the largest of a table beside the sentence, and so many per cent of its total. */
export function mostCommonFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const match = sentence.inCell ? null : MOST_COMMON.exec(sentence.text);
    const share = match ? parseNumber(match.groups!["share"]!) : null;
    if (!match || share === null) return [];
    const words = sentenceWords(match.groups!["name"]!);
    const told = tablesBeside(tables, sentence).flatMap(({ columns, rows }) => {
      const total = rows.at(-1);
      const named = rows.filter((row) => row !== total && tellingWords(row.label).some((own) => words.some((word) => isAlike(own, word))));
      if (!total || !isSum(total.label) || rows.length <= FEWEST || named.length !== 1) return [];
      const [row] = named as [FigureRow];
      const values = columns.flatMap(({ kind, year }, at) => (kind === "value" && (year === null || written === null || year === written) ? [at] : []));
      // A share of its own stands there too.
      const printed = columns.flatMap(({ kind }, at) => (kind === "percent" && row.cells[at] !== null && row.cells[at] !== undefined ? [row.cells[at]!] : []));
      return values.flatMap((at) => {
        const [part, whole] = [row.cells[at] ?? null, total.cells[at] ?? null];
        const largest = rows.slice(0, -1).every((other) => other.cells[at] === null || other.cells[at] === undefined || compare(absolute(other.cells[at]!), absolute(part ?? "0")) <= 0);
        return part === null || whole === null || compare(whole, "0") === 0 || !largest ? [] : [{ row, total, printed, right: divide(multiply(absolute(part), "100"), absolute(whole)) }];
      });
    });
    const [first] = told;
    const limit = match.groups!["about"] ? NEAR_ABOUT : NEAR;
    const isNear = (one: Decimal): boolean => compare(absolute(subtract(one, share)), limit) <= 0;
    if (!first || told.some(({ printed, right }) => isNear(right) || printed.some(isNear))) return [];
    const expected = `${formatNumber(round(first.right, 0))} %`;
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected, message: `Texten säger ${match.groups!["share"]} procent, men »${first.row.label}« är ${expected} av »${first.total.label}« i tabellen.`, evidence: [{ line: first.row.line, quote: first.row.quote }, { line: first.total.line, quote: first.total.quote }] }];
  });
}
