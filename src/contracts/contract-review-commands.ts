import { isDay } from "../platform/clock.ts";
import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { findRegisterRow, rowOf } from "../platform/edit/register-row-store.ts";
import { holdOwn, registerCommands, type Register } from "../platform/edit/register.ts";
import { Refused } from "../platform/outcome.ts";
import { answersSeen, holdContract, listObligations, listReviews, questionLevels, statusesSeen, taskLevels } from "./contract-reads.ts";
import { addQuestions, holdReview, loadAnswers, loadObligationStatuses, setAnswer, setFollows, setObligationStatus, type StatusInput } from "./contract-review-store.ts";
import { answerFault, openingQuestions, REVIEW_FIELDS, reviewFault, type AnswerInput, type ContractReview } from "./contract-review.ts";
import { questionsOf, type ReviewForm } from "./review-form.ts";

export const CONTRACT_REVIEWS: Register = {
  table: "contract_review", subject: "contract_review", action: "contract.keep", noun: "Uppföljningen", yearly: true, fields: REVIEW_FIELDS, fault: reviewFault, single: ["contract_id", "kind"], singleWords: "En sådan uppföljning av avtalet är redan planerad för året.",
  hold: async (db, { committeeId }, row) => {
    await holdContract(db, committeeId, row["contract_id"]);
    await holdOwn(db, committeeId, "review_form", row["form_id"], "form_id", "Mallen är inte nämndens.", "no-form");
  },
};
export const { add: addContractReview, change: changeContractReview, remove: removeContractReview } = registerCommands(CONTRACT_REVIEWS);

/** A follow-up that is to be worked with, held until that is done. */
async function heldReview(context: CommandContext, id: number): Promise<ContractReview> {
  const row = await holdReview(context.db, id);
  if (!row) throw new Refused({ code: "no-contract-review", message: "Uppföljningen finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(row["committee_id"]);
  return rowOf<ContractReview>(row);
}
const LONGEST = 4_000;
const short = (field: string, text: string | null): string | null => {
  if (text !== null && text.length > LONGEST) throw new Refused({ code: "bad-field", field, message: `Texten är längre än ${LONGEST} tecken; korta den.` });
  return text;
};

/** Puts the questions to a follow-up: its form's, or those that were not as they should be the last time where it is a simplified one. */
export const beginReview = outcomeCommand("contract.keep", async (context, { id }: { readonly id: number }): Promise<{ questions: number }> => {
  const review = await heldReview(context, id);
  const levels = await questionLevels(context.db);
  if ((await loadAnswers(context.db, [id], levels)).length) throw new Refused({ code: "begun", message: "Frågorna är redan hämtade." });
  const before = (await listReviews(context.db, review.committeeId)).findLast((one) => one.contractId === review.contractId && one.id !== id && one.reviewedOn !== null && (one.year < review.year || (one.year === review.year && one.id < id))) ?? null;
  const form = review.formId === null ? null : await findRegisterRow(context.db, "review_form", review.formId);
  const questions = openingQuestions(review.kind, form ? questionsOf(rowOf<ReviewForm>(form).questions) : [], before ? await loadAnswers(context.db, [before.id], levels) : []);
  if (!questions.length) throw new Refused({ code: "no-questions", message: form ? "Det finns inget att fråga om: den förra uppföljningen hade inga brister." : "Välj en mall med frågor först, under »Ändra uppgifterna«." });
  await addQuestions(context.db, id, questions);
  await setFollows(context.db, id, before?.id ?? null);
  context.record({ action: "contract_review.begun", subject: `contract_review:${id}` });
  return { questions: questions.length };
});

/** Keeps the answers of a follow-up, all or none, from what was seen. */
export const answerReview = outcomeCommand("contract.keep", async (context, { answers, id, seen }: { readonly id: number; readonly seen: string; readonly answers: readonly AnswerInput[] }): Promise<{ changed: number }> => {
  await heldReview(context, id);
  const levels = await questionLevels(context.db);
  const kept = await loadAnswers(context.db, [id], levels);
  if (answersSeen(kept) !== seen) throw new Refused({ code: "changed", message: "Någon annan har svarat på frågor under tiden. Det du skrev står kvar; jämför och spara igen." });
  let changed = 0;
  for (const answer of answers) {
    const question = kept.find(({ ordinal }) => ordinal === answer.ordinal);
    if (!question) throw new Refused({ code: "no-question", message: "En av frågorna finns inte." });
    const level = levels.find(({ id: own }) => own === answer.levelId) ?? null;
    if (answer.levelId !== null && !level) throw new Refused({ code: "no-level", field: `level-${answer.ordinal}`, message: "Välj en nivå på skalan." });
    if (answer.followOn !== null && !isDay(answer.followOn)) throw new Refused({ code: "bad-field", field: `follow-${answer.ordinal}`, message: "Skriv dagen som ÅÅÅÅ-MM-DD." });
    for (const [name, text] of [["comment", answer.comment], ["remark", answer.remark], ["evidence", answer.evidence]] as const) short(`${name}-${answer.ordinal}`, text);
    const fault = answerFault(answer, level, question.question);
    if (fault) throw new Refused({ code: "bad-field", ...fault });
    if ((question.level?.id ?? null) === answer.levelId && question.comment === answer.comment && question.remark === answer.remark && question.followOn === answer.followOn && question.evidence === answer.evidence) continue;
    await setAnswer(context.db, id, answer);
    changed += 1;
  }
  if (changed) context.record({ action: "contract_review.answered", subject: `contract_review:${id}`, details: { answers: changed } });
  return { changed };
});

/** Keeps how promises were kept, as a follow-up found it, all or none, from what was seen. */
export const reportObligations = outcomeCommand("contract.keep", async (context, { id, rows, seen }: { readonly id: number; readonly seen: string; readonly rows: readonly StatusInput[] }): Promise<{ changed: number }> => {
  const review = await heldReview(context, id);
  const levels = await taskLevels(context.db);
  const kept = await loadObligationStatuses(context.db, [id], levels);
  if (statusesSeen(kept) !== seen) throw new Refused({ code: "changed", message: "Någon annan har fört in åtaganden under tiden. Det du skrev står kvar; jämför och spara igen." });
  const known = new Map((await listObligations(context.db, review.committeeId)).filter(({ contractId }) => contractId === review.contractId).map((one) => [one.id, one]));
  let changed = 0;
  for (const row of rows) {
    const obligation = known.get(row.obligationId);
    if (!obligation || [row.levelId, row.otherLevelId].some((own) => own !== null && !levels.some((level) => level.id === own))) throw new Refused({ code: "no-level", field: `level-${row.obligationId}`, message: "Välj en nivå på skalan." });
    const level = levels.find((own) => own.id === row.levelId) ?? null;
    const comment = short(`comment-${row.obligationId}`, row.comment);
    if (level !== null && level.rank > 1 && comment === null) throw new Refused({ code: "bad-field", field: `comment-${row.obligationId}`, message: `»${obligation.name}«: skriv varför det inte pågår enligt plan.` });
    const before = kept.find(({ obligationId }) => obligationId === row.obligationId);
    if ((before?.level.id ?? null) === row.levelId && (before?.other?.id ?? null) === row.otherLevelId && (before?.comment ?? null) === (row.levelId === null ? null : row.comment)) continue;
    await setObligationStatus(context.db, id, row);
    changed += 1;
  }
  if (changed) context.record({ action: "contract_review.obligations", subject: `contract_review:${id}`, details: { rows: changed } });
  return { changed };
});
