import { absolute, compare, divide, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import { FIGURE_UNITS, inKronor } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, movedSpan } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, isOf, type ToldSentence } from "./told-sentence.ts";
import type { VolumeTable } from "./volume-tables.ts";

/** "Behöver minska sina kostnader med 7 mnkr". */
const NEEDS = /(?<![a-zà-ÿ])(?:beh.{1,2}ver|måste|maste|ska|krävs\s+att|kravs\s+att)(?![a-zà-ÿ])[^.]{0,60}?(?<![a-zà-ÿ])(?:minska|sänka|sanka|reducera|dra\s+ned)(?![a-zà-ÿ])[^.]{0,40}?(?:kostnad|utgift)/iu;
/** "Nettokostnaderna har ökat med drygt 7 mnkr jämfört med 2021". */
const ROSE = /(?<![a-zà-ÿ])(?:netto)?kostnad[a-zà-ÿ]*(?![a-zà-ÿ])[^.]{0,70}?(?<![a-zà-ÿ])har\s+(?:[oö6]kat|minskat)\s+med(?![a-zà-ÿ])/iu;
const OTHER_PERIOD = /samma\s+period|januari|perioden/iu;
const NEAR = 25;

/** The last table of years before a sentence, in its part of the document. */
const before = (all: readonly VolumeTable[], { sentence: { line, section } }: ToldSentence): VolumeTable | undefined => all.findLast(({ table }) => table.section === section.line && table.line <= line && line - table.line <= NEAR);
interface Step { readonly from: Decimal; readonly to: Decimal; readonly label: string; readonly line: number; readonly quote: string }
/** From what this year comes to, to what next year has: of the costs, or of what was thought. */
function stepsDown({ years }: VolumeTable): Step[] {
  const [now, next] = years.slice(-2);
  if (!now || !next || next.kind !== "budget" || next.budget === null) return [];
  const quote = `${now.row.quote} | ${next.row.quote}`;
  return [...(now.cost === null ? [] : [{ from: now.cost, to: next.budget, label: `${now.year} till budgeten för ${next.year}`, line: next.row.line, quote }]), ...(now.cost === null || now.budget === null ? [] : [{ from: now.cost, to: now.budget, label: `${now.year} till dess budget`, line: now.row.line, quote: now.row.quote }])];
}
function stepsUp({ years }: VolumeTable): Step[] {
  const told = years.filter(({ cost }) => cost !== null);
  const [was, now] = told.slice(-2);
  return was && now ? [{ from: was.cost!, to: now.cost!, label: `${was.year} till ${now.year}`, line: now.row.line, quote: `${was.row.quote} | ${now.row.quote}` }] : [];
}

/** What costs must be cut by, and what they have risen by, against the table of years right before: from this year's cost to next year's budget, and from last year's cost. */
export function neededCutFindings(sentences: readonly ToldSentence[], tables: readonly VolumeTable[]): Finding[] {
  return sentences.flatMap((told): Finding[] => {
    const { numbers, sentence: { inCell, text } } = told;
    const [needs, rose] = [NEEDS.exec(text), ROSE.exec(text)];
    const led = needs ?? rose;
    const number = led && numbers.find(({ at, unit }) => isMoney(unit) && at > led.index);
    const table = inCell || !number ? undefined : before(tables, told);
    const steps = table ? (needs ? stepsDown(table) : stepsUp(table)) : [];
    const [step] = steps;
    // Another row of the document may be what it is told of.
    if (!number || !table || !step || !led || told.ofSection.some((row) => isOf(number, row)) || (!needs && told.rows.some((row) => isOf(number, row)))) return [];
    const span = spanOfTold(number);
    if (steps.some(({ from, to }) => meets(inKronor(movedSpan(from, to), table.unit), span))) return [];
    const by = divide(absolute(subtract(step.to, step.from)), divide(FIGURE_UNITS.mkr, FIGURE_UNITS[table.unit]));
    if (needs && compare(step.to, step.from) > 0) return [];
    const expected = `${formatNumber(by, 1)} mkr`;
    const loose = !needs && OTHER_PERIOD.test(text);
    return [{ code: "told-movement", severity: loose ? "note" : "warning", line: lineAt(told.sentence, number.at), quote: text, expected, message: `Texten säger ${number.written}, men tabellen går från ${formatNumber(step.from)} till ${formatNumber(step.to)} ${table.unit} (${step.label}): ${expected}${loose ? "; är det en annan period?" : "."}`, evidence: [{ line: step.line, quote: step.quote }] }];
  });
}
