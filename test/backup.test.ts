import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { partsOf, tablesOf, steadyText } from "../src/platform/backup/backup.ts";
import { readBackupFile, writeBackupFile } from "../src/platform/backup/backup-file.ts";
import { digestsOf, inspectBackup } from "../src/platform/backup/restore.ts";
import { openDatabase, type Database } from "../src/platform/db/database.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { addEnclosure } from "../src/documents/enclosure-commands.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { changeGoal } from "../src/goals/goal-commands.ts";
import { ENGINES, MIGRATIONS, temporaryFolder } from "./database.ts";
import { foundTown, personWith, YEAR } from "./town.ts";

const CLI = path.resolve(import.meta.dirname, "../dist/cli.js");
const { folder, remove } = temporaryFolder();
const at = (name: string): string => path.join(folder, name);
const url = (name: string): string => `pglite://${at(name)}`;

function rodtrad(args: string[], databaseUrl: string) {
  const result = spawnSync(process.execPath, [CLI, ...args], { encoding: "utf8", cwd: folder, env: { ...process.env, DATABASE_URL: databaseUrl } });
  return { status: result.status, out: result.stdout.trim(), said: result.stderr.trim() };
}
async function whatIsIn(databaseUrl: string) {
  const database = await openDatabase(databaseUrl);
  try {
    return await database.owner.transaction().execute(async (transaction) => {
      await steadyText(transaction);
      return await digestsOf(transaction, await tablesOf(transaction));
    });
  } finally {
    await database.close();
  }
}
/** A new, empty database on the test's server. */
async function emptyServer(name: string): Promise<string> {
  const server = process.env["TEST_POSTGRES_URL"]!;
  const admin = await openDatabase(server);
  await sql.raw(`create database ${name}`).execute(admin.owner);
  await admin.close();
  return server.replace(/\/[^/]*$/, `/${name}`);
}

let before: Awaited<ReturnType<typeof whatIsIn>>;
beforeAll(async () => {
  const database: Database = await openDatabase(url("data"));
  await migrate(database, MIGRATIONS);
  const town = await foundTown(database);
  const anna = await personWith(database, "controller", town.committeeId);
  await changeGoal(anna.context, { goalId: town.goalId, version: 1, text: "Å, Ä & Ö – »citat«, radbrott\noch 1 234,50" });
  await valueOf(addEnclosure(anna.context, { committeeId: town.committeeId, year: YEAR, documentKind: "annual-report", title: "Alla byten", file: { fileName: "a.pdf", hash: "a".repeat(64), bytes: Uint8Array.from({ length: 70_000 }, (_, index) => index % 256), pageCount: 1, findings: [] } }));
  await database.close();
  fs.writeFileSync(at("nyckel"), "en lång och hemlig mening\n");
  before = await whatIsIn(url("data"));
});
afterAll(remove);

describe("a backup", () => {
  test("goes a full circle, every row the same, plain and encrypted", { timeout: 180_000 }, async () => {
    for (const key of [[], ["--key-file", at("nyckel")]]) {
      const file = at(`kopia-${key.length}`);
      expect(rodtrad(["backup", file, ...key], url("data"))).toMatchObject({ status: 0, out: expect.stringMatching(/rader kopierade .* kontrollerad\.$/) });
      const target = url(`aterlast-${key.length}`);
      expect(rodtrad(["restore", file, ...key], target)).toMatchObject({ status: 0, out: expect.stringMatching(/^Återläst: .* kedjan med \d+ händelser håller/) });
      expect(await whatIsIn(target)).toEqual(before);
    }
    expect(fs.readFileSync(at("kopia-2")).includes(Buffer.from("Biblioteket"))).toBe(false);
  });

  test("goes on where it was: new rows get new numbers, and the chain goes on", async () => {
    const database = await openDatabase(url("aterlast-0"));
    const anna = await personWith(database, "controller", null);
    const goal = await database.db.selectFrom("goal").selectAll().executeTakeFirstOrThrow();
    expect((await changeGoal(anna.context, { goalId: goal["id"], version: goal["version"], text: "Efteråt" })).ok).toBe(true);
    await database.close();
    expect(rodtrad(["audit", "verify"], url("aterlast-0")).out).toMatch(/^Kedjan håller/);
  });

  test("is refused whole when one byte is wrong, the end is missing or the key is another, and nothing is touched", { timeout: 180_000 }, async () => {
    fs.writeFileSync(at("annan"), "en helt annan hemlighet\n");
    const damage = (name: string, change: (bytes: Buffer) => Buffer): string => {
      fs.writeFileSync(at(`skadad-${name}`), change(Buffer.from(fs.readFileSync(at(name)))));
      return at(`skadad-${name}`);
    };
    const flip = (bytes: Buffer): Buffer => {
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      return bytes;
    };
    const tries: [string, string[]][] = [
      [damage("kopia-0", flip), []], [damage("kopia-2", flip), ["--key-file", at("nyckel")]], [at("kopia-2"), ["--key-file", at("annan")]], [at("kopia-2"), []], [at("nyckel"), []],
    ];
    for (const [file, key] of tries) {
      const said = rodtrad(["restore", file, ...key], url("ovan"));
      expect([said.status, /skadad|krypterad|ingen säkerhetskopia|stämmer inte/.test(said.said), said.said.split("\n").length], `${file}: ${said.said}`).toEqual([1, true, 1]);
      expect(fs.existsSync(at("ovan"))).toBe(false);
    }
    expect(rodtrad(["restore", damage("kopia-0", (bytes) => bytes.subarray(0, bytes.length - 200)), ], url("ovan")).status).toBe(1);
  });

  test("a line that was changed inside an otherwise whole file is found by its table's digest", async () => {
    await writeBackupFile(at("andrad"), (async function* () {
      for await (const line of readBackupFile(at("kopia-0"), null)) yield `${line.replace("Biblioteket", "Biblioteken")}\n`;
    })(), null);
    await expect(inspectBackup(partsOf(readBackupFile(at("andrad"), null)))).rejects.toThrow(/stämmer inte med sin kontrollsumma/);
  });

  test("is put only into an empty place", () => expect(rodtrad(["restore", at("kopia-0")], url("data"))).toMatchObject({ status: 1, said: "Databasen är inte tom; återläs till en ny datamapp eller en ny databas." }));

  test("that cannot be written says so, and leaves no half file", () => {
    expect(rodtrad(["backup", at("finns-inte/kopia")], url("data")).said).toMatch(/Mappen för .* finns inte/);
    expect(fs.readdirSync(folder).filter((name) => name.includes("ofardig"))).toEqual([]);
  });
});

test.runIf(ENGINES.includes("server" as never))("a move to a server is compared row by row, and a backup of the server comes back into the embedded engine", { timeout: 180_000 }, async () => {
  const server = await emptyServer(`rodtrad_move_${process.pid}`);
  expect(rodtrad(["move", "--to", server], url("data"))).toMatchObject({ status: 0, out: expect.stringMatching(/^Flyttat: \d+ tabeller, .* rader räknade och jämförda/) });
  expect(await whatIsIn(server)).toEqual(before);
  expect(rodtrad(["move", "--to", server], url("data")).said).toMatch(/inte tom/);
  expect(rodtrad(["backup", at("fran-server")], server).status).toBe(0);
  expect(rodtrad(["restore", at("fran-server")], url("hem-igen")).status).toBe(0);
  expect(await whatIsIn(url("hem-igen"))).toEqual(before);
});
