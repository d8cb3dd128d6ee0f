import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitsUnder } from "../organisation/unit-reads.ts";
import { swedishTime } from "../platform/clock.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { ConflictForm, sentField, sentVersion } from "../platform/ui/edit.tsx";
import { counted } from "../platform/swedish.ts";
import { historyHref, sourceHref, TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { TextChanges } from "../platform/ui/text-changes.tsx";
import { loadFigureData } from "./document-reads.ts";
import { unreadSentences } from "./carried-text.ts";
import { changedSinceRead, figureChoices, figureToken, liveText, proseText, type FigureChoice, type FigureData } from "./live-figure.ts";
import { footnoteOf, piecesOf } from "./section-prose.ts";
import { Comments, loadCommentView, tellWriters } from "./section-comment-pages.tsx";
import type { SectionText } from "./section-text.ts";
import { rereadPart, rereadSection, writePart, writeSection } from "./section-text-commands.ts";
import { listSectionTexts, listSectionVersions } from "./section-text-reads.ts";
import { listDocumentSteps } from "./document-step-reads.ts";
import { mayBeWritten, standingOf } from "./document-step.ts";
import { findPlannedDocument } from "./template-reads.ts";
import { typedFigures } from "./typed-figure.ts";
import { partKey, type PlannedDocument, type TemplateSection } from "./template.ts";

const MOST_CHOICES = 60;
const EDITOR = ["section-editor", "section-draft", "section-writers", "section-findings"];

/** A text that is being written: a section's own, or a unit's part of it. */
interface OpenText {
  readonly scope: Scope;
  readonly planned: PlannedDocument;
  readonly section: TemplateSection;
  readonly unit: { readonly id: number; readonly name: string } | null;
  /** Where it is kept. */
  readonly key: string;
  readonly known: SectionText | null;
  /** Its address, and where one goes who has written it. */
  readonly href: string;
  readonly away: string;
  readonly title: string;
}

/** The figures of a text as the editor tells them: what they are, how they read now, and where they come from. */
const tokensOf = (body: string, figures: FigureData | null) =>
  figures === null ? [] : [...new Set(piecesOf(body).flatMap((piece) => (piece.kind === "reference" && footnoteOf(piece.code) === null ? [piece.code] : [])))].map((code) => tokenOf(figureToken(code, figures), figures));
function tokenOf(choice: FigureChoice, figures: FigureData) {
  const source = liveText(choice.code, figures).flatMap((inline) => (inline.kind === "figure" ? inline.figure.source : []));
  return { ...choice, href: source.length ? sourceHref(source) : null };
}

export function sectionEditPages(app: Hono, tools: PageTools<Scope>): void {
  const place = async (c: Context): Promise<{ scope: Scope; planned: PlannedDocument } | null> => {
    const scope = await tools.scope(c);
    const planned = scope && (await findPlannedDocument(tools.command(c).db, scope.committee, scope.year, c.req.param("kind") ?? ""));
    return scope && planned ? { scope, planned } : null;
  };
  const load = async (c: Context): Promise<OpenText | null> => {
    const found = await place(c);
    const section = found?.planned.template.sections.find(({ key }) => key === c.req.param("section"));
    if (!found || !section) return null;
    const { planned, scope } = found;
    const { db } = tools.command(c);
    const asked = c.req.param("unit");
    const unit = asked === undefined ? null : section.perUnit && (await unitsUnder(db, scope.committee.id, scope.year)).find(({ id }) => id === Number(asked));
    if (unit === undefined || unit === false) return null;
    const key = unit ? partKey(section.key, unit.id) : section.key;
    const texts = await listSectionTexts(db, { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key });
    const known = texts.find((one) => one.section === key) ?? null;
    return {
      scope, planned, section, unit, key, known, title: unit ? `${section.heading}: ${unit.name}` : section.heading,
      href: pageHref(scope, "dokument", `/${planned.key}/avsnitt/${section.key}${unit ? `/enhet/${unit.id}` : ""}`),
      away: unit ? pageHref(scope, "dokument", `/${planned.key}/avsnitt`) : pageHref(scope, "dokument", `/${planned.key}#${section.key}`),
    };
  };
  const page = (c: Context, { key, planned, scope, title }: OpenText, body: Child, status: 200 | 409 | 422 = 200, islands: readonly string[] = []) =>
    tools.page(c, { title, active: "dokument", status, live: [`section_text:${scope.committee.id}/${scope.year}/${planned.key}/${key}`], writing: true, islands, body: <><p class="small"><a href={pageHref(scope, "dokument", `/${planned.key}`)}>{planned.title}</a> · <a href={pageHref(scope, "dokument", `/${planned.key}/avsnitt`)}>Alla avsnitt</a></p><h1>{title}</h1>{body}</> }, scope);
  const form = (c: Context, { away, href, key, planned, scope, section }: OpenText, given: { body: string; version: number }, failure: Failure | null, figures: FigureData | null = null) => (
    <>
      {failure && <FailureBox heading="Inget är sparat" {...failure} />}
      {section.guidance && <p class="lead-in">{section.guidance}</p>}
      <div class="writing">
      <form method="post" action={href} data-away={away}>
        <input type="hidden" name="version" value={String(given.version)} />
        <label class="wide">Text<textarea class="ds-input" name="body" rows={18} data-draft={c.get("identity").actor.key} data-unsaved={failure ? "ja" : undefined} data-editor="Text" data-search={pageHref(scope, "dokument", `/${planned.key}/siffror.json`)} data-tokens={JSON.stringify(tokensOf(given.body, figures))} {...fieldOf(failure, "body")} aria-describedby={failure?.field === "body" ? "fel-mening skrivhjalp" : "skrivhjalp"}>{given.body}</textarea></label>
        <p class="muted small" id="skrivhjalp">En tom rad skiljer stycken åt. En rad som börjar med ### är en underrubrik, en som börjar med ett streck och ett mellanslag är en punkt i en lista, en som börjar med 1. en numrerad. En tabells rader börjar med |. Det som står inom dubbla klamrar, {"{{ }}"}, hämtar en siffra ur registret: låt det stå. <a href={pageHref(scope, "dokument", `/${planned.key}/siffror`)} target="_blank" rel="noopener">Hitta en siffra (ny flik)</a></p>
        <p class="actions"><button class="ds-button">Spara</button> <a href={pageHref(scope, "dokument", `/${planned.key}/avsnitt`)}>Avbryt</a>{given.version > 0 && <><a href={`${href}/versioner`}>Versioner</a><a href={historyHref("section_text", `${scope.committee.id}/${scope.year}/${planned.key}/${key}`)}>Historik</a></>}</p>
      </form>
      <aside class="findings-aside" aria-labelledby="granskning" data-findings={`${href}/granskning.json`} data-answers={pageHref(scope, "dokument", `/${planned.key}/granskning`)}>
        <h2 id="granskning">Granskning</h2>
        <p class="small"><a href={pageHref(scope, "dokument", `/${planned.key}/granskning`)}>Se vad som säger emot sig självt i hela dokumentet</a></p>
      </aside>
      </div>
    </>
  );

  app.get("/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/siffror", guard("document.write-part"), async (c) => {
    const found = await place(c);
    if (!found) return tools.notFound(c);
    const { planned, scope } = found;
    const asked = (c.req.query("sok") ?? "").trim().slice(0, 200);
    const choices = asked ? figureChoices(await loadFigureData(tools.command(c).db, scope.committee.id, scope.year, planned.month), scope.year, asked) : [];
    return tools.page(c, {
      title: "Hitta en siffra", active: "dokument",
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "dokument", `/${planned.key}/avsnitt`)}>Skriv: {planned.title}</a></p>
          <h1>Hitta en siffra</h1>
          <p>Det som står i kolumnen <q>Skriv så</q> läggs i texten. Siffran, och orden <q>ökat</q> eller <q>minskat</q>, följer registret tills dokumentet är beslutat.</p>
          <form class="filters" method="get"><label>Sök bland mått och belopp<input class="ds-input" type="search" name="sok" value={asked} size={36} autofocus /></label><button class="ds-button" data-variant="secondary">Sök</button></form>
          {asked && choices.length === 0 && <p>Inget mått eller belopp har de orden.</p>}
          {choices.length > 0 && <TableScroll label="Siffror"><WordTable caption={`Siffror för »${asked}«`} columns={["Vad", "Skriv så", "I texten"]} rows={choices.slice(0, MOST_CHOICES).map(({ code, label, text }) => ({ cells: [label, <code class="token">{code}</code>, text] }))} /></TableScroll>}
          {choices.length > MOST_CHOICES && <p class="muted">De {MOST_CHOICES} första av {choices.length}; skriv fler ord.</p>}
        </>
      ),
    }, scope);
  });

  app.get("/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/siffror.json", guard("document.write-part"), async (c) => {
    const found = await place(c);
    if (!found) return tools.notFound(c);
    const { committee, year } = found.scope;
    const figures = await loadFigureData(tools.command(c).db, committee.id, year, found.planned.month);
    const codes = (c.req.queries("kod") ?? []).slice(0, MOST_CHOICES).map((code) => code.slice(0, 500));
    const asked = (c.req.query("sok") ?? "").trim().slice(0, 200);
    const choices = codes.length ? codes.map((code) => figureToken(code, figures)) : asked ? figureChoices(figures, year, asked).slice(0, MOST_CHOICES) : [];
    return c.json(choices.map((choice) => tokenOf(choice, figures)));
  });

  const show = async (c: Context, action: "document.write" | "document.write-part"): Promise<Response> => {
    const text = await load(c);
    if (!text) return tools.notFound(c);
    const { href, known, scope, unit } = text;
    if (!tools.may(c, action, unit?.id ?? scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal(action) });
    if (!mayBeWritten(standingOf(await listDocumentSteps(tools.command(c).db, { committeeId: scope.committee.id, year: scope.year, documentKind: text.planned.key })))) {
      return page(c, text, <><p class="notice">Dokumentet är framlagt eller beslutat, och texten skrivs inte i. <a href={pageHref(scope, "dokument", `/${text.planned.key}/beslut`)}>Ta tillbaka det, eller påbörja en reviderad upplaga</a></p>{known?.body ? <p><a href={text.away}>Läs avsnittet i dokumentet</a>, med dess siffror.</p> : <p>Avsnittet har ingen text.</p>}</>);
    }
    const figured = known !== null && (known.readAs !== null || known.carried !== null || known.body.includes("{{") || /\d/.test(known.body));
    const figures = figured ? await loadFigureData(tools.command(c).db, scope.committee.id, scope.year, text.planned.month) : null;
    const since = known && figures ? changedSinceRead(known, figures) : null;
    const place = { committeeId: scope.committee.id, year: scope.year, documentKind: text.planned.key, section: text.key };
    const writers = await tellWriters(tools, c, place);
    const unread = known ? unreadSentences(known) : [];
    const typed = known && figures ? typedFigures(known.body, figures, scope.year) : [];
    const rereadButton = known && figures && (
      <form method="post" action={`${href}/omlast`}>
        <input type="hidden" name="visad" value={proseText(known.body, figures)} />
        <p class="actions"><button class="ds-button" data-variant="secondary">Jag har läst om texten, den stämmer</button></p>
      </form>
    );
    return page(c, text, (
      <>
        <p class="notice" role="status" data-writers={`${href}/skriver`} hidden={writers === ""}>{writers}</p>
        {since && (
          <section class="notice">
            <p><strong>Siffror i texten har ändrats sedan den skrevs.</strong> Läs om den: stämmer orden än?</p>
            <div class="version"><TextChanges from={since.before} to={since.after} /></div>
            {unread.length === 0 && rereadButton}
          </section>
        )}
        {unread.length > 0 && (
          <section class="notice">
            <p><strong>{counted(unread.length, "mening", "meningar")} från {scope.year - 1}.</strong> Åren är framflyttade och siffrorna nya. Stämmer orden än?</p>
            <ul>{unread.map((sentence) => <li>{figures ? proseText(sentence, figures) : sentence}</li>)}</ul>
            {rereadButton}
          </section>
        )}
        {typed.length > 0 && (
          <details class="notice typed"><summary>{counted(typed.length, "skriven siffra finns", "skrivna siffror finns")} i registret</summary>
            <p>De följer inte med när registret ändras. Byt dem mot siffror som hämtas: skriv / och måttets namn, eller klistra in det som står här.</p>
            <ul>{typed.map(({ code, label, said }) => <li><strong>{said}</strong> {label}: <code class="token">{code}</code></li>)}</ul>
          </details>
        )}
        {form(c, text, { body: known?.body ?? "", version: known?.version ?? 0 }, null, figures)}
        <Comments view={await loadCommentView(tools, c, place, pageHref(scope, "dokument", `/${text.planned.key}`))} />
      </>
    ), 200, EDITOR);
  };
  const save = async (c: Context): Promise<Response> => {
    const text = await load(c);
    if (!text) return tools.notFound(c);
    const { away, href, key, planned, scope, unit } = text;
    const sent = await c.req.formData().catch(() => new FormData());
    const given = { body: sentField(sent, "body") ?? "", version: sentVersion(sent) };
    try {
      const saved = await (unit ? writePart : writeSection)(tools.command(c), { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key, section: key, ...given });
      return saved.ok ? c.redirect(away, 303) : page(c, text, form(c, text, given, saved.failure), 422, EDITOR);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      const { conflict } = error;
      const who = await tools.who(c, [conflict.by ?? ""]);
      return page(c, { ...text, title: `Två har skrivit i ${text.title}` }, (
        <ConflictForm away={away} action={href} conflict={conflict} who={who} asked={conflict.conflicts.map((one) => ({ name: "body", label: text.title, conflict: one, prose: true }))}>
          <input type="hidden" name="version" value={String(conflict.version)} />
        </ConflictForm>
      ), 409);
    }
  };
  const address = "/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/avsnitt/:section{[a-z0-9-]+}";
  app.get(address, guard("document.write"), (c) => show(c, "document.write"));
  app.post(address, guard("document.write"), save);
  app.get(`${address}/enhet/:unit{[0-9]{1,9}}`, guard("document.write-part"), (c) => show(c, "document.write-part"));
  app.post(`${address}/enhet/:unit{[0-9]{1,9}}`, guard("document.write-part"), save);
  const versions = async (c: Context, action: "document.write" | "document.write-part"): Promise<Response> => {
    const text = await load(c);
    if (!text) return tools.notFound(c);
    const { href, key, known, planned, scope, unit } = text;
    if (!tools.may(c, action, unit?.id ?? scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal(action) });
    const all = await listSectionVersions(tools.command(c).db, { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key }, key);
    const who = await tools.who(c, all.map(({ by }) => by ?? ""));
    const chosen = all.find(({ version }) => String(version) === c.req.query("version")) ?? all[1] ?? null;
    const body = known?.body ?? "";
    return page(c, { ...text, title: `Versioner: ${text.title}` }, (
      <>
        <p><a href={href}>Skriv i avsnittet</a></p>
        {all.length < 2 || !chosen ? <p>Texten har bara en version.</p> : (
          <>
            <form class="filters" method="get">
              <label>Version<select name="version">{all.slice(1).map(({ at, by, version }) => <option value={String(version)} selected={version === chosen.version}>{swedishTime(at)}, {who(by ?? "")} ({version})</option>)}</select></label>
              <button class="ds-button" data-variant="secondary">Jämför med nu</button>
            </form>
            <h2>Från {swedishTime(chosen.at)} till nu</h2>
            {chosen.body === body ? <p>Texten är densamma nu.</p> : (
              <>
                <div class="version"><TextChanges from={chosen.body} to={body} /></div>
                <form method="post" action={href}>
                  <input type="hidden" name="version" value={String(known?.version ?? 0)} />
                  <input type="hidden" name="body" value={chosen.body} />
                  <p class="actions"><button class="ds-button" data-variant="secondary">Ta tillbaka texten från {swedishTime(chosen.at)}</button></p>
                </form>
              </>
            )}
          </>
        )}
      </>
    ));
  };
  app.get(`${address}/versioner`, guard("document.write"), (c) => versions(c, "document.write"));
  app.get(`${address}/enhet/:unit{[0-9]{1,9}}/versioner`, guard("document.write-part"), (c) => versions(c, "document.write-part"));
  const reread = async (c: Context): Promise<Response> => {
    const text = await load(c);
    if (!text) return tools.notFound(c);
    const { key, known, planned, scope, unit } = text;
    const sent = await c.req.formData().catch(() => new FormData());
    const read = await (unit ? rereadPart : rereadSection)(tools.command(c), { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key, section: key, shown: String(sent.get("visad") ?? "").replaceAll("\r\n", "\n") });
    return read.ok ? c.redirect(pageHref(scope, "dokument", `/${planned.key}/avsnitt`), 303) : page(c, text, form(c, text, { body: known?.body ?? "", version: known?.version ?? 0 }, read.failure), 409, EDITOR);
  };
  app.post(`${address}/omlast`, guard("document.write"), reread);
  app.post(`${address}/enhet/:unit{[0-9]{1,9}}/omlast`, guard("document.write-part"), reread);
}
