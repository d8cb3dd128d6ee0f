import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import type { Finding } from "./finding.ts";
import { ISO_DAY } from "./written-days.ts";

const FEWEST_AGREED = 2;
const NUMBERED = /^(?:nr|nummer|lopnr|lopnummer|arende|arendenr|id)$/;
interface Decision { readonly day: string; readonly line: number; readonly name: string; readonly quote: string }
/** The decisions of all tables of one heading, in those too that go on under "Tidigare rapporterat:" without a heading of their own. */
function numberedDecisions({ blocks }: Layout): Decision[] {
  let heading: { readonly day: number; readonly width: number } | null = null;
  return blocks.filter(isTable).flatMap(({ rows }) => {
    const heads = rows[0]!.cells.map((cell) => fold(oneLine(cell)));
    const day = heads.findIndex((one) => /^(?:besluts ?datum|datum for beslut|beslut)/.test(one));
    if (NUMBERED.test(heads[0] ?? "") && day > 0) heading = { day, width: heads.length };
    else if (!/^\d+$/u.test(heads[0] ?? "") || heads.length !== heading?.width) heading = null;
    const at = heading?.day;
    return at === undefined ? [] : rows.flatMap(({ cells, line }) => (/^\d+$/u.test(oneLine(cells[0])) && ISO_DAY.test(oneLine(cells[at])) ? [{ day: oneLine(cells[at]), line, quote: quoteOfCells(cells), name: [0, 1, 2].filter((column) => column !== at).map((column) => fold(oneLine(cells[column]))).join("|") }] : []));
  });
}
/** The same numbered decision in two tables, with another day in one of them; the others have the same. */
export function numberedDecisionFindings(layout: Layout): Finding[] {
  const again = [...Map.groupBy(numberedDecisions(layout), ({ name }) => name).values()].filter((rows) => rows.length > 1);
  const wrong = again.filter((rows) => new Set(rows.map(({ day }) => day)).size > 1);
  const [rows] = wrong;
  if (!rows || wrong.length > 1 || again.length - 1 < FEWEST_AGREED) return [];
  const [first, ...others] = rows as [Decision, ...Decision[]];
  const other = others.find(({ day }) => day !== first.day)!;
  return [{ code: "statements-differ", severity: "warning", line: first.line, quote: first.quote, expected: other.day, message: `Beslutet har dagen ${first.day} här och ${other.day} på rad ${other.line}; de andra beslut som står i flera av tabellerna har samma dag.`, evidence: [{ line: other.line, quote: other.quote }] }];
}
