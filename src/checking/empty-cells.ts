import { isZero } from "../platform/decimal.ts";
import { isParagraph, isTable, type Layout, type Table } from "../reading/layout.ts";
import { oneLine, readNumberCell } from "../reading/table-cells.ts";
import type { Finding } from "./finding.ts";

const DASH = /^[–—−-]+$/;
const EXPLAINED = /streck|uppgift(?:en|er|erna)? saknas|saknar uppgift|tomm?a? (?:cell|rut|fält)|["»”(]?[–-]["»”)]? (?:betyder|innebär|anger|=)/i;

type Emptiness = "dash" | "empty" | "zero";
const WORDS = { dash: "streck", empty: "tomma celler", zero: "noll" } as const;
const emptinessOf = (cell: string): Emptiness | null => {
  if (DASH.test(cell)) return "dash";
  if (cell === "") return "empty";
  const { value } = readNumberCell(cell);
  return value !== null && isZero(value) ? "zero" : null;
};

/** A column whose rows say nothing in more than one way: whether it is nought or not known, nobody can tell. */
function mixedColumn({ rows: [head, ...rows] }: Table): { readonly at: number; readonly ways: readonly Emptiness[] } | null {
  // A row without figures is a heading among the rows.
  const told = rows.map(({ cells }) => head!.cells.map((_, at) => oneLine(cells[at]))).filter((cells) => cells.slice(1).some((cell) => readNumberCell(cell).value !== null));
  for (let at = 1; at < head!.cells.length; at += 1) {
    const cells = told.map((row) => row[at]!);
    if (cells.some((cell) => readNumberCell(cell).text) || cells.filter((cell) => readNumberCell(cell).value !== null).length < 2) continue;
    const ways = [...new Set(cells.flatMap((cell) => emptinessOf(cell) ?? []))];
    // Nothing and nought differ plainly; a dash beside either may be one or the other.
    if (ways.includes("dash") && ways.length > 1) return { at, ways: ways.toSorted() };
  }
  return null;
}

/** A dash, nothing and nought in one column, where the document does not say what the dash stands for. */
export function emptyCellFindings({ blocks }: Layout): Finding[] {
  if (blocks.filter(isParagraph).some(({ text }) => EXPLAINED.test(text))) return [];
  return blocks.filter(isTable).flatMap((table): Finding[] => {
    const mixed = mixedColumn(table);
    if (!mixed) return [];
    const [head] = table.rows;
    const heading = oneLine(head!.cells[mixed.at]);
    const ways = mixed.ways.map((way) => WORDS[way]);
    return [{ code: "empty-cells", severity: "note", line: table.line, quote: head!.cells.map(oneLine).join(" | "), expected: null, message: `Kolumnen »${heading}« har både ${ways.slice(0, -1).join(", ")} och ${ways.at(-1)}: är det noll, eller saknas uppgiften? Skriv under tabellen vad strecket betyder.`, evidence: [] }];
  });
}
