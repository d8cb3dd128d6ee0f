import crypto from "node:crypto";
import { expect, test } from "vitest";
import { drawRows, faultsByQuestion, namesPerson, sampleStateOf, sampleTally, type SampleAnswer } from "./control-sample.ts";

const digest = (text: string): string => crypto.createHash("sha256").update(text).digest("hex");
const answers = (text: string) => ({ answers: [...text] as SampleAnswer[] });

test("the same seed draws the same rows, whoever draws and whenever", () => expect(drawRows("a1b2", 200, 5, digest)).toEqual(drawRows("a1b2", 200, 5, digest)));
test("the draw is the rows whose digest of seed and number comes first: anyone can count it out", () => {
  // printf 'a1b2:N' | sha256sum for N 1–10, in order of the sums.
  const byHand = Array.from({ length: 10 }, (_, index) => index + 1).sort((a, b) => digest(`a1b2:${a}`).localeCompare(digest(`a1b2:${b}`))).slice(0, 3);
  expect(drawRows("a1b2", 10, 3, digest)).toEqual(byHand.sort((a, b) => a - b));
});
test("another seed draws others, no row comes twice, and all are drawn where all are asked for", () => {
  expect(drawRows("a1b2", 500, 20, digest)).not.toEqual(drawRows("a1b3", 500, 20, digest));
  expect(new Set(drawRows("z", 500, 20, digest)).size).toBe(20);
  expect(drawRows("z", 7, 7, digest)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});
test("every row is as likely as another: over 400 seeds each of ten comes about as often", () => {
  const counts = Array.from({ length: 10 }, () => 0);
  for (let seed = 0; seed < 400; seed++) for (const row of drawRows(String(seed), 10, 3, digest)) counts[row - 1]!++;
  expect(Math.min(...counts)).toBeGreaterThan(80);
  expect(Math.max(...counts)).toBeLessThan(160);
});
test.each([["yy", "right"], ["yn", "wrong"], ["n-", "wrong"], ["y-", "open"], ["y", "open"], ["yx", "right"], ["xx", "outside"]])("answers %s of two questions are %s", (text, state) => expect(sampleStateOf(answers(text), 2)).toBe(state));
test("what no question applies to is not checked, and what is open is not right", () => {
  const items = ["yy", "yn", "xx", "y-"].map((text, index) => ({ ...answers(text), number: index + 1, note: null, version: 1 }));
  expect(sampleTally({ checklist: ["Finns plan?", "Är den undertecknad?"], items })).toEqual({ checked: 2, correct: 1, open: 1 });
  expect(faultsByQuestion({ checklist: ["Finns plan?", "Är den undertecknad?"], items }).map(({ asked, faults }) => `${faults} av ${asked}`)).toEqual(["0 av 3", "1 av 2"]);
});
test.each([["19121212-1212", true], ["121212-1212", true], ["1212121212", true], ["700161-1234", true], ["SN/2023:1204", false], ["2023-00412", false], ["131313-1313", false]])("»%s« looks like a personal identity number: %s", (text, person) => expect(namesPerson(text)).toBe(person));
