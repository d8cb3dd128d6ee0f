import type { Db } from "../platform/db/database.ts";
import { loadRegister } from "../platform/edit/register-row-store.ts";
import { loadStepsOfRows } from "../platform/edit/step-store.ts";
import { confidedUnits } from "./told-store.ts";
import type { HandledIncident, Incident, IncidentStepKind } from "./incident.ts";
import type { InvestigatedLexSarah, LexSarah, LexSarahStepKind } from "./lex-sarah.ts";

/** The incidents of a committee that the asker may see: those they handle, and those they have reported. */
export async function listIncidents(db: Db, committeeId: number): Promise<HandledIncident[]> {
  const all = await loadRegister<Incident>(db, "incident", committeeId);
  const steps = await loadStepsOfRows<IncidentStepKind>(db, "incident_step", "incident_id", all.map(({ id }) => id));
  return all.map((one) => ({ ...one, steps: steps.get(one.id) ?? [] }));
}
/** The reports that the asker may see: for who investigates all, for others those they have made, without what was made of them. */
export async function listLexSarah(db: Db, committeeId: number): Promise<InvestigatedLexSarah[]> {
  const all = await loadRegister<LexSarah>(db, "lex_sarah", committeeId);
  const steps = await loadStepsOfRows<LexSarahStepKind>(db, "lex_sarah_step", "lex_sarah_id", all.map(({ id }) => id));
  const confided = await confidedUnits(db, "lex-sarah.handle");
  return all.map((one) => {
    const handled = confided === "all" || confided.has(one.committeeId) || (one.unitId !== null && confided.has(one.unitId));
    const own = steps.get(one.id) ?? [];
    return handled ? { ...one, steps: own } : { ...one, judgement: "open", grounds: null, cause: null, action: null, learned: null, steps: own.map((step) => ({ ...step, note: null })) };
  });
}
