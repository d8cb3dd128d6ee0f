import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, type Database } from "../../src/platform/db/database.ts";
import { makeApiKey } from "../../src/sign-in/sign-in-commands.ts";
import { ENGINES, temporaryFolder } from "../database.ts";
import { databaseAddress, startServer, withDatabase, type RunningServer } from "../server.ts";
import { foundTown, personWith, YEAR } from "../town.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const EXPAND = "9001-goal-nickname";
const CONTRACT = "9002-contract-goal-nickname";

describe.runIf(ENGINES.includes("server" as never))("a new version is put in place of the old one, process by process", () => {
  const { folder, remove } = temporaryFolder();
  const next = path.join(folder, "next");
  let url = "";
  let database: Database;
  const running = new Set<RunningServer>();
  beforeAll(async () => {
    // The next version: the same program, with a migration that adds and one that takes away.
    fs.mkdirSync(next);
    for (const name of ["dist", "migrations", "example", "package.json"]) fs.cpSync(path.join(ROOT, name), path.join(next, name), { recursive: true });
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(next, "node_modules"));
    fs.writeFileSync(path.join(next, "migrations", `${EXPAND}.sql`), "alter table goal add column nickname text;");
    fs.writeFileSync(path.join(next, "migrations", `${CONTRACT}.sql`), "alter table goal drop column nickname;");
    url = await databaseAddress("server", "", "rodtrad_rolling");
    database = await openDatabase(url);
  });
  afterAll(async () => {
    for (const { child, exited } of running) {
      child.kill("SIGKILL");
      await exited;
    }
    await database.close();
    remove();
  });

  const made = async () => (await sql<{ name: string }>`select name from kysely_migration where name like '9%' order by name`.execute(database.owner)).rows.map(({ name }) => name);
  const start = async (main?: string): Promise<RunningServer> => {
    const server = (await startServer(url, {}, () => undefined, main))!;
    running.add(server);
    return server;
  };
  const stop = async (server: RunningServer): Promise<void> => {
    server.child.kill("SIGTERM");
    await server.exited;
    running.delete(server);
  };

  test("both work with the database meanwhile; what only the old one needs is taken away when it is gone, and it does not come back", { timeout: 180_000 }, async () => {
    const { apiKey, cookie, indicatorId } = await withDatabase(url, async (own) => {
      const town = await foundTown(own);
      const anna = await personWith(own, "controller", town.committeeId);
      const key = await makeApiKey(anna.context, { name: "prov" });
      if (!key.ok) throw new Error(key.failure.message);
      return { apiKey: key.value, cookie: anna.cookie, indicatorId: town.indicatorId };
    });
    let old = await start();
    const load = { stopped: false, version: 1 };
    const statuses = new Map<number, number>();
    const targets: RunningServer[] = [old];
    const note = ({ status }: Response) => statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const working = (async () => {
      for (let round = 0; !load.stopped; round++) {
        const { origin } = targets[round % targets.length]!;
        note(await fetch(`${origin}/kulturnamnden/${YEAR}/mal`, { headers: { cookie } }));
        const written = await fetch(`${origin}/api/v1/indicators/${indicatorId}/values`, { method: "PUT", headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" }, body: JSON.stringify({ cells: [{ period: `${YEAR}-02-01`, text: String(round), version: round }] }) });
        note(written);
        if (written.status !== 200) throw new Error(await written.text());
        await wait(20);
      }
    })();
    await wait(500);

    const upgraded = await start(path.join(next, "dist/main.js"));
    targets.push(upgraded);
    expect(await made()).toEqual([EXPAND]);
    await wait(1000);

    // The old one is started again while the new one works: as after a power cut in the middle of it.
    targets.shift();
    await wait(500);
    await stop(old);
    old = await start();
    targets.push(old);
    await wait(1000);
    expect(await made()).toEqual([EXPAND]);

    targets.splice(targets.indexOf(old), 1);
    await wait(500);
    await stop(old);
    for (const until = Date.now() + 60_000; (await made()).length < 2 && Date.now() < until;) await wait(500);
    expect(await made()).toEqual([EXPAND, CONTRACT]);
    await wait(1000);
    load.stopped = true;
    await working;
    expect([...statuses.keys()]).toEqual([200]);

    const again = spawnSync(process.execPath, [path.join(ROOT, "dist/main.js")], { encoding: "utf8", env: { ...process.env, PORT: "0", DATABASE_URL: url } });
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining("uppgradera programmet")]);
    await stop(upgraded);
  });
});
