import { absolute, compare, divide, isZero, mean, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { ReadSeries } from "../reading/reading.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import { monthColumns, tablesBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import { kronor, moneyUnitOf } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { isSameWord, labelWords } from "./telling-words.ts";

const MONTHS = 12;
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/u;
/** How far a told mean is from the right one, per cent; what lies farther off is another thing. */
const off = (told: Decimal, right: Decimal): Decimal => divide(multiply(absolute(subtract(told, right)), "100"), right);
const [FAR, OTHER] = ["1", "60"];
const isOff = (told: Decimal, right: Decimal): boolean => !isZero(right) && !meets(spanOf(told), { low: right, high: right }) && compare(off(told, right), FAR) > 0 && compare(off(told, right), OTHER) < 0;

/** "11 070 kronor per hushåll och månad". */
const A_MONTH_EACH = new RegExp(String.raw`(?<![\d,])(?<value>${NUMBER})\s+(?:kronor|kr)\s+(?:per|för\s+varje|i\s+snitt\s+per)\s+(?<what>[a-zà-ÿ]{4,})\s+(?:och|per|i)\s+månad(?:en)?(?![a-zà-ÿ])(?:\s+(?:under\s+|år\s+|för\s+)?(?<year>(?:19|20)\d\d)(?!\d))?`, "giu");
const MONEY_ROW = /utbetal|belopp|kostnad|bistånd|försörjningsstöd|kronor|tkr/iu;
const isOfYear = ({ label }: FigureRow, year: string): boolean => YEAR.exec(label)?.[0] === year;
const isCalled = ({ label }: FigureRow, what: string): boolean => labelWords(label.replace(YEAR, "")).some((word) => isSameWord(word, fold(what))) && !/(?<![a-zà-ÿ])per\s|snitt|medel/iu.test(label);

/** What each got in a month is all that was paid by all who got it, month by month. */
function perEach(sentence: CheckedSentence, all: readonly FigureTable[], written: string | null): Finding[] {
  const { inCell, text } = sentence;
  const tables = !inCell && /\sper\s|för\s+varje/iu.test(text) ? tablesBeside(all, sentence) : [];
  return [...(inCell ? "" : text).matchAll(A_MONTH_EACH)].flatMap((match): Finding[] => {
    const { what } = match.groups!;
    const told = parseNumber(match.groups!["value"]!);
    const year = match.groups!["year"] ?? written;
    const judged = tables.flatMap((table) => {
      const months = monthColumns(table);
      const valuesOf = ({ cells }: FigureRow): Decimal[] => months.flatMap((at) => cells[at] ?? []);
      const [all, ...more] = table.rows.filter((row) => year !== null && isOfYear(row, year) && isCalled(row, what!));
      const [paid, ...others] = table.rows.filter((row) => year !== null && row !== all && isOfYear(row, year) && MONEY_ROW.test(row.label));
      if (months.length !== MONTHS || !all || !paid || more.length || others.length || valuesOf(all).length !== MONTHS || valuesOf(paid).length !== MONTHS) return [];
      const unit = moneyUnitOf(paid.label) ?? table.unit;
      const count = sum(valuesOf(all));
      return unit === null || isZero(count) ? [] : [{ all, paid, total: kronor(sum(valuesOf(paid)), unit), count }];
    });
    const [one] = judged;
    const right = one && judged.length === 1 ? divide(one.total, one.count) : null;
    if (told === null || !one || right === null || !isOff(told, right)) return [];
    const expected = `${formatNumber(round(right, 0))} kronor`;
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected, message: `Texten säger ${match.groups!["value"]} kronor per ${what} och månad, men ${formatNumber(one.total)} kronor på ${formatNumber(one.count)} ${what} i årets månader är ${expected}.`, evidence: [one.all, one.paid].map(({ line, quote }) => ({ line, quote })) }];
  });
}

const ORDINALS: Readonly<Record<string, number>> = { första: 1, andra: 2, tredje: 3, fjärde: 4, sista: 4 };
const QUARTER = /(?<![a-zà-ÿ])(?:(?<ordinal>första|andra|tredje|fjärde|sista)\s+kvartalet|kvartal\s+(?<number>[1-4])(?!\d)|årets\s+(?:tre\s+(?<first>första)|(?<also>första)\s+tre)\s+månader)/giu;
const QUARTER_MEAN = new RegExp(String.raw`(?:i\s+(?:genomsnitt|snitt|medeltal))\s+(?<value>${NUMBER})\s+(?<what>[a-zà-ÿ]{4,})(?:\s+(?:i\s+månaden|per\s+månad|varje\s+månad))?(?![a-zà-ÿ])`, "iu");
/** "Under fjärde kvartalet i snitt 339 hushåll i månaden", where that is another quarter's mean, or none. */
function ofQuarter(sentence: CheckedSentence, series: readonly ReadSeries[], written: string | null): Finding[] {
  const { inCell, text } = sentence;
  const mentions = inCell ? [] : [...text.matchAll(QUARTER)];
  return mentions.flatMap((quarter, place): Finding[] => {
    const clause = text.slice(quarter.index, mentions[place + 1]?.index);
    const told = QUARTER_MEAN.exec(clause);
    if (!told || /[;]|(?<![a-zà-ÿ])(?:medan|jämfört|mot|och)(?![a-zà-ÿ])/iu.test(clause.slice(0, told.index))) return [];
    const at = quarter.groups!["number"] ? Number(quarter.groups!["number"]) : ORDINALS[(quarter.groups!["ordinal"] ?? "första").toLowerCase()]!;
    const year = /^(?:[a-zà-ÿ]+\s+)?(?:kvartalet|kvartal\s+[1-4])\s+((?:19|20)\d\d)(?!\d)/iu.exec(clause)?.[1] ?? written;
    const value = parseNumber(told.groups!["value"]!);
    const known = series.flatMap(({ group, line, lines, name, years }) => {
      // "Årets" is, in a plan, the year that it is written in: the last that the table has.
      const last = Object.keys(years).filter((one) => /^\d{4}$/.test(one)).toSorted().at(-1);
      const of = year !== null && years[year] === undefined && last !== undefined && Number(last) === Number(year) - 1 ? last : year;
      const months = of === null ? [] : (years[of] ?? []).slice(at * 3 - 3, at * 3).flatMap((month) => month ?? []);
      return months.length === 3 && labelWords(`${name} ${group ?? ""}`).some((word) => isSameWord(word, fold(told.groups!["what"]!))) && !/\sper\s(?!månad)|(?<![a-zà-ÿ])snitt|kronor|tkr|kostnad|belopp/iu.test(name) ? [{ name, months, of, line: lines[of!] ?? line }] : [];
    });
    const [only, ...more] = known;
    const right = only && !more.length ? mean(only.months) : null;
    if (value === null || !only || right === null || isZero(right) || !isOff(value, right)) return [];
    const expected = formatNumber(round(right, scale(value)));
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, quarter.index), quote: text, expected, message: `Texten säger i snitt ${told.groups!["value"]} under kvartal ${at}, men månaderna är ${only.months.map((month) => formatNumber(month)).join(", ")}: i snitt ${expected} (»${only.name}«).`, evidence: [{ line: only.line, quote: `${only.name} ${only.of}` }] }];
  });
}

const OVER_QUARTERS = new RegExp(String.raw`(?<![a-zà-ÿ])(?:de\s+)?(?:fyra\s+)?(?:senaste\s+)?kvartalen\s+(?:blir|blev|är|var)\s+(?:genomsnittet|snittet|medelvärdet)\s+(?:cirka\s+|drygt\s+|knappt\s+)?(?<value>${NUMBER})(?![\d,]|\s*(?:procent|%))`, "iu");
const QUARTERS = 4;
const A_QUARTER = /^(?:kvartal|kv|q)\.?\s*[1-4](?:\s+(?:19|20)\d\d)?$/;
/** "Sett över de fyra senaste kvartalen blir genomsnittet 51 dagar", beside a table of four quarters whose mean is none such in any column. */
function overQuarters(sentence: CheckedSentence, tables: readonly FigureTable[]): Finding[] {
  const match = sentence.inCell ? null : OVER_QUARTERS.exec(sentence.text);
  const told = match ? parseNumber(match.groups!["value"]!) : null;
  if (!match || told === null) return [];
  return tablesBeside(tables, sentence).flatMap(({ columns, rows }): Finding[] => {
    const quarters = rows.filter(({ label }) => A_QUARTER.test(fold(label)));
    const means = columns.flatMap(({ heading, kind }, at) => { const values = quarters.flatMap(({ cells }) => cells[at] ?? []); return kind === "value" && quarters.length === QUARTERS && values.length === QUARTERS ? [{ heading, values, right: mean(values)! }] : []; });
    const [first] = means;
    // What is told is of the size of the column's own figures.
    if (!first || means.some(({ right }) => isZero(right) || compare(off(told, right), FAR) <= 0) || compare(told, first.values.toSorted(compare)[0]!) < 0 || compare(told, first.values.toSorted(compare).at(-1)!) > 0) return [];
    const expected = formatNumber(round(first.right, scale(told)));
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected, message: `Texten säger i genomsnitt ${match.groups!["value"]}, men kvartalen är ${first.values.map((value) => formatNumber(value)).join(", ")}: i genomsnitt ${expected} (»${first.heading}«).`, evidence: quarters.map(({ line, quote }) => ({ line, quote })) }];
  });
}

/** Means that sentences tell of each and month, of a quarter's months and over the quarters of a year, against the months and the quarters. */
export const unitMeanFindings = (sentences: readonly CheckedSentence[], tables: readonly FigureTable[], series: readonly ReadSeries[], written: string | null): Finding[] => {
  const monthly = tables.filter((table) => monthColumns(table).length === MONTHS);
  return sentences.flatMap((sentence) => [...perEach(sentence, monthly, written), ...ofQuarter(sentence, series, written), ...overQuarters(sentence, tables)]);
};
