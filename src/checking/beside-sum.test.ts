import { expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

const found = (...lines: string[]): string[] => foundAt(...REPORT, "## Ekonomi", "", ...lines).filter((one) => !one.includes(" note ")).map((one) => one.replace(/^\d+ /, ""));

test("what the rows of a table come to together", () => {
  const measures = (amount: string): string[] => found("Åtgärd | Effekt, mkr", "Ny schemamodell | 2,6", "Samordnad nattpatrull | 1,4", "Lägre övertid | 0,9", "Färre köpta platser | 1,2", "", `De fyra åtgärderna ger tillsammans en effekt på ${amount} mkr.`);
  expect(measures("6,1")).toEqual([]);
  expect(measures("4,9")).toEqual(["warning sum-told 6,1"]);
});
test("what is left of a table's sum, with two figures that have changed places", () => {
  const left = (amount: string): string[] => found("| Projekt (tkr) | Budget | Förbrukat |", "|---|---|---|", "| Sängar | 1 400 | 1 320 |", "| Inventarier | 900 | 410 |", "| Larm | 1 300 | 720 |", "| Summa | 3 600 | 2 450 |", "", `Efter året återstår ${amount} tkr av investeringsbudgeten.`);
  expect(left("1 150")).toEqual([]);
  expect(left("1 510")).toEqual(["warning told-movement 1 150"]);
});
test("a table whose cells are marked off tightly, or stand each on a line of its own, is read", () => {
  expect(found("mkr;2021;2020", "Intäkter;38,6;35,4", "Kostnader;-232,4;-226,1", "Nettokostnad;-198,3;-190,7")).toEqual(["error net-figure -193,8"]);
  expect(found("Post", "Budget", "Utfall", "Avvikelse", "Avgifter", "11,6", "9,1", "-2,5", "Personal", "-19,4", "-18,6", "0,8", "Övriga kostnader", "-3,2", "-3,4", "-0,9", "Lokaler", "-2,0", "-2,2", "-0,2").filter((one) => one.includes("table-difference"))).toEqual(["error table-difference -0,2"]);
});
test("lines that end with an amount, and their sum", () => {
  const lines = (total: string): string[] => found("Investeringar, belopp i tkr", "Inredning 240", "Verksamhetsanpassning 150", "Låssystem 600", "Reception 250", `Totalt ${total}`).filter((one) => one.includes("table-total"));
  expect(lines("1240")).toEqual([]);
  expect(lines("1420")).toEqual(["warning table-total 1 240"]);
});
