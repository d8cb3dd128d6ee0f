import { unitsDuring } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { listContracts, listNeeds, loadWholeReviews } from "../contracts/contract-reads.ts";
import { listInspectionTargets, loadInspections } from "../inspections/inspection-reads.ts";
import { loadMeetings } from "../matters/matter-reads.ts";
import { listCourtRulings } from "../quality/court-ruling-reads.ts";
import { judgedPromises, listServiceDeclarations } from "../quality/service-declaration-reads.ts";
import { listTimedCases } from "../quality/timed-case-reads.ts";
import { listOwnControls } from "../quality/own-control-reads.ts";
import { loadTold } from "../quality/told-description-reads.ts";
import { listUserSurveys } from "../quality/user-survey-reads.ts";
import { listUnexecutedDecisions } from "../quality/unexecuted-decision-reads.ts";
import { REGISTER_BLOCKS, type RegisterData } from "./register-data.ts";
import { subjectOf, type PlannedDocument } from "./template.ts";

/** The registers that a document shows; the others are left out, empty. */
export async function loadRegisterData(db: Db, committeeId: number, year: number, month: number | null, planned: PlannedDocument): Promise<RegisterData> {
  const { sections } = planned.template;
  const asked = new Set<string>(sections.flatMap(({ blocks }) => blocks));
  const asksFor = (part: keyof typeof REGISTER_BLOCKS): boolean => REGISTER_BLOCKS[part].some((block) => asked.has(block));
  const of = async <T>(part: keyof typeof REGISTER_BLOCKS, load: () => Promise<readonly T[]>): Promise<readonly T[]> => (asksFor(part) ? load() : []);
  return {
    unitNames: new Map((await unitsDuring(db, committeeId, year)).map(({ id, name }) => [id, name])),
    committeeId,
    decisions: await of("decisions", () => listUnexecutedDecisions(db, committeeId)),
    surveys: await of("surveys", () => listUserSurveys(db, committeeId, year)),
    ownControls: await of("ownControls", () => listOwnControls(db, committeeId, year)),
    rulings: await of("rulings", () => listCourtRulings(db, committeeId)),
    promises: await of("promises", () => judgedPromises(db, committeeId, year, month ?? 12, true)),
    promising: await of("promising", () => listServiceDeclarations(db, committeeId, year)),
    timed: await of("timed", () => listTimedCases(db, committeeId)),
    contracts: await of("contracts", () => listContracts(db, committeeId)),
    needs: await of("needs", () => listNeeds(db, committeeId, year)),
    reviews: await of("reviews", () => loadWholeReviews(db, committeeId, year)),
    subjectId: subjectOf(planned),
    meetings: await of("meetings", () => loadMeetings(db, committeeId)),
    inspections: asksFor("inspections") ? await loadInspections(db, committeeId) : { places: [], licences: [], inspections: [], events: [], totals: [] },
    targets: await of("targets", () => listInspectionTargets(db, committeeId, year)),
    told: asksFor("told") ? await loadTold(db, committeeId) : { feedback: [], incidents: [], lexSarah: [] },
  };
}
