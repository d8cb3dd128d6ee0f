import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database, Db } from "../db/database.ts";

/** Version of the form that backups are written in. */
export const BACKUP_FORM = 1;
const ROWS_A_FETCH = 500;
/** Tables that belong to the program and not to what it keeps. */
const OWN_TABLES = new Set(["kysely_migration", "kysely_migration_lock", "program_process"]);

export interface BackupTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly key: readonly string[];
}
export interface BackupHead {
  readonly rodtrad: typeof BACKUP_FORM;
  readonly made: string;
  /** The migrations that the copied tables had seen. */
  readonly migrations: readonly string[];
  readonly tables: readonly BackupTable[];
}
export interface BackupFoot {
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly hash: string }[];
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
}
/** A row as text, in the order of its table's columns; null is no value. */
export type BackupRow = readonly (string | null)[];

/** The tables to copy, with their columns' types and the key that orders them, parents before children where it can be. */
export async function tablesOf(owner: Db): Promise<BackupTable[]> {
  const { rows } = await sql<{ name: string; columns: { name: string; type: string }[]; key: string[] | null }>`
    select class.relname as name,
      (select json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) order by attnum) from pg_attribute where attrelid = class.oid and attnum > 0 and not attisdropped) as columns,
      (select json_agg(attname order by place.position) from pg_index, unnest(indkey) with ordinality as place (column_number, position), pg_attribute
        where indrelid = class.oid and indisprimary and attrelid = class.oid and attnum = place.column_number) as key
    from pg_class class where class.relkind = 'r' and class.relnamespace = 'public'::regnamespace order by class.relname`.execute(owner);
  return rows.filter(({ name }) => !OWN_TABLES.has(name)).map(({ columns, key, name }) => ({ name, columns, key: key ?? columns.map((column) => column.name) }));
}

/** All rows of a table as text, in the order of its key, a few at a time. */
export async function* rowsOf(transaction: Db, table: BackupTable): AsyncGenerator<readonly BackupRow[]> {
  const columns = sql.join(table.columns.map(({ name }) => sql`${sql.ref(name)}::text`));
  const order = sql.join(table.key.map((name) => {
    const type = table.columns.find((column) => column.name === name)!.type;
    return type === "text" ? sql`${sql.ref(name)} collate "C"` : sql.ref(name);
  }));
  await sql`declare copied no scroll cursor for select array[${columns}] as row from ${sql.table(table.name)} order by ${order}`.execute(transaction);
  try {
    for (;;) {
      const { rows } = await sql<{ row: BackupRow }>`fetch ${sql.lit(ROWS_A_FETCH)} from copied`.execute(transaction);
      if (!rows.length) return;
      yield rows.map(({ row }) => row);
    }
  } finally {
    await sql`close copied`.execute(transaction);
  }
}

/** The digest of a table's rows, so that two copies can be compared. */
export class TableDigest {
  readonly #hash = createHash("sha256");
  rows = 0;
  add(row: BackupRow): void {
    this.#hash.update(`${JSON.stringify(row)}\n`);
    this.rows++;
  }
  result(name: string): BackupFoot["tables"][number] {
    return { name, rows: this.rows, hash: this.#hash.digest("hex") };
  }
}

/** Settings that make text the same on every engine. */
export async function steadyText(transaction: Db): Promise<void> {
  await sql`select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true), set_config('IntervalStyle', 'postgres', true), set_config('extra_float_digits', '1', true)`.execute(transaction);
}

export async function sequencesOf(owner: Db): Promise<BackupFoot["sequences"]> {
  const { rows } = await sql<{ name: string; value: string }>`select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' and last_value is not null order by sequencename`.execute(owner);
  return rows;
}

type Part = { head: BackupHead } | { table: string } | { row: BackupRow } | { foot: BackupFoot };

/** Everything the installation keeps, as it was at one moment, while others go on working. */
export async function* backupParts({ owner }: Pick<Database, "owner">): AsyncGenerator<Part> {
  const connection = await owner.startTransaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute();
  try {
    await steadyText(connection);
    const tables = await tablesOf(connection);
    const { rows: migrations } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(connection);
    yield { head: { rodtrad: BACKUP_FORM, made: new Date().toISOString(), migrations: migrations.map(({ name }) => name), tables } };
    const digests: BackupFoot["tables"][number][] = [];
    for (const table of tables) {
      yield { table: table.name };
      const digest = new TableDigest();
      for await (const rows of rowsOf(connection, table)) {
        for (const row of rows) {
          digest.add(row);
          yield { row };
        }
      }
      digests.push(digest.result(table.name));
    }
    yield { foot: { tables: digests, sequences: await sequencesOf(connection) } };
  } finally {
    await connection.rollback().execute();
  }
}

/** The parts as lines of JSON. */
export async function* backupLines(database: Pick<Database, "owner">): AsyncGenerator<string> {
  for await (const part of backupParts(database)) yield "row" in part ? `${JSON.stringify(part.row)}\n` : `${JSON.stringify(part)}\n`;
}

/** Reads lines of JSON back as parts. @throws SyntaxError where a line is none. */
export async function* partsOf(lines: AsyncIterable<string>): AsyncGenerator<Part> {
  for await (const line of lines) {
    if (!line) continue;
    const parsed = JSON.parse(line) as BackupRow | Exclude<Part, { row: BackupRow }>;
    yield Array.isArray(parsed) ? { row: parsed as BackupRow } : (parsed as Part);
  }
}
