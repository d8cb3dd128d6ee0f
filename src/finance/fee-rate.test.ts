import { describe, expect, test } from "vitest";
import { feeAmount, feeRateFault, feesDuring, feesIn, PRICE_BASE_AMOUNTS, type FeeRate } from "./fee-rate.ts";

const rate = (given: Partial<FeeRate>): FeeRate => ({ id: 1, committeeId: 1, name: "Tillsyn, tobaksfria nikotinprodukter", basis: "percent", value: "2.15", per: "år", validFrom: "2023-01-01", reduction: "25", reducedWhen: "flera sorters varor anmäls", decision: null, version: 1, ...given });

describe("a fee", () => {
  test("that is a share of the price base amount follows it, and so does its reduction", () => {
    const [of2023, of2024] = [2023, 2024].map((year) => feeAmount(rate({}), PRICE_BASE_AMOUNTS[year]!)!);
    expect([of2023!.whole, of2023!.reduced, of2024!.whole].map(Number)).toEqual([1128.75, 846.5625, 1231.95]);
  });
  test("in kronor is the same whatever the year; without a reduction none is reckoned", () => expect(feeAmount(rate({ basis: "kronor", value: "500", reduction: null }), null)).toEqual({ whole: "500", reduced: null }));
  test("is not told where the price base amount is not known", () => expect(feeAmount(rate({}), null)).toBeNull());
  test("holds until a later one of the same name", () => {
    const rates = [rate({ id: 2, validFrom: "2025-07-01", value: "3" }), rate({}), rate({ id: 3, name: "Annan", validFrom: "2026-01-01" })];
    expect([2022, 2024, 2025, 2026].map((year) => feesIn(rates, year).map(({ id }) => id))).toEqual([[], [1], [2], [2, 3]]);
  });
  test("that is changed within a year is told both ways: as the year began, and from its day", () => {
    const rates = [rate({ id: 2, validFrom: "2025-07-01", value: "3" }), rate({}), rate({ id: 3, name: "Annan", validFrom: "2026-01-01" })];
    expect([2022, 2023, 2025, 2026].map((year) => feesDuring(rates, year).map(({ id }) => id))).toEqual([[], [1], [1, 2], [2, 3]]);
  });
  test("has a reduction and when it holds, both or neither, and no more than all of it", () => expect(([{ reduction: "25" }, { reduced_when: "ibland" }, { reduction: "101", reduced_when: "aldrig" }, {}] as Record<string, string>[]).map((row) => feeRateFault(row)?.field ?? null)).toEqual(["reduced_when", "reduction", "reduction", null]));
});
test("the price base amounts are in whole hundreds, year by year, and none is far from the one before", () => {
  const all = Object.entries(PRICE_BASE_AMOUNTS).map(([year, amount]) => ({ year: Number(year), amount: Number(amount) }));
  const steps = all.slice(1).map(({ amount, year }, index) => ({ years: year - all[index]!.year, growth: amount / all[index]!.amount }));
  expect(all.filter(({ amount }) => amount % 100 !== 0)).toEqual([]);
  expect(steps.filter(({ growth, years }) => years !== 1 || growth < 0.97 || growth > 1.12)).toEqual([]);
});
