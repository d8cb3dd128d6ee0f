import { mapOn } from "../ledger/account-map.ts";
import { monthsByLine, type LedgerLineMonths } from "../ledger/ledger-statement.ts";
import { listAccountMaps, listMonthAmounts, listObjectMonths, listUnitMaps } from "../ledger/ledger-reads.ts";
import { unitMapIn, unitOfObject } from "../ledger/unit-map.ts";
import type { Committee } from "../organisation/committee.ts";
import type { Db } from "../platform/db/database.ts";
import { listBudgets, listRowsInForce } from "./budget-reads.ts";
import { budgetMonths, type CommitteeEconomy, type EconomyMonths } from "./economy.ts";

type Measured = "actual" | "budget";
/** A year's months by line, as the ledger has them with the map of the year; null where it has none at all. */
export async function listMonthsByLine(db: Db, { id, municipalityId }: Committee, year: number, measure: Measured = "actual"): Promise<LedgerLineMonths | null> {
  const amounts = await listMonthAmounts(db, id, `${year}-01`, `${year}-12`, measure);
  return amounts.length ? monthsByLine(amounts, mapOn(await listAccountMaps(db, municipalityId), `${year}-12-31`)) : null;
}
/** The same of each unit that objects of the ledger are tied to, and under null of what is tied to none; null where nothing is tied, or the ledger has nothing. */
export async function listMonthsByUnit(db: Db, { id, municipalityId }: Committee, year: number, measure: Measured = "actual"): Promise<ReadonlyMap<number | null, LedgerLineMonths> | null> {
  const units = unitMapIn(await listUnitMaps(db, id), year);
  if (!units?.rows.length) return null;
  const amounts = await listObjectMonths(db, id, units.dimension, `${year}-01`, `${year}-12`, measure);
  if (!amounts.length) return null;
  const map = mapOn(await listAccountMaps(db, municipalityId), `${year}-12-31`);
  const unitOf = new Map([...new Set(amounts.map(({ code }) => code))].map((code) => [code, unitOfObject(units, code)]));
  return new Map([...Map.groupBy(amounts, ({ code }) => unitOf.get(code)!)].map(([unitId, own]) => [unitId, monthsByLine(own, map)]));
}

/** What is known of a committee's year in money, as a whole and by unit. The budget is the latest that is decided, else the latest, else the ledger's own. */
export async function loadEconomy(db: Db, committee: Committee, year: number): Promise<CommitteeEconomy> {
  const [actual, lastYear] = [await listMonthsByLine(db, committee, year), await listMonthsByLine(db, committee, year - 1)];
  const [unitActual, unitLastYear] = [await listMonthsByUnit(db, committee, year), await listMonthsByUnit(db, committee, year - 1)];
  const budgets = await listBudgets(db, committee.id, year);
  const budget = budgets.findLast(({ decision }) => decision !== null) ?? budgets.at(-1) ?? null;
  const rows = budget ? await listRowsInForce(db, budget.id) : [];
  const own = budget ? null : await listMonthsByLine(db, committee, year, "budget");
  const unitOwn = budget ? null : await listMonthsByUnit(db, committee, year, "budget");
  const planned = new Map<number | null, LedgerLineMonths>(budget ? [...Map.groupBy(rows, ({ unitId }) => unitId)].map(([unitId, some]) => [unitId, budgetMonths(some)]) : (unitOwn ?? []));
  const unitIds = new Set([...(unitActual?.keys() ?? []), ...(unitLastYear?.keys() ?? []), ...planned.keys()]);
  const ofUnit = (unitId: number | null): EconomyMonths => ({ actual: unitActual?.get(unitId) ?? null, budget: planned.get(unitId) ?? null, lastYear: unitLastYear?.get(unitId) ?? null });
  return {
    budgetName: budget?.name ?? (own ? "ekonomisystemets" : null),
    whole: { actual, lastYear, budget: budget ? budgetMonths(rows) : own },
    units: new Map([...unitIds].map((unitId) => [unitId, ofUnit(unitId)])),
    byUnit: unitActual !== null,
  };
}
