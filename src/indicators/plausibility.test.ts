import { describe, expect, test } from "vitest";
import type { Indicator } from "./indicator.ts";
import { mayJump, questionsOf, type IndicatorRelation } from "./plausibility.ts";

/** A monthly measure as a controller would write it: "2026: 1 2 3", one line a year, "–" for none. */
function measure(id: number, name: string, text: string): Indicator {
  const values = text.split("\n").flatMap((line) => {
    const [year, months = ""] = line.split(":");
    return months.trim().split(/\s+/).filter(Boolean).map((value, index) => ({ period: `${year!.trim()}-${String(index + 1).padStart(2, "0")}-01`, value: value === "–" ? null : value.replace(",", ".") }));
  });
  return { id, name, group: null, frequency: "month", decimals: 0, values } as unknown as Indicator;
}
const ask = (measures: readonly Indicator[], relations: readonly IndicatorRelation[] = []) => questionsOf(measures, relations, 2026).map(({ indicatorId, period, rule }) => `${indicatorId} ${period.slice(0, 7)} ${rule}`);
const TWO_YEARS = "2024: 10 12 11 10 12 11 10 12 11 10 12 11\n2025: 10 12 11 10 12 11 10 12 11 10 12 11";

describe("values are asked about, never corrected", () => {
  test("the year number in the first cell", () => expect(ask([measure(1, "Antal", "2026: 2026 3 4")])).toEqual(["1 2026-01 year-number"]));
  test("care days above persons times the days of the month", () => {
    const [persons, days] = [measure(1, "Personer", "2026: 10 10 10"), measure(2, "Vårddygn", "2026: 310 281 300")];
    const relations = [{ indicatorId: 2, kind: "days-of", otherId: 1 }] as const;
    expect(ask([persons, days], relations)).toEqual(["2 2026-02 days-of"]);
    expect(questionsOf([persons, days], relations, 2026)[0]!.words).toBe("februari 2026: 281 dygn är mer än 10 (Personer) gånger periodens 28 dagar, 280.");
  });
  test("a part above its whole, where both are known", () => expect(ask([measure(1, "Alla", "2026: 5 5 –"), measure(2, "Varav kvinnor", "2026: 5 6 7")], [{ indicatorId: 2, kind: "part-of", otherId: 1 }])).toEqual(["2 2026-02 part-of"]));
  test("two measures that are the same all year", () => expect(ask([measure(1, "A", "2026: 1 2 3 4 5 6 7 8 9 10 11 12"), measure(2, "B", "2026: 1 2 3 4 5 6 7 8 9 10 11 12")])).toEqual(["2 2026-01 same-series"]));
  test("a year that is the one before", () => expect(ask([measure(1, "A", "2025: 1 2 3 4 5 6 7 8 9 10 11 12\n2026: 1 2 3 4 5 6 7 8 9 10 11 12")])).toEqual(["1 2026-01 same-year"]));
  test("but not two years of nothing but zero", () => expect(ask([measure(1, "A", "2025: 0 0 0 0 0 0 0 0 0 0 0 0\n2026: 0 0 0 0 0 0 0 0 0 0 0 0")])).toEqual([]));
  test.each([["13", []], ["14", []], ["15", ["1 2026-01 jump"]], ["8", []], ["7", ["1 2026-01 jump"]], ["150", ["1 2026-01 jump"]]])("after two years between 10 and 12, %s: %j", (value, asked) => expect(ask([measure(1, "A", `${TWO_YEARS}\n2026: ${value}`)])).toEqual(asked));
  test("a short history is asked nothing", () => expect(ask([measure(1, "A", "2025: 1 2 1 2\n2026: 900")])).toEqual([]));
  test("an answer is to what was asked: another value is another question", () => {
    const about = (value: string) => questionsOf([measure(1, "A", `${TWO_YEARS}\n2026: ${value}`)], [], 2026)[0]!.about;
    expect(about("150")).not.toBe(about("151"));
  });
});

test("earlier years told by their number and bounds ask the same as all their values do", () => {
  const year = (own: number, from: number) => Array.from({ length: 12 }, (_, index) => ({ period: `${own}-${String(index + 1).padStart(2, "0")}-01`, value: String(from + index), missingReason: null, preliminary: false, comment: null, origin: 1, version: 1 }));
  const measure = { id: 1, name: "Antal", unit: null, kind: null, group: null, decimals: 0, frequency: "month" as const };
  const now = [{ ...year(2023, 100)[0]!, value: "400" }];
  const whole = questionsOf([{ ...measure, values: [...year(2020, 50), ...year(2021, 90), ...year(2022, 70), ...now] }], [], 2023);
  const told = questionsOf([{ ...measure, values: [...year(2022, 70), ...now], before: { count: 24, least: "50", most: "101" } }], [], 2023);
  expect(told).toEqual(whole);
  expect(told.map(({ rule }) => rule)).toEqual(["jump"]);
});

describe("history is read only where it may matter", () => {
  const random = (seed: number) => () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  test("a value that is a jump by all that came before may be one by the last year alone", () => {
    const next = random(20261122);
    let jumps = 0;
    let missed = 0;
    for (let round = 0; round < 300; round++) {
      const wild = round % 3 === 0 ? 400 : 1;
      const values = Array.from({ length: 60 }, (_, month) => ({ period: `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`, value: next() < 0.1 ? null : String(Math.floor(50 + next() * 20 + (month >= 48 && next() < 0.05 ? wild : 0))) }));
      const measure = { id: 1, name: "Antal", unit: null, kind: null, group: null, frequency: "month", decimals: 0, values: values.map((one) => ({ ...one, missingReason: null, preliminary: false, comment: null, origin: 1, version: 1 })) } as const;
      const jumped = questionsOf([measure], [], 2026).some(({ rule }) => rule === "jump");
      const lately = { ...measure, values: measure.values.filter(({ period }) => period >= "2025") };
      if (jumped) jumps++;
      if (jumped && !mayJump(lately, 2026)) missed++;
    }
    expect(missed).toBe(0);
    expect(jumps).toBeGreaterThan(20);
  });
  test("an even series asks for none", () => {
    const measure = { id: 1, name: "Antal", unit: null, kind: null, group: null, frequency: "month", decimals: 0, values: Array.from({ length: 24 }, (_, month) => ({ period: `${2025 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`, value: String(10 + (month % 3)), missingReason: null, preliminary: false, comment: null, origin: 1, version: 1 })) } as const;
    expect(mayJump(measure, 2026)).toBe(false);
  });
});
