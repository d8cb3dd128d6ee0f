import type { Db } from "../platform/db/database.ts";
import { listAssessments } from "../assessment/assessment-reads.ts";
import { listFeeRates, priceBaseAmount } from "../finance/fee-rate-reads.ts";
import { listGrants } from "../finance/grant-reads.ts";
import { listInvestments } from "../finance/investment-reads.ts";
import { listExplanations } from "../finance/variance-reads.ts";
import { listFees } from "../finance/fee-reads.ts";
import { loadMadeBudget, loadMadeEconomy } from "../finance/economy-statement-reads.ts";
import { listStatements } from "../finance/statement-reads.ts";
import { listAssignments, listGoals, listGoalTitles } from "../goals/goal-reads.ts";
import { listIndicators } from "../indicators/indicator-reads.ts";
import { listRelations } from "../indicators/plausibility-reads.ts";
import { forPublication } from "../indicators/suppression.ts";
import { listActions, listControlChecks, listResults, listRisks } from "../internal-control/control-plan-reads.ts";
import { listReportBacksTold } from "../matters/matter-reads.ts";
import type { Committee } from "../organisation/committee.ts";
import { listServiceDeclarations } from "../quality/service-declaration-reads.ts";
import { buildDocument, type DocumentData, type DocumentOptions } from "./build-document.ts";
import type { DocumentModel } from "./document.ts";
import { listEnclosures } from "./enclosure-reads.ts";
import { measuredBy, type FigureData } from "./live-figure.ts";
import { loadRegisterData } from "./register-data-reads.ts";
import { findReport, listSectionTexts } from "./section-text-reads.ts";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { latestOfYear, type Assessment } from "../assessment/assessment.ts";
import { listCommittees, unitsUnder } from "../organisation/unit-reads.ts";
import type { PlannedDocument } from "./template.ts";

/** The registers that a document's sentences take their figures from, as they may be published. */
export async function loadFigureData(db: Db, committeeId: number, year: number, month: number | null): Promise<FigureData> {
  const committee = (await listCommittees(db, year)).find(({ id }) => id === committeeId);
  const made = committee ? await loadMadeEconomy(db, committee, year, month) : null;
  const budgets = committee ? await loadMadeBudget(db, committee, year) : [];
  const stated = await listStatements(db, committeeId, year);
  // What is made is told apart from what somebody has stated under the same name.
  const renamed = [...(made?.statements ?? []), ...budgets].map((one) => (stated.some(({ title }) => title === one.title) ? { ...one, title: `${one.title} ur huvudboken` } : one));
  return { indicators: measuredBy(forPublication(await listIndicators(db, committeeId, { from: year - 2, to: year }), await listRelations(db, committeeId)), year, month), statements: [...stated, ...renamed], economy: made };
}

export async function loadDocumentData(db: Db, committee: Committee, year: number, planned: PlannedDocument): Promise<DocumentData> {
  const place = { committeeId: committee.id, year, documentKind: planned.key };
  const { month } = planned;
  const early = month === null ? null : new Set((await listFollowUpPoints(db, committee.municipalityId)).filter(({ onDate }) => onDate < `${year}-${String(month).padStart(2, "0")}-32`).map(({ id }) => id));
  // A report of a follow-up tells what was judged by then.
  const byThen = (assessments: readonly Assessment[]): Assessment[] => latestOfYear(assessments.filter(({ followUpPointId }) => early === null || early.has(followUpPointId)), year);
  const goals = await listGoals(db, committee.id, year);
  const assignments = await listAssignments(db, committee.id, year);
  const checks = await listControlChecks(db, committee.id, year);
  return {
    municipality: committee.municipality,
    committee: committee.name,
    year,
    report: await findReport(db, place),
    sections: await listSectionTexts(db, place),
    units: planned.template.sections.some(({ perUnit }) => perUnit) ? await unitsUnder(db, committee.id, year) : [],
    goals,
    assignments,
    assessments: {
      goals: byThen(await listAssessments(db, "goal", goals.map(({ id }) => id))),
      assignments: byThen(await listAssessments(db, "assignment", assignments.map(({ id }) => id))),
      checks: byThen(await listAssessments(db, "control-check", checks.map(({ id }) => id))),
    },
    ...(await loadFigureData(db, committee.id, year, month)),
    fees: await listFees(db, committee.id, year),
    money: {
      explanations: await listExplanations(db, committee.id, year), unitNames: new Map((await unitsUnder(db, committee.id, year)).map(({ id, name }) => [id, name])), investments: await listInvestments(db, committee.id), grants: await listGrants(db, committee.id, year), goalNames: new Map((await listGoalTitles(db, [committee.id, committee.municipalityId], year)).map(({ id, text }) => [id, text])),
      feeRates: await listFeeRates(db, committee.id), priceBaseAmount: await priceBaseAmount(db, committee.municipalityId, year), until: month,
    },
    risks: await listRisks(db, committee.id, year),
    checks,
    controlResults: await listResults(db, checks.map(({ id }) => id)),
    actions: await listActions(db, committee.id, year),
    declarations: await listServiceDeclarations(db, committee.id, year),
    reportBacks: await listReportBacksTold(db, committee.id, year, month),
    enclosures: (await listEnclosures(db, place)).map(({ byteCount, fileName, findings, hash, id, pageCount, title }) => ({ id, title, fileName, hash, byteCount, pageCount, accessible: findings.length === 0 })),
    registers: await loadRegisterData(db, committee.id, year, month, planned),
  };
}

/** The document as it would be made now, out of the living data. */
export async function makeDocument(db: Db, committee: Committee, year: number, planned: PlannedDocument, options: DocumentOptions): Promise<DocumentModel> {
  return buildDocument(planned, await loadDocumentData(db, committee, year, planned), options);
}
