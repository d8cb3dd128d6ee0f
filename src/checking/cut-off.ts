import { isParagraph, type Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";
import { contentsOf } from "./promised-parts.ts";

const FEWEST = 5;
/** Pages whose numbers do not stand alone, and the first ones. */
const MOST_MISSED = 3;
const LEAST_TEXT = 80;
/** A page's number at the end of its last line. */
const PAGE = /(?:^|\s)(?<page>\d{1,3})$/u;

/** The last page that a text's own numbering comes to: one more for each, from the first on. */
function lastPage(lines: readonly string[], from: number): number {
  let last = 0;
  for (const line of lines.slice(from)) {
    const page = Number(PAGE.exec(line.trim())?.groups!["page"] ?? 0);
    if (page > last && page <= last + MOST_MISSED + 1) last = page;
  }
  return last;
}

/** A text that ends in the middle of a sentence, before the pages that its table of contents has: what comes after is missing. */
export function cutOffFindings({ blocks, lines }: Layout): Finding[] {
  const contents = lines.flatMap((line, at) => contentsOf(line).map((entry) => ({ ...entry, line: at + 1 })));
  const last = blocks.at(-1);
  if (contents.length < FEWEST || !last || !isParagraph(last) || last.text.length < LEAST_TEXT || !last.text.includes(". ") || !/[\p{Ll},-]$/u.test(last.text.trim())) return [];
  const reached = lastPage(lines, contents.at(-1)!.line);
  const missing = contents.filter(({ page }) => page > reached + 1);
  const [first] = missing;
  return reached > 1 && first ? [{ code: "part-missing", severity: "note", line: first.line, quote: missing.map(({ page, title }) => `${title} ${page}`).join(", "), expected: null, message: `Texten slutar mitt i en mening på sidan ${reached + 1}; innehållsförteckningen har mer: ${missing.map(({ title }) => `»${title}«`).join(", ")}.`, evidence: [{ line: last.lines.at(-1)?.line ?? last.line, quote: last.text.slice(-120) }] }] : [];
}
