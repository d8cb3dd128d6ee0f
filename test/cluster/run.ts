/**
 * The cluster of docs/drift, with its files as they stand, on hosts of the test's own: three databases, two programs, one proxy. One thing after
 * another fails while people work; what was acknowledged is then looked for. Prints a table, and keeps it in docs/drift/prov.md.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { clearNetwork, Host, layNetwork, sh, spawnOn } from "./hosts.ts";
import type { Kind, Told, Verdict } from "./load.ts";
import { reportOf, type Happening } from "./report.ts";

/** The whole of it, bounded. */
const MOST_MS = 20 * 60_000;
const BACK_MS = 30_000;
const WHOLE_MS = 120_000;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const say = (text: string): void => void process.stderr.write(`${text}\n`);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-cluster-"));
fs.chmodSync(folder, 0o755);

function end(sentence: string): never {
  say(sentence);
  process.exit(1);
}
if (process.getuid?.() !== 0) end("Klusterprovet lägger upp egna nät och behöver köras som root.");

layNetwork();
process.on("exit", () => {
  clearNetwork();
  if (!process.env["KEEP_CLUSTER"]) fs.rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));
setTimeout(() => end("Klusterprovet tog för lång tid."), MOST_MS).unref();

const databases = [1, 2, 3].map((number) => new Host(folder, `db${number}`, `10.77.0.1${number}`, ["db", `db${number}`]));
const programs = [1, 2].map((number) => new Host(folder, `app${number}`, `10.77.0.2${number}`, ["app"]));
const proxy = new Host(folder, "proxy", "10.77.0.10", ["proxy"]);
const client = new Host(folder, "klient", "10.77.0.99", []);
const certificates = path.join(proxy.files, "etc/haproxy/certs");
fs.mkdirSync(certificates);
sh("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=styrning.exempel.se", "-addext", "subjectAltName=DNS:styrning.exempel.se", "-keyout", path.join(folder, "key.pem"), "-out", path.join(folder, "cert.pem"));
fs.writeFileSync(path.join(certificates, "styrning.pem"), fs.readFileSync(path.join(folder, "cert.pem"), "utf8") + fs.readFileSync(path.join(folder, "key.pem"), "utf8"));

interface Member { readonly name: string; readonly role: string; readonly state: string; readonly lag?: number | string }
/** What the cluster says of itself, asked from outside. */
function members(): readonly Member[] {
  for (const host of databases) {
    try {
      return (JSON.parse(execFileSync("ip", ["netns", "exec", client.space, "curl", "-sf", "-m", "2", `http://${host.address}:8008/cluster`], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })) as { members: Member[] }).members;
    } catch {
      // The next host may know.
    }
  }
  return [];
}
const inRole = (pattern: RegExp): Host | undefined => {
  const found = members().find(({ role }) => pattern.test(role));
  return databases.find(({ name }) => name === found?.name);
};
async function until(what: string, holds: () => boolean, ms = WHOLE_MS): Promise<number> {
  const since = Date.now();
  while (!holds()) {
    if (Date.now() - since > ms) end(`${what}: inte inom ${ms / 1000} s. ${JSON.stringify(members())}`);
    await wait(500);
  }
  return Date.now() - since;
}
const whole = () => until("Klustret är helt", () => {
  const all = members();
  return all.length === 3 && all.every(({ lag, state }) => ["running", "streaming"].includes(state) && Number(lag ?? 0) < 1_000_000) && all.some(({ role }) => role === "leader") && all.some(({ role }) => role === "sync_standby");
});

say("Lägger upp klustret …");
for (const host of databases) host.start("etcd");
await wait(3000);
for (const host of databases) host.start("patroni");
say(`Klustret är helt efter ${Math.round((await whole()) / 1000)} s`);
proxy.start("haproxy");
await wait(4000);

const told: (Told & { readonly happening: number })[] = [];
let current = -1;
const worker = spawnOn(client, ["--import", "tsx", path.join(import.meta.dirname, "load.ts")], { NODE_EXTRA_CA_CERTS: path.join(folder, "cert.pem") });
const prepared = Promise.withResolvers<void>();
const judged = Promise.withResolvers<Verdict>();
createInterface({ input: worker.stdout! }).on("line", (line) => {
  const one = JSON.parse(line) as (Told & { prepared?: true; verdict?: Verdict });
  if (one.prepared) prepared.resolve();
  else if (one.verdict) judged.resolve(one.verdict);
  else told.push({ ...one, happening: current });
});
worker.on("exit", (code) => code && end("Det som arbetade mot klustret slutade av sig självt."));
await prepared.promise;
for (const host of programs) host.start("rodtrad");
await until("Programmen är igång", () => programs.every((host) => /igång/.test(host.log("rodtrad"))));
await wait(3000);
worker.stdin!.write("start\n");
await wait(5000);

const happenings: Happening[] = [];
/** Lets something happen, watches what people see for a while, and puts it right again. */
async function happens(name: string, fail: () => void | Promise<void>, mend: () => void | Promise<void>, watchMs: number): Promise<void> {
  say(name);
  current = happenings.length;
  const since = Date.now();
  await fail();
  await wait(watchMs);
  const failedUntil = Date.now();
  await mend();
  const mendedIn = await whole();
  await wait(4000);
  happenings.push({ name, since, failedUntil, until: Date.now(), mendedIn });
  say(`  ${JSON.stringify(members().map((one) => `${one.name} ${one.role} ${one.state}`))}`);
}
let host = inRole(/^leader$/)!;
await happens("Den databasvärd som leder dör", () => host.die(), () => host.rise("etcd", "patroni"), 35_000);
host = inRole(/^leader$/)!;
await happens("Den databasvärd som leder tappar nätet", () => host.wire("down"), () => host.wire("up"), 45_000);
host = inRole(/^sync_standby$/)!;
await happens("Den databasvärd som följer i takt dör", () => host.die(), () => host.rise("etcd", "patroni"), 25_000);
await happens("En programvärd dör", () => programs[0]!.die(), () => programs[0]!.rise("rodtrad"), 15_000);
host = databases.find(({ name }) => members().some((one) => one.name === name && one.role !== "leader"))!;
await happens("En av etcd:s tre delar dör", () => host.stop("etcd", "SIGKILL"), () => host.start("etcd"), 15_000);
await happens("Proxyn startas om", async () => {
  await proxy.stop("haproxy");
  proxy.start("haproxy");
}, () => undefined, 15_000);
await happens("Programvärdarna startas om, en i taget", async () => {
  for (const one of programs) {
    await one.stop("rodtrad");
    one.start("rodtrad");
    await wait(8000);
  }
}, () => undefined, 5_000);

worker.stdin!.write("stop\n");
const verdict = await judged.promise;
const report = reportOf({ happenings, told, verdict, backMs: BACK_MS, kinds: ["write", "page", "public", "report", "job"] satisfies Kind[], versions: {
  PostgreSQL: sh("/usr/lib/postgresql/15/bin/postgres", "--version").replace(/^.*\) (\S+).*\n?$/s, "$1").trim(), Patroni: sh("patroni", "--version").trim().split(" ").at(-1)!, etcd: /Version: (\S+)/.exec(sh("etcd", "--version"))![1]!, HAProxy: /version (\S+)/.exec(sh("haproxy", "-v"))![1]!, Node: process.version,
} });
process.stdout.write(`${report.text}\n`);
fs.writeFileSync(path.resolve(import.meta.dirname, "../../docs/drift/prov.md"), report.text);
say(`\n${report.passed} passed, ${report.failed} failed`);
process.exit(report.failed ? 1 : 0);
