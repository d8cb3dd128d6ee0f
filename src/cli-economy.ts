import type { Committee } from "./organisation/committee.ts";
import type { Db } from "./platform/db/database.ts";
import { formatNumber, MONTHS } from "./platform/swedish.ts";
import { lastLedgerMonth } from "./ledger/ledger-reads.ts";
import { loadEconomy } from "./finance/economy-reads.ts";
import { economyRows, varianceOf } from "./finance/economy.ts";
import { listForecasts } from "./finance/forecast-reads.ts";

export interface EconomyArguments {
  readonly committee: Committee;
  readonly year: number;
  /** The last month that counts; null for the last that is known. */
  readonly to: number | null;
  readonly json: boolean;
}
/** How a committee's year stands, line by line: a table in whole kronor with tabs between its columns, or JSON with exact amounts. */
export async function tellEconomy(db: Db, { committee, json, to, year }: EconomyArguments): Promise<string> {
  const last = await lastLedgerMonth(db, committee.id, year);
  const known = last ? Number(last.slice(5)) : 12;
  const month = Math.min(to ?? known, known);
  const { budgetName, whole } = await loadEconomy(db, committee, year);
  const rows = economyRows(whole, month, await listForecasts(db, committee.id, year));
  if (json) return JSON.stringify({ committee: committee.slug, year, to: last ? month : null, budgetName, rows: rows.map(({ actual, budget, forecast, key, label, lastYear, total, yearBudget }) => ({ key, label, total, actual, budget, lastYear, yearBudget, forecast })) }, null, 2);
  if (!rows.length) return `Varken utfall eller budget finns för ${committee.name} ${year}.`;
  const cell = (amount: string | null): string => (amount === null ? "" : formatNumber(amount, 0));
  return [
    `${committee.name} ${year}, jan–${MONTHS[month - 1]}, kr${budgetName === null ? "" : `; budgeten är ${budgetName}`}`,
    ["Rad", "Utfall", "Budget", "Avvikelse", "Föregående år", "Budget helår", "Prognos helår"].join("\t"),
    ...rows.map((row) => [row.label, cell(row.actual), cell(row.budget), cell(varianceOf(row.actual, row.budget)), cell(row.lastYear), cell(row.yearBudget), cell(row.forecast)].join("\t")),
  ].join("\n");
}
