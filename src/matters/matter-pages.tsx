import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { today } from "../platform/clock.ts";
import { findRegisterRow, rowOf } from "../platform/edit/register-row-store.ts";
import { formPages } from "../platform/http/form-pages.tsx";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted } from "../platform/swedish.ts";
import { historyHref, WordTable } from "../platform/ui/figures.tsx";
import { matterHref } from "./matter-href.ts";
import { MatterEnclosures } from "./matter-enclosure-pages.tsx";
import { listMatterEnclosures } from "./matter-enclosure-reads.ts";
import { addMatter, changeMatter, MATTERS, setDiaryPrefix } from "./matter-commands.ts";
import { findPrefix, listAgreements, listMatters, loadMeetings, type WholeMeeting } from "./matter-reads.ts";
import { diaryNumberOf, dueMatters, MATTER_FIELDS, MATTER_KINDS, proposedPrefix, SECRECY, type Matter } from "./matter.ts";
import { decisionWords, MEETING_KINDS, openReports, OUTCOMES, paragraphWords } from "./meeting.ts";

/** The address of a meeting, in the year that it is of. */
export const meetingHref = (scope: Scope, { id, onDate }: WholeMeeting["meeting"]): string => matterHref({ ...scope, year: Number(onDate.slice(0, 4)) }, `/sammantraden/${id}`);

/** The documents that bear a matter's number: what writes them is asked from outside. */
export type DocumentsOfMatter = (db: Db, committee: Scope["committee"], diaryNumber: string) => Promise<readonly { readonly title: string; readonly href: string }[]>;

/** The diary: matters with their numbers, what is due, what is to be reported back, and each matter from its coming in to its decision. */
export function matterPages(app: Hono, tools: PageTools<Scope>, documentsOf: DocumentsOfMatter): void {
  const path = "/:committee/:year{[0-9]{4}}/arenden";
  const home = (scope: Scope): string => matterHref(scope);
  const parent = (scope: Scope) => <a href={home(scope)}>Ärenden {scope.year}</a>;
  const unit = async (c: Context, scope: Scope) => ({ unit_id: await unitChoices(tools.db(c), scope) });
  app.get(path, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const db = tools.db(c);
    const all = await listMatters(db, scope.committee.id);
    const own = all.filter(({ year }) => year === scope.year);
    const may = tools.may(c, "matter.keep", scope.committee.id);
    const prefix = await findPrefix(db, scope.committee.id);
    const now = today();
    const due = dueMatters(all, now);
    const meetings = await loadMeetings(db, scope.committee.id);
    const items = meetings.flatMap(({ items: of, meeting }) => of.map((item) => ({ item, meeting })));
    const waiting = openReports(items.flatMap(({ item }) => item.reports));
    const next = meetings.find(({ meeting }) => meeting.onDate >= now)?.meeting ?? null;
    const link = (rest: string, words: string) => <a href={matterHref(scope, rest)}>{words}</a>;
    return tools.page(c, {
      title: "Ärenden", active: "arenden", live: ["matter@here", "decision_report@here"],
      body: (
        <>
          <h1>Ärenden {scope.year}</h1>
          <p class="parts">{link("/sammantraden", `Sammanträden ${scope.year}`)} · {link("/aterrapportering", "Återrapportering")} · {link("/overenskommelser", "Överenskommelser")}{tools.may(c, "document.decide", scope.committee.id) && <> · {link("/arkiv", "Till e-arkivet")}</>}{may && prefix !== null && <> · {link("/beteckning", `Beteckning ${prefix}`)}</>}</p>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat{/^[A-ZÅÄÖ0-9]{1,10}\/\d{4}:\d+$/.test(c.req.query("nummer") ?? "") && <>: <strong>{c.req.query("nummer")}</strong></>}.</p>}
          {prefix === null ? <p>Här förs nämndens diarium: ärenden med diarienummer utan luckor, vad som ska besvaras och när, sammanträden, beslut och återrapportering. {may && <a href={matterHref(scope, "/beteckning")}>Bestäm först diarienumrens beteckning</a>}</p> : (
            <>
              {next && <p>Nästa sammanträde: <a href={meetingHref(scope, next)}>{MEETING_KINDS[next.kind]} {next.onDate}</a>{next.startsAt && `, ${next.startsAt}`}.</p>}
              {due.length > 0 && <section><h2>Att besvara</h2><ul>{due.map((matter) => <li><span class="when">{matter.dueOn}</span> <a href={matterHref({ ...scope, year: matter.year }, `/${matter.id}`)}>{matter.title}</a>{matter.dueOn! < now && <strong> försenat</strong>}</li>)}</ul></section>}
              {waiting.length > 0 && <section><h2>Att återrapportera</h2><ul>{waiting.map((report) => { const { item, meeting } = items.find((one) => one.item.id === report.itemId)!; return <li>{report.dueOn && <span class="when">{report.dueOn} </span>}<a href={meetingHref(scope, meeting)}>{item.title}</a>, {report.responsible}{report.dueOn !== null && report.dueOn < now && <strong> försenat</strong>}</li>; })}</ul></section>}
              {own.length === 0 ? <p>Inga ärenden {scope.year}.</p> : (
                <>
                  <p>{counted(own.length, "ärende", "ärenden")}, varav {own.filter(({ closedOn, struckReason }) => closedOn === null && struckReason === null).length} pågår.</p>
                  <WordTable sparse caption={`Ärenden ${scope.year}`} columns={["Diarienummer", "Ärende", "Slag", "Från", "Handläggare", "Svar senast", "Sekretess", "Läge"]} rows={own.map((matter) => ({ id: `rad-${matter.id}`, cells: [<a class="when" href={matterHref(scope, `/${matter.id}`)}>{diaryNumberOf(matter)}</a>, matter.title, MATTER_KINDS[matter.kind], matter.sender, matter.handler, matter.dueOn, matter.secrecy === "open" ? "" : SECRECY[matter.secrecy], matter.struckReason ? `makulerat: ${matter.struckReason}` : matter.closedOn ? `avslutat ${matter.closedOn}` : "pågår"] }))} />
                </>
              )}
              {may && <p class="actions"><a class="ds-button" href={matterHref(scope, "/ny")}>Nytt ärende</a></p>}
            </>
          )}
        </>
      ),
    }, scope);
  });
  formPages(app, tools, `${path}/beteckning`, { action: "matter.keep", active: "arenden" }, async (c) => {
    const scope = await tools.scope(c);
    return scope && {
      scope, reach: scope.committee.id, title: "Diarienumrens beteckning", trail: parent(scope), version: 0, away: home(scope), intro: <p>Numren skrivs som SN/2026:1. De som är tagna behåller sin beteckning.</p>,
      fields: [{ name: "prefix", label: "Beteckning", required: true }], values: { prefix: (await findPrefix(tools.db(c), scope.committee.id)) ?? proposedPrefix(scope.committee.name) },
      save: ({ fields }) => setDiaryPrefix(tools.command(c), { committeeId: scope.committee.id, prefix: fields["prefix"] ?? "" }), done: () => `${home(scope)}?sparat=1`,
    };
  });
  formPages(app, tools, `${path}/ny`, { action: "matter.keep", active: "arenden" }, async (c) => {
    const scope = await tools.scope(c);
    const units = scope && (await unit(c, scope));
    return scope && {
      scope, reach: scope.committee.id, title: "Nytt ärende", trail: parent(scope), version: 0, away: home(scope), button: "Öppna ärendet", intro: <p>Ärendet får nästa diarienummer för {scope.year}.</p>,
      fields: MATTER_FIELDS.filter(({ name }) => !["closed_on", "struck_reason", "memorandum"].includes(name)).map((field) => (field.name === "unit_id" ? { ...field, kind: "select" as const, options: units!.unit_id } : field) as never), values: { kind: "matter", secrecy: "open", ...(today() <= `${scope.year}-12-31` ? { opened_on: today() } : {}) },
      save: ({ fields }) => addMatter(tools.command(c), { committeeId: scope.committee.id, year: scope.year, fields }), done: (value) => `${home(scope)}?sparat=1&nummer=${encodeURIComponent((value as { diaryNumber: string }).diaryNumber)}`,
    };
  });
  registerPages(app, tools, { path, active: "arenden", register: MATTERS, commands: { change: changeMatter }, backTo: (scope, id) => matterHref(scope, `/${id}`), newTitle: "Nytt ärende", home, trail: parent, placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), choices: unit });
  app.get(`${path}/:id{[0-9]{1,9}}`, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    const db = tools.db(c);
    const row = scope && (await findRegisterRow(db, "matter", Number(c.req.param("id"))));
    if (!scope || !row || row["committee_id"] !== scope.committee.id) return tools.notFound(c);
    const matter = rowOf<Matter>(row);
    const items = (await loadMeetings(db, scope.committee.id)).flatMap(({ items: of, meeting }) => of.filter(({ matterId }) => matterId === matter.id).map((item) => ({ item, meeting })));
    const documents = await documentsOf(db, scope.committee, diaryNumberOf(matter));
    const enclosures = await listMatterEnclosures(db, [matter.id]);
    const agreements = (await listAgreements(db, scope.committee.id)).filter(({ matterId }) => matterId === matter.id);
    const may = tools.may(c, "matter.keep", scope.committee.id);
    const units = new Map(await unitChoices(db, scope));
    const part = (label: string, text: string | null | undefined) => text && <><dt>{label}</dt><dd class="prose">{text}</dd></>;
    const [year, key] = matter.memorandum?.split("/") ?? [];
    return tools.page(c, {
      title: diaryNumberOf(matter), active: "arenden", live: [`matter:${matter.id}`, "matter_enclosure@here"],
      body: (
        <>
          <p class="small">{parent({ ...scope, year: matter.year })}</p>
          <h1>{matter.title}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {matter.struckReason && <p class="notice"><strong>Makulerat</strong>: {matter.struckReason}. Numret används inte till något annat.</p>}
          <dl class="terms">
            {part("Diarienummer", diaryNumberOf(matter))}{part("Slag", MATTER_KINDS[matter.kind])}{part("Inkom eller upprättades", matter.openedOn)}{part("Från", matter.sender)}{part("Svar senast", matter.dueOn)}
            {part("Enhet", matter.unitId === null ? null : units.get(String(matter.unitId)))}{part("Handläggare", matter.handler)}{part("Sekretess", matter.secrecy === "open" ? null : `${SECRECY[matter.secrecy]}, ${matter.secrecyGround}`)}{part("Avslutat", matter.closedOn)}{part("Anteckning", matter.note)}
          </dl>
          <p class="actions small">{may && <><a href={matterHref(scope, `/${matter.id}/andring`)}>Ändra uppgifterna</a> · </>}<a href={historyHref("matter", matter.id)}>Historik</a></p>
          <h2>Tjänsteskrivelse och handlingar</h2>
          {may && matter.secrecy === "secret" && enclosures.some(({ secrecy }) => secrecy === "open") && <p class="notice"><strong>Ärendet har sekretess, men {counted(enclosures.filter(({ secrecy }) => secrecy === "open").length, "handling är offentlig", "handlingar är offentliga")}.</strong> Ändra dem som också har det.</p>}
          <MatterEnclosures enclosures={enclosures} scope={scope} may={may} opens={tools.may(c, "matter.secret", scope.committee.id)} />
          {may && matter.struckReason === null && <p><a href={matterHref(scope, `/${matter.id}/handlingar/ny`)}>Lägg till en handling</a></p>}
          {documents.length > 0 && <ul class="plain">{documents.map(({ href, title }) => <li><a href={href}>{title}</a> · <a href={`${href}/handlingar`}>Handlingar<span class="visually-hidden"> till {title}</span></a></li>)}</ul>}
          {key ? <p><a href={pageHref({ ...scope, year: Number(year) }, "dokument", `/${key}`)}>Tjänsteskrivelsen</a> · <a href={pageHref({ ...scope, year: Number(year) }, "dokument", `/${key}/handlingar`)}>Handlingar till den</a></p> : documents.length === 0 && <p>Ingen tjänsteskrivelse finns. {may && <>Gör den under <a href={pageHref(scope, "dokument")}>Dokument</a> och skriv ärendets nummer, {diaryNumberOf(matter)}, på den: då står den här.</>}</p>}
          <h2>Sammanträden och beslut</h2>
          {items.length === 0 ? <p>Ärendet har inte varit uppe vid något sammanträde.</p> : <WordTable sparse caption="Sammanträden" columns={["Sammanträde", "Paragraf", "Avgjort", "Beslut"]} rows={items.map(({ item, meeting }) => ({ cells: [<a href={meetingHref(scope, meeting)}>{MEETING_KINDS[meeting.kind]} {meeting.onDate}</a>, paragraphWords(item), item.outcome ? OUTCOMES[item.outcome] : "inte avgjort", decisionWords(item)] }))} />}
          {agreements.length > 0 && <><h2>Överenskommelser</h2><ul>{agreements.map(({ id, name }) => <li><a href={matterHref(scope, `/overenskommelser#rad-${id}`)}>{name}</a></li>)}</ul></>}
        </>
      ),
    }, scope);
  });
}
