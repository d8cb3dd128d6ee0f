import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changedLately } from "../../src/platform/live/changes-store.ts";
import { openDatabase, type Copy, type Database } from "../../src/platform/db/database.ts";
import { BOUND_MS } from "../../src/platform/db/read-copies.ts";
import { addUnit } from "../../src/organisation/unit-commands.ts";
import { ENGINES } from "../database.ts";
import { startServer, withDatabase } from "../server.ts";
import { foundTown, personWith, type Town } from "../town.ts";
import { PostgresHost } from "./postgres-host.ts";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const EVERYTHING = { reads: "all", confides: "all", actor: "" } as const;

describe.runIf(ENGINES.includes("server" as never))("a database with a host that follows", () => {
  const [leader, follower] = [new PostgresHost("a"), new PostgresHost("b")] as const;
  let url = "";
  let database: Database;
  let town: Town;
  beforeAll(async () => {
    await leader.lead();
    await leader.sql("create database rodtrad");
    await follower.follow(leader);
    url = `postgres://rodtrad@127.0.0.1:${leader.port},127.0.0.1:${follower.port}/rodtrad`;
    town = await withDatabase(url, foundTown);
    database = await openDatabase(url);
  }, 120_000);
  afterAll(async () => {
    await database?.close();
    await Promise.all([leader.remove(), follower.remove()]);
  });

  /** Whether a copy is given out, asked for as long as it may take to know of one. */
  const copy = async (): Promise<Copy | null> => {
    for (let tries = 0; tries < 20; tries++) {
      const taken = await database.copy();
      if (taken) return taken;
      await wait(100);
    }
    return null;
  };
  const namesIn = async (taken: Copy): Promise<string[]> => (await taken.as(EVERYTHING).selectFrom("unit_version").select("name").execute()).map((row) => row["name"] as string);

  test("one moment of it is read there, whatever is changed meanwhile", async () => {
    const hosts = new Set<boolean>();
    for (let round = 0; round < 4; round++) {
      const taken = (await copy())!;
      const before = await namesIn(taken);
      const name = `Filial ${round}`;
      await addUnit({ db: database.db, actor: (await personWith(database, "administrator", town.municipalityId)).context.actor }, { kind: "unit", name, parentId: town.committeeId, from: "2020-01-01" });
      await wait(300);
      expect(await namesIn(taken)).toEqual(before);
      hosts.add((await sql<{ standby: boolean }>`select pg_is_in_recovery() as standby`.execute(taken.as(EVERYTHING))).rows[0]!.standby);
      await taken.release();
      const after = (await copy())!;
      await wait(200);
      expect(await namesIn(after)).toContain(name);
      await after.release();
    }
    expect(hosts).toContain(true);
  }, 60_000);

  test("nothing is written there, and one that failed is not shown again with another's view", async () => {
    const taken = (await copy())!;
    await expect(taken.as(EVERYTHING).deleteFrom("unit_version").execute()).rejects.toMatchObject({ code: "25006" });
    await taken.release();
    const next = (await copy())!;
    expect((await next.as({ reads: [], actor: "nobody" }).selectFrom("goal").selectAll().execute())).toEqual([]);
    await next.release();
  });

  test("whoever has changed something is known to have, through whichever process", async () => {
    const anna = await personWith(database, "administrator", town.municipalityId);
    expect(await changedLately(database.db, anna.context.actor.key, 10)).toBe(false);
    await addUnit(anna.context, { kind: "unit", name: "Arkivet", parentId: town.committeeId, from: "2020-01-01" });
    expect(await changedLately(database.db, anna.context.actor.key, 10)).toBe(true);
    expect(await changedLately(database.db, anna.context.actor.key, 0)).toBe(false);
  });

  test("one that is further behind than the bound is not read, and is again when it has caught up", async () => {
    await follower.sql("select pg_wal_replay_pause()");
    await addUnit({ db: database.db, actor: (await personWith(database, "administrator", town.municipalityId)).context.actor }, { kind: "unit", name: "Magasinet", parentId: town.committeeId, from: "2020-01-01" });
    const until = Date.now() + BOUND_MS + 2_000;
    while (Date.now() < until) {
      await (await database.copy())?.release();
      await wait(300);
    }
    const seen: boolean[] = [];
    for (let round = 0; round < 8; round++) {
      const taken = await database.copy();
      if (taken) seen.push((await namesIn(taken)).includes("Magasinet"));
      await taken?.release();
    }
    expect(seen).not.toContain(false);
    await follower.sql("select pg_wal_replay_resume()");
    const standbys = new Set<boolean>();
    for (let round = 0; round < 20 && !standbys.has(true); round++) {
      const taken = await copy();
      standbys.add(taken !== null && (await sql<{ standby: boolean }>`select pg_is_in_recovery() as standby`.execute(taken.as(EVERYTHING))).rows[0]!.standby);
      await taken?.release();
      await wait(200);
    }
    expect(standbys).toContain(true);
  }, 60_000);

  test("what everybody reads is there while nobody leads; what is written is not taken", async () => {
    const server = (await startServer(url))!;
    try {
      expect((await fetch(`${server.origin}/publicerat`)).status).toBe(200);
      await leader.die();
      expect((await fetch(`${server.origin}/redo`)).status).toBe(503);
      const answer = await fetch(`${server.origin}/publicerat/kvalitetsdeklarationer`);
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("Ekby kommun")]);
    } finally {
      server.child.kill("SIGTERM");
      await server.exited;
    }
  }, 90_000);
});
