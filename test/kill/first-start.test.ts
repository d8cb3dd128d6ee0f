import fs from "node:fs";
import path from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "../../src/platform/db/database.ts";
import { migrate } from "../../src/platform/db/migrate.ts";
import { MIGRATIONS, temporaryFolder } from "../database.ts";
import { startServer } from "../server.ts";

const { folder, remove } = temporaryFolder();
afterAll(remove);

const LONGEST_MS = 60_000;

/** Starts the program on a folder that is not there, and kills it as soon as one of the database's files has come. */
async function killedWhenThere(data: string, file: string): Promise<void> {
  const there = (): boolean => fs.existsSync(path.join(data, file));
  const started = startServer(`pglite://${data}`, {}, (child) => void (async () => {
    const until = Date.now() + LONGEST_MS;
    while (!there() && child.exitCode === null && Date.now() < until) await turn();
    child.kill("SIGKILL");
  })());
  expect(await started).toBe(null);
  expect(there()).toBe(true);
}

test.each(["making/PG_VERSION", "base", "PG_VERSION"])("killed at its very first start, when %s has come, the database is whole", { timeout: 3 * LONGEST_MS }, async (file) => {
  const data = path.join(folder, file.replaceAll("/", "-"));
  await killedWhenThere(data, file);
  const database = await openDatabase(`pglite://${data}`);
  expect(await migrate(database, MIGRATIONS)).toHaveLength(fs.readdirSync(MIGRATIONS).length);
  await database.close();
});
