export { findUpload as findLedgerUpload, loadSourceAmounts as listSourceAmounts, type StoredLedgerUpload } from "./ledger-upload-store.ts";
