import { expect, test } from "vitest";
import type { RegisterField } from "./register-field.ts";
import { matchRows, readRegisterTable } from "./register-import.ts";

const FIELDS: readonly RegisterField[] = [
  { name: "act", label: "Lag", kind: "select", required: true, options: [["", "välj"], ["sol", "SoL"], ["lss", "LSS"]] },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "assistance", label: "Typ av bistånd", required: true },
  { name: "decided_on", label: "Beslutsdatum (dag)", kind: "date", required: true },
];
const CHOICES = { unit_id: [["", "ingen"], ["7", "Barn och ungdom"]] as const };
const read = (file: string, keyNames: readonly string[] = ["Ärende"]) => readRegisterTable(file.trim().split("\n").map((line) => line.trim().split(";")), FIELDS, CHOICES, keyNames, () => null);

test("columns are found by the words of the form, choices and units by their names, days as programs write them", () => {
  const found = read(`
    beslutsdatum;LAG;Typ av bistånd;Enhet;Handläggare
    2021-03-04 00:00:00;SoL;Kontaktfamilj;barn och ungdom;A
    20210512;lss;Ledsagning;;B`);
  expect(found.faults).toEqual([]);
  expect(found.rows.map(({ fields, line }) => [line, fields])).toEqual([[2, { act: "sol", unit_id: "7", assistance: "Kontaktfamilj", decided_on: "2021-03-04" }], [3, { act: "lss", unit_id: null, assistance: "Ledsagning", decided_on: "2021-05-12" }]]);
  expect(found.unread).toEqual(["Handläggare"]);
});

test("what is not understood is told with its line, and nothing is guessed", () => {
  expect(read("Lag;Typ av bistånd\nSoL;Kontaktfamilj").faults).toEqual(["Filen saknar kolumnen »Beslutsdatum (dag)«."]);
  expect(read(`
    Lag;Enhet;Typ av bistånd;Beslutsdatum;Ärende
    HSL;;Kontaktfamilj;2021-03-04;1
    SoL;Okända enheten;Kontaktfamilj;2021-03-04;2
    SoL;;Kontaktfamilj;4 mars;3
    SoL;;Kontaktfamilj;2021-03-04;4
    SoL;;Ledsagning;2021-03-04;4`).faults).toEqual([
    "Rad 2. Lag: »HSL« finns inte; skriv SoL, LSS.", "Rad 3. Enhet: »Okända enheten« finns inte.", "Rad 4. Beslutsdatum (dag): »4 mars« är ingen dag; skriv ÅÅÅÅ-MM-DD.", "Rad 6. »4« står på flera rader i filen.",
  ]);
});

test("a row is the same by the other system's key, else by what tells rows apart; two alike stay two", () => {
  const row = (line: number, assistance: string, key: string | null) => ({ line, key, fields: { act: "sol", assistance } });
  const kept = [{ id: 1, version: 3, act: "sol", assistance: "Kontaktfamilj", import_key: "k:a" }, { id: 2, version: 1, act: "sol", assistance: "Ledsagning", import_key: null }];
  const keyOf = (key: string): string => `k:${key}`;
  expect(matchRows([row(2, "Kontaktperson", "a")], kept, ["act", "assistance"], keyOf)).toMatchObject([{ id: 1, version: 3, changed: ["assistance"] }]);
  expect(matchRows([row(2, "Ledsagning", null), row(3, "Ledsagning", null)], kept, ["act", "assistance"], keyOf).map(({ changed, id }) => [id, changed])).toEqual([[2, []], [null, []]]);
  expect(matchRows([row(2, "Ledsagning", "b")], kept, ["act", "assistance"], keyOf)).toMatchObject([{ id: 2, changed: ["import_key"] }]);
  expect(matchRows([row(2, "Kontaktfamilj", "b")], kept, ["act", "assistance"], keyOf)).toMatchObject([{ id: null }]);
});
