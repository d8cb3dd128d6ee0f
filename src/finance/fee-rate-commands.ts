import { outcomeCommand } from "../platform/command.ts";
import { compare, isDecimal, type Decimal } from "../platform/decimal.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { Refused } from "../platform/outcome.ts";
import { FEE_FIELDS, feeRateFault, PRICE_BASE_AMOUNTS } from "./fee-rate.ts";
import { loadPriceBaseAmount, writePriceBaseAmount } from "./fee-rate-store.ts";

export const FEE_RATES: Register = { table: "fee_rate", subject: "fee_rate", action: "money.enter", noun: "Avgiften", yearly: false, fields: FEE_FIELDS, fault: feeRateFault, single: ["name", "valid_from"], singleWords: "En avgift med samma namn gäller redan från den dagen; ändra den i stället." };
export const { add: addFeeRate, change: changeFeeRate, remove: removeFeeRate } = registerCommands(FEE_RATES);

/** Says what a year's price base amount is, for the years that the program does not know. */
export const setPriceBaseAmount = outcomeCommand("account-map.change", async (context, { amount, municipalityId, year }: { readonly municipalityId: number; readonly year: number; readonly amount: Decimal }): Promise<null> => {
  context.permit(municipalityId);
  if (PRICE_BASE_AMOUNTS[year] !== undefined) throw new Refused({ code: "known-amount", field: "amount", message: `Prisbasbeloppet för ${year} är redan känt.` });
  if (!isDecimal(amount) || compare(amount, "10000") < 0 || compare(amount, "1000000") > 0) throw new Refused({ code: "bad-number", field: "amount", message: "Skriv prisbasbeloppet i kronor, till exempel 59 200." });
  if ((await loadPriceBaseAmount(context.db, municipalityId, year)) === amount) return null;
  await writePriceBaseAmount(context.db, municipalityId, year, amount);
  context.record({ action: "price-base-amount.set", subject: `price_base_amount:${municipalityId}`, details: { year, amount } });
  return null;
});
