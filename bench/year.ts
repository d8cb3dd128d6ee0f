/**
 * How long each page of a year takes to answer, in the server, with generated data at a tenth and at full size, on
 * PostgreSQL and on the embedded engine, side by side in one run. Full size is 2,000 units, 5,000 measures and ten years of
 * months. Run: `TEST_POSTGRES_URL=postgres://… node_modules/.bin/tsx bench/year.ts`; without the address only the embedded
 * engine is tried. SIZES=0.1 runs the small size alone, PAGES=Mål,Mått
 * those pages alone. CHANGED=here enters a value of the same committee before each page, so that nothing of its measures is
 * remembered; CHANGED=elsewhere one of another committee.
 */
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { sql } from "kysely";
import type { Hono } from "hono";
import { newYear, people, receivers } from "../src/compose.ts";
import { program, type Context } from "../src/platform/command.ts";
import { openDatabase, type Database } from "../src/platform/db/database.ts";
import { keepEvent } from "../src/platform/audit/audit-event-store.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { inTransaction } from "../src/platform/db/transaction.ts";
import { createLog } from "../src/platform/log.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { addUser, addRole } from "../src/people/user-store.ts";
import { openSession } from "../src/sign-in/sign-in-commands.ts";
import { ensureCommittee } from "../src/organisation/unit-commands.ts";
import { openPlanningYear } from "../src/calendar/follow-up-point-commands.ts";
import { setSteeringModel } from "../src/goals/steering-model-commands.ts";
import { READY_MODELS } from "../src/goals/ready-models.ts";
import { createWeb } from "../src/web.tsx";
import { MIGRATIONS } from "../test/database.ts";

const YEAR = 2026;
const YEARS = 10;
const COMMITTEES = 20;
const FULL = { units: 2000, indicators: 5000, goals: 800 };
const ROUNDS = Number(process.env["ROUNDS"] ?? 15);
const ONLY = process.env["PAGES"]?.split(",");
const WARM_UP = 10;
const SIZES = (process.env["SIZES"] ?? "0.1,1").split(",").map(Number);
const CHANGED = process.env["CHANGED"] as "here" | "elsewhere" | undefined;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** A municipality of a size, filled in bulk: what is timed is reading it. */
async function fill(database: Database, size: number): Promise<{ cookie: string; measures: Record<"here" | "elsewhere", number>; pages: [string, string][] }> {
  const context: Context = { db: database.db, actor: program("start") };
  const committees: number[] = [];
  let municipalityId = 0;
  for (let index = 0; index < COMMITTEES; index++) {
    const made = await ensureCommittee(context, { municipality: "Stora kommun", committee: `Nämnd ${index + 1}`, year: YEAR });
    committees.push(made.committeeId);
    municipalityId = made.municipalityId;
  }
  for (const year of [YEAR - 1, YEAR]) await openPlanningYear(context, { municipalityId, year });
  await valueOf(setSteeringModel(context, { municipalityId, year: YEAR, seen: {}, levels: READY_MODELS.find(({ key }) => key === "weighted")!.levels }));
  const { db } = database;
  const each = (all: number) => Math.max(1, Math.round((all * size) / COMMITTEES));
  const origin = await db.insertInto("origin").values({ kind: "typed", actor: "program" }).returning("id").executeTakeFirstOrThrow();
  const originId = origin["id"] as number;
  const owner = database.owner;
  await sql`alter table indicator_value disable trigger keep_row_version`.execute(owner);
  await sql`alter table unit_version disable trigger keep_row_version`.execute(owner);
  await sql`alter table unit disable trigger keep_row_version`.execute(owner);
  const level = await sql<{ level_id: number; keeper: string }>`select level_id, keeper from steering_level where year = ${YEAR} order by rank`.execute(owner);
  const committeeLevel = level.rows.find(({ keeper }) => keeper === "committee")!.level_id;
  for (const committee of committees) {
    await sql`with made as (insert into unit (kind) select 'unit' from generate_series(1, ${each(FULL.units)}) returning id)
      insert into unit_version (unit_id, name, parent_id, valid) select id, 'Enhet ' || id, ${committee}, daterange(null, null) from made`.execute(owner);
    await sql`insert into indicator (committee_id, group_name, name, unit, frequency, aggregation, decimals, position, origin_id, unit_id, better, due_days)
      select ${committee}, 'Grupp ' || (n % 12), 'Antal ärenden av slag ' || n, 'ärenden', 'month', 'sum', 0, n, ${originId}, (select min(unit_id) from unit_version where parent_id = ${committee}) + n % ${each(FULL.units)}, 'lower', 15 from generate_series(1, ${each(FULL.indicators)}) n`.execute(owner);
    await sql`insert into goal (committee_id, level_id, year, text, position, origin_id) select ${committee}, ${committeeLevel}, ${YEAR}, 'Mål ' || n || ' som beskriver vad nämnden vill nå under året', n, ${originId} from generate_series(1, ${each(FULL.goals)}) n`.execute(owner);
  }
  await sql`insert into indicator_value (indicator_id, period, value, origin_id)
    select indicator.id, (make_date(${YEAR - YEARS + 1}, 1, 1) + make_interval(months => m))::date, 100 + (indicator.id * 7 + m * 13) % 60, ${originId} from indicator cross join generate_series(0, ${YEARS * 12 - 2}) m`.execute(owner);
  await sql`insert into indicator_target (indicator_id, year, amount, stated, origin_id) select id, ${YEAR}, 1400, '1400', ${originId} from indicator`.execute(owner);
  await sql`insert into goal_indicator (goal_id, indicator_id, position) select goal.id, indicator.id, 0 from goal join indicator on indicator.committee_id = goal.committee_id and indicator.position % (select count(*) from goal g where g.committee_id = goal.committee_id) = goal.position % (select count(*) from goal g where g.committee_id = goal.committee_id) and indicator.position <= 4 * (select count(*) from goal g where g.committee_id = goal.committee_id)`.execute(owner);
  await sql`insert into activity (goal_id, title, position, origin_id) select goal.id, 'Aktivitet ' || n, n, ${originId} from goal cross join generate_series(1, 3) n`.execute(owner);
  await sql`insert into risk (committee_id, year, process, description, likelihood, consequence, position, origin_id) select unit.id, ${YEAR}, 'Process ' || n, 'Risk ' || n, 1 + n % 4, 1 + n % 3, n, ${originId} from unit cross join generate_series(1, ${Math.max(1, Math.round(15 * size))}) n where kind = 'committee'`.execute(owner);
  await sql`insert into control_check (committee_id, year, risk_id, process, description, months, position, origin_id) select committee_id, year, id, process, 'Kontroll av ' || process, '4,8,12', position, ${originId} from risk`.execute(owner);
  for (const table of ["indicator_value", "unit_version", "unit"]) await sql`alter table ${sql.table(table)} enable trigger keep_row_version`.execute(owner);
  await sql`analyze`.execute(owner);
  const userId = await addUser(db, { kind: "person", name: "Kim Controller", email: "kim@stora.example" });
  await addRole(db, { userId, role: "controller", unitId: municipalityId, validFrom: "2020-01-01", validTo: null, givenBy: "program" });
  const token = await openSession(context, { userId, method: "password", browser: null });
  const first = await sql<{ indicator: number; elsewhere: number; goal: number; control: number }>`select (select min(id) from indicator where committee_id = ${committees[5]}) as elsewhere, (select min(id) from indicator where committee_id = ${committees[3]}) as indicator, (select min(id) from goal where committee_id = ${committees[3]}) as goal, (select min(id) from control_check where committee_id = ${committees[3]}) as control`.execute(owner);
  const { control, elsewhere, goal, indicator } = first.rows[0]!;
  const home = `/namnd-4/${YEAR}`;
  return {
    cookie: `rodtrad=${token}`,
    measures: { here: indicator, elsewhere },
    pages: [
      ["Överblick", `${home}/oversikt`], ["Mål", `${home}/mal`], ["Ett mål", `${home}/mal/${goal}`], ["Ändra mål", `${home}/mal/${goal}/andring`], ["Bedöm mål", `${home}/mal/${goal}/bedomning`], ["Mått", `${home}/matt`], ["Ett mått", `${home}/matt/${indicator}`], ["Inmatning", `${home}/matt/inmatning?manad=10`],
      ["Hela året", `${home}/matt/aret`], ["Små diagram", `${home}/matt/smadiagram`], ["Register", `${home}/matt/register`], ["Rimlighet", `${home}/matt/rimlighet`], ["Riktvärden", `${home}/matt/${indicator}/riktvarden`], ["Uppföljning", `${home}/uppfoljning`], ["Intern kontroll", `${home}/intern-kontroll`], ["Ett kontrollmoment", `${home}/intern-kontroll/kontroller/${control}`], ["Riskworkshop", `${home}/intern-kontroll/riskworkshop`], ["Nytt år", `${home}/nytt-ar`],
    ],
  };
}

/** Pages are asked for in turn, as people do, once the program has been running for a while. */
async function measure(web: Hono, database: Database, cookie: string, measures: Readonly<Record<"here" | "elsewhere", number>>, pages: readonly (readonly [string, string])[]): Promise<Map<string, { ms: number; kb: number; status: number }>> {
  const times = new Map<string, number[]>(pages.map(([name]) => [name, []]));
  const found = new Map<string, { ms: number; kb: number; status: number }>();
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [name, address] of pages) {
      if (CHANGED) {
        await inTransaction(database.db, async (db) => {
          await sql`update indicator_value set value = value + 1 where indicator_id = ${measures[CHANGED]} and period = make_date(${YEAR}, 1, 1)`.execute(db);
          keepEvent({ actor: "program", role: "program", unitId: null, door: "start", action: "indicator.enter", subject: `indicator:${measures[CHANGED]}` });
        });
      }
      const started = performance.now();
      const answer = await web.request(address, { headers: { cookie } });
      const body = await answer.text();
      if (round >= WARM_UP) times.get(name)!.push(performance.now() - started);
      found.set(name, { ms: 0, kb: Math.round(body.length / 1024), status: answer.status });
    }
  }
  return new Map([...found].map(([name, one]) => [name, { ...one, ms: median(times.get(name)!) }]));
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-bench-"));
const server = process.env["TEST_POSTGRES_URL"];
const ENGINES = (process.env["ENGINES"]?.split(",") ?? [...(server ? ["server"] : []), "embedded"]) as ("server" | "embedded")[];
const results = new Map<string, Map<string, { ms: number; kb: number; status: number }>>();
for (const size of SIZES) {
  for (const engine of ENGINES) {
    let database: Database;
    let name = "";
    if (engine === "server") {
      name = `rodtrad_bench_${process.pid}_${String(size).replace(".", "_")}`;
      const admin = await openDatabase(server!);
      await sql.raw(`create database ${name}`).execute(admin.owner);
      await admin.close();
      database = await openDatabase(server!.replace(/\/[^/]*$/, `/${name}`));
    } else database = await openDatabase(`pglite://${path.join(folder, String(size))}`);
    await migrate(database, MIGRATIONS);
    const { cookie, measures, pages } = await fill(database, size);
    const web = createWeb({ database, receivers, people, newYear, pdf: null as never, mailer: null, kolada: null, jobs: null, live: null, close: async () => undefined }, createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    results.set(`${engine} ${size}`, await measure(web, database, cookie, measures, pages.filter(([name]) => !ONLY || ONLY.includes(name))));
    await database.close();
    if (engine === "server") {
      const admin = await openDatabase(server!);
      await sql.raw(`drop database ${name} with (force)`).execute(admin.owner);
      await admin.close();
    }
  }
}
fs.rmSync(folder, { recursive: true, force: true });
const columns = [...results.keys()];
const last = SIZES.at(-1)!;
const pad = (text: string, width: number) => text.padStart(width);
process.stdout.write(`ms per page, median of ${ROUNDS}; size 1 is ${FULL.units} units, ${FULL.indicators} measures, ${YEARS} years of months\n${"".padEnd(20)}${columns.map((column) => pad(column, 14)).join("")}${pad("kB", 8)}${pad("growth", 9)}${pad("embedded×", 11)}\n`);
for (const page of results.get(columns[0]!)!.keys()) {
  const cell = (column: string) => results.get(column)?.get(page);
  const main = ENGINES.includes("server") ? "server" : "embedded";
  const growth = SIZES.length > 1 ? (cell(`${main} ${last}`)!.ms / cell(`${main} ${SIZES[0]!}`)!.ms).toFixed(1) : "–";
  const ratio = ENGINES.length > 1 ? (cell(`embedded ${last}`)!.ms / cell(`server ${last}`)!.ms).toFixed(2) : "–";
  process.stdout.write(`${page.padEnd(20)}${columns.map((column) => pad(cell(column)!.status === 200 ? cell(column)!.ms.toFixed(1) : `(${cell(column)!.status})`, 14)).join("")}${pad(String(cell(columns.at(-1)!)!.kb), 8)}${pad(growth, 9)}${pad(ratio, 11)}\n`);
}
