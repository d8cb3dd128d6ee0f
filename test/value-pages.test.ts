import net from "node:net";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLog } from "../src/platform/log.ts";
import type { Database } from "../src/platform/db/database.ts";
import { createWeb } from "../src/web.tsx";
import { freshDatabase } from "./database.ts";
import { addMeasures, appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

const MEASURES = 170;

describe("a month's values, where there are more measures than a page has", () => {
  let database: Database;
  let town: Town;
  let web: Hono;
  let cookie: string;
  beforeAll(async () => {
    database = await freshDatabase("embedded");
    town = await foundTown(database);
    await addMeasures(database, town, MEASURES);
    web = createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    ({ cookie } = await personWith(database, "controller", town.committeeId));
  });
  afterAll(() => database.close());

  const ask = (query: string, init: RequestInit = {}) => web.request(`http://127.0.0.1/kulturnamnden/${YEAR}/matt/inmatning?manad=1${query}`, { ...init, headers: { cookie, ...init.headers } });
  const page = async (query: string): Promise<string> => (await ask(query)).text();
  const rowsIn = (html: string): string[] => [...html.matchAll(/data-row="([^"]+)"/g)].map(([, key]) => key!);

  test("each stands on one page, and all on the page of all", async () => {
    const [first, second, all] = await Promise.all([page(""), page("&sida=2"), page("&sida=alla")]);
    const whole = rowsIn(all);
    expect(whole.length).toBeGreaterThanOrEqual(MEASURES);
    expect(rowsIn(first)).toHaveLength(100);
    expect([...rowsIn(first), ...rowsIn(second)]).toEqual(whole);
    expect(first.replaceAll("\u00a0", " ")).toContain(`Mått 1–100 av ${whole.length}.`);
    expect(first).toContain(`sida=2">Nästa ${whole.length - 100}</a>`);
    expect(second).toContain(">Föregående 100</a>");
    expect(all).not.toContain("Nästa");
  });
  test("a page past the last is the last", async () => expect(rowsIn(await page("&sida=99"))).toEqual(rowsIn(await page("&sida=2"))));
  test("the file has all of them", async () => {
    const lines = (await (await ask("&som=csv")).text()).trim().split("\n");
    expect(lines.length).toBeGreaterThan(MEASURES);
  });
  test("a page of those that are left has the same measures when some of them have been entered", async () => {
    const [first, second] = await Promise.all([page("&visa=kvar"), page("&visa=kvar&sida=2")]);
    const [key] = rowsIn(first);
    await ask("&visa=kvar", { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded", origin: "http://127.0.0.1" }, body: new URLSearchParams({ [`v-${key}`]: "12", [`n-${key}`]: "0" }), redirect: "manual" });
    expect(rowsIn(await page("&visa=kvar"))).toEqual(rowsIn(first).slice(1));
    expect(rowsIn(await page("&visa=kvar&sida=2"))).toEqual(rowsIn(second));
  });
  test("who saves a page comes back to it", async () => {
    const [key] = rowsIn(await page("&sida=2"));
    const answer = await ask("&sida=2", { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded", origin: "http://127.0.0.1" }, body: new URLSearchParams({ [`v-${key}`]: "12", [`n-${key}`]: "0" }), redirect: "manual" });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toMatch(/sida=2&sparat=1/);
    expect(await page("&sida=2")).toContain('value="12"');
  });
});
