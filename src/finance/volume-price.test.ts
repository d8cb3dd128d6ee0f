import { describe, expect, test } from "vitest";
import { compare, sum } from "../platform/decimal.ts";
import { numbers } from "../../test/random.ts";
import { forecastVolume, splitVariance, volumePriceFault, volumeProposal, type VolumePriceInput } from "./volume-price.ts";

/** "310 280 – 300": months in order, a dash for a missing one; the rest of the year is missing. */
const months = (told: string): (string | null)[] => { const own = told.split(" "); return Array.from({ length: 12 }, (_, at) => { const value = own[at]; return value === undefined || value === "–" ? null : value; }); };
const whole = (value: string): string[] => Array.from({ length: 12 }, () => value);
const placement: VolumePriceInput = { name: "HVB", line: "purchases", indicatorId: 1, budgetVolume: "1000", budgetPrice: "5000", price: "5500", method: "rate", ownVolume: null, note: null };
const told = (method: VolumePriceInput["method"], now: string, last: readonly (string | null)[], month: number, ownVolume: string | null = null) => { const { formula, volume } = forecastVolume({ method, ownVolume }, months(now), last, month); return `${volume === null ? "–" : Number(volume)}: ${formula.replaceAll("\u00a0", " ")}`; };

describe("a year's volume", () => {
  test("is the same rate, last year's shape, or as somebody judges", () => expect([told("rate", "100 100 110 90", [], 4), told("shape", "100 100 110 90", [...whole("50").slice(0, 4), ...whole("100").slice(4)], 4), told("own", "1", [], 1, "900")]).toEqual([
    "1200: jan–apr 400 × 12 ÷ 4", "2000: jan–apr 400 × förra årets 1 000 ÷ förra årets jan–apr 200", "900: egen bedömning",
  ]));
  test("is not told over a month that is missing: missing is not nought", () => expect([told("rate", "100 – 110 90", [], 4), told("shape", "100 100", months("90 90"), 2)]).toEqual(["–: värden saknas för feb", "–: förra årets värden saknas för mar, apr, maj, jun, jul, aug, sep, okt, nov, dec"]));
  test("is what it was when the year is known", () => expect(told("rate", whole("10").join(" "), [], 12)).toBe("120: hela året är känt"));
});

describe("a deviation", () => {
  test("is divided into volume at the budget's price and price at the forecast's volume", () => {
    expect(splitVariance(placement, "1100")).toEqual({ budget: "-5000000", forecast: "-6050000", variance: "-1050000", volumePart: "-500000", pricePart: "-550000" });
    expect(splitVariance({ ...placement, line: "sales" }, "900")).toEqual({ budget: "5000000", forecast: "4950000", variance: "-50000", volumePart: "-500000", pricePart: "450000" });
  });
  test("is its two parts exactly, whatever they are", () => {
    const random = numbers(11);
    for (let round = 0; round < 100; round++) {
      const [budgetVolume, budgetPrice, price, volume] = Array.from({ length: 4 }, () => (random() * 1e5).toFixed(2)) as [string, string, string, string];
      const { pricePart, variance, volumePart } = splitVariance({ ...placement, budgetVolume, budgetPrice, price }, volume);
      expect(compare(sum([volumePart, pricePart]), variance)).toBe(0);
    }
  });
});

describe("a line's forecast", () => {
  const budget = whole("-1000000");
  test("is its volumes times their prices, and the rest of the line as budgeted", () => {
    const proposal = volumeProposal([{ input: placement, volume: "1100" }], { budget })!;
    expect([proposal.method, Number(proposal.amount), proposal.formula.replaceAll("\u00a0", " ")]).toEqual(["volume", -13050000, "volym × pris −6 050 000 (HVB 1 100 × 5 500) + övrig budget −7 000 000"]);
  });
  test("is none where a volume cannot be told", () => expect(volumeProposal([{ input: placement, volume: "1" }, { input: placement, volume: null }], { budget })).toBeNull());
});

test("what is unfit is told with its field", () => expect([{ ...placement, name: " " }, { ...placement, price: "-1" }, { ...placement, method: "own" as const }, placement].map((one) => volumePriceFault(one)?.field ?? null)).toEqual(["name", "price", "ownVolume", null]));
