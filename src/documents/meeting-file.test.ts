import { describe, expect, test } from "vitest";
import { faultsOf, type DocumentModel } from "./document.ts";
import type { DocumentStepKind } from "./document-step.ts";
import { meetingFile, meetingsOf } from "./meeting-file.ts";

const model = (title: string, diaryNumber: string | null): DocumentModel => ({
  kind: "memorandum", language: "sv", title, organisation: "Ekby", committee: "Nämnden", year: 2026, diaryNumber, status: "",
  blocks: [{ kind: "heading", level: 1, text: "Förslag till beslut", id: "proposal" }, { kind: "heading", level: 2, text: "Bakgrund", id: "background" }, { kind: "heading", level: 3, text: "Mer", id: "more" }],
});

describe("what is put to a meeting", () => {
  /** "proposed 2026-03-10" and so on, of one edition after the other where it says "revised". */
  const document = (kind: string, ...told: string[]) => {
    let edition = 1;
    const steps = told.map((text, index) => {
      const [step = "", onDate = null] = text.split(" ");
      if (step === "revised") edition++;
      return { ordinal: index + 1, edition, kind: step as DocumentStepKind, hash: step === "approved" || step === "decided" ? `${kind}-${step}-${edition}` : null, onDate, note: null, actor: "", at: "" };
    });
    return { committeeId: 1, year: 2026, documentKind: kind, steps };
  };
  const told = (...documents: ReturnType<typeof document>[]) => [...meetingsOf(documents)].map(([day, places]) => `${day}: ${places.map(({ decided, hash }) => `${hash}${decided ? "" : "?"}`).join(", ")}`);
  test("is what lies before it now, as it was approved", () => expect(told(document("a", "reviewed", "approved", "proposed 2026-03-10"), document("b", "approved", "proposed 2026-03-10"))).toEqual(["2026-03-10: a-approved-1?, b-approved-1?"]));
  test("is what was decided at it, as it was decided, the latest meeting first", () => expect(told(document("a", "approved", "proposed 2026-03-10", "decided 2026-03-10", "published"), document("b", "approved", "proposed 2026-04-14"))).toEqual(["2026-04-14: b-approved-1?", "2026-03-10: a-decided-1"]));
  test("is not what went back, nor what was approved anew and is not put yet", () => expect(told(document("a", "approved", "proposed 2026-03-10", "returned"), document("b", "approved", "proposed 2026-03-10", "approved"), document("c", "approved"))).toEqual([]));
  test("is each edition at its own", () => expect(told(document("a", "approved", "proposed 2026-03-10", "decided 2026-03-10", "revised", "approved", "proposed 2026-06-16"))).toEqual(["2026-06-16: a-approved-2?", "2026-03-10: a-decided-1"]));
});

test("a meeting's documents are one file: each document's title is a main heading, its own headings lie under it, and no two have the same address", () => {
  const file = meetingFile([{ model: model("Öppettider", "KN/2026:7"), title: "Öppettider" }, { model: model("Taxor", null), title: "Taxor" }], { committee: "Nämnden", municipality: "Ekby", onDate: "2026-03-10" });
  expect(file.blocks.map((block) => (block.kind === "heading" ? `${"#".repeat(block.level)} ${block.text}` : "¶"))).toEqual(["# 1. Öppettider", "¶", "## Förslag till beslut", "### Bakgrund", "### Mer", "# 2. Taxor", "## Förslag till beslut", "### Bakgrund", "### Mer"]);
  const ids = file.blocks.flatMap((block) => (block.kind === "heading" ? [block.id] : []));
  expect(new Set(ids).size).toBe(ids.length);
  expect(faultsOf(file)).toEqual([]);
  expect([file.title, file.status]).toEqual(["Handlingar till sammanträdet 2026-03-10", "2 handlingar, i den lydelse som är framlagd."]);
});
