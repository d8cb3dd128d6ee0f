/**
 * How long it takes to check a report against itself, beside how long it takes to read it, and how both grow with the
 * report. Run: `node_modules/.bin/tsx bench/checking.ts`.
 */
import fs from "node:fs";
import path from "node:path";
import { checkDocument } from "../src/checking/check-document.ts";
import { readFile } from "../src/reading/file-adapter.ts";

const ROUNDS = 5;
const YEAR = 2026;
const report = fs.readFileSync(path.resolve(import.meta.dirname, "../example/ifn-arsredovisning-2021.md"), "utf8");
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function measure(times: number): Promise<{ kilobytes: number; reading: number; checking: number; found: number }> {
  // Each copy has names of its own, as the parts of a longer report have.
  const bytes = Buffer.from(Array.from({ length: times }, (_, at) => report.replaceAll("enheten", `enheten ${at}`)).join("\n\n"));
  const reading: number[] = [];
  const checking: number[] = [];
  let found = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    let started = performance.now();
    const read = await readFile("rapport.md", bytes);
    if (!read.ok) throw new Error(read.failure.message);
    reading.push(performance.now() - started);
    started = performance.now();
    found = checkDocument(read.value, YEAR).length;
    checking.push(performance.now() - started);
  }
  return { kilobytes: Math.round(bytes.length / 1024), reading: median(reading), checking: median(checking), found };
}

await measure(1);
const sizes = [];
for (const times of [2, 4, 8, 16, 32]) sizes.push(await measure(times));
console.log("kB\tread, ms\tcheck, ms\tcheck/read\tms per 100 kB\tfindings");
for (const { checking, found, kilobytes, reading } of sizes) console.log([kilobytes, reading.toFixed(0), checking.toFixed(0), (checking / reading).toFixed(2), ((100 * (reading + checking)) / kilobytes).toFixed(0), found].join("\t"));
const [first, last] = [sizes[0]!, sizes.at(-1)!];
console.log(`${(last.kilobytes / first.kilobytes).toFixed(1)} times the text costs ${((last.reading + last.checking) / (first.reading + first.checking)).toFixed(1)} times as much.`);
