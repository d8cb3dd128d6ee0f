import { describe, expect, test } from "vitest";
import { clockSentence } from "./trouble.ts";

const at = (time: string): number => Date.parse(`2026-11-22T${time}Z`);

describe("a wrong clock", () => {
  test("that agrees within two minutes is none", () => expect(clockSentence({ program: at("10:00:00"), database: at("10:01:59"), latestEvent: at("10:01:59") })).toBeNull());
  test("is told of where the program and the database differ", () => expect(clockSentence({ program: at("10:00:00"), database: at("11:00:00"), latestEvent: null })).toContain("60 minuter"));
  test("is told of where something was saved in the future", () => expect(clockSentence({ program: at("10:00:00"), database: at("10:00:00"), latestEvent: at("12:00:00") })).toContain("från 2026-11-22 13:00, men klockan är 2026-11-22 11:00"));
  test("that was put right is not told of once something has been saved since", () => expect(clockSentence({ program: at("10:00:00"), database: at("10:00:00"), latestEvent: at("09:59:00") })).toBeNull());
});
