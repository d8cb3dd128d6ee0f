import { describe, expect, test } from "vitest";
import { compareChanges } from "./conflict.ts";

describe("two changes of the same origin", () => {
  const base = { text: "a", unit: "kr" };
  test("of different fields are both kept", () => expect(compareChanges(base, { text: "b", unit: "kr" }, { text: "a", unit: "tkr" })).toEqual({ conflicts: [], merged: { text: "b", unit: "tkr" } }));
  test("of the same field are shown with their origin", () => {
    expect(compareChanges(base, { text: "b", unit: "kr" }, { text: "c", unit: "kr" }).conflicts).toEqual([{ field: "text", base: "a", theirs: "b", mine: "c" }]);
  });
  test("that say the same are no conflict", () => expect(compareChanges(base, { text: "b", unit: "kr" }, { text: "b", unit: "kr" }).conflicts).toEqual([]));
  test("where the origin is not known all that differs is asked about", () => {
    expect(compareChanges(null, { text: "b", unit: "kr" }, { text: "c", unit: "kr" }).conflicts).toEqual([{ field: "text", base: undefined, theirs: "b", mine: "c" }]);
  });
  test("a field that was emptied by one and changed by the other is asked about", () => {
    expect(compareChanges(base, { text: null, unit: "kr" }, { text: "c", unit: "kr" }).conflicts).toHaveLength(1);
  });
});
