import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { checkDocument } from "../src/checking/check-document.ts";
import type { Finding } from "../src/checking/finding.ts";
import { recognise } from "../src/reading/recognise.ts";
import { layoutOfText } from "../src/reading/text-layout.ts";

/** A passage of a paper, right; the line of it that a slip is made in, as it then stands; and the lines that show it. */
interface Passage { readonly grave: boolean; readonly line: number; readonly told: readonly number[]; readonly is: string; readonly text: readonly string[] }
const passages = fs.readFileSync(path.join(import.meta.dirname, "checked-passages.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line) as Passage);

function findings(lines: readonly string[]): Finding[] {
  const layout = layoutOfText(lines.join("\n"));
  return checkDocument({ layout, reading: recognise(layout) }, 2026).filter(({ severity }) => severity !== "note");
}
const keyOf = ({ code, line, message }: Finding): string => `${line} ${code} ${message}`;
const isFound = ({ is, line, text, told }: Passage): boolean => {
  const before = new Set(findings(text).map(keyOf));
  return findings(text.with(line - 1, is)).some((one) => !before.has(keyOf(one)) && [one, ...one.evidence].some((place) => told.includes(place.line)));
};
/** So many are found, and no fewer may be. */
const FOUND = { grave: 32, less: 20 };

test("nothing is told of passages that are right", () => expect(passages.flatMap(({ text }) => findings(text).map((one) => `${text[0]}: ${keyOf(one)}`))).toEqual([]));
test(`of ${passages.length} passages with one slip each, those that have been found still are`, () => {
  const [grave, less] = [passages.filter((one) => one.grave), passages.filter((one) => !one.grave)].map((all) => all.filter(isFound).length) as [number, number];
  process.stdout.write(`  grava: ${grave} av ${passages.filter((one) => one.grave).length}, mindre grava: ${less} av ${passages.filter((one) => !one.grave).length}\n`);
  expect({ grave: grave >= FOUND.grave, less: less >= FOUND.less }).toEqual({ grave: true, less: true });
});
