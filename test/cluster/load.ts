/**
 * Work from outside on a cluster: values written through the API, pages, public pages and documents read, checks asked for. Each answer is
 * a line of JSON on standard output; a line on standard input ends it, and what was acknowledged is then looked for in the database.
 */
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { sql } from "kysely";
import { verifyChain } from "../../src/platform/audit/verify-chain.ts";
import { makeApiKey } from "../../src/sign-in/sign-in-commands.ts";
import { withDatabase } from "../server.ts";
import { addMeasures, foundTown, personWith, YEAR } from "../town.ts";

const ORIGIN = "https://styrning.exempel.se";
const DATABASE = "postgres://rodtrad:byt-mig@proxy:5000/rodtrad";
const WRITERS = 3;
/** A person gives up after a while; a request that is given up is sent again. */
const PATIENCE_MS = 10_000;
const JOB_EVERY_MS = 2_000;
const JOBS_DONE_MS = 120_000;
export type Kind = "write" | "page" | "public" | "report" | "job";
export interface Told { readonly kind: Kind; readonly by: number; readonly at: number; readonly status: number; readonly ms: number; readonly message?: string }
export interface Verdict { readonly acknowledged: number; readonly lost: number; readonly doubled: number; readonly brokenAt: number | null; readonly events: number; readonly jobs: number; readonly jobsUndone: number; readonly jobsTwice: number }

const tell = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const load = { stopped: false };

async function ask(kind: Kind, by: number, path: string, init: RequestInit): Promise<{ status: number; body: string }> {
  const started = Date.now();
  const answer = await fetch(ORIGIN + path, { ...init, redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) }).then(async (one) => ({ status: one.status, body: await one.text() })).catch(() => ({ status: 0, body: "" }));
  const at = Date.now();
  const message = answer.status === 200 || answer.status === 0 ? undefined : /(?:"message":"|<p>)([^"<]+)/.exec(answer.body)?.[1];
  tell({ kind, by, at, status: answer.status, ms: at - started, ...(message ? { message } : {}) } satisfies Told);
  return answer;
}

/** Sends a change until it is taken, each time with the same key. */
async function untilTaken(kind: Kind, by: number, path: string, apiKey: string, method: string, body: unknown): Promise<string> {
  const key = randomUUID();
  for (let tries = 0; ; tries++) {
    const answer = await ask(kind, by, path, { method, headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", "idempotency-key": key }, ...(body === null ? {} : { body: JSON.stringify(body) }) });
    if (answer.status === 200) return answer.body;
    if (![0, 502, 503, 504].includes(answer.status)) throw new Error(`${answer.status}: ${answer.body.slice(0, 300)}`);
    await wait(200);
  }
}

const prepared = await withDatabase(DATABASE, async (database) => {
  const town = await foundTown(database);
  const indicatorIds = await addMeasures(database, town, WRITERS);
  const anna = await personWith(database, "controller", town.committeeId);
  const olle = await personWith(database, "auditor", town.municipalityId);
  const keys = [];
  for (const { context } of [anna, olle]) {
    const made = await makeApiKey(context, { name: "prov" });
    if (!made.ok) throw new Error(made.failure.message);
    keys.push(made.value);
  }
  return { apiKey: keys[0]!, auditKey: keys[1]!, cookie: `__Host-${anna.cookie}`, indicatorIds };
});
const { apiKey, auditKey, cookie, indicatorIds } = prepared;
tell({ prepared: true });
await new Promise<void>((resolve) => {
  createInterface({ input: process.stdin }).on("line", (line) => {
    if (line === "start") resolve();
    else load.stopped = true;
  });
});

const acknowledged: number[] = [];
const jobs: string[] = [];
let number = 0;
const writer = async (by: number, id: number): Promise<void> => {
  for (let version = 0; !load.stopped; version++) {
    const value = ++number;
    await untilTaken("write", by, `/api/v1/indicators/${id}/values`, apiKey, "PUT", { cells: [{ period: `${YEAR}-01-01`, text: String(value), version }] });
    acknowledged.push(value);
    await wait(20);
  }
};
const reader = async (kind: Kind, by: number, path: string, pause: number): Promise<void> => {
  while (!load.stopped) {
    await ask(kind, by, path, { headers: kind === "public" ? {} : { cookie } });
    await wait(pause);
  }
};
const asker = async (): Promise<void> => {
  while (!load.stopped) {
    jobs.push((JSON.parse(await untilTaken("job", 0, "/api/v1/audit-checks", auditKey, "POST", null)) as { job: string }).job);
    await wait(JOB_EVERY_MS);
  }
};
const place = `/kulturnamnden/${YEAR}`;
const documents = await (await fetch(`${ORIGIN}${place}/dokument`, { headers: { cookie } })).text();
const document = /href="(\/[^"]+\/dokument\/[a-z-]+)\.html"/.exec(documents)?.[1] ?? /href="(\/[^"]+\/dokument\/(?!sammantraden|nytt)[a-z-]+)"/.exec(documents)![1]!;
await Promise.all([
  ...indicatorIds.map((id, by) => writer(by, id)), reader("page", 0, `${place}/matt`, 100), reader("page", 1, `${place}/oversikt`, 100), reader("public", 0, "/publicerat/kvalitetsdeklarationer", 100), reader("public", 1, "/publicerat", 100),
  reader("report", 0, `${document}.html`, 200), asker(),
]);

const verdict = await withDatabase(DATABASE, async ({ db }): Promise<Verdict> => {
  const { rows } = await sql<{ value: string }>`select content ->> 'value' as value from row_version where table_name = 'indicator_value' and subject = any(${indicatorIds.map((id) => `indicator:${id}`)}::text[])`.execute(db);
  const times = Map.groupBy(rows, ({ value }) => value);
  const doneIn = async () => (await sql<{ job: string }>`select job from audit_check where job = any(${jobs}::text[])`.execute(db)).rows.map(({ job }) => job);
  let done = await doneIn();
  for (const until = Date.now() + JOBS_DONE_MS; done.length < jobs.length && Date.now() < until; done = await doneIn()) await wait(1000);
  const asked = (await sql<{ job: string }>`select details ->> 'job' as job from audit_event where action = 'audit.asked'`.execute(db)).rows.map(({ job }) => job);
  const chain = await verifyChain(db);
  return {
    acknowledged: acknowledged.length, lost: acknowledged.filter((value) => !times.has(String(value))).length, doubled: [...times.values()].filter((own) => own.length > 1).length, brokenAt: chain.brokenAt, events: chain.events,
    jobs: jobs.length, jobsUndone: jobs.filter((job) => !done.includes(job)).length, jobsTwice: asked.length - new Set(jobs).size,
  };
});
tell({ verdict });
process.exit(0);
