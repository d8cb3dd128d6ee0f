import { expect, test } from "vitest";
import { isBudgetAmount, oddBudgetSigns } from "./kronor.ts";

test("an amount has öre at most, and is no more than can be meant", () => expect(["-1200.50", "0", "1.005", "mycket", "1000000000000", "-1000000000000.01"].map(isBudgetAmount)).toEqual([true, true, false, false, true, false]));
test("a cost that is plus and an income that is minus are told", () => expect(oddBudgetSigns([{ line: "staff", amount: "48" }, { line: "staff", amount: "-48" }, { line: "sales", amount: "-1" }, { line: "fees", amount: "0" }])).toEqual(["Personalkostnader är plus, men en kostnad skrivs med minus", "Försäljning av verksamhet är minus, men en intäkt skrivs med plus"]));
