import { absolute, compare, divide, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import { isSum, tableBeside, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { isTurned } from "./one-digit.ts";
import type { ToldNumber } from "./told-number.ts";
import { isMoney, valueInTable, type ToldSentence } from "./told-sentence.ts";

/** An amount or a count as the table would have it; a share is none of its cells. */
const cellOf = (number: ToldNumber, { unit }: FigureTable): Decimal | null => (isMoney(number.unit) || number.unit === "count" ? valueInTable(number, unit) : null);

const TOGETHER = new RegExp(String.raw`^(?:De\s+(?<count>${Object.keys(NUMBER_WORDS).join("|")}|\d{1,2})\s+\p{Ll}{4,}|(?:Åtgärderna|Insatserna|Posterna|Besparingarna|Effektiviseringarna|Projekten))\s+(?:ger|gav|är|blir|beräknas\s+ge|väntas\s+ge|uppgår|omfattar|motsvarar|kostar)\s+(?:tillsammans|sammanlagt|totalt)(?![a-zà-ÿ])`, "iu");
/** "De fem åtgärderna ger tillsammans 6,3 mkr", beside a table of five that come to 7,5. */
function togetherFindings({ numbers, sentence }: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  const match = sentence.inCell ? null : TOGETHER.exec(sentence.text);
  const table = match ? tableBeside(tables, sentence) : null;
  const number = match ? numbers.find(({ at }) => at >= match[0].length) : undefined;
  if (!match || !table || !number || table.columns.length !== 1) return [];
  const rows = table.rows.filter(({ label }) => !isSum(label));
  const values = rows.flatMap(({ cells }) => cells[0] ?? []);
  const told = cellOf(number, table);
  const count = match.groups!["count"];
  if (told === null || values.length < 3 || values.length !== rows.length || (count !== undefined && countOf(count) !== rows.length)) return [];
  const all = sum(values.map(absolute));
  if (compare(absolute(subtract(all, told)), multiply("0.05", String(values.length + 1))) <= 0 || compare(absolute(subtract(all, told)), divide(all, "2")) > 0) return [];
  return [{ code: "sum-told", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: formatNumber(all), message: `Texten säger ${number.written} tillsammans, men raderna i tabellen är ${values.map((value) => formatNumber(absolute(value))).join(" + ")} = ${formatNumber(all)}.`, evidence: [{ line: table.line, quote: table.columns[0]!.heading }] }];
}

const LEFT = /(?<![a-zà-ÿ])(?:återstår|kvarstår|kvar|minskat|minskade|ökat|ökade|minskning|ökning|växer|växte|sjunkit|stigit)(?![a-zà-ÿ])/iu;
const BEFORE = 60;
/** "Återstår 1 510 tkr", beside a table whose sum is 3 600 of 2 450: the figures of their difference with two of them changed about. */
function turnedDifference({ numbers, sentence }: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  const table = sentence.inCell || !LEFT.test(sentence.text) ? null : tableBeside(tables, sentence);
  const total = table?.rows.find(({ label }) => isSum(label));
  const values = table ? table.columns.flatMap(({ kind }, at) => (kind === "value" ? [at] : [])) : [];
  if (!table || !total || values.length !== 2) return [];
  const [a, b] = values.map((at) => total.cells[at] ?? null);
  if (a === null || b === null || a === undefined || b === undefined) return [];
  const apart = absolute(subtract(absolute(a), absolute(b)));
  return numbers.flatMap((number): Finding[] => {
    const told = cellOf(number, table) ?? (number.unit === "count" ? number.value : null);
    const about = sentence.text.slice(Math.max(0, number.at - BEFORE), number.at);
    if (told === null || isZero(apart) || number.about || !LEFT.test(about) || !isTurned(told, scale(told) === scale(apart) ? apart : round(apart, scale(told))) || table.rows.some(({ cells }) => cells.some((cell) => cell !== null && compare(absolute(cell), told) === 0))) return [];
    // A row's own change may be of those figures.
    if (table.rows.some((row) => { const [x = null, y = null] = values.map((at) => row.cells[at] ?? null); return row !== total && x !== null && y !== null && compare(absolute(subtract(absolute(x), absolute(y))), told) === 0; })) return [];
    return [{ code: "told-movement", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: formatNumber(apart), message: `Texten säger ${number.written}, men »${total.label}« har ${formatNumber(absolute(a))} och ${formatNumber(absolute(b))}; det skiljer ${formatNumber(apart)}.`, evidence: [{ line: total.line, quote: total.quote }] }];
  });
}

const BETWEEN = new RegExp(String.raw`(?<![a-zà-ÿ])(?:varierar|varierade|ligger|låg|skiljer\s+sig|spänner|sträcker\s+sig)\s+(?:[a-zà-ÿ]+\s+)?(?:mellan|från)\s+(?<low>${NUMBER})\s+(?:och|till)\s+(?<high>${NUMBER})(?![\d,])`, "iu");
/** "Varierar mellan 6 och 14", beside a table of one column that goes to 17. */
function rangeFindings(sentence: CheckedSentence, tables: readonly FigureTable[]): Finding[] {
  const match = sentence.inCell ? null : BETWEEN.exec(sentence.text);
  const table = match ? tableBeside(tables, sentence) : null;
  if (!match || !table || table.columns.length !== 1 || table.rows.some(({ label }) => isSum(label))) return [];
  const [low, high] = [match.groups!["low"]!, match.groups!["high"]!].map((text) => parseNumber(text)!) as [Decimal, Decimal];
  const values = table.rows.flatMap(({ cells }) => cells[0] ?? []).toSorted(compare);
  const [least, most] = [values[0], values.at(-1)];
  if (values.length < 3 || least === undefined || most === undefined || (compare(least, low) === 0) === (compare(most, high) === 0)) return [];
  // One end is the table's, and the other another of its numbers: the row after it is left out.
  const [right, told] = compare(least, low) === 0 ? [most, high] : [least, low];
  if (!values.some((value) => compare(value, told) === 0) && !isTurned(right, told)) return [];
  return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: formatNumber(right), message: `Texten säger mellan ${formatNumber(low)} och ${formatNumber(high)}, men tabellen går från ${formatNumber(least)} till ${formatNumber(most)}.`, evidence: [{ line: table.line, quote: table.columns[0]!.heading }] }];
}

const FRAME = /(?<![a-zà-ÿ])(?:nämndens|styrelsens|[a-zà-ÿ]+nämndens|den\s+totala|samlade)\s+(?:[a-zà-ÿ]+\s+)?(?:drift|netto|budget)?(?:ram|budget)(?:en)?\s+(?:för\s+)?(?:år\s+)?(?<year>20\d\d)\s+(?:till|är|uppgår\s+till|blir|på)\s+$/iu;
/** "Nämndens ram för 2026 till 318,9 mkr", where the one table with a sum has that for 2027. */
function frameFindings({ numbers, sentence }: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  return sentence.inCell ? [] : numbers.flatMap((number): Finding[] => {
    const year = isMoney(number.unit) ? FRAME.exec(sentence.text.slice(0, number.at))?.groups!["year"] : undefined;
    if (!year) return [];
    const sums = tables.flatMap((table) => table.rows.filter(({ label }) => isSum(label)).flatMap((row) => { const at = table.columns.findIndex((column) => column.year === year && column.kind === "value"); return at >= 0 && row.cells[at] !== null && table.unit !== null ? [{ table, row, at }] : []; }));
    const [only] = sums;
    const told = only ? cellOf(number, only.table) : null;
    if (!only || sums.length > 1 || told === null || compare(absolute(only.row.cells[only.at]!), told) === 0) return [];
    const other = only.table.columns.findIndex((column, at) => column.kind === "value" && at !== only.at && compare(absolute(only.row.cells[at] ?? "0"), told) === 0);
    return other < 0 ? [] : [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: formatNumber(absolute(only.row.cells[only.at]!)), message: `${number.written} är ${only.table.columns[other]!.heading} i tabellen; ${year} är ${formatNumber(absolute(only.row.cells[only.at]!))}.`, evidence: [{ line: only.row.line, quote: only.row.quote }] }];
  });
}

/** What a sentence says of the table that it stands beside: what its rows come to, what is left, between what they are. */
export const besideSumFindings = (sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] => sentences.flatMap((told) => [...togetherFindings(told, tables), ...turnedDifference(told, tables), ...rangeFindings(told.sentence, tables), ...frameFindings(told, tables)]);
