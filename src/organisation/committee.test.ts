import { describe, expect, test } from "vitest";
import { committeeAt, committeesNamed, committeesOf } from "./committee.ts";
import { bearerOf, namingDay, type UnitHistory } from "./unit.ts";

const TODAY = "2026-11-22";

/** "2 nämnd i 1: Vägnämnden –2024-01-01, Trafiknämnden 2024-01-01–; uppgick i 3" */
function units(...lines: string[]): UnitHistory[] {
  return lines.map((line) => {
    const [, id, kind, parent, spells, into] = /^(\d+) (kommun|nämnd)(?: i (\d+))?: ([^;]+)(?:; uppgick i (\d+))?$/.exec(line)!;
    return {
      id: Number(id), kind: kind === "kommun" ? "municipality" : "committee", example: false, mergedInto: into ? Number(into) : null, splitFrom: null, readable: true,
      spells: spells!.split(", ").map((spell) => {
        const [, name, from, to] = /^(\D+?) ?(\d{4}-\d\d-\d\d)?–(\d{4}-\d\d-\d\d)?$/.exec(spell)!;
        return { name: name!, parentId: parent ? Number(parent) : null, from: from ?? null, to: to ?? null, placedAt: "2026-01-01T00:00:00.000000Z" };
      }),
    };
  });
}
const EKBY = units(
  "1 kommun: Ekby kommun –2025-01-01, Ekby stad 2025-01-01–",
  "2 nämnd i 1: Vägnämnden –2024-01-01, Trafiknämnden 2024-01-01–",
  "3 nämnd i 1: Parknämnden –2020-07-01; uppgick i 2",
  "4 nämnd i 1: Parknämnden 2023-01-01–",
);
const named = (year: number | null) => committeesOf(EKBY, year, TODAY).map(({ id, name, municipality }) => `${id} ${name}, ${municipality}`);

describe("a committee is called what it was called in the year", () => {
  test("by the name of the year's last day, its municipality too", () => {
    expect(named(2023)).toEqual(["2 Vägnämnden, Ekby kommun", "4 Parknämnden, Ekby kommun", "3 Parknämnden, Ekby kommun"]);
    expect(named(2025)[0]).toBe("2 Trafiknämnden, Ekby stad");
  });
  test("in the running year by today's, for a change to come has not happened", () => {
    expect([namingDay(2025, TODAY), namingDay(2026, TODAY), namingDay(2027, TODAY)]).toEqual(["2025-12-31", TODAY, "2027-12-31"]);
  });
  test("one that has ended keeps its place in the list, after those that go on, with an address of its own", () => {
    expect(committeesOf(EKBY, null, TODAY).map(({ slug, endedOn }) => [slug, endedOn])).toEqual([["trafiknamnden", null], ["parknamnden", null], ["parknamnden-till-2020", "2020-07-01"]]);
  });
  test("and an address made of an earlier name leads to it", () => {
    expect(committeeAt(committeesOf(EKBY, 2021, TODAY), "vagnamnden")?.id).toBe(2);
    expect(committeeAt(committeesOf(EKBY, 2021, TODAY), "skolnamnden")).toBeNull();
  });
});

describe("a name means who bore it then", () => {
  const found = (name: string, year: number | null) => committeesNamed(committeesOf(EKBY, year, TODAY), name).map(({ id }) => id);
  test("among two that shared a name at different times", () => {
    expect([found("Parknämnden", 2019), found("Ekby kommun/Parknämnden", 2019), found("Ekby stad/parknämnden", 2026)]).toEqual([[3], [3], [4]]);
    expect([bearerOf(EKBY, "Parknämnden", 2019, TODAY)?.id, bearerOf(EKBY, "Parknämnden", 2020, TODAY)?.id, bearerOf(EKBY, "Parknämnden", 2024, TODAY)?.id]).toEqual([3, 3, 4]);
  });
  test("while an address means one committee in every year", () => {
    expect([found("parknamnden", 2019), found("parknamnden-till-2020", 2026)]).toEqual([[4], [3]]);
  });
  test("and a name that nobody bore then means who once did", () => {
    expect([found("Trafiknämnden", 2019), found("Vägnämnden", null)]).toEqual([[2], [2]]);
    expect(bearerOf(EKBY, "Vägnämnden", 2026, TODAY)?.id).toBe(2);
    expect(bearerOf(EKBY, "Skolnämnden", 2026, TODAY)).toBeNull();
  });
});
