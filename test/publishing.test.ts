import net from "node:net";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DocumentStepKind } from "../src/documents/document-step.ts";
import { writeSection } from "../src/documents/section-text-commands.ts";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import type { Database } from "../src/platform/db/database.ts";
import { createLog } from "../src/platform/log.ts";
import { withholdDocument } from "../src/publishing/publication-commands.ts";
import { seenOf } from "../src/publishing/published-document.ts";
import { createWeb } from "../src/web.tsx";
import { makeApiKey } from "../src/sign-in/sign-in-commands.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { takeStep } from "./document-step.ts";
import { appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

const KIND = "annual-report";
const HOME = `/publicerat/kulturnamnden/${YEAR}/${KIND}`;
const PROSE = `Vi fick {{mått: Antal besök | ${YEAR}-01}} besök.

Tabell: Besök per månad
| Månad | Antal |
| Januari | {{mått: Antal besök | ${YEAR}-01}} |
| Februari | – |`;

describe.each(ENGINES)("what the public reads, on the %s engine", (engine) => {
  let database: Database;
  let web: Hono;
  let town: Town;
  let controller: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    controller = await personWith(database, "controller", town.committeeId);
    web = createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    await write("summary", 0, PROSE);
    await write("responsibility", 0, "Något om en enskild.");
  });
  afterAll(() => database.close());

  const place = () => ({ committeeId: town.committeeId, year: YEAR, documentKind: KIND });
  const write = async (section: string, version: number, body: string) => expect((await writeSection(controller.context, { ...place(), section, version, body })).ok).toBe(true);
  const take = async (kind: DocumentStepKind) => expect(await takeStep(controller.context, place(), kind)).toBe("taken");
  const ask = (path: string, headers: Record<string, string> = {}) => web.request(`http://127.0.0.1${path}`, { headers });
  const page = async (path: string): Promise<string> => {
    const answer = await ask(path);
    expect(`${path} ${answer.status}`).toBe(`${path} 200`);
    return (await answer.text()).replaceAll("\u00a0", " ");
  };

  test("is nothing of a draft, nor of what is decided and not published", async () => {
    for (const kind of ["reviewed", "approved", "proposed", "decided"] as const) {
      expect([(await ask(HOME)).status, await page("/publicerat")]).toEqual([404, expect.not.stringContaining("Årsredovisning")]);
      await take(kind);
    }
    expect((await ask(`${HOME}/summary`)).status).toBe(404);
    await take("published");
  });
  test("is sections and tables with addresses of their own, without sign-in, kept a while and not sent again", async () => {
    expect(await page("/publicerat")).toContain(`href="${HOME}"`);
    expect(await page(HOME)).toContain(`href="${HOME}/summary"`);
    expect(await page(`${HOME}/summary`)).toContain("Vi fick 7 besök.");
    expect(await page(`${HOME}/tabell/besok-per-manad.csv`)).toBe("Månad;Antal\r\nJanuari;7\r\nFebruari;–\r\n");
    expect(JSON.parse(await page(`${HOME}/tabell/besok-per-manad.json`))).toMatchObject({ caption: "Besök per månad", edition: 1, decidedOn: "2027-02-15", licence: "CC0-1.0", source: `http://127.0.0.1${HOME}/upplaga-1/tabell/besok-per-manad`, rows: [{ cells: [{ text: "Januari" }, { text: "7", value: "7" }] }, { cells: [{ text: "Februari" }, { text: "–" }] }] });
    const first = await ask(`${HOME}/summary`);
    expect([first.headers.get("cache-control"), first.headers.get("set-cookie")]).toEqual(["public, max-age=60", null]);
    expect((await ask(`${HOME}/summary`, { "if-none-match": first.headers.get("etag")! })).status).toBe(304);
    for (const path of ["/publicerat/data", "/publicerat/tillganglighet", `${HOME}/hela`, `${HOME}/tabell/besok-per-manad`, `${HOME}/upplaga-1`]) await page(path);
    for (const path of [`${HOME}/upplaga-2`, `${HOME}/finns-inte`, `${HOME}/tabell/finns-inte.csv`, `/publicerat/idrottsnamnden/${YEAR}/${KIND}`]) expect((await ask(path)).status).toBe(404);
  });
  test("is searched, fed and described", async () => {
    expect(await page("/publicerat/sok?q=besok+fick")).toContain("Vi fick 7 besök.");
    expect(await page("/publicerat/sok?q=hemligt+finns+inte")).toContain("Inget avsnitt");
    expect(await page("/publicerat/flode.atom")).toContain(`<id>http://127.0.0.1${HOME}/upplaga-1</id>`);
    expect(JSON.parse(await page("/publicerat/flode.json")).items).toHaveLength(1);
    const { "@graph": graph } = JSON.parse(await page("/publicerat/dcat.jsonld"));
    expect(graph.filter((one: Record<string, string>) => one["@type"] === "dcat:Dataset").map((one: Record<string, string>) => one["@id"])).toContain(`http://127.0.0.1${HOME}/tabell/besok-per-manad`);
  });
  test("is not what is withheld: the ground stands instead, on every page, in every form and in no search", async () => {
    expect(await page(`${HOME}/responsibility`)).toContain("Något om en enskild.");
    let seen: { section: string; ground: string }[] = [];
    const withhold = async (withheld: { section: string; ground: string }[], stale = false) => {
      const done = await withholdDocument(controller.context, { ...place(), edition: 1, withheld, seen: seenOf(stale ? [{ section: "summary", ground: "annat" }] : seen) });
      if (done.ok) seen = withheld;
      return done.ok ? "done" : done.failure.code;
    };
    expect(await withhold([], true)).toBe("changed");
    expect([await withhold([{ section: "responsibility", ground: " " }]), await withhold([{ section: "nothing", ground: "OSL" }])]).toEqual(["no-ground", "no-section"]);
    expect(await withhold([{ section: "responsibility", ground: "26 kap. 1 § OSL" }])).toBe("done");
    for (const path of [`${HOME}/responsibility`, `${HOME}/hela`, `${HOME}/hela.html`]) expect(await page(path)).toMatch(/^(?![^]*enskild)[^]*undantaget från publicering\. Grund: 26 kap\. 1 § OSL/);
    expect(await page("/publicerat/sok?q=enskild")).toContain("Inget avsnitt");
    expect(await withhold([{ section: "", ground: "OSL" }])).toBe("done");
    expect([await page("/publicerat"), JSON.parse(await page("/publicerat/flode.json")).items]).toEqual([expect.stringContaining("Undantaget från publicering: OSL"), []]);
    expect([(await ask(`${HOME}/summary`)).status, (await ask(`${HOME}/hela.pdf`)).status, (await ask(`${HOME}/tabell/besok-per-manad.csv`)).status]).toEqual([302, 404, 404]);
    // A program says the same by the same rules, and only what it has seen.
    const key = await makeApiKey(controller.context, { name: "prov" });
    if (!key.ok) throw new Error(key.failure.message);
    const api = (method: string, body?: object) => web.request(`http://127.0.0.1/api/v1/committees/kulturnamnden/${YEAR}/documents/${KIND}/withheld/1`, { method, headers: { authorization: `Bearer ${key.value}`, "content-type": "application/json", "idempotency-key": crypto.randomUUID() }, ...(body ? { body: JSON.stringify(body) } : {}) });
    const told = (await (await api("GET")).json()) as { seen: string; withheld: unknown };
    expect(told.withheld).toEqual([{ section: "", ground: "OSL" }]);
    expect((await api("PUT", { seen: told.seen, withheld: [{ section: "nothing", ground: "OSL" }] })).status).toBe(404);
    expect(await (await api("PUT", { seen: told.seen, withheld: [{ section: "summary", ground: "OSL" }] })).json()).toMatchObject({ edition: 1, withheld: [{ section: "summary", ground: "OSL" }] });
    expect((await api("PUT", { seen: told.seen, withheld: [] })).status).toBe(422);
    seen = [{ section: "summary", ground: "OSL" }];
    // The next edition is published with the same grounds: a secret is none the less so.
    expect(await withhold([{ section: "responsibility", ground: "26 kap. 1 § OSL" }])).toBe("done");
    expect(await page(`${HOME}/summary`)).toContain("Vi fick 7 besök.");
  });
  test("is still what was decided when the register says something else, until a revised edition is; then both have their addresses", async () => {
    expect((await enterValues(controller.context, { indicatorId: town.indicatorId, cells: [{ period: `${YEAR}-01-01`, text: "8", version: 1 }], reason: "Räknat om" })).ok).toBe(true);
    expect(await page(`${HOME}/summary`)).toContain("Vi fick 7 besök.");
    const etag = (await ask(`${HOME}/upplaga-1/summary`)).headers.get("etag")!;
    for (const kind of ["revised", "reviewed", "approved", "proposed", "decided"] as const) await take(kind);
    expect(await page(`${HOME}/summary`)).toContain("Vi fick 7 besök.");
    await take("published");
    expect(await page(`${HOME}/summary`)).toContain("Vi fick 8 besök.");
    expect(await page(`${HOME}/responsibility`)).toMatch(/^(?![^]*enskild)[^]*Grund: 26 kap\. 1 § OSL/);
    expect((await ask(`${HOME}/upplaga-1/summary`, { "if-none-match": etag })).status).toBe(200);
    expect(await page(`${HOME}/upplaga-1/summary`)).toMatch(/En senare upplaga har beslutats[^]*Vi fick 7 besök\./);
  });
});
