import { describe, expect, test } from "vitest";
import { movedText, sentencesOf, textsToCarry, unreadSentences } from "./carried-text.ts";
import { READY_TEMPLATES } from "./ready-templates.ts";
import type { SectionText } from "./section-text.ts";

const written = (section: string, body: string): SectionText => ({ section, body, readAs: null, carried: null, origin: 1, version: 1 });

describe("a text of the year before begins this year's", () => {
  test.each([
    ["Under 2025 ökade antalet jämfört med 2024.", "Under 2026 ökade antalet jämfört med 2025."],
    ["{{mått: Antal besök | 2025-12}} mot {{mått: Antal besök | 2024-12}}", "{{mått: Antal besök | 2026-12}} mot {{mått: Antal besök | 2025-12}}"],
    ["{{förändring: Antal besök | 2024 | 2025}}, inför 2026", "{{förändring: Antal besök | 2025 | 2026}}, inför 2027"],
    ["Sedan 2011 gäller SFS 2025:400 och beslutet KN/2025:7.", "Sedan 2011 gäller SFS 2025:400 och beslutet KN/2025:7."],
    ["Det blev 12025 besök, 2025,5 timmar och 2 025 böcker.", "Det blev 12025 besök, 2025,5 timmar och 2 025 böcker."],
    ["Den 2025-03-01 och år 2025.", "Den 2025-03-01 och år 2026."],
    ["Läsåret 2024/2025 och 2024/25.", "Läsåret 2025/2026 och 2025/26."],
    ["Prop. 2024/25:1, SN 2025-123 och 2025 tkr.", "Prop. 2024/25:1, SN 2025-123 och 2025 tkr."],
  ])("%s", (before, after) => expect(movedText(before, 2025)).toBe(after));
  test("only where this year has the section and the unit, and nothing is written", () => {
    const { sections } = READY_TEMPLATES.find(({ key }) => key === "interim-report")!;
    const before = [written("summary", "A"), written("events.3", "B"), written("events.9", "C"), written("summary.3", "D"), written("gone", "E"), written("economy", "F"), written("control", "")];
    expect(textsToCarry({ sections }, [{ id: 3 }], before, [{ section: "economy" }]).map(({ section }) => section)).toEqual(["summary", "events.3"]);
  });
});

describe("what is kept from the year before is read again", () => {
  const carried = "Nämnden höll budgeten. Antalet ökade till 7.\n- Ny lokal\n- Nytt system";
  test("sentence by sentence; what somebody has written anew is read already", () => expect(unreadSentences({ body: "Nämnden höll inte budgeten. Antalet ökade till 7.\n- Nytt system", carried })).toEqual(["Antalet ökade till 7.", "Nytt system"]));
  test("whatever mark an item has", () => expect(unreadSentences({ body: "- Ny lokal\n2. Nytt system", carried: "– Ny lokal\n1) Nytt system" })).toEqual(["Ny lokal", "Nytt system"]));
  test("nothing once somebody has", () => expect(unreadSentences({ body: carried, carried: null })).toEqual([]));
  test("an abbreviation before a small letter ends no sentence", () => expect(sentencesOf("Det gäller t.ex. bibliotek. Och simhallar.")).toEqual(["Det gäller t.ex. bibliotek.", "Och simhallar."]));
});
