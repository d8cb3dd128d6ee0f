import type { App } from "./app.ts";
import { checkAudit } from "./audit/audit-commands.ts";
import { program } from "./platform/command.ts";
import { startJobs, type Jobs } from "./platform/jobs/jobs.ts";
import type { Log } from "./platform/log.ts";
import { tidy } from "./sign-in/sign-in-commands.ts";

export const AUDIT_CHECK = "audit-check";

/** The work that the installation does by itself: what has had its time is taken away each hour, the trail is looked through each night. */
export function startAppJobs({ database }: Pick<App, "database">, log: Log): Promise<Jobs> {
  const context = { db: database.db, actor: program("job") };
  return startJobs(database, [
    { queue: "tidy", cron: "17 * * * *", work: () => tidy(database.db) },
    {
      queue: AUDIT_CHECK, cron: "23 3 * * *",
      work: async ({ content, id }) => {
        const check = await checkAudit(context, { job: id, askedBy: content["askedBy"] ?? "program" });
        if (check.brokenAt !== null) log.error({ brokenAt: check.brokenAt }, "the audit chain is broken");
      },
    },
  ], log);
}
