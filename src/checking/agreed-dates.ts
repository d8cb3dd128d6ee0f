import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import type { Finding } from "./finding.ts";

const DAY = /^(?:19|20)\d\d-\d\d-\d\d$/;
const KINDS = [
  { name: "slutar", heading: /loper ut|galler (?:till|t o m|tom)|till och med|t o m|slutdatum|avtalsslut|avtalet slutar|upphor|sista dag|giltig(?:t)? till/ },
  { name: "börjar", heading: /galler fran|fran och med|fr o m|startdatum|avtalsstart|avtalet borjar|traeder i kraft|giltig(?:t)? fran/ },
] as const;
interface DatedColumn { readonly heading: string; readonly days: ReadonlyMap<string, { readonly day: string; readonly line: number; readonly quote: string }> }
const [FEWEST_AGREED, LEAST_NAME] = [2, 4];

/** The columns of a table that tell when each of its rows begins or ends; a row's name stands once. */
function datedColumns({ blocks }: Layout, pattern: RegExp): DatedColumn[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => head!.cells.flatMap((cell, at): DatedColumn[] => {
    if (at < 1 || !pattern.test(fold(oneLine(cell)))) return [];
    const dated = rows.flatMap(({ cells, line }) => (DAY.test(oneLine(cells[at])) ? [{ name: fold(oneLine(cells[0])), day: oneLine(cells[at]), line, quote: quoteOfCells(cells) }] : []));
    const once = dated.filter(({ name }) => name.length >= LEAST_NAME && dated.filter((other) => other.name === name).length === 1);
    return once.length ? [{ heading: oneLine(cell), days: new Map(once.map(({ name, ...rest }) => [name, rest])) }] : [];
  }));
}

/** Two tables that tell when the same contracts end: alike for most, and otherwise for one. */
export function agreedDateFindings(layout: Layout): Finding[] {
  return KINDS.flatMap(({ heading: pattern, name: what }) => {
    const columns = datedColumns(layout, pattern);
    return columns.flatMap((one, at) => columns.slice(at + 1).flatMap((other): Finding[] => {
      const both = [...one.days].flatMap(([name, a]) => { const b = other.days.get(name); return b ? [{ a, b, name }] : []; });
      const wrong = both.filter(({ a, b }) => a.day !== b.day);
      const [first] = wrong;
      if (!first || wrong.length > 1 || both.length - 1 < FEWEST_AGREED) return [];
      return [{ code: "statements-differ", severity: "warning", line: first.b.line, quote: first.b.quote, expected: first.a.day, message: `»${other.heading}« är ${first.b.day} här, men på rad ${first.a.line} ${what} samma avtal ${first.a.day}; de andra raderna stämmer överens.`, evidence: [{ line: first.a.line, quote: first.a.quote }] }];
    }));
  });
}

const [FEWEST_DAYS, LONGEST] = [3, 140];
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d|\s?[–-]\s?\d)/g;
/** What is planned, or goes on, has its days in other years than the one it is called by. */
const AHEAD = /plan|efter|(?:19|20)\d\d års|budget|prognos|inför|avtal|upphandl|till och med|t\.o\.m|sedan|från|pågående|kommande|mandat|uppdrag från|beslut från/iu;
/** "Tillsyn 2023" over a table where all days are in 2024. */
export function datedCaptionFindings({ blocks }: Layout): Finding[] {
  return blocks.flatMap((block, at): Finding[] => {
    const above = blocks[at - 1];
    if (!isTable(block) || !above || isTable(above)) return [];
    const said = [...new Set(above.text.match(YEAR))];
    const days = block.rows.slice(1).flatMap(({ cells }) => cells.map(oneLine).filter((cell) => DAY.test(cell)));
    const years = new Set(days.map((day) => day.slice(0, 4)));
    const [year] = years;
    if (said.length !== 1 || above.text.length > LONGEST || /[.:]$/u.test(above.text) || AHEAD.test(above.text) || days.length < FEWEST_DAYS || years.size !== 1 || year === said[0]) return [];
    return [{ code: "other-period", severity: "warning", line: above.line, quote: above.text, expected: year!, message: `Rubriken säger ${said[0]}, men alla dagar i tabellen under den är i ${year}.`, evidence: block.rows.slice(1, 4).map(({ cells, line }) => ({ line, quote: quoteOfCells(cells) })) }];
  });
}
