import type { Db, Row } from "../platform/db/database.ts";
import { isAny } from "../platform/db/is-any.ts";
import { questionsIn } from "./control-plan-fault.ts";
import type { ControlAction } from "./control-action.ts";
import type { ControlAnswer } from "./control-question.ts";
import type { TypedControlResult } from "./control-result.ts";
import type { ControlSample, SampleAnswer } from "./control-sample.ts";
import type { ControlSuccession, SuccessionKind } from "./control-succession.ts";

export async function loadTypedResults(db: Db, checkIds: readonly number[]): Promise<TypedControlResult[]> {
  if (!checkIds.length) return [];
  const rows: Row[] = await db.selectFrom("control_result").selectAll().where(isAny("control_check_id", checkIds)).orderBy("month").execute();
  return rows.map((row) => ({ checkId: row["control_check_id"], month: row["month"], checked: row["checked"], correct: row["correct"], findings: row["findings"], origin: row["origin_id"], version: row["version"] }));
}
export async function addResult(db: Db, { checkId, month, ...values }: Omit<TypedControlResult, "origin" | "version">, originId: number): Promise<boolean> {
  const row = await db.insertInto("control_result").values({ control_check_id: checkId, month, ...values, origin_id: originId }).onConflict((conflict) => conflict.doNothing()).returning("month").executeTakeFirst();
  return row !== undefined;
}
export async function removeResult(db: Db, checkId: number, month: number): Promise<void> {
  await db.deleteFrom("control_result").where("control_check_id", "=", checkId).where("month", "=", month).execute();
}

async function samplesBy(db: Db, column: "control_check_id" | "id", ids: readonly number[]): Promise<ControlSample[]> {
  if (!ids.length) return [];
  const rows: Row[] = await db.selectFrom("control_sample").selectAll().where(isAny(column, ids)).orderBy("id").execute();
  const items: Row[] = rows.length ? await db.selectFrom("control_sample_item").selectAll().where(isAny("sample_id", rows.map((row) => row["id"] as number))).orderBy("number").execute() : [];
  const own = Map.groupBy(items, (item) => item["sample_id"] as number);
  return rows.map((row) => ({
    id: row["id"], checkId: row["control_check_id"], month: row["month"], method: row["method"], population: row["population"], populationSize: row["population_size"], sampleSize: row["sample_size"], seed: row["seed"],
    checklist: questionsIn(row["checklist"]), actor: row["actor"], drawnAt: row["drawn_at"],
    items: (own.get(row["id"]) ?? []).map((item) => ({ number: item["number"], answers: [...(item["answers"] as string)] as SampleAnswer[], note: item["note"], version: item["version"] })),
  }));
}
export const loadSamples = (db: Db, checkIds: readonly number[]): Promise<ControlSample[]> => samplesBy(db, "control_check_id", checkIds);
export const findSample = async (db: Db, id: number): Promise<ControlSample | null> => (await samplesBy(db, "id", [id]))[0] ?? null;

export async function addSample(db: Db, sample: Omit<ControlSample, "drawnAt" | "id" | "items">, numbers: readonly number[]): Promise<number> {
  const { actor, checkId, checklist, method, month, population, populationSize, sampleSize, seed } = sample;
  const row = await db.insertInto("control_sample").values({ control_check_id: checkId, month, method, population, population_size: populationSize, sample_size: sampleSize, seed, checklist: checklist.join("\n"), actor }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("control_sample_item").values(numbers.map((number) => ({ sample_id: row["id"], number }))).execute();
  return row["id"] as number;
}

export async function loadActions(db: Db, committeeId: number, year: number): Promise<ControlAction[]> {
  const rows: Row[] = await db.selectFrom("control_action").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("due_on").orderBy("id").execute();
  return rows.map((row) => ({
    id: row["id"], year: row["year"], checkId: row["control_check_id"], riskId: row["risk_id"], description: row["description"], responsible: row["responsible"], dueOn: row["due_on"], doneOn: row["done_on"], outcome: row["outcome"],
    origin: row["origin_id"], version: row["version"],
  }));
}
export async function addControlAction(db: Db, values: Row): Promise<number> {
  return (await db.insertInto("control_action").values(values).returning("id").executeTakeFirstOrThrow())["id"] as number;
}

export async function loadSuccession(db: Db, checkIds: readonly number[]): Promise<ControlSuccession[]> {
  if (!checkIds.length) return [];
  const rows: Row[] = await db.selectFrom("control_succession").selectAll().where(isAny("control_check_id", checkIds)).execute();
  return rows.map((row) => ({ checkId: row["control_check_id"], kind: row["kind"], reason: row["reason"], actor: row["actor"], decidedAt: row["decided_at"], version: row["version"] }));
}
export async function saveSuccession(db: Db, { actor, checkId, kind, reason }: { checkId: number; kind: SuccessionKind; reason: string; actor: string }): Promise<void> {
  await db.insertInto("control_succession").values({ control_check_id: checkId, kind, reason, actor }).onConflict((conflict) => conflict.column("control_check_id").doUpdateSet({ kind, reason, actor, decided_at: new Date().toISOString() })).execute();
}

export async function loadControlAnswers(db: Db, checkIds: readonly number[]): Promise<ControlAnswer[]> {
  if (!checkIds.length) return [];
  const rows: Row[] = await db.selectFrom("control_answer").selectAll().where(isAny("control_check_id", checkIds)).orderBy("id").execute();
  return rows.map((row) => ({ checkId: row["control_check_id"], rule: row["rule"], about: row["about"], reason: row["reason"], actor: row["actor"], answeredAt: row["answered_at"] }));
}
export async function addControlAnswer(db: Db, { about, actor, checkId, reason, rule }: Omit<ControlAnswer, "answeredAt">): Promise<void> {
  await db.insertInto("control_answer").values({ control_check_id: checkId, rule, about, reason, actor }).onConflict((conflict) => conflict.doNothing()).execute();
}
