/**
 * Where the processor time of a page goes: the program as it is shipped is watched while a page is asked for again and again, and each moment is counted
 * to what asked for it. Shares of what the process did, in per cent; what it waited is not counted.
 */
import { startServer } from "../../test/server.ts";
import { municipality } from "../places.ts";
import { ask, pagesOf } from "../page-list.ts";
import { result, type Bench, type Options } from "../result.ts";

const WARM_UP = 100;
const REQUESTS = 500;
const INTERVAL_US = 200;
const PORT = 9339;

interface Frame { readonly functionName: string; readonly url: string }
interface Profile { readonly nodes: readonly { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }[]; readonly samples: readonly number[]; readonly timeDeltas: readonly number[] }

/** What a frame is a part of; null where that is said by what called it. */
function partOf({ functionName, url }: Frame): string | null {
  if (functionName === "(garbage collector)") return "skräpinsamling";
  if (/node_modules\/(pg|pg-[a-z-]+|postgres-[a-z-]+)\//.test(url)) return "databasens drivrutin";
  if (/\/kysely\//.test(url) || /dist\/esm\/(operation-node|query-|parser|driver|dialect|util|plugin|dynamic)/.test(url)) return "frågor byggs";
  if (/hono\/.*jsx|dist\/jsx\/|dist\/utils\/html/.test(url)) return "HTML";
  if (/big\.js/.test(url)) return "decimaltal";
  if (url === "node:zlib") return "packning";
  if (/hono|node-server|node:_http|undici/.test(url)) return "HTTP och ram";
  if (/\/dist\/[\w-]+\.js$/.test(url)) return "egen kod";
  return null;
}
/** Per cent of the time by part, the largest first. */
function shares({ nodes, samples, timeDeltas }: Profile): (readonly [part: string, percent: number])[] {
  const parents = new Map(nodes.flatMap(({ children = [], id }) => children.map((child) => [child, id] as const)));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const times = new Map<string, number>();
  for (const [at, id] of samples.entries()) {
    const { functionName } = byId.get(id)!.callFrame;
    if (functionName === "(idle)" || functionName === "(program)" || functionName === "(root)") continue;
    let part: string | null = null;
    for (let one: number | undefined = id; one !== undefined && part === null; one = parents.get(one)) part = partOf(byId.get(one)!.callFrame);
    times.set(part ?? "övrigt", (times.get(part ?? "övrigt") ?? 0) + timeDeltas[at]!);
  }
  const all = [...times.values()].reduce((sum, one) => sum + one, 0);
  return [...times].map(([part, time]) => [part, (time / all) * 100] as const).toSorted((a, b) => b[1] - a[1]);
}

/** The watcher of a running process, by its own protocol. */
async function watcher(): Promise<(method: string, params?: object) => Promise<unknown>> {
  const [target] = (await (await fetch(`http://127.0.0.1:${PORT}/json`)).json()) as { webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(target!.webSocketDebuggerUrl);
  await new Promise((resolve) => socket.addEventListener("open", resolve, { once: true }));
  const waiting = new Map<number, (answer: unknown) => void>();
  socket.addEventListener("message", ({ data }) => {
    const { id, result: answer } = JSON.parse(String(data)) as { id: number; result: unknown };
    waiting.get(id)?.(answer);
  });
  let last = 0;
  return (method, params = {}) => new Promise((resolve) => {
    waiting.set(++last, resolve);
    socket.send(JSON.stringify({ id: last, method, params }));
  });
}

export default async function* profile({ sizes }: Options): Bench {
  for (const size of sizes) {
    const own = await municipality(size);
    const server = (await startServer(own.url, { TRUST_PROXY: "127.0.0.1", NODE_OPTIONS: `--inspect=127.0.0.1:${PORT}` }))!;
    const tell = await watcher();
    await tell("Profiler.enable");
    await tell("Profiler.setSamplingInterval", { interval: INTERVAL_US });
    for (const [name, address] of pagesOf(own)) {
      for (let round = 0; round < WARM_UP; round++) await ask(server.origin, address, own.cookie);
      await tell("Profiler.start");
      for (let round = 0; round < REQUESTS; round++) await ask(server.origin, address, own.cookie);
      const { profile: watched } = (await tell("Profiler.stop")) as { profile: Profile };
      for (const [part, percent] of shares(watched)) if (percent >= 1) yield result(`${name}: ${part}`, `storlek ${size}`, "%", percent);
    }
    server.child.kill("SIGKILL");
    await server.exited;
  }
}
