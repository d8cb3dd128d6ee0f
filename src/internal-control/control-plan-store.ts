import type { CommandContext } from "../platform/command.ts";
import type { DescribedRow } from "../platform/origin/origin.ts";
import { sql } from "kysely";
import { today } from "../platform/clock.ts";
import type { Db, Row } from "../platform/db/database.ts";
import { isAny } from "../platform/db/is-any.ts";
import { saveRegister } from "../platform/db/register.ts";
import type { Tally } from "../platform/db/upsert.ts";
import { questionsIn } from "./control-plan-fault.ts";
import type { ControlCheck, ControlCheckInput, Risk, RiskInput } from "./control-plan.ts";
import { monthsIn } from "./control-schedule.ts";
import type { RiskJudgement } from "./risk-judgement.ts";

export interface PlanPlace {
  readonly committeeId: number;
  readonly year: number;
}

export function saveRiskRows(context: CommandContext, place: PlanPlace, risks: readonly RiskInput[]): Promise<{ tally: Tally; ids: number[] }> {
  return saveRegister(
    context,
    "risk",
    risks.map((risk) => ({
      key: { committee_id: place.committeeId, year: place.year, process: risk.process ?? "", description: risk.description },
      values: {
        category: risk.category, risk_index: risk.riskIndex, likelihood: risk.likelihood, consequence: risk.consequence, origin_id: risk.originId,
      },
    })),
  );
}

/** Numbers checks that say the same within one plan or follow-up, so that each stays a check of its own. */
function withOccurrence<T extends ControlCheckInput>(checks: readonly T[]): { check: T; occurrence: number }[] {
  const seen = new Map<string, number>();
  return checks.map((check) => {
    const name = JSON.stringify([check.category, check.process, check.description]);
    const occurrence = seen.get(name) ?? 0;
    seen.set(name, occurrence + 1);
    return { check, occurrence };
  });
}

export function saveCheckRows(
  context: CommandContext,
  place: PlanPlace,
  checks: readonly (ControlCheckInput & { riskId: number | null })[],
): Promise<{ tally: Tally; ids: number[] }> {
  return saveRegister(
    context,
    "control_check",
    withOccurrence(checks).map(({ check, occurrence }) => ({
      key: {
        committee_id: place.committeeId, year: place.year, category: check.category ?? "", process: check.process ?? "", description: check.description, occurrence,
      },
      values: { ...(check.riskId === null ? {} : { risk_id: check.riskId }), origin_id: check.originId },
    })),
  );
}

const riskOf = (row: Row): Risk => ({
  id: row["id"], category: row["category"], process: row["process"], description: row["description"], riskIndex: row["risk_index"], likelihood: row["likelihood"], consequence: row["consequence"],
  response: row["response"] ?? null, responseReason: row["response_reason"] ?? null, responsible: row["responsible"] ?? null, agreedAt: row["agreed_at"] ?? null, previousId: row["previous_id"] ?? null, origin: row["origin_id"], version: row["version"],
});
const checkOf = (row: Row): ControlCheck => ({
  id: row["id"], riskId: row["risk_id"], year: row["year"], category: row["category"] || null, process: row["process"], description: row["description"], method: row["method"] ?? null, months: monthsIn(row["months"] ?? ""),
  responsible: row["responsible"] ?? null, reportedTo: row["reported_to"] ?? null, unitId: row["unit_id"] ?? null, goalId: row["goal_id"] ?? null, checklist: questionsIn(row["checklist"] ?? null), previousId: row["previous_id"] ?? null, origin: row["origin_id"], version: row["version"],
});
/** What ended after its year did not end in it. */
const stillHolds = sql<boolean>`(retired_on is null or retired_on > least(${today()}::date, make_date(year, 12, 31)))`;

export async function loadRisks(db: Db, committeeId: number, year: number): Promise<Risk[]> {
  const rows = await db.selectFrom("risk").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).where(stillHolds).orderBy("position").orderBy("id").execute();
  return rows.map(riskOf);
}

export async function loadControlChecks(db: Db, committeeId: number, year: number): Promise<ControlCheck[]> {
  const rows = await db.selectFrom("control_check").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).where(stillHolds).orderBy("position").orderBy("id").execute();
  return rows.map(checkOf);
}

export async function loadJudgements(db: Db, riskIds: readonly number[]): Promise<RiskJudgement[]> {
  if (!riskIds.length) return [];
  const rows = await db.selectFrom("risk_judgement").selectAll().where(isAny("risk_id", riskIds)).orderBy("judged_at").execute();
  return rows.map((row) => ({ riskId: row["risk_id"], actor: row["actor"], likelihood: row["likelihood"], consequence: row["consequence"] }));
}
export async function saveJudgement(db: Db, { actor, consequence, likelihood, riskId }: RiskJudgement): Promise<void> {
  await db.insertInto("risk_judgement").values({ risk_id: riskId, actor, likelihood, consequence }).onConflict((conflict) => conflict.columns(["risk_id", "actor"]).doUpdateSet({ likelihood, consequence, judged_at: sql`now()` })).execute();
}

/** Whose a row of the plan is, and of which year; null for one that the asker may not read. */
export interface ControlPlace {
  readonly committeeId: number;
  readonly year: number;
  readonly unitId: number | null;
  readonly riskId: number | null;
}
export type ControlTable = "risk" | "control_check" | "control_action";
export async function placeOf(db: Db, table: ControlTable, id: number): Promise<ControlPlace | null> {
  const row = (await db.selectFrom(table).selectAll().where("id", "=", id).executeTakeFirst()) as Row | undefined;
  return row ? { committeeId: row["committee_id"], year: row["year"], unitId: row["unit_id"] ?? null, riskId: row["risk_id"] ?? null } : null;
}

/** Adds a row last in its year's plan; null where one says the same already. The same check may answer several risks. */
export async function addControlRow(db: Db, table: "risk" | "control_check", place: PlanPlace, values: Row): Promise<number | null> {
  const siblings = { committee_id: place.committeeId, year: place.year };
  if (table === "control_check") {
    const same: Row[] = await db.selectFrom(table).select(["risk_id", "occurrence"]).where((where) => where.and({ ...siblings, category: values["category"], process: values["process"], description: values["description"] })).execute();
    if (same.some((row) => (row["risk_id"] ?? null) === (values["risk_id"] === null || values["risk_id"] === undefined ? null : Number(values["risk_id"])))) return null;
    values = { ...values, occurrence: Math.max(-1, ...same.map((row) => row["occurrence"] as number)) + 1 };
  }
  const last = await db.selectFrom(table).select((take) => take.fn.max("position").as("last")).where((where) => where.and(siblings)).executeTakeFirst();
  const row = await db.insertInto(table).values({ ...siblings, ...values, position: Number(last?.["last"] ?? -1) + 1 }).onConflict((conflict) => conflict.doNothing()).returning("id").executeTakeFirst();
  return (row?.["id"] as number | undefined) ?? null;
}

/** Whether another row of the year's plan says the same. */
export async function saysTheSame(db: Db, table: "risk" | "control_check", place: PlanPlace, { description, process }: { readonly process: string; readonly description: string }, except: number): Promise<boolean> {
  const row = await db.selectFrom(table).select("id").where("committee_id", "=", place.committeeId).where("year", "=", place.year).where("process", "=", process).where("description", "=", description).where("id", "!=", except).executeTakeFirst();
  return row !== undefined;
}

/** What a risk is, in words. */
export async function describeRisk(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  if (table !== "risk" || !/^\d{1,9}$/.test(key)) return null;
  const row = await db.selectFrom("risk").select(["committee_id", "year", "process", "description", "risk_index", "origin_id"]).where("id", "=", Number(key)).executeTakeFirst();
  return row ? { label: `Riskindex: ${row["process"] || row["description"]}`, value: row["risk_index"], origin: row["origin_id"], committeeId: row["committee_id"], year: row["year"] } : null;
}
