import { describe, expect, test } from "vitest";
import { DOCUMENT_TRANSITIONS, editionName, mayBeWritten, standingOf, transitionFor, type DocumentState, type DocumentStep, type DocumentStepKind } from "./document-step.ts";

const HASH = "a".repeat(64);
/** "reviewed approved proposed decided | revised": editions parted by a bar. */
const steps = (text: string): DocumentStep[] => text.split("|").flatMap((edition, index) => edition.trim().split(/\s+/).filter(Boolean).map((kind) => ({ kind, edition: index + 1 }))).map(({ edition, kind }, index) => ({ ordinal: index + 1, edition, kind: kind as DocumentStepKind, hash: kind === "approved" || kind === "decided" ? HASH : null, onDate: null, note: null, actor: "user:1", at: `2026-02-${String(index + 1).padStart(2, "0")}T08:00:00Z` }));

describe("how a document stands", () => {
  test.each([
    ["", "draft", 1, false, 0], ["reviewed", "review", 1, false, 0], ["reviewed approved", "approved", 1, true, 0], ["reviewed approved proposed", "proposed", 1, true, 0], ["reviewed approved returned", "draft", 1, false, 0],
    ["reviewed approved returned reviewed approved proposed decided", "decided", 1, true, 1], ["reviewed approved proposed decided published", "published", 1, true, 1], ["reviewed approved proposed decided | revised", "draft", 2, false, 1],
    ["reviewed approved proposed decided | revised reviewed approved proposed decided", "decided", 2, true, 2],
  ] as const)("after »%s«: %s, edition %i", (text, state, edition, approved, decided) => {
    const standing = standingOf(steps(text));
    expect([standing.state, standing.edition, standing.approved !== null, standing.decided.length]).toEqual([state, edition, approved, decided]);
  });
});

describe("what may be done with a document", () => {
  test.each([
    ["draft", "reviewed"], ["review", "approved returned"], ["approved", "approved proposed returned"], ["proposed", "approved decided returned"], ["decided", "published revised"], ["published", "revised"],
  ] as const)("from %s: %s", (state, kinds) => expect(DOCUMENT_TRANSITIONS.filter(({ kind }) => transitionFor({ state }, kind)).filter(({ from }) => from.includes(state)).map(({ kind }) => kind).toSorted()).toEqual(kinds.split(" ")));
  test("nothing is decided that was not put to a meeting, and nothing is published that was not decided", () => {
    for (const state of ["draft", "review", "approved", "decided", "published"] as DocumentState[]) expect([state, transitionFor({ state }, "decided")]).toEqual([state, null]);
    for (const state of ["draft", "review", "approved", "proposed", "published"] as DocumentState[]) expect([state, transitionFor({ state }, "published")]).toEqual([state, null]);
  });
  test("who writes a document does not approve it by that, and who approves does not decide", () => {
    const roleOf = (kind: DocumentStepKind) => new Set(DOCUMENT_TRANSITIONS.filter((one) => one.kind === kind).map(({ action }) => action));
    expect([...roleOf("approved")]).toEqual(["document.approve"]);
    expect([...roleOf("decided")]).toEqual(["document.decide"]);
  });
  test("texts are written until the document lies before a meeting", () => expect((["draft", "review", "approved", "proposed", "decided", "published"] as const).filter((state) => mayBeWritten({ state }))).toEqual(["draft", "review", "approved"]));
  test("editions have names", () => expect([1, 2, 3].map(editionName)).toEqual(["", "reviderad", "reviderad 2"]));
});
