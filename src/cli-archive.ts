import fs from "node:fs";
import path from "node:path";
import type { App } from "./app.ts";
import type { Committee } from "./organisation/committee.ts";
import type { Actor } from "./platform/command.ts";
import { valueOf } from "./platform/outcome.ts";
import { counted } from "./platform/swedish.ts";
import { VERSION } from "./root.ts";
import { makeArchivePackage } from "./publishing/archive-commands.ts";

export interface ArchiveArguments {
  readonly committee: Committee;
  readonly year: number;
  /** The folder that the package is put in. */
  readonly folder: string;
}
/** Makes the year's package for the e-archive, and says where it is. @throws Refused where there is nothing to archive */
export async function writeArchive(app: App, actor: Actor, { committee, folder, year }: ArchiveArguments): Promise<string> {
  const made = await valueOf(makeArchivePackage({ db: app.database.db, actor }, { scope: { committee, year }, pdf: app.pdf, version: VERSION }));
  const file = path.join(folder, made.fileName);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(file, made.bytes, { flag: "wx", mode: 0o600 });
  return `${file}: ${counted(made.documents, "beslutad upplaga", "beslutade upplagor")} och ${counted(made.matters, "ärende", "ärenden")}.`;
}
