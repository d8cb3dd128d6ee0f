/**
 * What a page costs: processor time of the program for each request, how long it takes, how many fifty people get a second and how long nineteen in twenty
 * of them wait, beside a bare page of the same framework, and how it grows with the municipality. It is asked as a browser asks, for packed pages. The program runs as it is shipped, on a server's database.
 */
import fs from "node:fs";
import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { startServer } from "../../test/server.ts";
import { ask, pagesOf } from "../page-list.ts";
import { municipality } from "../places.ts";
import { growth, median, percentile, result, type Bench, type Options } from "../result.ts";

/** So many of every page first, and then of each, that the program is translated as it is when it has run for a while. */
const [WARM_UP_ALL, WARM_UP] = [150, 200];
const REQUESTS = 300;
const AT_ONCE = 50;
const CROWD_MS = 4_000;
const TICKS_A_SECOND = 100;

/** Seconds of processor time that a process has had. */
const processorOf = ({ pid }: ChildProcess): number => {
  const fields = fs.readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
};

interface Cost { readonly cpu: number; readonly ms: number; readonly bytes: number }
/** Of each request: processor time and time in ms, one after the other. */
async function costOf(server: { child: ChildProcess; origin: string }, address: string, cookie: string): Promise<Cost> {
  for (let round = 0; round < WARM_UP; round++) await ask(server.origin, address, cookie);
  const before = processorOf(server.child);
  const answers = [];
  for (let round = 0; round < REQUESTS; round++) answers.push(await ask(server.origin, address, cookie));
  return { cpu: ((processorOf(server.child) - before) * 1000) / REQUESTS, ms: median(answers.map(({ ms }) => ms)), bytes: answers[0]!.bytes };
}
/** Fifty at once for a while: answers a second, and how long nineteen in twenty wait. */
async function crowd(server: { origin: string }, addresses: readonly string[], cookie: string): Promise<{ aSecond: number; p95: number }> {
  const until = performance.now() + CROWD_MS;
  const times: number[] = [];
  await Promise.all(Array.from({ length: AT_ONCE }, async (_, at) => {
    for (let round = at; performance.now() < until; round++) times.push((await ask(server.origin, addresses[round % addresses.length]!, cookie)).ms);
  }));
  return { aSecond: (times.length / CROWD_MS) * 1000, p95: percentile(times, 0.95) };
}

/** The same framework with a page of its own of a size like ours, and nothing else. */
async function bare(): Promise<{ child: ChildProcess; origin: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", path.resolve(import.meta.dirname, "../bare-page.tsx")], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise<string>((resolve) => child.stdout!.once("data", (told: Buffer) => resolve(told.toString().trim())));
  return { child, origin: `http://127.0.0.1:${port}` };
}

export default async function* pages({ sizes }: Options): Bench {
  const peer = await bare();
  const alone = await costOf(peer, "/?rader=60", "");
  const costs = new Map<string, Cost[]>();
  for (const size of sizes) {
    const own = await municipality(size);
    const server = (await startServer(own.url, { TRUST_PROXY: "127.0.0.1" }))!;
    const list = pagesOf(own);
    for (let round = 0; round < WARM_UP_ALL; round++) for (const [, address] of list) await ask(server.origin, address, own.cookie);
    for (const [name, address] of list) {
      const cost = await costOf(server, address, own.cookie);
      costs.set(name, [...(costs.get(name) ?? []), cost]);
      yield result(`${name}, processortid`, `storlek ${size}`, "ms", cost.cpu, "ramverkets nakna sida", alone.cpu);
      yield result(`${name}, svarstid`, `storlek ${size}`, "ms", cost.ms, "ramverkets nakna sida", alone.ms);
    }
    const [ours, other] = [await crowd(server, list.map(([, address]) => address), own.cookie), await crowd(peer, ["/?rader=60"], "")];
    yield result("femtio samtidigt, svar i sekunden", `storlek ${size}`, "1/s", ours.aSecond, "ramverkets nakna sida", other.aSecond);
    yield result("femtio samtidigt, 19 av 20 inom", `storlek ${size}`, "ms", ours.p95, "ramverkets nakna sida", other.p95);
    server.child.kill("SIGTERM");
    await server.exited;
  }
  peer.child.kill("SIGTERM");
  for (const [name, own] of costs) {
    for (const one of growth(`${name}, processortid`, sizes, own.map(({ cpu }) => cpu))) yield one;
    for (const one of growth(`${name}, storlek på sidan`, sizes, own.map(({ bytes }) => bytes))) yield one;
  }
  const statics = path.resolve(import.meta.dirname, "../../dist/static");
  for (const file of fs.readdirSync(statics).filter((name) => name.endsWith(".js"))) yield result(`skript ${file}`, "", "byte", fs.statSync(path.join(statics, file)).size);
}
