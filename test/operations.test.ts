import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { readConfig } from "../src/config.ts";
import { verifyChain } from "../src/platform/audit/verify-chain.ts";
import { openDatabase } from "../src/platform/db/database.ts";
import { ENGINES, temporaryFolder } from "./database.ts";
import { startServer, withDatabase } from "./server.ts";
import { foundTown } from "./town.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const DRIFT = path.join(ROOT, "docs/drift");
const FILES = path.join(DRIFT, "filer");
const filesUnder = (folder: string): string[] => (fs.readdirSync(folder, { recursive: true, encoding: "utf8" })).map((name) => path.join(folder, name)).filter((file) => fs.statSync(file).isFile());
const settingsIn = (file: string): Record<string, string> => Object.fromEntries(fs.readFileSync(file, "utf8").split("\n").filter((line) => /^[A-Z_]+=/.test(line)).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));

describe("the operations handbook", () => {
  test("its settings are ones that the program takes", () => {
    const files = filesUnder(FILES).filter((file) => /\/etc\/rodtrad\/[^/]+\.env$/.test(file));
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect([file, readConfig(settingsIn(file)).ok]).toEqual([file, true]);
  });

  test("every setting of the program is in the handbook's table", () => {
    const told = fs.readFileSync(path.join(ROOT, "docs/handbok/6-drift.md"), "utf8");
    const known = [...fs.readFileSync(path.join(ROOT, "src/config.ts"), "utf8").matchAll(/^ {2}([A-Z][A-Z_]+): (?:z|networks)/gm)].map(([, name]) => name!).filter((name) => !name.startsWith("OIDC_"));
    expect(known.filter((name) => !told.includes(`\`${name}\``))).toEqual([]);
  });

  test("what it links to is there", () => {
    const pages = [DRIFT, path.join(ROOT, "docs/handbok")].flatMap((folder) => fs.readdirSync(folder).filter((name) => name.endsWith(".md")).map((name) => path.join(folder, name)));
    const broken = pages.flatMap((page) => [...fs.readFileSync(page, "utf8").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, to]) => to!).filter((to) => !to.startsWith("/") && !fs.existsSync(path.join(path.dirname(page), to))).map((to) => `${path.basename(page)}: ${to}`));
    expect(broken).toEqual([]);
  });
});

describe.runIf(ENGINES.includes("server" as never))("the operations handbook, on a server", () => {
  const server = process.env["TEST_POSTGRES_URL"]!;
  const at = (name: string) => server.replace(/\/\/[^@/]*@/, `//${name}@`).replace(/\/[^/]*$/, `/${name}`);
  /** The SQL of the page about several municipalities, for one of them: how it is made, and how it is taken away. */
  const [making, removing] = [...fs.readFileSync(path.join(DRIFT, "4-flera-kommuner.md"), "utf8").matchAll(/```sql\n([\s\S]*?)```/g)].map(([, text]) => text!);
  const run = async (text: string, name: string): Promise<void> => {
    const admin = await openDatabase(server);
    for (const statement of text.replaceAll("ekby", name).split(";").map((one) => one.trim()).filter(Boolean)) await sql.raw(statement).execute(admin.owner);
    await admin.close();
  };
  const rodtrad = (url: string, ...args: string[]) => spawnSync(process.execPath, [path.join(ROOT, "dist/cli.js"), ...args], { encoding: "utf8", env: { ...process.env, DATABASE_URL: url } });

  test("one municipality is made, copied, taken away and put back, and the other notices nothing", { timeout: 180_000 }, async () => {
    const [first, second] = [`ekby_${process.pid}`, `norrby_${process.pid}`];
    const { folder, remove } = temporaryFolder();
    const copy = path.join(folder, "ekby.rodtrad");
    for (const name of [first, second]) {
      await run(making!, name);
      await withDatabase(at(name), foundTown);
    }
    const events = await withDatabase(at(first), async ({ db }) => (await verifyChain(db)).events);
    expect(rodtrad(at(first), "backup", copy).status).toBe(0);
    // A second night writes over the first.
    expect(rodtrad(at(first), "backup", copy).status).toBe(0);
    await run(removing!, first);
    expect(await withDatabase(at(second), async ({ db }) => (await verifyChain(db)).brokenAt)).toBeNull();

    await run(making!, first);
    expect(rodtrad(at(first), "restore", copy)).toMatchObject({ status: 0 });
    expect(await withDatabase(at(first), async ({ db }) => (await verifyChain(db)).events)).toBeGreaterThanOrEqual(events);
    for (const name of [first, second]) await run(removing!, name);
    const admin = await openDatabase(server);
    const { rows } = await sql<{ name: string }>`select rolname as name from pg_roles where rolname like ${`%${process.pid}%`} union select datname from pg_database where datname in (${first}, ${second})`.execute(admin.owner);
    await admin.close();
    expect(rows).toEqual([]);
    remove();
  });

  test("what the panels and the rules ask for is told", { timeout: 90_000 }, async () => {
    const name = `sydby_${process.pid}`;
    await run(making!, name);
    await withDatabase(at(name), foundTown);
    const running = (await startServer(at(name), { DATABASE_READ_URL: at(name) }))!;
    await fetch(`${running.origin}/halsa`);
    const told = new Set((await (await fetch(`${running.origin}/metrics`)).text()).split("\n").map((line) => /^[a-z_0-9]+/.exec(line)?.[0]));
    running.child.kill("SIGTERM");
    await running.exited;
    await run(removing!, name);
    const asked = ["rodtrad-grafana.json", "rodtrad-regler.yml"].flatMap((file) => [...fs.readFileSync(path.join(FILES, "overvakning", file), "utf8").matchAll(/\b((?:http|rodtrad|nodejs|process)_[a-z_0-9]+)\{/g)].map(([, metric]) => metric!));
    expect(asked.length).toBeGreaterThan(10);
    expect([...new Set(asked)].filter((metric) => !told.has(metric))).toEqual([]);
  });
});
