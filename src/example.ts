import fs from "node:fs";
import path from "node:path";
import type { App } from "./app.ts";
import { ROOT } from "./root.ts";
import { listCommittees } from "./organisation/unit-reads.ts";
import { program } from "./platform/command.ts";
import type { Log } from "./platform/log.ts";
import { inTransaction } from "./platform/db/transaction.ts";
import { Refused } from "./platform/outcome.ts";
import { defaultChoice } from "./reading/acceptance.ts";
import { readFile } from "./reading/file-adapter.ts";
import { acceptReading, proposeReading } from "./reading/reading-commands.ts";

export const EXAMPLE = path.join(ROOT, "example");

/**
 * Loads the example municipality into an installation that has no committee yet: its documents are read and accepted
 * like any others, all or nothing.
 */
export async function loadExample(app: App, log: Log, folder: string = EXAMPLE): Promise<boolean> {
  if ((await listCommittees(app.database.db)).length > 0) return false;
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".md") && name !== "README.md").sort();
  await inTransaction(app.database.db, async (db) => {
    const context = { db, actor: program("start") };
    for (const file of files) {
      const read = await readFile(file, fs.readFileSync(path.join(folder, file)));
      if (!read.ok) throw new Refused(read.failure);
      const readingId = await proposeReading(context, read.value);
      const accepted = await acceptReading(context, { receivers: app.receivers, readingId, items: defaultChoice(read.value.reading, true), example: true });
      if (!accepted.ok) throw new Refused(accepted.failure);
    }
  });
  log.info({ files: files.length }, "example municipality loaded");
  return true;
}
