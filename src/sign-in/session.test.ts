import { describe, expect, test } from "vitest";
import { browserName, passwordFault, secondsToWait } from "./session.ts";

describe("who fails again and again has to wait, longer each time", () => {
  test.each([["account", 4, 0, 0], ["account", 5, 0, 15], ["account", 6, 0, 30], ["account", 7, 10, 50], ["account", 30, 0, 900], ["account", 30, 3600, 0], ["address", 99, 0, 0], ["address", 100, 0, 15]] as const)(
    "%s, %i failures, the last %i s ago: %i s",
    (kind, failures, since, wait) => expect(secondsToWait(kind, failures, since)).toBe(wait),
  );
});

describe("a password is long, and not one's own name", () => {
  test.each(["kort", "aaaaaaaaaaaaaaaa", "qwertyuiop1234", "annaek tycker om bilar"])("»%s« is refused", (password) => expect(passwordFault(password, ["Anna Ek", "annaek@ekhamn.se"])).not.toBeNull());
  test("a sentence will do", () => expect(passwordFault("fyra gröna båtar seglar", ["Anna Ek"])).toBeNull());
});

test("a browser is told by its name and system, no more", () => {
  expect(browserName("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0")).toBe("Edge, Windows");
  expect(browserName(undefined)).toBeNull();
});
