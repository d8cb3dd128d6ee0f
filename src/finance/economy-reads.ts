import { mapOn } from "../ledger/account-map.ts";
import { monthsByLine, type LedgerLineMonths } from "../ledger/ledger-statement.ts";
import { listAccountMaps, listMonthAmounts, listObjectMonths, listUnitMaps } from "../ledger/ledger-reads.ts";
import { unitMapIn, unitOfObject } from "../ledger/unit-map.ts";
import type { Committee } from "../organisation/committee.ts";
import type { Db } from "../platform/db/database.ts";
import { rememberedRead } from "../platform/db/remembered.ts";
import { listBudgets, listRowsInForce } from "./budget-reads.ts";
import { budgetThatHolds, type BudgetRow } from "./budget.ts";
import { budgetMonths, economyRows, type CommitteeEconomy, type EconomyMonths, type EconomyRow } from "./economy.ts";
import { loadForecasts } from "./forecast-store.ts";

type Measured = "actual" | "budget";
/** A year's months by line, as the ledger has them with the map of the year; null where it has none at all. */
export async function listMonthsByLine(db: Db, { id, municipalityId }: Committee, year: number, measure: Measured = "actual"): Promise<LedgerLineMonths | null> {
  return rememberedRead(db, id, `lines ${year} ${measure}`, async () => {
    const map = mapOn(await listAccountMaps(db, municipalityId), `${year}-12-31`);
    const amounts = await listMonthAmounts(db, id, `${year}-01`, `${year}-12`, measure);
    return amounts.length ? monthsByLine(amounts, map) : null;
  });
}
/** The same of each unit that objects of the ledger are tied to, and under null of what is tied to none; null where nothing is tied, or the ledger has nothing. */
export async function listMonthsByUnit(db: Db, { id, municipalityId }: Committee, year: number, measure: Measured = "actual"): Promise<ReadonlyMap<number | null, LedgerLineMonths> | null> {
  return rememberedRead(db, id, `units ${year} ${measure}`, async () => {
    const units = unitMapIn(await listUnitMaps(db, id), year);
    if (!units?.rows.length) return null;
    const map = mapOn(await listAccountMaps(db, municipalityId), `${year}-12-31`);
    const amounts = await listObjectMonths(db, id, units.dimension, `${year}-01`, `${year}-12`, measure);
    if (!amounts.length) return null;
    const unitOf = new Map([...new Set(amounts.map(({ code }) => code))].map((code) => [code, unitOfObject(units, code)]));
    return new Map([...Map.groupBy(amounts, ({ code }) => unitOf.get(code)!)].map(([unitId, own]) => [unitId, monthsByLine(own, map)]));
  });
}

interface PlannedYear {
  readonly name: string | null;
  /** Null where the ledger's own budget holds. */
  readonly rows: readonly BudgetRow[] | null;
}
/** The budget that a year is held against: the latest that is decided, else the latest, as it is in force; null where none is made. */
export async function budgetInForce(db: Db, committeeId: number, year: number): Promise<PlannedYear> {
  const budget = budgetThatHolds(await listBudgets(db, committeeId, year));
  return { name: budget?.name ?? null, rows: budget ? await listRowsInForce(db, budget.id) : null };
}
async function wholeOf(db: Db, committee: Committee, year: number, { name, rows }: PlannedYear): Promise<{ budgetName: string | null; months: EconomyMonths }> {
  const [actual, lastYear] = [await listMonthsByLine(db, committee, year), await listMonthsByLine(db, committee, year - 1)];
  const budget = rows ? budgetMonths(rows) : await listMonthsByLine(db, committee, year, "budget");
  return { budgetName: name ?? (budget ? "ekonomisystemets" : null), months: { actual, lastYear, budget } };
}
/** What is known of a committee's year in money as a whole. The budget is the latest that is decided, else the latest, else the ledger's own. */
export const loadWholeEconomy = async (db: Db, committee: Committee, year: number): Promise<{ readonly budgetName: string | null; readonly months: EconomyMonths }> => wholeOf(db, committee, year, await budgetInForce(db, committee.id, year));

/** The same, and by unit. */
export const loadEconomy = (db: Db, committee: Committee, year: number): Promise<CommitteeEconomy> => rememberedRead(db, committee.id, `economy ${year}`, () => makeEconomy(db, committee, year));
async function makeEconomy(db: Db, committee: Committee, year: number): Promise<CommitteeEconomy> {
  const plan = await budgetInForce(db, committee.id, year);
  const { budgetName, months } = await wholeOf(db, committee, year, plan);
  const [unitActual, unitLastYear] = [await listMonthsByUnit(db, committee, year), await listMonthsByUnit(db, committee, year - 1)];
  const planned = new Map<number | null, LedgerLineMonths>(plan.rows ? [...Map.groupBy(plan.rows, ({ unitId }) => unitId)].map(([unitId, some]) => [unitId, budgetMonths(some)]) : ((await listMonthsByUnit(db, committee, year, "budget")) ?? []));
  const unitIds = new Set([...(unitActual?.keys() ?? []), ...(unitLastYear?.keys() ?? []), ...planned.keys()]);
  const ofUnit = (unitId: number | null): EconomyMonths => ({ actual: unitActual?.get(unitId) ?? null, budget: planned.get(unitId) ?? null, lastYear: unitLastYear?.get(unitId) ?? null });
  return { budgetName, whole: months, units: new Map([...unitIds].map((unitId) => [unitId, ofUnit(unitId)])), byUnit: unitActual !== null };
}

/** Each unit's rows of a year up to a month, and those of what is of no unit under null; remembered, as there may be hundreds. */
export const listUnitRows = (db: Db, committee: Committee, year: number, month: number): Promise<ReadonlyMap<number | null, readonly EconomyRow[]>> => rememberedRead(db, committee.id, `unit rows ${year} ${month}`, async () => {
  const { units } = await loadEconomy(db, committee, year);
  const forecasts = await loadForecasts(db, committee.id, year);
  return new Map([...units].map(([unitId, months]) => [unitId, economyRows(months, month, unitId === null ? [] : forecasts, unitId)]));
});
