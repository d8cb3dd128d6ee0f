import { describe, expect, test } from "vitest";
import { grantAmount, grantFault, grantTotals, type Grant } from "./grant.ts";

const grant = (given: Partial<Grant>): Grant => ({ id: 1, committeeId: 1, year: 2023, name: "Bidrag", kind: "grant", scope: "earmarked", fromWhom: null, amountLow: null, amountHigh: null, inBudget: false, status: "expected", received: null, goalId: null, note: null, version: 1, ...given });
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

describe("a grant", () => {
  test("has an amount, a span, or none that is told", () => expect([grant({ amountLow: "1600000" }), grant({ amountLow: "2000000", amountHigh: "2500000" }), grant({})].map(grantAmount).map(plain)).toEqual(["1 600 000", "2 000 000–2 500 000", ""]));
  test("is unfit with a highest amount alone, one under the lowest, or paid without an amount", () => expect(([{ amount_high: "1" }, { amount_low: "2", amount_high: "1" }, { status: "paid" }, { status: "paid", received: "1" }] as Record<string, string>[]).map((row) => grantFault(row)?.field ?? null)).toEqual(["amount_low", "amount_high", "received", null]));
});
test("grants are summed from lowest to highest, without those refused; one without an amount is counted and not nought", () => expect(grantTotals([grant({ amountLow: "10", amountHigh: "20", received: "5" }), grant({ amountLow: "3" }), grant({ amountLow: "100", status: "refused" }), grant({})])).toEqual({ low: "13", high: "23", received: "5", untold: 1 }));
