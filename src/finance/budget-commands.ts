import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { holdUnit } from "../organisation/unit-reads.ts";
import { compare, negate, sum, type Decimal } from "../platform/decimal.ts";
import { counted, MONTH_NAMES } from "../platform/swedish.ts";
import { isStatementLine, lineLabel, STATEMENT_LINES } from "../ledger/account-map.ts";
import { budgetDifferences, budgetKey, budgetTotals, indexingFault, needsNote, reindexed, seenBudget, type BudgetIndexing, type BudgetPlace, type BudgetRow, type BudgetVersion } from "./budget.ts";
import { listBaseRows, listRowsInForce } from "./budget-reads.ts";
import { budgetUnitIds } from "./budget-unit-reads.ts";
import { isBudgetAmount } from "./kronor.ts";
import { MONTHS_A_YEAR } from "./spreading.ts";
import { decideBudget, findBudget, insertBudget, insertBudgetRows, insertTransfer, loadBudgetNotes, loadBudgetRows, loadBudgets, loadTransfers, writeBudgetNote, writeBudgetRows, writeIndexing } from "./budget-store.ts";

const LONGEST_NAME = 80;
const MOST_BUDGETS = 30;
const subject = (committeeId: number): string => `budget:${committeeId}`;

/** Makes a draft of a year's budget: empty, or of another version, of the same year or the year before, as that is in force. */
export const addBudget = outcomeCommand("budget.plan", async (context, { basedOn, committeeId, name, year }: Pick<BudgetVersion, "committeeId" | "year" | "name" | "basedOn">): Promise<{ id: number }> => {
  context.permit(committeeId);
  await holdUnit(context.db, committeeId);
  const own = name.trim();
  if (!own || own.length > LONGEST_NAME) throw new Refused({ code: "bad-name", field: "name", message: `Skriv vad budgeten heter, högst ${LONGEST_NAME} tecken.` });
  const known = await loadBudgets(context.db, committeeId, year);
  if (known.length >= MOST_BUDGETS) throw new Refused({ code: "many-budgets", message: `Det finns redan ${MOST_BUDGETS} budgetar för ${year}.` });
  if (known.some((one) => one.name === own)) throw new Refused({ code: "same-name", field: "name", message: `Det finns redan en budget som heter »${own}«; välj ett annat namn.` });
  const base = basedOn === null ? null : [...known, ...(await loadBudgets(context.db, committeeId, year - 1))].find(({ id }) => id === basedOn);
  if (base === undefined) throw new Refused({ code: "no-budget", message: "Budgeten som den ska göras av finns inte." });
  const rows = base ? await listRowsInForce(context.db, base.id) : [];
  // A unit that has ended by the new year has no budget in it: what it had is the committee's to give out anew.
  const units = await unitIds(context, { committeeId, year });
  const id = await insertBudget(context.db, { committeeId, year, name: own, basedOn, basedOnTransfer: base ? ((await loadTransfers(context.db, base.id)).at(-1)?.id ?? null) : null });
  await insertBudgetRows(context.db, id, rows.filter(({ unitId }) => units.has(unitId)));
  context.record({ action: "budget.added", subject: subject(committeeId), details: { budget: id, year, basedOn } });
  return { id };
});

async function ownBudget(context: CommandContext, budgetId: number): Promise<BudgetVersion> {
  const seen = await findBudget(context.db, budgetId);
  if (!seen) throw new Refused({ code: "no-budget", message: "Budgeten finns inte längre; ladda om sidan." });
  context.permit(seen.committeeId);
  await holdUnit(context.db, seen.committeeId);
  return (await findBudget(context.db, budgetId))!;
}

function refuseDecided({ decision }: BudgetVersion): void {
  if (decision !== null) throw new Refused({ code: "decided-budget", message: "Budgeten är beslutad och ändras inte; gör en ny version av den." });
}
const LONGEST_ACTIVITY = 60;
/** An activity's code as it is kept: none is no activity in particular. */
function activityOf(told: string | null): string | null {
  const code = told?.trim() || null;
  if (code !== null && (code.length > LONGEST_ACTIVITY || code.includes("\u0000") || !code.isWellFormed())) throw new Refused({ code: "no-activity", message: "Verksamheten finns inte i huvudboken." });
  return code;
}
const unitIds = ({ db }: CommandContext, { committeeId, year }: Pick<BudgetVersion, "committeeId" | "year">): Promise<ReadonlySet<number>> => budgetUnitIds(db, committeeId, year);

export interface UnitBudgetInput {
  readonly budgetId: number;
  /** The committee itself, or a unit under it. */
  readonly unitId: number;
  /** Of which activity the rows are; null for no activity in particular. */
  readonly activity: string | null;
  readonly rows: readonly BudgetRow[];
  /** The unit's rows of the activity as they were when they were changed, as seenBudget() tells them. */
  readonly seen: string;
}
/** Says what a unit has to spend, line by line and month by month, in a draft. */
export const setUnitBudget = outcomeCommand("budget.plan", async (context, { activity: told, budgetId, rows: given, seen, unitId }: UnitBudgetInput): Promise<null> => {
  const budget = await ownBudget(context, budgetId);
  refuseDecided(budget);
  const activity = activityOf(told);
  const rows = given.map((row) => ({ ...row, unitId, activity }));
  const bad = rows.find(({ months }) => months.length !== MONTHS_A_YEAR || months.some((amount) => !isBudgetAmount(amount)));
  if (bad) throw new Refused({ code: "bad-number", field: `ar-${bad.line}`, message: `${lineLabel(bad.line)}: skriv tolv månaders belopp i kronor, med högst två decimaler.` });
  if (!(await unitIds(context, budget)).has(unitId)) throw new Refused({ code: "no-unit", message: "Enheten hör inte till nämnden." });
  const known = (await loadBudgetRows(context.db, budgetId)).filter((row) => row.unitId === unitId && row.activity === activity);
  if (seenBudget(known) !== seen) throw new Refused({ code: "changed", message: "Någon annan har ändrat enhetens budget sedan du öppnade sidan; se hur den är nu och ändra igen." });
  if (seenBudget(known) === seenBudget(rows)) return null;
  await writeBudgetRows(context.db, budgetId, known, rows);
  context.record({ action: "budget.changed", subject: subject(budget.committeeId), details: { budget: budgetId, unit: unitId, ...(activity === null ? {} : { activity }), net: budgetTotals(rows).net } });
  return null;
});

const LONGEST_DECISION = 200;
/** Says that a budget is decided, by whom and when: it is not changed after that. */
export const setBudgetDecision = outcomeCommand("budget.plan", async (context, { budgetId, decision, version }: { readonly budgetId: number; readonly version: number; readonly decision: string }): Promise<null> => {
  const budget = await ownBudget(context, budgetId);
  if (budget.version !== version) throw new Refused({ code: "changed", message: "Någon annan har ändrat budgeten sedan du öppnade sidan; se hur den är nu." });
  if (budget.decision !== null) throw new Refused({ code: "decided-budget", message: "Budgeten är redan beslutad." });
  if (!decision.trim() || decision.length > LONGEST_DECISION) throw new Refused({ code: "no-decision", field: "decision", message: "Skriv dagen och paragrafen för beslutet." });
  if (!(await loadBudgetRows(context.db, budgetId)).length) throw new Refused({ code: "empty-budget", message: "Budgeten har inga belopp; för in dem först." });
  if (budget.basedOn !== null) {
    const base = (await findBudget(context.db, budget.basedOn))!;
    const unexplained = budgetDifferences(await listBaseRows(context.db, budget), await loadBudgetRows(context.db, budgetId), budget.indexing, await loadBudgetNotes(context.db, budgetId)).filter(needsNote);
    if (unexplained.length) throw new Refused({ code: "unexplained", message: `${counted(unexplained.length, "ändring", "ändringar")} mot ${base.name} har ingen förklaring; skriv varför i tabellen över ändringarna.` });
  }
  await decideBudget(context.db, budgetId, decision.trim());
  context.record({ action: "budget.decided", subject: subject(budget.committeeId), details: { budget: budgetId, year: budget.year }, reason: decision.trim() });
  return null;
});

/** Indexes a draft from what it is made of, line by line, in per cent. What else has been changed stays; the same percentages again change nothing. */
export const indexBudget = outcomeCommand("budget.plan", async (context, { budgetId, indexing, version }: { readonly budgetId: number; readonly version: number; readonly indexing: BudgetIndexing }): Promise<null> => {
  const budget = await ownBudget(context, budgetId);
  if (budget.version !== version) throw new Refused({ code: "changed", message: "Någon annan har ändrat budgeten sedan du öppnade sidan; se hur den är nu." });
  refuseDecided(budget);
  if (budget.basedOn === null) throw new Refused({ code: "no-base", message: "Budgeten är inte gjord av någon annan, och har inget att räkna upp." });
  const fault = indexingFault(indexing);
  if (fault) throw new Refused({ code: "bad-number", field: `index-${fault}`, message: `${lineLabel(fault)}: skriv uppräkningen i procent, mellan −100 och 100.` });
  const rows = await loadBudgetRows(context.db, budgetId);
  await writeBudgetRows(context.db, budgetId, rows, reindexed(rows, await listBaseRows(context.db, budget), budget.indexing, indexing));
  await writeIndexing(context.db, budgetId, indexing);
  context.record({ action: "budget.indexed", subject: subject(budget.committeeId), details: { budget: budgetId, ...indexing } });
  return null;
});

const LONGEST_NOTE = 500;
export interface BudgetNoteInput extends BudgetPlace {
  readonly note: string | null;
  /** What it said when it was changed; undefined where that does not matter. */
  readonly seen?: string | null;
}
/** Says why lines are otherwise than in what a draft is made of. */
export const explainBudget = outcomeCommand("budget.plan", async (context, { budgetId, notes }: { readonly budgetId: number; readonly notes: readonly BudgetNoteInput[] }): Promise<null> => {
  const budget = await ownBudget(context, budgetId);
  refuseDecided(budget);
  const known = await loadBudgetNotes(context.db, budgetId);
  const now = (one: BudgetPlace): string | null => known.get(budgetKey(one)) ?? null;
  // What was not touched is not sent back over what somebody else has said since.
  const changed = notes.map((one) => ({ ...one, activity: activityOf(one.activity), note: one.note?.trim() || null })).filter((one) => one.note !== (one.seen === undefined ? now(one) : one.seen) && one.note !== now(one));
  const units = await unitIds(context, budget);
  const stray = changed.find(({ line, unitId }) => !units.has(unitId) || !isStatementLine(line));
  if (stray) throw new Refused({ code: "no-unit", message: "Enheten eller raden hör inte till budgeten." });
  const other = changed.find((one) => one.seen !== undefined && now(one) !== one.seen);
  if (other) throw new Refused({ code: "changed", field: `varfor-${budgetKey(other)}`, message: `${lineLabel(other.line)}: någon annan har skrivit en annan förklaring sedan du öppnade sidan; se vad den säger.` });
  const long = changed.find(({ note }) => (note?.length ?? 0) > LONGEST_NOTE);
  if (long) throw new Refused({ code: "long-text", field: `varfor-${budgetKey(long)}`, message: `${lineLabel(long.line)}: förklaringen är längre än ${LONGEST_NOTE} tecken.` });
  for (const one of changed) await writeBudgetNote(context.db, budgetId, one, one.note);
  if (changed.length) context.record({ action: "budget.explained", subject: subject(budget.committeeId), details: { budget: budgetId, lines: changed.length } });
  return null;
});

export interface TransferInput {
  readonly budgetId: number;
  readonly from: BudgetPlace;
  readonly to: BudgetPlace;
  readonly amount: Decimal;
  readonly fromMonth: number;
  readonly decision: string;
}
/** Moves money between units within a decided budget, by a decision. Nobody gets below nought cost by it, and the committee's whole is as it was. */
export const transferBudget = outcomeCommand("budget.plan", async (context, input: TransferInput): Promise<null> => {
  const budget = await ownBudget(context, input.budgetId);
  const { amount, decision, fromMonth } = input;
  const [from, to] = [{ ...input.from, activity: activityOf(input.from.activity) }, { ...input.to, activity: activityOf(input.to.activity) }];
  if (budget.decision === null) throw new Refused({ code: "draft-budget", message: "Budgeten är ett utkast; ändra i den i stället för att omfördela." });
  const later = (await loadBudgets(context.db, budget.committeeId, budget.year)).find((one) => one.id > budget.id && one.decision !== null);
  if (later) throw new Refused({ code: "superseded", message: `${later.name} är beslutad efter ${budget.name} och är den som gäller; omfördela i den.` });
  const units = await unitIds(context, budget);
  if (!units.has(from.unitId)) throw new Refused({ code: "no-unit", field: "from", message: "Välj vilken enhet och rad som lämnar." });
  if (!units.has(to.unitId)) throw new Refused({ code: "no-unit", field: "toUnit", message: "Välj vilken enhet som får." });
  if (!isStatementLine(from.line) || !isStatementLine(to.line)) throw new Refused({ code: "no-line", field: "toLine", message: "Välj rad i resultaträkningen." });
  if (budgetKey(from) === budgetKey(to)) throw new Refused({ code: "same-place", field: "toUnit", message: "Den som lämnar och den som får är densamma." });
  if (!isBudgetAmount(amount) || amount.startsWith("-") || !/[1-9]/.test(amount)) throw new Refused({ code: "bad-number", field: "amount", message: "Skriv beloppet i kronor, mer än noll." });
  if (!(fromMonth >= 1 && fromMonth <= 12)) throw new Refused({ code: "bad-month", field: "fromMonth", message: "Välj från vilken månad det gäller." });
  if (!decision.trim() || decision.length > LONGEST_DECISION) throw new Refused({ code: "no-decision", field: "decision", message: "Skriv dagen och paragrafen, eller vem som beslutade på delegation." });
  const row = (await listRowsInForce(context.db, budget.id)).find((one) => budgetKey(one) === budgetKey(from));
  const has = row ? sum(row.months.slice(fromMonth - 1)) : "0";
  if (STATEMENT_LINES.find(({ key }) => key === from.line)!.side === "cost" && compare(negate(has), amount) < 0) throw new Refused({ code: "too-much", field: "amount", message: `${lineLabel(from.line)}: enheten har inte så mycket att lämna från ${MONTH_NAMES[fromMonth - 1]} och året ut.` });
  await insertTransfer(context.db, { ...input, from, to, decision: decision.trim(), madeBy: context.actor.key });
  context.record({ action: "budget.transferred", subject: subject(budget.committeeId), details: { budget: budget.id, from: from.unitId, to: to.unitId, amount }, reason: decision.trim() });
  return null;
});
