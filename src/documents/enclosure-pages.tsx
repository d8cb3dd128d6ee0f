import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure, Outcome } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField, sentNumber, sentVersion } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { mayBeWritten, standingOf } from "./document-step.ts";
import { listDocumentSteps } from "./document-step-reads.ts";
import { addEnclosure, changeEnclosure, moveEnclosure, removeEnclosure } from "./enclosure-commands.ts";
import { readEnclosureFile, type EnclosureFile } from "./enclosure-file-adapter.ts";
import { findEnclosureFile, listEnclosures, type StoredEnclosure } from "./enclosure-reads.ts";
import { enclosureForm, LONGEST_ENCLOSURE_TITLE, MOST_ENCLOSURE_BYTES, titleOfFile, type Enclosure } from "./enclosure.ts";
import { fileDisposition, sizeText } from "../platform/file-name.ts";
import { findPlannedDocument } from "./template-reads.ts";
import type { PlannedDocument } from "./template.ts";

/** Where an enclosure is fetched, by a document's own address: the bytes that it had, also after another has taken its place. */
export const enclosureHref = (documentHref: string, { hash, id }: Pick<Enclosure, "id" | "hash">): string => `${documentHref}/handlingar/${id}-${hash}.pdf`;
/** An answer that is a PDF, opened where it is asked for. */
const pdfAnswer = (bytes: Uint8Array, fileName: string): Response =>
  new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { "content-type": "application/pdf", "content-disposition": fileDisposition("inline", fileName, "pdf"), "cache-control": "no-store" } });

interface Loaded {
  readonly scope: Scope;
  readonly planned: PlannedDocument;
  readonly home: string;
  readonly enclosures: readonly StoredEnclosure[];
  readonly open: boolean;
  readonly state: string;
}
/** What a form that failed had: of which enclosure, and the name that was typed. */
interface Sent {
  readonly id: number | null;
  readonly title: string | null;
}

/** Where files are laid with a document. */
export function enclosurePages(app: Hono, tools: PageTools<Scope>): void {
  const load = async (c: Context): Promise<Loaded | null> => {
    const scope = await tools.scope(c);
    const db = tools.db(c);
    const planned = scope && (await findPlannedDocument(db, scope.committee, scope.year, c.req.param("kind") ?? ""));
    if (!scope || !planned) return null;
    const place = { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key };
    const standing = standingOf(await listDocumentSteps(db, place));
    return { scope, planned, home: pageHref(scope, "dokument", `/${planned.key}`), enclosures: await listEnclosures(db, place), open: mayBeWritten(standing), state: standing.state };
  };
  const show = async (c: Context, { enclosures, home, open, planned, scope, state }: Loaded, failure: Failure | null = null, sent: Sent | null = null) => {
    const able = tools.may(c, "document.write", scope.committee.id);
    const may = open && able;
    const field = (id: number | null, name: string) => ({ ...fieldOf(sent?.id === id ? failure : null, name), id: `falt-${name}-${id ?? "ny"}` });
    return tools.page(c, {
      title: `Handlingar: ${planned.title}`, active: "dokument", status: failure ? (failure.code === "decided-document" ? 409 : 422) : 200, live: ["*@here"], writing: true,
      body: (
        <>
          <p class="small"><a href={home}>{planned.title}</a> · <a href={`${home}/avsnitt`}>Texterna</a> · <a href={`${home}/beslut`}>Från utkast till beslut</a></p>
          <h1>Handlingar: {planned.title}</h1>
          {failure && <FailureBox heading="Inget är ändrat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          <p>Det som bifogas räknas upp i dokumentet, följer med i sammanträdets handlingar, och godkänns och beslutas tillsammans med det, till sista tecknet. Vad som inte ska publiceras väljs när dokumentet är beslutat.</p>
          {!open && able && <p class="notice">{state === "proposed" ? "Dokumentet är framlagt för sammanträdet, och dess handlingar ändras inte." : "Dokumentet är beslutat, och dess handlingar ändras inte. Påbörja en reviderad upplaga för att ändra dem."}</p>}
          {enclosures.length === 0 ? <p>Inget är bifogat.{may && " Välj en PDF nedan."}</p> : (
            <ol class="enclosures">
              {enclosures.map((enclosure, index) => (
                <li id={`handling-${enclosure.id}`}>
                  <p><a href={enclosureHref(home, enclosure)}>{enclosure.title}</a> <span class="muted">({enclosureForm(enclosure)})</span></p>
                  {enclosure.findings.length > 0 && <Findings findings={enclosure.findings} title={enclosure.title} />}
                  {may && (
                    <details open={sent?.id === enclosure.id}>
                      <summary>Ändra<span class="visually-hidden"> {enclosure.title}</span></summary>
                      <form method="post" action={`${home}/handlingar/${enclosure.id}`} enctype="multipart/form-data" class="narrow">
                        <input type="hidden" name="version" value={String(enclosure.version)} />
                        <label>Namn<input class="ds-input" name="title" maxlength={LONGEST_ENCLOSURE_TITLE} required value={sent?.id === enclosure.id ? (sent.title ?? "") : enclosure.title} {...field(enclosure.id, "title")} /></label>
                        <label>Annan fil <span class="hint">(frivilligt; den som ligger här nu heter {enclosure.fileName})</span><input type="file" name="fil" accept="application/pdf,.pdf" {...field(enclosure.id, "file")} /></label>
                        <p class="actions"><button class="ds-button" data-variant="secondary">Spara</button></p>
                      </form>
                      <p class="actions">
                        {index > 0 && <Step home={home} enclosure={enclosure} step="upp" words="Flytta upp" />}
                        {index < enclosures.length - 1 && <Step home={home} enclosure={enclosure} step="ner" words="Flytta ner" />}
                        <Step home={home} enclosure={enclosure} step="bort" words="Ta bort" />
                      </p>
                    </details>
                  )}
                </li>
              ))}
            </ol>
          )}
          {may && (
            <section>
              <h2>Bifoga en handling</h2>
              <form method="post" action={`${home}/handlingar`} enctype="multipart/form-data" class="narrow">
                <label>Fil <span class="hint">(PDF, högst {sizeText(MOST_ENCLOSURE_BYTES)})</span><input type="file" name="fil" accept="application/pdf,.pdf" required {...field(null, "file")} /></label>
                <label>Namn <span class="hint">(frivilligt; annars filens namn. Namnet publiceras, även när filen undantas)</span><input class="ds-input" name="title" maxlength={LONGEST_ENCLOSURE_TITLE} value={sent?.id === null ? (sent.title ?? "") : ""} {...field(null, "title")} /></label>
                <p class="actions"><button class="ds-button">Bifoga</button></p>
              </form>
            </section>
          )}
        </>
      ),
    }, scope);
  };

  const address = "/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/handlingar";
  app.get(address, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded) : tools.notFound(c);
  });
  app.get(`${address}/:file{[0-9]{1,9}-[0-9a-f]{64}\\.pdf}`, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    const [id = "", hash = ""] = c.req.param("file").replace(".pdf", "").split("-");
    const bytes = scope && (await findEnclosureFile(tools.command(c).db, scope.committee.id, hash));
    if (!scope || !bytes) return tools.notFound(c);
    const named = (await listEnclosures(tools.db(c), { committeeId: scope.committee.id, year: scope.year, documentKind: c.req.param("kind") })).find((one) => one.hash === hash);
    return pdfAnswer(bytes, named?.fileName ?? `handling-${id}.pdf`);
  });

  /** The file that a form sent; null where it sent none. */
  const sentFile = async (form: FormData): Promise<Outcome<EnclosureFile> | null> => {
    const file = form.get("fil");
    return file instanceof File && file.name ? readEnclosureFile(file.name, new Uint8Array(await file.arrayBuffer())) : null;
  };
  const answered = async (c: Context, home: string, saved: Outcome<unknown>, sent: Sent) => (saved.ok ? c.redirect(`${home}/handlingar?sparat=1`, 303) : show(c, (await load(c))!, saved.failure, sent));
  app.post(address, guard("document.write"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { home, planned, scope } = loaded;
    const form = await c.req.formData().catch(() => new FormData());
    const sent = { id: null, title: sentField(form, "title") };
    const file = await sentFile(form);
    if (!file?.ok) return show(c, loaded, file?.failure ?? { code: "no-file", field: "file", message: "Välj den PDF som ska bifogas." }, sent);
    const { value } = file;
    return answered(c, home, await addEnclosure(tools.command(c), { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key, title: sent.title ?? titleOfFile(value.fileName), file: value }), sent);
  });
  const one = `${address}/:id{[0-9]{1,9}}`;
  app.post(one, guard("document.write"), async (c) => {
    const loaded = await load(c);
    const id = Number(c.req.param("id"));
    if (!loaded?.enclosures.some((enclosure) => enclosure.id === id)) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const sent = { id, title: sentField(form, "title") };
    const file = await sentFile(form);
    if (file && !file.ok) return show(c, loaded, file.failure, sent);
    return answered(c, loaded.home, await changeEnclosure(tools.command(c), { enclosureId: id, version: sentVersion(form), title: sent.title ?? "", file: file?.ok ? file.value : null }), sent);
  });
  app.post(`${address}/steg`, guard("document.write"), async (c) => {
    const loaded = await load(c);
    const form = await c.req.formData().catch(() => new FormData());
    const enclosureId = sentNumber(form, "handling");
    if (!loaded?.enclosures.some(({ id }) => id === enclosureId)) return tools.notFound(c);
    const step = sentField(form, "steg");
    const saved = step === "bort" ? await removeEnclosure(tools.command(c), { enclosureId }) : await moveEnclosure(tools.command(c), { enclosureId, step: step === "upp" ? -1 : 1 });
    return answered(c, loaded.home, saved, { id: enclosureId, title: null });
  });
}

const Step = ({ enclosure, home, step, words }: { home: string; enclosure: StoredEnclosure; step: "upp" | "ner" | "bort"; words: string }) => (
  <form method="post" action={`${home}/handlingar/steg`} class="inline">
    <input type="hidden" name="handling" value={String(enclosure.id)} />
    <button class="ds-button" data-variant="tertiary" name="steg" value={step}>{words}<span class="visually-hidden"> {enclosure.title}</span></button>
  </form>
);

const MOST_FINDINGS = 8;
/** What keeps a file from being read by all, which a machine can find. */
const Findings = ({ findings, title }: { findings: readonly string[]; title: string }) => (
  <details class="small">
    <summary><strong>Inte tillgänglig</strong>: {counted(findings.length, "brist", "brister")}<span class="visually-hidden"> i {title}</span></summary>
    <ul>{findings.slice(0, MOST_FINDINGS).map((finding) => <li>{finding}</li>)}{findings.length > MOST_FINDINGS && <li>… och {findings.length - MOST_FINDINGS} till.</li>}</ul>
    <p>Spara om den från Word med <q>Dokumentstrukturtaggar för tillgänglighet</q>, och byt fil. Det som publiceras ska kunna läsas av alla (lag 2018:1937).</p>
  </details>
);
