import { describe, expect, test } from "vitest";
import { differences } from "../platform/audit/row-change.ts";
import { changeWords, eventWords } from "./change-words.ts";

const words = (table: string, key: string, before: Record<string, string | null> | null, after: Record<string, string | null> | null, names = {}) => {
  const change = differences(table, key, before, after);
  return change ? changeWords(change, names) : [];
};

describe("a change is told in words", () => {
  test("a target that was a direction and became a number", () => {
    expect(words("indicator_target", "5/2024", { stated: "öka", amount: null, direction: "increase" }, { stated: "80", amount: "80", direction: null })).toEqual(["Riktvärdet 2024 ändrat från öka till 80"]);
  });
  test("a value that was set, changed and taken away", () => {
    expect(words("indicator_value", "5/2021-03-01", null, { value: "1234.5" })).toEqual(["Värdet för mars 2021 satt till 1\u00a0234,5"]);
    expect(words("indicator_value", "5/2021-03-01", { value: "12" }, { value: null, missing_reason: "mätningen uteblev" })).toEqual(["Värdet för mars 2021 ändrat från 12 till inget", "Värdet för mars 2021, saknas därför att: från inget till mätningen uteblev"]);
    expect(words("indicator_value", "5/2021-03-01", { value: "12" }, null)).toEqual(["Värdet för mars 2021 borttaget (var 12)"]);
  });
  test("numbers of other rows by their names", () => {
    expect(words("goal", "3", { parent_id: null }, { parent_id: "7" }, { goal: new Map([["7", "En trygg stad"]]) })).toEqual(["Överordnat mål ändrat från inget till En trygg stad"]);
  });
  test("what only says how a row is kept is no change", () => expect(words("goal", "3", { text: "a", position: "1", origin_id: "4" }, { text: "a", position: "2", origin_id: "9" })).toEqual([]));
  test("an event's kind and deed", () => expect(eventWords("indicator.changed")).toBe("Mått: ändrat"));
});
