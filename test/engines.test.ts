import fs from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DataFolderInUse } from "../src/platform/db/data-folder-lock.ts";
import { openDatabase, type Database } from "../src/platform/db/database.ts";
import { integersOf, textsOf } from "../src/platform/db/arrays.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { inTransaction } from "../src/platform/db/transaction.ts";
import { ENGINES, freshDatabase, MIGRATIONS, temporaryFolder } from "./database.ts";

describe.each(ENGINES)("the %s engine", (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase(engine);
  });
  afterAll(() => database.close());

  test("gives exact numbers, dates and counts as text", async () => {
    const { rows } = await sql`select 0.10::numeric as n, date '2021-03-01' as d, count(*) as c from origin`.execute(database.db);
    expect(rows).toEqual([{ n: "0.10", d: "2021-03-01", c: "0" }]);
  });

  test("takes arrays in their own form, and gives them back as they were", async () => {
    const [wholes, texts] = [[1, -2, 2147483647, 0], ["Åsa \"Ö\" \\ {a,b}", "", "två\nrader", "en\u0000 nolla"]];
    const { rows } = await sql`select n, t from unnest(${integersOf(wholes)}::integer[], ${textsOf(texts)}::text[]) as told (n, t)`.execute(database.db);
    expect(rows).toEqual(wholes.map((n, at) => ({ n, t: texts[at]!.replace("\u0000", "") })));
    expect((await sql`select * from unnest(${integersOf([])}::integer[])`.execute(database.db)).rows).toEqual([]);
  });

  test("sorts å, ä and ö last", async () => {
    const { rows } = await sql<{ x: string }>`select x from (values ('Öl'), ('Zebra'), ('Ärlig'), ('Åsa'), ('Adam')) t(x) order by x collate public.sv`.execute(database.db);
    expect(rows.map(({ x }) => x)).toEqual(["Adam", "Zebra", "Åsa", "Ärlig", "Öl"]);
  });

  test("keeps nothing of a transaction that fails, also of one joined inside it", async () => {
    const add = (db: Database["db"], name: string) => db.insertInto("scale").values({ code: name, name }).execute();
    const failing = inTransaction(database.db, async (outer) => {
      await add(outer, "outer");
      await inTransaction(outer, (inner) => add(inner, "inner"));
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await database.db.selectFrom("scale").select("code").where("code", "in", ["outer", "inner"]).execute()).toEqual([]);
  });

  test("runs no migration twice", async () => expect(await migrate(database, MIGRATIONS)).toEqual([]));

  test("a unit may not have two names on one day", async () => {
    const { id } = await database.db.insertInto("unit").values({ kind: "unit" }).returning("id").executeTakeFirstOrThrow();
    const spell = (valid: string) => database.db.insertInto("unit_version").values({ unit_id: id, name: "A", valid }).execute();
    await spell("[2020-01-01,2022-01-01)");
    await expect(spell("[2021-01-01,)")).rejects.toThrow(/no_overlap/);
  });
});

test("asking the embedded engine for a second connection inside a transaction throws instead of waiting for ever", async () => {
  const database = await freshDatabase("embedded");
  await expect(inTransaction(database.db, () => database.db.selectFrom("scale").selectAll().execute())).rejects.toThrow(/inside a transaction/);
  await database.close();
});

test.runIf(ENGINES.includes("server" as never))("two processes that start at once on a server migrate it once", async () => {
  const url = process.env["TEST_POSTGRES_URL"]!;
  const name = `rodtrad_twice_${process.pid}`;
  const admin = await openDatabase(url);
  await sql.raw(`create database ${name}`).execute(admin.owner);
  const both = await Promise.all([1, 2].map(() => openDatabase(url.replace(/\/[^/]*$/, `/${name}`))));
  const done = await Promise.all(both.map((one) => migrate(one, MIGRATIONS)));
  expect(done.map(({ length }) => length).sort()).toEqual([0, fs.readdirSync(MIGRATIONS).length]);
  await Promise.all(both.map((database) => database.close()));
  await sql.raw(`drop database ${name} with (force)`).execute(admin.owner);
  await admin.close();
});

test("a data folder is kept between openings and held by one process at a time", async () => {
  const { folder, remove } = temporaryFolder();
  const url = `pglite://${path.join(folder, "data")}`;
  const first = await openDatabase(url);
  await migrate(first, MIGRATIONS);
  await first.db.insertInto("scale").values({ code: "kept", name: "kept" }).execute();
  await first.maintain();
  await first.close();
  const second = await openDatabase(url);
  expect(await second.db.selectFrom("scale").select("code").where("code", "=", "kept").execute()).toEqual([{ code: "kept" }]);
  await expect(openDatabase(url)).rejects.toBeInstanceOf(DataFolderInUse);
  await second.close();
  remove();
});
