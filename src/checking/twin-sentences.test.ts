import { expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

const found = (...lines: string[]): string[] => foundAt(...REPORT, ...lines).filter((one) => !one.includes(" note ")).map((one) => one.replace(/^\d+ /, ""));
const twice = (one: string, other: string, heading = "## Ekonomi"): string[] => found("## Sammanfattning", "", one, "", heading, "", other);

test.each([
  ["Nämndens intäkter är 3,3 mkr högre än budget, vilket beror på bidrag från tidigare period.", "Nämndens intäkter är 3,3 mkr högre än budget, vilket beror på bidrag från tidigare period.", 0],
  ["Nämndens intäkter är 3,3 mkr högre än budget, vilket beror på bidrag från tidigare period.", "Nämndens intäkter är 3,3 mkr lägre än budget, vilket beror på bidrag från tidigare period.", 1],
  ["Nämndens intäkter är 3,3 mkr högre än budget, vilket beror på bidrag från tidigare period.", "Nämndens intäkter är 3,3 tkr högre än budget, vilket beror på bidrag från tidigare period.", 1],
  ["Nämndens intäkter är 3,3 mkr högre än budget, vilket beror på bidrag från tidigare period.", "Nämndens intäkter är 3,3 mnkr högre än budget, vilket beror på bidrag från tidigare period.", 0],
  // Another thing in the same words.
  ["Sjukfrånvaron bland månadsavlönade ska vid årets slut vara högst 6,0 procent enligt planen.", "Sjukfrånvaron bland timavlönade ska vid årets slut vara högst 4,0 procent enligt planen.", 0],
  ["Utredningstiden för barn var i medeltal 104 dagar från det att utredningen inleddes.", "Utredningstiden för vuxna var i medeltal 71 dagar från det att utredningen inleddes.", 0],
  // What each part has its own of.
  ["Projektet beräknas kosta 12,5 mkr och genomförs under året med egen personal och konsulter.", "Projektet beräknas kosta 4,5 mkr och genomförs under året med egen personal och konsulter.", 0],
  ["Fullmäktige har i november beslutat om ekonomiska ramar samt fyra mål för nämnden under året.", "Fullmäktige har i oktober beslutat om ekonomiska ramar samt fyra mål för nämnden under året.", 1],
])("told twice: %s – %s", (one, other, count) => expect(twice(one, other).filter((told) => /statements-differ|told-unit/.test(told))).toHaveLength(count));

test("one word is another, where the same sentence stands in two places more", () => {
  const goal = (word: string): string => `Nämnden ska utveckla hållbara lösningar på hemmaplan för personer med ${word} funktionsnedsättning med individen i fokus.`;
  expect(found("## Sammanfattning", "", goal("fysisk"), "", "## Mål", "", goal("psykisk"), "", "## Uppföljning", "", goal("psykisk"))).toEqual(["warning statements-differ psykisk"]);
  expect(found("## Sammanfattning", "", goal("fysisk"), "", "## Mål", "", goal("psykisk"))).toEqual([]);
});
test("a sentence that each of three parts fills in with its own number is a form", () => {
  const turnover = (share: string): string => `Personalomsättningen har under året varit ${share} procent, vilket är i nivå med vad som planerades.`;
  expect(found("## Förskola", "", turnover("9"), "", "## Grundskola", "", turnover("11"), "", "## Gymnasieskola", "", turnover("7"))).toEqual([]);
});
test("points of what is decided are each of their own", () => {
  expect(found("Kulturnämnden beslutar", "", "2. att hos fullmäktige begära att 2 840 tkr av årets investeringsbudget överförs till nästa år,", "", "Tekniska nämnden beslutar", "", "2. att hos fullmäktige begära att 4 006 tkr av årets investeringsbudget överförs till nästa år,")).toEqual([]);
});
