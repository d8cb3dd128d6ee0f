import { describe, expect, test } from "vitest";
import { sizeText } from "../platform/file-name.ts";
import { enclosureText, movedStep, titleOfFile, type Enclosure } from "./enclosure.ts";

const map: Enclosure = { id: 3, title: "Karta", fileName: "k.pdf", hash: "a".repeat(64), byteCount: 348_160, pageCount: 1, accessible: true };

describe("an enclosure", () => {
  test("is told with its form and size, as files on the public web are", () => expect(enclosureText(map)).toBe("Karta (PDF, 1 sida, 340\u00a0kB)"));
  test("that is withheld is told with its ground, and not with its form", () => expect(enclosureText({ ...map, withheld: "26 kap. 1 § OSL" })).toBe("Karta. Undantagen från publicering. Grund: 26 kap. 1 § OSL."));
  test("has its size in whole kilobytes, and from a megabyte with one decimal", () => expect([1, 1024, 1_048_575, 1_048_576, 2_516_582].map(sizeText)).toEqual(["1\u00a0kB", "1\u00a0kB", "1\u00a0024\u00a0kB", "1,0\u00a0MB", "2,4\u00a0MB"]));
  test("is called as its file where nobody has said", () => expect(["Avtal_om  drift.PDF", "karta"].map(titleOfFile)).toEqual(["Avtal om drift", "karta"]));
});

test("an enclosure moves one step, and not past the ends", () => {
  const all = [1, 2, 3].map((id) => ({ id }));
  const moved = (id: number, step: -1 | 1) => movedStep(all, id, step).map((one) => one.id).join(" ");
  expect([moved(2, -1), moved(2, 1), moved(1, -1), moved(3, 1), moved(9, 1)]).toEqual(["2 1 3", "1 3 2", "1 2 3", "1 2 3", "1 2 3"]);
});
