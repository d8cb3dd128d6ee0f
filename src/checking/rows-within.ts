import { compare, isZero, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { isSum, isWithin, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";

/** Shares, and what is in another unit than the row that it is within. */
const OTHER_UNIT = /%|procent|andel|(?<![a-zà-ÿ])(?:tkr|mkr|kr|kronor|timmar|dagar|index)(?![a-zà-ÿ])/iu;

/** A mean, or what each has: of some it may be more than of all. */
const OF_EACH = /merit|snitt|medel|median|poäng|index|(?<![a-zà-ÿ])per(?![a-zà-ÿ])/iu;
/** What is always some of what: single parents of the households with children, those who have had it for years of those for months. */
const KNOWN = [{ part: /ensamstaende (?:\S+ )?med barn|ensam(?:ma)? foraldr/, whole: /(?:hushall|familjer) med barn|barnfamilj|barnhushall/ }, { part: /(?:tre|fem|3|5) ar eller (?:mer|langre)/, whole: /(?:tio|tolv|10|12) manader eller (?:mer|langre)/ }] as const;
function knownWithin({ columns, rows }: FigureTable): Finding[] {
  return KNOWN.flatMap(({ part, whole }) => {
    const [parts, wholes] = [part, whole].map((pattern) => rows.filter(({ label }) => pattern.test(fold(label)) && !OTHER_UNIT.test(label)));
    const [some, all] = [parts![0], wholes![0]];
    if (parts!.length !== 1 || wholes!.length !== 1 || !some || !all || some === all) return [];
    const over = columns.flatMap(({ heading, kind }, at) => {
      const [one, of] = [some.cells[at] ?? null, all.cells[at] ?? null];
      return kind === "value" && !OF_EACH.test(heading) && one !== null && of !== null && compare(one, of) > 0 ? [{ heading, one, of }] : [];
    });
    if (over.length * 2 > columns.length) return [];
    return over.map(({ heading, of, one }): Finding => ({ code: "part-above-whole", severity: "error", line: some.line, quote: some.quote, expected: `högst ${formatNumber(of)}`, message: `»${some.label}« är ${formatNumber(one)} (»${heading}«), men »${all.label}« är ${formatNumber(of)}: delen är större än det hela.`, evidence: [{ line: all.line, quote: all.quote }] }));
  });
}
const FEWEST_ROWS = 3;
/** "Placerade barn 38 | varav inom fyra månader 43": a column within the one before it. */
function columnsWithin({ columns, line, rows }: FigureTable): Finding[] {
  return columns.flatMap(({ heading }, at): Finding[] => {
    const whole = columns.slice(0, at).findLastIndex((column) => !isWithin({ label: column.heading }));
    if (!isWithin({ label: heading }) || whole < 0 || [heading, columns[whole]!.heading].some((one) => OTHER_UNIT.test(one) || OF_EACH.test(one))) return [];
    const both = rows.flatMap((row) => { const [part, all] = [row.cells[at] ?? null, row.cells[whole] ?? null]; return part !== null && all !== null && compare(part, "0") >= 0 && compare(all, "0") > 0 ? [{ row, part, all }] : []; });
    const over = both.filter(({ all, part }) => compare(part, all) > 0);
    // Where it is so in more rows than one of three, the one is no part of the other.
    if (both.length < FEWEST_ROWS || over.length * 3 > both.length) return [];
    return over.map(({ all, part, row }): Finding => ({ code: "part-above-whole", severity: "error", line: row.line, quote: row.quote, expected: `högst ${formatNumber(all)}`, message: `»${heading}« för ${row.label} är ${formatNumber(part)}, men »${columns[whole]!.heading}« är ${formatNumber(all)}: delen är större än det hela.`, evidence: [{ line, quote: columns.map((column) => column.heading).join(" | ") }] }));
  });
}

/** "Beslutade bygglov 188, varav inom tio veckor 198": in a table, a row within the one over it is no more than it. */
export function rowsWithinFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap((table) => [...columnsWithin(table), ...knownWithin(table)]).concat(tables.flatMap(({ columns, rows }) => rows.flatMap((row, at): Finding[] => {
    if (!isWithin(row) || OTHER_UNIT.test(row.label)) return [];
    const whole = rows.slice(0, at).findLast((one) => !isWithin(one));
    if (!whole || OTHER_UNIT.test(whole.label) || isSum(row.label)) return [];
    const both = columns.flatMap(({ heading, kind }, column): { heading: string; part: Decimal; all: Decimal }[] => {
      const [part, all] = [row.cells[column] ?? null, whole.cells[column] ?? null];
      return kind === "value" && !OF_EACH.test(heading) && part !== null && all !== null && compare(part, "0") >= 0 && compare(all, "0") > 0 ? [{ heading, part, all }] : [];
    });
    const over = both.filter(({ all, part }) => compare(part, all) > 0);
    const [first] = over;
    // Where it is so in more columns than one of three, the one is no part of the other.
    if (!first || over.length * 2 > both.length || both.length < 2 || both.every(({ part }) => isZero(part))) return [];
    return [{ code: "part-above-whole", severity: "error", line: row.line, quote: row.quote, expected: `högst ${formatNumber(first.all)}`, message: `»${row.label}« är ${formatNumber(first.part)} (»${first.heading}«), men »${whole.label}« är ${formatNumber(first.all)}: delen är större än det hela.`, evidence: [{ line: whole.line, quote: whole.quote }] }];
  })));
}
