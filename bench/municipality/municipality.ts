import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { openPlanningYear } from "../../src/calendar/follow-up-point-commands.ts";
import { READY_MODELS } from "../../src/goals/ready-models.ts";
import { setSteeringModel } from "../../src/goals/steering-model-commands.ts";
import { bytesOfFile } from "../../src/ledger/ledger-file-adapter.ts";
import { importLedger } from "../../src/ledger/ledger-import-commands.ts";
import { listCommittees } from "../../src/organisation/unit-reads.ts";
import { ensureCommittee } from "../../src/organisation/unit-commands.ts";
import { program, type Context } from "../../src/platform/command.ts";
import type { Database } from "../../src/platform/db/database.ts";
import { valueOf } from "../../src/platform/outcome.ts";
import { addRole, addUser } from "../../src/people/user-store.ts";
import { openSession } from "../../src/sign-in/sign-in-commands.ts";
import { addDocuments } from "./documents.ts";
import { writeLedger } from "./ledger-file.ts";
import { COMMITTEES, GOALS, MEASURES, PLACES, UNITS } from "./words.ts";

/** What a large municipality has, at size 1. */
export const FULL = { units: 2_000, indicators: 6_000, goals: 800, risks: 180, users: 3_000, ledgerRows: 10_000_000, documents: 20_000 } as const;
export const YEAR = 2026;
export const YEARS = 10;
const ROLES = ["reader", "reporter", "editor", "controller", "approver", "elected-member"] as const;

export interface Wanted {
  readonly seed: number;
  /** 1 is {@link FULL}; committees and years are always as many. */
  readonly size: number;
  /** What is left out, where that is not what is looked at. */
  readonly without?: readonly ("ledger" | "documents")[];
  readonly say?: (text: string) => void;
}
export interface Municipality {
  readonly municipalityId: number;
  readonly committeeIds: readonly number[];
  /** A controller of the whole municipality, signed in. */
  readonly cookie: string;
  readonly controllerId: number;
  /** Of the committee that is looked at, in the latest year. */
  readonly indicatorId: number;
  readonly goalId: number;
  readonly checkId: number;
}
/** The committee that is looked at: its part of addresses. */
export const LOOKED_AT = { index: 3, slug: "socialnamnden" } as const;

/** Tables filled in bulk: their history begins with the municipality. */
const FILLED = ["unit", "unit_version", "indicator_value", "user_account", "user_role", "document_step"] as const;
const array = (of: readonly string[]) => sql`array[${sql.join(of.map((word) => sql.lit(word)))}]`;

/**
 * Makes a municipality, the same each time for a seed and a size, in an empty database that is brought up to date: committees, years, ledgers by the
 * program's own commands, the rest in bulk.
 */
export async function makeMunicipality(database: Database, { say = () => undefined, seed, size, without = [] }: Wanted): Promise<Municipality> {
  const context: Context = { db: database.db, actor: program("start") };
  const { owner } = database;
  const each = (all: number, among: number = COMMITTEES.length): number => Math.max(1, Math.round((all * size) / among));
  const committeeIds: number[] = [];
  let municipalityId = 0;
  for (const committee of COMMITTEES) {
    const made = await ensureCommittee(context, { municipality: "Stora kommun", committee, year: YEAR - YEARS + 1 });
    committeeIds.push(made.committeeId);
    municipalityId = made.municipalityId;
  }
  for (let year = YEAR - YEARS + 1; year <= YEAR; year++) {
    await openPlanningYear(context, { municipalityId, year });
    await valueOf(setSteeringModel(context, { municipalityId, year, seen: {}, levels: READY_MODELS.find(({ key }) => key === "weighted")!.levels }));
  }
  for (const table of FILLED) await sql`alter table ${sql.table(table)} disable trigger user`.execute(owner);
  const { id: originId } = (await owner.insertInto("origin").values({ kind: "typed", actor: "program" }).returning("id").executeTakeFirstOrThrow()) as { id: number };
  const origin = sql.lit(originId);
  // A number for each two, the same each time.
  const draw = (a: string, b: string) => sql.raw(`(((${a})::bigint * 48271 + (${b})::bigint * 69621 + ${seed}::bigint * 16807) * 48271 % 2147483647)`);
  const [units, indicators, goals, risks] = [each(FULL.units), each(FULL.indicators), each(FULL.goals, COMMITTEES.length * YEARS), each(FULL.risks, COMMITTEES.length)];
  for (const committee of committeeIds) {
    await sql`with made as (insert into unit (kind) select 'unit' from generate_series(1, ${sql.lit(units)}) returning id), numbered as (select id, row_number() over (order by id)::int as n from made)
      insert into unit_version (unit_id, name, parent_id, valid) select id, (${array(UNITS)})[1 + ${draw("n", String(committee))} % ${sql.lit(UNITS.length)}] || ' ' || (${array(PLACES)})[1 + n % ${sql.lit(PLACES.length)}] || ' ' || n, ${committee}, daterange(null, null) from numbered`.execute(owner);
    await sql`insert into indicator (committee_id, group_name, name, unit, frequency, aggregation, decimals, position, origin_id, unit_id, better, due_days)
      select ${committee}, 'Grupp ' || (n % 12), (${array(MEASURES)})[1 + n % ${sql.lit(MEASURES.length)}] || ', slag ' || n, 'ärenden', 'month', 'sum', 0, n, ${origin}, (select min(unit_id) from unit_version where parent_id = ${committee}) + n % ${sql.lit(units)}, 'lower', 15 from generate_series(1, ${sql.lit(indicators)}) n`.execute(owner);
  }
  say(`${committeeIds.length} nämnder, ${units * committeeIds.length} enheter, ${indicators * committeeIds.length} mått`);
  await sql`insert into indicator_value (indicator_id, period, value, origin_id)
    select indicator.id, (make_date(${sql.lit(YEAR - YEARS + 1)}, 1, 1) + make_interval(months => m))::date, 100 + ${draw("indicator.id", "m")} % 60, ${origin} from indicator cross join generate_series(0, ${sql.lit(YEARS * 12 - 2)}) m`.execute(owner);
  await sql`insert into indicator_target (indicator_id, year, amount, stated, origin_id) select id, year, 1400, '1400', ${origin} from indicator cross join generate_series(${sql.lit(YEAR - YEARS + 1)}, ${sql.lit(YEAR)}) year`.execute(owner);
  for (let year = YEAR - YEARS + 1; year <= YEAR; year++) {
    const { rows } = await sql<{ level_id: number }>`select level_id from steering_level where year = ${year} and keeper = 'committee' order by rank`.execute(owner);
    const levelId = rows[0]!.level_id;
    await sql`insert into goal (committee_id, level_id, year, text, position, origin_id)
      select committee, ${sql.lit(levelId)}, ${sql.lit(year)}, (${array(GOALS)})[1 + ${draw("n", "committee")} % ${sql.lit(GOALS.length)}] || ', del ' || n, n, ${origin} from unnest(${`{${committeeIds.join(",")}}`}::text::int[]) committee cross join generate_series(1, ${sql.lit(goals)}) n`.execute(owner);
    await sql`insert into risk (committee_id, year, process, description, likelihood, consequence, position, origin_id) select committee, ${sql.lit(year)}, 'Process ' || n, 'Risk ' || n, 1 + n % 4, 1 + n % 3, n, ${origin} from unnest(${`{${committeeIds.join(",")}}`}::text::int[]) committee cross join generate_series(1, ${sql.lit(risks)}) n`.execute(owner);
  }
  await sql`insert into goal_indicator (goal_id, indicator_id, position) select goal.id, indicator.id, 0 from goal join indicator on indicator.committee_id = goal.committee_id and indicator.position % ${sql.lit(goals)} = goal.position % ${sql.lit(goals)} and indicator.position <= 4 * ${sql.lit(goals)}`.execute(owner);
  await sql`insert into activity (goal_id, title, position, origin_id) select goal.id, 'Aktivitet ' || n, n, ${origin} from goal cross join generate_series(1, 3) n`.execute(owner);
  await sql`insert into control_check (committee_id, year, risk_id, process, description, months, position, origin_id) select committee_id, year, id, process, 'Kontroll av ' || process, '4,8,12', position, ${origin} from risk`.execute(owner);
  const users = Math.max(1, Math.round(FULL.users * size));
  await sql`with made as (insert into user_account (kind, name, email, email_key) select 'person', 'Användare ' || n, 'anvandare' || n || '@stora.example', 'anvandare' || n || '@stora.example' from generate_series(1, ${sql.lit(users)}) n returning id), numbered as (select id, row_number() over (order by id)::int as n from made)
    insert into user_role (user_id, role, unit_id, valid_from, given_by) select id, (${array(ROLES)})[1 + n % ${sql.lit(ROLES.length)}], (${`{${committeeIds.join(",")}}`}::text::int[])[1 + n % ${sql.lit(committeeIds.length)}], '2020-01-01', 'program' from numbered`.execute(owner);
  say(`${users} användare, tio år av värden, mål, risker och kontroller`);
  if (!without.includes("documents")) {
    await addDocuments(owner, { committeeIds, count: Math.max(1, Math.round(FULL.documents * size)), seed, years: Array.from({ length: YEARS }, (_, index) => YEAR - YEARS + 1 + index) });
    say(`${Math.round(FULL.documents * size)} beslutade dokument`);
  }
  for (const table of FILLED) await sql`alter table ${sql.table(table)} enable trigger user`.execute(owner);
  await sql`analyze`.execute(owner);
  const controllerId = await addUser(database.db, { kind: "person", name: "Kim Controller", email: "kim@stora.example" });
  await addRole(database.db, { userId: controllerId, role: "controller", unitId: municipalityId, validFrom: "2020-01-01", validTo: null, givenBy: "program" });
  if (!without.includes("ledger")) await addLedgers(context, committeeIds, { rows: each(FULL.ledgerRows, COMMITTEES.length * YEARS), seed, say, units });
  await sql`analyze`.execute(owner);
  return findMunicipality(database);
}

/** A made municipality as it is in a database, with somebody signed in. */
export async function findMunicipality(database: Database): Promise<Municipality> {
  const { owner } = database;
  const committees = await listCommittees(database.db);
  const committeeIds = COMMITTEES.map((name) => committees.find((one) => one.name === name)!.id);
  const { rows: [controller] } = await sql<{ id: number }>`select id from user_account where email_key = 'kim@stora.example'`.execute(owner);
  const token = await openSession({ db: database.db, actor: program("start") }, { userId: controller!.id, method: "password", browser: null });
  const committee = committeeIds[LOOKED_AT.index]!;
  const { rows } = await sql<{ indicator: number; goal: number; control: number }>`select (select min(id) from indicator where committee_id = ${committee}) as indicator, (select min(id) from goal where committee_id = ${committee} and year = ${YEAR}) as goal, (select min(id) from control_check where committee_id = ${committee} and year = ${YEAR}) as control`.execute(owner);
  return { municipalityId: committees[0]!.municipalityId, committeeIds, cookie: `rodtrad=${token}`, controllerId: controller!.id, indicatorId: rows[0]!.indicator, goalId: rows[0]!.goal, checkId: rows[0]!.control };
}

/** Each committee's ledger of each year, read in as any file is. */
async function addLedgers(context: Context, committeeIds: readonly number[], { rows, say, seed, units }: { rows: number; say: (text: string) => void; seed: number; units: number }): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-ledger-"));
  try {
    for (let year = YEAR - YEARS + 1; year <= YEAR; year++) {
      for (const [index, committeeId] of committeeIds.entries()) {
        const file = path.join(folder, `huvudbok-${year}.se`);
        writeLedger({ file, rows, seed: seed * 10_007 + year * 31 + index, units, year });
        await valueOf(importLedger(context, { committeeId, source: "huvudbok", fileName: path.basename(file), bytes: bytesOfFile(file), seenHash: null }));
      }
      say(`Huvudbok ${year}: ${rows * committeeIds.length} rader`);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
