import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { yearsWithGoals } from "../goals/goal-reads.ts";
import { yearsWithStatements } from "../finance/statement-reads.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { together } from "../platform/db/together.ts";
import type { Failure } from "../platform/outcome.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { sourceHref, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { listStandings, readDocument } from "./document-step-reads.ts";
import { findLook } from "./document-look-reads.ts";
import { editionName, mayBeWritten, STATE_WORDS } from "./document-step.ts";
import { commentsHref, countOpenComments } from "./section-comment-reads.ts";
import { enclosureHref } from "./enclosure-pages.tsx";
import { DocumentArticle } from "./html-renderer.tsx";
import type { PdfRenderer } from "./pdf-renderer.ts";
import { DOCUMENT_TURNS, renderDocument, type Format } from "./document-renderer.ts";
import { counted, slug } from "../platform/swedish.ts";
import { listReports } from "./section-text-reads.ts";
import { planDocument } from "./template-commands.ts";
import { findPlannedDocument, listShownDocuments, listTemplates } from "./template-reads.ts";
import type { PlannedDocument } from "./template.ts";

/** A year's documents of one kind, of its quarters, follow-ups or meetings: they are told in one place, for they are much alike. */
function AlikeDocuments({ documents, hrefOf, stateOf }: { readonly documents: readonly PlannedDocument[]; stateOf(key: string): string; hrefOf(rest: string): string }) {
  const { purpose, title } = documents[0]!.template;
  return (
    <section>
      <h2>{title}</h2>
      <p>{purpose}</p>
      <WordTable caption={title} columns={["Rapport", "Läge", "Dokumentet", "Arbeta med det"]} rows={documents.map((planned) => {
        const about = <span class="visually-hidden"> {planned.title}</span>;
        return { cells: [
          <a href={hrefOf(planned.key)}>{planned.title}</a>, stateOf(planned.key),
          <><a href={hrefOf(`${planned.key}.pdf`)}>PDF{about}</a> · <a href={hrefOf(`${planned.key}.docx`)}>Word{about}</a> · <a href={hrefOf(`${planned.key}.html`)}>Webbsida{about}</a></>,
          <><a href={hrefOf(`${planned.key}/avsnitt`)}>Texterna{about}</a> · <a href={hrefOf(`${planned.key}/granskning`)}>Granskning{about}</a> · <a href={hrefOf(`${planned.key}/beslut`)}>Beslut{about}</a></>,
        ] };
      })} />
    </section>
  );
}

export function documentPages(app: Hono, tools: PageTools<Scope>, pdf: PdfRenderer): void {
  const list = async (c: Context, scope: Scope, failure: Failure | null = null, sent: FormData | null = null) => {
    const db = tools.db(c);
    const { committee, year } = scope;
    const [goals, amounts, reports, documents, templates] = await together(db, [() => yearsWithGoals(db, committee.id), () => yearsWithStatements(db, committee.id), () => listReports(db, committee.id), () => listShownDocuments(db, committee, year), () => listTemplates(db, committee.municipalityId)]);
    const years = [...new Set([...goals, ...amounts])].sort();
    const standings = await listStandings(db, scope, documents.map(({ key }) => key));
    const may = tools.may(c, "document.write", committee.id);
    const free = templates.filter(({ per }) => per === "any");
    return tools.page(c, {
      title: "Dokument", active: "dokument", status: failure ? 422 : 200,
      body: (
        <>
          <h1>Dokument {year}</h1>
          {failure && <FailureBox heading="Inget dokument är gjort" {...failure} />}
          <p>Dokumenten görs ur registret, med de siffror som gäller när de hämtas, tills de är beslutade: då står de som de beslutades. Siffrorna i tabellerna leder till raden de kommer från.</p>
          {!years.includes(year) && <p class="notice">För {year} finns inga mål eller belopp. {years.length > 0 && <>Det finns för {years.join(", ")}.</>}</p>}
          {documents.map((planned, index) => {
            if (planned.template.per === "quarter" || planned.template.per === "review" || planned.template.per === "meeting") return documents[index - 1]?.template.key === planned.template.key ? null : <AlikeDocuments documents={documents.filter(({ template }) => template.key === planned.template.key)} stateOf={(key) => STATE_WORDS[standings.get(key)!.state]} hrefOf={(rest) => pageHref(scope, "dokument", `/${rest}`)} />;
            const { key, template: { per, purpose }, title } = planned;
            const { edition, state } = standings.get(key)!;
            const read = key === "annual-report" || key === "operational-plan";
            return (
              <section>
                <h2>{title}</h2>
                {per !== "any" && purpose && <p>{purpose}</p>}
                <p><strong>{STATE_WORDS[state]}</strong>{edition > 1 && `, ${editionName(edition)} upplaga`}.{planned.dueOn !== null && ` Texterna ska vara klara ${planned.dueOn}.`} <a href={pageHref(scope, "dokument", `/${key}/beslut`)}>Från utkast till beslut<span class="visually-hidden"> för {title}</span></a></p>
                {read && years.includes(year) && !reports.some((report) => report.year === year && report.documentKind === key) && (
                  <p class="notice">Ingen {planned.template.title.toLowerCase()} för {year} är inläst. Dokumentet görs av det som finns i registret och blir ofullständigt.</p>
                )}
                <p class="actions">
                  <a class="ds-button" href={pageHref(scope, "dokument", `/${key}`)}>Visa<span class="visually-hidden"> {title}</span></a>
                  <a class="ds-button" data-variant="secondary" href={pageHref(scope, "dokument", `/${key}.pdf`)}>Hämta PDF<span class="visually-hidden"> av {title}</span></a>
                  <a class="ds-button" data-variant="secondary" href={pageHref(scope, "dokument", `/${key}.docx`)}>Hämta Word<span class="visually-hidden"> av {title}</span></a>
                  <a href={pageHref(scope, "dokument", `/${key}.html`)}>Webbsida<span class="visually-hidden"> av {title}</span></a>
                  {(per === "year" || per === "point") && <a href={pageHref(scope, "dokument", `/${key}.pdf?diagram=ja`)}>PDF med diagram<span class="visually-hidden"> av {title}</span></a>}
                  <a href={pageHref(scope, "dokument", `/${key}/avsnitt`)}>{may ? "Skriv texterna" : "Texterna"}<span class="visually-hidden"> i {title}</span></a>
                  <a href={pageHref(scope, "dokument", `/${key}/granskning`)}>Granskning<span class="visually-hidden"> av {title}</span></a>
                  <a href={pageHref(scope, "dokument", `/${key}/handlingar`)}>Handlingar<span class="visually-hidden"> till {title}</span></a>
                </p>
              </section>
            );
          })}
          {may && free.length > 0 && (
            <section>
              <h2>Nytt dokument</h2>
              <form method="post" class="filters">
                <label>Slag<select name="template" {...fieldOf(failure, "template")}>{free.map(({ key, title }) => <option value={key} selected={sent !== null && sentField(sent, "template") === key}>{title}</option>)}</select></label>
                <label>Namn<input class="ds-input" name="name" size={40} maxlength={150} required value={sent === null ? "" : (sentField(sent, "name") ?? "")} {...fieldOf(failure, "name")} /></label>
                <label>Texterna ska vara klara <span class="hint">(frivilligt)</span><input class="ds-input" type="date" name="dueOn" value={sent === null ? "" : (sentField(sent, "dueOn") ?? "")} {...fieldOf(failure, "dueOn")} /></label>
                <button class="ds-button" data-variant="secondary">Gör dokumentet</button>
              </form>
            </section>
          )}
          <p class="small"><a href={pageHref(scope, "dokument", "/sammantraden")}>Sammanträden och deras handlingar</a> · <a href={pageHref(scope, "dokument", "/mallar/alla")}>Dokumentens mallar</a>{tools.may(c, "template.change", committee.municipalityId) && <> · <a href={pageHref(scope, "dokument", "/mallar/utseende")}>Logotyp, färg och typsnitt</a></>}</p>
        </>
      ),
    }, scope);
  };
  app.get("/:committee/:year{[0-9]{4}}/dokument", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    return scope ? list(c, scope) : tools.notFound(c);
  });
  app.post("/:committee/:year{[0-9]{4}}/dokument", guard("document.write"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const made = await planDocument(tools.command(c), { committeeId: scope.committee.id, year: scope.year, templateKey: sentField(form, "template") ?? "", name: sentField(form, "name") ?? "", dueOn: sentField(form, "dueOn") });
    return made.ok ? c.redirect(pageHref(scope, "dokument", `/${made.value.key}/avsnitt`), 303) : list(c, scope, made.failure, form);
  });

  app.get("/:committee/:year{[0-9]{4}}/dokument/:file{[a-z0-9-]+(\\.(pdf|docx|html))?}", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    const [kind = "", format] = c.req.param("file").split(".");
    const planned = scope && (await findPlannedDocument(tools.db(c), scope.committee, scope.year, kind));
    if (!scope || !planned) return tools.notFound(c);
    const read = () => readDocument(tools.db(c), scope, planned, { charts: c.req.query("diagram") === "ja", working: c.req.query("arbete") === "ja" });
    if (!format) {
      const { decision, model, standing } = await read();
      const home = pageHref(scope, "dokument", `/${kind}`);
      const latest = standing.decided.at(-1) ?? null;
      const talks = mayBeWritten(standing) && tools.may(c, "document.comment", scope.committee.id) ? await countOpenComments(tools.db(c), { committeeId: scope.committee.id, year: scope.year, documentKind: kind }) : null;
      const places = planned.template.sections.filter(({ key }) => model.blocks.some((block) => block.kind === "heading" && block.id === key));
      const body = (
        <>
          <p class="small"><a href={pageHref(scope, "dokument")}>Dokument {scope.year}</a> · <a href={`${home}.pdf`}>PDF</a> · <a href={`${home}.docx`}>Word</a> · <a href={`${home}/avsnitt`}>{tools.may(c, "document.write", scope.committee.id) ? "Skriv texterna" : "Texterna"}</a> · <a href={`${home}/beslut`}>Från utkast till beslut</a></p>
          {decision && <div class="notice"><p><strong>Det beslutade dokumentet</strong>, som det var {decision.onDate}. Siffrorna är de som beslutades; vad registret säger nu står under <a href={`${home}/beslut`}>från utkast till beslut</a>.{standing.state !== "decided" && standing.state !== "published" && <> En {editionName(standing.edition)} upplaga är påbörjad: <a href={`${home}?arbete=ja`}>visa den</a>.</>}</p></div>}
          {!decision && latest && <p class="notice">Arbetsversionen, ur registret som det är nu. <a href={home}>Visa det beslutade dokumentet</a> · <a href={`${home}/skillnader?till=nu`}>Skillnader</a></p>}
          {talks && (
            <div class="talks small" data-comments>
              {talks.size > 0 && <p><strong>{counted([...talks.values()].reduce((sum, count) => sum + count, 0), "öppen kommentar", "öppna kommentarer")}</strong>: {places.filter(({ key }) => talks.has(key)).map(({ heading, key }, index) => <>{index > 0 && ", "}<a href={commentsHref(home, key)}>{heading}</a></>)}</p>}
              <details><summary>Kommentera ett avsnitt</summary><ul class="plain">{places.map(({ heading, key }) => <li><a href={commentsHref(home, key)} data-section={key}>{heading}</a></li>)}</ul></details>
            </div>
          )}
          <DocumentArticle model={model} link={(source) => `${sourceHref(source)}&dokument=${kind}/${scope.year}`} fileOf={(enclosure) => enclosureHref(home, enclosure)} />
        </>
      );
      return tools.page(c, { title: `${model.title}, ${model.committee}`, active: "dokument", live: ["*@here"], ...(talks ? { islands: ["comment-selection"] } : {}), body }, scope);
    }
    const rendered = await DOCUMENT_TURNS.take(async () => renderDocument((await read()).model, format as Format, pdf, await findLook(tools.db(c), scope.committee.municipalityId)));
    if (!rendered.ok) {
      const body = <><h1>Dokument {scope.year}</h1><FailureBox heading="Dokumentet gjordes inte" message={rendered.failure.message} /></>;
      return tools.page(c, { title: "Dokument", active: "dokument", status: 422, body }, scope);
    }
    const name = [slug(planned.template.per === "year" ? planned.template.title : planned.title), scope.committee.slug, `${scope.year}.${format}`].join("-");
    return new Response(rendered.value.bytes as Uint8Array<ArrayBuffer>, {
      headers: { "content-type": rendered.value.mediaType, "content-disposition": `${format === "html" ? "inline" : "attachment"}; filename="${name}"`, "cache-control": "no-store" },
    });
  });
}
