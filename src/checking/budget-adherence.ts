import { absolute, compare, divide, isZero, multiply, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold, type Layout } from "../reading/layout.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";

const ADHERENCE = /^(?:\d[\d.]* )?budget(?:foljsamhet|avvikelse)(?:en)?(?: |$)/;
const NET = /^(?:verksamhetens |namndens |arets )?(?:nettokostnad(?:er|en)?|netto)(?: totalt| namnden| summa)?$|^namnden totalt$|^totalt namnden$/;
/** As a machine reads it: "Nimnden totalt". */
const WHOLE = /^n.{1,2}mnden totalt$/;
const [ABOUT, FEWEST_ROWS] = ["0.15", 4];

interface Adherence { readonly row: FigureRow; readonly percent: Decimal; readonly of: string }
/** How far a whole committee is from its budget in the document's year, per cent of the budget. */
function adherences({ columns, rows }: FigureTable, year: string): Adherence[] {
  const at = (pattern: RegExp): number[] => columns.flatMap(({ heading, kind, year: own }, column) => (kind === "value" && pattern.test(fold(heading)) && (own === null || own === year) ? [column] : []));
  const [[budget], [became]] = [at(/budget/), at(/utfall|bokslut|prognos/)];
  const total = rows.length >= FEWEST_ROWS ? rows.find(({ label }) => NET.test(fold(label))) ?? rows.find(({ label }) => (isSum(label) && !/intakt|kostnad/.test(fold(label))) || WHOLE.test(fold(label))) : undefined;
  const [planned, outcome] = [total?.cells[budget ?? -1] ?? null, total?.cells[became ?? -1] ?? null];
  return total && planned !== null && outcome !== null && !isZero(planned) ? [{ row: total, percent: divide(multiply(subtract(absolute(planned), absolute(outcome)), "100"), absolute(planned)), of: `${formatNumber(planned)} och ${formatNumber(outcome)}` }] : [];
}

interface ToldAdherence { readonly label: string; readonly value: Decimal; readonly line: number; readonly quote: string }
const SCANNED = /^\W*budget(?:f.{1,3}ljsamhet|avvikelse)\s*\(%\)/iu;
/** "+1,9", on the row or alone on the line before it, and "(prognos 2022)" broken over two lines: an indicator as a machine has read it. */
function scannedAdherences({ lines, scanned }: Layout, year: string): ToldAdherence[] {
  return !scanned ? [] : lines.flatMap((text, at) => {
    if (!SCANNED.test(text)) return [];
    const before = lines.slice(Math.max(0, at - 2), at).findLast((one) => one.trim() !== "")?.trim() ?? "";
    const value = /^[+−–-]?\d+(?:,\d+)?$/u.test(before) ? parseNumber(before) : null;
    return value !== null && new RegExp(String.raw`prognos[^0-9]*(?:\+\/-0\D*)*${year}`, "iu").test(lines.slice(at, at + 2).join(" ")) ? [{ label: "Budgetföljsamhet (%)", value, line: at + 1, quote: `${before} ${text.trim()}` }] : [];
  });
}

/** An indicator of how well the budget is kept, per cent, against the one table of what the committee was given and spent. In a plan it is the year before that is told of. */
export function budgetAdherenceFindings(tables: readonly FigureTable[], layout: Layout, written: string | null): Finding[] {
  const own = written === null ? [] : against(tables, written, tables.flatMap(({ columns, rows }) => rows.filter(({ label }) => ADHERENCE.test(fold(label)) && /%|procent/iu.test(label)).flatMap(({ cells, label, line, quote }) => columns.flatMap(({ kind, year }, at) => (kind === "value" && year === written && cells[at] !== null && cells[at] !== undefined ? [{ label, line, quote, value: cells[at] }] : [])))));
  const years = new Set(tables.flatMap(({ columns }) => columns.flatMap(({ heading, year }) => (year !== null && /^prognos/iu.test(heading) ? [year] : []))));
  return [...own, ...[...years].flatMap((year) => against(tables, year, scannedAdherences(layout, year)))];
}
function against(tables: readonly FigureTable[], year: string, told: readonly ToldAdherence[]): Finding[] {
  const known = told.length === 1 ? tables.flatMap((table) => adherences(table, year)) : [];
  const [first] = known;
  if (!first || known.some(({ percent }) => compare(absolute(subtract(percent, first.percent)), ABOUT) > 0)) return [];
  return told.flatMap(({ label, line, quote, value }): Finding[] => {
    // "98,4 procent av budgeten" tells the same in another way.
    const ways = [absolute(first.percent), absolute(subtract("100", first.percent)), absolute(sum(["100", first.percent]))];
    if (ways.some((way) => compare(absolute(subtract(absolute(value), way)), ABOUT) <= 0)) return [];
    const expected = `${formatNumber(round(first.percent, 1))} %`;
    return [{ code: "told-differs", severity: "warning", line, quote, expected, message: `»${label}« är ${formatNumber(value)}, men mellan ${first.of} är det ${expected} (»${first.row.label}«).`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
  });
}
