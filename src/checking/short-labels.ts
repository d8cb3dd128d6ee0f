import { absolute, compare, scale } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isSlip } from "./one-digit.ts";

const differs = (sentence: CheckedSentence, at: number, written: string, row: FigureRow, value: string): Finding => ({ code: "told-differs", severity: "warning", line: lineAt(sentence, at), quote: sentence.text, expected: value, message: `Texten säger ${written}, men »${row.label}« har ${value} i tabellen.`, evidence: [{ line: row.line, quote: row.quote }] });

const SHORT = /\((?<short>\p{Lu}{2,6})\)/u;
/** "HME var 88,4", where the row "Hållbart medarbetarengagemang (HME)" has 84,8. */
function abbreviated(sentence: CheckedSentence, rows: readonly FigureRow[]): Finding[] {
  return rows.flatMap((row): Finding[] => {
    const short = SHORT.exec(row.label)?.groups!["short"];
    const match = short && sentence.text.includes(short) ? new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])${short}(?:-?index|-?värdet)?\)?\s+(?:var|är|blev|uppgår\s+till|uppgick\s+till|ligger\s+på|låg\s+på)\s+(?<value>${NUMBER})(?![\d,]|\s*(?:procent(?:enheter)?|%|mkr|tkr))`, "u").exec(sentence.text) : null;
    const value = match ? parseNumber(match.groups!["value"]!) : null;
    const figures = row.cells.flatMap((cell) => (cell === null ? [] : [cell]));
    const right = value === null || figures.some((cell) => compare(cell, value) === 0) ? undefined : figures.find((cell) => isSlip(cell, value));
    return right ? [differs(sentence, match!.index, match!.groups!["value"]!, row, formatNumber(right))] : [];
  });
}

const [LEAST_WORD, FEWEST_DIGITS] = [4, 2];
/** Lines to the table that what is told leads up to. */
const AHEAD = 40;
/** "Genomfördes 69 inre tillsynsärenden", where the row "Inre tillsyn" has 96 of that year: what is counted begins with the row's own words. */
function counted(sentence: CheckedSentence, rows: readonly { readonly row: FigureRow; readonly words: readonly string[]; readonly years: readonly (string | null)[] }[]): Finding[] {
  const year = sentence.text.match(/(?<![\d:/-])(?:19|20)\d\d(?![\d:/-])/gu);
  if (year?.length !== 1) return [];
  const told = fold(sentence.text);
  return rows.filter(({ row, words }) => row.line > sentence.line && row.line - sentence.line <= AHEAD && words.every((word) => told.includes(word))).flatMap(({ row, words, years }): Finding[] => {
    const match = new RegExp(String.raw`(?<![\d,.:/–-])(?<value>${NUMBER})\s+(?:stycken\s+|st\s+)?(?<what>${words.map(() => String.raw`\p{L}+`).join(String.raw`\s+`)})`, "u").exec(sentence.text);
    const [value, what] = match ? [parseNumber(match.groups!["value"]!), fold(match.groups!["what"]!).split(" ")] : [null, []];
    const right = row.cells[years.indexOf(year[0]!)] ?? null;
    if (value === null || right === null || what.length !== words.length || !words.every((word, at) => what[at]!.startsWith(word)) || scale(value) !== scale(right) || compare(absolute(right), value) === 0) return [];
    const isOfOtherYear = row.cells.some((cell) => cell !== null && compare(absolute(cell), value) === 0);
    if (value.length < FEWEST_DIGITS || !(isSlip(value, absolute(right)) || isOfOtherYear) || /(?<![a-zà-ÿ])(?:av|varav|ytterligare|cirka|drygt|knappt|omkring|minst|högst)\s+$/iu.test(sentence.text.slice(0, match!.index))) return [];
    return [differs(sentence, match!.index, `${match!.groups!["value"]} ${match!.groups!["what"]}`, row, formatNumber(right))];
  });
}

/** "Sammanlagt antal försäljningsställen". */
const COUNT_OF = /^(?:sammanlagt|totalt)\s+antal(?:et)?\s+/iu;
const LONG_WORD = 14;
/** What is told of a row by its short name, or by a longer word that begins as it does, and is a slip of what the row has. */
export function shortLabelFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[]): Finding[] {
  const rows = tables.flatMap(({ columns, rows: own }) => own.filter(({ label }) => !isSum(label) || COUNT_OF.test(label)).map((row) => ({ row, words: fold(row.label.replace(COUNT_OF, "")).split(" ").filter(Boolean), years: columns.map(({ kind, year }) => (kind === "value" ? year : null)) })));
  const short = rows.map(({ row }) => row).filter(({ label }) => SHORT.test(label));
  const twoWords = rows.filter(({ words }) => (words.length > 1 || (words.length === 1 && words[0]!.length >= LONG_WORD)) && words.length < 4 && words.every((word) => /^[a-z]+$/.test(word) && word.length >= LEAST_WORD));
  return sentences.filter(({ inCell }) => !inCell).flatMap((sentence) => [...abbreviated(sentence, short), ...counted(sentence, twoWords)]);
}
