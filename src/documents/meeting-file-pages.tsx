import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused } from "../platform/outcome.ts";
import { enclosureHref } from "./enclosure-pages.tsx";
import { findEnclosureFile } from "./enclosure-reads.ts";
import { sizeText } from "../platform/file-name.ts";
import { MOST_JOINED_BYTES } from "./enclosure.ts";
import { findLook } from "./document-look-reads.ts";
import { DOCUMENT_TURNS, renderDocument, type Format } from "./document-renderer.ts";
import { findFrozen, listStepsOf } from "./document-step-reads.ts";
import { enclosuresOf, type DocumentModel } from "./document.ts";
import { meetingFile, meetingsOf, type MeetingPlace } from "./meeting-file.ts";
import { editionName } from "./document-step.ts";
import type { PdfRenderer } from "./pdf-renderer.ts";

interface MeetingMatter {
  readonly place: MeetingPlace;
  readonly model: DocumentModel;
  readonly href: string;
  /** With the edition, where it is not the first. */
  readonly title: string;
}

/** What is put to a committee's meetings, and each meeting's documents as one file with bookmarks. */
export function meetingFilePages(app: Hono, tools: PageTools<Scope>, pdf: PdfRenderer): void {
  const mattersOf = async (c: Context, { committee }: Scope, places: readonly MeetingPlace[]): Promise<MeetingMatter[]> => {
    const matters: MeetingMatter[] = [];
    for (const place of places) {
      const model = await findFrozen(tools.db(c), committee.id, place.hash);
      const then = (await listCommittees(tools.db(c), place.year)).find(({ id }) => id === committee.id);
      if (model && then) matters.push({ place, model, title: [model.title, editionName(place.edition)].filter(Boolean).join(", "), href: pageHref({ committee: then, year: place.year }, "dokument", `/${place.documentKind}`) });
    }
    return matters;
  };
  app.get("/:committee/:year{[0-9]{4}}/dokument/sammantraden", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const meetings = [...meetingsOf(await listStepsOf(tools.db(c), scope.committee.id))];
    const shown = await Promise.all(meetings.map(async ([onDate, places]) => ({ onDate, matters: await mattersOf(c, scope, places) })));
    const home = pageHref(scope, "dokument", "/sammantraden");
    return tools.page(c, {
      title: "Sammanträden", active: "dokument", live: ["*@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "dokument")}>Dokument {scope.year}</a></p>
          <h1>Sammanträden</h1>
          <p>Det som är framlagt för eller beslutat vid {scope.committee.name}s sammanträden. Alla handlingar till ett sammanträde hämtas som en PDF med bokmärken.</p>
          {shown.length === 0 && <p>Inget dokument är framlagt. Ett dokument läggs fram under <q>Från utkast till beslut</q> när det är godkänt.</p>}
          {shown.map(({ matters, onDate }) => (
            <section>
              <h2>{onDate}{onDate >= today() && <span class="muted small"> kommande</span>}</h2>
              <ol>{matters.map(({ href, model, place, title }) => <li><a href={href}>{title}</a>{model.diaryNumber && `, ${model.diaryNumber}`} <span class="muted">{place.decided ? "beslutat" : "framlagt"}</span>{enclosuresOf(model).length > 0 && <ul class="small">{enclosuresOf(model).map((enclosure) => <li><a href={enclosureHref(href, enclosure)}>{enclosure.title}</a></li>)}</ul>}</li>)}</ol>
              <p class="actions"><a class="ds-button" data-variant="secondary" href={`${home}/${onDate}.pdf`}>Alla handlingar som PDF<span class="visually-hidden"> till {onDate}</span></a><a href={`${home}/${onDate}.docx`}>Word<span class="visually-hidden"> till {onDate}</span></a></p>
            </section>
          ))}
        </>
      ),
    }, scope);
  });
  app.get("/:committee/:year{[0-9]{4}}/dokument/sammantraden/:day{[0-9]{4}-[0-9]{2}-[0-9]{2}\\.(pdf|docx|html)}", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    const [onDate = "", format = ""] = c.req.param("day").split(".");
    const places = scope && meetingsOf(await listStepsOf(tools.db(c), scope.committee.id)).get(onDate);
    if (!scope || !places?.length) return tools.notFound(c);
    const made = await DOCUMENT_TURNS.take(async () => {
      const matters = await mattersOf(c, scope, places);
      const joined = format === "pdf" ? matters.flatMap(({ model }) => enclosuresOf(model)).reduce((sum, { byteCount }) => sum + byteCount, 0) : 0;
      if (joined > MOST_JOINED_BYTES) throw new Refused({ code: "too-large", message: `Sammanträdets handlingar är tillsammans ${sizeText(joined)}, mer än de ${sizeText(MOST_JOINED_BYTES)} som går i en fil; hämta dem var för sig.` });
      const file = meetingFile(matters, { committee: scope.committee.name, municipality: scope.committee.municipality, onDate });
      return renderDocument(file, format as Format, pdf, await findLook(tools.db(c), scope.committee.municipalityId), ({ hash }) => findEnclosureFile(tools.command(c).db, scope.committee.id, hash));
    });
    if (!made.ok) throw new Refused(made.failure);
    return new Response(made.value.bytes as Uint8Array<ArrayBuffer>, { headers: { "content-type": made.value.mediaType, "content-disposition": `${format === "html" ? "inline" : "attachment"}; filename="handlingar-${scope.committee.slug}-${onDate}.${format}"`, "cache-control": "no-store" } });
  });
}
