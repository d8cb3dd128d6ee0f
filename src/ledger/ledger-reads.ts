export { loadAccountMaps as listAccountMaps } from "./account-map-store.ts";
export {
  countPostings, lastLedgerMonth, loadAccountNames as listAccountNames, loadDimensions as listDimensions, loadImports as listLedgerImports, loadMonthAmounts as listMonthAmounts, loadObjectAmounts as listObjectAmounts, loadObjectNames as listObjectNames, loadPostings as listPostings,
  loadVoucher as findVoucher, yearsWithLedger, type LedgerMonthAmount, type LedgerObjectAmount, type StoredLedgerImport, type StoredLedgerPosting, type StoredLedgerVoucher,
} from "./ledger-store.ts";
