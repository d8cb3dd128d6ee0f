import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newYear as parts } from "../src/compose.ts";
import { addActivity, addGoal, planGoal } from "../src/goals/goal-plan-commands.ts";
import { listAssignments, listGoals } from "../src/goals/goal-reads.ts";
import { READY_MODELS } from "../src/goals/ready-models.ts";
import { setSteeringModel } from "../src/goals/steering-model-commands.ts";
import { steeringModel } from "../src/goals/steering-model-reads.ts";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import { listIndicators } from "../src/indicators/indicator-reads.ts";
import { planNewYear, type NewYearInput } from "../src/new-year/new-year-commands.ts";
import { loadNewYear } from "../src/new-year/new-year-reads.ts";
import { addUnit, mergeUnits } from "../src/organisation/unit-commands.ts";
import { program, type Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

const NEXT = YEAR + 1;

describe.each(ENGINES)("a new year's plan, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let controller: Context;
  let start: Context;
  let vision: number;
  let second: number;
  const roll = (input: Partial<NewYearInput>) => planNewYear(start, { parts, ownerId: town.committeeId, year: YEAR, goals: [], droppedGoals: [], assignments: [], droppedAssignments: [], aims: [], ...input });
  const goalOf = async (id: number) => (await listGoals(start.db, town.committeeId, YEAR)).find((goal) => goal.id === id)!;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    start = { db: database.db, actor: program("start") };
    controller = (await personWith(database, "controller", town.committeeId)).context;
    await valueOf(setSteeringModel(start, { municipalityId: town.municipalityId, year: YEAR, seen: {}, levels: READY_MODELS.find(({ key }) => key === "vision-committee")!.levels }));
    const { levels } = await steeringModel(start.db, town.municipalityId, YEAR);
    vision = (await valueOf(addGoal(start, { ownerId: town.municipalityId, year: YEAR, fields: { text: "Alla läser", level_id: String(levels[0]!.levelId) } }))).id;
    const unitId = await valueOf(addUnit(start, { kind: "unit", name: "Bokbussen", parentId: town.committeeId, from: "2020-01-01" }));
    await valueOf(mergeUnits(start, { unitIds: [unitId], intoId: town.unitId, from: `${NEXT}-01-01` }));
    const committeeLevel = levels.find(({ keeper }) => keeper === "committee")!;
    second = (await valueOf(addGoal(start, { ownerId: town.committeeId, year: YEAR, fields: { text: "Bussen går", level_id: String(committeeLevel.levelId), parent_id: String(vision), unit_id: String(unitId), responsible: "Enhetschef", weight: "2" } }))).id;
    await valueOf(addActivity(start, { goalId: second, fields: { title: "Köra", starts_on: `${YEAR}-03-01`, ends_on: `${NEXT}-06-30` } }));
    await valueOf(addActivity(start, { goalId: second, fields: { title: "Tvätta", starts_on: `${YEAR}-03-01`, ends_on: `${YEAR}-06-30` } }));
    await valueOf(planGoal(start, { goalId: second, version: (await goalOf(second)).version, fields: {}, links: { indicators: { base: [], mine: [town.indicatorId] }, agenda: { base: [], mine: [4] }, points: { base: [], mine: [town.pointId] } } }));
  });
  afterAll(() => database.close());

  test("goals, activities and assignments follow along with all that was said of them, and the old year stays as it was", async () => {
    const before = JSON.stringify([await listGoals(start.db, town.committeeId, YEAR), await listAssignments(start.db, town.committeeId, YEAR)]);
    const activities = (await goalOf(second)).activities;
    const made = await valueOf(roll({
      goals: [{ goalId: second, text: "Bussen går oftare", activityIds: activities.map(({ id }) => id) }, { goalId: town.goalId, text: (await goalOf(town.goalId)).text, activityIds: [] }],
      assignments: [{ assignmentId: town.assignmentId, text: (await listAssignments(start.db, town.committeeId, YEAR))[0]!.text }],
    }));
    expect(made).toEqual({ goals: 2, activities: 2, assignments: 1, aims: 0 });
    const next = (await listGoals(start.db, town.committeeId, NEXT)).find(({ previousId }) => previousId === second)!;
    expect(next).toMatchObject({ text: "Bussen går oftare", responsible: "Enhetschef", weight: "2", parentId: null, indicatorIds: [town.indicatorId], agenda: [4] });
    expect(next.activities.map(({ endsOn, startsOn, title }) => [title, startsOn, endsOn])).toEqual([["Köra", `${YEAR}-03-01`, `${NEXT}-06-30`], ["Tvätta", null, null]]);
    expect(JSON.stringify([await listGoals(start.db, town.committeeId, YEAR), await listAssignments(start.db, town.committeeId, YEAR)])).toBe(before);
  });
  test("a unit that is merged by then is the one that it went into; a follow-up point is the same day's of the new year", async () => {
    const next = (await listGoals(start.db, town.committeeId, NEXT)).find(({ previousId }) => previousId === second)!;
    expect(next.unitId).toBe(town.unitId);
    const point = await start.db.selectFrom("follow_up_point").selectAll().where("id", "=", next.pointIds[0]!).executeTakeFirstOrThrow();
    expect([point["year"], String(point["on_date"]).slice(5)]).toEqual([NEXT, "04-30"]);
  });
  test("a goal whose parent has not followed along stands loose, and is hung in its place when it does", async () => {
    expect((await loadNewYear(start.db, town.committeeId, YEAR)).loose.map(({ previousId }) => previousId)).toEqual([second]);
    await valueOf(roll({ ownerId: town.municipalityId, goals: [{ goalId: vision, text: "Alla läser", activityIds: [] }] }));
    expect((await loadNewYear(start.db, town.committeeId, YEAR)).loose).toEqual([]);
    const [council] = await listGoals(start.db, town.municipalityId, NEXT);
    expect((await listGoals(start.db, town.committeeId, NEXT)).find(({ previousId }) => previousId === second)!.parentId).toBe(council!.id);
  });
  test("again it changes nothing: what has followed along is there once", async () => {
    expect(await valueOf(roll({ goals: [{ goalId: second, text: "Något annat", activityIds: [] }] }))).toEqual({ goals: 0, activities: 0, assignments: 0, aims: 0 });
    expect((await listGoals(start.db, town.committeeId, NEXT)).filter(({ previousId }) => previousId === second).map(({ text }) => text)).toEqual(["Bussen går oftare"]);
  });
  test("what is not taken along says why, else nothing at all is kept", async () => {
    const extra = (await valueOf(addGoal(start, { ownerId: town.committeeId, year: YEAR, fields: { text: "Tredje målet", level_id: String((await goalOf(second)).levelId) } }))).id;
    const refused = await roll({ goals: [{ goalId: extra, text: "Tredje målet", activityIds: [] }], droppedAssignments: [{ id: town.assignmentId, reason: " " }] });
    expect(refused).toMatchObject({ ok: false, failure: { message: expect.stringContaining("skriv varför det inte tas med"), field: `skal-assignment-${town.assignmentId}` } });
    expect((await listGoals(start.db, town.committeeId, NEXT)).some(({ text }) => text === "Tredje målet")).toBe(false);
    await valueOf(roll({ droppedGoals: [{ id: extra, reason: "Klart" }] }));
    expect((await loadNewYear(start.db, town.committeeId, YEAR)).dropped).toEqual([{ kind: "goal", id: extra, reason: "Klart", actor: "program" }]);
  });
  test("a whole year's outcome becomes the next one's baseline, and its target moves on; last year's stay", async () => {
    const cells = Array.from({ length: 11 }, (_, index) => ({ period: `${YEAR}-${String(index + 2).padStart(2, "0")}-01`, text: "7", version: 0 }));
    await valueOf(enterValues(start, { indicatorId: town.indicatorId, cells }));
    const measure = (await loadNewYear(start.db, town.committeeId, YEAR)).measures.find(({ indicator }) => indicator.id === town.indicatorId)!;
    expect([measure.proposedBaseline, measure.proposedTarget]).toEqual(["84", "öka"]);
    const aim = { indicatorId: town.indicatorId, baseline: measure.proposedBaseline, baselineVersion: 0, baselineDate: `${YEAR}-12-31`, target: measure.proposedTarget, targetVersion: 0 };
    expect((await valueOf(roll({ aims: [aim] }))).aims).toBe(2);
    const indicator = (await listIndicators(start.db, town.committeeId)).find(({ id }) => id === town.indicatorId)!;
    expect(indicator.targets.map(({ stated, year }) => [year, stated])).toEqual([[YEAR, "öka"], [NEXT, "öka"]]);
    expect(indicator.baselines.map(({ onDate, stated, year }) => [year, stated, onDate])).toEqual([[NEXT, "84", `${YEAR}-12-31`]]);
  });
  test("a committee's controller plans the committee's year, not the council's", async () => {
    const input = { parts, year: YEAR, goals: [], droppedGoals: [], assignments: [], droppedAssignments: [], aims: [] };
    expect((await planNewYear(controller, { ...input, ownerId: town.committeeId })).ok).toBe(true);
    expect((await planNewYear(controller, { ...input, ownerId: town.municipalityId })).ok).toBe(false);
  });
});
