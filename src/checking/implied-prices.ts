import { compare, divide, multiply, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import type { VolumeTable, VolumeYear } from "./volume-tables.ts";

/** So many per cent cheaper by the piece should be looked at, and so many are hardly meant. */
const [LOOK, HARDLY] = ["8", "25"];
const priceOf = ({ budget, cost, count }: VolumeYear, unit: FigureUnit): Decimal | null => { const money = cost ?? budget; return money === null || count === null ? null : divide(kronor(money, unit), count); };

/** A budget for next year that gives each day, place or visit much less than it costs this year: as many for less money, or more of them for the same. */
export function impliedPriceFindings(tables: readonly VolumeTable[]): Finding[] {
  return tables.flatMap(({ counted, unit, years }): Finding[] => {
    const [now, next] = years.slice(-2);
    if (!now || !next || next.kind !== "budget" || now.cost === null || next.cost !== null) return [];
    const [price, planned] = [priceOf(now, unit), priceOf(next, unit)];
    if (price === null || planned === null) return [];
    const cheaper = divide(multiply(subtract(price, planned), "100"), price);
    if (compare(cheaper, LOOK) < 0) return [];
    const kr = (value: Decimal): string => `${formatNumber(value, 0)} kr`;
    return [{ code: "implied-price", severity: compare(cheaper, HARDLY) < 0 ? "note" : "warning", line: next.row.line, quote: next.row.quote, expected: null, message: `»${counted}« kostar ${kr(price)} per styck ${now.year} (${formatNumber(now.cost)} ${unit} för ${formatNumber(now.count!)}), men budgeten för ${next.year} räcker till ${kr(planned)} per styck (${formatNumber(next.budget!)} för ${formatNumber(next.count!)}): ${formatNumber(cheaper, 0)} % mindre.`, evidence: [{ line: now.row.line, quote: now.row.quote }] }];
  });
}
