import type { App } from "../src/app.ts";
import { assess } from "../src/assessment/assessment-commands.ts";
import { openPlanningYear } from "../src/calendar/follow-up-point-commands.ts";
import { newYear, people, receivers } from "../src/compose.ts";
import { addComment } from "../src/documents/section-comment-commands.ts";
import { saveGoals, saveAssignments } from "../src/goals/goal-commands.ts";
import { findGoals } from "../src/goals/goal-reads.ts";
import { saveIndicators } from "../src/indicators/indicator-commands.ts";
import { chooseComparison } from "../src/comparison/comparison-commands.ts";
import { listComparisonMeasures } from "../src/comparison/comparison-reads.ts";
import { addControlCheck, addRisk } from "../src/internal-control/control-plan-edit-commands.ts";
import { addAction, drawSample } from "../src/internal-control/control-round-commands.ts";
import { ensureCommittee, addUnit } from "../src/organisation/unit-commands.ts";
import { addRole, addUser } from "../src/people/user-store.ts";
import { loadActor } from "../src/people/user-reads.ts";
import type { Role } from "../src/permission/role.ts";
import { program, type Actor, type Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { keepOrigins } from "../src/platform/origin/origin-store.ts";
import { openSession } from "../src/sign-in/sign-in-commands.ts";

export const YEAR = 2026;

export interface Town {
  readonly municipalityId: number;
  /** Two committees of the same town; the first has a unit under it and rows of every kind that tests change. */
  readonly committeeId: number;
  readonly otherId: number;
  readonly unitId: number;
  readonly goalId: number;
  readonly activityId: number;
  readonly assignmentId: number;
  readonly indicatorId: number;
  readonly measureId: number;
  readonly riskId: number;
  readonly checkId: number;
  readonly sampleId: number;
  readonly actionId: number;
  readonly commentId: number;
  readonly pointId: number;
  readonly originId: number;
}

/** A town with two committees, made by the program's own commands. */
export async function foundTown(database: Database): Promise<Town> {
  const context: Context = { db: database.db, actor: program("start") };
  const { committeeId, municipalityId } = await ensureCommittee(context, { municipality: "Ekby kommun", committee: "Kulturnämnden", year: YEAR });
  const { committeeId: otherId } = await ensureCommittee(context, { municipality: "Ekby kommun", committee: "Idrottsnämnden", year: YEAR });
  const unit = await addUnit(context, { kind: "unit", name: "Biblioteket", parentId: committeeId, from: "2020-01-01" });
  if (!unit.ok) throw new Error(unit.failure.message);
  const points = await openPlanningYear(context, { municipalityId, year: YEAR });
  const [originId = 0] = await keepOrigins(context, [{ kind: "file", fileName: "plan.md", fileHash: "1".repeat(64), place: 1, placeKind: "line", excerpt: null, reader: "prov" }]);
  const indicators = await saveIndicators(context, {
    committeeId,
    indicators: [{ group: null, name: "Antal besök", unit: "besök", frequency: "month", aggregation: "sum", decimals: 0, source: null, note: null, originId, baseline: null,
      targets: [{ year: YEAR, stated: "öka", originId }], values: [{ period: `${YEAR}-01-01`, value: "7", originId }] }],
  });
  const goals = await saveGoals(context, { municipalityId, committeeId, year: YEAR, goals: [{ text: "Hemligt mål om läsning", level: "Nämndmål", parentText: null, activities: [{ title: "Läsa högt", description: null, originId }], indicatorIds: [...indicators.ids], originId }] });
  const [goal] = await findGoals(database.db, goals.ids);
  const assignments = await saveAssignments(context, { municipalityId, committeeId, year: YEAR, assignments: [{ text: "Hemligt uppdrag om öppettider", originId }] });
  await assess(context, { committeeId, subjectKind: "goal", subjectId: goals.ids[0]!, followUpPointId: points[0]!.id, label: "Målet uppfylls i år", reasoning: null, originId });
  const riskId = (await valueOf(addRisk(context, { committeeId, year: YEAR, fields: { process: "Utlåning", description: "Böcker försvinner" } }))).id;
  const checkId = (await valueOf(addControlCheck(context, { committeeId, year: YEAR, fields: { risk_id: String(riskId), description: "Att hyllan stämmer", months: "4,8,12" } }))).id;
  const sampleId = (await valueOf(drawSample(context, { checkId, month: 4, population: "Alla lån i april", populationSize: 40, sampleSize: 2 }))).id;
  const actionId = (await valueOf(addAction(context, { checkId, riskId: null, fields: { description: "Räkna om", responsible: "Enhetschef", due_on: "2026-09-01" } }))).id;
  await valueOf(chooseComparison(context, { committeeId, definitions: [{ id: "N00001", title: "Besök per invånare", description: null, byGender: false }], municipalities: null }));
  const measureId = (await listComparisonMeasures(database.db, committeeId))[0]!.id;
  const commentId = (await valueOf(addComment(context, { committeeId, year: YEAR, documentKind: "annual-report", section: "summary", answersId: null, quote: "", body: "Stämmer det?", asked: [] }))).id;
  return { commentId, measureId, riskId, checkId, sampleId, actionId, municipalityId, committeeId, otherId, unitId: unit.value, goalId: goals.ids[0]!, activityId: goal!.activities[0]!.id, assignmentId: assignments.ids[0]!, indicatorId: indicators.ids[0]!, pointId: points[0]!.id, originId };
}

/** A measure for each who writes, so that nobody is in another's way. */
export async function addMeasures({ db }: Database, { committeeId, originId }: Town, count: number): Promise<readonly number[]> {
  const { ids } = await saveIndicators({ db, actor: program("start") }, {
    committeeId,
    indicators: Array.from({ length: count }, (_, index) => ({ group: null, name: `Mått ${index}`, unit: null, frequency: "month" as const, aggregation: "sum" as const, decimals: 0, source: null, note: null, originId, baseline: null, targets: [], values: [] })),
  });
  return ids;
}

let persons = 0;

/** A person with one role, for a part of the organisation; null is the whole installation. */
export async function personWith(database: Database, role: Role | null, unitId: number | null): Promise<{ id: number; actor: Actor; context: Context; cookie: string }> {
  const own: Context = { db: database.db, actor: program("start") };
  const name = `Person ${++persons}`;
  const id = await addUser(database.db, { kind: "person", name, email: `person${persons}@ekby.example` });
  if (role) await addRole(database.db, { userId: id, role, unitId, validFrom: "2020-01-01", validTo: null, givenBy: "program" });
  const actor = await loadActor(database.db, { id, name }, "web");
  const token = await openSession(own, { userId: id, method: "password", browser: null });
  return { id, actor, context: { db: database.as({ reads: actor.reads, confides: actor.confides, actor: actor.key }), actor }, cookie: `rodtrad=${token}` };
}

/** Somebody with what they may now, where they have been given more. */
export async function reloaded(database: Database, { actor }: { readonly actor: Actor }): Promise<{ actor: Actor; context: Context }> {
  const now = await loadActor(database.db, { id: Number(actor.key.split(":")[1]), name: actor.name }, "web");
  return { actor: now, context: { db: database.as({ reads: now.reads, confides: now.confides, actor: now.key }), actor: now } };
}

/** The wired parts over a database of the test's own; without the PDF worker. */
export const appOver = (database: Database): App => ({ database, receivers, people, newYear, pdf: null as never, mailer: null, kolada: null, jobs: null, live: null, close: async () => undefined });
