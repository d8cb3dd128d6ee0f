import { createHash } from "node:crypto";
import net from "node:net";
import type { Hono } from "hono";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DocumentStepKind } from "../src/documents/document-step.ts";
import { enclosuresOf } from "../src/documents/document.ts";
import { addEnclosure, changeEnclosure, moveEnclosure, removeEnclosure } from "../src/documents/enclosure-commands.ts";
import { readEnclosureFile } from "../src/documents/enclosure-file-adapter.ts";
import { findEnclosureFile, listEnclosures } from "../src/documents/enclosure-reads.ts";
import { PdfRenderer } from "../src/documents/pdf-renderer.ts";
import { writeSection } from "../src/documents/section-text-commands.ts";
import { planDocument } from "../src/documents/template-commands.ts";
import type { Database } from "../src/platform/db/database.ts";
import { createLog } from "../src/platform/log.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { makeApiKey } from "../src/sign-in/sign-in-commands.ts";
import { withholdDocument } from "../src/publishing/publication-commands.ts";
import { seenOf, type WithheldDocument } from "../src/publishing/published-document.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { documentNow, takeStep } from "./document-step.ts";
import { actingPdf, plainPdf } from "./pdf.ts";
import { appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

const read = async (name: string, bytes: Uint8Array) => valueOf(readEnclosureFile(name, bytes));

describe("a file that may be enclosed", () => {
  const refusal = async (name: string, bytes: Uint8Array) => {
    const answer = await readEnclosureFile(name, bytes);
    return answer.ok ? "tas emot" : answer.failure.message;
  };
  test("is a PDF that can be read, and nothing else", async () => {
    expect(await refusal("tom.pdf", new Uint8Array())).toBe("»tom.pdf« är tom; kontrollera att rätt fil valdes.");
    expect(await refusal("brev.docx", Buffer.from("PK\u0003\u0004word"))).toBe("»brev.docx« är ingen PDF; spara handlingen som PDF och försök igen.");
    expect(await refusal("trasig.pdf", Buffer.from("%PDF-1.7\nnågot"))).toMatch(/^»trasig.pdf« (är skadad|har inga sidor)/);
    expect(await refusal("stor.pdf", new Uint8Array(31 * 1024 * 1024))).toBe("»stor.pdf« är 31,0 MB men högst 30,0 MB tas emot; dela den eller spara den mindre.".replace(/(\d) MB/g, "$1\u00a0MB"));
  });
  test("runs nothing on the machine of who opens it", async () => expect(await refusal("program.pdf", await actingPdf())).toBe("»program.pdf« innehåller ett program eller en inbäddad fil; skriv ut den till en ny PDF och bifoga den i stället."));
  test("is told how many pages it has, and what keeps it from being read by all", async () => {
    const file = await read("C:\\mapp\\Avtal om drift.pdf", await plainPdf("Avtal", 3));
    expect([file.fileName, file.pageCount]).toEqual(["Avtal om drift.pdf", 3]);
    expect(file.findings.length).toBeGreaterThan(3);
  });
});

describe.each(ENGINES)("what lies with a document, on the %s engine", (engine) => {
  let database: Database;
  const pdf = new PdfRenderer();
  let web: Hono;
  let town: Town;
  let kind: string;
  let controller: Awaited<ReturnType<typeof personWith>>;
  const files = new Map<string, Awaited<ReturnType<typeof read>>>();
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    controller = await personWith(database, "controller", town.committeeId);
    web = createWeb({ ...appOver(database), pdf }, createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    kind = (await valueOf(planDocument(controller.context, { committeeId: town.committeeId, year: YEAR, templateKey: "memorandum", name: "Nytt avtal", dueOn: null }))).key;
    for (const section of ["proposal", "summary"]) await valueOf(writeSection(controller.context, { ...place(), section, version: 0, body: "Nämnden tecknar avtalet." }));
    // Longer than one piece of a file.
    for (const [name, pages] of [["avtal", 400], ["karta", 1], ["rättat avtal", 2]] as const) files.set(name, await read(`${name}.pdf`, await plainPdf(name.replace("ä", "a"), pages)));
  });
  afterAll(async () => {
    await pdf.close();
    await database.close();
  });

  const place = () => ({ committeeId: town.committeeId, year: YEAR, documentKind: kind });
  const found = () => documentNow(database, place());
  const take = (step: DocumentStepKind) => takeStep(controller.context, place(), step);
  const enclose = (name: string, title: string) => addEnclosure(controller.context, { ...place(), title, file: files.get(name)! });
  const titles = async () => (await listEnclosures(database.db, place())).map(({ title }) => title);
  const ask = (path: string, headers: Record<string, string> = {}) => web.request(`http://127.0.0.1${path}`, { headers });
  const withhold = async (withheld: readonly WithheldDocument[], seen: readonly WithheldDocument[]) => valueOf(withholdDocument(controller.context, { ...place(), edition: 1, withheld, seen: seenOf(seen) }));

  test("is counted up in the document, in its order, with its bytes kept whole", async () => {
    await valueOf(enclose("karta", "Karta"));
    await valueOf(enclose("avtal", "Avtal"));
    const [, second] = await listEnclosures(database.db, place());
    await valueOf(moveEnclosure(controller.context, { enclosureId: second!.id, step: -1 }));
    expect(await titles()).toEqual(["Avtal", "Karta"]);
    expect(enclosuresOf((await found()).now).map(({ pageCount, title }) => `${title} ${pageCount}`)).toEqual(["Avtal 400", "Karta 1"]);
    const { bytes, hash } = files.get("avtal")!;
    expect(createHash("sha256").update((await findEnclosureFile(database.db, town.committeeId, hash))!).digest("hex")).toBe(hash);
    expect(bytes.length).toBeGreaterThan(64 * 1024);
  });
  test("is not laid there twice", async () => expect(await enclose("karta", "Kartan igen")).toMatchObject({ ok: false, failure: { message: "»karta.pdf« är redan bifogad, som »Karta«." } }));
  test("is approved with it: another file in its place is another document", async () => {
    expect([await take("reviewed"), await take("approved")]).toEqual(["taken", "taken"]);
    const [contract] = await listEnclosures(database.db, place());
    await valueOf(changeEnclosure(controller.context, { enclosureId: contract!.id, version: contract!.version, title: "Avtal", file: files.get("rättat avtal")! }));
    expect((await found()).approvedNow).toBe(false);
    expect(await take("proposed")).toBe("Dokumentet har ändrats sedan det godkändes. Låt godkänna det på nytt, eller återställ det som ändrades.");
    // What was approved is kept, with all that lay with it.
    expect(await findEnclosureFile(database.db, town.committeeId, files.get("avtal")!.hash)).not.toBeNull();
    expect([await take("approved"), await take("proposed")]).toEqual(["taken", "taken"]);
  });
  test("is not changed once it lies before a meeting", async () => {
    const [contract] = await listEnclosures(database.db, place());
    for (const refused of [await enclose("avtal", "Till"), await removeEnclosure(controller.context, { enclosureId: contract!.id })]) expect(refused).toMatchObject({ ok: false, failure: { code: "decided-document" } });
  });
  test("is in the meeting's one file", async () => {
    const answer = await web.request(`http://127.0.0.1/kulturnamnden/${YEAR}/dokument/sammantraden/2027-02-15.pdf`, { headers: { cookie: controller.cookie } });
    expect(answer.status).toBe(200);
    const { PDFDocument } = await import("@cantoo/pdf-lib");
    const pages = (await PDFDocument.load(new Uint8Array(await answer.arrayBuffer()))).getPageCount();
    // Title, contents, the memorandum, and a page before each enclosure.
    expect(pages).toBe(1 + 1 + 1 + (1 + 2) + (1 + 1));
  }, 60_000);
  test("is public where the document is, and can be withheld by itself with its ground", async () => {
    const home = `/publicerat/kulturnamnden/${YEAR}/${kind}`;
    expect([await take("decided"), (await ask(`${home}/handling-1.pdf`)).status, await take("published")]).toEqual(["taken", 404, "taken"]);
    const [contract, map] = await listEnclosures(database.db, place());
    const file = await ask(`${home}/handling-${contract!.id}.pdf`);
    expect([file.status, file.headers.get("content-type"), createHash("sha256").update(new Uint8Array(await file.arrayBuffer())).digest("hex")]).toEqual([200, "application/pdf", contract!.hash]);
    expect(await (await ask(`${home}/enclosures`)).text()).toContain(`href="${home}/handling-${contract!.id}.pdf"`);
    const ground = [{ section: `handling-${contract!.id}`, ground: "26 kap. 1 § OSL" }];
    await withhold(ground, []);
    const told = await (await ask(`${home}/enclosures`)).text();
    expect(told).toContain("Undantagen från publicering. Grund: 26 kap. 1 § OSL.");
    expect(told).not.toContain(contract!.hash);
    expect([(await ask(`${home}/handling-${contract!.id}.pdf`)).status, (await ask(`${home}/handling-${map!.id}.pdf`)).status]).toEqual([404, 200]);
    // What its section is withheld by holds of it too.
    await withhold([{ section: "enclosures", ground: "26 kap. 1 § OSL" }], ground);
    expect((await ask(`${home}/handling-${map!.id}.pdf`)).status).toBe(404);
  });
  test("is forgotten, bytes and all, when it is taken away and nothing was approved with it", async () => {
    expect(await take("revised")).toBe("taken");
    files.set("fel", await read("fel.pdf", await plainPdf("Fel fil")));
    const { id } = await valueOf(enclose("fel", "Fel fil"));
    await valueOf(removeEnclosure(controller.context, { enclosureId: id }));
    expect(await findEnclosureFile(database.db, town.committeeId, files.get("fel")!.hash)).toBeNull();
    const [decided] = await listEnclosures(database.db, place());
    await valueOf(removeEnclosure(controller.context, { enclosureId: decided!.id }));
    expect(await findEnclosureFile(database.db, town.committeeId, decided!.hash)).not.toBeNull();
  });
  test("is seen by nobody who does not read the committee, by page or API", async () => {
    const stranger = await personWith(database, "reader", town.otherId);
    const [map] = await listEnclosures(database.db, place());
    const path = `/kulturnamnden/${YEAR}/dokument/${kind}/handlingar/${map!.id}-${map!.hash}.pdf`;
    expect([(await web.request(`http://127.0.0.1${path}`, { headers: { cookie: controller.cookie } })).status, (await web.request(`http://127.0.0.1${path}`, { headers: { cookie: stranger.cookie } })).status]).toEqual([200, 404]);
    const rows = await sql`select hash from enclosure_piece`.execute(stranger.context.db);
    expect(rows.rows).toEqual([]);
  });
  test("is laid there and fetched through the API", async () => {
    const bearer = { authorization: `Bearer ${await valueOf(makeApiKey(controller.context, { name: "bilagor" }))}` };
    const path = `http://127.0.0.1/api/v1/committees/kulturnamnden/${YEAR}/documents/${kind}/enclosures`;
    const bytes = await plainPdf("Genom API");
    const added = await web.request(`${path}?fileName=api.pdf&title=Genom%20API`, { method: "POST", headers: { ...bearer, "content-type": "application/pdf" }, body: bytes as Uint8Array<ArrayBuffer> });
    expect(added.status).toBe(200);
    const { id } = (await added.json()) as { id: number };
    const listed = (await (await web.request(path, { headers: bearer })).json()) as { id: number; title: string }[];
    expect(listed.find((one) => one.id === id)?.title).toBe("Genom API");
    expect(Buffer.from(await (await web.request(`${path}/${id}`, { headers: bearer })).arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    const removed = await web.request(`http://127.0.0.1/api/v1/enclosures/${id}`, { method: "DELETE", headers: { ...bearer, "content-type": "application/json" }, body: "{}" });
    expect([removed.status, (await web.request(`${path}/${id}`, { headers: bearer })).status]).toEqual([200, 404]);
  });
});
