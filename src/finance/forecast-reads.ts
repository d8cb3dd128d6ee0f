import { mapOn, STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import { ledgerStatement } from "../ledger/ledger-statement.ts";
import { listAccountMaps, listMonthAmounts } from "../ledger/ledger-reads.ts";
import type { Committee } from "../organisation/committee.ts";
import type { Db } from "../platform/db/database.ts";
import { isZero, sum, type Decimal } from "../platform/decimal.ts";
import { loadBudgetRows, loadBudgets } from "./budget-store.ts";
import type { ForecastGround } from "./forecast.ts";
import { MONTHS_A_YEAR } from "./spreading.ts";

export { loadForecasts as listForecasts } from "./forecast-store.ts";

/** Twelve months of each line. */
export type LineMonths = ReadonlyMap<StatementLineKey, readonly Decimal[]>;
const zeros = (): Decimal[] => Array.from({ length: MONTHS_A_YEAR }, () => "0");
/** A year's months by line, as the ledger has them with the map of the year: income plus, cost minus; null where it has none at all. */
export async function listMonthsByLine(db: Db, { id, municipalityId }: Committee, year: number, measure: "actual" | "budget" = "actual"): Promise<LineMonths | null> {
  const amounts = await listMonthAmounts(db, id, `${year}-01`, `${year}-12`, measure);
  if (!amounts.length) return null;
  const map = mapOn(await listAccountMaps(db, municipalityId), `${year}-12-31`);
  const months = Array.from({ length: MONTHS_A_YEAR }, (_, month) => ledgerStatement(amounts.filter((one) => Number(one.month.slice(5)) === month + 1), map));
  return new Map(STATEMENT_LINES.map(({ key }) => [key, months.map((lines) => lines.find((line) => line.key === key)!.amount)]));
}

/**
 * What each line of a year's forecast is made of; the budget is the latest that is decided, else the latest, else the
 * ledger's own. Lines without anything are left out.
 */
export async function loadForecastGrounds(db: Db, committee: Committee, year: number, month: number): Promise<{ readonly budgetName: string | null; readonly grounds: ReadonlyMap<StatementLineKey, ForecastGround> }> {
  const [actual, lastYear] = [await listMonthsByLine(db, committee, year), await listMonthsByLine(db, committee, year - 1)];
  const budgets = await loadBudgets(db, committee.id, year);
  const budget = budgets.findLast(({ decision }) => decision !== null) ?? budgets.at(-1) ?? null;
  const rows = budget ? await loadBudgetRows(db, budget.id) : [];
  const own = budget ? null : await listMonthsByLine(db, committee, year, "budget");
  const grounds = new Map(STATEMENT_LINES.flatMap(({ key }) => {
    const planned = rows.filter(({ line }) => line === key);
    const ground: ForecastGround = {
      month, actual: actual?.get(key) ?? zeros(), lastYear: lastYear?.get(key) ?? null,
      budget: own ? own.get(key)! : budget ? Array.from({ length: MONTHS_A_YEAR }, (_, index) => sum(planned.map(({ months }) => months[index]!))) : null,
    };
    const something = [ground.actual, ground.budget, ground.lastYear].some((months) => months?.some((amount) => !isZero(amount)));
    return something ? [[key, ground] as const] : [];
  }));
  return { budgetName: budget?.name ?? (own ? "ekonomisystemets" : null), grounds };
}
