import net from "node:net";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadHistory } from "../src/audit/audit-reads.ts";
import { addMatter, changeMatter, setDiaryPrefix } from "../src/matters/matter-commands.ts";
import { addMatterEnclosure, changeMatterEnclosure, removeMatterEnclosure } from "../src/matters/matter-enclosure-commands.ts";
import { findMatterFile, listMatterEnclosures } from "../src/matters/matter-enclosure-reads.ts";
import { MOST_MATTER_ENCLOSURE_BYTES } from "../src/matters/matter-enclosure.ts";
import { setDiaryNumber } from "../src/documents/section-text-commands.ts";
import { listMatters } from "../src/matters/matter-reads.ts";
import { diaryNumberOf } from "../src/matters/matter.ts";
import { permits } from "../src/permission/permission.ts";
import { ROLE_NAMES } from "../src/permission/role.ts";
import type { Database } from "../src/platform/db/database.ts";
import { createLog } from "../src/platform/log.ts";
import { valueOf, type Outcome } from "../src/platform/outcome.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

const SECRET = { title: "Utredning", secrecy: "secret", secrecyGround: "OSL 26 kap. 1 §" };
const OPEN = { title: "Karta", secrecy: "open", secrecyGround: null };
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const told = (outcome: Outcome<unknown>): string => (outcome.ok ? "ok" : outcome.failure.code === "bad-field" ? outcome.failure.field! : outcome.failure.code);

describe.each(ENGINES)("files that lie with a matter, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let web: Hono;
  let secretary: Awaited<ReturnType<typeof personWith>>;
  let matterId: number;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    secretary = await personWith(database, "committee-secretary", town.committeeId);
    web = createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    await valueOf(setDiaryPrefix(secretary.context, { committeeId: town.committeeId, prefix: "KN" }));
    matterId = await newMatter();
  });
  afterAll(() => database.close());
  const newMatter = async (): Promise<number> => (await valueOf(addMatter(secretary.context, { committeeId: town.committeeId, year: YEAR, fields: { title: "Ärende", kind: "matter", opened_on: `${YEAR}-01-11`, secrecy: "open" } }))).id;
  const add = (fileName: string, bytes: Uint8Array, input = OPEN as { title: string; secrecy: string; secrecyGround: string | null }, matter = matterId) => addMatterEnclosure(secretary.context, { matterId: matter, fileName, bytes, input });
  const href = (id: number, matter = matterId): string => `/kulturnamnden/${YEAR}/arenden/${matter}/handlingar/${id}`;

  test("are what their names say, not empty, not too large, and not there twice", async () => {
    const pdf = text("%PDF-1.7 karta");
    expect([await add("karta.pdf", pdf), await add("annat namn.pdf", pdf), await add("karta.pdf", text("<html>")), await add("skript.html", text("<script>")), await add("bild.png", text("%PDF-1.7")), await add("lista.txt", new Uint8Array([65, 0, 66])), await add("tom.txt", new Uint8Array())].map(told)).toEqual(["ok", "same-enclosure", "bad-enclosure", "bad-enclosure", "bad-enclosure", "bad-enclosure", "bad-enclosure"]);
    const large = new Uint8Array(MOST_MATTER_ENCLOSURE_BYTES + 1).fill(65);
    expect(told(await add("stor.txt", large))).toBe("bad-enclosure");
    const [kept] = await listMatterEnclosures(secretary.context.db, [matterId]);
    expect([kept!.fileName, kept!.mediaType, kept!.byteCount]).toEqual(["karta.pdf", "application/pdf", pdf.length]);
    expect(Buffer.from((await findMatterFile(secretary.context.db, kept!.id))!).toString()).toBe("%PDF-1.7 karta");
  });
  test("have a ground where they have secrecy, and none where they have not; a struck matter takes none", async () => {
    expect([await add("a.txt", text("a"), { ...SECRET, secrecyGround: " " }), await add("b.txt", text("b"), { ...OPEN, secrecyGround: "OSL 26:1" }), await add("c.txt", text("c"), { ...OPEN, title: "" })].map(told)).toEqual(["secrecy_ground", "secrecy", "title"]);
    const struck = await newMatter();
    await valueOf(changeMatter(secretary.context, { id: struck, version: 1, fields: { struck_reason: "Dubblett" } }));
    expect(told(await add("d.txt", text("d"), OPEN, struck))).toBe("struck");
  });
  test("are opened by every reader where they are public, and where they have secrecy by whom the table lets and nobody else; that they are there is told to all", async () => {
    const open = (await valueOf(add("offentlig.txt", text("får läsas"), { ...OPEN, title: "Offentlig" }))).id;
    const secret = (await valueOf(add("hemlig.txt", text("hemligord"), SECRET))).id;
    for (const role of ROLE_NAMES) {
      const person = await personWith(database, role, town.committeeId);
      const asked = await web.request(`http://127.0.0.1${href(secret)}`, { headers: { cookie: person.cookie } });
      const may = permits(role, "matter.secret");
      expect([asked.status, (await asked.text()).includes("hemligord")], role).toEqual([may ? 200 : 404, may]);
      expect((await findMatterFile(person.context.db, secret)) !== null, role).toBe(may);
      expect((await web.request(`http://127.0.0.1${href(open)}`, { headers: { cookie: person.cookie } })).status, role).toBe(200);
      const page = await (await web.request(`http://127.0.0.1/kulturnamnden/${YEAR}/arenden/${matterId}`, { headers: { cookie: person.cookie } })).text();
      expect([page.includes("Utredning"), page.includes(href(secret)), page.includes("hemligord")], role).toEqual([true, may, false]);
    }
    for (const role of ["controller", "elected-member"] as const) {
      const stranger = await personWith(database, role, town.otherId);
      expect(await findMatterFile(stranger.context.db, secret)).toBeNull();
      expect(await findMatterFile(stranger.context.db, open)).toBeNull();
      expect((await web.request(`http://127.0.0.1${href(secret)}`, { headers: { cookie: stranger.cookie } })).status).toBe(404);
    }
    // A matter's address opens no other matter's file.
    expect((await web.request(`http://127.0.0.1${href(open, await newMatter())}`, { headers: { cookie: secretary.cookie } })).status).toBe(404);
  });
  test("are as secret as they are said to be from the same moment, and opened again when they are not", async () => {
    const { id } = await valueOf(add("anteckning.txt", text("en anteckning"), { ...OPEN, title: "Anteckning" }));
    const reader = await personWith(database, "reader", town.committeeId);
    const opens = async () => (await findMatterFile(reader.context.db, id)) !== null;
    expect(await opens()).toBe(true);
    expect(told(await changeMatterEnclosure(secretary.context, { id, version: 2, input: { ...SECRET, title: "Anteckning" } }))).toBe("changed");
    await valueOf(changeMatterEnclosure(secretary.context, { id, version: 1, input: { ...SECRET, title: "Anteckning" } }));
    expect(await opens()).toBe(false);
    await valueOf(changeMatterEnclosure(secretary.context, { id, version: 2, input: { ...OPEN, title: "Anteckning" } }));
    expect(await opens()).toBe(true);
    expect((await loadHistory(secretary.context.db, `matter_enclosure:${id}`)).length).toBe(3);
  });
  test("a document that bears the matter's number stands in the matter, and in no other", async () => {
    const [own, other] = [await newMatter(), await newMatter()];
    const numberOf = async (id: number): Promise<string> => diaryNumberOf((await listMatters(secretary.context.db, town.committeeId)).find((one) => one.id === id)!);
    await valueOf(setDiaryNumber(secretary.context, { committeeId: town.committeeId, year: YEAR, documentKind: "annual-report", diaryNumber: await numberOf(own) }));
    const page = async (id: number): Promise<string> => (await web.request(`http://127.0.0.1/kulturnamnden/${YEAR}/arenden/${id}`, { headers: { cookie: secretary.cookie } })).text();
    expect([(await page(own)).includes(`/kulturnamnden/${YEAR}/dokument/annual-report"`), (await page(other)).includes("/dokument/annual-report\"")]).toEqual([true, false]);
  });
  test("are taken away with a reason, bytes and all, by who keeps matters", async () => {
    const { id } = await valueOf(add("fel.txt", text("fel fil"), { ...OPEN, title: "Fel" }));
    const member = await personWith(database, "elected-member", town.committeeId);
    expect(told(await removeMatterEnclosure(member.context, { id, version: 1, reason: "Fel" }))).toBe("forbidden");
    expect(told(await removeMatterEnclosure(secretary.context, { id, version: 1, reason: " " }))).toBe("no-reason");
    await valueOf(removeMatterEnclosure(secretary.context, { id, version: 1, reason: "Fel fil" }));
    expect(await findMatterFile(secretary.context.db, id)).toBeNull();
    expect((await database.db.selectFrom("matter_enclosure_piece").select("ordinal").where("enclosure_id", "=", id).execute()).length).toBe(0);
  });
});
