/**
 * Measures one question after another, each beside a peer or the bare limit in the same run: `npm run -s bench -- NAME… [--json] [--sizes 0.01,0.1,1] [--rounds 9]`.
 * Without a name the names are told. With --json a line for each result, else a table.
 */
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { clear } from "./places.ts";
import type { Bench, Options, Result } from "./result.ts";

const QUESTIONS = path.join(import.meta.dirname, "questions");
const NAMES = fs.readdirSync(QUESTIONS).filter((name) => name.endsWith(".ts")).map((name) => name.replace(/\.ts$/, "")).toSorted();
const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: "boolean", default: false }, sizes: { type: "string", default: "0.01,0.1,1" }, rounds: { type: "string", default: "9" } } });
const unknown = positionals.find((name) => !NAMES.includes(name) && name !== "all");
if (!positionals.length || unknown) {
  process.stderr.write(`${unknown ? `»${unknown}« finns inte. ` : ""}Frågor: ${NAMES.join(", ")}, all.\n`);
  process.exit(2);
}
const options: Options = { sizes: values.sizes.split(",").map(Number), rounds: Number(values.rounds) };
const number = (value: number | null): string => (value === null ? "" : value >= 100 ? Math.round(value).toLocaleString("sv-SE") : value.toLocaleString("sv-SE", { maximumSignificantDigits: 3 }));
const line = ({ against, name, other, ours, ratio, size, unit }: Result): string => `${name.padEnd(44)} ${size.padEnd(26)} ${number(ours).padStart(10)} ${number(other).padStart(10)} ${number(ratio).padStart(7)}  ${unit.padEnd(10)} ${against}`;
if (!values.json) process.stdout.write(`${"".padEnd(44)} ${"".padEnd(26)} ${"vår".padStart(10)} ${"annan".padStart(10)} ${"kvot".padStart(7)}  enhet\n`);
try {
  for (const name of positionals.includes("all") ? NAMES : positionals) {
    const { default: question } = (await import(path.join(QUESTIONS, `${name}.ts`))) as { default: (options: Options) => Bench };
    for await (const one of question(options)) process.stdout.write(`${values.json ? JSON.stringify(one) : line(one)}\n`);
  }
} finally {
  await clear();
}
process.exit(0);
