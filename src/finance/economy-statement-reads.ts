import { isStatementLine, lineLabel } from "../ledger/account-map.ts";
import { lastLedgerMonth, listLedgerImports } from "../ledger/ledger-reads.ts";
import type { Committee } from "../organisation/committee.ts";
import { pageHref } from "../organisation/scope.ts";
import { listCommittees, unitsDuring } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { rememberedRead } from "../platform/db/remembered.ts";
import { lastChange } from "../platform/edit/versioned-row-store.ts";
import type { DescribedRow } from "../platform/origin/origin.ts";
import type { Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES, MONTHS } from "../platform/swedish.ts";
import { activityName, listActivities, listActivityRows, loadActivityEconomy } from "./activity-reads.ts";
import { listBudgets } from "./budget-reads.ts";
import { budgetInForce, loadEconomy } from "./economy-reads.ts";
import { budgetThatHolds, type BudgetRow } from "./budget.ts";
import { budgetMonths, economyRows, wholeForecastMonths, type CommitteeEconomy, type EconomyMonths, type EconomyRow } from "./economy.ts";
import { budgetStatement, ECONOMY_TABLE, economyStatement, type EconomyPart, type EconomyPlace, type MadeEconomyLine } from "./economy-statement.ts";
import { latestForecasts, type Forecast } from "./forecast.ts";
import { loadForecasts } from "./forecast-store.ts";
import type { Statement } from "./statement.ts";

export interface MadeEconomy {
  readonly place: EconomyPlace;
  readonly rows: readonly EconomyRow[];
  /** "Resultaträkning", "Verksamheter", "Enheter", as far as the ledger tells them. */
  readonly statements: readonly Statement[];
}
/** The latest month up to one that the whole is forecast after; of a year that has ended, before its end. 0 where there is none. */
function forecastMonthOf(forecasts: readonly Forecast[], months: EconomyMonths, until: number): number {
  return wholeForecastMonths(forecasts, months).find((month) => (until === 12 ? month < 12 : month <= until)) ?? 0;
}
const relabelled = (rows: readonly EconomyRow[], label: string): EconomyRow[] => { const net = rows.at(-1); return net ? [{ ...net, label, total: false }] : []; };

/** What the ledger, the budget and the forecasts say of a committee's year up to a month, as statements; null where the ledger has nothing of it. */
export const loadMadeEconomy = (db: Db, committee: Committee, year: number, until: number | null): Promise<MadeEconomy | null> => rememberedRead(db, committee.id, `made economy ${year} ${until}`, () => makeStatements(db, committee, year, until));
async function makeStatements(db: Db, committee: Committee, year: number, until: number | null): Promise<MadeEconomy | null> {
  const last = await lastLedgerMonth(db, committee.id, year);
  if (last === null) return null;
  const month = Math.min(until ?? 12, Number(last.slice(5)));
  const economy = await loadEconomy(db, committee, year);
  const forecasts = await loadForecasts(db, committee.id, year);
  const forecastMonth = forecastMonthOf(forecasts, economy.whole, month);
  const place: EconomyPlace = { committeeId: committee.id, year, month, forecastMonth };
  const rowsOf = (months: EconomyMonths, unitId: number | null): EconomyRow[] => economyRows(months, month, forecasts, unitId, forecastMonth);
  const rows = rowsOf(economy.whole, null);
  const units = await unitLines(db, committee, year, economy, rowsOf);
  const activities = await listActivities(db, committee.id);
  const perActivity = activities ? [...(await listActivityRows(db, committee, year, activities, month))].flatMap(([code, own]): MadeEconomyLine[] => relabelled(own, code === null ? "Utan verksamhet" : (activities.names.get(code) || activityName(activities, code))).map((row) => ({ row, trace: `activity-${encodeURIComponent(code ?? "")}-net` }))) : [];
  const net: MadeEconomyLine[] = rows.slice(-1).map((row) => ({ row, trace: "net" }));
  const statements = [
    economyStatement(place, "income", "Resultaträkning", rows.map((row) => ({ row, trace: row.key })), -1),
    ...(perActivity.length > 1 ? [economyStatement(place, "activities", "Verksamheter", [...perActivity, ...net.map(({ row, trace }) => ({ trace, row: { ...row, forecast: null } }))], -2)] : []),
    ...(units.length > 1 ? [economyStatement(place, "activities", "Enheter", [...units, ...net], -3)] : []),
  ];
  return { place, rows, statements };
}
async function unitLines(db: Db, committee: Committee, year: number, economy: CommitteeEconomy, rowsOf: (months: EconomyMonths, unitId: number | null) => EconomyRow[]): Promise<MadeEconomyLine[]> {
  if (!economy.byUnit) return [];
  const names = new Map([[committee.id, "Gemensamt"], ...(await unitsDuring(db, committee.id, year)).map(({ id, name }) => [id, name] as const)]);
  return [...economy.units].flatMap(([unitId, months]): MadeEconomyLine[] => relabelled(rowsOf(months, unitId ?? -1), unitId === null ? "Utan enhet" : (names.get(unitId) ?? "En enhet som har upphört")).map((row) => ({ row, trace: `unit-${unitId ?? ""}-net` })));
}

/** A year's budget as statements, by line and by unit, beside the year before's; none where no budget is made. */
export const loadMadeBudget = (db: Db, committee: Committee, year: number): Promise<Statement[]> => rememberedRead(db, committee.id, `made budget ${year}`, () => makeBudgetStatements(db, committee, year));
async function makeBudgetStatements(db: Db, committee: Committee, year: number): Promise<Statement[]> {
  const [now, before] = [await budgetInForce(db, committee.id, year), await budgetInForce(db, committee.id, year - 1)];
  if (!now.rows?.length) return [];
  const place: EconomyPlace = { committeeId: committee.id, year, month: 12, forecastMonth: 0 };
  const rowsOf = (unitId: number | null): EconomyRow[] => {
    const own = (rows: readonly BudgetRow[] | null) => rows && budgetMonths(rows.filter((row) => unitId === null || row.unitId === unitId));
    // What was budgeted last year stands where last year's outcome else does.
    return economyRows({ actual: null, budget: own(now.rows), lastYear: own(before.rows) }, 12, []);
  };
  const names = new Map([[committee.id, "Gemensamt"], ...(await unitsDuring(db, committee.id, year)).map(({ id, name }) => [id, name] as const)]);
  const rows = rowsOf(null);
  const units = [...new Set([...now.rows, ...(before.rows ?? [])].map(({ unitId }) => unitId))].flatMap((unitId): MadeEconomyLine[] => relabelled(rowsOf(unitId), names.get(unitId) ?? "En enhet som har upphört").map((row) => ({ row, trace: `unit-${unitId}-net` })));
  const net = rows.slice(-1).map((row): MadeEconomyLine => ({ row, trace: "net" }));
  return [budgetStatement(place, "Driftbudget", rows.map((row) => ({ row, trace: row.key })), -4), ...(units.length > 1 ? [budgetStatement(place, "Nettokostnader per enhet", [...units, ...net], -5)] : [])];
}

/** A code as it stands in an address; one that is none is no activity that there is. */
function decoded(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return "\ufffd";
  }
}
const PART_WORDS: Readonly<Record<EconomyPart, string>> = { actual: "utfall", last: "utfall", budget: "budget", "year-budget": "budget", forecast: "prognos" };
const valueOf = (row: EconomyRow | undefined, part: EconomyPart): Decimal | null => (row ? { actual: row.actual, last: row.lastYear, budget: row.budget, "year-budget": row.yearBudget, forecast: row.forecast }[part] : null);
const isPart = (text: string): text is EconomyPart => Object.hasOwn(PART_WORDS, text);
/** What an amount of a made statement is, in words: the same as it is now, where it is seen, and who put it there. */
export async function describeEconomy(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  const [, committeeId, year, month, line = "", part = ""] = /^(\d{1,9})\/((?:19|20)\d\d)\/(\d{1,2})\/([\w%.~!*'()-]{1,250})\/([a-z-]+)$/.exec(key) ?? [];
  if (table !== ECONOMY_TABLE || !committeeId || !isPart(part)) return null;
  const [ofYear, until] = [Number(year), Number(month)];
  const committee = (await listCommittees(db, ofYear)).find(({ id }) => id === Number(committeeId));
  if (!committee || until < 1 || until > 12) return null;
  const economy = await loadEconomy(db, committee, ofYear);
  const forecasts = await loadForecasts(db, committee.id, ofYear);
  const [, unit, coded] = /^(?:unit-(\d*)|activity-(.*))-net$/.exec(line) ?? [];
  const activity = coded === undefined ? undefined : decoded(coded);
  const activities = activity === undefined ? null : await listActivities(db, committee.id);
  const months = unit !== undefined ? economy.units.get(unit === "" ? null : Number(unit)) : activities ? (await loadActivityEconomy(db, committee, ofYear, activities)).get(activity || null) : economy.whole;
  const unitId = unit ? Number(unit) : null;
  const rows = months ? economyRows(months, until, activity === undefined ? forecasts : [], unitId) : [];
  const found = unit !== undefined || activity !== undefined ? rows.at(-1) : rows.find((row) => row.key === line);
  const value = valueOf(found, part);
  if (!found || value === null) return null;
  const ofLast = part === "last";
  const scope = { committee, year: ofLast ? ofYear - 1 : ofYear };
  const whole = until === 12 || part === "year-budget" || part === "forecast";
  const whose = unit !== undefined ? ", enheten" : activity !== undefined ? `, ${activityName(activities, activity || null)}` : "";
  const label = `${found.label}${whose}, ${PART_WORDS[part]} ${whole ? "" : `jan–${MONTHS[until - 1]} `}${scope.year}${part === "forecast" ? ` efter ${MONTH_NAMES[until - 1]}` : ""}`;
  const stored = await storedWords(db, scope, part, until, line, unitId, forecasts);
  return stored ? { label, value: `${formatNumber(value)} kr`, origin: null, committeeId: committee.id, year: ofYear, facts: [["Rad", isStatementLine(line) ? lineLabel(line) : found.label]], stored } : null;
}
async function storedWords(db: Db, scope: { readonly committee: Committee; readonly year: number }, part: EconomyPart, until: number, line: string, unitId: number | null, forecasts: readonly Forecast[]): Promise<NonNullable<DescribedRow["stored"]> | null> {
  const { committee, year } = scope;
  if (part === "forecast") {
    const made = [...latestForecasts(forecasts, until, unitId).values()].filter((one) => !isStatementLine(line) || one.line === line).sort((a, b) => b.id - a.id)[0];
    return made ? { words: "Prognosen", href: pageHref(scope, "ekonomi", `/prognos?efter=${until}${unitId === null ? "" : `&enhet=${unitId}`}`), actor: made.madeBy, at: made.madeAt } : null;
  }
  const imports = (await listLedgerImports(db, committee.id)).filter(({ counts, periods }) => counts && periods.some(({ from, to }) => from <= `${year}-12` && to >= `${year}-01`));
  const budget = part === "actual" || part === "last" ? null : budgetThatHolds(await listBudgets(db, committee.id, year));
  const [latest] = imports;
  if (budget) {
    const changed = await lastChange(db, "budget_version", { id: budget.id });
    return { words: `${budget.name}${budget.decision === null ? ", inte beslutad" : `, beslutad ${budget.decision}`}`, href: pageHref(scope, "ekonomi", `/budget?version=${budget.id}`), actor: changed.by ?? "program", at: changed.at ?? "1970-01-01T00:00:00Z" };
  }
  return latest ? { words: imports.map(({ fileName }) => fileName).slice(0, 5).join(", "), href: pageHref(scope, "ekonomi", isStatementLine(line) ? `/utfall/rad/${line}?till=${until}` : `/utfall?till=${until}`), actor: latest.importedBy, at: latest.importedAt } : null;
}
