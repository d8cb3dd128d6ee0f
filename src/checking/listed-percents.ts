import { absolute, compare, divide, isZero, multiply, round, scale, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isSlip } from "./one-digit.ts";
import { meets, spanOf, type ShownSpan } from "./shown-span.ts";

const SHARE = /^(?:procent|andel|%|andel i procent|andel %|procent av total[a-z]*)$/;
const FEWEST = 5;

/** What the whole is, as each row's amount and share tell it. */
function wholeOf(amount: Decimal, share: Decimal): ShownSpan | null {
  const [parts, shares] = [spanOf(absolute(amount)), spanOf(absolute(share))];
  return compare(shares.low, "0") <= 0 ? null : { low: divide(multiply(parts.low, "100"), shares.high), high: divide(multiply(parts.high, "100"), shares.low) };
}
/** Amounts beside their shares of one and the same whole, which no row tells: the share that would make it another. */
export function listedPercentFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap(({ columns, rows }) => columns.flatMap(({ heading, kind }, at): Finding[] => {
    const before = columns[at - 1];
    if (kind !== "percent" || !SHARE.test(fold(heading) || "%") || before?.kind !== "value") return [];
    const told = rows.filter(({ label }) => !isSum(label)).flatMap((row) => {
      const [amount, share] = [row.cells[at - 1] ?? null, row.cells[at] ?? null];
      const whole = amount === null || share === null || isZero(amount) || isZero(share) ? null : wholeOf(amount, share);
      return whole ? [{ row, amount: amount!, share: share!, whole }] : [];
    });
    const agrees = (one: ShownSpan): number => told.filter(({ whole }) => meets(whole, one)).length;
    const wrong = told.filter(({ whole }) => agrees(whole) === 1);
    const rest = told.filter((one) => !wrong.includes(one));
    const [only, ...more] = wrong;
    if (!only || more.length || rest.length < FEWEST || rest.some(({ whole }) => agrees(whole) < rest.length)) return [];
    // The narrowest of the others says best what it is.
    const whole = rest.map((one): ShownSpan => one.whole).reduce((a, b) => ({ low: compare(a.low, b.low) > 0 ? a.low : b.low, high: compare(a.high, b.high) < 0 ? a.high : b.high }));
    const right = round(divide(multiply(absolute(only.amount), "200"), sum([whole.low, whole.high])), scale(only.share));
    if (!isSlip(right, absolute(only.share))) return [];
    return [{ code: "share-of-total", severity: "warning", line: only.row.line, quote: only.row.quote, expected: `${formatNumber(right)} %`, message: `»${only.row.label}« är ${formatNumber(right)} % av det som de andra raderna är andelar av, inte ${formatNumber(only.share)} %.`, evidence: [] }];
  }));
}
