import { absolute, compare, divide, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, tableBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isSlip } from "./one-digit.ts";
import { hasWords, sentenceWords, tellingWords } from "./telling-words.ts";
import type { ToldNumber } from "./told-number.ts";
import type { ToldSentence } from "./told-sentence.ts";

interface Ratio { readonly name: RegExp; readonly part: readonly RegExp[]; readonly whole: RegExp; readonly words: string }
/** Key figures whose definition is the same in every municipality (Rådet för kommunal redovisning, RKR). */
const RATIOS: readonly Ratio[] = [
  { name: /(?<![a-zà-ÿ])soliditet(?:en)?(?![a-zà-ÿ])(?![^.;]*(?:inklusive|inkl|pension|ansvarsförbindelse|koncern))/iu, part: [/^(?:summa )?eget kapital$/], whole: /^summa tillgangar$/, words: "eget kapital av summa tillgångar" },
  { name: /(?<![a-zà-ÿ])självfinansieringsgrad(?:en)?(?![a-zà-ÿ])/iu, part: [/^arets resultat$/, /^avskrivningar$/], whole: /^(?:netto)?investeringar$/, words: "årets resultat och avskrivningar av investeringarna" },
];
const rowOf = (table: FigureTable, pattern: RegExp): FigureRow | undefined => table.rows.find(({ label }) => pattern.test(fold(label)));
const percentOf = (part: Decimal, whole: Decimal, number: ToldNumber): Decimal => round(divide(multiply(absolute(part), "100"), absolute(whole)), scale(number.value));
/** Within what their rounding may do. */
const isRight = (right: Decimal, { value }: ToldNumber): boolean => compare(absolute(subtract(right, value)), scale(value) > 0 ? "0.15" : "1") <= 0;

/** "Soliditeten uppgick till 43,6 procent", which the balance sheet has for the year before. */
function ratioFindings(told: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  const { numbers, sentence } = told;
  return RATIOS.flatMap(({ name, part, whole, words }): Finding[] => {
    const match = sentence.inCell ? null : name.exec(sentence.text);
    const number = match ? numbers.find(({ at, unit }) => unit === "%" && at > match.index) : undefined;
    if (!match || !number || number.way !== null || /koncern|(?<![a-zà-ÿ])(?:från|mellan)(?![a-zà-ÿ])/iu.test(sentence.text) || /(?<![a-zà-ÿ])mål(?:et|nivå)?(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:minst|ska)(?![a-zà-ÿ])/iu.test(sentence.text.slice(0, number.at))) return [];
    const found = tables.flatMap((table) => {
      const [parts, of] = [part.map((pattern) => rowOf(table, pattern)), rowOf(table, whole)];
      return of && parts.every((row) => row !== undefined) ? [{ table, parts: parts as FigureRow[], of }] : [];
    });
    const [only] = found;
    if (!only || found.length > 1) return [];
    const values = only.table.columns.flatMap(({ kind }, at) => {
      const cells = [only.of, ...only.parts].map((row) => row.cells[at] ?? null);
      return kind === "value" && cells.every((cell) => cell !== null) && !isZero(cells[0]!) ? [percentOf(sum(cells.slice(1).map((cell) => cell!)), cells[0]!, number)] : [];
    });
    const [first, ...rest] = values;
    // The first is this year's; what is the other year's, or its figures but one, is told of the wrong one.
    if (first === undefined || isRight(first, number) || !(rest.some((right) => isRight(right, number)) || isSlip(first, number.value) || values.length === 1)) return [];
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: `${formatNumber(first)} %`, message: `Texten säger ${number.written}, men ${words} i tabellen är ${formatNumber(first)} %.`, evidence: [{ line: only.of.line, quote: only.of.quote }] }];
  });
}

const OF_HUNDRED = /(?<![a-zà-ÿ])av\s+varje\s+(?:hundralapp|hundra\s+kronor|100\s+kronor)(?![a-zà-ÿ])/iu;
/** "Av varje hundralapp går 65 kronor till grundskola", beside a table where the row is 55 of a hundred. */
function ofHundred({ numbers, sentence }: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  const [number] = sentence.inCell || !OF_HUNDRED.test(sentence.text) ? [] : numbers.filter(({ unit }) => unit === "kr");
  const table = number ? tableBeside(tables, sentence) : null;
  const total = table?.rows.find(({ label }) => isSum(label));
  const value = table?.columns.findIndex(({ kind }) => kind === "value") ?? -1;
  if (!number || !table || !total || value < 0 || !total.cells[value] || isZero(total.cells[value])) return [];
  const words = sentenceWords(sentence.text.slice(number.end));
  const rows = table.rows.filter((row) => row !== total && tellingWords(row.label).length > 0 && hasWords(tellingWords(row.label), words));
  const [row] = rows;
  if (!row || rows.length > 1 || !row.cells[value]) return [];
  const right = percentOf(row.cells[value], total.cells[value], number);
  if (isRight(right, number)) return [];
  return [{ code: "told-share", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: formatNumber(right), message: `»${row.label}« är ${formatNumber(right)} av hundra i tabellen, inte ${formatNumber(number.value)}.`, evidence: [{ line: row.line, quote: row.quote }] }];
}

/** Key figures and shares that a table gives by a definition that all know. */
export const knownRatioFindings = (sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] => sentences.flatMap((told) => [...ratioFindings(told, tables), ...ofHundred(told, tables)]);
