import { absolute, compare, divide, isZero, multiply, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER } from "./checked-sentences.ts";
import { isSum, tablesBeside, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { amountOf, NUMBER_WORDS } from "./number-words.ts";
import { meets, spanOf } from "./shown-span.ts";
import { isSameWord, tellingWords } from "./telling-words.ts";
import type { ToldSentence } from "./told-sentence.ts";

/** "Elva av tillsynsbesöken (14,9 %)", "38 av ansökningarna, 21 procent". */
const SOME = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(?<part>${NUMBER}|${Object.keys(NUMBER_WORDS).join("|")})\s+av\s+(?<what>[A-Za-zÀ-ÿ]{6,})(?:\s*\(|(?:\s+(?:under|i|vid|av)\s+[^,.;]{0,50})?,\s+(?:motsvarande\s+|eller\s+|vilket (?:är|motsvarar)\s+)?)(?<percent>${NUMBER})\s*(?:procent(?!enhet)|%)`, "giu");
/** "Av läkemedelsavvikelserna ledde 37 till …, motsvarande 2,8 procent av dem". */
const OF_THEM = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])Av\s+(?<what>[A-Za-zÀ-ÿ]{6,})\s+[A-Za-zÀ-ÿ]+\s+(?<part>${NUMBER}|${Object.keys(NUMBER_WORDS).join("|")})(?![\d,.])[^.;\d]{0,120},\s+(?:motsvarande\s+|eller\s+|vilket är\s+|det vill säga\s+)?(?<percent>${NUMBER})\s*(?:procent(?!enhet)|%)(?:\s+av\s+(?:dem|dessa))?(?=[.,;]|\s*$)`, "giu");
/** "Läkemedelsavvikelser" are the row "Läkemedel" of a table of "avvikelser". */
function isCalled(what: string, label: string, of: readonly string[]): boolean {
  const [first, ...others] = tellingWords(label);
  if (first === undefined || others.length) return first !== undefined && isSameWord(first, what);
  return isSameWord(first, what) || (first.length >= 5 && what.startsWith(first) && of.some((word) => isSameWord(word, what.slice(first.length).replace(/^s/, ""))));
}

/** Some of what a row beside it counts, with the per cent of another row's: the share is of the wrong whole. */
export function someOfRowFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  return sentences.flatMap(({ sentence, sentence: { inCell, text } }) => (inCell ? [] : [...text.matchAll(SOME), ...text.matchAll(OF_THEM)].flatMap((match): Finding[] => {
    const { part, percent, what } = match.groups!;
    const [some, share] = [amountOf(part!)!, amountOf(percent!)!];
    const rows = tablesBeside(tables, sentence).flatMap(({ caption, columns, corner, heading, rows: own }) => {
      // The column that it stands in itself, else that of the document's year.
      const there = own.map(({ cells }) => cells.findIndex((cell) => cell !== null && compare(absolute(cell), some) === 0)).find((found) => found >= 0) ?? -1;
      const at = columns[there]?.kind === "value" ? there : columns.findIndex(({ kind, year }) => kind === "value" && year === written);
      const of = [corner, caption, heading].flatMap((told) => tellingWords(told ?? ""));
      return own.flatMap((row) => { const whole = at < 0 ? null : (row.cells[at] ?? null); return whole === null || isZero(whole) ? [] : [{ row, whole: absolute(whole), of }]; });
    });
    const right = (whole: Decimal): Decimal => divide(multiply(some, "100"), whole);
    const isShare = (whole: Decimal): boolean => meets({ low: right(whole), high: right(whole) }, spanOf(share));
    const named = rows.filter(({ of, row }) => isCalled(fold(what!), row.label, of));
    const [only] = named;
    // That it is another row's is what tells that it is wrong.
    const other = rows.find(({ row, whole }) => row !== only?.row && isShare(whole));
    if (!only || named.length > 1 || isShare(only.whole) || !other || compare(some, only.whole) > 0) return [];
    const expected = `${formatNumber(round(right(only.whole), Math.max(1, scale(share))))} %`;
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected, message: `${part} av »${only.row.label}« (${formatNumber(only.whole)}) är ${expected}; ${formatNumber(share)} % är av »${other.row.label}« (${formatNumber(other.whole)}).`, evidence: [{ line: only.row.line, quote: only.row.quote }, { line: other.row.line, quote: other.row.quote }] }];
  })));
}

const PART_OF = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<part>${NUMBER})\s+av\s+(?<what>[a-zà-ÿ]{4,}(?:\s+i\s+[a-zà-ÿ]{2,})?)(?![a-zà-ÿ])`, "gu");
const LONGEST_ENDING = 3;
/** "Barnen i kön" are the column "Barn i kö 2024". */
function isColumn(what: string, heading: string): boolean {
  const [said, named] = [fold(what).split(" "), fold(heading.replace(/(?:19|20)\d\d/gu, " ")).trim().split(" ")];
  return said.length === named.length && said.every((word, at) => word.startsWith(named[at]!) && word.length - named[at]!.length <= LONGEST_ENDING);
}
/** "241 av barnen i kön", where the column of children in the queue comes to 214. `written` is the document's year. */
export function moreThanAllFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  return sentences.flatMap(({ sentence, sentence: { inCell, text } }) => (inCell ? [] : [...text.matchAll(PART_OF)].flatMap((match): Finding[] => {
    const { part, what } = match.groups!;
    const count = parseNumber(part!)!;
    const wholes = tablesBeside(tables, sentence).flatMap(({ columns, rows }) => {
      const total = rows.findLast(({ label }) => isSum(label));
      return total ? columns.flatMap(({ heading, kind, year }, at) => { const whole = total.cells[at] ?? null; return kind === "value" && whole !== null && (year === null || written === null || year === written || Number(year) === Number(written) - 1) && isColumn(what!, heading) ? [{ heading, total, whole: absolute(whole) }] : []; }) : [];
    });
    const [first] = wholes;
    if (!first || wholes.some(({ whole }) => compare(count, whole) <= 0)) return [];
    return [{ code: "part-above-whole", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: `högst ${formatNumber(first.whole)}`, message: `Texten säger ${match[0]}, men »${first.heading}« är ${formatNumber(first.whole)} i tabellen.`, evidence: [{ line: first.total.line, quote: first.total.quote }] }];
  })));
}
