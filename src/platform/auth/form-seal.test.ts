import { expect, test } from "vitest";
import { openSeal, receiptCode, sealForm, typedCode } from "./form-seal.ts";

test("a sealed form is known again for a day, and no other is", () => {
  const sealed = sealForm("hemligt", 1_000);
  expect(openSeal("hemligt", sealed, 6_000)).toMatchObject({ age: 5_000 });
  expect(openSeal("annat", sealed, 6_000)).toBeNull();
  expect(openSeal("hemligt", sealed.replace(".1000.", ".2000."), 6_000)).toBeNull();
  expect(openSeal("hemligt", sealed, 1_000 + 25 * 3_600_000)).toBeNull();
  expect(openSeal("hemligt", "", 6_000)).toBeNull();
});
test("the same form has the same code, which is read however it is typed", () => {
  const code = receiptCode("hemligt", "a");
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
  expect([receiptCode("hemligt", "a") === code, receiptCode("hemligt", "b") === code, receiptCode("annat", "a") === code]).toEqual([true, false, false]);
  expect(typedCode(code.toLowerCase().replaceAll("-", " "))).toBe(code);
});
