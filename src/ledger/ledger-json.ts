import { oreText, type LedgerReport } from "./ledger.ts";

/** What a ledger file is, for programs: counts, and amounts as exact text. */
export const ledgerJson = ({ accounts, checksum, company, dimensions, encoding, errorCount, errors, objects, orgNumber, program, reachesTo, totals, transactions, type, variant, vouchers, warningCount, warnings, years }: LedgerReport) => ({
  type: variant && type === "4" ? `${type}${variant}` : type, program, company, orgNumber, encoding, years, reachesTo,
  accounts: accounts.length, dimensions: dimensions.length, objects: objects.length, vouchers, transactions,
  totals: { opening: oreText(totals.opening), closing: oreText(totals.closing), result: oreText(totals.result), vouchers: oreText(totals.vouchers) },
  checksum, warningCount, warnings, errorCount, errors,
});
