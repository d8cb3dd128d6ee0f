import { mapOn } from "../ledger/account-map.ts";
import { monthsByLine, type LedgerLineMonths } from "../ledger/ledger-statement.ts";
import { keptOfLedger, listAccountMaps, listMonthAmounts, listObjectMonths, listUnitMaps } from "../ledger/ledger-reads.ts";
import { unitMapIn, unitOfObject } from "../ledger/unit-map.ts";
import type { Committee } from "../organisation/committee.ts";
import type { Db } from "../platform/db/database.ts";
import { listBudgets, listRowsInForce } from "./budget-reads.ts";
import { budgetThatHolds, type BudgetRow } from "./budget.ts";
import { budgetMonths, type CommitteeEconomy, type EconomyMonths } from "./economy.ts";

type Measured = "actual" | "budget";
/** A year's months by line, as the ledger has them with the map of the year; null where it has none at all. */
export async function listMonthsByLine(db: Db, { id, municipalityId }: Committee, year: number, measure: Measured = "actual"): Promise<LedgerLineMonths | null> {
  const map = mapOn(await listAccountMaps(db, municipalityId), `${year}-12-31`);
  return keptOfLedger(db, id, `lines ${year} ${measure} ${JSON.stringify(map)}`, async () => {
    const amounts = await listMonthAmounts(db, id, `${year}-01`, `${year}-12`, measure);
    return amounts.length ? monthsByLine(amounts, map) : null;
  });
}
/** The same of each unit that objects of the ledger are tied to, and under null of what is tied to none; null where nothing is tied, or the ledger has nothing. */
export async function listMonthsByUnit(db: Db, { id, municipalityId }: Committee, year: number, measure: Measured = "actual"): Promise<ReadonlyMap<number | null, LedgerLineMonths> | null> {
  const units = unitMapIn(await listUnitMaps(db, id), year);
  if (!units?.rows.length) return null;
  const map = mapOn(await listAccountMaps(db, municipalityId), `${year}-12-31`);
  return keptOfLedger(db, id, `units ${year} ${measure} ${JSON.stringify(units)} ${JSON.stringify(map)}`, async () => {
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
export async function loadEconomy(db: Db, committee: Committee, year: number): Promise<CommitteeEconomy> {
  const plan = await budgetInForce(db, committee.id, year);
  const { budgetName, months } = await wholeOf(db, committee, year, plan);
  const [unitActual, unitLastYear] = [await listMonthsByUnit(db, committee, year), await listMonthsByUnit(db, committee, year - 1)];
  const planned = new Map<number | null, LedgerLineMonths>(plan.rows ? [...Map.groupBy(plan.rows, ({ unitId }) => unitId)].map(([unitId, some]) => [unitId, budgetMonths(some)]) : ((await listMonthsByUnit(db, committee, year, "budget")) ?? []));
  const unitIds = new Set([...(unitActual?.keys() ?? []), ...(unitLastYear?.keys() ?? []), ...planned.keys()]);
  const ofUnit = (unitId: number | null): EconomyMonths => ({ actual: unitActual?.get(unitId) ?? null, budget: planned.get(unitId) ?? null, lastYear: unitLastYear?.get(unitId) ?? null });
  return { budgetName, whole: months, units: new Map([...unitIds].map((unitId) => [unitId, ofUnit(unitId)])), byUnit: unitActual !== null };
}
