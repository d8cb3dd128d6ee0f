import { compare, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets, spanOf } from "./shown-span.ts";

/** All, and the two kinds that they all are. */
const ALL = /^(?:totalt?|samtliga|alla|medel(?:varde)?|snitt|genomsnitt)(?: |$)|(?:^| )totalt$/;
const KINDS = [[/(?:^| )(?:kvinnor|flickor)$/, /(?:^| )(?:man|pojkar)$/]] as const;
/** What is shown of everybody is between what is shown of the two kinds, where it is a share or a mean. */
const MEAN = /%|procent|andel|franvaro|index|snitt|medel|poang|median|betyg|meritvarde/;

const bare = (label: string): string => fold(label.replace(/\([^)]*\)|%|^[-–•\s]+|varav/giu, " ")).trim();
/** The row of all that stands right before two rows of kinds, and those. */
function groups(rows: readonly FigureRow[]): { readonly all: FigureRow; readonly kinds: readonly [FigureRow, FigureRow] }[] {
  return KINDS.flatMap(([a, b]) => rows.flatMap((row, at) => {
    const other = [rows[at + 1], rows[at - 1]].find((one) => one !== undefined && b.test(bare(one.label)));
    if (!a.test(bare(row.label)) || !other) return [];
    const [from, to] = [Math.min(at, rows.indexOf(other)), Math.max(at, rows.indexOf(other))];
    const all = [rows[from - 1], rows[to + 1]].find((one) => one !== undefined && (ALL.test(bare(one.label)) || (bare(row.label).length > 8 && bare(one.label).startsWith(bare(row.label).replace(a, "").trim()) && !a.test(bare(one.label)))));
    return all ? [{ all, kinds: [row, other] as const }] : [];
  }));
}

const A_MEAN = /medel|snitt|genomsnitt|median|(?:^| )per (?!ar|manad)|index|nojd/;
/** What is told of all is outside of what is told of each: the mean, or the middle, of no such. */
function outsideOfAll({ columns, rows }: FigureTable): Finding[] {
  const all = rows.at(-1);
  if (!all || rows.length < 3 || rows.length > MOST_PARTS || !ALL.test(bare(all.label)) || rows.slice(0, -1).some(({ label }) => ALL.test(bare(label)) || isSum(label))) return [];
  return columns.flatMap(({ heading, kind }, at): Finding[] => {
    const [whole, parts] = [all.cells[at] ?? null, rows.slice(0, -1).map(({ cells }) => cells[at] ?? null)];
    if (kind === "difference" || !A_MEAN.test(fold(heading)) || whole === null || parts.includes(null)) return [];
    const sorted = (parts as Decimal[]).toSorted(compare);
    const [low, high] = [sorted[0]!, sorted.at(-1)!];
    if (meets(addSpans((parts as Decimal[]).map((part) => spanOf(part))), spanOf(whole)) || (compare(spanOf(whole).low, spanOf(high).high) <= 0 && compare(spanOf(whole).high, spanOf(low).low) >= 0)) return [];
    return [{ code: "share-of-total", severity: "warning", line: all.line, quote: all.quote, expected: `${formatNumber(low)}–${formatNumber(high)}`, message: `»${all.label}« är ${formatNumber(whole)} (»${heading}«), men de som det är ett mått på är ${formatNumber(low)}–${formatNumber(high)}: alla tillsammans ligger däremellan.`, evidence: rows.slice(0, -1).map(({ line, quote }) => ({ line, quote })) }];
  });
}
const MOST_PARTS = 20;

/** "Totalt 6,8", where women have 6,4 and men 4,9: no mean lies outside of what it is a mean of. */
export function meanFindings(tables: readonly FigureTable[]): Finding[] {
  const outside = tables.flatMap(outsideOfAll);
  const between = tables.flatMap((table) => groups(table.rows).flatMap(({ all, kinds }) => {
    if (!MEAN.test(fold([all.label, table.caption ?? "", table.corner, table.heading].join(" "))) && !/%/.test([all.label, table.caption ?? "", table.corner].join(" "))) return [];
    const told = table.columns.flatMap(({ heading, kind }, at) => {
      const [whole, ...parts] = [all, ...kinds].map(({ cells }) => cells[at] ?? null) as [Decimal | null, Decimal | null, Decimal | null];
      if (kind === "difference" || whole === null || parts[0] === null || parts[1] === null) return [];
      const [low, high] = (parts as [Decimal, Decimal]).toSorted(compare) as [Decimal, Decimal];
      const sum = meets(addSpans([spanOf(low), spanOf(high)]), spanOf(whole));
      return [{ heading, whole, low, high, sum, out: compare(spanOf(whole).low, spanOf(high).high) > 0 || compare(spanOf(whole).high, spanOf(low).low) < 0 }];
    });
    // Numbers of people are added together; of a mean no column is.
    if (told.some(({ sum }) => sum) || told.every(({ whole }) => scale(whole) === 0 && compare(whole, "100") > 0)) return [];
    return told.filter(({ out }) => out).map(({ heading, high, low, whole }): Finding => ({
      code: "share-of-total", severity: "error", line: all.line, quote: all.quote, expected: `${formatNumber(low)}–${formatNumber(high)}`,
      message: `»${all.label}« är ${formatNumber(whole)} (»${heading}«), men »${kinds[0].label}« och »${kinds[1].label}« är ${formatNumber(low)} och ${formatNumber(high)}: alla tillsammans ligger däremellan.`, evidence: kinds.map(({ line, quote }) => ({ line, quote })),
    }));
  }));
  return [...between, ...outside.filter(({ line }) => !between.some((one) => one.line === line))];
}
