import { MONTH_NAMES } from "../platform/swedish.ts";
import { fold, isHeading, isTable, type Layout, type Place } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { opensSection } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { isSameWord } from "./telling-words.ts";
import { dayOf } from "./written-days.ts";

const DAY = new RegExp(String.raw`^(?:(?<iso>20\d\d-\d\d-\d\d)|(?:den\s+)?(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})\s+(?<year>20\d\d))$`, "iu");
/** A word that is so long is of one kind of event: "tilldelningsbeslut". */
const LONG = 14;
const NAME = /\p{Lu}[a-zà-ÿ]{4,}/gu;
interface Dated { readonly table: Place; readonly day: string; readonly words: readonly string[]; readonly names: readonly string[]; readonly line: Place; readonly quote: string }

/** Two plans in one document that have one event, of one and the same, on two days: "tilldelningsbeslut Rosenlund" on the 24th of March and on the 26th of May. */
export function sameEventFindings({ blocks }: Layout, heads: ReadonlySet<Place> = new Set()): Finding[] {
  let over = "";
  const dated = blocks.flatMap((block): Dated[] => {
    if (isHeading(block) && opensSection(block, heads)) over = block.text;
    if (!isTable(block)) return [];
    return block.rows.flatMap(({ cells, line }): Dated[] => {
      const texts = cells.map(oneLine);
      const days = texts.flatMap((text) => { const match = DAY.exec(text); return match ? [dayOf(match.groups!)] : []; });
      if (days.length !== 1) return [];
      const said = texts.filter((text) => !DAY.test(text)).join(", ");
      const names = [...`${said} ${block.caption ?? ""} ${over}`.matchAll(NAME)].map(([name]) => name.toLowerCase()).filter((name) => fold(name).length < LONG);
      return [{ table: block.rows[0]!.line, day: days[0]!, words: fold(said).split(" ").filter((word) => word.length >= LONG), names, line, quote: quoteOfCells(cells) }];
    });
  });
  const events = dated.flatMap((one) => one.words.map((word) => ({ one, word })));
  return events.flatMap(({ one, word }, at): Finding[] => {
    const same = events.slice(0, at).filter((before) => before.one.table !== one.table && isSameWord(before.word, word) && before.one.names.some((name) => one.names.includes(name)));
    // Once in each of two tables: what comes again has many days.
    const isAlone = (of: Dated): boolean => events.filter((other) => other.one.table === of.table && isSameWord(other.word, word)).length === 1;
    const [before] = same;
    if (!before || same.length > 1 || before.one.day === one.day || before.one.day.slice(0, 4) !== one.day.slice(0, 4) || !isAlone(one) || !isAlone(before.one)) return [];
    return [{ code: "statements-differ", severity: "warning", line: one.line, quote: one.quote, expected: before.one.day, message: `»${word}« är den ${one.day} här, men den ${before.one.day} på rad ${before.one.line}.`, evidence: [{ line: before.one.line, quote: before.one.quote }] }];
  });
}
