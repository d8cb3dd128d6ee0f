import type { Hono } from "hono";
import { listStepsOf } from "../documents/document-step-reads.ts";
import { standingOf } from "../documents/document-step.ts";
import type { PdfRenderer } from "../documents/pdf-renderer.ts";
import { listMatterEnclosures } from "../matters/matter-enclosure-reads.ts";
import { listMatters, listMeetings } from "../matters/matter-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { counted } from "../platform/swedish.ts";
import { FailureBox } from "../platform/ui/page.tsx";
import { makeArchivePackage } from "./archive-commands.ts";

/** A year's decided documents and its diary, taken out for the e-archive. */
export function archivePages(app: Hono, tools: PageTools<Scope>, pdf: PdfRenderer, version: string): void {
  const path = "/:committee/:year{[0-9]{4}}/arenden/arkiv";
  const page = async (c: Parameters<PageTools<Scope>["scope"]>[0], failure: string | null) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const { committee, year } = scope;
    const db = tools.db(c);
    const documents = (await listStepsOf(db, committee.id)).filter((one) => one.year === year).reduce((sum, { steps }) => sum + standingOf(steps).decided.length, 0);
    const own = (await listMatters(db, committee.id)).filter((one) => one.year === year);
    const matters = own.length;
    const going = own.filter(({ closedOn, struckReason }) => closedOn === null && struckReason === null).length;
    const files = await listMatterEnclosures(db, own.map(({ id }) => id));
    const meetings = (await listMeetings(db, committee.id)).filter(({ onDate }) => onDate.startsWith(`${year}-`)).length;
    return tools.page(c, {
      title: "Till e-arkivet", active: "arenden", status: failure ? 422 : 200,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "arenden")}>Ärenden {year}</a></p>
          <h1>Till e-arkivet: {year}</h1>
          {failure && <FailureBox heading="Inget paket gjordes" message={failure} />}
          <p>Paketet följer E-ARK (en SIP: METS, PREMIS och Dublin Core i en zippad mapp). I det finns varje beslutad upplaga som PDF, HTML och den frysta handlingen, dess tabeller som CSV, bifogade filer, och diariet med sammanträden, beslut, expediering och återrapportering. Varje fil har sitt fingeravtryck.</p>
          <p>Sekretess följer med i paketet och står vid varje ärende: lämna det bara till arkivet.</p>
          {documents + matters + meetings === 0 ? <p>Inget är beslutat eller diariefört för {year}.</p> : (
            <>
              <p>{counted(documents, "beslutad upplaga", "beslutade upplagor")}, {counted(matters, "ärende", "ärenden")}, {counted(files.length, "handling", "handlingar")}{files.some(({ secrecy }) => secrecy === "secret") && ` (varav ${files.filter(({ secrecy }) => secrecy === "secret").length} med sekretess)`} och {counted(meetings, "sammanträde", "sammanträden")} kommer med.{going > 0 && ` ${counted(going, "ärende pågår", "ärenden pågår")} ännu.`} Att paketet hämtades skrivs i loggen.</p>
              <form method="post" action={pageHref(scope, "arenden", "/arkiv")}><button class="ds-button">Hämta paketet</button></form>
            </>
          )}
        </>
      ),
    }, scope);
  };
  app.get(path, guard("document.decide"), (c) => page(c, null));
  app.post(path, guard("document.decide"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const made = await makeArchivePackage(tools.command(c), { scope, pdf, version });
    if (!made.ok) return page(c, made.failure.message);
    return c.body(new Uint8Array(made.value.bytes), 200, { "content-type": "application/zip", "content-disposition": `attachment; filename="${made.value.fileName}"`, "cache-control": "no-store" });
  });
}
