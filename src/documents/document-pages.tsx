import type { Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { yearsWithGoals } from "../goals/goal-reads.ts";
import { yearsWithStatements } from "../finance/statement-reads.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { sourceHref } from "../platform/ui/figures.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import { listStandings, readDocument } from "./document-step-reads.ts";
import { editionName, STATE_WORDS } from "./document-step.ts";
import { DocumentArticle } from "./html-renderer.tsx";
import type { PdfRenderer } from "./pdf-renderer.ts";
import { renderDocument, type Format } from "./render-document.ts";
import { slug } from "../platform/swedish.ts";
import { listReports } from "./section-text-reads.ts";
import { isTemplateKind, TEMPLATES } from "./template.ts";

const PURPOSE = {
  "annual-report": "Nämndens svar för året: mål, ekonomi, personal, intern kontroll, verksamhetsmått och återrapportering.",
  "operational-plan": "Nämndens plan: mål med aktiviteter och mått, budget, taxor, kvalitetsdeklarationer och internkontrollplan.",
} as const;

export function documentPages(app: Hono, tools: PageTools<Scope>, pdf: PdfRenderer): void {
  app.get("/:committee/:year{[0-9]{4}}/dokument", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const years = [...new Set([...(await yearsWithGoals(tools.db(c), scope.committee.id)), ...(await yearsWithStatements(tools.db(c), scope.committee.id))])].sort();
    const reports = await listReports(tools.db(c), scope.committee.id);
    const standings = await listStandings(tools.db(c), scope, Object.values(TEMPLATES).map(({ kind }) => kind));
    return tools.page(c, {
      title: "Dokument",
      active: "dokument",
      body: (
        <>
          <h1>Dokument {scope.year}</h1>
          <p>Dokumenten görs ur registret, med de siffror som gäller när de hämtas, tills de är beslutade: då står de som de beslutades. Siffrorna i tabellerna leder till raden de kommer från.</p>
          {!years.includes(scope.year) && <p class="notice">För {scope.year} finns inga mål eller belopp. {years.length > 0 && <>Det finns för {years.join(", ")}.</>}</p>}
          {Object.values(TEMPLATES).map(({ kind, title }) => (
            <section>
              <h2>{title} {scope.year}</h2>
              <p>{PURPOSE[kind]}</p>
              <p><strong>{STATE_WORDS[standings.get(kind)!.state]}</strong>{standings.get(kind)!.edition > 1 && `, ${editionName(standings.get(kind)!.edition)} upplaga`}. <a href={pageHref(scope, "dokument", `/${kind}/beslut`)}>Från utkast till beslut<span class="visually-hidden"> för {title.toLowerCase()}</span></a></p>
              {years.includes(scope.year) && !reports.some((report) => report.year === scope.year && report.documentKind === kind) && (
                <p class="notice">Ingen {title.toLowerCase()} för {scope.year} är inläst. Dokumentet görs av det som finns i registret och blir ofullständigt.</p>
              )}
              <p class="actions">
                <a class="ds-button" href={pageHref(scope, "dokument", `/${kind}`)}>Visa<span class="visually-hidden"> {title.toLowerCase()}</span></a>
                <a class="ds-button" data-variant="secondary" href={pageHref(scope, "dokument", `/${kind}.pdf`)}>Hämta PDF<span class="visually-hidden"> av {title.toLowerCase()}</span></a>
                <a class="ds-button" data-variant="secondary" href={pageHref(scope, "dokument", `/${kind}.docx`)}>Hämta Word<span class="visually-hidden"> av {title.toLowerCase()}</span></a>
                <a href={pageHref(scope, "dokument", `/${kind}.html`)}>Fristående webbsida<span class="visually-hidden"> av {title.toLowerCase()}</span></a>
                <a href={pageHref(scope, "dokument", `/${kind}.pdf?diagram=ja`)}>PDF med diagram<span class="visually-hidden"> av {title.toLowerCase()}</span></a>
                {tools.may(c, "document.write", scope.committee.id) && <a href={pageHref(scope, "dokument", `/${kind}/avsnitt`)}>Skriv texterna<span class="visually-hidden"> i {title.toLowerCase()}</span></a>}
              </p>
            </section>
          ))}
        </>
      ),
    }, scope);
  });

  app.get("/:committee/:year{[0-9]{4}}/dokument/:file{[a-z-]+(\\.(pdf|docx|html))?}", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    const [kind = "", format] = c.req.param("file").split(".");
    if (!scope || !isTemplateKind(kind)) return tools.notFound(c);
    const { decision, model, standing } = await readDocument(tools.db(c), scope, kind, { charts: c.req.query("diagram") === "ja", working: c.req.query("arbete") === "ja" });
    if (!format) {
      const home = pageHref(scope, "dokument", `/${kind}`);
      const latest = standing.decided.at(-1) ?? null;
      const body = (
        <>
          {decision && <div class="notice"><p><strong>Det beslutade dokumentet</strong>, som det var {decision.onDate}. Siffrorna är de som beslutades; vad registret säger nu står under <a href={`${home}/beslut`}>från utkast till beslut</a>.{standing.state !== "decided" && standing.state !== "published" && <> En {editionName(standing.edition)} upplaga är påbörjad: <a href={`${home}?arbete=ja`}>visa den</a>.</>}</p></div>}
          {!decision && latest && <p class="notice">Arbetsversionen, ur registret som det är nu. <a href={home}>Visa det beslutade dokumentet</a> · <a href={`${home}/skillnader?till=nu`}>Skillnader</a></p>}
          <DocumentArticle model={model} link={sourceHref} />
        </>
      );
      return tools.page(c, { title: `${model.title}, ${model.committee}`, active: "dokument", live: ["*@here"], body }, scope);
    }
    const rendered = await renderDocument(model, format as Format, pdf);
    if (!rendered.ok) {
      const body = <><h1>Dokument {scope.year}</h1><FailureBox heading="Dokumentet gjordes inte" message={rendered.failure.message} /></>;
      return tools.page(c, { title: "Dokument", active: "dokument", status: 422, body }, scope);
    }
    const name = [slug(TEMPLATES[kind].title), scope.committee.slug, `${scope.year}.${format}`].join("-");
    return new Response(rendered.value.bytes as Uint8Array<ArrayBuffer>, {
      headers: { "content-type": rendered.value.mediaType, "content-disposition": `${format === "html" ? "inline" : "attachment"}; filename="${name}"`, "cache-control": "no-store" },
    });
  });
}
