import { createHash } from "node:crypto";
import { listLevels } from "../assessment/assessment-reads.ts";
import type { Level } from "../assessment/assessment.ts";
import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
import { loadRegister } from "../platform/edit/register-row-store.ts";
import { holdOwn } from "../platform/edit/register.ts";
import type { ContractObligation, ObligationStatus } from "./contract-obligation.ts";
import { loadAnswers, loadObligationStatuses } from "./contract-review-store.ts";
import type { ContractReview, ReviewAnswer } from "./contract-review.ts";
import type { ContractSupplier } from "./contract-supplier.ts";
import type { Contract } from "./contract.ts";
import type { ProcurementNeed } from "./procurement-need.ts";
import type { ReviewForm } from "./review-form.ts";

/** The codes of the scales that questions and promises are graded on. */
export const QUESTION_SCALE = "contract-question";
export const TASK_SCALE = "running-task";

const byName = <T extends { readonly name: string }>(rows: readonly T[]): T[] => rows.toSorted((a, b) => a.name.localeCompare(b.name, "sv"));
export const listContracts = async (db: Db, committeeId: number): Promise<Contract[]> => byName(await loadRegister<Contract>(db, "contract", committeeId));
export const listSuppliers = async (db: Db, committeeId: number): Promise<ContractSupplier[]> => byName(await loadRegister<ContractSupplier>(db, "contract_supplier", committeeId));
export const listObligations = (db: Db, committeeId: number): Promise<ContractObligation[]> => loadRegister(db, "contract_obligation", committeeId);
export const listNeeds = (db: Db, committeeId: number, year: number): Promise<ProcurementNeed[]> => loadRegister(db, "procurement_need", committeeId, year);
export const listReviewForms = async (db: Db, committeeId: number): Promise<ReviewForm[]> => byName(await loadRegister<ReviewForm>(db, "review_form", committeeId));
/** All follow-ups of a committee, of all years: the one before is looked for among them. */
export const listReviews = async (db: Db, committeeId: number): Promise<ContractReview[]> => (await loadRegister<ContractReview>(db, "contract_review", committeeId)).toSorted((a, b) => a.year - b.year || a.id - b.id);

/** A follow-up with all that belongs to it. */
export interface WholeReview {
  readonly review: ContractReview;
  readonly contract: Contract;
  readonly suppliers: readonly ContractSupplier[];
  readonly answers: readonly ReviewAnswer[];
  /** The answers of the follow-up before, where there was one. */
  readonly before: readonly ReviewAnswer[];
  readonly obligations: readonly ContractObligation[];
  readonly statuses: readonly ObligationStatus[];
}
export const questionLevels = (db: Db): Promise<Level[]> => listLevels(db, [QUESTION_SCALE]);
export const taskLevels = (db: Db): Promise<Level[]> => listLevels(db, [TASK_SCALE]);

/** The follow-ups of a committee's year, each with its questions, promises and those that deliver. */
export async function loadWholeReviews(db: Db, committeeId: number, year: number): Promise<WholeReview[]> {
  const [contracts, suppliers, obligations, all, questions, tasks] = await together(db, [() => listContracts(db, committeeId), () => listSuppliers(db, committeeId), () => listObligations(db, committeeId), () => listReviews(db, committeeId), () => questionLevels(db), () => taskLevels(db)]);
  const own = all.filter((review) => review.year === year);
  const [answers, statuses] = await together(db, [() => loadAnswers(db, [...new Set(own.flatMap(({ followsId, id }) => [id, ...(followsId === null ? [] : [followsId])]))], questions), () => loadObligationStatuses(db, own.map(({ id }) => id), tasks)]);
  return own.flatMap((review) => {
    const contract = contracts.find(({ id }) => id === review.contractId);
    if (!contract) return [];
    const of = (id: number | null): ReviewAnswer[] => answers.filter(({ reviewId }) => reviewId === id);
    const kept = statuses.filter(({ reviewId }) => reviewId === review.id);
    return [{ review, contract, suppliers: suppliers.filter(({ contractId }) => contractId === contract.id), answers: of(review.id), before: of(review.followsId), obligations: obligations.filter(({ contractId, endedOn, id }) => contractId === contract.id && (endedOn === null || kept.some(({ obligationId }) => obligationId === id))), statuses: kept }];
  });
}
export async function findWholeReview(db: Db, committeeId: number, year: number, id: number): Promise<WholeReview | null> {
  return (await loadWholeReviews(db, committeeId, year)).find(({ review }) => review.id === id) ?? null;
}
/** What has been answered, as a fingerprint: what somebody else has answered meanwhile shows. */
export const answersSeen = (answers: readonly ReviewAnswer[]): string => createHash("sha256").update(JSON.stringify(answers.map(({ comment, evidence, followOn, level, ordinal, remark }) => [ordinal, level?.id ?? null, comment, remark, followOn, evidence]))).digest("hex").slice(0, 16);
export const statusesSeen = (statuses: readonly ObligationStatus[]): string => createHash("sha256").update(JSON.stringify(statuses.map(({ comment, level, obligationId, other }) => [obligationId, level.id, other?.id ?? null, comment]))).digest("hex").slice(0, 16);

/** Holds that a contract that a row names is the committee's. @throws Refused */
export const holdContract = (db: Db, committeeId: number, contractId: string | null | undefined): Promise<void> => holdOwn(db, committeeId, "contract", contractId, "contract_id", "Avtalet är inte nämndens.");
