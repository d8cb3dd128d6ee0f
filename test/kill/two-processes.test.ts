import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { verifyChain } from "../../src/platform/audit/verify-chain.ts";
import { makeApiKey } from "../../src/sign-in/sign-in-commands.ts";
import { ENGINES, temporaryFolder } from "../database.ts";
import { databaseAddress, startServer, withDatabase, type RunningServer } from "../server.ts";
import { foundTown, personWith, YEAR } from "../town.ts";

const { folder, remove } = temporaryFolder();
afterAll(remove);
const TIMEOUT_MS = 180_000;
const AWAY_MS = 30_000;

async function prepare(name: string) {
  const url = await databaseAddress("server", folder, name);
  const made = await withDatabase(url, async (database) => {
    const town = await foundTown(database);
    const anna = await personWith(database, "controller", town.committeeId);
    const key = await makeApiKey(anna.context, { name: "prov" });
    if (!key.ok) throw new Error(key.failure.message);
    const bo = await personWith(database, "controller", town.otherId);
    return { town, cookie: anna.cookie, stranger: bo.cookie, key: key.value };
  });
  return { url, ...made };
}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A proxy as stands before the processes: it sends requests only where /redo answers. */
async function proxyBefore(servers: { current: RunningServer[] }): Promise<{ origin: string; ready: ReadonlySet<string>; close: () => void }> {
  const ready = new Set<string>();
  const look = async () => {
    for (const { origin } of servers.current) {
      const answer = await fetch(`${origin}/redo`, { signal: AbortSignal.timeout(5000) }).catch(() => null);
      if (answer?.status === 200) ready.add(origin);
      else ready.delete(origin);
    }
    for (const origin of ready) if (!servers.current.some((server) => server.origin === origin)) ready.delete(origin);
  };
  await look();
  const timer = setInterval(() => void look(), 100);
  let turn = 0;
  const server = http.createServer((request, response) => {
    const to = [...ready][turn++ % ready.size];
    if (!to) {
      response.writeHead(502).end();
      return;
    }
    const { hostname, port } = new URL(to);
    const forward = http.request({ hostname, port, path: request.url, method: request.method, headers: request.headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    forward.on("error", () => response.writeHead(502).end());
    request.pipe(forward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ready,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      clearInterval(timer);
      server.closeAllConnections();
      server.close();
    },
  };
}

describe.runIf(ENGINES.includes("server" as never))("several processes on one server", () => {
  test("share sessions, keys and jobs, and a rolling restart under load drops no request", { timeout: TIMEOUT_MS }, async () => {
    const { cookie, key, town, url } = await prepare("rodtrad_two");
    const start = async () => (await startServer(url, { DRAIN_NOTICE_MS: "2500" }))!;
    const servers: { current: RunningServer[] } = { current: await Promise.all([start(), start()]) };
    for (const { origin } of servers.current) {
      expect((await fetch(`${origin}/konto`, { headers: { cookie }, redirect: "manual" })).status).toBe(200);
      expect((await fetch(`${origin}/api/v1/committees`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(200);
    }
    const proxy = await proxyBefore(servers);
    const load = { stopped: false };
    const statuses = new Map<number, number>();
    let version = 1;
    let written = 0;
    const count = (status: number) => statuses.set(status, (statuses.get(status) ?? 0) + 1);
    const reader = async () => {
      while (!load.stopped) {
        const answer = await fetch(`${proxy.origin}/kulturnamnden/${YEAR}/mal`, { headers: { cookie } });
        await answer.text();
        count(answer.status);
      }
    };
    const writer = async () => {
      while (!load.stopped) {
        const answer = await fetch(`${proxy.origin}/api/v1/goals/${town.goalId}`, { method: "PATCH", headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "idempotency-key": randomUUID() }, body: JSON.stringify({ version, text: `Mål ${version}` }) });
        count(answer.status);
        const body = await answer.text();
        if (answer.status !== 200) continue;
        version = (JSON.parse(body) as { version: number }).version;
        written++;
      }
    };
    const running = Promise.all([reader(), reader(), writer()]);
    await wait(1500);
    for (let at = 0; at < 2; at++) {
      const leaving = servers.current.at(at === 0 ? 0 : -1)!;
      const coming = await start();
      servers.current = [...servers.current, coming];
      while (!proxy.ready.has(coming.origin)) await wait(50);
      leaving.child.kill("SIGTERM");
      await leaving.exited;
      servers.current = servers.current.filter((server) => server !== leaving).toReversed();
      await wait(500);
    }
    load.stopped = true;
    await running;
    proxy.close();
    for (const { child, exited } of servers.current) {
      child.kill("SIGTERM");
      await exited;
    }
    console.log(`rolling restart: ${[...statuses].map(([status, number]) => `${number} × ${status}`).join(", ")}, ${written} writes`);
    expect([...statuses.keys()]).toEqual([200]);
    expect(written).toBeGreaterThan(20);
    await withDatabase(url, async (database) => {
      const goal = await database.db.selectFrom("goal").select("version").where("id", "=", town.goalId).executeTakeFirstOrThrow();
      expect(goal["version"]).toBe(version);
      expect((await verifyChain(database.db)).brokenAt).toBeNull();
    });
  });

  test("what is changed through one process is told to pages that are open in the other, but not to those who may not read it", { timeout: TIMEOUT_MS }, async () => {
    const { cookie, key, stranger, town, url } = await prepare("rodtrad_live");
    const servers = [(await startServer(url))!, (await startServer(url))!];
    const page = await (await fetch(`${servers[0]!.origin}/kulturnamnden/${YEAR}/mal`, { headers: { cookie } })).text();
    const query = /data-live="([^"]+)"/.exec(page)![1]!.replaceAll("&amp;", "&");
    const told = async (who: string): Promise<string> => {
      const answer = await fetch(`${servers[0]!.origin}/handelser?${query}`, { headers: { cookie: who }, signal: AbortSignal.timeout(6000) });
      let said = "";
      try {
        for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
          said += chunk;
          if (said.includes("event: changed")) break;
        }
      } catch {
        // Nothing more came.
      }
      return said;
    };
    const waiting = [told(cookie), told(stranger)] as const;
    await wait(1000);
    const answer = await fetch(`${servers[1]!.origin}/api/v1/goals/${town.goalId}`, { method: "PATCH", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify({ version: 1, text: "Ändrat i den andra" }) });
    expect(answer.status).toBe(200);
    const [reader, other] = await Promise.all(waiting);
    expect([reader.includes("event: changed"), other.includes("event: changed")]).toEqual([true, false]);
    // What was changed before one began to listen is told at once.
    expect(await told(cookie)).toContain("event: changed");
    for (const { child, exited } of servers) {
      child.kill("SIGTERM");
      await exited;
    }
  });

  test("a database that is gone for half a minute is told of, and all goes on by itself when it is back", { timeout: TIMEOUT_MS }, async () => {
    const { cookie, key, town, url } = await prepare("rodtrad_away");
    const target = new URL(url);
    const line = { down: false, open: new Set<net.Socket>() };
    const between = net.createServer((socket) => {
      if (line.down) {
        socket.destroy();
        return;
      }
      const onward = net.connect(Number(target.port), target.hostname);
      for (const end of [socket, onward]) {
        line.open.add(end);
        end.on("error", () => undefined);
        end.on("close", () => line.open.delete(end));
      }
      socket.pipe(onward).pipe(socket);
      socket.on("close", () => onward.destroy());
      onward.on("close", () => socket.destroy());
    });
    await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
    const through = url.replace(/@[^/]+\//, `@127.0.0.1:${(between.address() as AddressInfo).port}/`);
    const server = (await startServer(through))!;
    const page = (path: string) => fetch(`${server.origin}${path}`, { headers: { cookie }, redirect: "manual" });
    expect((await page("/konto")).status).toBe(200);
    line.down = true;
    for (const socket of line.open) socket.destroy();
    const gone = Date.now();
    const answer = await page(`/kulturnamnden/${YEAR}/mal`);
    expect([answer.status, /Databasen svarar inte just nu/.test(await answer.text())]).toEqual([503, true]);
    const write = (version: number) => fetch(`${server.origin}/api/v1/goals/${town.goalId}`, { method: "PATCH", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify({ version, text: "Efter avbrottet" }) });
    const refused = await write(1);
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([503, "unavailable"]);
    expect([(await page("/halsa")).status, (await page("/redo")).status]).toEqual([200, 503]);
    await wait(AWAY_MS - (Date.now() - gone));
    line.down = false;
    let back = 0;
    for (let tries = 0; tries < 100 && back !== 200; tries++) {
      back = (await page("/redo")).status;
      if (back !== 200) await wait(100);
    }
    expect(back).toBe(200);
    expect([(await page(`/kulturnamnden/${YEAR}/mal`)).status, (await write(1)).status]).toEqual([200, 200]);
    server.child.kill("SIGTERM");
    await server.exited;
    between.close();
  });
});
