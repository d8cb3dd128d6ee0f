import { absolute, compare, divide, isZero, multiply, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, tableBeside, type FigureColumn, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isSlip } from "./one-digit.ts";
import type { ToldNumber } from "./told-number.ts";
import { digitsOf, valueInTable, type ToldSentence } from "./told-sentence.ts";

/** Without any of these none of what follows is told: asked first, for there are many sentences. */
const CUE = /avvikelsen\s+mot|nämndens|(?:ökat|ökade|minskat|minskade)\s+med|totala|^av\s/iu;
/** The one table that a sentence stands beside, with its one sum. */
interface Summed { readonly table: FigureTable; readonly sum: FigureRow }
function summedBeside({ sentence }: ToldSentence, tables: readonly FigureTable[]): Summed | null {
  const table = sentence.inCell || !CUE.test(sentence.text) ? null : tableBeside(tables, sentence);
  const [sum, ...others] = table?.rows.filter(({ label }) => isSum(label)) ?? [];
  return table && sum && !others.length ? { table, sum } : null;
}
/** Another row, or the sentence's own, has it. */
const isInTable = (value: Decimal, { rows }: FigureTable): boolean => rows.some(({ cells }) => cells.some((cell) => cell !== null && compare(absolute(cell), value) === 0));
const columnOf = ({ columns }: FigureTable, is: (column: FigureColumn) => boolean): number => { const found = columns.flatMap((column, at) => (is(column) ? [at] : [])); return found.length === 1 ? found[0]! : -1; };
const named = (word: RegExp) => ({ heading, kind }: FigureColumn): boolean => kind === "value" && word.test(fold(heading));
const warn = (code: Finding["code"], { sentence }: ToldSentence, { at }: ToldNumber, expected: string, message: string, { line, quote }: FigureRow): Finding => ({ code, severity: "warning", line: lineAt(sentence, at), quote: sentence.text, expected, message, evidence: [{ line, quote }] });

const DEVIATION = /(?<![a-zà-ÿ])(?:avvikelsen\s+mot\s+(?:års)?budget(?:en)?|nämndens\s+(?:samlade\s+|totala\s+)?(?:över|under)skott)\s+(?:uppgår\s+till|uppgick\s+till|är|var|blev)\s+[−–-]?\s?$/iu;
/** "Avvikelsen mot budget uppgår till −3 580 tkr", and the sum has −2 580. */
function deviation(told: ToldSentence, number: ToldNumber, { sum, table }: Summed): Finding[] {
  const at = columnOf(table, ({ kind }) => kind === "difference");
  const [value, right] = [valueInTable(number, table.unit), sum.cells[at] ?? null];
  if (!DEVIATION.test(told.sentence.text.slice(0, number.at)) || value === null || right === null || digitsOf(value) < 2 || !isSlip(value, absolute(right)) || isInTable(value, table)) return [];
  return [warn("told-differs", told, number, formatNumber(right), `Texten säger ${number.written}, men »${sum.label}« avviker med ${formatNumber(right)} i tabellen.`, sum)];
}

const BY = /(?<![a-zà-ÿ])(?:har\s+)?(?:[a-zà-ÿ]+\s+){0,6}?(?<way>ökat|ökade|minskat|minskade)\s+med\s+$/iu;
/** "Har ökat med 5 150 besök", and the sum has gone down by as much; "har minskat med 750", and it is 650. */
function movement(told: ToldSentence, number: ToldNumber, { sum, table }: Summed): Finding[] {
  const { text } = told.sentence;
  const way = BY.exec(text.slice(0, number.at))?.groups!["way"]?.toLowerCase();
  const values = table.columns.flatMap(({ kind }, at) => (kind === "value" ? [at] : []));
  const value = valueInTable(number, table.unit);
  const [a, b] = values.map((at) => sum.cells[at] ?? null);
  if (!way || value === null || values.length !== 2 || !a || !b || digitsOf(value) < 2 || number.about) return [];
  const [first, second] = values.map((at) => table.columns[at]!.year) as [string | null, string | null];
  const [before, after] = first !== null && second !== null && first > second ? [b, a] : [a, b];
  const apart = subtract(absolute(after), absolute(before));
  if (isZero(apart)) return [];
  if (compare(absolute(apart), value) === 0) {
    const isUp = way.startsWith("ök");
    // A deficit that has grown is more, whatever its sign; two plans of one year are not in order.
    if (isUp === compare(apart, "0") > 0 || first === null || second === null || first === second) return [];
    return [warn("told-way", told, number, isUp ? "minskat" : "ökat", `Texten säger »${way}«, men »${sum.label}« går från ${formatNumber(before)} till ${formatNumber(after)}.`, sum)];
  }
  return isSlip(absolute(apart), value) && !isInTable(value, table) && /underskott|överskott|prognos|totalt|sammanlagt|sammantaget/iu.test(text) ? [warn("told-movement", told, number, formatNumber(absolute(apart)), `Texten säger ${number.written}, men »${sum.label}« går från ${formatNumber(before)} till ${formatNumber(after)}: ${formatNumber(absolute(apart))}.`, sum)] : [];
}

const TOTAL = /(?<![a-zà-ÿ])(?:den|det)\s+totala\s+[a-zà-ÿ]+[^.;]{0,60}?(?:uppgick|uppgår|var|är|blev|landade)\s+(?:(?<year>(?:19|20)\d\d)\s+)?(?:till\s+|på\s+)?$/iu;
/** "Den totala sjukfrånvaron uppgick 2024 till 7,4 procent", which the sum has for 2023. */
function otherYear(told: ToldSentence, number: ToldNumber, { sum, table }: Summed): Finding[] {
  const match = TOTAL.exec(told.sentence.text.slice(0, number.at));
  const year = match?.groups!["year"] ?? number.year;
  const at = match && year ? columnOf(table, (column) => column.kind === "value" && column.year === year) : -1;
  const value = number.unit === "%" ? number.value : valueInTable(number, table.unit);
  if (at < 0 || value === null || !sum.cells[at] || compare(absolute(sum.cells[at]), value) === 0) return [];
  const other = columnOf(table, (column) => column.kind === "value" && column.year !== null && column.year !== year && compare(absolute(sum.cells[table.columns.indexOf(column)] ?? "0"), value) === 0);
  return other < 0 ? [] : [warn("told-other", told, number, formatNumber(sum.cells[at]), `${number.written} är ${table.columns[other]!.heading} för »${sum.label}«; ${year} är ${formatNumber(sum.cells[at])}.`, sum)];
}

const FORECAST = /(?<![a-zà-ÿ])nämndens\s+[^.;]{0,40}?prognostiseras\s+(?:[a-zà-ÿ]+\s+){0,2}?till\s+$/iu;
/** "Nämndens nettokostnader prognostiseras till 63 900 tkr", which is the sum's budget. */
function forecast(told: ToldSentence, number: ToldNumber, { sum, table }: Summed): Finding[] {
  const [planned, thought] = [columnOf(table, named(/^(?:ars)?budget/)), columnOf(table, named(/^prognos/))];
  const value = FORECAST.test(told.sentence.text.slice(0, number.at)) ? valueInTable(number, table.unit) : null;
  const [a, b] = [sum.cells[planned] ?? null, sum.cells[thought] ?? null];
  if (value === null || a === null || b === null || compare(absolute(a), value) !== 0 || compare(absolute(b), value) === 0) return [];
  return [warn("told-other", told, number, formatNumber(absolute(b)), `${number.written} är budgeten för »${sum.label}«; prognosen är ${formatNumber(absolute(b))}.`, sum)];
}

const SPENT = /^av\s+(?:nämndens\s+|årets\s+)?(?:[a-zà-ÿ]*budgeten|anslaget|ramen)\s+har\s+$/iu;
const USED = /^\s*(?:förbrukats|använts|upparbetats|utnyttjats)/iu;
/** "Av budgeten har 93 procent förbrukats", where the sums are 7 850 of 12 400. */
function spent(told: ToldSentence, number: ToldNumber, { sum, table }: Summed): Finding[] {
  const [planned, became] = [columnOf(table, named(/^(?:ars)?budget$|^budget \d{4}$|^anslag/)), columnOf(table, named(/^(?:utfall|forbruka)/))];
  const [whole, part] = [sum.cells[planned] ?? null, sum.cells[became] ?? null];
  if (number.unit !== "%" || number.about || whole === null || part === null || isZero(whole) || !SPENT.test(told.sentence.text.slice(0, number.at)) || !USED.test(told.sentence.text.slice(number.end))) return [];
  const right = round(divide(multiply(absolute(part), "100"), absolute(whole)), scale(number.value));
  return compare(absolute(subtract(right, number.value)), "1") <= 0 ? [] : [warn("told-share", told, number, `${formatNumber(right)} %`, `Texten säger ${number.written}, men ${formatNumber(absolute(part))} av ${formatNumber(absolute(whole))} är ${formatNumber(right)} %.`, sum)];
}

/** What a sentence tells of all that is in the table beside it, in a word of its own for it. */
export const aboutTheSumFindings = (sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] => sentences.flatMap((told) => {
  const own = told.numbers.length ? summedBeside(told, tables) : null;
  return own === null ? [] : told.numbers.flatMap((number) => [...deviation(told, number, own), ...movement(told, number, own), ...otherYear(told, number, own), ...forecast(told, number, own), ...spent(told, number, own)]);
});
