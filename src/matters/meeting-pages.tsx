import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import { findRegisterRow, rowOf } from "../platform/edit/register-row-store.ts";
import { formPages } from "../platform/http/form-pages.tsx";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted } from "../platform/swedish.ts";
import { historyHref, WordTable } from "../platform/ui/figures.tsx";
import { addAgendaItem, addDecisionReport, addDispatch, addMeeting, AGENDA_ITEMS, changeAgendaItem, changeDecisionReport, changeDispatch, changeMeeting, decideAgendaItem, DECISION_REPORTS, DISPATCHES, MEETINGS, removeAgendaItem, removeDecisionReport, removeDispatch, removeMeeting, takeAgendaItems } from "./matter-commands.ts";
import { matterHref } from "./matter-href.ts";
import { meetingHref } from "./matter-pages.tsx";
import { listMatters, loadMeetings, type WholeMeeting } from "./matter-reads.ts";
import { diaryNumberOf } from "./matter.ts";
import { decisionWords, DISPATCH_WAYS, MEETING_KINDS, OUTCOMES, paragraphWords, type AgendaItem } from "./meeting.ts";

/** Meetings: agenda, decisions with their paragraphs, who is to have them and by what proof, and what is to be reported back. */
export function meetingPages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/arenden";
  const parent = (scope: Scope) => <a href={matterHref(scope)}>Ärenden {scope.year}</a>;
  const placeOf = ({ committee }: Scope) => ({ committeeId: committee.id, year: null });
  const all = (c: Context, { committee }: Scope): Promise<WholeMeeting[]> => loadMeetings(tools.db(c), committee.id);
  const nameOf = ({ kind, onDate }: WholeMeeting["meeting"]): string => `${MEETING_KINDS[kind].replace(/^./, (letter) => letter.toUpperCase())} ${onDate}`;
  const part = (rest: string, words: string) => ({ path: `${base}${rest}`, active: "arenden", home: (scope: Scope) => matterHref(scope, rest), trail: (scope: Scope) => <>{parent(scope)} · <a href={matterHref(scope, rest)}>{words}</a></> });
  const query = (c: Context, name: string, field: string): Record<string, string> => (/^\d{1,9}$/.test(c.req.query(name) ?? "") ? { [field]: c.req.query(name)! } : {});
  const items = async (c: Context, scope: Scope) => [["", "välj"] as const, ...(await all(c, scope)).toReversed().flatMap(({ items: of, meeting }) => of.map((item) => [String(item.id), `${meeting.onDate} ${paragraphWords(item)} ${item.title}`.replace(/\s+/g, " ")] as const))];
  const linked = (href: string | null, words: string) => (href ? <a href={href}>{words}</a> : words);

  registerPages(app, tools, {
    ...part("/sammantraden", "Sammanträden"), register: MEETINGS, commands: { add: addMeeting, change: changeMeeting, remove: removeMeeting }, backTo: (scope, id) => matterHref(scope, `/sammantraden/${id}`), newTitle: "Nytt sammanträde", placeOf, begun: () => ({ kind: "committee" }),
    list: {
      parent, title: ({ year }) => `Sammanträden ${year}`, empty: () => "Här förs nämndens och arbetsutskottets sammanträden, med dagordning, beslut, expediering och återrapportering.",
      content: async (c, scope) => {
        const meetings = (await all(c, scope)).filter(({ meeting }) => meeting.onDate.startsWith(`${scope.year}-`));
        if (!meetings.length) return (await all(c, scope)).length ? <p>Inga sammanträden {scope.year}.</p> : null;
        return <WordTable sparse caption={`Sammanträden ${scope.year}`} columns={["Sammanträde", "Klockan", "Plats", "Punkter", "Avgjorda", "Kallelse", "Justerat"]} rows={meetings.map(({ items: of, meeting }) => ({ id: `rad-${meeting.id}`, cells: [<a href={meetingHref(scope, meeting)}>{nameOf(meeting)}</a>, meeting.startsAt, meeting.place, String(of.length), String(of.filter(({ outcome }) => outcome !== null).length), meeting.noticeOn, meeting.adjustedOn] }))} />;
      },
    },
  });
  registerPages(app, tools, {
    ...part("/punkter", "Punkter"), register: AGENDA_ITEMS, commands: { add: addAgendaItem, change: changeAgendaItem, remove: removeAgendaItem, take: takeAgendaItems }, homeOf: (scope, fields) => matterHref(scope, `/sammantraden/${fields["meeting_id"] ?? ""}`), newTitle: "Ny punkt på dagordningen", importTitle: "Läs in en ärendelista", placeOf, begun: (_, c) => ({ ...query(c, "sammantrade", "meeting_id"), ...query(c, "nummer", "position"), ...query(c, "arende", "matter_id") }),
    choices: async (c, scope) => ({ meeting_id: [["", "välj"], ...(await all(c, scope)).toReversed().map(({ meeting }) => [String(meeting.id), nameOf(meeting)] as const)], matter_id: [["", "inget ärende"], ...(await listMatters(tools.db(c), scope.committee.id)).map((matter) => [String(matter.id), diaryNumberOf(matter)] as const)] }),
    list: {
      parent, title: () => "Punkter på dagordningar", empty: () => "Punkterna förs under sina sammanträden, eller läses in ur en ärendelista.",
      content: async (c, scope, hrefOf) => {
        const of = (await all(c, scope)).toReversed();
        return of.some(({ items: own }) => own.length) ? <WordTable sparse caption="Punkter" columns={["Sammanträde", "Nr", "Ärende", "Diarienummer", "Avgjort"]} rows={of.flatMap(({ items: own, meeting }) => own.map((item) => ({ id: `rad-${item.id}`, cells: [<a href={meetingHref(scope, meeting)}>{nameOf(meeting)}</a>, String(item.position), linked(hrefOf(item), item.title), item.matter ? diaryNumberOf(item.matter) : "", item.outcome ? OUTCOMES[item.outcome] : ""] })))} /> : null;
      },
    },
  });
  registerPages(app, tools, {
    ...part("/expediering", "Expediering"), register: DISPATCHES, commands: { add: addDispatch, change: changeDispatch, remove: removeDispatch }, newTitle: "Ny mottagare", placeOf, begun: (_, c) => query(c, "beslut", "item_id"), choices: async (c, scope) => ({ item_id: await items(c, scope) }),
    list: {
      parent, title: () => "Expediering", empty: () => "Här förs vem som ska ha ett beslut, när det skickades, hur och med vilken kvittens.",
      content: async (c, scope, hrefOf) => {
        const rows = (await all(c, scope)).toReversed().flatMap(({ items: of, meeting }) => of.flatMap((item) => item.dispatches.map((own) => ({ own, item, meeting }))));
        return rows.length ? <WordTable sparse caption="Expediering" columns={["Mottagare", "Beslut", "Skickat", "Hur", "Kvittens"]} rows={rows.map(({ item, meeting, own }) => ({ id: `rad-${own.id}`, cells: [linked(hrefOf(own), own.recipient), <a href={meetingHref(scope, meeting)}>{meeting.onDate} {paragraphWords(item)} {item.title}</a>, own.sentOn ?? <strong>inte skickat</strong>, own.way ? DISPATCH_WAYS[own.way] : "", own.proof] }))} /> : null;
      },
    },
  });
  registerPages(app, tools, {
    ...part("/aterrapportering", "Återrapportering"), register: DECISION_REPORTS, commands: { add: addDecisionReport, change: changeDecisionReport, remove: removeDecisionReport }, newTitle: "Nytt att återrapportera", placeOf, begun: (_, c) => query(c, "beslut", "item_id"), choices: async (c, scope) => ({ item_id: await items(c, scope) }),
    list: {
      parent, title: () => "Återrapportering av beslut", empty: () => "Här förs de beslut som nämnden vill ha svar på, tills de är verkställda. De står i delårsrapporten och årsredovisningen av sig själva.",
      content: async (c, scope, hrefOf) => {
        const rows = (await all(c, scope)).toReversed().flatMap(({ items: of, meeting }) => of.flatMap((item) => item.reports.map((own) => ({ own, item, meeting }))));
        const now = today();
        return rows.length ? <WordTable sparse caption="Återrapportering" columns={["Beslut", "Ansvarig", "Senast", "Återrapporterat", "Vad som har hänt", "Verkställt"]} rows={rows.map(({ item, meeting, own }) => ({ id: `rad-${own.id}`, cells: [linked(hrefOf(own), `${meeting.onDate} ${item.title}`), own.responsible, <><span class="when">{own.dueOn}</span>{own.doneOn === null && own.dueOn !== null && own.dueOn < now && <strong> försenat</strong>}</>, own.reportedOn, own.report, own.doneOn] }))} /> : null;
      },
    },
  });
  app.get(`${base}/sammantraden/:id{[0-9]{1,9}}`, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    const found = scope && (await all(c, scope)).find(({ meeting }) => meeting.id === Number(c.req.param("id")));
    if (!scope || !found) return tools.notFound(c);
    const { items: of, meeting } = found;
    const may = tools.may(c, "matter.keep", scope.committee.id);
    const mayReport = tools.may(c, "matter.report-back", scope.committee.id);
    const nextNumber = Math.max(0, ...of.map(({ position }) => position)) + 1;
    return tools.page(c, {
      title: nameOf(meeting), active: "arenden", live: [`meeting:${meeting.id}`, "agenda_item@here"],
      body: (
        <>
          <p class="small">{parent(scope)} · <a href={matterHref(scope, "/sammantraden")}>Sammanträden</a></p>
          <h1>{nameOf(meeting)}</h1>
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          <p>{[meeting.startsAt && `Klockan ${meeting.startsAt}`, meeting.place, meeting.chair && `ordförande ${meeting.chair}`].filter(Boolean).join(", ")}{meeting.noticeOn && `. Kallelsen skickad ${meeting.noticeOn}`}{meeting.adjustedOn && `. Protokollet justerat ${meeting.adjustedOn}`}</p>
          <p class="actions small">{may && <><a href={matterHref(scope, `/sammantraden/${meeting.id}/andring`)}>Ändra uppgifterna</a> · </>}<a href={pageHref(scope, "dokument", `/meeting-notice-${meeting.id}`)}>Kallelse och dagordning</a> · <a href={pageHref(scope, "dokument", `/minutes-${meeting.id}`)}>Protokoll</a> · <a href={historyHref("meeting", meeting.id)}>Historik</a></p>
          {of.length === 0 ? <p>Dagordningen är tom.</p> : (
            <ol class="agenda">
              {of.map((item) => (
                <li id={`punkt-${item.id}`} value={item.position}>
                  <h2>{item.outcome && <span class="when">{paragraphWords(item)} </span>}{item.title}{item.matter && <span class="muted"> {diaryNumberOf(item.matter)}</span>}</h2>
                  {item.matter?.secrecy === "secret" && <p class="muted">Handlingarna publiceras inte: {item.matter.secrecyGround}.</p>}
                  {item.proposal && item.outcome !== "as-proposed" && <p class="prose"><strong>Förslag:</strong> {item.proposal}</p>}
                  {item.outcome ? <p class="prose"><strong>Beslut ({OUTCOMES[item.outcome]}):</strong> {decisionWords(item)}</p> : <p class="muted">Inte avgjort.</p>}
                  {item.reservations && <p class="prose"><strong>Reservationer:</strong> {item.reservations}</p>}
                  {item.dispatches.length > 0 && <p class="small">Skickas till: {item.dispatches.map(({ proof, recipient, sentOn, way }, index) => <>{index > 0 && "; "}{recipient}{sentOn ? ` (${sentOn}, ${DISPATCH_WAYS[way!]}${proof ? `, ${proof}` : ""})` : <strong> (inte skickat)</strong>}</>)}</p>}
                  {item.reports.map((report) => <p class="small">Återrapporteras av {report.responsible}{report.dueOn && ` senast ${report.dueOn}`}: {report.report ?? <strong>inte ännu</strong>}{report.doneOn && `. Verkställt ${report.doneOn}`}</p>)}
                  {(may || mayReport) && <p class="actions small">{may && <><a href={matterHref(scope, `/punkter/${item.id}/beslut`)}>{item.outcome ? "Ändra beslutet" : "För in beslutet"}<span class="visually-hidden"> i {item.title}</span></a> · <a href={matterHref(scope, `/punkter/${item.id}/andring`)}>Ändra punkten<span class="visually-hidden"> {item.title}</span></a> · <a href={matterHref(scope, `/expediering/ny?beslut=${item.id}`)}>Lägg till mottagare<span class="visually-hidden"> av {item.title}</span></a></>}{may && mayReport && " · "}{mayReport && <a href={matterHref(scope, `/aterrapportering/ny?beslut=${item.id}`)}>Ska återrapporteras<span class="visually-hidden">: {item.title}</span></a>}</p>}
                </li>
              ))}
            </ol>
          )}
          {may && <p class="actions"><a class="ds-button" href={matterHref(scope, `/punkter/ny?sammantrade=${meeting.id}&nummer=${nextNumber}`)}>Ny punkt</a> <a href={matterHref(scope, "/punkter/inlasning")}>Läs in en ärendelista ur en fil</a></p>}
          <p class="muted small">{counted(of.length, "punkt", "punkter")}, {of.filter(({ outcome }) => outcome !== null).length} avgjorda.</p>
        </>
      ),
    }, scope);
  });
  formPages(app, tools, `${base}/punkter/:id{[0-9]{1,9}}/beslut`, { action: "matter.keep", active: "arenden" }, async (c) => {
    const scope = await tools.scope(c);
    const row = scope && (await findRegisterRow(tools.command(c).db, "agenda_item", Number(c.req.param("id"))));
    if (!scope || !row || row["committee_id"] !== scope.committee.id) return null;
    const item = rowOf<AgendaItem>(row);
    const home = `${matterHref(scope, `/sammantraden/${item.meetingId}`)}`;
    return {
      scope, reach: scope.committee.id, version: item.version, title: item.title, trail: <>{parent(scope)} · <a href={home}>Sammanträdet</a></>, away: `${home}#punkt-${item.id}`, intro: item.proposal ? <p class="prose"><strong>Förslag:</strong> {item.proposal}</p> : null, live: [`agenda_item:${item.id}`],
      fields: [
        { name: "outcome", label: "Hur ärendet avgjordes", kind: "select", required: true, options: [["", "välj"], ...Object.entries(OUTCOMES)] },
        { name: "decision", label: "Beslut", hint: "(tomt: som förslaget)", kind: "area", rows: 5 },
        { name: "reservations", label: "Reservationer och särskilda uttalanden", kind: "area", rows: 3 },
      ],
      values: { outcome: item.outcome, decision: item.decision, reservations: item.reservations },
      save: ({ fields, version }) => decideAgendaItem(tools.command(c), { id: item.id, version, outcome: fields["outcome"] ?? null, decision: fields["decision"] ?? null, reservations: fields["reservations"] ?? null }), done: () => `${home}?sparat=1#punkt-${item.id}`,
    };
  });
}
