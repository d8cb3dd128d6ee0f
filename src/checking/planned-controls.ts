import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";

const CONTAINS = new RegExp(String.raw`(?<![a-zà-ÿ])(?:intern(?:a\s+)?kontroll)?plan(?:en)?\s+(?:för\s+(?:intern\s+kontroll\s+)?)?(?:(?:19|20)\d\d\s+)?(?:innehåller|omfattar|har|består\s+av)\s+(?<count>${Object.keys(NUMBER_WORDS).join("|")}|\d{1,2})\s+(?:kontroll)?moment(?:en)?(?![a-zà-ÿ])`, "giu");
const [ABOUT_PLAN, FOLLOWED_UP] = [/(?:^| )plan|kontrollplan/, /uppfolj|resultat|utfall/];
const FEWEST = 3;

/** "Planen innehåller nio kontrollmoment", and a table of the plan for the year that has eight. */
export function plannedControlFindings({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  let heading = "";
  const plans = blocks.flatMap((block) => {
    if (block.kind === "heading") heading = block.text;
    if (!isTable(block)) return [];
    const [head, ...rows] = block.rows;
    const at = head!.cells.findIndex((cell) => /^(?:kontroll)?moment(?:et)?$/.test(fold(oneLine(cell))));
    const named = at < 0 ? [] : rows.filter(({ cells }) => oneLine(cells[at]) && !/^(?:summa|totalt?)/.test(fold(oneLine(cells[0]))));
    return named.length >= FEWEST && ABOUT_PLAN.test(fold(`${heading} ${block.caption ?? ""}`)) && !FOLLOWED_UP.test(fold(heading)) ? [{ line: block.line, count: named.length, quote: quoteOfCells(head!.cells) }] : [];
  });
  const [plan] = plans;
  // Two plans, or one in two pieces: which is told of is not known.
  if (!plan || plans.length > 1) return [];
  return sentences.flatMap((sentence): Finding[] => (sentence.inCell ? [] : [...sentence.text.matchAll(CONTAINS)].flatMap((match): Finding[] => {
    const count = countOf(match.groups!["count"]!);
    return count === plan.count || /förra|föregående|fjol|tidigare/iu.test(sentence.text) ? [] : [{ code: "status-count", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: String(plan.count), message: `Texten säger ${match.groups!["count"]} kontrollmoment, men planen på rad ${plan.line} har ${plan.count}.`, evidence: [{ line: plan.line, quote: plan.quote }] }];
  })));
}
