import { monthsByLine } from "../ledger/ledger-statement.ts";
import { mapOn } from "../ledger/account-map.ts";
import { listAccountMaps, listDimensions, listObjectMonths, listObjectNames } from "../ledger/ledger-reads.ts";
import type { Committee } from "../organisation/committee.ts";
import type { Db } from "../platform/db/database.ts";
import { rememberedRead } from "../platform/db/remembered.ts";
import { budgetInForce } from "./economy-reads.ts";
import { budgetMonths, economyRows, type EconomyMonths, type EconomyRow } from "./economy.ts";

/** The dimension of a committee's ledger that tells activities, and what its codes are called; null where there is none. */
export interface LedgerActivities {
  readonly dimension: string;
  readonly name: string;
  readonly names: ReadonlyMap<string, string>;
}
export async function listActivities(db: Db, committeeId: number): Promise<LedgerActivities | null> {
  const dimension = (await listDimensions(db, committeeId)).find(({ name }) => /^verksamhet/i.test(name));
  return dimension ? { dimension: dimension.number, name: dimension.name, names: await listObjectNames(db, committeeId, dimension.number) } : null;
}
/** "110 Barn och ungdom"; what is of no activity is told as that. */
export const activityName = (activities: LedgerActivities | null, code: string | null): string => (code === null ? "utan verksamhet" : `${code} ${activities?.names.get(code) ?? ""}`.trim());

/** A year by activity, the code in order; what is of none stands under null. */
export const loadActivityEconomy = (db: Db, committee: Committee, year: number, { dimension }: LedgerActivities): Promise<ReadonlyMap<string | null, EconomyMonths>> => rememberedRead(db, committee.id, `activities ${dimension} ${year}`, () => makeActivityEconomy(db, committee, year, dimension));
/** Each activity's rows of a year up to a month; remembered, as there may be hundreds. */
export const listActivityRows = (db: Db, committee: Committee, year: number, activities: LedgerActivities, month: number): Promise<ReadonlyMap<string | null, readonly EconomyRow[]>> =>
  rememberedRead(db, committee.id, `activity rows ${activities.dimension} ${year} ${month}`, async () => new Map([...(await loadActivityEconomy(db, committee, year, activities))].map(([code, months]) => [code, economyRows(months, month, [])])));
async function makeActivityEconomy(db: Db, { id, municipalityId }: Committee, year: number, dimension: string): Promise<ReadonlyMap<string | null, EconomyMonths>> {
  const map = mapOn(await listAccountMaps(db, municipalityId), `${year}-12-31`);
  const monthsOf = async (of: number, measure: "actual" | "budget") => new Map([...Map.groupBy(await listObjectMonths(db, id, dimension, `${of}-01`, `${of}-12`, measure), ({ code }) => code)].map(([code, own]) => [code, monthsByLine(own, map)]));
  const [actual, lastYear] = [await monthsOf(year, "actual"), await monthsOf(year - 1, "actual")];
  const { rows } = await budgetInForce(db, id, year);
  const planned = rows ? new Map([...Map.groupBy(rows, ({ activity }) => activity)].map(([code, own]) => [code, budgetMonths(own)])) : await monthsOf(year, "budget");
  const codes = [...new Set([...actual.keys(), ...planned.keys(), ...lastYear.keys()])].sort((a, b) => (a ?? "~").localeCompare(b ?? "~"));
  return new Map(codes.map((code) => [code, { actual: actual.get(code) ?? null, budget: planned.get(code) ?? null, lastYear: lastYear.get(code) ?? null }]));
}
