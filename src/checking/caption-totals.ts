import { absolute, compare, sum as sumOf, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import type { ReadSeries } from "../reading/reading.ts";
import { isSum, monthColumns, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { labelWords } from "./telling-words.ts";

const YEAR = /(?<![\d–-])((?:19|20)\d\d)(?![\d–-])/gu;
const [LONG, STEM, FEWEST_DIGITS, FEWEST_MONTHS] = [7, 7, 3, 11];
const stems = (text: string): string[] => labelWords(text).filter((word) => word.length >= LONG).map((word) => word.slice(0, STEM));
/** So many lines above its table a caption may stand. */
const CAPTION_ABOVE = 12;
/** The one year that a table is told to be of. */
const yearOf = ({ caption, columns, corner, heading }: FigureTable): string | null => {
  if (columns.some(({ year }) => year !== null)) return null;
  const said = new Set([...`${caption ?? heading} ${corner}`.matchAll(YEAR)].map(([year]) => year));
  return said.size === 1 ? [...said][0]! : null;
};

/** "Anmälningar efter anmälare 2020", whose sum is that of 2021 in another table: the heading is of another year. */
export function captionTotalFindings(tables: readonly FigureTable[], series: readonly ReadSeries[], { lines }: Layout): Finding[] {
  const saidAt = ({ caption, line, section }: FigureTable): number => {
    const above = caption === null ? -1 : lines.slice(Math.max(0, line - CAPTION_ABOVE), line).findLastIndex((text) => text.includes(caption));
    return above < 0 ? section : Math.max(0, line - CAPTION_ABOVE) + above + 1;
  };
  return tables.flatMap((table): Finding[] => {
    const year = yearOf(table);
    // One row of months, and what they come to.
    const ofMonths = table.rows.length === 1 && monthColumns(table).length >= FEWEST_MONTHS;
    const total = ofMonths ? table.rows[0] : table.rows.findLast(({ label }) => isSum(label));
    if (year === null || !total || (!ofMonths && table.columns.filter(({ kind }) => kind === "value").length !== 1)) return [];
    const at = table.columns.findIndex(({ heading, kind }) => kind === "value" && (!ofMonths || /^(?:summa|totalt?)/iu.test(heading)));
    if (at < 0) return [];
    const sum: Decimal | null = total.cells[at] ?? null;
    if (sum === null || sum.replace(/\D/g, "").length < FEWEST_DIGITS) return [];
    const about = new Set(stems(table.caption ?? table.heading));
    // What a measure by month comes to in a whole year.
    const isHere = ({ line, lines: at }: ReadSeries): boolean => [line, ...Object.values(at)].some((one) => one >= table.line && one <= table.rows.at(-1)!.line);
    const whole = series.filter((one) => !isHere(one)).filter(({ name }) => stems(name).some((stem) => about.has(stem))).map(({ line, name, years }) => ({ row: { label: name, line, quote: name }, values: Object.entries(years).flatMap(([of, months]) => (months.includes(null) ? [] : [{ year: of, value: sumOf(months as Decimal[]) }])) }));
    const told = [...whole, ...tables.filter((other) => other !== table).flatMap((other) => other.rows.filter(({ label }) => stems(label).some((stem) => about.has(stem))).map((row) => ({ row, values: other.columns.flatMap(({ kind, year: of }, column) => (kind === "value" && of !== null && row.cells[column] !== null && row.cells[column] !== undefined ? [{ year: of, value: absolute(row.cells[column]) }] : [])) })))];
    if (told.some(({ values }) => values.some((one) => one.year === year && compare(one.value, absolute(sum)) === 0))) return [];
    const wrong = told.find(({ values }) => values.some((one) => one.year === year) && values.some((one) => Math.abs(Number(one.year) - Number(year)) === 1 && compare(one.value, absolute(sum)) === 0));
    if (!wrong) return [];
    const right = wrong.values.find((one) => compare(one.value, absolute(sum)) === 0)!.year;
    return [{ code: "other-period", severity: "warning", line: total.line, quote: total.quote, expected: right, message: `Tabellen sägs vara för ${year}, men summan ${formatNumber(sum)} är ${right} för »${wrong.row.label}«.`, evidence: [{ line: Math.max(1, saidAt(table)), quote: table.caption ?? table.heading }, { line: wrong.row.line, quote: wrong.row.quote }] }];
  });
}
