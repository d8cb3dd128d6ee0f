import { describe, expect, test } from "vitest";
import { found } from "../../test/checked-text.ts";

const BUDGET = "Budget 2022 | 13100 | 13100 | 13100 | 13100 | 13100 | 13100 | 13100 | 13100 | 13100 | 13100 | 13100 | 13100 | 13 100";
const OUTCOME = ["11459", "11565", "12979", "9565", "13154", "12258", "12249", "11175", "11200", "11504", "10989", "12500"];
/** Two years of a measure by month, as a machine reads them from a picture: no heading, and a stroke lost after the name. */
const months = (last: string, ...sentences: string[]): string[] => found("Socialnämndens verksamhetsplan 2023", "", "Ekonomiskt bistånd", "", "Tabell 1. Utbetalt bistånd", "", BUDGET, `Utfall 2022 ${[...OUTCOME, last].join(" | ")}`, "", ...sentences);

describe("months whose heading is lost", () => {
  test("a mean that is of eleven months, where the other row's is of twelve", () => expect(months("11645")).toEqual(["8 error row-total 11 716,4"]));
  test("a mean of all twelve", () => expect(months("11716")).toEqual([]));
  test("thirteen figures that are no months and their sum or mean say nothing", () => expect(found("Socialnämndens verksamhetsplan 2023", "", `Utfall 2021 ${[...OUTCOME, "7"].join(" | ")}`, `Utfall 2022 ${[...OUTCOME, "11645"].join(" | ")}`)).toEqual([]));
  test.each([
    ["Det har medfört minskade kostnader med cirka 15,3 mnkr jämfört med budget 2022.", ["10 warning told-movement 16,6 mkr under budget"]],
    ["Det har medfört minskade kostnader med cirka 16,6 mnkr jämfört med budget 2022.", []],
    ["Det har medfört minskade kostnader med cirka 16 mnkr jämfört med budget 2022.", []],
  ])("how far the year is from its budget: %s", (sentence, expected) => expect(months("11716", sentence)).toEqual(expected));
  test("a sentence that a blank line has broken is one", () => expect(months("11716", "Hushållen är färre, och de som aktualiseras också.", "Det har medfört minskade kostnader med cirka 15,3", "", "mnkr jämfört med budget 2022.")).toEqual(["11 warning told-movement 16,6 mkr under budget"]));
});
