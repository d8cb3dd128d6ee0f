import net from "node:net";
import { Hono } from "hono";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { trustedNetworks } from "../src/platform/auth/address.ts";
import type { Database } from "../src/platform/db/database.ts";
import { observe, type Health } from "../src/observing.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { appOver, foundTown, personWith, YEAR } from "./town.ts";

type Line = Readonly<Record<string, unknown>>;

describe.each(ENGINES)("how the process is seen from outside, on the %s engine", (engine) => {
  let database: Database;
  let anna: Awaited<ReturnType<typeof personWith>>;
  let web: ReturnType<typeof createWeb>;
  const lines: Line[] = [];
  const health: Health = { stopping: false };
  const proxies = trustedNetworks("10.0.0.1")!;
  /** A request that reaches the process from an address. */
  const ask = (path: string, { from = "127.0.0.1", headers = {} }: { from?: string; headers?: Record<string, string> } = {}) =>
    web.request(`http://127.0.0.1${path}`, { headers }, { incoming: { socket: { remoteAddress: from, remotePort: 1, remoteFamily: "IPv4" } } });
  const numbers = async (): Promise<string> => (await ask("/metrics")).text();

  beforeAll(async () => {
    database = await freshDatabase(engine);
    const town = await foundTown(database);
    anna = await personWith(database, "controller", town.committeeId);
    const log = pino({ level: "debug", base: undefined }, { write: (line: string) => void lines.push(JSON.parse(line) as Line) });
    web = createWeb(appOver(database), log, { publicUrl: null, trustedProxies: proxies, host: "127.0.0.1", metricsFrom: trustedNetworks("127.0.0.1, 192.168.7.0/24")! }, health);
  });
  afterAll(() => database.close());

  test("a request has one name: in the answer, and in the log with who asked, what and how it went", async () => {
    const answer = await ask(`/kulturnamnden/${YEAR}/mal`, { headers: { cookie: anna.cookie } });
    expect(answer.status).toBe(200);
    const id = answer.headers.get("x-request-id");
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(lines.findLast((line) => line["request"] === id)).toMatchObject({ actor: anna.actor.key, method: "GET", path: `/kulturnamnden/${YEAR}/mal`, status: 200 });
  });

  test("a name that the proxy gave is kept, one that could forge a line is not", async () => {
    expect((await ask("/halsa", { headers: { "x-request-id": "haproxy-0001.a_b" } })).headers.get("x-request-id")).toBe("haproxy-0001.a_b");
    for (const forged of ["kort", "x".repeat(65), 'a"},{"level":50,"x":"y', "<script>alert(1)</script>"]) {
      expect((await ask("/halsa", { headers: { "x-request-id": forged } })).headers.get("x-request-id")).not.toBe(forged);
    }
  });

  test("addresses that are keys are not told in the log, nor in the numbers", async () => {
    const secret = "S".repeat(43);
    for (const path of [`/lank/${secret}`, `/kalender/${secret}.ics`, `/tillstand/${secret}`]) await ask(path);
    expect(JSON.stringify(lines)).not.toContain(secret);
    expect(await numbers()).not.toContain(secret);
  });

  test("requests are counted by route, not by address, with method and status", async () => {
    const count = async (labels: string) => Number(new RegExp(`^http_requests_total\\{${labels}\\} (\\d+)$`, "m").exec(await numbers())?.[1] ?? 0);
    const labels = 'route="/:committee/:year/mal",method="GET",status="200"';
    const before = await count(labels);
    for (const committee of ["kulturnamnden", "idrottsnamnden"]) await ask(`/${committee}/${YEAR}/mal`, { headers: { cookie: anna.cookie } });
    expect(await count(labels)).toBe(before + 1);
  });

  test("addresses that nobody answers are one route, so that nobody can fill the memory with made-up ones", async () => {
    const routes = async () => new Set([...(await numbers()).matchAll(/route="([^"]*)"/g)].map(([, route]) => route));
    await ask("/finns/inte/a/b/c/d", { headers: { cookie: anna.cookie } });
    const before = await routes();
    for (let i = 0; i < 20; i++) await ask(`/finns/inte/a/b/c/${i}`, { headers: { cookie: anna.cookie } });
    expect(await routes()).toEqual(before);
    expect([...before].join()).not.toContain("finns");
  });

  test("the numbers tell of requests, the process and its connections, and of nothing in the database", async () => {
    const answer = await ask("/metrics");
    expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
    const text = await answer.text();
    for (const name of ["http_requests_total", "http_request_duration_seconds_bucket", "process_resident_memory_bytes", "nodejs_eventloop_lag_seconds", "rodtrad_stopping 0"]) expect(text).toContain(name);
    const connections = [...text.matchAll(/^rodtrad_database_(\w+) \d+$/gm)].map(([, name]) => name);
    expect(connections).toEqual(engine === "server" ? ["people_open", "people_idle", "people_waiting", "program_open", "program_idle", "program_waiting"] : []);
    for (const word of ["kulturnamnden", "Hemligt", "Person"]) expect(text).not.toContain(word);
  });

  test("the numbers are for the networks that may read them, also behind a proxy", async () => {
    expect((await ask("/metrics", { from: "192.168.7.4" })).status).toBe(200);
    expect((await ask("/metrics", { from: "192.168.8.4" })).status).toBe(404);
    expect((await ask("/metrics", { from: "10.0.0.1", headers: { "x-forwarded-for": "192.168.8.4" } })).status).toBe(404);
    expect((await ask("/metrics", { from: "10.0.0.1", headers: { "x-forwarded-for": "192.168.7.4" } })).status).toBe(200);
    expect((await ask("/metrics", { from: "192.168.8.4", headers: { "x-forwarded-for": "127.0.0.1" } })).status).toBe(404);
  });

  test("a process that stops is alive and not ready, and says so in its numbers", async () => {
    expect((await ask("/redo")).status).toBe(200);
    health.stopping = true;
    try {
      expect([(await ask("/halsa")).status, (await ask("/redo")).status]).toEqual([200, 503]);
      expect(await numbers()).toContain("rodtrad_stopping 1");
    } finally {
      health.stopping = false;
    }
  });
});

describe("a page whose connection to the database was lost", () => {
  const lost = () => new Error("Connection terminated unexpectedly");
  /** A web whose handler fails as told, with what stands around every page. */
  const make = (failures: Error[]) => {
    const seen: string[] = [];
    const web = new Hono();
    const log = pino({ level: "silent" });
    const database = { connections: () => ({}) } as unknown as Database;
    observe(web, { database, health: { stopping: false }, log, metricsFrom: new net.BlockList(), address: () => "" });
    web.use(async (c, next) => {
      await next();
      c.header("content-security-policy", `nonce-${seen.length}`);
    });
    web.all("/sida", (c) => {
      seen.push(c.req.method);
      const failure = failures.shift();
      if (failure) throw failure;
      return c.text(`nonce-${seen.length}`);
    });
    web.onError((error, c) => c.text(error.message, 503));
    return { seen, ask: (method: string) => web.request("/sida", { method }) };
  };

  test("is read once more, and answered with what was read then, its headers too", async () => {
    const { ask, seen } = make([lost()]);
    const answer = await ask("GET");
    expect([answer.status, await answer.text(), answer.headers.get("content-security-policy")]).toEqual([200, "nonce-2", "nonce-2"]);
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen).toEqual(["GET", "GET"]);
  });
  test("is told of when it is lost again", async () => {
    const { ask, seen } = make([lost(), lost()]);
    expect((await ask("GET")).status).toBe(503);
    expect(seen).toHaveLength(2);
  });
  test("is not sent again where it would change something, nor where something else is wrong", async () => {
    const writing = make([lost()]);
    expect((await writing.ask("POST")).status).toBe(503);
    expect(writing.seen).toEqual(["POST"]);
    const broken = make([new Error("a bug")]);
    expect((await broken.ask("GET")).status).toBe(503);
    expect(broken.seen).toEqual(["GET"]);
  });
});

test("who may read the numbers is this machine where nobody has said", async () => {
  const { readConfig } = await import("../src/config.ts");
  const config = readConfig({});
  expect(config.ok && config.value.metricsFrom.check("127.0.0.1") && !config.value.metricsFrom.check("10.1.2.3")).toBe(true);
  expect(readConfig({ METRICS_FROM: "10.1.0.0/16" })).toMatchObject({ ok: true });
  expect(readConfig({ METRICS_FROM: "hej" })).toMatchObject({ ok: false, failure: { message: expect.stringContaining("METRICS_FROM ska vara adresser") } });
  expect(config.ok && config.value.trustedProxies instanceof net.BlockList).toBe(true);
});
