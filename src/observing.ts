import { randomUUID } from "node:crypto";
import type { BlockList } from "node:net";
import type { Context, Hono, Next } from "hono";
import { within } from "./platform/auth/address.ts";
import { readClocks } from "./platform/db/trouble.ts";
import type { Database } from "./platform/db/database.ts";
import { connectionLost, readElsewhere } from "./platform/db/failure.ts";
import { isLook } from "./platform/http/look.ts";
import { createMetrics } from "./platform/http/metrics.ts";
import type { Log } from "./platform/log.ts";
import { inRequestSpan, isTracing } from "./platform/tracing.ts";

/** Whether the process is on its way out. */
export interface Health {
  stopping: boolean;
}
export interface Observed {
  readonly database: Database;
  readonly log: Log;
  readonly health: Health;
  /** The networks that may read what the process tells of itself. */
  readonly metricsFrom: BlockList;
  address(c: Context): string;
}
declare module "hono" {
  interface ContextVariableMap {
    /** Names the request in the log of every machine that it passes. */
    requestId: string;
  }
}
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;
/** The path without the secrets that some addresses are. */
const loggedPath = (c: Context): string => c.req.path.replace(/^\/(lank|kalender|tillstand|synpunkter\/kvitto)\/.*/, "/$1/…");
/** Tells the log of a request that failed; where it is no bug of ours, without the place in the program. */
export const noteFailure = (log: Log, c: Context, error: Error, isOurs: boolean): void =>
  log.error({ request: c.get("requestId"), actor: c.get("identity")?.actor.key, error: error.message, code: (error as { code?: string }).code, stack: isOurs ? error.stack : undefined, path: loggedPath(c) }, "request failed");
/** The route that answered, without the patterns of its parts: "/:committee/:year/mal". What no route answers is one. */
const routeOf = (c: Context): string => (c.res.status === 404 && c.req.routePath.includes("*") ? "none" : c.req.routePath.replace(/\{(?:[^{}]|\{[^{}]*\})*\}/g, ""));

/** A leader that has been followed by another is found by then, and a connection that was lost while it was idle is another one. */
const AGAIN_MS = 300;
/** The name of the request that is read once more by this one. */
const againOf = (c: Context): string | undefined => (c.env as { readonly again?: string } | undefined)?.again;
/** Whether the request is one that is read once more. */
export const isReadAgain = (c: Context): boolean => againOf(c) !== undefined;
/** A page whose connection to the database was lost is read once more before anybody is told: nothing was changed by it. */
async function readAgain(web: Hono, c: Context): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  const answer = await web.fetch(c.req.raw, { ...(c.env as object | undefined), again: c.get("requestId") });
  c.res = undefined;
  c.res = answer;
}

/** What is seen from outside of how the process is: alive, ready, its numbers, and each request in the log by an id of its own. */
export function observe(web: Hono, { address, database, health, log, metricsFrom }: Observed): void {
  const metrics = createMetrics();
  metrics.gauge("rodtrad_stopping", "1 while the process finishes what it has begun and wants no more", () => Number(health.stopping));
  for (const [name, read] of Object.entries(database.connections())) metrics.gauge(`rodtrad_database_${name}`, "Connections to the database", read);
  web.use(async (c, next) => {
    const first = againOf(c);
    if (first) {
      c.set("requestId", first);
      return next();
    }
    const sent = c.req.header("x-request-id") ?? "";
    const id = REQUEST_ID.test(sent) ? sent : randomUUID();
    c.set("requestId", id);
    if (!isTracing()) return answered(c, next, id);
    return inRequestSpan(c.req.method, c.req.header(), async () => {
      await answered(c, next, id);
      return { route: routeOf(c), status: c.res.status, attributes: { "rodtrad.request": id, "rodtrad.actor": c.get("identity")?.actor.key ?? "" } };
    });
  });
  async function answered(c: Context, next: Next, id: string): Promise<void> {
    const started = performance.now();
    c.header("x-request-id", id);
    await next();
    if (isLook(c) && c.error && (connectionLost(c.error) || readElsewhere(c.error))) await readAgain(web, c);
    const ms = performance.now() - started;
    if (!c.res.headers.has("x-request-id")) c.header("x-request-id", id);
    metrics.answered(c.req.method, routeOf(c), c.res.status, ms / 1000);
    log.debug({ request: id, actor: c.get("identity")?.actor.key, method: c.req.method, path: loggedPath(c), status: c.res.status, ms: Math.round(ms) }, "request");
  }
  // Alive: the process answers. Ready: it may be sent requests, and its database answers.
  web.get("/halsa", (c) => c.text("ok"));
  web.get("/redo", async (c) => {
    if (health.stopping) return c.text("stannar", 503);
    const clock = await readClocks(database.db).catch(() => null);
    return clock ? c.text("redo") : c.text("databasen svarar inte", 503);
  });
  web.get("/metrics", async (c) => {
    const from = address(c);
    if (!within(metricsFrom, from)) return c.text("Sidan finns inte.", 404);
    return c.body(await metrics.text(), 200, { "content-type": metrics.contentType, "cache-control": "no-store" });
  });
}
