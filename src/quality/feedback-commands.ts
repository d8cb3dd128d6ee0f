import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { command, program } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { insertRegisterRow } from "../platform/edit/register-row-store.ts";
import { stepCommand } from "../platform/edit/step-command.ts";
import type { StepRules } from "../platform/edit/step.ts";
import { FEEDBACK_FIELDS, FEEDBACK_STEP_WORDS, feedbackFault, feedbackStepFault, nextFeedbackSteps, type FeedbackStepKind } from "./feedback.ts";
import { findBySentKey } from "./feedback-store.ts";
import type { LeftFeedback } from "./left-feedback.ts";

export const FEEDBACK: Register = {
  table: "feedback", subject: "feedback", action: "feedback.handle", noun: "Synpunkten", yearly: false, ofUnit: true, fields: FEEDBACK_FIELDS, fault: (row) => feedbackFault(row, today()), hold: holdRowsUnit("received_on"),
};
export const { add: addFeedback, change: changeFeedback, remove: removeFeedback } = registerCommands(FEEDBACK);

export const FEEDBACK_STEPS: StepRules<FeedbackStepKind> = {
  register: FEEDBACK, table: "feedback_step", parent: "feedback_id", action: "feedback.handle", words: FEEDBACK_STEP_WORDS, next: nextFeedbackSteps, told: ["answered", "learned"], fault: feedbackStepFault,
};
export const takeFeedbackStep = stepCommand(FEEDBACK_STEPS);

interface KeptFeedback extends LeftFeedback {
  readonly committeeId: number;
  /** Fingerprints of the form and of its code. */
  readonly sentKey: string;
  readonly receipt: string;
}
const keepLeft = command("feedback.handle", async (context, { committeeId, receipt, sentKey, ...left }: KeptFeedback) => {
  context.permit(committeeId);
  if ((await findBySentKey(context.db, sentKey)) !== null) return;
  const id = await insertRegisterRow(context.db, "feedback", {
    committee_id: committeeId, received_on: today(), channel: "web", kind: left.kind, subject: left.subject, place: left.place, body: left.body, language: left.language, wants_answer: left.wantsAnswer, sender: left.sender, contact: left.contact, sent_key: sentKey, receipt,
  });
  context.record({ action: "feedback.added", subject: `feedback:${id}` });
});
/** Keeps what somebody has left in the public form, once: the same form sent again, also at the same time, is the same row. By the program, for who leaves it sees nothing but that. */
export async function leaveFeedback(db: Db, left: KeptFeedback): Promise<void> {
  try {
    await keepLeft({ db, actor: program("web") }, left);
  } catch (error) {
    if ((await findBySentKey(db, left.sentKey)) === null) throw error;
  }
}
