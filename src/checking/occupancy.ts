import { compare, divide, multiply, round, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { monthCell } from "../reading/table-cells.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { daysInMonth } from "./written-days.ts";

const YEAR = /(?:19|20)\d\d/;
const [DAYS, OCCUPIED] = [/^(?:antal )?(?:vard ?)?dygn(?: |$)/, /belaggning/];
const FEWEST_MONTHS = 6;

/** Care days and occupancy by month: most tell of the same number of places, and one of the days is more than those places have days, or is not its per cent of them. */
export function occupancyFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap((table): Finding[] => {
    const heads = table.columns.map(({ heading }) => fold(heading));
    const [daysAt, shareAt] = [heads.findIndex((one) => DAYS.test(one)), heads.findIndex((one) => OCCUPIED.test(one))];
    const year = [table.corner, table.columns[daysAt]?.heading, table.caption].flatMap((text) => YEAR.exec(text ?? "")?.[0] ?? [])[0];
    if (daysAt < 0 || shareAt < 0 || year === undefined) return [];
    const months = table.rows.flatMap((row) => {
      const month = monthCell(row.label)?.month;
      const [days, share] = [row.cells[daysAt], row.cells[shareAt]];
      return month === undefined || !days || !share || compare(share, "0") <= 0 ? [] : [{ row, days, share, in: String(daysInMonth(Number(year), month + 1)), places: round(divide(multiply(days, "100"), multiply(share, String(daysInMonth(Number(year), month + 1)))), 0) }];
    });
    const isOf = (places: Decimal, { days, in: all, share }: (typeof months)[number]): boolean => { const apart = subtract(divide(multiply(days, "100"), multiply(places, all)), share); return compare(apart, "0.06") < 0 && compare(apart, "-0.06") > 0; };
    const counts = [...Map.groupBy(months, ({ places }) => places)].map(([places]) => ({ places, right: months.filter((month) => isOf(places, month)).length })).toSorted((a, b) => b.right - a.right);
    const [most] = counts;
    const wrong = most ? months.filter((month) => !isOf(most.places, month)) : [];
    if (!most || most.right < FEWEST_MONTHS || wrong.length !== 1) return [];
    const [one] = wrong as [(typeof months)[number]];
    const right = round(divide(multiply(multiply(most.places, one.in), one.share), "100"), 0);
    const all = multiply(most.places, one.in);
    const over = compare(one.days, all) > 0;
    return [{ code: over ? "care-days" : "share-of-total", severity: "error", line: one.row.line, quote: one.row.quote, expected: formatNumber(right), message: `${formatNumber(one.days)} dygn är ${over ? `fler än ${formatNumber(most.places)} platser har i ${one.row.label.toLowerCase()} (${formatNumber(all)})` : `inte ${formatNumber(one.share)} procent av ${formatNumber(most.places)} platser`}, som de andra månaderna är räknade på; det vore ${formatNumber(right)}.`, evidence: months.filter((month) => month !== one).slice(0, 3).map(({ row }) => ({ line: row.line, quote: row.quote })) }];
  });
}
