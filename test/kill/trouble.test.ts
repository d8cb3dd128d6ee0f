import { spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { changeGoal } from "../../src/goals/goal-commands.ts";
import { verifyChain } from "../../src/platform/audit/verify-chain.ts";
import { EmbeddedPool } from "../../src/platform/db/embedded-pool.ts";
import { createLog } from "../../src/platform/log.ts";
import { makeApiKey } from "../../src/sign-in/sign-in-commands.ts";
import { createWeb } from "../../src/web.tsx";
import { freshDatabase, temporaryFolder } from "../database.ts";
import { startServer, withDatabase } from "../server.ts";
import { appOver, foundTown, personWith, YEAR } from "../town.ts";

const { folder, remove } = temporaryFolder();
const TIMEOUT_MS = 120_000;
const MEGABYTE = 1024 * 1024;
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A disk of its own, so that filling it harms nobody; null where this machine does not let us have one. */
function smallDisk(name: string, megabytes: number): string | null {
  const disk = path.join(folder, name);
  fs.mkdirSync(disk);
  return spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", disk], { stdio: "ignore" }).status === 0 ? disk : null;
}
const disks = { server: smallDisk("server", 220), engine: smallDisk("engine", 70) };
afterAll(() => {
  for (const disk of Object.values(disks)) if (disk) spawnSync("umount", [disk], { stdio: "ignore" });
  remove();
});
if (!disks.server) console.log("skipped: a full disk cannot be tried here, because this user may not mount one");

/** Takes all that is left of a disk but so much. */
function fill(disk: string, leave: number): string {
  const file = path.join(disk, "ballast");
  const { bavail, bsize } = fs.statfsSync(disk);
  const part = Buffer.alloc(MEGABYTE);
  const out = fs.openSync(file, "w");
  for (let left = bavail * bsize - leave; left > 0; left -= part.length) fs.writeSync(out, part, 0, Math.min(part.length, left));
  fs.closeSync(out);
  return file;
}

async function prepare(url: string) {
  return withDatabase(url, async (database) => {
    const town = await foundTown(database);
    const anna = await personWith(database, "controller", town.committeeId);
    const key = await makeApiKey(anna.context, { name: "prov" });
    if (!key.ok) throw new Error(key.failure.message);
    return { town, cookie: anna.cookie, key: key.value };
  });
}

/** Reads and writes through the doors of a running server while it has no room, and after. */
async function readsButKeepsNothing(url: string, sentence: RegExp, begin: () => void, end: () => void, prepared: () => void = () => undefined, environment = {}) {
  const { cookie, key, town } = await prepare(url);
  prepared();
  const server = (await startServer(url, environment))!;
  const page = async () => {
    const answer = await fetch(`${server.origin}/kulturnamnden/${YEAR}/mal`, { headers: { cookie } });
    return [answer.status, sentence.test(await answer.text())];
  };
  const write = async (version: number, text: string) => {
    const answer = await fetch(`${server.origin}/api/v1/goals/${town.goalId}`, { method: "PATCH", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify({ version, text }) });
    return [answer.status, await answer.text()] as const;
  };
  const form = async () => {
    const answer = await fetch(`${server.origin}/kulturnamnden/${YEAR}/matt/${town.indicatorId}/varden`, { method: "POST", headers: { cookie, origin: server.origin }, body: new URLSearchParams({ [`${YEAR}-05-01`]: "5", [`version-${YEAR}-05-01`]: "0" }) });
    return [answer.status, sentence.test(await answer.text())];
  };
  const before = { write: (await write(1, "Före"))[0], page: await page() };
  begin();
  await wait(500);
  const [status, said] = await write(2, "Under tiden");
  const during = { write: [status, sentence.test(said)], form: await form(), page: await page() };
  end();
  await wait(500);
  const after = { write: (await write(2, "Efter"))[0], page: await page() };
  server.child.kill("SIGTERM");
  await server.exited;
  const kept = await withDatabase(url, async (database) => ({
    goal: await database.db.selectFrom("goal").select(["text", "version"]).where("id", "=", town.goalId).executeTakeFirstOrThrow(),
    brokenAt: (await verifyChain(database.db)).brokenAt,
  }));
  return { before, during, after, kept };
}
/** Told of while it lasts, and nothing kept of what was sent then; all as usual before and after. */
const TOLD = {
  before: { write: 200, page: [200, false] }, during: { write: [503, true], form: [503, true], page: [200, true] }, after: { write: 200, page: [200, false] },
  kept: { goal: { text: "Efter", version: 3 }, brokenAt: null },
};

describe("the machine has trouble", () => {
  test.skipIf(!disks.server)("on a full disk one reads and is told, nothing is kept, and all goes on by itself when there is room", { timeout: TIMEOUT_MS }, async () => {
    let ballast = "";
    expect(await readsButKeepsNothing(`pglite://${disks.server}/data`, /Disken är full/, () => (ballast = fill(disks.server!, 8 * MEGABYTE)), () => fs.rmSync(ballast))).toEqual(TOLD);
  });

  test.skipIf(!disks.engine)("an engine that met the full disk in the middle of its work loses nothing it had kept, and is opened again", { timeout: TIMEOUT_MS }, async () => {
    const pool = await EmbeddedPool.open(path.join(disks.engine!, "data"), () => "room");
    const one = await pool.connect();
    await one.query("create table noted (id integer primary key, content text)");
    await one.query("insert into noted values (1, '')");
    const ballast = fill(disks.engine!, 0);
    let kept = 0;
    const died = await (async () => {
      for (let number = 1; number < 60_000; number++) {
        await one.query("update noted set content = $1 || repeat(md5($1), 40)", [String(number)]);
        kept = number;
      }
    })().then(() => null, (error: { severity?: string }) => error.severity);
    one.release();
    expect(died).toBe("PANIC");
    await expect(pool.connect()).rejects.toThrow("The embedded database stopped");
    fs.rmSync(ballast);
    await wait(1100);
    const again = await pool.connect();
    const { rows } = await again.query("select split_part(content, md5($1), 1) as number from noted", [String(kept)]);
    again.release();
    await pool.end();
    expect(rows).toEqual([{ number: String(kept) }]);
  });

  // The owner of the machine may write anywhere: another user runs the server then.
  test("in a folder that cannot be written one reads and is told, and all goes on by itself when it can", { timeout: TIMEOUT_MS }, async () => {
    const home = path.join(folder, "read-only");
    const data = path.join(home, "data");
    fs.mkdirSync(home);
    const allow = (mode: number) => fs.chmodSync(data, mode);
    const toNobody = () => {
      if (!isRoot) return;
      fs.chmodSync(folder, 0o755);
      spawnSync("chown", ["-R", String(NOBODY), home]);
    };
    expect(await readsButKeepsNothing(`pglite://${data}`, /mapp går inte att skriva i/, () => allow(0o500), () => allow(0o700), toNobody, isRoot ? { RUN_AS: String(NOBODY) } : {})).toEqual(TOLD);
  });

  test("a start in a folder that cannot be written ends with one sentence", { timeout: TIMEOUT_MS }, async () => {
    const home = path.join(folder, "closed");
    fs.mkdirSync(home, { mode: 0o555 });
    fs.chmodSync(folder, 0o755);
    await expect(startServer(`pglite://${home}/data`, isRoot ? { RUN_AS: String(NOBODY) } : {})).rejects.toThrow(/Datamappen går inte att skriva i/);
  });

  test("a clock that was ahead is told of on every page until something is saved by the right one; the trail stays whole", { timeout: TIMEOUT_MS }, async () => {
    const database = await freshDatabase("embedded");
    const town = await foundTown(database);
    const anna = await personWith(database, "controller", town.committeeId);
    // As the trigger writes it, by a clock that is two days ahead.
    const triggers = (state: "enable" | "disable") => sql.raw(`alter table audit_event ${state} trigger chain_audit_event; alter table audit_event ${state} trigger refuse_change`).execute(database.owner);
    await triggers("disable");
    await sql`insert into audit_event (id, at, actor, door, action, subject, details, hash) select max(id) + 1, clock_timestamp() + interval '2 days', 'program', 'job', 'assess', 'goal:1', '{}', '' from audit_event`.execute(database.owner);
    await sql`update audit_event set hash = audit_hash(audit_event, (select hash from audit_event before where before.id = audit_event.id - 1)) where hash = ''`.execute(database.owner);
    await triggers("enable");
    const page = async () => {
      const web = createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
      return (await web.request(`http://127.0.0.1/kulturnamnden/${YEAR}/mal`, { headers: { cookie: anna.cookie } })).text();
    };
    expect(await page()).toMatch(/En klocka går eller har gått fel/);
    expect(await changeGoal(anna.context, { goalId: town.goalId, version: 1, text: "Rätt tid" })).toMatchObject({ ok: true });
    expect(await page()).not.toMatch(/En klocka/);
    expect((await verifyChain(database.db)).brokenAt).toBeNull();
    await database.close();
  });
});
