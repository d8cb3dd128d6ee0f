import { compare, divide, isZero, multiply, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isSlip } from "./one-digit.ts";
import { digitsOf } from "./told-sentence.ts";
import { hasZero, lessSpan, meets, spanOf, type ShownSpan } from "./shown-span.ts";

/** What a column may be of two others in each row. */
interface Ratio { readonly of: (a: Decimal, b: Decimal) => ShownSpan | null; readonly exact: (a: Decimal, b: Decimal) => Decimal | null; readonly words: (a: string, b: string) => string }
const spanOfQuotient = (above: ShownSpan, below: ShownSpan, times: Decimal): ShownSpan | null => {
  if (hasZero(below)) return null;
  const all = [above.low, above.high].flatMap((a) => [below.low, below.high].map((b) => divide(multiply(a, times), b))).toSorted(compare);
  return { low: all[0]!, high: all.at(-1)! };
};
const per = (times: Decimal): Ratio => ({
  of: (a, b) => spanOfQuotient(spanOf(a), spanOf(b), times), exact: (a, b) => (isZero(b) ? null : divide(multiply(a, times), b)), words: (a, b) => `»${a}« delat med »${b}«`,
});
/** So many per cent as something has changed by, of what it was before that. */
const CHANGED: Ratio = {
  of: (a, b) => spanOfQuotient(spanOf(b), lessSpan(spanOf(a), spanOf(b)), "100"), exact: (a, b) => (isZero(subtract(a, b)) ? null : divide(multiply(b, "100"), subtract(a, b))), words: (a, b) => `»${b}« av vad »${a}« var före`,
};

const IS_RATE = /(?:^| )per (?!april|augusti|mars|december|den )|(?:^| )kr (?:per|invanare)|snitt/;
const IS_CHANGE = /forandring|andring|okning|utveckling/;
const [FEWEST, LEAST_SHARE, LEAST_FIGURES, MOST_COLUMNS] = [5, 0.8, 2, 12];

interface Judged { readonly row: FigureRow; readonly holds: boolean; readonly right: Decimal | null }
function judged(rows: readonly FigureRow[], [a, b, c]: readonly [number, number, number], ratio: Ratio): Judged[] {
  // A sum of prices is no price.
  return rows.filter(({ label }) => !isSum(label)).flatMap((row): Judged[] => {
    const [one, two, told] = [row.cells[a] ?? null, row.cells[b] ?? null, row.cells[c] ?? null];
    if (one === null || two === null || told === null || isZero(one) || isZero(two)) return [];
    const span = ratio.of(one, two);
    return span === null ? [] : [{ row, holds: meets(span, spanOf(told)), right: ratio.exact(one, two) }];
  });
}

/** Columns that are so much per something, or so many per cent of what was before, in every row but one. */
export function minedRatioFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap(({ columns, rows }) => {
    const found = columns.flatMap(({ heading, kind }, c): Finding[] => {
      const name = fold(heading);
      const ratios = c >= MOST_COLUMNS ? [] : kind === "percent" && IS_CHANGE.test(name) ? [CHANGED] : IS_RATE.test(name) ? [per("1"), per("1000")] : [];
      const ways = ratios.flatMap((ratio) => columns.flatMap((_, a) => columns.flatMap((__, b) => {
        if (a === b || a === c || b === c || [a, b].some((at) => columns[at]!.kind === "percent" || at >= MOST_COLUMNS) || (ratio === CHANGED && !IS_CHANGE.test(fold(columns[b]!.heading)))) return [];
        const all = judged(rows, [a, b, c], ratio);
        const wrong = all.filter(({ holds }) => !holds);
        const telling = all.filter(({ holds, row }) => holds && digitsOf(row.cells[c]!) >= LEAST_FIGURES);
        return telling.length >= FEWEST && (all.length - wrong.length) / all.length >= LEAST_SHARE ? [{ a, b, ratio, wrong }] : [];
      })));
      // Where one way holds everywhere, that is what it is.
      if (ways.some(({ wrong }) => wrong.length === 0)) return [];
      const [way] = ways.toSorted((x, y) => x.wrong.length - y.wrong.length);
      if (!way || way.wrong.length !== 1) return [];
      const [{ right, row }] = way.wrong as [Judged];
      const told = row.cells[c]!;
      const expected = right === null ? told : round(right, scale(told));
      if (compare(expected, told) === 0) return [];
      const shown = `${formatNumber(expected)}${kind === "percent" ? " %" : ""}`;
      return [{ code: kind === "percent" ? "table-percent" : "share-of-total", severity: "warning", line: row.line, quote: row.quote, expected: shown, message: `»${heading}« för ${row.label} är ${formatNumber(told)}, men ${way.ratio.words(columns[way.a]!.heading, columns[way.b]!.heading)} är ${shown}${isSlip(expected, told) ? "" : ", eller så är något av dem fel"}; så är det i de andra raderna.`, evidence: [] }];
    });
    // One slip may break several.
    return found.filter(({ line }, at) => found.findIndex((other) => other.line === line) === at);
  });
}
