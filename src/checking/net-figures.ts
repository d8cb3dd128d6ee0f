import { isZero, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { FigureRow, FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isTurned } from "./one-digit.ts";
import { addSpans, lessSpan, meets, middleOf, spanOf, type ShownSpan } from "./shown-span.ts";

const NET = /^(?:netto|verksamhetens netto|resultat(?:et)?$|arets resultat|over(?:skott)? under(?:skott)?)/;
const INCOME = /^(?:summa |totala? |verksamhetens )?intakt/;
const COST = /^(?:summa |totala? |verksamhetens )?kostnad/;

/** What a net may be of income and cost: costs are told with a minus, or without one either way. */
const FORMULAS = [
  { words: "intäkter + kostnader", of: (income: ShownSpan, cost: ShownSpan) => addSpans([income, cost]) },
  { words: "kostnader − intäkter", of: (income: ShownSpan, cost: ShownSpan) => lessSpan(cost, income) },
  { words: "intäkter − kostnader", of: (income: ShownSpan, cost: ShownSpan) => lessSpan(income, cost) },
] as const;

interface NetOf { readonly net: Decimal; readonly income: Decimal; readonly cost: Decimal; readonly row: FigureRow; readonly of: string }
/** Each place where a net stands with its income and its cost, which one formula gives in most of them. */
function wrongNets(nets: readonly NetOf[], line: number): Finding[] {
  const judged = FORMULAS.map((formula) => {
    const told = nets.map((one) => ({ one, span: formula.of(spanOf(one.income), spanOf(one.cost)) })).map(({ one, span }) => ({ one, span, right: meets(span, spanOf(one.net)) }));
    // Without an income, or a cost, every formula is right but for the sign.
    return { formula, wrong: told.filter(({ right }) => !right), telling: told.filter(({ one, right }) => right && !isZero(one.income) && !isZero(one.cost)).length };
  }).toSorted((a, b) => b.telling - a.telling || a.wrong.length - b.wrong.length);
  const best = judged[0]!;
  // One that goes together and one that does not tell nothing, unless two figures of the one have changed places.
  const isTurnedOne = best.telling === 1 && best.wrong.length === 1 && best.wrong.every(({ one, span }) => isTurned(one.net, round(middleOf(span), scale(one.net))));
  if (!isTurnedOne && (best.telling < 2 || best.telling < best.wrong.length * 2)) return [];
  return best.wrong.map(({ one, span }): Finding => {
    const expected = formatNumber(round(middleOf(span), Math.max(scale(one.net), scale(one.income), scale(one.cost))));
    return { code: "net-figure", severity: "error", line: one.row.line, quote: one.row.quote, expected, message: `${one.of} är ${formatNumber(one.net)}, men ${best.formula.words} är ${expected}; så räknas de andra.`, evidence: [{ line, quote: one.row.quote }] };
  });
}

/** Columns of income, cost and net of one year. */
function inColumns({ columns, line, rows }: FigureTable): Finding[] {
  const years = [...new Set(columns.map(({ year }) => year))];
  return years.flatMap((year) => {
    const at = (pattern: RegExp): number[] => columns.flatMap(({ heading, kind, year: own }, index) => (kind === "value" && own === year && pattern.test(fold(heading)) ? [index] : []));
    const [income, cost, net] = [at(INCOME), at(COST), at(NET)];
    if (income.length !== 1 || cost.length !== 1 || net.length !== 1) return [];
    return wrongNets(rows.flatMap((row): NetOf[] => {
      const values = [net, income, cost].map(([index]) => row.cells[index!] ?? null);
      return values.includes(null) ? [] : [{ net: values[0]!, income: values[1]!, cost: values[2]!, row, of: `»${columns[net[0]!]!.heading}« för ${row.label}` }];
    }), line);
  });
}

/** Rows of income, cost and net, where the one follows the other. */
function inRows({ columns, line, rows }: FigureTable): Finding[] {
  return rows.flatMap((row, at) => {
    if (!NET.test(fold(row.label))) return [];
    const above = rows.slice(0, at);
    const income = above.findLast(({ label }) => INCOME.test(fold(label)));
    const cost = above.findLast(({ label }) => COST.test(fold(label)));
    if (!income || !cost) return [];
    return wrongNets(columns.flatMap(({ heading, kind }, column): NetOf[] => {
      const values = [row, income, cost].map(({ cells }) => cells[column] ?? null);
      return kind !== "value" || values.includes(null) ? [] : [{ net: values[0]!, income: values[1]!, cost: values[2]!, row, of: `»${row.label}« i kolumnen »${heading}«` }];
    }), line);
  });
}

/** A net against its income and its cost. */
export const netFindings = (tables: readonly FigureTable[]): Finding[] => tables.flatMap((table) => [...inColumns(table), ...inRows(table)]);
