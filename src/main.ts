import { createAdaptorServer } from "@hono/node-server";
import type http from "node:http";
import type { AddressInfo } from "node:net";
import type { App } from "./app.ts";
import { openCurrentYears } from "./calendar/follow-up-point-commands.ts";
import { compose } from "./compose.ts";
import { readConfig } from "./config.ts";
import { openKolada } from "./comparison/kolada-adapter.ts";
import { openControl } from "./control.ts";
import { makeMissingSections } from "./documents/document-section-commands.ts";
import { loadExample } from "./example.ts";
import { startAppJobs } from "./jobs.ts";
import { listCommittees } from "./organisation/unit-reads.ts";
import { today } from "./platform/clock.ts";
import { program } from "./platform/command.ts";
import { databaseSentence } from "./platform/db/failure.ts";
import { openLive } from "./platform/live/live.ts";
import { openMailer } from "./platform/mail/mailer.ts";
import { createLog } from "./platform/log.ts";
import { beginTracing } from "./platform/tracing.ts";
import { joinProcesses } from "./platform/db/processes.ts";
import { MIGRATIONS, VERSION } from "./root.ts";
import type { Health } from "./observing.ts";
import { createWeb } from "./web.tsx";

/** How long requests under way may take after a stop is asked for; proxies are told first, and stop sending new ones. */
const DRAIN_MS = 10_000;
/** How long it may take to close what is left after that: a database that is gone without a word would hold the process for ever. */
const CLOSE_MS = 20_000;

function end(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const config = readConfig(process.env);
if (!config.ok) end(config.failure.message);
const { databaseUrl, drainNoticeMs, host, logLevel, port, publicUrl, readUrl, tracing } = config.value;
const log = createLog(logLevel);

/** Where users reach the installation; known when the server listens. */
let origin = publicUrl?.origin ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;

const endTracing = tracing ? await beginTracing(VERSION) : null;
let app: App;
let firstLink: string | null = null;
try {
  app = await compose(databaseUrl, readUrl);
  await makeMissingSections(app.database.db);
  await loadExample(app, log);
  const municipalities = new Set((await listCommittees(app.database.db)).map(({ municipalityId }) => municipalityId));
  const context = { db: app.database.db, actor: program("start") };
  await openCurrentYears(context, [...municipalities], today());
  const first = await app.people.ensureFirstAdministrator(context, null);
  if (first !== null) firstLink = await app.people.makeLink(context, { userId: first, purpose: "first-administrator" });
  app = { ...app, mailer: config.value.mail && openMailer(config.value.mail), kolada: config.value.koladaUrl && openKolada(config.value.koladaUrl.href) };
  app = { ...app, jobs: await startAppJobs(app, log, () => origin), live: await openLive(app.database) };
} catch (error) {
  const sentence = databaseSentence(error);
  if (sentence) end(sentence);
  throw error;
}

const health: Health = { stopping: false };
const leave = await joinProcesses(app.database, { folder: MIGRATIONS, log, version: VERSION });
const web = createWeb(app, log, config.value, health);
const server = createAdaptorServer({ fetch: web.fetch }) as http.Server;
server.listen(port, host, () => {
  const { port: own } = server.address() as AddressInfo;
  if (!publicUrl) origin = `http://${host.includes(":") ? `[${host}]` : host}:${own}`;
  process.stdout.write(`Rödtråd är igång: ${origin}/\n`);
  if (firstLink) process.stdout.write(`Installationens första administratör (länken fungerar en gång, i ett dygn): ${origin}/lank/${firstLink}\n`);
});
server.on("error", (error: NodeJS.ErrnoException) => {
  const reason = error.code === "EADDRINUSE" ? `Port ${port} är upptagen; välj en annan med PORT.` : `Servern kunde inte starta på ${host}:${port} (${error.code}).`;
  void app.close().finally(() => end(reason));
});
const control = await openControl(app, databaseUrl, log);

let stopping: Promise<void> | null = null;
/** Tells the proxy that no more requests are wanted, lets those under way finish, then closes: none is dropped. */
async function stop(): Promise<void> {
  health.stopping = true;
  await new Promise((resolve) => setTimeout(resolve, drainNoticeMs));
  app.live?.close();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
  clearInterval(idle);
  setTimeout(() => process.exit(1), CLOSE_MS).unref();
  await control.close();
  await app.jobs?.stop();
  await leave();
  app.mailer?.close();
  await app.close();
  await endTracing?.();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void (stopping ??= stop()));
