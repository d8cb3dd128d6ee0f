import { divide, isZero, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { FigureRow, FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets, middleOf, spanOf, type ShownSpan } from "./shown-span.ts";

/** What a last column says of the row: all of it together, or its middle. */
const SUM = /^(summa|totalt?|sammanlagt|helar(et)?|hela aret|aret|samtliga)|(?<=[A-Za-zÀ-ÿ] )(?:totalt?|summa|sammanlagt)$/u;
const MEAN = /^(medel(tal|varde)?|snitt|genomsnitt|medelvarde)/;

interface RowTotal { readonly column: number; readonly parts: readonly number[]; readonly mean: boolean; readonly decimals: number }
/** What the whole or the middle of a row's parts may be; null where a part is missing. */
function reckoned({ cells }: FigureRow, { mean, parts }: RowTotal): ShownSpan | null {
  const values = parts.map((part) => cells[part] ?? null);
  if (values.includes(null)) return null;
  const all = addSpans((values as Decimal[]).map((value) => spanOf(value)));
  return mean ? { low: divide(all.low, String(parts.length)), high: divide(all.high, String(parts.length)) } : all;
}
/** The mean of whole numbers is exact, whatever decimals it is told with; it is the printed mean that is rounded. */
function tells({ exact: counted, unit }: Pick<FigureTable, "exact" | "unit">, row: FigureRow, total: RowTotal): boolean | null {
  const printed = row.cells[total.column] ?? null;
  const values = total.parts.map((part) => row.cells[part] ?? null);
  if (printed === null || values.includes(null)) return null;
  // Whole thousands of kronor are rounded, each of them.
  const whole = !/(?<![a-zà-ÿ])(?:tkr|mkr|mnkr)(?![a-zà-ÿ])/iu.test(row.label) && (counted || unit === null || unit === "kr") && (values as Decimal[]).every((value) => scale(value) === 0);
  const exact = whole ? addSpans((values as Decimal[]).map((value) => ({ low: value, high: value }))) : addSpans((values as Decimal[]).map((value) => spanOf(value)));
  const by = String(total.mean ? total.parts.length : 1);
  return meets({ low: divide(exact.low, by), high: divide(exact.high, by) }, whole && !total.mean ? { low: printed, high: printed } : spanOf(printed));
}

/** Which columns a total of rows may be of: those that stand before it back to the last total, in the same unit. */
function candidates({ columns }: FigureTable, column: number): RowTotal[] {
  const heading = fold(columns[column]!.heading);
  const [isSum, isMean] = [SUM.test(heading), MEAN.test(heading)];
  if (!isSum && !isMean) return [];
  const before = columns.flatMap(({ heading: other, kind }, at) => (at < column && kind === "value" && !SUM.test(fold(other)) && !MEAN.test(fold(other)) ? [at] : []));
  const after = columns.flatMap(({ kind }, at) => (at > column && kind === "value" ? [at] : []));
  // "Tidigare år" and then the years: a sum of the years only.
  return [before, before.slice(1), before.slice(-2), column === 0 ? after : [], after.slice(0, 2)].filter((parts) => parts.length >= 2)
    .map((parts) => ({ column, parts, mean: isMean, decimals: 0 }));
}

const PEOPLE = /person|hushåll|individ|unika|olika|klient|brukare|antal barn/i;
/** The last column of a table against its row, where most rows say that it is the sum or the mean of them. */
export function rowTotalFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap((table) => table.columns.flatMap((_, column) => {
    // People in a year are not the sum of its months; where some rows are people and others are not, each kind is judged by itself.
    const kinds = [...Map.groupBy(table.rows.filter(({ label }) => !/%|procent|^andel|(?<![a-zà-ÿ])(?:i snitt|snitt|genomsnitt|medel|median)[a-zà-ÿ]*/i.test(label) || table.columns.some(({ heading }) => MEAN.test(fold(heading)))), ({ label }) => PEOPLE.test(`${label} ${table.caption ?? ""} ${table.corner}`)).values()];
    return kinds.flatMap((rows) => wrongRows(table, rows, column));
  }));
}

function wrongRows(table: FigureTable, rows: readonly FigureRow[], column: number): Finding[] {
    const judged = candidates(table, column).map((total) => {
      const told = rows.map((row) => ({ row, right: tells(table, row, total) })).filter(({ right }) => right !== null);
      const telling = told.filter(({ right, row }) => right && !isZero(row.cells[column]!));
      return { total, told, telling: telling.length, wrong: told.filter(({ right }) => right === false) };
    }).toSorted((a, b) => b.telling - a.telling || a.wrong.length - b.wrong.length);
    const best = judged[0];
    // Twelve months and their sum need no other row to say so.
    const months = best !== undefined && best.total.parts.length === 12 && (!rows.every(({ label }) => PEOPLE.test(label)) || best.total.mean);
    const right = months ? (best.told.length - best.wrong.length) : best?.telling ?? 0;
    if (!best?.wrong.length || right < (months ? 1 : 2) || right < best.wrong.length * (months ? 1 : 2)) return [];
    // A row that has its sum only is in the sum of all, and in none of its parts.
    const onlySummed = rows.some(({ cells }) => cells[column] !== null && best.total.parts.some((part) => cells[part] === null));
    return best.wrong.filter(({ row }) => !(onlySummed && SUM.test(fold(row.label)))).map(({ row }): Finding => {
      const printed = row.cells[column]!;
      const decimals = Math.max(scale(printed), best.total.mean ? 1 : 0, ...(best.total.mean ? [] : best.total.parts.map((part) => scale(row.cells[part]!))));
      const expected = formatNumber(round(middleOf(reckoned(row, best.total)!), decimals));
      const { heading } = table.columns[column]!;
      return {
        code: "row-total", severity: "error", line: row.line, quote: row.quote, expected,
        message: `»${heading}« för ${row.label}${table.caption ? ` (${table.caption})` : ""} är ${formatNumber(printed)}, men ${best.total.mean ? "medelvärdet av raden" : "raden är tillsammans"} ${best.total.mean ? "är " : ""}${expected}; i de andra raderna går det ihop.`,
        evidence: [{ line: table.line, quote: heading }],
      };
    });
}
