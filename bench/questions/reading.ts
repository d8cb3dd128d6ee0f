/** A document read and checked, by its size, against only splitting its text into words; 140 kB is to be checked in under two seconds. */
import fs from "node:fs";
import path from "node:path";
import { checkDocument } from "../../src/checking/check-document.ts";
import { readFile } from "../../src/reading/file-adapter.ts";
import { growth, median, result, timed, type Bench, type Options } from "../result.ts";

const YEAR = 2026;
const EXAMPLE = path.resolve(import.meta.dirname, "../../example/ifn-arsredovisning-2021.md");
/** A file of more than 40,000 lines is not read. */
const TIMES = [1, 10, 40];

export default async function* reading({ rounds }: Options): Bench {
  const report = fs.readFileSync(EXAMPLE, "utf8");
  const all: { read: number; check: number }[] = [];
  for (const times of TIMES) {
    // Each copy has names of its own, as the parts of a longer report have.
    const bytes = Buffer.from(Array.from({ length: times }, (_, at) => report.replaceAll("enheten", `enheten ${at}`)).join("\n\n"));
    const size = `${Math.round(bytes.length / 1024)} kB`;
    const [read, check, split]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < Math.max(3, Math.round(rounds / times)); round++) {
      let value: Parameters<typeof checkDocument>[0] | null = null;
      read.push(await timed(async () => {
        const done = await readFile("rapport.md", bytes);
        if (!done.ok) throw new Error(done.failure.message);
        value = done.value;
      }));
      check.push(await timed(() => checkDocument(value!, YEAR)));
      split.push(await timed(() => bytes.toString("utf8").split(/\s+/)));
    }
    const own = { read: median(read), check: median(check) };
    all.push(own);
    yield result("läsa en rapport", size, "ms", own.read, "texten delad i ord", median(split));
    yield result("granska en rapport", size, "ms", own.check, "läsa den", own.read);
  }
  for (const one of [...growth("läsa", TIMES, all.map(({ read }) => read), TIMES.map((n) => `${n}×`)), ...growth("granska", TIMES, all.map(({ check }) => check), TIMES.map((n) => `${n}×`))]) yield one;
}
