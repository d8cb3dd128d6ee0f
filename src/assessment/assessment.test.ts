import { expect, test } from "vitest";
import { latestOfYear, levelOf, type Assessment, type Level } from "./assessment.ts";

const labels = ["Målet uppfylls i år", "Målet uppfylls till stor del i år", "Målet uppfylls delvis i år", "Målet uppfylls inte i år"];
const levels = labels.map((label, index): Level => ({ id: index + 1, rank: index + 1, label, shape: "circle", colour: "green" }));

test("a level is known by its words, also when they are written a little differently", () => {
  expect(["målet uppfylls delvis i år.", "Målet är delvis uppfyllt", "Målet uppfylls inte"].map((label) => levelOf(levels, label)?.rank)).toEqual([3, 3, 4]);
});
test("a municipality's own short words are kept where a scale has them", () => {
  const short = ["Uppfyllt", "Delvis uppfyllt", "Ej uppfyllt"].map((label, index): Level => ({ id: index + 11, rank: index + 1, label, shape: "circle", colour: "green" }));
  expect(["Uppfyllt", "Delvis uppnått", "Ej uppnått", "Inte uppfyllt", "Målet är delvis uppfyllt"].map((label) => levelOf([...levels, ...short], label)?.id)).toEqual([11, 12, 13, 13, 3]);
});
test("words that are on no step of the scale are not forced onto one", () => expect(["På god väg", "–", "i år", "75 %", "Avvikelse"].map((label) => levelOf(levels, label))).toEqual([null, null, null, null, null]));
test("the year's last word on a subject is December's, not August's", () => {
  const made = (id: number, subjectId: number, year: number) => ({ id, subjectId, year }) as Assessment;
  expect(latestOfYear([made(1, 7, 2021), made(2, 8, 2021), made(3, 7, 2021), made(4, 7, 2022)], 2021).map(({ id }) => id).sort()).toEqual([2, 3]);
});
