import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { ConflictForm, sentField, sentVersion } from "../platform/ui/edit.tsx";
import { historyHref, TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { counted } from "../platform/swedish.ts";
import { TextChanges } from "../platform/ui/text-changes.tsx";
import { loadFigureData } from "./document-reads.ts";
import { changedSinceRead, figureChoices } from "./live-figure.ts";
import type { SectionText } from "./section-text.ts";
import { rereadSection, writeSection } from "./section-text-commands.ts";
import { listSectionTexts } from "./section-text-reads.ts";
import { isTemplateKind, TEMPLATES, type TemplateKind, type TemplateSection } from "./template.ts";

const MOST_CHOICES = 60;

export function sectionEditPages(app: Hono, tools: PageTools<Scope>): void {
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    const kind = c.req.param("kind") ?? "";
    if (!scope || !isTemplateKind(kind)) return null;
    const sections = await listSectionTexts(tools.command(c).db, { committeeId: scope.committee.id, year: scope.year, documentKind: kind });
    const section = TEMPLATES[kind].sections.find(({ key }) => key === c.req.param("section"));
    const figures = sections.some(({ readAs }) => readAs !== null) ? await loadFigureData(tools.command(c).db, scope.committee.id, scope.year) : null;
    const changed = (one: SectionText | null) => (one && figures ? changedSinceRead(one, figures) : null);
    return { scope, kind, changed, sections, section: section ?? null, known: sections.find((one) => one.section === section?.key) ?? null };
  };
  const page = (c: Context, scope: Scope, kind: TemplateKind, title: string, body: Child, status: 200 | 409 | 422 = 200) =>
    tools.page(c, { title, active: "dokument", status, live: [`section_text:${scope.committee.id}/${scope.year}/${kind}/${c.req.param("section")}`], writing: true, body: <><p class="small"><a href={pageHref(scope, "dokument", `/${kind}`)}>{TEMPLATES[kind].title} {scope.year}</a> · <a href={pageHref(scope, "dokument", `/${kind}/avsnitt`)}>Alla avsnitt</a></p><h1>{title}</h1>{body}</> }, scope);
  const form = (scope: Scope, kind: TemplateKind, section: TemplateSection, given: { body: string; version: number }, failure: Failure | null) => (
    <>
      {failure && <FailureBox heading="Inget är sparat" {...failure} />}
      <form method="post" action={pageHref(scope, "dokument", `/${kind}/avsnitt/${section.key}`)}>
        <input type="hidden" name="version" value={String(given.version)} />
        <label class="wide">Text<textarea class="ds-input" name="body" rows={18} {...fieldOf(failure, "body")} aria-describedby={failure?.field === "body" ? "fel-mening skrivhjalp" : "skrivhjalp"}>{given.body}</textarea></label>
        <p class="muted small" id="skrivhjalp">En tom rad skiljer stycken åt. En rad som börjar med ### är en underrubrik, en som börjar med ett streck och ett mellanslag är en punkt i en lista. Det som står inom dubbla klamrar, {"{{ }}"}, hämtar en siffra ur registret: låt det stå. <a href={pageHref(scope, "dokument", `/${kind}/siffror`)} target="_blank" rel="noopener">Hitta en siffra (ny flik)</a></p>
        <p class="actions"><button class="ds-button">Spara</button> <a href={pageHref(scope, "dokument", `/${kind}#${section.key}`)}>Avbryt</a>{given.version > 0 && <a href={historyHref("section_text", `${scope.committee.id}/${scope.year}/${kind}/${section.key}`)}>Historik</a>}</p>
      </form>
    </>
  );

  app.get("/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z-]+}/avsnitt", guard("document.write"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { changed, kind, scope, sections } = loaded;
    const asked = sections.filter((one) => changed(one) !== null);
    return tools.page(c, {
      title: `Skriv ${TEMPLATES[kind].title.toLowerCase()}`, active: "dokument",
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "dokument", `/${kind}`)}>{TEMPLATES[kind].title} {scope.year}</a></p>
          <h1>Skriv {TEMPLATES[kind].title.toLowerCase()} {scope.year}</h1>
          <p>Tabeller och siffror hämtas ur registret. Här skrivs texten i varje avsnitt.</p>
          {asked.length > 0 && <p class="notice">{counted(asked.length, "avsnitt har siffror", "avsnitt har siffror")} som har ändrats sedan texten skrevs: läs om {asked.length === 1 ? "det" : "dem"}.</p>}
          <ul class="rows">
            {TEMPLATES[kind].sections.map((section) => {
              const words = sections.find((one) => one.section === section.key)?.body.split(/\s+/).filter(Boolean).length ?? 0;
              return <li><a href={pageHref(scope, "dokument", `/${kind}/avsnitt/${section.key}`)}>{section.heading}</a><span class="muted">{words ? `${words} ord` : "Ingen text"}{asked.some((one) => one.section === section.key) && <strong>, läs om: siffror har ändrats</strong>}</span></li>;
            })}
          </ul>
        </>
      ),
    }, scope);
  });

  app.get("/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z-]+}/siffror", guard("document.write"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { kind, scope } = loaded;
    const asked = (c.req.query("sok") ?? "").trim().slice(0, 200);
    const choices = asked ? figureChoices(await loadFigureData(tools.command(c).db, scope.committee.id, scope.year), scope.year, asked) : [];
    return tools.page(c, {
      title: "Hitta en siffra", active: "dokument",
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "dokument", `/${kind}/avsnitt`)}>Skriv {TEMPLATES[kind].title.toLowerCase()} {scope.year}</a></p>
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

  const address = "/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z-]+}/avsnitt/:section{[a-z-]+}";
  app.get(address, guard("document.write"), async (c) => {
    const loaded = await load(c);
    if (!loaded?.section) return tools.notFound(c);
    const { kind, known, scope, section } = loaded;
    if (!tools.may(c, "document.write", scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("document.write") });
    const since = loaded.changed(known);
    return page(c, scope, kind, section.heading, (
      <>
        {since && (
          <section class="notice">
            <p><strong>Siffror i texten har ändrats sedan den skrevs.</strong> Läs om den: stämmer orden än?</p>
            <div class="version"><TextChanges from={since.before} to={since.after} /></div>
            <form method="post" action={pageHref(scope, "dokument", `/${kind}/avsnitt/${section.key}/omlast`)}>
              <input type="hidden" name="visad" value={since.after} />
              <p class="actions"><button class="ds-button" data-variant="secondary">Jag har läst om texten, den stämmer</button></p>
            </form>
          </section>
        )}
        {form(scope, kind, section, { body: known?.body ?? "", version: known?.version ?? 0 }, null)}
      </>
    ));
  });
  app.post(`${address}/omlast`, guard("document.write"), async (c) => {
    const loaded = await load(c);
    if (!loaded?.section) return tools.notFound(c);
    const { kind, known, scope, section } = loaded;
    const sent = await c.req.formData().catch(() => new FormData());
    const read = await rereadSection(tools.command(c), { committeeId: scope.committee.id, year: scope.year, documentKind: kind, section: section.key, shown: String(sent.get("visad") ?? "").replaceAll("\r\n", "\n") });
    return read.ok ? c.redirect(pageHref(scope, "dokument", `/${kind}/avsnitt`), 303) : page(c, scope, kind, section.heading, form(scope, kind, section, { body: known?.body ?? "", version: known?.version ?? 0 }, read.failure), 409);
  });
  app.post(address, guard("document.write"), async (c) => {
    const loaded = await load(c);
    if (!loaded?.section) return tools.notFound(c);
    const { kind, scope, section } = loaded;
    const sent = await c.req.formData().catch(() => new FormData());
    const given = { body: sentField(sent, "body") ?? "", version: sentVersion(sent) };
    try {
      const saved = await writeSection(tools.command(c), { committeeId: scope.committee.id, year: scope.year, documentKind: kind, section: section.key, ...given });
      if (!saved.ok) return page(c, scope, kind, section.heading, form(scope, kind, section, given, saved.failure), 422);
      return c.redirect(pageHref(scope, "dokument", `/${kind}#${section.key}`), 303);
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      const { conflict } = error;
      const who = await tools.who(c, [conflict.by ?? ""]);
      return page(c, scope, kind, `Två har skrivit i ${section.heading}`, (
        <ConflictForm away={pageHref(scope, "dokument", `/${kind}#${section.key}`)} action={pageHref(scope, "dokument", `/${kind}/avsnitt/${section.key}`)} conflict={conflict} who={who} asked={conflict.conflicts.map((one) => ({ name: "body", label: section.heading, conflict: one, prose: true }))}>
          <input type="hidden" name="version" value={String(conflict.version)} />
        </ConflictForm>
      ), 409);
    }
  });
}
