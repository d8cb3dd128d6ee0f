import type { Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";
import { daysInMonth } from "./written-days.ts";

/** "t.o.m. 2015-01-31", "till och med 2015-01-31": the last day of something. */
const LAST_DAY = /(?<![a-zà-ÿ])(?:t\.?\s?o\.?\s?m\.?|till\s+och\s+med|upphör|löper\s+ut)\s+(?:den\s+)?(?<iso>(?<year>20\d\d)-(?<month>\d\d)-(?<day>\d\d))(?![\d-])/giu;
const FEWEST = 2;
/** So much of what it is stands before it. */
const BEFORE = 120;

interface LastDay { readonly iso: string; readonly line: number; readonly quote: string; readonly isLast: boolean; readonly turned: string | null }
function lastDays(lines: Layout["lines"]): LastDay[] {
  return lines.flatMap((text, at) => [...text.matchAll(LAST_DAY)].map((match): LastDay => {
    const { day, iso, month, year } = match.groups as Record<"day" | "iso" | "month" | "year", string>;
    const last = String(daysInMonth(Number(year), Number(month)));
    const other = [...day].toReversed().join("");
    return { iso, line: at + 1, quote: text.slice(Math.max(0, match.index - BEFORE), match.index + match[0].length).trim(), isLast: day === last, turned: other === last ? `${year}-${month}-${other}` : null };
  }));
}

/** "Till och med 2013-01-13", where everything else ends with a month: its two figures are turned round. */
export function turnedDayFindings({ lines }: Pick<Layout, "lines">): Finding[] {
  const all = lastDays(lines);
  const others = all.filter(({ turned }) => turned === null);
  if (new Set(others.map(({ iso }) => iso)).size < FEWEST || !others.every(({ isLast }) => isLast)) return [];
  const slips = [...Map.groupBy(all.filter(({ turned }) => turned !== null), ({ iso, line }) => `${line} ${iso}`).values()].map((same) => same[0]!);
  return slips.map(({ iso, line, quote, turned }): Finding => ({ code: "told-slip", severity: "warning", line, quote, expected: turned, message: `Allt annat slutar med en månad, men det här slutar ${iso}: är det ${turned}?`, evidence: others.slice(0, 2).map((other) => ({ line: other.line, quote: other.quote })) }));
}
