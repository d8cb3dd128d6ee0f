import { describe, expect, test } from "vitest";
import { Refused } from "../outcome.ts";
import { readFields, type RegisterField } from "./register-field.ts";

const FIELDS: readonly RegisterField[] = [
  { name: "name", label: "Namn", required: true, longest: 10 }, { name: "amount", label: "Belopp", kind: "number" }, { name: "day", label: "Dag", kind: "date" }, { name: "kind", label: "Slag", kind: "select", options: [["a", "A"], ["b", "B"]] }, { name: "unit", label: "Enhet", kind: "id" }, { name: "share", label: "Andel", kind: "number", decimals: 0, negative: true },
];
const fault = (told: Record<string, string | null>): string => { try { return JSON.stringify(readFields(FIELDS, { name: "x", ...told }, true)); } catch (error) { return error instanceof Refused ? `${error.failure.field}: ${error.failure.message}` : String(error); } };

describe("what is told of a row", () => {
  test("is kept as it means, numbers as decimals and nothing as null", () => expect(readFields(FIELDS, { name: " Ny ", amount: "1 200 000,50 kr", day: "", kind: "b", unit: "7", share: "−3 %" }, true)).toEqual({ name: "Ny", amount: "1200000.50", day: null, kind: "b", unit: "7", share: "-3" }));
  test("that is not told is left out of a change, and is nothing of a new row", () => expect([readFields(FIELDS, { day: "2026-01-01" }, false), Object.keys(readFields(FIELDS, { name: "x" }, true)).length]).toEqual([{ day: "2026-01-01" }, 6]));
  test("is refused in one sentence with its field", () => expect(([{ name: " " }, { name: "elva tecken här" }, { amount: "mycket" }, { amount: "-1" }, { amount: "0,123" }, { share: "1,5" }, { day: "i går" }, { kind: "c" }, { unit: "x" }] as Record<string, string>[]).map(fault)).toEqual([
    "name: Namn saknas; fyll i.", "name: Namn är längre än 10 tecken; korta texten.", "amount: Belopp: »mycket« är inget tal.", "amount: Belopp: skriv utan minus.", "amount: Belopp: skriv högst 2 decimaler.", "share: Andel: skriv ett helt tal.", "day: Dag: »i går« är ingen dag; skriv ÅÅÅÅ-MM-DD.", "kind: Slag: välj i listan.", "unit: Enhet: välj i listan.",
  ]));
});
