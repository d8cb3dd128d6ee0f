import type { Db } from "../platform/db/database.ts";
import { onceInRequest } from "../platform/db/remembered.ts";
import { loadMonthAmounts, loadObjectMonths, type LedgerMonthAmount, type LedgerObjectMonth } from "./ledger-store.ts";

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
