import { absolute, compare, divide, isZero, multiply, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { monthOf } from "../reading/table-cells.ts";
import { lineAt } from "./checked-sentences.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { tellingWords } from "./telling-words.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";
import type { ToldNumber } from "./told-number.ts";

const MONTH = String.raw`(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)`;
/** "Januari–oktober 2023", "jan–okt 2022": a part of a year. */
const PART = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?<from>${MONTH})\.?(?:\s+(?<begun>(?:19|20)\d\d))?\s?(?:[–-]|till(?:\s+och\s+med)?\s)\s?(?<to>${MONTH})\.?\s+(?<year>(?:19|20)\d\d)(?!\d)`, "iu");
interface YearPart { readonly months: string; readonly year: string }
function partOf(text: string): YearPart | null {
  const { begun, from, to, year } = PART.exec(text)?.groups ?? {};
  if (!from || !to) return null;
  return { months: `${monthOf(from)}-${monthOf(to)} ${begun ? Number(year) - Number(begun) : 0}`, year: year! };
}

/** What stands for parts of years, whether those are the rows of its table or the columns. */
interface ToldParts { readonly name: string; readonly unit: FigureTable["unit"]; readonly about: readonly string[]; readonly line: number; readonly values: readonly (YearPart & { readonly value: Decimal; readonly line: number; readonly quote: string })[] }
function partsOf({ caption, columns, corner, heading, line, rows, unit }: FigureTable): ToldParts[] {
  const about = [caption ?? "", corner, heading].flatMap(tellingWords);
  const down = rows.map((row) => ({ row, part: partOf(row.label) }));
  if (down.filter(({ part }) => part).length >= 2) return columns.map((column, at) => ({ name: column.heading, unit, about: [...about, ...tellingWords(column.heading)], line, values: down.flatMap(({ part, row }) => (part && row.cells[at] !== null && row.cells[at] !== undefined ? [{ ...part, value: absolute(row.cells[at]), line: row.line, quote: row.quote }] : [])) }));
  const across = columns.map((column) => partOf(column.heading));
  if (across.filter(Boolean).length < 2) return [];
  return rows.map((row) => ({ name: row.label, unit, about: [...about, ...tellingWords(row.label)], line: row.line, values: across.flatMap((part, at) => (part && row.cells[at] !== null && row.cells[at] !== undefined ? [{ ...part, value: absolute(row.cells[at]), line: row.line, quote: row.quote }] : [])) }));
}
const [STEM, LONG] = [6, 6];
const stemsOf = (words: readonly string[]): Set<string> => new Set(words.filter((word) => word.length >= LONG).map((word) => word.slice(0, STEM)));

/** How much more than before, per cent; less is below nought. */
const percentOf = (from: Decimal, to: Decimal): Decimal | null => (isZero(from) ? null : divide(multiply(subtract(to, from), "100"), from));
const [PRECISION, MOST_NAMED] = [6, 60];

/** What is told of a part of a year, where it is that of the year before, or has gone the other way since. */
export function toldPartFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const all = tables.flatMap(partsOf);
  if (!all.length) return [];
  const called = Map.groupBy(all.flatMap(({ about }, at) => [...stemsOf(about)].map((stem) => ({ at, stem }))), ({ stem }) => stem);
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }): Finding[] => {
    const said = inCell ? null : partOf(text);
    if (!said || /rullande/iu.test(text)) return [];
    const own = stemsOf(fold(text.replace(PART, " ")).split(" "));
    const named = [...new Set([...own].flatMap((stem) => called.get(stem)?.map(({ at }) => at) ?? []))].toSorted((a, b) => a - b).map((at) => all[at]!);
    // A word that so many are called by says nothing of which.
    if (named.length > MOST_NAMED) return [];
    const before = (values: ToldParts["values"]) => values.find(({ months, year }) => months === said.months && year === String(Number(said.year) - 1));
    const now = (values: ToldParts["values"]) => values.find(({ months, year }) => months === said.months && year === said.year);
    return numbers.flatMap((number: ToldNumber): Finding[] => {
      const whose = named.filter(({ unit }) => !isMoney(number.unit) || unit === number.unit).flatMap((one) => { const [then, is] = [before(one.values), now(one.values)]; return then && is ? [{ one, was: then, is }] : []; });
      if (number.unit === "%" && number.way !== null) {
        const moved = whose.flatMap(({ is, one, was }) => { const by = percentOf(was.value, is.value); return by !== null && meets(spanOf(number.value), spanOf(round(absolute(by), Math.min(PRECISION, scale(number.value))))) ? [{ one, was, is, up: compare(by, "0") > 0 }] : []; });
        const up = number.way === "up" ? true : number.way === "down" ? false : null;
        const [first] = moved;
        if (!first || up === null || isZero(number.value) || moved.some((one) => one.up === up)) return [];
        return [{ code: "told-way", severity: "error", line: lineAt(sentence, number.at), quote: text, expected: first.up ? "en ökning" : "en minskning", message: `Texten säger ${number.written} ${up ? "mer" : "mindre"}, men »${first.one.name}« gick från ${formatNumber(first.was.value)} till ${formatNumber(first.is.value)} i tabellen på rad ${first.one.line}.`, evidence: [first.was, first.is].map(({ line, quote }) => ({ line, quote })) }];
      }
      if (number.way !== null || number.about || number.before || digitsOf(number.value) < 2 || (number.year !== null && number.year !== said.year)) return [];
      // Any of them that has it as it is told is the one.
      if (whose.some(({ is }) => compare(is.value, number.value) === 0)) return [];
      const old = whose.find(({ was }) => compare(was.value, number.value) === 0 && scale(was.value) === scale(number.value));
      if (!old) return [];
      return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: formatNumber(old.is.value), message: `${number.written} är samma tid ${old.was.year} (»${old.one.name}«); ${said.year} är den ${formatNumber(old.is.value)}.`, evidence: [old.was, old.is].map(({ line, quote }) => ({ line, quote })) }];
    });
  });
}
