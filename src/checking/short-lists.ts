import { absolute, compare, isZero, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold, type Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";
import { lessSpan, meets, spanOf, turned } from "./shown-span.ts";

/** "Budget 53,7", "Avvikelse – 1,2": a name and one number, on a line of its own. */
const LINE = /^\s*(?<label>\p{L}[^\d|\t]{2,50}?)\s+(?<sign>[+−–-]\s?)?(?<value>\d{1,3}(?: \d{3})*(?:,\d+)?)\s*$/u;
const OUTCOME = /^(?:prognos|utfall|resultat|nettokostnad|arets resultat|periodens resultat)/;
const BUDGET = /^(?:(?:periodiserad|period|ars|helars)?\s?budget)/;
const DEVIATION = /^(?:budget)?avvikelse$/;

interface ListedFigure { readonly label: string; readonly value: Decimal; readonly line: number; readonly text: string }
function figureOf(text: string, line: number): ListedFigure | null {
  const groups = LINE.exec(text)?.groups;
  const value = groups ? parseNumber(groups["value"]!) : null;
  return groups && value !== null ? { label: fold(groups["label"]!), value: /[−–-]/u.test(groups["sign"] ?? "") ? `-${value}` : value, line, text: text.trim() } : null;
}

/** Three lines under each other: what became, what was to be, and how far it is; the last is what the others make it. */
export function shortListFindings({ lines }: Pick<Layout, "lines">): Finding[] {
  return lines.flatMap((_, at): Finding[] => {
    const [a, b, c] = [0, 1, 2].map((step) => figureOf(lines[at + step] ?? "", at + step + 1));
    if (!a || !b || !c || !DEVIATION.test(c.label)) return [];
    const [outcome, budget] = OUTCOME.test(a.label) && BUDGET.test(b.label) ? [a, b] : BUDGET.test(a.label) && OUTCOME.test(b.label) ? [b, a] : [null, null];
    if (!outcome || !budget || isZero(c.value)) return [];
    // More of a cost than its budget is a minus, where costs have no sign.
    const isCost = /kostnad/.test(outcome.label) && !outcome.value.startsWith("-");
    const [from, less] = isCost ? [budget, outcome] : [outcome, budget];
    const [gap, span, told] = [subtract(from.value, less.value), lessSpan(spanOf(from.value), spanOf(less.value)), spanOf(c.value)];
    if (meets(span, told) || isZero(gap)) return [];
    const isTurned = meets(turned(span), told);
    if (!isTurned && compare(absolute(subtract(absolute(gap), absolute(c.value))), absolute(gap)) > 0) return [];
    return [{ code: isTurned ? "table-difference-sign" : "table-difference", severity: "warning", line: c.line, quote: c.text, expected: formatNumber(gap), message: `»${c.text}«, men ${formatNumber(from.value)} − ${formatNumber(less.value)} är ${formatNumber(gap)}.`, evidence: [{ line: a.line, quote: a.text }, { line: b.line, quote: b.text }] }];
  });
}
