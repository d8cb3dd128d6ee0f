import { createRoute, z } from "@hono/zod-openapi";
import { listUnits } from "../organisation/unit-reads.ts";
import { answer, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import type { Context as CommandContext } from "../platform/command.ts";
import { guard } from "../platform/http/guard.ts";
import { auditedUnits } from "./audit-event.ts";
import { listChecks, listEvents } from "./audit-reads.ts";

const EventSchema = z
  .object({
    id: z.number(), at: z.string(), actor: z.string(), role: z.string().nullable(), door: z.string(), action: z.string(), subject: z.string(), unitId: z.number().nullable(), reason: z.string().nullable(),
    details: z.record(z.string(), z.unknown()), hash: z.string(),
  })
  .openapi("AuditEvent");
const CheckSchema = z.object({ job: z.string(), askedBy: z.string(), events: z.number(), lastHash: z.string(), brokenAt: z.number().nullable(), checkedAt: z.string() }).openapi("AuditCheck");
const EVENTS_A_PAGE = 500;

export function auditApi(api: Api, db: DbSource, command: CommandSource, requestCheck: (context: CommandContext) => Promise<string>): void {
  api.openapi(
    createRoute({
      middleware: guard("audit.read"), method: "get", path: "/audit-events", tags: ["Granskning"], summary: "Händelser, den senaste först",
      request: {
        query: z.object({
          actor: z.string().max(60).optional(), kind: z.string().max(60).optional(), subject: z.string().max(200).optional(),
          before: z.string().regex(/^\d{1,12}$/, "numret ska vara siffror").optional().openapi({ description: "Händelser före den här" }),
        }),
      },
      responses: { 200: answer(z.array(EventSchema)), ...refusals },
    }),
    async (c) => {
      const { actor } = c.get("identity");
      const units = auditedUnits((reach) => actor.roleFor("audit.read", reach) !== null, await listUnits(db(c)));
      const { before, ...asked } = c.req.valid("query");
      const filter = Object.fromEntries(Object.entries(asked).map(([name, text]) => [name, clean(text)]));
      const events = await listEvents(db(c), { ...filter, before: before ? Number(before) : undefined }, units, EVENTS_A_PAGE);
      return c.json(events.map((event) => ({ ...event, details: { ...event.details } })), 200);
    },
  );
  api.openapi(
    createRoute({ middleware: guard("audit.check"), method: "get", path: "/audit-checks", tags: ["Granskning"], summary: "De senaste kontrollerna av loggens kedja", responses: { 200: answer(z.array(CheckSchema)), ...refusals } }),
    async (c) => c.json(await listChecks(db(c), 200), 200),
  );
  api.openapi(
    createRoute({
      middleware: guard("audit.check"), method: "post", path: "/audit-checks", tags: ["Granskning"], summary: "Låt loggens kedja kontrolleras i bakgrunden",
      request: { headers: WriteHeaders }, responses: { 200: answer(z.object({ job: z.string() })), ...writeRefusals },
    }),
    async (c) => c.json(await once(c, command(c), async (context) => ({ job: await requestCheck(context) })), 200),
  );
}
