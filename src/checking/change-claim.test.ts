import { describe, expect, test } from "vitest";
import { changeFindings } from "./change-claim.ts";

const found = (text: string) => changeFindings([{ text, line: 7, starts: [], inCell: false, section: { line: 0, heading: "" } }]).map(({ code, expected, message, severity }) => `${severity} ${code}: ${message} [${expected}]`.replaceAll("\u00a0", " "));

describe("a change that is told with its percentage", () => {
  test.each([
    "Nettokostnaderna uppgår till 204,4 mkr, vilket är en ökning med 1,5 mkr (0,7 %) jämfört med föregående år.",
    "Antalet var 226 personer, en ökning med 7 personer (3,2 %).",
    "Kostnaden var 12 mkr, en minskning med 3 mkr (20 procent).",
    "Kostnaden är 1 234 567 kr, en ökning med 34 567 kr (2,9 %).",
  ])("is of what it was before, and right within the rounding of what is printed: %s", (text) => expect(found(text)).toEqual([]));
  test("is wrong where no rounding gives it", () => {
    expect(found("Ramen uppgår till 227,4 mkr, en ökning med 1,2 mkr (1,2 %).")).toEqual(["error change-percent: 1,2 av 226,2 är 0,5 %, inte 1,2 %. [0,5 %]"]);
    expect(found("Antalet var 145 hushåll, en minskning med 40 hushåll (27,6 %).")).toEqual(["error change-percent: 40 av 185 är 21,6 %, inte 27,6 %. [21,6 %]"]);
  });
  test("is not reckoned over two units, nor in percentage points", () => expect(found("Ramen är 227,4 mkr, en ökning med 1 200 tkr (9 %). Andelen är 40 personer, en ökning med 2 personer (5 procentenheter).")).toEqual([]));
});
describe("a change that is told by both its ends", () => {
  test.each(["Antalet hushåll minskade från 185 till 145 (21,6 %).", "Sjukfrånvaron har ökat från 8,1 till 8,2 procent.", "Insatserna ökade från 100 (2020) till 110, en ökning med 10 %.", "Andelen har minskat från 24 procent 2020."])("is right: %s", (text) => expect(found(text)).toEqual([]));
  test("has the direction of its ends", () => {
    expect(found("Antalet hushåll ökade från 185 till 145.")).toEqual(["error change-direction: Från 185 till 145 är en minskning, men texten säger »ökade«. [en minskning]"]);
    expect(found("Sjukfrånvaron har minskat under året från 7,9 till 8,4 procent.")).toEqual(["error change-direction: Från 7,9 till 8,4 är en ökning, men texten säger »minskat«. [en ökning]"]);
  });
  test("has their percentage, of the first", () => expect(found("Antalet ökade från 145 till 185 (21,6 %).")).toEqual(["error change-percent: Från 145 till 185 är en förändring med 27,6 % av 145, inte 21,6 %. [27,6 %]"]));
});
