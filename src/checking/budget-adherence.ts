import { absolute, compare, divide, isZero, multiply, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";

const ADHERENCE = /^(?:\d[\d.]* )?budget(?:foljsamhet|avvikelse)(?:en)?(?: |$)/;
const NET = /^(?:verksamhetens |namndens |arets )?(?:nettokostnad(?:er|en)?|netto)(?: totalt| namnden| summa)?$|^namnden totalt$|^totalt namnden$/;
const [ABOUT, FEWEST_ROWS] = ["0.15", 4];

interface Adherence { readonly row: FigureRow; readonly percent: Decimal; readonly of: string }
/** How far a whole committee is from its budget in the document's year, per cent of the budget. */
function adherences({ columns, rows }: FigureTable, year: string): Adherence[] {
  const at = (pattern: RegExp): number[] => columns.flatMap(({ heading, kind, year: own }, column) => (kind === "value" && pattern.test(fold(heading)) && (own === null || own === year) ? [column] : []));
  const [[budget], [became]] = [at(/budget/), at(/utfall|bokslut|prognos/)];
  const total = rows.length >= FEWEST_ROWS ? rows.find(({ label }) => NET.test(fold(label))) ?? rows.find(({ label }) => isSum(label) && !/intakt|kostnad/.test(fold(label))) : undefined;
  const [planned, outcome] = [total?.cells[budget ?? -1] ?? null, total?.cells[became ?? -1] ?? null];
  return total && planned !== null && outcome !== null && !isZero(planned) ? [{ row: total, percent: divide(multiply(subtract(absolute(planned), absolute(outcome)), "100"), absolute(planned)), of: `${formatNumber(planned)} och ${formatNumber(outcome)}` }] : [];
}

/** An indicator of how well the budget is kept, per cent, against the one table of what the committee was given and spent. */
export function budgetAdherenceFindings(tables: readonly FigureTable[], written: string | null): Finding[] {
  if (written === null) return [];
  const told = tables.flatMap(({ columns, rows }) => rows.filter(({ label }) => ADHERENCE.test(fold(label)) && /%|procent/iu.test(label)).flatMap((row) => columns.flatMap(({ kind, year }, at) => (kind === "value" && year === written && row.cells[at] !== null && row.cells[at] !== undefined ? [{ row, value: row.cells[at] }] : []))));
  const known = told.length === 1 ? tables.flatMap((table) => adherences(table, written)) : [];
  const [first] = known;
  if (!first || known.some(({ percent }) => compare(absolute(subtract(percent, first.percent)), ABOUT) > 0)) return [];
  return told.flatMap(({ row, value }): Finding[] => {
    // "98,4 procent av budgeten" tells the same in another way.
    const ways = [absolute(first.percent), absolute(subtract("100", first.percent)), absolute(sum(["100", first.percent]))];
    if (ways.some((way) => compare(absolute(subtract(absolute(value), way)), ABOUT) <= 0)) return [];
    const expected = `${formatNumber(round(first.percent, 1))} %`;
    return [{ code: "told-differs", severity: "warning", line: row.line, quote: row.quote, expected, message: `»${row.label}« är ${formatNumber(value)}, men mellan ${first.of} är det ${expected} (»${first.row.label}«).`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
  });
}
