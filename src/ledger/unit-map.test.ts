import { describe, expect, test } from "vitest";
import { dimensionOfUnits, seenUnits, unitMapIn, unitNamedAs, unitOfObject, type UnitMap } from "./unit-map.ts";

const map = (fromYear: number, told: string): UnitMap => ({ fromYear, dimension: "1", rows: told.split(" ").map((row) => ({ code: row.split("=")[0]!, unitId: Number(row.split("=")[1]) })) });

describe("an object of the ledger belongs to", () => {
  test("the unit that the latest map by the year says", () => {
    const maps = [map(2025, "410=2 420=3"), map(2023, "410=1")];
    expect([2022, 2023, 2024, 2025, 2026].map((year) => { const held = unitMapIn(maps, year); return held && unitOfObject(held, "410"); })).toEqual([null, 1, 1, 2, 2]);
  });
  test("no unit where none is said, and neither does what has no object", () => expect([unitOfObject(map(2025, "410=2"), "411"), unitOfObject(map(2025, "410=2"), null)]).toEqual([null, null]));
  test("the same map is told in the same words, whatever its order", () => expect(seenUnits(map(2025, "410=2 420=3"))).toBe(seenUnits(map(2025, "420=3 410=2"))));
});
describe("what is proposed", () => {
  const units = [{ id: 1, name: "Enheten för ekonomiskt bistånd" }, { id: 2, name: "Barn och unga" }, { id: 3, name: "Barn och unga" }];
  test("is the unit that is named as the object", () => expect(unitNamedAs("Ekonomiskt bistånd", units)).toBe(1));
  test("is nothing where two are named so, or none", () => expect(["Barn och unga", "Vuxna", ""].map((name) => unitNamedAs(name, units))).toEqual([null, null, null]));
  test("is the dimension that is named as such, else the first", () => {
    expect(dimensionOfUnits([{ number: "1", name: "Verksamhet" }, { number: "2", name: "Ansvar" }])?.number).toBe("2");
    expect(dimensionOfUnits([{ number: "6", name: "Projekt" }, { number: "7", name: "Aktivitet" }])?.number).toBe("6");
  });
});
