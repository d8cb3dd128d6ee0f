import crypto from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAssessment } from "../src/assessment/assessment-commands.ts";
import { addControlCheck, addRisk, agreeRisks, changeControlCheck, changeRisk, judgeRisks, retireControl } from "../src/internal-control/control-plan-edit-commands.ts";
import { loadControlYear, listControlChecks, listJudgements, listRisks } from "../src/internal-control/control-plan-reads.ts";
import { addAction, answerSample, drawSample, enterResult } from "../src/internal-control/control-round-commands.ts";
import { drawRows } from "../src/internal-control/control-sample.ts";
import { answerControlQuestion, decideSuccession, makeNextPlan } from "../src/internal-control/control-succession-commands.ts";
import { findControlsOfGoal } from "../src/internal-control/control-goal-reads.ts";
import { listCommittees } from "../src/organisation/unit-reads.ts";
import { verifyChain } from "../src/platform/audit/verify-chain.ts";
import type { Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { Conflicted } from "../src/platform/edit/conflict.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

const failure = async (work: Promise<{ ok: boolean; failure?: { message: string } }>): Promise<string> => {
  const result = await work;
  return result.ok ? "" : result.failure!.message;
};

describe.each(ENGINES)("internal control, on the %s engine (KL 6:6)", (engine) => {
  let database: Database;
  let town: Town;
  let controller: Context;
  let head: Context;
  let elsewhere: Context;
  let place: { committeeId: number; year: number };
  let riskId: number;
  let checkId: number;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    controller = (await personWith(database, "controller", town.committeeId)).context;
    head = (await personWith(database, "reporter", town.unitId)).context;
    elsewhere = (await personWith(database, "reporter", town.otherId)).context;
    place = { committeeId: town.committeeId, year: YEAR };
    riskId = (await valueOf(addRisk(controller, { ...place, fields: { process: "Utlåning", category: "Ekonomi", description: "Avgifter tas inte ut" } }))).id;
    checkId = (await valueOf(addControlCheck(controller, { ...place, fields: { risk_id: String(riskId), description: "Att avgift är uttagen", method: "sample", months: "4,8,12", unit_id: String(town.unitId), checklist: "Är avgiften uttagen?\nÄr beloppet rätt?" } }))).id;
  });
  afterAll(() => database.close());
  const check = async () => (await listControlChecks(controller.db, town.committeeId, YEAR)).find(({ id }) => id === checkId)!;
  const risk = async () => (await listRisks(controller.db, town.committeeId, YEAR)).find(({ id }) => id === riskId)!;

  test("several people judge a risk, each their own; what is agreed is dated and its index is the product", async () => {
    const other = (await personWith(database, "approver", town.committeeId)).context;
    await valueOf(judgeRisks(controller, { ...place, judgements: [{ riskId, likelihood: 2, consequence: 3 }] }));
    await valueOf(judgeRisks(other, { ...place, judgements: [{ riskId, likelihood: 4, consequence: 3 }] }));
    await valueOf(judgeRisks(other, { ...place, judgements: [{ riskId, likelihood: 3, consequence: 3 }] }));
    expect((await listJudgements(controller.db, [riskId])).map(({ consequence, likelihood }) => `${likelihood}×${consequence}`).sort()).toEqual(["2×3", "3×3"]);
    await valueOf(agreeRisks(controller, { ...place, agreed: [{ riskId, likelihood: 3, consequence: 3, version: (await risk()).version }] }));
    expect(await risk()).toMatchObject({ likelihood: 3, consequence: 3, riskIndex: null, agreedAt: expect.any(String) });
  });
  test("a check may say something of a goal of the year, and is then a part of what it is judged from", async () => {
    expect(await failure(changeControlCheck(controller, { checkId, version: (await check()).version, fields: { goal_id: "999999" } }))).toBe("Målet finns inte i årets plan; välj ett i listan.");
    await valueOf(changeControlCheck(controller, { checkId, version: (await check()).version, fields: { goal_id: String(town.goalId) } }));
    const committee = (await listCommittees(controller.db, YEAR)).find(({ id }) => id === town.committeeId)!;
    expect(await findControlsOfGoal(controller.db, { committee, year: YEAR }, town.goalId, 12)).toEqual([expect.objectContaining({ text: "Att avgift är uttagen", level: null, words: expect.stringContaining("Inte gjord: april, augusti, december.") })]);
    expect(await findControlsOfGoal(controller.db, { committee, year: YEAR }, town.goalId + 1, 12)).toEqual([]);
  });
  test("a risk that is not controlled says why", async () => {
    expect(await failure(changeRisk(controller, { riskId, version: 1, fields: { response: "accept", response_reason: null } }))).toBe("Skriv varför risken accepteras utan kontroll.");
  });
  test("the same check may answer two risks, but not the same risk twice", async () => {
    const second = (await valueOf(addRisk(controller, { ...place, fields: { process: "Utlåning", description: "Böcker lånas ut två gånger" } }))).id;
    expect((await addControlCheck(controller, { ...place, fields: { risk_id: String(second), process: "Utlåning", description: "Att systemet stämmer" } })).ok).toBe(true);
    expect((await addControlCheck(controller, { ...place, fields: { risk_id: String(riskId), process: "Utlåning", description: "Att systemet stämmer" } })).ok).toBe(true);
    expect(await failure(addControlCheck(controller, { ...place, fields: { risk_id: String(second), process: "Utlåning", description: "Att systemet stämmer" } }))).toBe("Kontrollmomentet finns redan i årets plan för samma process.");
  });
  test("a check changed to the words and process of another is refused in words", async () => {
    await valueOf(addControlCheck(controller, { ...place, fields: { risk_id: String(riskId), process: "Inköp", description: "Att beställaren har rätt" } }));
    expect(await failure(changeControlCheck(controller, { checkId, version: (await check()).version, fields: { process: "Inköp", description: "Att beställaren har rätt" } }))).toContain("finns redan");
    expect(await check()).toMatchObject({ description: "Att avgift är uttagen" });
  });
  test("a draw is kept with its seed and can be done again; a name in the list's description is refused", async () => {
    expect(await failure(drawSample(head, { checkId, month: 4, population: "Lån av 19121212-1212", populationSize: 10, sampleSize: 1 }))).toContain("personnummer");
    expect(await failure(drawSample(head, { checkId, month: 4, population: "Lån i april", populationSize: 10, sampleSize: 11 }))).toBe("Skriv hur många som ska dras, 1 till 10.");
    const { id } = await valueOf(drawSample(head, { checkId, month: 4, population: "Lån i april", populationSize: 300, sampleSize: 5 }));
    const sample = (await loadControlYear(controller.db, town.committeeId, YEAR)).samples.find((one) => one.id === id)!;
    const digest = (text: string) => crypto.createHash("sha256").update(text).digest("hex");
    expect(drawRows(sample.seed, sample.populationSize, sample.sampleSize, digest)).toEqual(sample.items.map(({ number }) => number));
  });
  test("what was drawn counts the month's result, which is then not typed; two who answer the same row are asked", async () => {
    const sample = (await loadControlYear(controller.db, town.committeeId, YEAR)).samples.find((one) => one.checkId === checkId)!;
    const answers = ["yy", "yn", "xx", "yy", "y-"];
    await valueOf(answerSample(head, { sampleId: sample.id, items: sample.items.map(({ number, version }, index) => ({ number, version, answers: [...answers[index]!], note: null })) }));
    expect(await failure(enterResult(head, { checkId, month: 4, version: 0, checked: 5, correct: 5, findings: null }))).toContain("räknas ur dess svar");
    await valueOf(enterResult(head, { checkId, month: 4, version: 0, checked: null, correct: null, findings: "Ett belopp var fel." }));
    const { results } = await loadControlYear(controller.db, town.committeeId, YEAR);
    expect(results.filter((one) => one.checkId === checkId).map(({ checked, correct, findings, open }) => [checked, correct, open, findings])).toEqual([[3, 2, 1, "Ett belopp var fel."]]);
    const [first] = sample.items;
    await expect(answerSample(controller, { sampleId: sample.id, items: [{ number: first!.number, version: first!.version, answers: ["n", "n"], note: null }] })).rejects.toBeInstanceOf(Conflicted);
  });
  test("a result that cannot be is refused in one sentence, and what is emptied is taken back", async () => {
    expect(await failure(enterResult(head, { checkId, month: 8, version: 0, checked: 5, correct: 6, findings: null }))).toBe("6 rätt är fler än de 5 som kontrollerades.");
    expect(await failure(enterResult(head, { checkId, month: 8, version: 0, checked: 5, correct: null, findings: null }))).toBe("Skriv både hur många som kontrollerades och hur många som var rätt.");
    await valueOf(enterResult(head, { checkId, month: 8, version: 0, checked: 20, correct: 18, findings: null }));
    expect(await failure(enterResult(controller, { checkId, month: 8, version: 7, checked: null, correct: null, findings: null }))).toContain("Någon annan har ändrat");
    await valueOf(enterResult(head, { checkId, month: 12, version: 0, checked: 1, correct: 1, findings: null }));
    await valueOf(enterResult(head, { checkId, month: 12, version: 1, checked: null, correct: null, findings: null }));
    expect((await loadControlYear(controller.db, town.committeeId, YEAR)).results.filter((one) => one.checkId === checkId).map(({ month }) => month)).toEqual([4, 8]);
  });
  test("the unit's own head carries out and grades its check; one from another committee finds none", async () => {
    const grade = { committeeId: town.committeeId, subjectKind: "control-check" as const, subjectId: checkId, followUpPointId: town.pointId, levelId: 0, reasoning: "Fel belopp", current: null };
    const felt = await database.db.selectFrom("scale_level").select("id").where("label", "=", "Kännbar avvikelse").executeTakeFirstOrThrow();
    expect((await makeAssessment(head, { ...grade, levelId: felt["id"] as number })).ok).toBe(true);
    expect(await failure(makeAssessment(elsewhere, { ...grade, levelId: felt["id"] as number }))).toContain("finns inte");
    expect(await failure(enterResult(elsewhere, { checkId, month: 8, version: 0, checked: 1, correct: 1, findings: null }))).toContain("finns inte");
    // The head has no role over checks that are the whole committee's.
    expect(await failure(enterResult(head, { checkId: town.checkId, month: 8, version: 0, checked: 1, correct: 1, findings: null }))).toContain("Du får inte");
  });
  test("a felt deviation is asked about until something is done or explained", async () => {
    const open = async () => (await loadControlYear(controller.db, town.committeeId, YEAR)).questions.filter((one) => one.checkId === checkId && one.answer === null).map(({ rule }) => rule);
    expect(await open()).toEqual(["index-unchanged", "no-action"]);
    await valueOf(addAction(head, { checkId, riskId: null, fields: { description: "Ny taxa i systemet", responsible: "Enhetschef", due_on: "2026-10-01" } }));
    expect(await open()).toEqual(["index-unchanged"]);
    const question = (await loadControlYear(controller.db, town.committeeId, YEAR)).questions.find((one) => one.checkId === checkId);
    expect(await failure(answerControlQuestion(controller, { checkId, rule: "index-unchanged", about: "annat", reason: "Så" }))).toContain("har ändrats");
    await valueOf(answerControlQuestion(controller, { checkId, rule: question!.rule, about: question!.about, reason: "Felet är rättat i systemet." }));
    expect(await open()).toEqual([]);
    await valueOf(changeRisk(controller, { riskId, version: (await risk()).version, fields: { likelihood: "2", consequence: "3" } }));
    expect((await loadControlYear(controller.db, town.committeeId, YEAR)).questions.filter((one) => one.checkId === checkId)).toEqual([]);
  });
  test("next year's plan is made of what is kept, once, and the old year does not change", async () => {
    const before = JSON.stringify([await check(), await risk()]);
    expect(await failure(decideSuccession(controller, { ...place, decided: [{ checkId, kind: "kept", reason: null }] }))).toBe("»Att avgift är uttagen«: skriv varför.");
    await valueOf(decideSuccession(controller, { ...place, decided: [{ checkId, kind: "kept", reason: "Risken kvarstår." }, { checkId: town.checkId, kind: "goal", reason: "Blir ett mål." }] }));
    expect(await valueOf(makeNextPlan(controller, place))).toEqual({ risks: 1, checks: 1 });
    expect(await valueOf(makeNextPlan(controller, place))).toEqual({ risks: 0, checks: 0 });
    expect(JSON.stringify([await check(), await risk()])).toBe(before);
    const [next] = await listControlChecks(controller.db, town.committeeId, YEAR + 1);
    expect(next).toMatchObject({ description: "Att avgift är uttagen", previousId: checkId, months: [4, 8, 12], checklist: ["Är avgiften uttagen?", "Är beloppet rätt?"], unitId: town.unitId });
    expect((await listRisks(controller.db, town.committeeId, YEAR + 1)).map(({ agreedAt, id, likelihood, previousId }) => [id === next!.riskId, previousId, likelihood, agreedAt])).toEqual([[true, riskId, 2, null]]);
  });
  test("what is taken out of the plan stays in its history, and the chain of events holds", async () => {
    await valueOf(retireControl(controller, { table: "control_check", id: checkId, version: (await check()).version, on: "2026-01-02", reason: "Rutinen är borta" }));
    expect(await check()).toBeUndefined();
    expect(await failure(changeControlCheck(controller, { checkId, version: 1, fields: { months: "13" } }))).toBe("Månaderna ska vara 1 till 12.");
    expect(await database.db.selectFrom("row_version").select("id").where("table_name", "=", "control_check").where("key", "=", String(checkId)).execute()).not.toEqual([]);
    expect((await verifyChain(database.owner)).brokenAt).toBeNull();
  });
});
