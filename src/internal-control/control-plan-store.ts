import type { CommandContext } from "../platform/command.ts";
import type { DescribedRow } from "../platform/origin/origin.ts";
import type { Db } from "../platform/db/database.ts";
import { saveRegister } from "../platform/db/register.ts";
import type { Tally } from "../platform/db/upsert.ts";
import type { ControlCheck, ControlCheckInput, Risk, RiskInput } from "./control-plan.ts";

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

export async function loadRisks(db: Db, committeeId: number, year: number): Promise<Risk[]> {
  const rows = await db.selectFrom("risk").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("position").execute();
  return rows.map((row) => ({
    id: row.id, category: row.category, process: row.process, description: row.description, riskIndex: row.risk_index,
    likelihood: row.likelihood, consequence: row.consequence, origin: row.origin_id,
  }));
}

export async function loadControlChecks(db: Db, committeeId: number, year: number): Promise<ControlCheck[]> {
  const rows = await db.selectFrom("control_check").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("position").execute();
  return rows.map((row) => ({
    id: row.id, riskId: row.risk_id, category: row.category || null, process: row.process, description: row.description, origin: row.origin_id,
  }));
}

/** What a risk is, in words. */
export async function describeRisk(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  if (table !== "risk" || !/^\d{1,9}$/.test(key)) return null;
  const row = await db.selectFrom("risk").select(["committee_id", "year", "process", "description", "risk_index", "origin_id"]).where("id", "=", Number(key)).executeTakeFirst();
  return row ? { label: `Riskindex: ${row["process"] || row["description"]}`, value: row["risk_index"], origin: row["origin_id"], committeeId: row["committee_id"], year: row["year"] } : null;
}
