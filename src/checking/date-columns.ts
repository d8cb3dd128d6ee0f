import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import type { Finding } from "./finding.ts";
import { ISO_DAY } from "./written-days.ts";

const FEWEST = 2;
/** What is decided comes before what is carried out: then no other row has to say so. */
const DECIDED = /beslut|ansokan|inkom|start|paborja|fran/;
const DONE = /verkstall|avslut|slut|laga kraft|till(?: |$)|avbro/;

/** "2024-03-08", and "KF 2024-03-08", with who decided. */
const dayIn = (cell: string): string | null => { const day = cell.split(" ").at(-1)!; return ISO_DAY.test(day) && /^(?:\p{Lu}\p{L}{0,3} )?\S+$/u.test(cell) ? day : null; };
/** Columns of days that follow each other in every row but one: planned, consulted, decided. */
export function dateColumnFindings({ blocks }: Layout): Finding[] {
  return blocks.filter(isTable).flatMap(({ rows }) => {
    const [head, ...body] = rows;
    const width = head!.cells.length;
    return Array.from({ length: width - 1 }, (_, at) => at).flatMap((at): Finding[] => {
      const pairs = body.flatMap(({ cells, line }) => {
        const before = dayIn(oneLine(cells[at]));
        const next = cells.findIndex((cell, column) => column > at && dayIn(oneLine(cell)) !== null);
        return before !== null && next > 0 ? [{ before, after: dayIn(oneLine(cells[next]))!, next, line, quote: quoteOfCells(cells) }] : [];
      });
      const wrong = pairs.filter(({ after, before }) => after < before);
      const [first] = wrong;
      if (!first || wrong.length > 1) return [];
      const told = DECIDED.test(fold(oneLine(head!.cells[at]))) && DONE.test(fold(oneLine(head!.cells[first.next])));
      // What is decided before it holds, in the other rows, whatever column says when.
      const holds = fold(oneLine(head!.cells[first.next])).startsWith("galler") && DECIDED.test(fold(oneLine(head!.cells[at]))) && body.filter(({ cells, line }) => { const last = dayIn(oneLine(cells[first.next])); return line !== first.line && last !== null && cells.slice(0, first.next).some((cell) => { const day = dayIn(oneLine(cell)); return day !== null && day <= last; }); }).length > FEWEST;
      if (!told && !holds && pairs.length - 1 < FEWEST) return [];
      const { after, before, line, quote } = first;
      return [{ code: "dates-turned", severity: "warning", line, quote, expected: null, message: `${after} kommer efter ${before} i raden, men är före; så följer dagarna annars på varandra.`, evidence: [{ line: head!.line, quote: head!.cells.map(oneLine).join(" | ") }] }];
    });
  });
}
