import { sql } from "kysely";
import { verifyChain, type ChainCheck } from "../audit/verify-chain.ts";
import type { Database, Db } from "../db/database.ts";
import { knownMigrations, migrate } from "../db/migrate.ts";
import { Refused } from "../outcome.ts";
import { backupParts, BACKUP_FORM, rowsOf, steadyText, TableDigest, type BackupFoot, type BackupHead, type BackupRow, type BackupTable } from "./backup.ts";

type Parts = AsyncIterable<Awaited<ReturnType<ReturnType<typeof backupParts>["next"]>>["value"]>;
const ROWS_A_STATEMENT = 500;

const damaged = (why: string): Refused => new Refused({ code: "bad-backup", message: `Säkerhetskopian är skadad eller ofullständig (${why}); inget är återläst.` });

/** Reads a backup through to its end and holds it against its own digests. @throws Refused where it is not whole. */
export async function inspectBackup(parts: Parts): Promise<{ head: BackupHead; foot: BackupFoot }> {
  let head: BackupHead | null = null;
  let foot: BackupFoot | null = null;
  const digests = new Map<string, TableDigest>();
  let open: TableDigest | null = null;
  try {
    for await (const part of parts) {
      if ("head" in part) head = part.head;
      else if ("table" in part) digests.set(part.table, (open = new TableDigest()));
      else if ("row" in part) open?.add(part.row);
      else foot = part.foot;
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw damaged("en rad går inte att läsa");
    throw error;
  }
  if (!head || head.rodtrad !== BACKUP_FORM) throw damaged("början saknas");
  if (!foot) throw damaged("slutet saknas");
  for (const { hash, name, rows } of foot.tables) {
    const own = digests.get(name)?.result(name);
    if (!own || own.hash !== hash || own.rows !== rows) throw damaged(`tabellen ${name} stämmer inte med sin kontrollsumma`);
  }
  return { head, foot };
}

export interface Restored {
  readonly tables: BackupFoot["tables"];
  readonly chain: ChainCheck;
}

/**
 * Puts a copy into an empty database, all or nothing: rows are counted and digested there again, and the chain of events
 * is proven, before anything is kept. An older copy is brought up to date afterwards.
 * @throws Refused where the database is not empty, or the copy is of a newer program.
 */
export async function restoreInto(target: Database, migrations: string, { foot, head }: { head: BackupHead; foot: BackupFoot }, parts: Parts): Promise<Restored> {
  const known = knownMigrations(migrations);
  if (!head.migrations.length || head.migrations.some((name) => !known.includes(name))) {
    throw new Refused({ code: "newer-backup", message: "Säkerhetskopian är gjord av en nyare Rödtråd; uppdatera programmet och försök igen." });
  }
  await refuseUnlessEmpty(target.owner);
  await migrate(target, migrations, head.migrations);
  const restored = await target.owner.transaction().execute(async (transaction) => {
    await steadyText(transaction);
    await refuseFilled(transaction);
    await sql`set constraints all deferred`.execute(transaction);
    for (const { name } of head.tables) {
      await sql`alter table ${sql.table(name)} disable trigger user`.execute(transaction);
      await sql`delete from ${sql.table(name)}`.execute(transaction);
    }
    await insertAll(transaction, head.tables, parts);
    await sql`set constraints all immediate`.execute(transaction);
    for (const { name } of head.tables) await sql`alter table ${sql.table(name)} enable trigger user`.execute(transaction);
    for (const { name, value } of foot.sequences) await sql`select setval(${`public.${name}`}::regclass, ${value}::bigint)`.execute(transaction);
    const tables = await digestsOf(transaction, head.tables);
    for (const [index, { hash, name, rows }] of foot.tables.entries()) {
      if (tables[index]!.hash !== hash || tables[index]!.rows !== rows) throw damaged(`tabellen ${name} blev inte densamma`);
    }
    // Copies from before the chain have nothing to prove.
    const chain = head.migrations.includes("0006-people-and-audit") ? await verifyChain(transaction) : { events: 0, lastHash: "", brokenAt: null, hashAt: null };
    if (chain.brokenAt !== null) throw new Refused({ code: "broken-chain", message: `Loggens kedja i säkerhetskopian är bruten vid händelse ${chain.brokenAt}; inget är återläst.` });
    return { tables, chain };
  });
  await migrate(target, migrations);
  return restored;
}

export async function digestsOf(transaction: Db, tables: readonly BackupTable[]): Promise<BackupFoot["tables"]> {
  const digests: BackupFoot["tables"][number][] = [];
  for (const table of tables) {
    const digest = new TableDigest();
    for await (const rows of rowsOf(transaction, table)) for (const row of rows) digest.add(row);
    digests.push(digest.result(table.name));
  }
  return digests;
}

async function insertAll(transaction: Db, tables: readonly BackupTable[], parts: Parts): Promise<void> {
  let table: BackupTable | null = null;
  let waiting: BackupRow[] = [];
  const flush = async () => {
    if (!table || !waiting.length) return;
    const { columns, name } = table;
    const names = sql.join(columns.map((column) => sql.ref(column.name)));
    const casts = sql.join(columns.map((column, index) => sql`${sql.ref(`c${index}`)}::${sql.raw(column.type)}`));
    const arrays = sql.join(columns.map((_, index) => sql`${waiting.map((row) => row[index] ?? null)}::text[]`));
    const given = sql.join(columns.map((_, index) => sql.ref(`c${index}`)));
    await sql`insert into ${sql.table(name)} (${names}) overriding system value select ${casts} from unnest(${arrays}) as given (${given})`.execute(transaction);
    waiting = [];
  };
  for await (const part of parts) {
    if ("table" in part) {
      await flush();
      table = tables.find(({ name }) => name === part.table) ?? null;
    } else if ("row" in part) {
      waiting.push(part.row);
      if (waiting.length >= ROWS_A_STATEMENT) await flush();
    }
  }
  await flush();
}

const notEmpty = (): Refused => new Refused({ code: "not-empty", message: "Databasen är inte tom; återläs till en ny datamapp eller en ny databas." });

/** An empty place has no tables, or only those of a program that has never been used. */
async function refuseUnlessEmpty(owner: Db): Promise<void> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass('public.unit') is not null as found`.execute(owner);
  if (rows[0]!.found) await refuseFilled(owner);
}
async function refuseFilled(owner: Db): Promise<void> {
  const { rows } = await sql<{ found: boolean }>`select exists (select 1 from unit) or exists (select 1 from audit_event) as found`.execute(owner);
  if (rows[0]!.found) throw notEmpty();
}
