import { waysToPart } from "../reading/flattened-row.ts";
import { fold, type Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";

const CAPTION = /^\s*tabell\s+\d+\s*[.:–-]?\s+(?<title>.{3,120})$/iu;
/** What columns of a table of years are called. */
const HEADING = /(?<![a-zà-ÿ])(?:antal\s+)?(?:v[aå]rd)?(?:dygn|platser|plac\w+)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:budget|nettokostnad|kostnad|utfall|prognos|avvikelse)(?:er)?(?![a-zà-ÿ])(?:\s*\((?:tkr|mkr|mnkr|kr)\))?/giu;
const ROW = /^\s*(?:(?:budget|prognos|utfall)\s+)?20\d\d(?:\s+(?:prognos|budget|utfall))?\s+(?<numbers>[\d\s,−–-]+)$/iu;
const [FEWEST_ROWS, NEAR] = [2, 3];

interface Captioned { readonly title: string; readonly heading: string; readonly line: number; readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[] }
const nameOf = (heading: string): string => fold(heading.replace(/\(.*\)/u, "")).replace(/^antal /, "");
/** Tables with captions whose rows are years, with what stands over their columns. */
function captioned(lines: readonly string[]): Captioned[] {
  return lines.flatMap((line, at): Captioned[] => {
    const title = CAPTION.exec(line)?.groups!["title"];
    const head = title ? lines.slice(at + 1, at + 1 + NEAR).findIndex((text) => text.trim() !== "") : -1;
    const heading = lines[at + 1 + head] ?? "";
    if (!title || head < 0 || /\d/.test(heading)) return [];
    const after = lines.slice(at + 2 + head).filter((text, index) => text.trim() !== "" || index > NEAR);
    const end = after.findIndex((text) => !ROW.test(text));
    const rows = after.slice(0, Math.max(0, end)).map((text) => ROW.exec(text)!.groups!["numbers"]!.trim().split(/\s+/));
    return rows.length < FEWEST_ROWS ? [] : [{ title, heading: heading.trim(), line: at + 2 + head, headings: (heading.match(HEADING) ?? []).map(nameOf), rows }];
  });
}
/** Whether a table's full rows can be read as so many numbers. */
const canBe = (rows: Captioned["rows"], count: number): boolean => rows.filter((figures) => waysToPart(figures, count).length > 0).length >= FEWEST_ROWS;

/** "Period Budget Nettokostnad" over rows of three numbers, where other tables of the same make have "Dygn" before them. */
export function missingHeadingFindings({ lines }: Pick<Layout, "lines">): Finding[] {
  const all = captioned(lines);
  return all.flatMap(({ heading, headings, line, rows, title }): Finding[] => {
    const like = all.find((other) => other.headings.length === headings.length + 1 && headings.length > 1 && headings.every((name) => other.headings.includes(name)) && canBe(other.rows, other.headings.length));
    const missing = like?.headings.find((name) => !headings.includes(name));
    // A full row that can only be read as more numbers than there are headings.
    const over = rows.filter((figures) => waysToPart(figures, headings.length).length === 0 && waysToPart(figures, headings.length + 1).length > 0).length;
    return like && missing && over >= FEWEST_ROWS ? [{ code: "row-shifted", severity: "warning", line, quote: heading, expected: missing, message: `Raderna har ${headings.length + 1} tal, men rubriken bara ${headings.length}; »${missing}« saknas, som i »${like.title}« (»${title}«).`, evidence: [{ line: like.line, quote: like.heading }] }] : [];
  });
}
