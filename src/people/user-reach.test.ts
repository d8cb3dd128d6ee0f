import { describe, expect, test } from "vitest";
import type { UnitHistory } from "../organisation/unit.ts";
import { leftOutside, reaches } from "./user-reach.ts";

const TODAY = "2026-11-22";
const at = (day: string) => `${day}T00:00:00.000000Z`;

/** "3 under 2" or "3 under 2, under 5 sagt 2026-06-01 från 2026-01-01". */
function units(...lines: string[]): Map<number, UnitHistory> {
  return new Map(lines.map((line) => {
    const [, id, rest] = /^(\d+)(?: (.*))?$/.exec(line)!;
    const places = (rest ?? "").split(", ").map((place) => /^(?:under (\d+))?(?: sagt (\S+))?(?: från (\S+))?$/.exec(place)!);
    const spells = places.map(([, parent, told, from], index) => ({
      name: `E${id}`, parentId: parent ? Number(parent) : null, from: from ?? null, to: places[index + 1]?.[3] ?? null, placedAt: at(told ?? "2020-01-01"),
    }));
    return [Number(id), { id: Number(id), kind: "unit", example: false, mergedInto: null, splitFrom: null, readable: true, spells }];
  }));
}
const role = (unitId: number | null, day = "2026-03-01") => ({ unitId, givenAt: at(day) });

describe("a role holds for its unit and all below it", () => {
  const town = units("1", "2 under 1", "3 under 2", "4 under 3", "5 under 1");
  test("but not for those beside it or above it", () => {
    expect([2, 3, 4, 5, 1].map((id) => reaches(role(2), id, town, TODAY))).toEqual([true, true, true, false, false]);
  });
  test("and one for the whole installation for all", () => expect(reaches(role(null), 5, town, TODAY)).toBe(true));
  test("a unit that is new there belongs to it", () => expect(reaches(role(2), 6, new Map([...town, ...units("6 under 2 sagt 2026-10-01")]), TODAY)).toBe(true));
});

describe("a reorganisation widens nobody's permission by itself", () => {
  const moved = units("1", "2 under 1", "5 under 1", "7 under 5, under 2 sagt 2026-06-01 från 2026-01-01", "8 under 7");
  test("what came in under the unit after the role was given is outside it, with all below", () => {
    expect([7, 8].map((id) => reaches(role(2), id, moved, TODAY))).toEqual([false, false]);
    expect(leftOutside(role(2), moved, TODAY).map(({ id }) => id)).toEqual([7, 8]);
  });
  test("even where the move is told to hold from a day before the role", () => expect(reaches(role(2, "2026-02-01"), 7, moved, TODAY)).toBe(false));
  test("until the role is given anew", () => {
    expect(reaches(role(2, "2026-06-02"), 8, moved, TODAY)).toBe(true);
    expect(leftOutside(role(2, "2026-06-02"), moved, TODAY)).toEqual([]);
  });
  test("while who had it before no longer has it", () => expect(reaches(role(5), 7, moved, TODAY)).toBe(false));
  test("a move within the role's own part changes nothing for it", () => {
    const within = units("1", "2 under 1", "3 under 2", "4 under 2", "9 under 3, under 4 sagt 2026-06-01 från 2026-06-01");
    expect(reaches(role(2), 9, within, TODAY)).toBe(true);
    expect(reaches(role(4), 9, within, TODAY)).toBe(false);
  });
});
