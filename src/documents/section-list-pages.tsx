import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitsUnder } from "../organisation/unit-reads.ts";
import { ROLES } from "../permission/role.ts";
import { today } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField, sentVersion } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { loadFigureData } from "./document-reads.ts";
import { collectionOf, leftOf } from "./collection.ts";
import { changedSinceRead } from "./live-figure.ts";
import { textsToCarry, unreadSentences } from "./carried-text.ts";
import { commentsHref, countOpenComments } from "./section-comment-reads.ts";
import { carryTexts, setDiaryNumber } from "./section-text-commands.ts";
import { findReport, listSectionTexts } from "./section-text-reads.ts";
import { setDueDay } from "./template-commands.ts";
import { findPlannedDocument } from "./template-reads.ts";
import type { PlannedDocument } from "./template.ts";

/** Where a document's sections are seen together: who writes which, what is written, and what is late. */
export function sectionListPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/avsnitt";
  const show = async (c: Parameters<typeof tools.db>[0], scope: Scope, planned: PlannedDocument, failure: Failure | null = null, sent: string | null = null) => {
    const db = tools.db(c);
    const { committee, year } = scope;
    const sections = await listSectionTexts(db, { committeeId: committee.id, year, documentKind: planned.key });
    const figures = sections.some(({ readAs }) => readAs !== null) ? await loadFigureData(db, committee.id, year, planned.month) : null;
    const asked = new Set(figures ? sections.filter((one) => changedSinceRead(one, figures) !== null).map(({ section }) => section) : []);
    const units = planned.template.sections.some(({ perUnit }) => perUnit) ? await unitsUnder(db, committee.id, year) : [];
    const before = await listSectionTexts(db, { committeeId: committee.id, year: year - 1, documentKind: planned.key });
    const carriable = textsToCarry(planned.template, units, before, sections).length;
    const unread = new Map(sections.map((one) => [one.section, unreadSentences(one).length]));
    const report = await findReport(db, { committeeId: committee.id, year, documentKind: planned.key });
    const talked = await countOpenComments(db, { committeeId: committee.id, year, documentKind: planned.key });
    const parts = collectionOf(planned.template, units, sections);
    const may = tools.may(c, "document.write", committee.id);
    const home = pageHref(scope, "dokument", `/${planned.key}`);
    const left = leftOf(parts);
    const late = planned.dueOn !== null && planned.dueOn < today() && left.length > 0;
    return tools.page(c, {
      title: `Skriv: ${planned.title}`, active: "dokument", status: failure ? 422 : 200, live: ["*@here"],
      body: (
        <>
          <p class="small"><a href={home}>{planned.title}</a> · <a href={`${home}/handlingar`}>Bifogade handlingar</a> · <a href={`${home}/granskning`}>Granskning</a> · <a href={`${home}/beslut`}>Från utkast till beslut</a></p>
          <h1>Skriv: {planned.title}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          <p>Tabeller och siffror hämtas ur registret. Här skrivs texten i varje avsnitt.{parts.some(({ unitId }) => unitId !== null) && " Enheternas delar läggs ihop under avsnittet, var och en under enhetens namn."}</p>
          <p><strong>{left.length === 0 ? (parts.some(({ words }) => words > 0) ? "Alla texter som ska skrivas är skrivna." : "Inget avsnitt har text än.") : `${counted(left.length, "text", "texter")} kvar att skriva.`}</strong>{planned.dueOn !== null && ` Ska vara klart ${planned.dueOn}.`}{late && <strong> Försenat.</strong>}</p>
          {may && (
            <form method="post" action={`${home}/klart`} class="filters">
              <input type="hidden" name="version" value={String(planned.version)} />
              <label>Texterna ska vara klara<input class="ds-input" type="date" name="dueOn" value={sent ?? planned.dueOn ?? ""} {...fieldOf(failure, "dueOn")} /></label>
              <button class="ds-button" data-variant="secondary">Spara dagen</button>
            </form>
          )}
          {may && (
            <form method="post" action={`${home}/diarienummer`} class="filters">
              <label>Diarienummer<input class="ds-input" name="diaryNumber" size={18} maxlength={60} autocomplete="off" value={report?.diaryNumber ?? ""} {...fieldOf(failure, "diaryNumber")} /></label>
              <button class="ds-button" data-variant="secondary">Spara diarienumret</button>
            </form>
          )}
          {may && carriable > 0 && (
            <form method="post" action={`${home}/fran-forra-aret`} class="filters">
              <button class="ds-button" data-variant="secondary">Börja från {year - 1} års texter</button>
              <span class="small muted">{counted(carriable, "text", "texter")}, med åren framflyttade. Varje mening ska läsas om.</span>
            </form>
          )}
          {asked.size > 0 && <p class="notice">{counted(asked.size, "text har siffror", "texter har siffror")} som har ändrats sedan texten skrevs: läs om {asked.size === 1 ? "den" : "dem"}.</p>}
          <TableScroll label="Avsnitt">
            <table class="figures stack" role="table">
              <caption class="visually-hidden">Avsnitt, vem som skriver dem och vad som är skrivet</caption>
              <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Avsnitt</th><th scope="col" role="columnheader">Skrivs av</th><th scope="col" role="columnheader" class="number">Ord</th><th scope="col" role="columnheader">Läge</th><th scope="col" role="columnheader">Kommentarer</th></tr></thead>
              <tbody role="rowgroup">
                {parts.map((part) => {
                  const able = part.unitId === null ? may : may || tools.may(c, "document.write-part", part.unitId);
                  const href = `${home}/avsnitt/${part.section.key}${part.unitId === null ? "" : `/enhet/${part.unitId}`}`;
                  const name = part.unitName ?? part.section.heading;
                  return (
                    <tr role="row">
                      <th scope="row" role="rowheader" class={part.unitName !== null || part.section.level === 2 ? "below" : undefined}>{able ? <a href={href}>{name}{part.unitName !== null && <span class="visually-hidden"> om {part.section.heading}</span>}</a> : name}</th>
                      <td role="cell" data-label="Skrivs av">{part.unitName !== null ? "enheten" : part.section.writer === null ? "" : ROLES[part.section.writer].name}</td>
                      <td role="cell" data-label="Ord" class="number">{part.words || ""}</td>
                      <td role="cell" data-label="Läge">{part.words === 0 && part.wanted && (late ? <strong>Försenad</strong> : "Ska skrivas")}{asked.has(part.key) && <strong>Läs om: siffror har ändrats</strong>}{(unread.get(part.key) ?? 0) > 0 && <strong>{asked.has(part.key) && ". "}Läs om: {counted(unread.get(part.key)!, "mening", "meningar")} från {year - 1}</strong>}</td>
                      <td role="cell" data-label="Kommentarer">{tools.may(c, "document.comment", part.unitId ?? committee.id) && <a href={commentsHref(home, part.key)}>{talked.has(part.key) ? counted(talked.get(part.key)!, "öppen", "öppna") : "Kommentera"}<span class="visually-hidden">: {part.unitName ?? ""} {part.section.heading}</span></a>}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </TableScroll>
        </>
      ),
    }, scope);
  };
  const load = async (c: Parameters<typeof tools.db>[0]) => {
    const scope = await tools.scope(c);
    const planned = scope && (await findPlannedDocument(tools.command(c).db, scope.committee, scope.year, c.req.param("kind") ?? ""));
    return scope && planned ? { scope, planned } : null;
  };
  app.get(address, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded.scope, loaded.planned) : tools.notFound(c);
  });
  app.post("/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/fran-forra-aret", guard("document.write"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { planned, scope } = loaded;
    const carried = await carryTexts(tools.command(c), { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key });
    return carried.ok ? c.redirect(pageHref(scope, "dokument", `/${planned.key}/avsnitt?sparat=1`), 303) : show(c, scope, planned, carried.failure);
  });
  app.post("/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/diarienummer", guard("document.write"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { planned, scope } = loaded;
    const form = await c.req.formData().catch(() => new FormData());
    const saved = await setDiaryNumber(tools.command(c), { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key, diaryNumber: sentField(form, "diaryNumber") });
    return saved.ok ? c.redirect(pageHref(scope, "dokument", `/${planned.key}/avsnitt?sparat=1`), 303) : show(c, scope, planned, saved.failure);
  });
  app.post("/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/klart", guard("document.write"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { planned, scope } = loaded;
    const form = await c.req.formData().catch(() => new FormData());
    const saved = await setDueDay(tools.command(c), { committeeId: scope.committee.id, year: scope.year, key: planned.key, version: sentVersion(form), dueOn: sentField(form, "dueOn") });
    return saved.ok ? c.redirect(pageHref(scope, "dokument", `/${planned.key}/avsnitt?sparat=1`), 303) : show(c, scope, (await load(c))!.planned, saved.failure, sentField(form, "dueOn"));
  });
}
