import { MONTH_NAMES } from "../platform/swedish.ts";
import { fold, isTable, type Layout, type Place } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { dayOf, ISO_DAY } from "./written-days.ts";

/** "Besked om option senast", "sista dag för uppsägning". */
const DEADLINE = /(?:^| )(?:senast|sista dag|besked|uppsagning)(?: |$)/;
const TOLD = new RegExp(String.raw`(?<![a-zà-ÿ])(?<what>besked|uppsägning|säga\s+upp|underrättas?|meddela[s]?)(?![a-zà-ÿ])[^.;]{0,80}?senast\s+(?:den\s+)?(?:(?<iso>20\d\d-\d\d-\d\d)|(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})\s+(?<year>20\d\d))`, "iu");
const NAME = /\p{Lu}[a-zà-ÿ]{5,}/gu;
interface Deadline { readonly names: readonly string[]; readonly day: string; readonly heading: string; readonly line: Place; readonly quote: string }

function deadlinesIn({ blocks }: Layout): Deadline[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => {
    const at = head!.cells.findIndex((cell) => DEADLINE.test(fold(oneLine(cell))));
    return at < 1 ? [] : rows.flatMap(({ cells, line }): Deadline[] => {
      const day = oneLine(cells[at]);
      return ISO_DAY.test(day) ? [{ names: [...cells.map(oneLine).join(" | ").matchAll(NAME)].map(([name]) => name), day, heading: oneLine(head!.cells[at]), line, quote: quoteOfCells(cells) }] : [];
    });
  });
}

/** "Besked ska lämnas senast den 31 december", where the register of contracts has the 30th of September. */
export function toldDeadlineFindings(layout: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const deadlines = deadlinesIn(layout);
  return deadlines.length === 0 ? [] : sentences.flatMap((sentence, at): Finding[] => {
    const match = sentence.inCell ? null : TOLD.exec(sentence.text);
    if (!match) return [];
    // Of which contract, its paragraph tells.
    const paragraph = sentences.slice(Math.max(0, at - 3), at + 1).filter(({ line }) => line === sentence.line).map(({ text }) => text).join(" ");
    const told = deadlines.filter(({ names }) => names.some((name) => paragraph.includes(name)));
    const [one] = told;
    const day = dayOf(match.groups!);
    if (!one || told.length > 1 || one.day === day) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: one.day, message: `Texten säger senast ${day}, men »${one.heading}« är ${one.day} på rad ${one.line}.`, evidence: [{ line: one.line, quote: one.quote }] }];
  });
}
