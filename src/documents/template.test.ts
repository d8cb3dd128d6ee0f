import { describe, expect, test } from "vitest";
import type { Statement } from "../finance/statement.ts";
import { columnMeaning } from "../finance/statement.ts";
import { collectionOf, leftOf } from "./collection.ts";
import { inMoneyForm } from "./money-form.ts";
import { READY_TEMPLATES } from "./ready-templates.ts";
import { partKey, partOf, plannedDocuments, sectionOfHeading, templateFault, type Template, type TemplateSection } from "./template.ts";

const ready = (key: string): Template => READY_TEMPLATES.find((one) => one.key === key)!;
const section = (heading: string, more: Partial<TemplateSection> = {}): TemplateSection => ({ key: heading.toLowerCase(), heading, level: 1, guidance: "", required: false, writer: null, perUnit: false, whenEmpty: "hide", blocks: [], ...more });
const template = (...sections: TemplateSection[]): Template => ({ ...ready("free-document"), sections });

describe("which documents a committee's year has", () => {
  const points = [{ onDate: "2026-04-30" }, { onDate: "2026-08-31" }, { onDate: "2026-12-31" }, { onDate: "2025-08-31" }];
  const titles = (rows: Parameters<typeof plannedDocuments>[2]) => plannedDocuments(READY_TEMPLATES, points, rows, 2026).map(({ key, month, title }) => `${key}: ${title}${month ? `, till och med månad ${month}` : ""}`);
  test("a quarter has its own, told until its last month", () => {
    expect(titles([]).filter((title) => title.startsWith("unexecuted"))).toEqual([1, 2, 3, 4].map((quarter) => `unexecuted-decisions-${quarter}: Ej verkställda beslut, kvartal ${quarter} 2026, till och med månad ${quarter * 3}`));
  });
  test("one of each that there is one of, and an interim report for each follow-up before the year's last", () => {
    expect(titles([]).slice(0, 5)).toEqual([
      "annual-report: Årsredovisning 2026", "operational-plan: Verksamhetsplan och budget 2026", "control-plan: Internkontrollplan 2026",
      "interim-report-04: Delårsrapport per april 2026, till och med månad 4", "interim-report-08: Delårsrapport per augusti 2026, till och med månad 8",
    ]);
  });
  test("and those that somebody has made, under their own names", () => {
    expect(titles([{ key: "remissvar", templateKey: "memorandum", name: "Remissvar om öppettider", dueOn: null, version: 1 }])).toContain("remissvar: Remissvar om öppettider");
  });
  test("a day when its texts are due is the document's own", () => {
    expect(plannedDocuments(READY_TEMPLATES, points, [{ key: "annual-report", templateKey: "annual-report", name: null, dueOn: "2027-01-20", version: 1 }], 2026)[0]).toMatchObject({ title: "Årsredovisning 2026", dueOn: "2027-01-20", version: 1 });
  });
});

describe("a template that cannot be written by is refused in one sentence", () => {
  test.each([
    [template(), "En mall har minst ett avsnitt; skriv dess rubrik."],
    [template(section("Bakgrund"), section("bakgrund")), "Rubriken »bakgrund« står två gånger."],
    [template(section("Ekonomi", { level: 2 })), "»Ekonomi« står först och kan inte vara en underrubrik."],
    [{ ...template(section("A")), title: " " }, "Skriv vad dokumentet heter, högst 100 tecken."],
  ])("%#", (input, message) => expect(templateFault(input)?.message).toBe(message));
  test("every ready one can be written by, and says what each section is for", () => {
    expect(READY_TEMPLATES.map(templateFault)).toEqual(READY_TEMPLATES.map(() => null));
    expect(READY_TEMPLATES.flatMap(({ sections }) => sections.filter(({ guidance }) => !guidance))).toEqual([]);
  });
});

test("a heading of a published document opens the section of its name, else the one that it is known to mean", () => {
  expect(sectionOfHeading(template(section("Läget i stort"), section("Sammanfattning", { key: "summary" })), "LÄGET I STORT")?.heading).toBe("Läget i stort");
  expect(sectionOfHeading(ready("annual-report"), "Sammanfattning av året")?.key).toBe("summary");
  expect(sectionOfHeading(ready("annual-report"), "Väder")).toBeNull();
});

describe("what is collected", () => {
  const texts = [{ section: "events.3", body: "Nya lokaler togs i bruk.", readAs: null, carried: null, origin: 1, version: 1 }];
  const parts = collectionOf(template(section("Sammanfattning", { key: "summary", required: true }), section("Händelser", { key: "events", perUnit: true }), section("Övrigt")), [{ id: 3, name: "Biblioteket" }, { id: 4, name: "Simhallen" }], texts);
  test("a section that units write has a part for each of them", () => expect(parts.map(({ key, words }) => `${key}: ${words}`)).toEqual(["summary: 0", "events: 0", "events.3: 5", "events.4: 0", "övrigt: 0"]));
  test("what has to be written and what units write is wanted, and left while it is not written", () => expect(leftOf(parts).map(({ key }) => key)).toEqual(["summary", "events.4"]));
  test("a part's place names its section and its unit", () => expect([partOf(partKey("events", 12)), partOf("events")]).toEqual([{ section: "events", unitId: 12 }, { section: "events", unitId: null }]));
});

describe("amounts in the form that a template has chosen", () => {
  const columns = ["Utfall 2025", "Budget 2025", "Budgetavvikelse", "Förändring i %"].map((label) => columnMeaning(label, 2025));
  const amounts = ["-204.44", "-200.0", "-4.44", "2.2"].map((amount, column) => ({ lineId: 1, column, amount, origin: 1 }));
  const statement: Statement = { id: 1, committeeId: 1, year: 2025, reportKind: "annual-report", kind: "income", title: "Resultaträkning", unit: "mkr", columns, origin: 1, lines: [{ id: 1, label: "Netto", total: true, origin: 1, amounts }] };
  const told = (form: Parameters<typeof inMoneyForm>[1]) => { const [one] = inMoneyForm([statement], form); return [one!.unit, one!.decimals, ...one!.lines[0]!.amounts.map((amount) => amount?.amount)]; };
  test("as stated where nothing is chosen", () => expect(told({ moneyUnit: null, moneyColumns: [] })).toEqual(["mkr", null, "-204.44", "-200.0", "-4.44", "2.2"]));
  test("millions become thousands exactly, and a percentage stays what it is", () => expect(told({ moneyUnit: "tkr", moneyColumns: [] })).toEqual(["tkr", 0, "-204440", "-200000", "-4440", "2.2"]));
  test("a column is left out where others are chosen, and what is shown keeps its own source", () => {
    expect(told({ moneyUnit: null, moneyColumns: ["actual", "budget-variance"] })).toEqual(["mkr", null, "-204.44", "-4.44"]);
    expect(inMoneyForm([statement], { moneyUnit: null, moneyColumns: ["budget-variance"] })[0]!.lines[0]!.amounts[0]!.column).toBe(2);
  });
  test("a statement that has none of the columns is shown whole", () => expect(told({ moneyUnit: null, moneyColumns: ["forecast"] })).toEqual(["mkr", null, "-204.44", "-200.0", "-4.44", "2.2"]));
});
