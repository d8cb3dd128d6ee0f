import type { Db } from "../platform/db/database.ts";
import { onceInRequest, rememberedWhile } from "../platform/db/remembered.ts";
import { lastImport, loadMonthAmounts, loadObjectMonths, type LedgerMonthAmount, type LedgerObjectMonth } from "./ledger-store.ts";

/**
 * What is made of a committee's ledger, remembered until something more is read into it.
 * @param key what it is made of, and by which map of accounts.
 */
export const keptOfLedger = <Value>(db: Db, committeeId: number, key: string, make: () => Promise<Value>): Promise<Value> =>
  rememberedWhile(db, committeeId, `ledger ${key}`, () => onceInRequest(db, `last import ${committeeId}`, () => lastImport(db, committeeId)), make);

type LedgerMeasure = "actual" | "budget";
export { loadUnitMaps as listUnitMaps } from "./unit-map-store.ts";
export { loadAccountMaps as listAccountMaps } from "./account-map-store.ts";
export {
  countPostings, lastLedgerMonth, loadAccountNames as listAccountNames, loadDimensions as listDimensions, loadImports as listLedgerImports, loadObjectAmounts as listObjectAmounts, loadObjectNames as listObjectNames, loadPostings as listPostings,
  loadVoucher as findVoucher, yearsWithLedger, type LedgerMonthAmount, type LedgerObjectAmount, type LedgerObjectFilter, type LedgerObjectMonth, type StoredLedgerImport, type StoredLedgerPosting, type StoredLedgerVoucher,
} from "./ledger-store.ts";

/** What accounts changed by, month by month (loadMonthAmounts); several parts of a page ask the same. */
export const listMonthAmounts = (db: Db, committeeId: number, from: string, to: string, measure: LedgerMeasure = "actual"): Promise<LedgerMonthAmount[]> => onceInRequest(db, `months ${committeeId} ${from} ${to} ${measure}`, () => loadMonthAmounts(db, committeeId, from, to, measure));
/** The same by object of a dimension (loadObjectMonths). */
export const listObjectMonths = (db: Db, committeeId: number, dimension: string, from: string, to: string, measure: LedgerMeasure = "actual"): Promise<LedgerObjectMonth[]> => onceInRequest(db, `objects ${committeeId} ${dimension} ${from} ${to} ${measure}`, () => loadObjectMonths(db, committeeId, dimension, from, to, measure));
