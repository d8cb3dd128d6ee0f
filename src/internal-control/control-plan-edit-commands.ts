import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { isChange } from "../platform/db/upsert.ts";
import { holdRetirement } from "../platform/edit/retirement.ts";
import { changeRow } from "../platform/edit/versioned-row-store.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { belongsTo, municipalityOf } from "../organisation/unit.ts";
import { findGoals } from "../goals/goal-reads.ts";
import { checkFault, riskFault, type ControlCheckField, type RiskField } from "./control-plan-fault.ts";
import { addControlRow, loadControlChecks, loadRisks, placeOf, saveJudgement, saysTheSame, type ControlPlace, type PlanPlace } from "./control-plan-store.ts";

type Fields<Field extends string> = Readonly<Partial<Record<Field, string | null>>>;
const NOUNS = { risk: "Risken", control_check: "Kontrollmomentet" } as const;
type Planned = keyof typeof NOUNS;

const keep = (fault: { readonly field: string; readonly message: string } | null): void => {
  if (fault) throw new Refused({ code: "bad-plan", ...fault });
};

/** The row's place, held to be there for who asks. */
async function held(context: CommandContext, table: Planned, id: number): Promise<ControlPlace> {
  const place = await placeOf(context.db, table, id);
  if (!place) throw new Refused({ code: `no-${table.replace("control_", "")}`, message: `${NOUNS[table]} finns inte, eller så har du ingen roll i dess nämnd.` });
  return place;
}
const same = (table: Planned): Refused => new Refused({ code: "same-row", message: `${NOUNS[table]} finns redan i årets plan för samma process.`, field: "description" });

/** Adds a risk to a year's gross list. */
export const addRisk = outcomeCommand("control.plan", async (context, { committeeId, fields, year }: PlanPlace & { readonly fields: Fields<RiskField> & { readonly description: string } }): Promise<{ id: number }> => {
  context.permit(committeeId);
  keep(riskFault(fields));
  const id = await addControlRow(context.db, "risk", { committeeId, year }, { ...fields, description: fields.description.trim(), process: fields.process?.trim() ?? "", origin_id: await typedOrigin(context) });
  if (id === null) throw same("risk");
  context.record({ action: "risk.added", subject: `risk:${id}` });
  return { id };
});

/**
 * Changes a risk, from the version that was read. Where likelihood and consequence are said the index is their product
 * from now on, whatever a source stated, and the time of it is kept.
 */
export const changeRisk = outcomeCommand("control.plan", async (context, { fields, reason, riskId, version }: { riskId: number; version: number; reason?: string | null; fields: Fields<RiskField> }): Promise<{ version: number }> => {
  const place = await held(context, "risk", riskId);
  context.permit(place.committeeId);
  keep(riskFault(fields));
  const risk = (await loadRisks(context.db, place.committeeId, place.year)).find(({ id }) => id === riskId);
  const own = { process: fields.process === undefined ? (risk?.process ?? "") : (fields.process ?? ""), description: fields.description ?? risk?.description ?? "" };
  if (await saysTheSame(context.db, "risk", place, own, riskId)) throw same("risk");
  const judged = fields.likelihood !== undefined && fields.consequence !== undefined && (fields.likelihood !== String(risk?.likelihood ?? "") || fields.consequence !== String(risk?.consequence ?? "")) && fields.likelihood !== null;
  const changed = await changeRow(context.db, "risk", { id: riskId }, version, { ...fields, ...(fields.process === null ? { process: "" } : {}), ...(judged ? { risk_index: null, agreed_at: new Date().toISOString() } : {}) }, () => typedOrigin(context));
  if (isChange(changed.saved)) context.record({ action: "risk.changed", subject: `risk:${riskId}`, reason: reason ?? undefined });
  return { version: changed.version };
});

export interface OwnJudgement {
  readonly riskId: number;
  readonly likelihood: number;
  readonly consequence: number;
}
/** Keeps what somebody made of risks before they are agreed: their own judgement, over the one they made before. */
export const judgeRisks = outcomeCommand("control.judge", async (context, { committeeId, judgements, year }: PlanPlace & { readonly judgements: readonly OwnJudgement[] }): Promise<null> => {
  context.permit(committeeId);
  const risks = new Set((await loadRisks(context.db, committeeId, year)).map(({ id }) => id));
  for (const { consequence, likelihood, riskId } of judgements) {
    if (!risks.has(riskId)) throw new Refused({ code: "no-risk", message: "Risken finns inte i årets plan; ladda om sidan." });
    if (![likelihood, consequence].every((step) => Number.isInteger(step) && step >= 1 && step <= 4)) throw new Refused({ code: "bad-judgement", message: "Ange både sannolikhet och konsekvens, 1 till 4, för de risker du bedömer." });
    await saveJudgement(context.db, { riskId, likelihood, consequence, actor: context.actor.key });
  }
  if (judgements.length) context.record({ action: "risk.judged", subject: `risk:${judgements[0]!.riskId}`, details: { risks: judgements.length } });
  return null;
});

/** Keeps what was agreed of risks, each from the version that was read: only those that differ, all or nothing. */
export const agreeRisks = outcomeCommand("control.plan", async (context, { agreed, committeeId, year }: PlanPlace & { readonly agreed: readonly (OwnJudgement & { readonly version: number })[] }): Promise<{ changed: number }> => {
  context.permit(committeeId);
  const risks = await loadRisks(context.db, committeeId, year);
  let changed = 0;
  for (const { consequence, likelihood, riskId, version } of agreed) {
    const risk = risks.find(({ id }) => id === riskId);
    if (!risk) throw new Refused({ code: "no-risk", message: "Risken finns inte i årets plan; ladda om sidan." });
    if (risk.likelihood === likelihood && risk.consequence === consequence) continue;
    await valueOf(changeRisk(context, { riskId, version, fields: { likelihood: String(likelihood), consequence: String(consequence) } }));
    changed++;
  }
  return { changed };
});

/** A check's unit lies under the committee, its risk is in the same plan, and its goal is of the year. */
async function ownLinks(context: CommandContext, place: PlanPlace, fields: Fields<ControlCheckField>): Promise<void> {
  if (fields.unit_id && !belongsTo(await listUnits(context.db), Number(fields.unit_id), place.committeeId)) throw new Refused({ code: "no-unit", message: "Enheten hör inte till nämnden; välj en i listan.", field: "unit_id" });
  if (fields.risk_id && !(await loadRisks(context.db, place.committeeId, place.year)).some(({ id }) => id === Number(fields.risk_id))) throw new Refused({ code: "no-risk", message: "Risken finns inte i årets plan; välj en i listan.", field: "risk_id" });
  if (fields.goal_id) {
    const [goal] = await findGoals(context.db, [Number(fields.goal_id)]);
    const owners = [place.committeeId, municipalityOf(await listUnits(context.db), place.committeeId)];
    if (!goal || goal.year !== place.year || !owners.includes(goal.committeeId)) throw new Refused({ code: "no-goal", message: "Målet finns inte i årets plan; välj ett i listan.", field: "goal_id" });
  }
}

/** Adds a check to a year's plan. */
export const addControlCheck = outcomeCommand("control.plan", async (context, { committeeId, fields, year }: PlanPlace & { readonly fields: Fields<ControlCheckField> & { readonly description: string } }): Promise<{ id: number }> => {
  context.permit(committeeId);
  keep(checkFault(fields));
  await ownLinks(context, { committeeId, year }, fields);
  const id = await addControlRow(context.db, "control_check", { committeeId, year }, { ...fields, description: fields.description.trim(), process: fields.process?.trim() ?? "", category: fields.category ?? "", months: fields.months ?? "", origin_id: await typedOrigin(context) });
  if (id === null) throw same("control_check");
  context.record({ action: "control-check.added", subject: `control_check:${id}` });
  return { id };
});

/** Changes a check, from the version that was read. */
export const changeControlCheck = outcomeCommand("control.plan", async (context, { checkId, fields, reason, version }: { checkId: number; version: number; reason?: string | null; fields: Fields<ControlCheckField> }): Promise<{ version: number }> => {
  const place = await held(context, "control_check", checkId);
  context.permit(place.committeeId);
  keep(checkFault(fields));
  await ownLinks(context, place, fields);
  const check = (await loadControlChecks(context.db, place.committeeId, place.year)).find(({ id }) => id === checkId);
  const own = { process: fields.process === undefined ? (check?.process ?? "") : (fields.process ?? ""), description: fields.description ?? check?.description ?? "" };
  const renamed = own.process !== (check?.process ?? "") || own.description !== check?.description || (fields.category !== undefined && (fields.category ?? "") !== (check?.category ?? ""));
  if (renamed && (await saysTheSame(context.db, "control_check", place, own, checkId))) throw same("control_check");
  const blank = Object.fromEntries((["process", "category", "months"] as const).flatMap((column) => (fields[column] === null ? [[column, ""]] : [])));
  const changed = await changeRow(context.db, "control_check", { id: checkId }, version, { ...fields, ...blank }, () => typedOrigin(context));
  if (isChange(changed.saved)) context.record({ action: "control-check.changed", subject: `control_check:${checkId}`, reason: reason ?? undefined });
  return { version: changed.version };
});

/** Ends a risk or a check from a day on, with why. It stays, with all that was said of it. */
export const retireControl = outcomeCommand("control.plan", async (context, { id, on, reason, table, version }: { table: Planned; id: number; version: number; on: string | null; reason: string | null }): Promise<{ version: number }> => {
  context.permit((await held(context, table, id)).committeeId);
  const why = holdRetirement(on, reason);
  const changed = await changeRow(context.db, table, { id }, version, { retired_on: on, retired_reason: on === null ? null : why }, null);
  if (isChange(changed.saved)) context.record({ action: `${table.replace("_", "-")}.${on === null ? "resumed" : "ended"}`, subject: `${table}:${id}`, reason: why });
  return { version: changed.version };
});
