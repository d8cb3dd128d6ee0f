import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { Readable } from "node:stream";
import { readConfig } from "./config.ts";
import { askRunning } from "./control.ts";
import { MIGRATIONS } from "./root.ts";
import { backupLines, backupParts, partsOf } from "./platform/backup/backup.ts";
import { readBackupFile, writeBackupFile } from "./platform/backup/backup-file.ts";
import { inspectBackup, restoreInto, type Restored } from "./platform/backup/restore.ts";
import { openDatabase, type Database } from "./platform/db/database.ts";
import { databaseSentence, databaseTrouble } from "./platform/db/failure.ts";
import { migrate } from "./platform/db/migrate.ts";
import { Refused } from "./platform/outcome.ts";
import { counted } from "./platform/swedish.ts";

export interface BackupArguments {
  readonly file: string | undefined;
  readonly keyFile: string | undefined;
  readonly to: string | undefined;
}

const refuse = (message: string): Refused => new Refused({ code: "bad-arguments", message });

function databaseUrl(): string {
  const config = readConfig(process.env);
  if (!config.ok) throw new Refused(config.failure);
  return config.value.databaseUrl;
}

function keyOf(keyFile: string | undefined): string | null {
  if (keyFile === undefined) return null;
  let key: string;
  try {
    key = fs.readFileSync(keyFile, "utf8").trim();
  } catch {
    throw refuse(`Nyckelfilen »${keyFile}« finns inte eller går inte att läsa.`);
  }
  if (key.length < 16) throw refuse("Nyckeln ska ha minst 16 tecken.");
  return key;
}

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  let database: Database;
  try {
    database = await openDatabase(url);
  } catch (error) {
    throw refuse(databaseSentence(error) ?? String(error));
  }
  try {
    return await work(database);
  } catch (error) {
    const sentence = error instanceof Refused ? null : (databaseSentence(error) ?? databaseTrouble(error));
    throw sentence ? refuse(sentence) : error;
  } finally {
    await database.close();
  }
}

const size = (file: string): string => `${(fs.statSync(file).size / 1_048_576).toFixed(1).replace(".", ",")} MB`;
const told = ({ chain, tables }: Restored): string => `${counted(tables.length, "tabell", "tabeller")}, ${counted(tables.reduce((sum, { rows }) => sum + rows, 0), "rad", "rader")} räknade och jämförda, kedjan med ${counted(chain.events, "händelse", "händelser")} håller`;

/** Copies everything to a file, while the server goes on working. */
export async function backup({ file, keyFile }: BackupArguments): Promise<string> {
  if (!file) throw refuse("Ange filen som ska skrivas: rodtrad backup FIL.");
  const key = keyOf(keyFile);
  const url = databaseUrl();
  if (!fs.existsSync(path.dirname(path.resolve(file)))) throw refuse(`Mappen för »${file}« finns inte.`);
  const write = async (lines: AsyncIterable<string>) => {
    try {
      await writeBackupFile(file, lines, key);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code && ["EACCES", "EROFS", "ENOSPC", "EISDIR", "ENOENT"].includes(code)) throw refuse(`Filen »${file}« går inte att skriva (${code}).`);
      throw error;
    }
  };
  const running = await askRunning(url, "/backup");
  if (running?.body) {
    const lines = readline.createInterface({ input: Readable.fromWeb(running.body as never), crlfDelay: Infinity });
    await write((async function* () {
      for await (const line of lines) yield `${line}\n`;
    })());
  } else {
    await withDatabase(url, async (database) => {
      await migrate(database, MIGRATIONS);
      await write(backupLines(database));
    });
  }
  // What cannot be read back is no backup.
  const { foot } = await inspectBackup(partsOf(readBackupFile(file, key)));
  return `${counted(foot.tables.reduce((sum, { rows }) => sum + rows, 0), "rad", "rader")} kopierade till ${file} (${size(file)}${key ? ", krypterad" : ""}), läst tillbaka och kontrollerad.`;
}

/** Puts a copy into an empty place: verified whole before anything is touched, and again before it is kept. */
export async function restore({ file, keyFile }: BackupArguments): Promise<string> {
  if (!file) throw refuse("Ange säkerhetskopian: rodtrad restore FIL.");
  if (!fs.existsSync(file) || !fs.statSync(file).isFile()) throw refuse(`»${file}« är ingen fil.`);
  const key = keyOf(keyFile);
  const inspected = await inspectBackup(partsOf(readBackupFile(file, key)));
  return withDatabase(databaseUrl(), async (database) => `Återläst: ${told(await restoreInto(database, MIGRATIONS, inspected, partsOf(readBackupFile(file, key))))}.`);
}

/** Moves everything from the embedded database to an empty server, and compares the two. */
export async function move({ to }: BackupArguments): Promise<string> {
  if (!to || !/^postgres(ql)?:\/\//.test(to)) throw refuse("Ange vart: rodtrad move --to postgres://användare@server/databas.");
  const from = databaseUrl();
  if (!from.startsWith("pglite://")) throw refuse("DATABASE_URL ska peka på den inbyggda databasen som flyttas, pglite://MAPP.");
  return withDatabase(from, async (source) => {
    await migrate(source, MIGRATIONS);
    const inspected = await inspectBackup(backupParts(source));
    return withDatabase(to, async (target) => `Flyttat: ${told(await restoreInto(target, MIGRATIONS, inspected, backupParts(source)))}. Starta nu med DATABASE_URL satt till den nya databasen; den gamla datamappen är orörd.`);
  });
}
