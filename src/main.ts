import { serve } from "@hono/node-server";
import type { App } from "./app.ts";
import { openCurrentYears } from "./calendar/follow-up-point-commands.ts";
import { compose } from "./compose.ts";
import { readConfig } from "./config.ts";
import { loadExample } from "./example.ts";
import { listCommittees } from "./organisation/unit-reads.ts";
import { today } from "./platform/clock.ts";
import { program } from "./platform/command.ts";
import { databaseSentence } from "./platform/db/failure.ts";
import { createLog } from "./platform/log.ts";
import { createWeb } from "./web.tsx";

function end(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

const config = readConfig(process.env);
if (!config.ok) end(config.failure.message);
const { databaseUrl, host, logLevel, port, publicUrl } = config.value;
const log = createLog(logLevel);

let app: App;
let firstLink: string | null = null;
try {
  app = await compose(databaseUrl);
  await loadExample(app, log);
  const municipalities = new Set((await listCommittees(app.database.db)).map(({ municipalityId }) => municipalityId));
  await openCurrentYears({ db: app.database.db, actor: program("start") }, [...municipalities], today());
  const first = await app.people.ensureFirstAdministrator({ db: app.database.db, actor: program("start") }, null);
  if (first !== null) firstLink = await app.people.makeLink({ db: app.database.db, actor: program("start") }, { userId: first, purpose: "first-administrator" });
} catch (error) {
  const sentence = databaseSentence(error);
  if (sentence) end(sentence);
  throw error;
}

const web = createWeb(app, log, config.value);
const server = serve({ fetch: web.fetch, hostname: host, port }, (address) => {
  const shown = host.includes(":") ? `[${host}]` : host;
  const origin = publicUrl?.origin ?? `http://${shown}:${address.port}`;
  process.stdout.write(`Rödtråd är igång: ${origin}/\n`);
  if (firstLink) process.stdout.write(`Installationens första administratör (länken fungerar en gång, i ett dygn): ${origin}/lank/${firstLink}\n`);
});
server.on("error", (error: NodeJS.ErrnoException) => {
  const reason = error.code === "EADDRINUSE" ? `Port ${port} är upptagen; välj en annan med PORT.` : `Servern kunde inte starta på ${host}:${port} (${error.code}).`;
  void app.close().finally(() => end(reason));
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    setTimeout(resolve, 3000).unref();
  });
  await app.close();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
