import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { swedishTime } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { TextChanges } from "../platform/ui/text-changes.tsx";
import type { DocumentModel } from "./document.ts";
import { blackline } from "./document-blackline.ts";
import { findingsOf } from "./document-check-reads.ts";
import { openErrors } from "./document-check.ts";
import { findLook } from "./document-look-reads.ts";
import type { PdfRenderer } from "./pdf-renderer.ts";
import { DOCUMENT_TURNS, renderDocument } from "./document-renderer.ts";
import { STEP_COMMANDS } from "./document-step-commands.ts";
import { differencesOf, findDocument, findFrozen, type DocumentDifferences, type FoundDocument } from "./document-step-reads.ts";
import { DOCUMENT_TRANSITIONS, editionName, mayBeWritten, STATE_WORDS, STEP_WORDS, type DocumentStep, type DocumentStepKind } from "./document-step.ts";
import { findPlannedDocument } from "./template-reads.ts";
import type { PlannedDocument } from "./template.ts";

const MOST_SHOWN = 200;

interface LoadedDocument {
  readonly scope: Scope;
  readonly planned: PlannedDocument;
  readonly found: FoundDocument;
}

/** Where a document goes from draft to decision, and where what has changed since is seen. */
export function documentStepPages(app: Hono, tools: PageTools<Scope>, pdf: PdfRenderer): void {
  const placeOf = async (c: Context): Promise<Omit<LoadedDocument, "found"> | null> => {
    const scope = await tools.scope(c);
    const planned = scope && (await findPlannedDocument(tools.db(c), scope.committee, scope.year, c.req.param("kind") ?? ""));
    return scope && planned ? { scope, planned } : null;
  };
  const load = async (c: Context): Promise<LoadedDocument | null> => {
    const place = await placeOf(c);
    return place && { ...place, found: await findDocument(tools.db(c), place.scope, place.planned) };
  };
  const frozenOf = async (c: Context, scope: Scope, step: DocumentStep | null | undefined): Promise<DocumentModel | null> => (step?.hash ? findFrozen(tools.db(c), scope.committee.id, step.hash) : null);

  const show = async (c: Context, { found, planned, scope }: LoadedDocument, failure: Failure | null = null, sent: FormData | null = null) => {
    const { standing, steps } = found;
    const home = pageHref(scope, "dokument", `/${planned.key}`);
    const held = standing.approved && !["decided", "published"].includes(standing.state) ? standing.approved : null;
    const approved = held && !found.approvedNow ? await frozenOf(c, scope, held) : null;
    const decidedStep = standing.decided.at(-1) ?? null;
    const decided = await frozenOf(c, scope, decidedStep);
    const since = decided ? differencesOf(decided, found.now) : null;
    const who = await tools.who(c, steps.map(({ actor }) => actor));
    const open = DOCUMENT_TRANSITIONS.filter(({ action, from }) => from.includes(standing.state) && tools.may(c, action, scope.committee.id))
      // What is approved as it is now is not approved once more.
      .filter(({ kind: step }) => step !== "approved" || !held || !found.approvedNow)
      .filter(({ kind: step }) => (step !== "proposed" && step !== "decided") || found.approvedNow);
    const name = planned.title;
    const findings = mayBeWritten(standing) ? await findingsOf(tools.db(c), { committeeId: scope.committee.id, year: scope.year, documentKind: planned.key }, found.now) : [];
    const errors = openErrors(findings).length;
    return tools.page(c, {
      title: `${name}: beslut`, active: "dokument", status: failure ? (failure.code === "changed" || failure.code === "not-approved" ? 409 : 422) : 200, live: ["*@here"], writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "dokument")}>Dokument {scope.year}</a> · <a href={home}>{name}</a></p>
          <h1>{name}: från utkast till beslut</h1>
          {failure && <FailureBox heading="Inget är ändrat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          <p class="lead"><strong>{STATE_WORDS[standing.state]}</strong>{standing.edition > 1 && `, ${editionName(standing.edition)} upplaga`}{held && !found.approvedNow && ", men ändrat sedan dess"}</p>
          {mayBeWritten(standing) && <p>Texterna skrivs under <a href={`${home}/avsnitt`}>Skriv texterna</a>; siffrorna följer registret tills dokumentet är beslutat.</p>}
          {findings.length > 0 && <p>{errors > 0 ? <>Dokumentet säger emot sig självt: <a href={`${home}/granskning`}>{counted(errors, "fel är obesvarat", "fel är obesvarade")}</a>.</> : <>Inget fel är obesvarat. <a href={`${home}/granskning`}>Se granskningen</a></>}</p>}
          {held && found.approvedNow && <p>Det som är godkänt är dokumentet som det är nu, till sista siffran.</p>}
          {approved && (
            <section>
              <h2>Ändrat sedan det godkändes</h2>
              <p>Det som godkändes {swedishTime(held!.at)} är inte längre vad dokumentet säger. Det läggs inte fram och beslutas inte förrän det är godkänt på nytt.</p>
              <Differences differences={differencesOf(approved, found.now)} before="Godkänt" after="Nu" home={home} />
            </section>
          )}
          {since && (
            <section>
              <h2>Ändrat sedan beslutet</h2>
              {since.figures.length + since.texts.length === 0 ? <p>Registret säger detsamma som det beslutade dokumentet.</p> : (
                <>
                  <p>Det beslutade dokumentet är som det beslutades. Registret säger nu något annat:</p>
                  <Differences differences={since} before="Beslutat" after="Nu" home={home} />
                </>
              )}
            </section>
          )}
          {standing.decided.length > 0 && <p>{standing.state === "published" && <><a href={`/publicerat/${scope.committee.slug}/${scope.year}/${planned.key}`}>Så läses det av alla</a>{tools.may(c, "document.decide", scope.committee.id) && " · "}</>}{tools.may(c, "document.decide", scope.committee.id) && <a href={`${home}/publicering`}>Undanta något från publicering</a>}</p>}
          {open.length > 0 && <section><h2>Gå vidare</h2>{open.map((transition) => <StepForm transition={transition} found={found} failure={failure} sent={sent} errors={errors} />)}</section>}
          {steps.length > 0 && (
            <section>
              <h2>Vad som har hänt</h2>
              <TableScroll label="Vad som har hänt">
                <WordTable caption="Steg för steg, det senaste sist" columns={["Steg", "Upplaga", "När", "Vem", "Sammanträde", "Anteckning", "Fingeravtryck"]} rows={steps.map((step) => ({ cells: [STEP_WORDS[step.kind], step.edition === 1 ? "första" : editionName(step.edition), swedishTime(step.at), who(step.actor), step.onDate ?? "–", step.note ?? "–", step.hash ? step.hash.slice(0, 12) : "–"] }))} />
              </TableScroll>
              <p class="muted small">Fingeravtrycket (SHA-256) är räknat på allt i dokumentet: text, siffror och deras källor. Hela fingeravtrycket står i loggens händelse.</p>
            </section>
          )}
        </>
      ),
    }, scope);
  };

  const address = "/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/beslut";
  app.get(address, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded) : tools.notFound(c);
  });
  app.post(address, guard("read"), async (c) => {
    const place = await placeOf(c);
    if (!place) return tools.notFound(c);
    const { planned, scope } = place;
    const form = await c.req.formData().catch(() => new FormData());
    const transition = DOCUMENT_TRANSITIONS.find((one) => `${one.kind}-${one.action}` === sentField(form, "steg"));
    if (!transition) return show(c, (await load(c))!, { code: "bad-step", message: "Välj ett av stegen nedan." }, form);
    const taken = await STEP_COMMANDS[transition.action](tools.command(c), {
      committeeId: scope.committee.id, year: scope.year, documentKind: planned.key, kind: transition.kind, seen: sentNumber(form, "sett"), hash: sentField(form, "hash"), onDate: sentField(form, "onDate"), note: sentField(form, "note"), despiteErrors: sentField(form, "anda") === "ja",
    });
    return taken.ok ? c.redirect(`${c.req.path}?sparat=1`, 303) : show(c, (await load(c))!, taken.failure, form);
  });

  /** The two editions that the address asks to compare: the last two that were decided, or the last one and what it is now. */
  const compared = async (c: Context, { found, scope }: LoadedDocument) => {
    const { decided } = found.standing;
    const asked = (name: string): DocumentStep | null => decided.find(({ edition }) => String(edition) === c.req.query(name)) ?? null;
    const from = asked("fran") ?? (decided.length > 1 ? decided.at(-2)! : decided.at(-1)) ?? null;
    const to = c.req.query("till") === "nu" ? null : (asked("till") ?? (decided.length > 1 ? decided.at(-1)! : null));
    return { from, to, before: await frozenOf(c, scope, from), after: to ? await frozenOf(c, scope, to) : found.now };
  };
  const words = (step: DocumentStep | null): string => (step ? `${step.edition === 1 ? "första upplagan" : `${editionName(step.edition)} upplaga`}, beslutad ${step.onDate ?? ""}` : "som det är nu");
  const base = "/:committee/:year{[0-9]{4}}/dokument/:kind{[a-z0-9-]+}/skillnader";
  for (const format of ["pdf", "docx", "html"] as const) {
    app.get(`${base}/${format}`, guard("read"), async (c) => {
      const loaded = await load(c);
      const two = loaded && (await compared(c, loaded));
      if (!loaded || !two?.before || !two.after) return tools.notFound(c);
      const [before, after] = [{ model: two.before, name: words(two.from) }, { model: two.after, name: words(two.to) }];
      const made = await DOCUMENT_TURNS.take(async () => renderDocument(blackline(before, after), format, pdf, await findLook(tools.db(c), loaded.scope.committee.municipalityId)));
      if (!made.ok) throw new Refused(made.failure);
      return new Response(made.value.bytes as Uint8Array<ArrayBuffer>, { headers: { "content-type": made.value.mediaType, "content-disposition": `${format === "html" ? "inline" : "attachment"}; filename="skillnader-${loaded.planned.key}-${loaded.scope.year}.${format}"`, "cache-control": "no-store" } });
    });
  }
  app.get(base, guard("read"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { found, planned, scope } = loaded;
    const { decided } = found.standing;
    const { after, before, from, to } = await compared(c, loaded);
    const query = new URLSearchParams({ fran: String(from?.edition ?? ""), till: to ? String(to.edition) : "nu" });
    const name = planned.title;
    const home = pageHref(scope, "dokument", `/${planned.key}`);
    return tools.page(c, {
      title: `${name}: skillnader`, active: "dokument",
      body: (
        <>
          <p class="small"><a href={home}>{name}</a> · <a href={`${home}/beslut`}>Från utkast till beslut</a></p>
          <h1>{name}: skillnader</h1>
          {!before || !after ? <p>Dokumentet är inte beslutat ännu, så det finns inget att jämföra med.</p> : (
            <>
              <form class="filters" method="get">
                <label>Från<select name="fran">{decided.map((step) => <option value={String(step.edition)} selected={step === from}>{words(step)}</option>)}</select></label>
                <label>Till<select name="till">{decided.map((step) => <option value={String(step.edition)} selected={step === to}>{words(step)}</option>)}<option value="nu" selected={to === null}>som det är nu</option></select></label>
                <button class="ds-button" data-variant="secondary">Visa</button>
              </form>
              <p class="actions"><a class="ds-button" data-variant="secondary" href={`${home}/skillnader/pdf?${query}`}>Hämta skillnaderna som PDF</a> <a href={`${home}/skillnader/docx?${query}`}>Word</a> <a href={`${home}/skillnader/html?${query}`}>Webbsida</a></p>
              <Differences differences={differencesOf(before, after)} before={from!.edition === 1 ? "Första upplagan" : "Tidigare"} after={to ? "Senare" : "Nu"} home={home} />
            </>
          )}
        </>
      ),
    }, scope);
  });
}

function StepForm({ errors, failure, found, sent, transition: { action, kind, words } }: { errors: number; transition: (typeof DOCUMENT_TRANSITIONS)[number]; found: FoundDocument; failure: Failure | null; sent: FormData | null }) {
  const key = `${kind}-${action}`;
  const own = sent !== null && sentField(sent, "steg") === key;
  const given = (name: string): string => (own ? (sentField(sent, name) ?? "") : "");
  const proposed = found.steps.findLast((step) => step.kind === "proposed")?.onDate ?? "";
  const meeting = kind === "proposed" || kind === "decided";
  const NOTES: Readonly<Partial<Record<DocumentStepKind, string>>> = { returned: "Varför", decided: "Paragraf och beslut", published: "Anteckning", reviewed: "Till den som granskar", revised: "Varför" };
  const note = NOTES[kind];
  return (
    <form method="post" class="step narrow">
      <input type="hidden" name="steg" value={key} />
      <input type="hidden" name="sett" value={String(found.steps.length)} />
      <input type="hidden" name="hash" value={found.hash} />
      {meeting && <label>Sammanträdets dag<input class="ds-input" type="date" name="onDate" required value={given("onDate") || (kind === "decided" ? proposed : "")} {...(own ? fieldOf(failure, "onDate") : {})} /></label>}
      {note && <label>{note}{kind !== "returned" && <span class="hint"> (frivilligt)</span>}<input class="ds-input" name="note" maxlength={1000} required={kind === "returned"} value={given("note")} {...(own ? fieldOf(failure, "note") : {})} /></label>}
      {kind === "proposed" && errors > 0 && <label class="check"><input type="checkbox" name="anda" value="ja" /> Lägg fram det fast {counted(errors, "fel är obesvarat", "fel är obesvarade")}</label>}
      <p class="actions"><button class="ds-button" data-variant={kind === "returned" || kind === "revised" ? "secondary" : undefined}>{words}</button></p>
    </form>
  );
}

/** What differs between two documents: figure by figure, and word by word. */
function Differences({ after, before, differences: { figures, texts }, home }: { differences: DocumentDifferences; before: string; after: string; home: string }) {
  if (!figures.length && !texts.length) return <p>Inget skiljer dem åt.</p>;
  return (
    <>
      {figures.length > 0 && (
        <TableScroll label="Siffror som skiljer sig">
          <table class="figures">
            <caption>{counted(figures.length, "siffra", "siffror")}{figures.length > MOST_SHOWN && `, de ${MOST_SHOWN} första`}</caption>
            <thead><tr><th scope="col">Var</th><th scope="col" class="number">{before}</th><th scope="col" class="number">{after}</th></tr></thead>
            <tbody>{figures.slice(0, MOST_SHOWN).map((one) => <tr><th scope="row"><a href={`${home}${one.anchor ? `#${one.anchor}` : ""}`}>{one.where}</a></th><td class="number">{one.before === null ? "fanns inte" : one.before || "–"}</td><td class="number">{one.after === null ? "finns inte" : one.after || "–"}</td></tr>)}</tbody>
          </table>
        </TableScroll>
      )}
      {texts.length > 0 && <h3>{counted(texts.length, "avsnitt har andra ord", "avsnitt har andra ord")}</h3>}
      {texts.map((one) => <div><p><a href={`${home}${one.anchor ? `#${one.anchor}` : ""}`}>{one.heading}</a></p><div class="version"><TextChanges from={one.before} to={one.after} /></div></div>)}
    </>
  );
}
