/** How long the program takes to be ready the first time and the next, and what memory it has then and after work, on both engines; against Node doing nothing. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { startServer, type RunningServer } from "../../test/server.ts";
import { newDatabase } from "../places.ts";
import { median, memoryOf, result, timed, type Bench } from "../result.ts";

const REQUESTS = 2_000;
const STARTS = 3;
const stop = async (server: RunningServer): Promise<void> => {
  server.child.kill("SIGTERM");
  await server.exited;
};

export default async function* start(): Bench {
  const nothing: number[] = [];
  for (let round = 0; round < 5; round++) nothing.push(await timed(() => spawnSync(process.execPath, ["-e", "0"])));
  const bare = median(nothing);
  for (const engine of ["embedded", "server"] as const) {
    const name = engine === "server" ? "PostgreSQL" : "inbyggd";
    const url = await newDatabase(engine, "starts");
    let server: RunningServer | null = null;
    const first = await timed(async () => (server = await startServer(url)));
    yield result(`första starten, ${name}`, "med exempelkommunen", "ms", first, "Node som gör inget", bare);
    await stop(server!);
    const warm: number[] = [];
    for (let round = 0; round < STARTS; round++) {
      warm.push(await timed(async () => (server = await startServer(url))));
      if (round < STARTS - 1) await stop(server!);
    }
    yield result(`nästa start, ${name}`, "", "ms", median(warm), "Node som gör inget", bare);
    const resting = memoryOf(server!.child.pid!);
    const signIn = await fetch(`${server!.origin}/logga-in/exempel`, { method: "POST", redirect: "manual", headers: { origin: server!.origin, "content-type": "application/x-www-form-urlencoded" }, body: "roll=controller" });
    const cookie = signIn.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
    const pages = ["oversikt", "mal", "matt", "ekonomi", "intern-kontroll", "dokument"].map((page) => `/individ-och-familjenamnden/2021/${page}`);
    const half: number[] = [];
    for (let round = 0; round < REQUESTS; round++) {
      const answer = await fetch(server!.origin + pages[round % pages.length]!, { headers: { cookie } });
      await answer.text();
      if (answer.status !== 200) throw new Error(`${answer.status}`);
      if (round === REQUESTS / 2) half.push(memoryOf(server!.child.pid!));
    }
    yield result(`minne, ${name}`, "i vila", "MB", resting);
    yield result(`minne, ${name}`, `efter ${REQUESTS} sidor`, "MB", memoryOf(server!.child.pid!), `efter ${REQUESTS / 2}`, half[0]!);
    await stop(server!);
  }
  yield result("skript och program", "dist", "MB", fs.readdirSync(path.resolve(import.meta.dirname, "../../dist")).filter((file) => file.endsWith(".js")).reduce((sum, file) => sum + fs.statSync(path.resolve(import.meta.dirname, "../../dist", file)).size, 0) / 1e6);
}
