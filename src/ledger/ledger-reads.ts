export { loadUnitMaps as listUnitMaps } from "./unit-map-store.ts";
export { loadAccountMaps as listAccountMaps } from "./account-map-store.ts";
export {
  countPostings, lastLedgerMonth, loadAccountNames as listAccountNames, loadDimensions as listDimensions, loadImports as listLedgerImports, loadMonthAmounts as listMonthAmounts, loadObjectAmounts as listObjectAmounts, loadObjectMonths as listObjectMonths, loadObjectNames as listObjectNames, loadPostings as listPostings,
  loadVoucher as findVoucher, yearsWithLedger, type LedgerMonthAmount, type LedgerObjectAmount, type LedgerObjectFilter, type LedgerObjectMonth, type StoredLedgerImport, type StoredLedgerPosting, type StoredLedgerVoucher,
} from "./ledger-store.ts";
