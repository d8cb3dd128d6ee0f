import fs from "node:fs"; import net from "node:net"; import inspector from "node:inspector";
import { newYear, people, receivers } from "/work/main/src/compose.ts";
import { openDatabase } from "/work/main/src/platform/db/database.ts";
import { migrate } from "/work/main/src/platform/db/migrate.ts";
import { createLog } from "/work/main/src/platform/log.ts";
import { createWeb } from "/work/main/src/web.tsx";
import pg from "pg";
const Q: { ms: number; q: string; rows: number }[] = [];
const orig = pg.Client.prototype.query as any;
(pg.Client.prototype as any).query = async function (...args: any[]) { const s = performance.now(); const r = await orig.apply(this, args); Q.push({ ms: performance.now() - s, q: typeof args[0] === "string" ? args[0] : args[0].text, rows: r.rowCount }); return r; };
const [{ name, cookie, pages }] = JSON.parse(fs.readFileSync("/tmp/bench.json", "utf8"));
const database = await openDatabase(`postgres://rodtrad@127.0.0.1:5499/${name}`);
await migrate(database, "/work/main/migrations");
const web = createWeb({ database, receivers, people, newYear, pdf: null as never, mailer: null, jobs: null, live: null, close: async () => undefined }, createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" } as never);
const want = process.argv[2];
const R = Number(process.argv[3] ?? 9);
for (const [title, address] of pages) {
  if (want && want !== "all" && title !== want) continue;
  const t: number[] = [];
  for (let i = 0; i < 3; i++) await (await web.request(address, { headers: { cookie } })).text();
  const session = new inspector.Session(); session.connect();
  if (want && want !== "all") { session.post("Profiler.enable"); session.post("Profiler.setSamplingInterval", { interval: 200 }); session.post("Profiler.start"); }
  let status = 0;
  for (let i = 0; i < R; i++) { const s = performance.now(); const a = await web.request(address, { headers: { cookie } }); await a.text(); status = a.status; t.push(performance.now() - s); }
  if (want && want !== "all") session.post("Profiler.stop", (e: unknown, { profile }: any) => {
    const self = new Map<string, number>(); const byId = new Map(profile.nodes.map((n: any) => [n.id, n]));
    const total = profile.samples.length;
    for (const id of profile.samples) { const n: any = byId.get(id); const k = `${n.callFrame.functionName || "(anon)"} ${n.callFrame.url.split("/").slice(-2).join("/")}:${n.callFrame.lineNumber + 1}`; self.set(k, (self.get(k) ?? 0) + 1); }
    const parent = new Map<number, number>(); for (const n of profile.nodes) for (const ch of n.children ?? []) parent.set(ch, n.id);
    const incl = new Map<string, number>();
    for (const id of profile.samples) { const seen = new Set<string>(); for (let at: number | undefined = id; at !== undefined; at = parent.get(at)) { const n: any = byId.get(at); const u = n.callFrame.url; if (!u.includes("/work/main/src/") && !u.includes("hono") && !u.includes("pg/")) continue; const k = `${n.callFrame.functionName || "(anon)"} ${u.split("/").slice(-2).join("/")}:${n.callFrame.columnNumber}`; if (seen.has(k)) continue; seen.add(k); incl.set(k, (incl.get(k) ?? 0) + 1); } }
    console.log("-- inclusive"); for (const [k, v] of [...incl].sort((a, b) => b[1] - a[1]).slice(0, 22)) console.log(((v / total) * 100).toFixed(1) + "%", k);
    console.log("-- self"); for (const [k, v] of [...self].sort((a, b) => b[1] - a[1]).slice(0, 12)) console.log(((v / total) * 100).toFixed(1) + "%", k);
  });
  Q.length = 0; await (await web.request(address, { headers: { cookie } })).text();
  if (want && want !== "all") for (const one of [...Q].sort((a, b) => b.ms - a.ms).slice(0, 8)) console.log(one.ms.toFixed(1), one.rows, one.q.replace(/(\$\d+, )+/g, "$… ").slice(0, 220));
  console.log("queries", Q.length, "sum", Q.reduce((x, y) => x + y.ms, 0).toFixed(1));
  t.sort((a, b) => a - b); console.log(title, status, t[Math.floor(t.length / 2)]!.toFixed(1), "min", t[0]!.toFixed(1));
}
await database.close();
