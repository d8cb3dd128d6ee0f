import crypto from "node:crypto";
import { isDay, today } from "../platform/clock.ts";
import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { isChange } from "../platform/db/upsert.ts";
import { changeRow } from "../platform/edit/versioned-row-store.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { Refused } from "../platform/outcome.ts";
import { actionFault, type ActionField } from "./control-action.ts";
import type { ControlCheck } from "./control-plan.ts";
import { loadControlChecks, placeOf } from "./control-plan-store.ts";
import { drawRows, LARGEST_POPULATION, LARGEST_SAMPLE, namesPerson, SAMPLE_ANSWERS, type SampleAnswer } from "./control-sample.ts";
import { addControlAction, addResult, addSample, findSample, loadSamples, loadTypedResults, removeResult } from "./control-round-store.ts";

const refuse = (code: string, message: string, field?: string): Refused => new Refused(field === undefined ? { code, message } : { code, message, field });
const noPersons = (text: string | null, field: string): void => {
  if (text && namesPerson(text)) throw refuse("names-person", "Texten ser ut att innehålla ett personnummer. Skriv numret i listan eller diarienumret i stället.", field);
};
const MONTH = (month: number): void => {
  if (!Number.isInteger(month) || month < 1 || month > 12) throw refuse("bad-month", "Välj vilken månad kontrollen gäller.", "month");
};
const sha256 = (text: string): string => crypto.createHash("sha256").update(text).digest("hex");

/** The check, held to be there for who asks, who may carry it out: its unit's people, else the committee's. */
async function performed(context: CommandContext, checkId: number): Promise<ControlCheck & { readonly committeeId: number }> {
  const place = await placeOf(context.db, "control_check", checkId);
  const check = place && (await loadControlChecks(context.db, place.committeeId, place.year)).find(({ id }) => id === checkId);
  if (!place || !check) throw refuse("no-check", "Kontrollmomentet finns inte, gäller inte längre, eller så har du ingen roll i dess nämnd.");
  context.permit(place.unitId ?? place.committeeId);
  return { ...check, committeeId: place.committeeId };
}

export interface DrawInput {
  readonly checkId: number;
  readonly month: number;
  /** What list is drawn from, and how it is ordered. */
  readonly population: string | null;
  readonly populationSize: number;
  readonly sampleSize: number;
}
/** Draws rows of a list for a month, with a seed that nobody has chosen; or takes all of them where the check is of all. */
export const drawSample = outcomeCommand("control.perform", async (context, { checkId, month, population, populationSize, sampleSize }: DrawInput): Promise<{ id: number }> => {
  const check = await performed(context, checkId);
  MONTH(month);
  if (!population?.trim()) throw refuse("no-population", "Skriv vilken lista som dras ur och hur den är ordnad.", "population");
  if (population.length > 500) throw refuse("long-text", "Listans beskrivning är längre än 500 tecken; korta den.", "population");
  noPersons(population, "population");
  const whole = (number: number, most: number) => Number.isInteger(number) && number >= 1 && number <= most;
  if (!whole(populationSize, LARGEST_POPULATION)) throw refuse("bad-size", "Skriv hur många rader listan har, 1 till 100 000.", "populationSize");
  if (!whole(sampleSize, Math.min(populationSize, LARGEST_SAMPLE))) throw refuse("bad-size", `Skriv hur många som ska dras, 1 till ${Math.min(populationSize, LARGEST_SAMPLE)}.`, "sampleSize");
  const seed = crypto.randomBytes(8).toString("hex");
  const id = await addSample(
    context.db,
    { checkId, month, method: sampleSize === populationSize ? "all" : "sample", population: population.trim(), populationSize, sampleSize, seed, checklist: check.checklist, actor: context.actor.key },
    drawRows(seed, populationSize, sampleSize, sha256),
  );
  context.record({ action: "control-check.drawn", subject: `control_check:${checkId}`, details: { sample: id, seed, populationSize, sampleSize } });
  return { id };
});

export interface SampleItemInput {
  readonly number: number;
  readonly version: number;
  readonly answers: readonly string[];
  readonly note: string | null;
}
/** Keeps the answers of what was drawn, each from the version that was read. */
export const answerSample = outcomeCommand("control.perform", async (context, { items, sampleId }: { sampleId: number; items: readonly SampleItemInput[] }): Promise<null> => {
  const sample = await findSample(context.db, sampleId);
  if (!sample) throw refuse("no-sample", "Stickprovet finns inte, eller så har du ingen roll i dess nämnd.");
  await performed(context, sample.checkId);
  const questions = Math.max(1, sample.checklist.length);
  let changed = 0;
  for (const { answers, note, number, version } of items) {
    if (!sample.items.some((item) => item.number === number)) throw refuse("no-row", `Rad ${number} är inte dragen i stickprovet.`);
    if (answers.length !== questions || answers.some((answer) => !Object.hasOwn(SAMPLE_ANSWERS, answer))) throw refuse("bad-answer", `Rad ${number}: svara ja, nej eller gäller inte på varje fråga.`, `svar-${number}-1`);
    noPersons(note, `not-${number}`);
    if ((note?.length ?? 0) > 1000) throw refuse("long-text", `Rad ${number}: anteckningen är längre än 1000 tecken; korta den.`, `not-${number}`);
    const kept = (answers as readonly SampleAnswer[]).every((answer) => answer === "-") ? "" : answers.join("");
    const { saved } = await changeRow(context.db, "control_sample_item", { sample_id: sampleId, number }, version, { answers: kept, note }, null);
    if (isChange(saved)) changed++;
  }
  if (changed) context.record({ action: "control-check.answered", subject: `control_check:${sample.checkId}`, details: { sample: sampleId, rows: changed } });
  return null;
});

export interface ResultInput {
  readonly checkId: number;
  readonly month: number;
  /** 0 for a month that nothing was said of. */
  readonly version: number;
  readonly checked: number | null;
  readonly correct: number | null;
  readonly findings: string | null;
}
/** Keeps what a check found in a month. Where something was drawn that month, the counts are the draw's and are not typed. All empty takes it back. */
export const enterResult = outcomeCommand("control.perform", async (context, { checkId, checked, correct, findings, month, version }: ResultInput): Promise<null> => {
  await performed(context, checkId);
  MONTH(month);
  const drawn = (await loadSamples(context.db, [checkId])).some((sample) => sample.month === month);
  if (drawn && (checked !== null || correct !== null)) throw refuse("drawn", "Månaden har ett stickprov: antalen räknas ur dess svar.", "checked");
  const count = (number: number | null) => number === null || (Number.isInteger(number) && number >= 0 && number <= 1_000_000);
  if (!count(checked)) throw refuse("bad-count", "Antal kontrollerade ska vara ett heltal, 0 eller mer.", "checked");
  if (!count(correct)) throw refuse("bad-count", "Antal rätt ska vara ett heltal, 0 eller mer.", "correct");
  if ((checked === null) !== (correct === null)) throw refuse("bad-count", "Skriv både hur många som kontrollerades och hur många som var rätt.", checked === null ? "checked" : "correct");
  if (checked !== null && correct! > checked) throw refuse("bad-count", `${correct} rätt är fler än de ${checked} som kontrollerades.`, "correct");
  if ((findings?.length ?? 0) > 5000) throw refuse("long-text", "Iakttagelserna är längre än 5000 tecken; korta dem.", "findings");
  noPersons(findings, "findings");
  const key = { control_check_id: checkId, month };
  const current = (await loadTypedResults(context.db, [checkId])).find((one) => one.month === month);
  if (checked === null && findings === null) {
    if (!current) throw refuse("nothing", drawn ? "Skriv vad kontrollen visade." : "Skriv hur många som kontrollerades och var rätt, eller vad kontrollen visade.", drawn ? "findings" : "checked");
    if (current.version !== version) throw refuse("changed", "Någon annan har ändrat månadens resultat; ladda om sidan.");
    await removeResult(context.db, checkId, month);
  } else if (!current && version === 0) {
    if (!(await addResult(context.db, { checkId, month, checked, correct, findings }, await typedOrigin(context)))) throw refuse("changed", "Någon annan har just skrivit månadens resultat; ladda om sidan.");
  } else {
    // Two who wrote the same new month are both asked: what the first wrote was nothing to start from.
    const { saved } = await changeRow(context.db, "control_result", key, version, { checked: checked === null ? null : String(checked), correct: correct === null ? null : String(correct), findings }, () => typedOrigin(context));
    if (!isChange(saved)) return null;
  }
  context.record({ action: "control-check.performed", subject: `control_check:${checkId}`, details: { month } });
  return null;
});

type ActionFields = Readonly<Partial<Record<ActionField, string | null>>>;
const keep = (fault: ReturnType<typeof actionFault>): void => {
  if (fault) throw refuse("bad-action", fault.message, fault.field);
};

/** Adds what is to be done about a check's findings or a risk. */
export const addAction = outcomeCommand("control.perform", async (context, { checkId, fields, riskId }: { checkId: number | null; riskId: number | null; fields: ActionFields }): Promise<{ id: number }> => {
  const place = checkId !== null ? await placeOf(context.db, "control_check", checkId) : riskId === null ? null : await placeOf(context.db, "risk", riskId);
  if (!place) throw refuse("no-check", "Det som åtgärden gäller finns inte, eller så har du ingen roll i dess nämnd.");
  context.permit(place.unitId ?? place.committeeId);
  keep(actionFault({ description: null, responsible: null, due_on: null, ...fields }, isDay, today()));
  noPersons(fields.description ?? null, "description");
  const id = await addControlAction(context.db, { ...fields, committee_id: place.committeeId, year: place.year, control_check_id: checkId, risk_id: riskId ?? null, origin_id: await typedOrigin(context) });
  context.record({ action: "control-action.added", subject: `control_action:${id}` });
  return { id };
});

/** Changes an action, says that it is done or when it is to be. */
export const changeAction = outcomeCommand("control.perform", async (context, { actionId, fields, reason, version }: { actionId: number; version: number; reason?: string | null; fields: ActionFields }): Promise<{ version: number }> => {
  const place = await placeOf(context.db, "control_action", actionId);
  if (!place) throw refuse("no-action", "Åtgärden finns inte, eller så har du ingen roll i dess nämnd.");
  context.permit(place.committeeId);
  keep(actionFault(fields, isDay, today()));
  noPersons(fields.outcome ?? null, "outcome");
  const changed = await changeRow(context.db, "control_action", { id: actionId }, version, { ...fields }, () => typedOrigin(context));
  if (isChange(changed.saved)) context.record({ action: "control-action.changed", subject: `control_action:${actionId}`, reason: reason ?? undefined });
  return { version: changed.version };
});
