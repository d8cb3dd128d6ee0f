import { absolute, compare, divide, isZero, multiply, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { tablesBeside, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { sentenceWords, tellingWords } from "./telling-words.ts";
import type { ToldSentence } from "./told-sentence.ts";
import { sharedWords } from "./word-sets.ts";

const MONTHS = 12;
/** "Jämfört med januari–november föregående år". */
const PART = new RegExp(String.raw`januari\s*(?:[–-]|till\s+och\s+med|t\.?\s?o\.?\s?m\.?)\s*(?<last>${MONTH_NAMES.slice(5, 11).join("|")})(?![a-zà-ÿ])`, "iu");
const COUNTED = /(?:^| )(?:antal|dygn|timmar|platser)(?: |$)/;
/** What is left of the year may be so many times what is usual for so long, and still be thought. */
const [MOST_TIMES, LEAST_TIMES] = ["2.5", "0"];
const STEM = 6;
const stems = (words: readonly string[]): Set<string> => new Set(words.filter((word) => word.length >= STEM).map((word) => word.slice(0, STEM)));

interface YearPair { readonly before: Decimal; readonly now: Decimal; readonly heading: string; readonly line: number; readonly quote: string }
/** The last two years of the column that counts something, in a table whose rows are years. */
function countedYears({ columns, rows }: FigureTable): YearPair | null {
  const at = columns.findIndex(({ heading, kind }) => kind === "value" && COUNTED.test(fold(heading)));
  const years = rows.flatMap((row) => { const year = /^(?:utfall\s+|prognos\s+)?((?:19|20)\d\d)(?:\s+prognos)?$/iu.exec(row.label.trim())?.[1]; const value = row.cells[at] ?? null; return year && value !== null && !isZero(value) ? [{ year, value, row }] : []; });
  const [before, now] = years.slice(-2);
  return at < 0 || !before || !now || Number(now.year) !== Number(before.year) + 1 ? null : { before: absolute(before.value), now: absolute(now.value), heading: columns[at]!.heading, line: now.row.line, quote: `${before.row.quote} | ${now.row.quote}` };
}

/**
 * "Behovet har minskat med 31 procent, januari–november", where the whole year is thought to be as much as the last: the month that is left would be many times
 * any other. Months are taken to have been alike the year before.
 */
export function partYearChangeFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, section, text } }): Finding[] => {
    const part = inCell ? null : PART.exec(text);
    const number = numbers.find(({ unit, way }) => unit === "%" && (way === "up" || way === "down"));
    if (!part || !number || /kostnad|intäkt/iu.test(text.slice(0, number.at))) return [];
    const about = stems(sentenceWords(text.slice(0, number.at)));
    const beside = tablesBeside(tables, sentence).flatMap((table) => { const pair = countedYears(table); return pair && sharedWords(stems(tellingWords(`${table.caption ?? ""} ${table.heading} ${section.heading}`)), about).length > 0 ? [pair] : []; });
    const [pair] = beside;
    if (!pair || beside.length > 1) return [];
    const months = MONTH_NAMES.findIndex((name) => name === part.groups!["last"]!.toLowerCase()) + 1;
    const usual = divide(multiply(pair.before, String(MONTHS - months)), String(MONTHS));
    const share = divide(number.value, "100");
    const sofar = multiply(subtract(pair.before, usual), number.way === "up" ? sum(["1", share]) : subtract("1", share));
    const times = divide(subtract(pair.now, sofar), usual);
    if (compare(times, MOST_TIMES) <= 0 && compare(times, LEAST_TIMES) >= 0) return [];
    return [{ code: "told-movement", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: null, message: `${number.written} ${number.way === "up" ? "mer" : "mindre"} till och med ${part.groups!["last"]} går inte ihop med tabellen, där »${pair.heading}« går från ${formatNumber(pair.before)} till ${formatNumber(pair.now)} för hela året: det som är kvar av året skulle bli ${formatNumber(times, 1)} gånger det vanliga.`, evidence: [{ line: pair.line, quote: pair.quote }] }];
  });
}
