import type { Kolada } from "./comparison/kolada-adapter.ts";
import type { NewYearParts } from "./new-year/new-year-commands.ts";
import type { PdfRenderer } from "./documents/pdf-renderer.ts";
import type { admitUser, changeUserNames, ensureExampleUser, ensureFirstAdministrator, ensureOperator } from "./people/user-commands.ts";
import type { makeLink } from "./sign-in/sign-in-commands.ts";
import type { Mailer } from "./platform/mail/mailer.ts";
import type { Database } from "./platform/db/database.ts";
import type { Jobs } from "./platform/jobs/jobs.ts";
import type { Live } from "./platform/live/live.ts";
import type { Receivers } from "./reading/reading-commands.ts";

/** What the frame asks of users and their sign-in. */
export interface AppPeople {
  readonly admitUser: typeof admitUser;
  readonly changeUserNames: typeof changeUserNames;
  readonly ensureExampleUser: typeof ensureExampleUser;
  readonly ensureFirstAdministrator: typeof ensureFirstAdministrator;
  readonly ensureOperator: typeof ensureOperator;
  readonly makeLink: typeof makeLink;
}

/** The wired parts that the doors work with. */
export interface App {
  readonly database: Database;
  readonly receivers: Receivers;
  readonly people: AppPeople;
  readonly newYear: NewYearParts;
  readonly pdf: PdfRenderer;
  /** The municipality's mail server; null where none is set. */
  readonly mailer: Mailer | null;
  /** The way to Kolada; null where none is set. */
  readonly kolada: Kolada | null;
  /** The queues of the running server; null for a command that ends by itself. */
  readonly jobs: Jobs | null;
  /** Changes as they are made, for pages that are open; null for a command that ends by itself. */
  readonly live: Live | null;
  close(): Promise<void>;
}
