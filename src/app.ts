import type { PdfRenderer } from "./documents/pdf-renderer.ts";
import type { Database } from "./platform/db/database.ts";
import type { Receivers } from "./reading/reading-commands.ts";

/** The wired parts that the doors work with. */
export interface App {
  readonly database: Database;
  readonly receivers: Receivers;
  readonly pdf: PdfRenderer;
  close(): Promise<void>;
}
