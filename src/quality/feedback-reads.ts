import type { Db } from "../platform/db/database.ts";
import { findRegisterRow, loadRegister, rowOf } from "../platform/edit/register-row-store.ts";
import { loadStepsOfRows } from "../platform/edit/step-store.ts";
import { findByReceipt } from "./feedback-store.ts";
import type { Feedback, FeedbackStepKind, HandledFeedback } from "./feedback.ts";

export { formSecret } from "./feedback-store.ts";

/** A committee's feedback that the asker may see, with what has been done with it. */
export async function listFeedback(db: Db, committeeId: number): Promise<HandledFeedback[]> {
  const all = await loadRegister<Feedback>(db, "feedback", committeeId);
  const steps = await loadStepsOfRows<FeedbackStepKind>(db, "feedback_step", "feedback_id", all.map(({ id }) => id));
  return all.map((one) => ({ ...one, steps: steps.get(one.id) ?? [] }));
}
/** What the holder of a receipt may see of what they left; null where there is none such. */
export async function findLeftFeedback(db: Db, receipt: string): Promise<HandledFeedback | null> {
  const id = await findByReceipt(db, receipt);
  const row = id === null ? null : await findRegisterRow(db, "feedback", id);
  return row === null ? null : { ...rowOf<Feedback>(row), steps: (await loadStepsOfRows<FeedbackStepKind>(db, "feedback_step", "feedback_id", [row["id"]])).get(row["id"]) ?? [] };
}
