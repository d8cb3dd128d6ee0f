import type { Layout } from "../reading/layout.ts";
import type { Reading } from "../reading/reading.ts";
import { assessmentFindings } from "./assessment-findings.ts";
import { changeFindings } from "./change-claim.ts";
import { checkedSentences } from "./checked-sentences.ts";
import { citedActFindings } from "./cited-acts.ts";
import { diaryFindings } from "./diary-numbers.ts";
import { figureTables } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { monthlyFindings } from "./monthly-findings.ts";
import { percentAmountFindings } from "./percent-or-amount.ts";
import { periodFindings } from "./period-findings.ts";
import { repeatedFindings } from "./repeated-statements.ts";
import { sameRowFindings } from "./same-row.ts";
import { differenceFindings } from "./table-difference.ts";
import { totalFindings } from "./table-total.ts";

/** Plans are made for this many years at most. */
const PLANNED_AHEAD = 4;

/**
 * Everything in one document that contradicts itself or cannot be, in the order of its lines. What is within rounding is not
 * there. `year` is when it is read, for a document that says no year of its own.
 */
export function checkDocument({ layout, reading }: { readonly layout: Layout; readonly reading: Reading }, year: number): Finding[] {
  const sentences = checkedSentences(layout);
  const tables = figureTables(layout);
  const own = Number(reading.document.year);
  // A year that is not surely the document's, or is far ahead, dates nothing.
  const written = reading.document.sure && own > 0 && own <= year + PLANNED_AHEAD ? own : null;
  return [
    ...differenceFindings(tables), ...totalFindings(tables), ...sameRowFindings(tables), ...monthlyFindings(reading.series),
    ...changeFindings(sentences), ...citedActFindings(sentences, { written, now: year }), ...periodFindings(sentences),
    ...assessmentFindings(layout, sentences, reading.controlResults), ...percentAmountFindings(sentences, tables), ...repeatedFindings(sentences), ...diaryFindings(sentences),
  ].toSorted((a, b) => a.line - b.line);
}
