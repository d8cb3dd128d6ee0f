import { expect, test } from "vitest";
import { indexOf, matrixCell, riskBand } from "./control-plan.ts";

const risk = (riskIndex: string | null, likelihood: number | null = null, consequence: number | null = null) => ({ riskIndex, likelihood, consequence });

test("a stated likelihood and consequence are the cell", () => expect(matrixCell(risk("12", 4, 3))).toEqual({ likelihood: 4, consequence: 3 }));
test("an index that only one product gives is placed: 9 is 3 × 3, 16 is 4 × 4", () => {
  expect([matrixCell(risk("9")), matrixCell(risk("16"))]).toEqual([{ likelihood: 3, consequence: 3 }, { likelihood: 4, consequence: 4 }]);
});
test("an index that several products give is not guessed", () => expect([matrixCell(risk("12")), matrixCell(risk("4")), matrixCell(risk(null))]).toEqual([null, null, null]));
test("the index is as stated, else likelihood times consequence, else missing", () => expect([indexOf(risk("7.5", 2, 4)), indexOf(risk(null, 2, 4)), indexOf(risk(null))]).toEqual(["7.5", "8", null]));
test("twelve is high, eight medium", () => expect(["16", "12", "9", "8", "6"].map(riskBand)).toEqual(["high", "high", "medium", "medium", "low"]));
