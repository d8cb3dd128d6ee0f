import { editionName, standingOf } from "../documents/document-step.ts";
import { findFrozen, listStepsOf } from "../documents/document-step-reads.ts";
import { DOCUMENT_TURNS, renderDocument } from "../documents/document-renderer.ts";
import { enclosuresOf } from "../documents/document.ts";
import { findLook } from "../documents/document-look-reads.ts";
import { findEnclosureFile } from "../documents/enclosure-reads.ts";
import type { FileSource, PdfRenderer } from "../documents/pdf-renderer.ts";
import { listMatters, loadMeetings } from "../matters/matter-reads.ts";
import { findMatterFile, listMatterEnclosures } from "../matters/matter-enclosure-reads.ts";
import { diaryNumberOf, MATTER_KINDS, SECRECY } from "../matters/matter.ts";
import { decisionWords, DISPATCH_WAYS, MEETING_KINDS, OUTCOMES, paragraphWords } from "../matters/meeting.ts";
import { unitsDuring } from "../organisation/unit-reads.ts";
import type { Scope } from "../organisation/scope.ts";
import { storedTime } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { slug } from "../platform/swedish.ts";
import { writeCsv, type TableCell } from "../platform/table/table-file.ts";
import { dataPath, type ArchiveEvent, type ArchiveFile } from "./archive-package.ts";
import { loadWithheldOf } from "./publication-store.ts";
import { tablesOf } from "../documents/document-section.ts";
import { rowsOfTable, withheldOf } from "./published-document.ts";

/** What a committee's year gives to the e-archive. */
export interface ArchiveContent {
  readonly files: readonly ArchiveFile[];
  readonly events: readonly ArchiveEvent[];
  readonly documents: number;
  readonly matters: number;
  readonly meetings: number;
}
const utf8 = (path: string, mediaType: string, text: string): ArchiveFile => ({ path, mediaType, bytes: new TextEncoder().encode(text) });
const csv = (name: string, rows: readonly (readonly TableCell[])[]): ArchiveFile => utf8(dataPath("arenden", `${name}.csv`), "text/csv", writeCsv(rows));
const HOW_TO_READ = `LÄS MIG

representations/original/data/dokument
  En mapp för varje beslutad upplaga. dokument.pdf är som den beslutades, taggad enligt PDF/UA-1. dokument.json är
  den frysta handlingen: dess SHA-256 är det fingeravtryck som står i beslutet. tabeller/ är dess tabeller som CSV med
  exakta värden, handlingar/ är bifogade filer.
representations/original/data/arenden
  Diariet för året som CSV, skilda med semikolon, i UTF-8: ärenden, sammanträden, beslut, expediering och återrapportering.
  handlingar.csv säger vilka filer som ligger i vilket ärende, och filerna står i handlingar/. En del som inte finns för året saknas.
  Kolumnen Sekretess säger vad som inte får lämnas ut utan prövning, och kolumnen Grund varför.
metadata/preservation/premis.xml
  Varje fils fingeravtryck, och vad som har gjorts med dokumenten.
`;

/** The decided editions of a committee's year as files. */
async function documentFiles(db: Db, { committee, year }: Scope, pdf: PdfRenderer): Promise<Pick<ArchiveContent, "files" | "events" | "documents">> {
  const files: ArchiveFile[] = [];
  const events: ArchiveEvent[] = [];
  let documents = 0;
  const look = await findLook(db, committee.municipalityId, true);
  for (const { documentKind: kind, steps } of (await listStepsOf(db, committee.id)).filter((one) => one.year === year)) {
    for (const decision of standingOf(steps).decided) {
      const model = decision.hash === null ? null : await findFrozen(db, committee.id, decision.hash);
      if (!model || decision.hash === null) continue;
      documents++;
      const folder = (...rest: string[]): string => dataPath("dokument", `${kind}-upplaga-${decision.edition}`, ...rest);
      const status = `Beslutat ${decision.onDate}${decision.note ? `, ${decision.note}` : ""}. Fingeravtryck ${decision.hash.slice(0, 12)}.`;
      const made: ArchiveFile[] = [utf8(folder("dokument.json"), "application/json", JSON.stringify({ ...model, status: "" }))];
      const whole = { ...model, status };
      const fileOf: FileSource = ({ hash }) => findEnclosureFile(db, committee.id, hash);
      for (const format of ["pdf", "html"] as const) {
        const rendered = await DOCUMENT_TURNS.take(() => renderDocument(whole, format, pdf, look, fileOf));
        // What was decided under earlier rules may not be fit for today's; it is archived as what it is.
        made.push(rendered.ok ? { path: folder(`dokument.${format}`), mediaType: format === "pdf" ? "application/pdf" : "text/html", bytes: rendered.value.bytes } : utf8(folder(`dokument.${format}.saknas.txt`), "text/plain", `${rendered.failure.message}\n`));
      }
      for (const { key, table } of tablesOf(model)) made.push(utf8(folder("tabeller", `${key}.csv`), "text/csv", writeCsv(rowsOfTable(table))));
      for (const enclosure of enclosuresOf(model)) {
        const bytes = await fileOf(enclosure);
        if (bytes) made.push({ path: folder("handlingar", `handling-${enclosure.id}.pdf`), mediaType: "application/pdf", bytes });
      }
      const withheld = withheldOf(await loadWithheldOf(db, { committeeId: committee.id, year, documentKind: kind }), decision.edition);
      if (withheld.length) made.push(utf8(folder("undantaget.csv"), "text/csv", writeCsv([["Avsnitt", "Grund"], ...withheld.map(({ ground, section }) => [section || "hela dokumentet", ground])])));
      files.push(...made);
      const paths = made.map(({ path }) => path);
      for (const step of steps.filter(({ edition }) => edition === decision.edition)) events.push({ kind: step.kind, at: storedTime(step.at).toISOString(), words: [model.title, decision.edition > 1 && editionName(decision.edition), step.onDate, step.note].filter(Boolean).join(", "), paths });
    }
  }
  return { files, events, documents };
}

/** All that a committee's year gives to the archive: its decided documents in every form with their data, and its diary. */
export async function loadArchive(db: Db, scope: Scope, pdf: PdfRenderer): Promise<ArchiveContent> {
  const { committee, year } = scope;
  const decided = await documentFiles(db, scope, pdf);
  const unitNames = new Map((await unitsDuring(db, committee.id, year)).map(({ id, name }) => [id, name]));
  const matters = (await listMatters(db, committee.id)).filter((matter) => matter.year === year).toReversed();
  const meetings = (await loadMeetings(db, committee.id)).filter(({ meeting }) => meeting.onDate.startsWith(`${year}-`));
  const items = meetings.flatMap(({ items: own, meeting }) => own.map((item) => ({ item, meeting })));
  const about = ({ item, meeting }: (typeof items)[number]): TableCell[] => [meeting.onDate, paragraphWords(item), item.matter ? diaryNumberOf(item.matter) : "", item.title];
  const enclosures = await listMatterEnclosures(db, matters.map(({ id }) => id));
  const numbers = new Map(matters.map((one) => [one.id, diaryNumberOf(one)]));
  const files: ArchiveFile[] = [];
  const listed: TableCell[][] = [];
  for (const one of enclosures) {
    const bytes = await findMatterFile(db, one.id);
    const name = `${slug(numbers.get(one.matterId)!)}-${one.id}.${slug(one.fileName.split(".").at(-1) ?? "")}`;
    if (bytes) files.push({ path: dataPath("arenden", "handlingar", name), mediaType: one.mediaType, bytes });
    listed.push([numbers.get(one.matterId)!, one.title, bytes ? name : null, one.fileName, one.addedOn, one.secrecy === "secret" ? "sekretess" : "offentlig", one.secrecyGround, one.hash]);
  }
  const diary = matters.length + meetings.length === 0 ? [] : [
    csv("arenden", [["Diarienummer", "Ärende", "Slag", "Inkom eller upprättades", "Från", "Enhet", "Handläggare", "Svar senast", "Sekretess", "Grund", "Avslutat", "Makulerat", "Anteckning"], ...matters.map((one) => [diaryNumberOf(one), one.title, MATTER_KINDS[one.kind], one.openedOn, one.sender, one.unitId === null ? null : (unitNames.get(one.unitId) ?? null), one.handler, one.dueOn, SECRECY[one.secrecy], one.secrecyGround, one.closedOn, one.struckReason, one.note])]),
    ...(listed.length ? [csv("handlingar", [["Diarienummer", "Handling", "Fil", "Filens namn", "Tillagd", "Sekretess", "Grund", "SHA-256"], ...listed]), ...files] : []),
    csv("sammantraden", [["Dag", "Klockslag", "Sammanträder", "Plats", "Kallelsen skickad", "Ordförande", "Protokollet justerat"], ...meetings.map(({ meeting: one }) => [one.onDate, one.startsAt, MEETING_KINDS[one.kind], one.place, one.noticeOn, one.chair, one.adjustedOn])]),
    csv("beslut", [["Sammanträde", "Paragraf", "Diarienummer", "Ärende", "Förslag", "Utgång", "Beslut", "Reservationer"], ...items.map((one) => [...about(one), one.item.proposal, one.item.outcome && OUTCOMES[one.item.outcome], decisionWords(one.item), one.item.reservations])]),
    csv("expediering", [["Sammanträde", "Paragraf", "Diarienummer", "Ärende", "Mottagare", "Skickat", "Hur", "Kvittens"], ...items.flatMap((one) => one.item.dispatches.map((sent) => [...about(one), sent.recipient, sent.sentOn, sent.way && DISPATCH_WAYS[sent.way], sent.proof]))]),
    csv("aterrapportering", [["Sammanträde", "Paragraf", "Diarienummer", "Ärende", "Ansvarig", "Senast", "Återrapporterat", "Återrapportering", "Verkställt"], ...items.flatMap((one) => one.item.reports.map((report) => [...about(one), report.responsible, report.dueOn, report.reportedOn, report.report, report.doneOn]))]),
  ];
  return { ...decided, files: [...decided.files, ...diary, utf8("documentation/las-mig.txt", "text/plain", HOW_TO_READ)], matters: matters.length, meetings: meetings.length };
}
