import { isHeading, isParagraph, type Layout, type Paragraph } from "../reading/layout.ts";
import { contradictsDone } from "./assessment-findings.ts";
import type { Finding } from "./finding.ts";

/** "Uppdraget är slutfört", by itself on a line. */
const OVER = /^(?:uppdraget|aktiviteten|åtgärden|beslutet|projektet|arbetet)?\s*(?:är|har)?\s*(?:slutfört?|slutförd|slutförts|genomfört?|genomförd|genomförts|avslutat?|avslutad|klart?)\.?$/iu;
const LONGEST = 60;
const MOST = 3;

/** A status that stands on a line of its own, and the paragraphs after it that say how it went. */
export function proseStatusFindings({ blocks }: Layout): Finding[] {
  return blocks.flatMap((block, at): Finding[] => {
    if (!(isParagraph(block) || isHeading(block)) || block.text.length > LONGEST || !OVER.test(block.text.trim())) return [];
    const until = blocks.slice(at + 1).findIndex((next) => isHeading(next) || !isParagraph(next) || next.marker !== null);
    const after = (until < 0 ? blocks.slice(at + 1, at + 1 + MOST) : blocks.slice(at + 1, at + 1 + Math.min(until, MOST))) as readonly Paragraph[];
    const against = after.find(({ text }) => contradictsDone(text));
    return against ? [{ code: "status-comment", severity: "warning", line: block.line, quote: block.text, expected: null, message: `Statusen är »${block.text}«, men texten efter säger att det inte är gjort så.`, evidence: [{ line: against.line, quote: against.text.slice(0, 300) }] }] : [];
  });
}
