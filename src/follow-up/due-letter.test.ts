import { expect, test } from "vitest";
import type { DueDay } from "./due-day.ts";
import { dueGroups, dueLetter, isDueLetterDay } from "./due-letter.ts";

const day = (more: Partial<DueDay> = {}): DueDay => ({ day: "2026-03-10", words: "förläng avtalet om städning", of: "Avtal", href: "/n/2026/avtal/1", action: "contract.keep", reach: 1, fresh: null, ...more });
const MONDAY = "2026-03-02";
test("a letter comes once a week while something is due, on weekdays, and to nobody while nothing is", () => {
  expect([isDueLetterDay([day()], null, MONDAY), isDueLetterDay([], null, MONDAY), isDueLetterDay([day()], null, "2026-03-01")]).toEqual([true, false, false]);
  expect([isDueLetterDay([day()], "2026-02-24", MONDAY), isDueLetterDay([day()], "2026-02-23", MONDAY)]).toEqual([false, true]);
});
test("what has come in and nobody has taken care of is told of the weekday after, once", () => {
  const fresh = (on: string): DueDay => day({ of: "Synpunkter", action: "feedback.handle", fresh: on });
  expect(isDueLetterDay([fresh("2026-03-02")], "2026-03-02", "2026-03-03")).toBe(true);
  expect(isDueLetterDay([fresh("2026-03-02")], "2026-03-03", "2026-03-04")).toBe(false);
  expect(isDueLetterDay([fresh("2026-03-03")], "2026-03-02", "2026-03-03")).toBe(false);
});
test("a letter tells how much there is, of what is confidential not even what it is, and no words of any row", () => {
  const days = [day(), day({ day: "2026-02-20" }), day({ words: "svara på klagomål från 2026-02-20", of: "Synpunkter", action: "feedback.handle", fresh: "2026-03-01" }), day({ words: "en utredning ska vara klar", of: "Lex Sarah", action: "lex-sarah.handle", day: "2026-02-01" })];
  expect(dueGroups(days, MONDAY)).toEqual([{ of: "Avtal", count: 2, late: 1, fresh: 0 }, { of: "Kvalitet", count: 2, late: 1, fresh: 1 }]);
  const { subject, text } = dueLetter({ name: "Kim", committee: "Kulturnämnden", days, href: "https://x/bevakning", on: MONDAY });
  expect(subject).toBe("4 saker att se till: Kulturnämnden");
  expect(text).toContain("- Avtal: 2 saker att se till, 1 vars dag har passerats");
  expect(text).toContain("- Kvalitet: 2 saker att se till, 1 ny, 1 vars dag har passerats");
  for (const word of ["städning", "klagomål", "Sarah", "utredning", "Synpunkt"]) expect(text).not.toContain(word);
});
