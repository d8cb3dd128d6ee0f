import { describe, expect, test } from "vitest";
import { commentFault, namedIn, threadsOf, unanswered, type SectionComment } from "./section-comment.ts";

/** "1 user:7: text", "2>1 user:8: an answer", "3 user:7 @8: asks 8", "4 user:7 klar: done with". */
const talk = (...lines: string[]): SectionComment[] => lines.map((line) => {
  const [, id, answers, author, asked, done, body] = /^(\d+)(?:>(\d+))? (\S+?)(?: @(\d+))?( klar)?: (.*)$/.exec(line)!;
  return { committeeId: 1, year: 2026, documentKind: "annual-report", section: "summary", id: Number(id), answersId: answers ? Number(answers) : null, quote: "", body: body!, author: author!, writtenAt: "", resolvedBy: done ? author! : null, asked: asked ? [Number(asked)] : [], version: 1 };
});

test("answers stand under what they answer, and what is done with comes last", () =>
  expect(threadsOf(talk("1 user:7 klar: A", "2 user:7: B", "3>2 user:8: svar", "4>2 user:7: svar på svar")).map(({ answers, comment }) => [comment.id, answers.map(({ id }) => id)])).toEqual([[2, [3, 4]], [1, []]]));

describe("who is asked to answer has a task", () => {
  const left = (...lines: string[]) => unanswered(talk(...lines), 8, "user:8").map(({ id }) => id);
  test("until they have answered", () => expect([left("1 user:7 @8: Stämmer det?"), left("1 user:7 @8: Stämmer det?", "2>1 user:8: Ja")]).toEqual([[1], []]));
  test("an answer from before they were asked is none", () => expect(left("1 user:7: A", "2>1 user:8: B", "3>1 user:7 @8: Är du säker?")).toEqual([3]));
  test("and not once it is done with", () => expect(left("1 user:7 @8 klar: A")).toEqual([]));
});

test("a name in the text is whom it names, whole: not who has a longer one, nor an address", () => {
  const people = [{ id: 1, name: "Anna Ek" }, { id: 2, name: "Anna Eklund" }, { id: 3, name: "Bo" }];
  expect([namedIn("@anna eklund, stämmer det?", people), namedIn("@Anna Ek och @Bo", people), namedIn("anna ek", people), namedIn("@Bosse, skriv till a@bo", people)]).toEqual([[2], [1, 3], [], []]);
});
test("an empty comment, or one too long, is told in one sentence", () => expect([commentFault({ body: " ", quote: "" })?.field, commentFault({ body: "a", quote: "b".repeat(301) })?.field, commentFault({ body: "a", quote: "" })]).toEqual(["comment", "quote", null]));
