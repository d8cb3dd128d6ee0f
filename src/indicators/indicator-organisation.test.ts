import { expect, test } from "vitest";
import type { UnitHistory } from "../organisation/unit.ts";
import type { Indicator } from "./indicator.ts";
import { inTodaysOrganisation } from "./indicator-organisation.ts";

/** "9 Norr 2020– ", "5 Söder 2020–2026 >9": a unit, its years, and what it went into. */
function unit(text: string): UnitHistory {
  const [, id, name, from, to, into] = /^(\d+) (\S+) (\d{4})–(\d{4})?(?: >(\d+))?$/.exec(text)!;
  return { id: Number(id), kind: "unit", example: false, mergedInto: into ? Number(into) : null, splitFrom: null, readable: true, spells: [{ name: name!, parentId: 1, from: `${from}-01-01`, to: to ? `${to}-01-01` : null, placedAt: "" }] };
}
/** Months of 2025 and of 2026, "-" for what is not known. */
function measure(id: number, unitId: number, before: string, now: string, more: Partial<Indicator> = {}): Indicator {
  const year = (own: number, text: string) => text.split(" ").flatMap((value, index) => (value === "-" || value === "" ? [] : [{ period: `${own}-${String(index + 1).padStart(2, "0")}-01`, value, missingReason: null, preliminary: false, comment: null, origin: id, version: 1 }]));
  return { id, committeeId: 1, unitId, name: "Antal ärenden", group: null, frequency: "month", unitAggregation: "sum", values: [...year(2025, before), ...year(2026, now)], ...more } as Indicator;
}
const MERGED = [unit("9 Staden 2026–"), unit("5 Norr 2020–2026 >9"), unit("6 Söder 2020–2026 >9")];
const told = (found: ReturnType<typeof inTodaysOrganisation>) => found?.indicator.values.map(({ period, value }) => `${period.slice(0, 7)} ${value}`);

test("a merged unit's history is the sum of its parts, and a period that one does not know is not known", () => {
  const own = measure(1, 9, "", "30 31");
  const found = inTodaysOrganisation(own, [own, measure(2, 5, "10 11 12", ""), measure(3, 6, "20 - 22", "")], MERGED)!;
  expect(told(found)).toEqual(["2025-01 30", "2025-03 34", "2026-01 30", "2026-02 31"]);
  expect(found.words).toBe("Värden före 2026-01-01 är summan av Norr och Söder; en period som någon av dem inte känner är inte känd.");
  expect(found.indicator.values[0]!.summedOf).toEqual([{ table: "indicator_value", key: "2/2025-01-01", origin: 2 }, { table: "indicator_value", key: "3/2025-01-01", origin: 3 }]);
});
test("values that are not added over units break the series, and say so", () => {
  const own = measure(1, 9, "", "30", { unitAggregation: "weighted" });
  const found = inTodaysOrganisation(own, [own, measure(2, 5, "10", "")], MERGED)!;
  expect(told(found)).toEqual(["2026-01 30"]);
  expect(found.words).toContain("läggs inte ihop över enheter, så serien bryts där");
});
test("a unit that went on and took in another has its own in the sum", () => {
  const units = [unit("9 Staden 2020–"), unit("5 Norr 2020–2026 >9")];
  const own = measure(1, 9, "7 8", "30");
  expect(told(inTodaysOrganisation(own, [own, measure(2, 5, "10 11", "")], units))).toEqual(["2025-01 17", "2025-02 19", "2026-01 30"]);
});
test("what went in earlier, by way of another, is a part of it too", () => {
  const units = [unit("9 Staden 2026–"), unit("5 Norr 2020–2026 >9"), unit("4 Byn 2020–2025 >5")];
  const own = measure(1, 9, "", "30");
  const found = inTodaysOrganisation(own, [own, measure(2, 5, "10", ""), measure(3, 4, "", "")], units)!;
  expect(told(found)).toEqual(["2025-01 10", "2026-01 30"]);
});
test("there is none where nothing went in, or had no such measure", () => {
  const own = measure(1, 9, "", "30");
  expect(inTodaysOrganisation(own, [own], MERGED)).toBeNull();
  expect(inTodaysOrganisation(own, [own, measure(2, 5, "10", "", { name: "Annat" })], MERGED)).toBeNull();
  expect(inTodaysOrganisation(own, [own, measure(2, 7, "10", "")], [unit("9 Staden 2020–"), unit("7 Väst 2020–")])).toBeNull();
});
