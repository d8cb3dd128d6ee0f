import { verifyChain, type ChainCheck } from "../platform/audit/verify-chain.ts";
import { command } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { keepCheck, latestChecks } from "./audit-event-store.ts";

/** Looks the whole trail through and keeps the outcome, once for the job that asked. */
export const checkAudit = command("audit.check", async (context, input: { job: string; askedBy: string }): Promise<ChainCheck> => {
  context.permit("anywhere");
  // What the last check saw must still be there: a trail whose end was cut off holds together too.
  const [last] = await latestChecks(context.db, 1);
  const found = await verifyChain(context.db, last && last.brokenAt === null ? last.events : null);
  const cut = last && last.brokenAt === null && last.events > 0 && found.brokenAt === null && found.hashAt !== last.lastHash;
  const check: ChainCheck = cut ? { ...found, brokenAt: Math.min(found.events, last.events) + (found.events < last.events ? 1 : 0) } : found;
  if (await keepCheck(context.db, { ...input, events: check.events, lastHash: check.lastHash, brokenAt: check.brokenAt })) {
    context.record({ action: "audit.checked", subject: "audit:chain", details: { events: check.events, lastHash: check.lastHash, brokenAt: check.brokenAt } });
  }
  return check;
});

/** Has the whole trail looked through, beside the requests. */
export const requestAuditCheck = command("audit.check", async (context, input: { send(db: Db, content: Record<string, string>): Promise<string> }): Promise<string> => {
  context.permit("anywhere");
  const job = await input.send(context.db, { askedBy: context.actor.key });
  context.record({ action: "audit.asked", subject: "audit:chain", details: { job } });
  return job;
});

/** Tells the trail that somebody took a part of it out. */
export const noteExport = command("audit.read", async (context, input: { events: number; filter: Record<string, unknown> }): Promise<null> => {
  context.permit("anywhere");
  context.record({ action: "audit.exported", subject: "audit:chain", details: { events: input.events, filter: input.filter } });
  return null;
});
