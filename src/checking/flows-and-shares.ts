import { absolute, compare, divide, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { FigureRow, FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";

const BEGINS = /(?:vid|i) (?:arets|periodens|manadens) (?:borjan|ingang)|^ingaende|vid foregaende ars slut|^(?:pagaende|antal) (?:1 januari|vid ingangen)/;
const ENDS = /(?:vid|i) (?:arets|periodens|manadens) (?:slut|utgang)|^utgaende|^kvarstaende|^(?:pagaende|aktuella|antal|oppna)[^%]*(?:30 april|31 augusti|31 december)/;
const COMES = /^(?:inledda|nya|inkomna|oppnade|paborjade|tillkomna|tillkommande|beviljade|inflyttade|registrerade|startade)/;
const GOES = /^(?:avslutade|upphorda|avgangna|avgaende|aterkallade|avskrivna|stangda|utflyttade|verkstallda|utskrivna)/;

/** What there was, with what came and without what went, is what there is. */
function flows({ columns, line, rows }: FigureTable): Finding[] {
  const one = (pattern: RegExp): FigureRow[] => rows.filter(({ label }) => pattern.test(fold(label)));
  const [begins, ends, comes, goes] = [one(BEGINS), one(ENDS), one(COMES), one(GOES)];
  if (begins.length !== 1 || ends.length !== 1 || !comes.length || !goes.length) return [];
  return columns.flatMap(({ heading, kind }, at): Finding[] => {
    const of = (all: readonly FigureRow[]): (Decimal | null)[] => all.map(({ cells }) => cells[at] ?? null);
    const values = [...of(begins), ...of(comes), ...of(goes), ...of(ends)];
    if (kind !== "value" || values.includes(null)) return [];
    const all = (part: readonly FigureRow[]): Decimal => sum(of(part) as Decimal[]);
    const right = subtract(sum([all(begins), all(comes)]), all(goes));
    const printed = all(ends);
    if (compare(right, printed) === 0) return [];
    return [{
      code: "flow-stock", severity: "warning", line: ends[0]!.line, quote: ends[0]!.quote, expected: formatNumber(right),
      message: `»${ends[0]!.label}« är ${formatNumber(printed)} i kolumnen »${heading}«, men ${formatNumber(all(begins))} + ${formatNumber(all(comes))} − ${formatNumber(all(goes))} är ${formatNumber(right)}.`,
      evidence: [...begins, ...comes, ...goes].map(({ line: place, quote }) => ({ line: place, quote })).concat({ line, quote: heading }),
    }];
  });
}

const SHARE = /andel|% av|procent av|fordelning/;
/** A column of shares: each row's part of the total, of the column that most rows say. */
function shares({ columns, line, rows }: FigureTable): Finding[] {
  return columns.flatMap(({ heading, kind }, at): Finding[] => {
    if (kind !== "percent" || !SHARE.test(fold(heading))) return [];
    const total = rows.find(({ cells, label }) => /^(?:summa|totalt?)(?: |$)/.test(fold(label)) && cells[at] !== null && compare(absolute(cells[at]!), "100") === 0);
    if (!total) return [];
    const judged = columns.flatMap(({ kind: other }, of) => {
      const whole = total.cells[of] ?? null;
      if (other !== "value" || whole === null || isZero(whole)) return [];
      const told = rows.filter((row) => row !== total && row.cells[at] !== null && row.cells[of] !== null && row.cells[at] !== undefined && row.cells[of] !== undefined).map((row) => {
        const right = divide(multiply(row.cells[of]!, "100"), whole);
        return { row, right, ok: meets(spanOf(row.cells[at]!), { low: right, high: right }) };
      });
      return [{ of, told, wrong: told.filter(({ ok }) => !ok), right: told.filter(({ ok }) => ok).length }];
    }).toSorted((a, b) => b.right - a.right)[0];
    if (!judged || judged.right < 2 || judged.right < judged.wrong.length * 2) return [];
    return judged.wrong.map(({ right, row }): Finding => {
      const expected = `${formatNumber(round(right, Math.max(1, scale(row.cells[at]!))))} %`;
      return { code: "share-of-total", severity: "error", line: row.line, quote: row.quote, expected, message: `»${heading}« för ${row.label} är ${formatNumber(row.cells[at]!)} %, men ${formatNumber(row.cells[judged.of]!)} av ${formatNumber(total.cells[judged.of]!)} är ${expected}.`, evidence: [{ line, quote: heading }, { line: total.line, quote: total.quote }] };
    });
  });
}

/** Stocks against their flows, and shares against the total that they are of. */
export const flowAndShareFindings = (tables: readonly FigureTable[]): Finding[] => tables.flatMap((table) => [...flows(table), ...shares(table)]);
