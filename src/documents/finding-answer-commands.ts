import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { LONGEST_ANSWER } from "./document-check.ts";
import { listFindings } from "./document-check-reads.ts";
import { keepAnswer, removeAnswer } from "./finding-answer-store.ts";
import type { SectionPlace } from "./section-text.ts";
import { findDocumentAt } from "./template-reads.ts";

export interface FindingAnswerInput extends SectionPlace {
  /** What the finding is known by. */
  readonly key: string;
  /** Why it is right as it stands; empty takes an answer back. */
  readonly reason: string;
}

/** Says why something that was found in a document is right as it stands. It holds while the words and figures are the same. */
export const answerFinding = outcomeCommand("document.write", async (context, input: FindingAnswerInput): Promise<{ answered: boolean }> => {
  context.permit(input.committeeId);
  const { db } = context;
  const reason = input.reason.trim();
  if (reason.length > LONGEST_ANSWER) throw new Refused({ code: "long-text", field: "reason", message: `Svaret är längre än ${LONGEST_ANSWER} tecken; korta det.` });
  if (!reason) {
    const removed = await removeAnswer(db, input, input.key);
    if (removed !== null) context.record({ action: "finding.answer-withdrawn", subject: `finding_answer:${removed}` });
    return { answered: false };
  }
  const placed = await findDocumentAt(db, input);
  if (!placed) throw new Refused({ code: "no-section", message: "Nämnden har inget sådant dokument." });
  const found = (await listFindings(db, placed.committee, input.year, placed.planned)).find(({ key }) => key === input.key);
  if (!found) throw new Refused({ code: "no-finding", message: "Det som du svarar på står inte så längre: texten eller siffran har ändrats. Se vad som finns kvar." });
  const id = await keepAnswer(db, input, { key: input.key, message: found.finding.message, quote: found.finding.quote, reason, actor: context.actor.key });
  context.record({ action: "finding.answered", subject: `finding_answer:${id}`, reason });
  return { answered: true };
});
