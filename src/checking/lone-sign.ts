import { absolute, compare, isZero, multiply } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";

/** Costs have one sign in a row, and so has income; what is left of both may have either. */
const ONE_SIGN = /kostnad|intakt|skatteintakt/;
const EITHER = /netto|resultat|avvik|finans|jamforelse|justering|forandring|elimin|reserv|skillnad|differens|upplos/;
const FEWEST = 4;
/** Of another size, it may be something else. */
const MOST_TIMES = "3";

/** A row of costs or of income over years, where one of them has another sign than all the others. */
export function loneSignFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap(({ columns, rows }) => {
    const years = columns.flatMap(({ kind, year }, at) => (kind === "value" && year !== null ? [at] : []));
    return rows.flatMap(({ cells, label, line, quote }): Finding[] => {
      const name = fold(label);
      const told = years.flatMap((at) => (cells[at] === null || cells[at] === undefined || isZero(cells[at]) ? [] : [{ at, cell: cells[at] }]));
      if (told.length < FEWEST || !ONE_SIGN.test(name) || EITHER.test(name)) return [];
      const minus = told.filter(({ cell }) => cell.startsWith("-"));
      const lone = minus.length === 1 ? minus[0]! : minus.length === told.length - 1 ? told.find(({ cell }) => !cell.startsWith("-"))! : null;
      const others = told.filter((one) => one !== lone).map(({ cell }) => absolute(cell));
      if (!lone || others.some((other) => compare(absolute(lone.cell), multiply(other, MOST_TIMES)) > 0 || compare(multiply(absolute(lone.cell), MOST_TIMES), other) < 0)) return [];
      return [{ code: "table-difference-sign", severity: "warning", line, quote, expected: formatNumber(lone.cell.startsWith("-") ? absolute(lone.cell) : `-${lone.cell}`), message: `»${label}« är ${formatNumber(lone.cell)} i kolumnen »${columns[lone.at]!.heading}«, men har det andra tecknet i alla andra kolumner.`, evidence: [] }];
    });
  });
}
