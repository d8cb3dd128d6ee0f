import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { approveDocument, decideDocument, writeOnDocument } from "../src/documents/document-step-commands.ts";
import { findDocument } from "../src/documents/document-step-reads.ts";
import { PdfRenderer } from "../src/documents/pdf-renderer.ts";
import { writeSection } from "../src/documents/section-text-commands.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import { addAgendaItem, addMatter, addMeeting, decideAgendaItem, setDiaryPrefix } from "../src/matters/matter-commands.ts";
import { addMatterEnclosure } from "../src/matters/matter-enclosure-commands.ts";
import { listCommittees } from "../src/organisation/unit-reads.ts";
import type { Scope } from "../src/organisation/scope.ts";
import type { Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { makeArchivePackage } from "../src/publishing/archive-commands.ts";
import { freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

const pdf = new PdfRenderer();
let database: Database;
let town: Town;
let scope: Scope;
let controller: Context;
let secretary: Context;
beforeAll(async () => {
  database = await freshDatabase("embedded");
  town = await foundTown(database);
  scope = { committee: (await listCommittees(database.db, YEAR)).find(({ id }) => id === town.committeeId)!, year: YEAR };
  controller = (await personWith(database, "controller", town.committeeId)).context;
  secretary = (await personWith(database, "committee-secretary", town.committeeId)).context;
});
afterAll(async () => {
  await pdf.close();
  await database.close();
});
const KIND = "annual-report";
const place = () => ({ committeeId: town.committeeId, year: YEAR, documentKind: KIND });
const make = (context: Context, of: Scope = scope) => makeArchivePackage(context, { scope: of, pdf, version: "0.0.0" });
/** Every element is closed by its own name. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  for (const [whole, slash, name, , closed] of xml.replace(/<\?.*?\?>/g, "").matchAll(/<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (slash) { if (open.pop() !== name) return false; } else if (!closed && whole) open.push(name!);
  }
  return open.length === 0 && !/&(?!#\d+;)/.test(xml);
}

test("a year with nothing decided or in the diary gives no package, and says so", async () => {
  const made = await make(secretary, { ...scope, year: YEAR + 3 });
  expect(made).toMatchObject({ ok: false, failure: { code: "nothing" } });
});

test("a decided document and the diary come out as an E-ARK package whose lists hold of every file in it", async () => {
  await valueOf(writeSection(controller, { ...place(), section: "summary", version: 0, body: "Året i korthet & <mer>.\n\nTabell: Besök\n| Månad | Antal |\n| januari | 12 |" }));
  for (const [command, kind, onDate, context] of [[writeOnDocument, "reviewed", null, controller], [approveDocument, "approved", null, controller], [decideDocument, "proposed", `${YEAR + 1}-02-15`, secretary], [decideDocument, "decided", `${YEAR + 1}-02-15`, secretary]] as const) {
    const now = await findDocument(database.db, scope, (await findPlannedDocument(database.db, scope.committee, YEAR, KIND))!);
    await valueOf(command(context, { ...place(), kind, seen: now.steps.length, hash: now.hash, onDate, note: kind === "decided" ? "§ 14" : null }));
  }
  await valueOf(setDiaryPrefix(secretary, { committeeId: town.committeeId, prefix: "KN" }));
  const matter = await valueOf(addMatter(secretary, { committeeId: town.committeeId, year: YEAR, fields: { title: "Enskilt ärende", kind: "matter", opened_on: `${YEAR}-01-11`, secrecy: "secret", secrecy_ground: "OSL 26 kap. 1 §" } }));
  const meeting = await valueOf(addMeeting(secretary, { committeeId: town.committeeId, year: null, fields: { on_date: `${YEAR}-02-21`, kind: "committee" } }));
  const item = await valueOf(addAgendaItem(secretary, { committeeId: town.committeeId, year: null, fields: { meeting_id: String(meeting.id), position: "1", matter_id: String(matter.id), title: "Enskilt ärende", proposal: "Bifalls." } }));
  await valueOf(decideAgendaItem(secretary, { id: item.id, version: 1, outcome: "as-proposed", decision: null, reservations: null }));

  const enclosed = await valueOf(addMatterEnclosure(secretary, { matterId: matter.id, fileName: "utredning.txt", bytes: new TextEncoder().encode("Utredningen"), input: { title: "Utredning", secrecy: "secret", secrecyGround: "OSL 26 kap. 1 §" } }));

  const { bytes, documents, fileName, matters } = await valueOf(make(secretary));
  expect([documents, matters]).toEqual([1, 1]);
  const folder = fileName.replace(/\.zip$/, "");
  const files = new Map(Object.entries(unzipSync(bytes)).map(([name, content]) => [name.slice(folder.length + 1), content]));
  expect([...files.keys()].every((name) => !name.startsWith("/") && !name.includes(".."))).toBe(true);
  const text = (name: string): string => strFromU8(files.get(name)!);
  const [mets, premis] = [text("METS.xml"), text("metadata/preservation/premis.xml")];
  for (const name of ["METS.xml", "metadata/preservation/premis.xml", "metadata/descriptive/dc.xml"]) expect(isWellFormed(text(name)), name).toBe(true);

  // The list is of every file but itself, each with its size and fingerprint, and of nothing else.
  const listed = [...mets.matchAll(/<(?:file|mdRef)\b[^>]*>(?:<FLocat [^>]*>)?/g)].map(([element]) => {
    const part = (name: string): string => new RegExp(`(?:^|[\\s:])${name}="([^"]*)"`).exec(element)?.[1] ?? "";
    return [decodeURIComponent(part("href")), part("SIZE"), part("CHECKSUM"), part("CHECKSUMTYPE")] as const;
  });
  expect(listed.map(([path]) => path).sort()).toEqual([...files.keys()].filter((name) => name !== "METS.xml").sort());
  for (const [path, size, checksum, type] of listed) {
    const content = files.get(path)!;
    expect([size, checksum, type], path).toEqual([String(content.length), createHash("sha256").update(content).digest("hex"), "SHA-256"]);
  }
  // What points within the list points at something.
  const ids = [...mets.matchAll(/\bID="([^"]+)"/g)].map(([, id]) => id!);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, pointed] of mets.matchAll(/\b(?:FILEID|DMDID|ADMID)="([^"]+)"/g)) for (const id of pointed!.split(" ")) expect(ids, id).toContain(id);
  expect(mets).toMatch(/csip:OAISPACKAGETYPE="SIP"/);
  expect(mets).toContain(`OBJID="${folder}"`);

  // The document is all its forms and its tables; the frozen one is what was decided.
  const of = "representations/original/data/dokument/annual-report-upplaga-1";
  expect(strFromU8(files.get(`${of}/dokument.pdf`)!.slice(0, 5))).toBe("%PDF-");
  const decided = await database.db.selectFrom("document_step").select("hash").where("kind", "=", "decided").executeTakeFirstOrThrow();
  expect(createHash("sha256").update(files.get(`${of}/dokument.json`)!).digest("hex")).toBe(decided["hash"]);
  expect(text(`${of}/tabeller/besok.csv`)).toContain("januari;12");
  expect([...premis.matchAll(/<eventType>(\w+)<\/eventType>/g)].map(([, kind]) => kind)).toEqual(["reviewed", "approved", "proposed", "decided"]);
  // The diary tells its secrecy, and how each matter was decided.
  expect(text("representations/original/data/arenden/arenden.csv")).toContain(`KN/${YEAR}:1;Enskilt ärende;ärende;${YEAR}-01-11;;;;;sekretess: publiceras inte;OSL 26 kap. 1 §`);
  expect(text(`representations/original/data/arenden/handlingar/kn-${YEAR}-1-${enclosed.id}.txt`)).toBe("Utredningen");
  expect(text("representations/original/data/arenden/handlingar.csv")).toContain(`KN/${YEAR}:1;Utredning;kn-${YEAR}-1-${enclosed.id}.txt;utredning.txt;`);
  expect(text("representations/original/data/arenden/beslut.csv")).toMatch(new RegExp(`${YEAR}-02-21;§ 1;KN/${YEAR}:1;Enskilt ärende;Bifalls\\.;enligt förslaget;Bifalls\\.`));
  const events = await database.db.selectFrom("audit_event").selectAll().where("action", "=", "archive.exported").execute();
  expect(events.length).toBe(1);
});
