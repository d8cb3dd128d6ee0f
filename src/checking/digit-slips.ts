import { absolute, compare, multiply, subtract } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import { monthOf } from "../reading/table-cells.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { hasWords, isSameWord, sentenceWords, tellingWords } from "./telling-words.ts";
import { evidenceOf, saidFigures, type ToldSentence } from "./told-sentence.ts";
import { isOtherwise } from "./told-otherwise.ts";
import type { ToldNumber } from "./told-number.ts";

/** The number with two figures beside each other changed about: 412 for 421. */
function turnedDigits(value: string): string[] {
  return [...value].slice(1).flatMap((digit, at) => { const before = value[at]!; return digit === before || !/\d/.test(digit) || !/\d/.test(before) ? [] : [`${value.slice(0, at)}${digit}${before}${value.slice(at + 2)}`]; }).filter((other) => !/^0\d/.test(other));
}

/** So many figures in the same order but two do not come by chance, wherever the table stands. */
const OWN_DIGITS = 4;
const FEWEST_DIGITS = 3;
/** 12 500 is another round number than 15 200; 172 300 is too many figures for that. */
const isRound = (value: string): boolean => value.endsWith("00") && value.replace(/[^1-9]/g, "").length < OWN_DIGITS;
/** Within a tenth of each other. */
const isAbout = (a: string, b: string): boolean => compare(multiply(absolute(subtract(a, b)), "10"), b) <= 0;
const isBesideOwn = (numbers: readonly ToldNumber[], number: ToldNumber, right: string): boolean => numbers.some((other) => other !== number && other.unit === number.unit && isAbout(other.value, number.value) && !isAbout(other.value, right));
/** The row that the sentence names has the same figures with two of them changed about, of the time that the sentence tells of. */
function ofOwnRow({ numbers, own, rows, sentence }: ToldSentence, number: ToldNumber, turned: ReadonlySet<string>): Finding | null {
  const before = sentence.text.slice(0, number.at);
  if (!own || number.way !== null || isOtherwise(sentence.text, number) || /(?<![a-zà-ÿ])av\s+(?:de\s+)?$/iu.test(before)) return null;
  // A row of one word is told of by that word, and not by what else it may be part of.
  for (const row of rows.filter((one) => number.unit === one.unit && (one.words.length > 1 || /antalet/iu.test(before)))) {
    const said = saidFigures(number, row, null);
    // What is told of a year that the row does not reach back to stands in no table.
    if (number.year !== null && row.figures.some(({ year }) => year !== null) && !row.figures.some(({ year }) => year === number.year)) continue;
    const right = (said?.length ? said : row.figures).find(({ value }) => turned.has(absolute(value)));
    // "620 platser, nästan oförändrat från 618": another number of the sentence is of its size.
    if (right && isBesideOwn(numbers, number, absolute(right.value))) continue;
    if (!right || sentence.text.includes(formatNumber(absolute(right.value)))) continue;
    return { code: "told-slip", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: formatNumber(absolute(right.value)), message: `${number.written} står inte i tabellen, men »${row.label}« har ${formatNumber(absolute(right.value))}: är två siffror omkastade?`, evidence: [evidenceOf(row, right)] };
  }
  return null;
}

/** A number in the text that no table has, where the one beside it has the same figures with two of them changed about. */
export function slipFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const all = new Set(tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell === null ? [] : [absolute(cell)])))));
  const headings = new Map(sentences.map(({ sentence: { section } }) => [section.line, section.heading]));
  return sentences.flatMap((told) => told.numbers.flatMap((number): Finding[] => {
    const { sentence, sentence: { section, text } } = told;
    // What is told of a year that the table does not reach back to stands in no table.
    const others = number.year === null ? tables : tables.filter(({ columns }) => columns.every(({ year }) => year === null) || columns.some(({ year }) => year === number.year));
    if (number.value.replace(/\D/g, "").length < FEWEST_DIGITS || number.about || all.has(number.value) || isRound(number.value) || /(?<![a-zà-ÿ])av\s+(?:minskningen|ökningen|skillnaden|avvikelsen)(?![a-zà-ÿ])/iu.test(text)) return [];
    const turned = new Set(turnedDigits(number.value));
    const ownRow = ofOwnRow(told, number, turned);
    if (ownRow) return [ownRow];
    // What some come to together is in no row of one.
    if (number.way !== null || /(?<![a-zà-ÿ])(?:summera[a-zà-ÿ]*|tillsammans|sammanlagt)(?![a-zà-ÿ])/iu.test(text.slice(0, number.at))) return [];
    const words = sentenceWords(text).filter((word) => word.length >= 5);
    const long = number.value.replace(/\D/g, "").length >= OWN_DIGITS;
    for (const table of others.filter((one) => long || one.section === section.line)) {
      for (const row of table.rows) {
        const at = row.cells.findIndex((cell) => cell !== null && turned.has(absolute(cell)));
        // A share is no amount with its figures changed about.
        if (at < 0 || (number.unit === "%" && table.unit !== null && table.columns[at]!.kind !== "percent")) continue;
        const about = [row.label, table.columns[at]!.heading, table.corner, table.caption ?? "", ...(long || table.section === section.line ? [headings.get(table.section) ?? ""] : [])].flatMap(tellingWords).filter((word) => word.length >= 5);
        const right = formatNumber(absolute(row.cells[at]!));
        // What is said of one month is no slip of another's.
        const months = [row.label, table.columns[at]!.heading].flatMap((heading) => monthOf(heading) ?? []);
        if (months.length > 0 && (number.month === null ? !long || months.length < row.cells.length : !months.includes(number.month))) continue;
        // Three figures turned about come by chance, unless the row itself is named.
        if (!long && !tellingWords(row.label).some((word) => words.some((own) => isSameWord(word, own)))) continue;
        // A row that the sentence does not name has such figures by chance.
        if (!hasWords(tellingWords(row.label), sentenceWords(text)) && !(isSum(row.label) && table.section === section.line)) continue;
        if (isBesideOwn(told.numbers, number, absolute(row.cells[at]!)) || text.includes(right) || !about.some((word) => words.some((own) => isSameWord(word, own) || (own.length >= 7 && word.startsWith(own.slice(0, 6)))))) continue;
        return [{ code: "told-slip", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: right, message: `${formatNumber(number.value)} står inte i tabellen, men ${right} gör det (»${row.label}«, »${table.columns[at]!.heading}«): är två siffror omkastade?`, evidence: [{ line: row.line, quote: row.quote }] }];
      }
    }
    return [];
  }));
}
