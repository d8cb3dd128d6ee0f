/** How long a report takes to read, and how the cost grows with its length. Run: `node_modules/.bin/tsx bench/reading.ts`. */
import fs from "node:fs";
import path from "node:path";
import { readFile } from "../src/reading/file-adapter.ts";

const EXAMPLE = path.resolve(import.meta.dirname, "../example/ifn-arsredovisning-2021.md");
const text = fs.readFileSync(EXAMPLE, "utf8");
const ROUNDS = 7;
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

let before: number | null = null;
for (const count of [1, 4, 16, 64]) {
  const bytes = new TextEncoder().encode(Array.from({ length: count }, () => text).join("\n\n"));
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await readFile("rapport.md", bytes);
    times.push(performance.now() - started);
  }
  const now = median(times);
  const growth = before === null ? "" : `, ${(now / before).toFixed(1)} gånger tiden för 4 gånger texten`;
  console.log(`${Math.round(bytes.length / 1024)} kB: ${Math.round(now)} ms${growth}`);
  before = now;
}
