import net from "node:net";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadExample } from "../src/example.ts";
import { readTableFile, writeCsv } from "../src/platform/table/table-file.ts";
import type { Database } from "../src/platform/db/database.ts";
import { createLog } from "../src/platform/log.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { appOver, personWith } from "./town.ts";

/** Every file of measures that can be fetched: with what it is called in the address, and how its content is told. */
const HOME = "/individ-och-familjenamnden/2021/matt";
const FILES = [
  ["all values", `${HOME}/varden.KIND`, "värden"], ["the year's table", `${HOME}/aret?som=KIND`, "värden"], ["a month's list", `${HOME}/inmatning?manad=12&som=KIND`, "värden"], ["definitions, targets and baselines", `${HOME}/definitioner.KIND`, "mått"],
] as const;

describe.each(ENGINES)("what goes out as a file comes in again unchanged, on the %s engine", (engine) => {
  let database: Database;
  let web: Hono;
  let cookie: string;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    const app = appOver(database);
    await loadExample(app, createLog("silent"));
    web = createWeb(app, createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    ({ cookie } = await personWith(database, "controller", null));
  });
  afterAll(() => database.close());

  const ask = (path: string, body?: FormData | URLSearchParams) => web.request(`http://127.0.0.1${path}`, { headers: { cookie, origin: "http://127.0.0.1" }, ...(body ? { method: "POST", body } : {}) });
  const fetched = async (path: string): Promise<Uint8Array> => {
    const answer = await ask(path);
    expect([answer.status, answer.headers.get("content-disposition")]).toEqual([200, expect.stringContaining("attachment")]);
    return new Uint8Array(await answer.arrayBuffer());
  };
  /** The page that shows what a file would change. */
  const read = async (name: string, bytes: Uint8Array): Promise<{ path: string; page: string; told: string }> => {
    const form = new FormData();
    form.set("fil", new File([bytes as Uint8Array<ArrayBuffer>], name));
    const sent = await ask(`${HOME}/import`, form);
    expect(sent.status).toBe(303);
    const path = sent.headers.get("location")!;
    const page = await (await ask(path)).text();
    return { path, page, told: /<strong>[^]*?<\/p>/.exec(page.slice(page.indexOf("<h1")))![0].replace(/<[^>]+>/g, "") };
  };
  const field = (page: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!;

  describe.each(FILES)("%s", (_, address, unit) => {
    test.each(["xlsx", "csv"])("as %s", async (kind) => {
      const { page, told } = await read(`fil.${kind}`, await fetched(address.replace("KIND", kind)));
      expect(told).toMatch(new RegExp(`^0 ${unit} ändras`));
      expect(Number(/(\d[\d\s\u00a0]*) är oförändrade/.exec(told)?.[1]?.replaceAll(/\s/g, "") ?? 0)).toBeGreaterThan(unit === "mått" ? 50 : 1);
      expect(page).not.toContain("inte att läsa");
      expect(page).not.toMatch(/>Spara \d/);
    });
  });

  test("a changed definition and a new measure are shown, and kept all or nothing", async () => {
    const table = await readTableFile("d.csv", await fetched(`${HOME}/definitioner.csv`));
    const [heading = [], first = [], ...rest] = table.ok ? table.value : [];
    const place = (label: string) => heading.indexOf(label);
    const changed = first.with(place("Bättre är"), "lägre").with(place("Riktvärde 2021"), "högst 12").with(place("Ansvarig"), "Enhetschef");
    const added = heading.map((label): string => (label === "Namn" ? "Antal nya saker" : label === "Mäts varje" ? "kvartal" : label === "Riktvärde 2022" ? "5" : ""));
    const wrong = added.with(place("Namn"), "Antal fel saker").with(place("Mäts varje"), "vecka");
    const file = (rows: string[][]) => new TextEncoder().encode(writeCsv(rows));
    const refused = await read("d.csv", file([heading, changed, ...rest, added, wrong]));
    expect(refused.page).toContain("Mäts varje: »vecka« går inte att välja; skriv månad, kvartal, tertial, halvår, år.");
    expect(refused.page).not.toMatch(/>Spara \d/);
    const shown = await read("d.csv", file([heading, changed, ...rest, added]));
    expect(shown.told).toMatch(/^1 mått ändras, 1 läggs till/);
    const body = new URLSearchParams({ version: field(shown.page, "version"), sett: field(shown.page, "sett") });
    expect((await ask(`${shown.path}/definitioner`, body)).status).toBe(303);
    expect((await ask(`${shown.path}/definitioner`, body)).status).toBe(422);
    const after = await readTableFile("d.csv", await fetched(`${HOME}/definitioner.csv`));
    const rows = after.ok ? after.value : [];
    expect(rows.find((row) => row[0] === first[0])).toEqual(changed);
    expect(rows.find((row) => row[place("Namn")] === "Antal nya saker")).toEqual(added.with(0, expect.stringMatching(/^\d+$/) as never).with(place("Över året"), "läggs inte ihop").with(place("Decimaler"), "0"));
    expect((await read("d.csv", file(rows))).told).toMatch(/^0 mått ändras/);
  });
});
