import path from "node:path";
import { fileURLToPath } from "node:url";
import type { PdfRenderer } from "./documents/pdf-renderer.ts";
import type { Database } from "./platform/db/database.ts";
import type { Receivers } from "./reading/reading-commands.ts";

/** The folder of the installation: the sources' parent, or the built program's. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** The wired parts that the doors work with. */
export interface App {
  readonly database: Database;
  readonly receivers: Receivers;
  readonly pdf: PdfRenderer;
  close(): Promise<void>;
}
