import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { swedishTime } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { addTally, emptyTally } from "../platform/db/upsert.ts";
import { counted, formatNumber } from "../platform/swedish.ts";
import { TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { pageHref } from "../organisation/scope.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import { FailureBox } from "../platform/ui/page.tsx";
import { itemsOf, PARTS, type ItemKey, type Part } from "./acceptance.ts";
import { MAX_FILE_BYTES, readFile } from "./file-adapter.ts";
import { acceptReading, forgetReading, proposeReading, type Receivers } from "./reading-commands.ts";
import { findReading, findReadingByHash, listReadings, type ReadDocument } from "./reading-reads.ts";
import { itemContent, itemText } from "./reading-item-pages.tsx";
import { KIND_WORDS } from "./reading-summary.ts";

const PART_WORDS: Readonly<Record<Part, string>> = {
  goals: "Mål", assignments: "Uppdrag", indicators: "Mått utan mål över sig", series: "Månadsserier", statements: "Ekonomi- och personaltabeller", yearlyTables: "Årsstatistik", risks: "Risker",
  controlResults: "Kontrollresultat", declarations: "Kvalitetsdeklarationer", fees: "Taxor och avgifter", reportBacks: "Återrapportering", sections: "Texter",
};

export function readingPages<Scope>(app: Hono, tools: PageTools<Scope>, receivers: Receivers): void {
  /** The overview of what was accepted of a file the last time, at the committee's own address. */
  const acceptedTo = async (c: Context, { acceptedPlace: place }: ReadDocument): Promise<string | null> => {
    const committee = place && (await listCommittees(tools.db(c), place.year)).find(({ id }) => id === place.committeeId);
    return committee ? pageHref({ committee, year: place.year }, "oversikt") : null;
  };
  const start = async (c: Context, failure: string | null) => (
    <>
      <h1>Läs in en rapport</h1>
      {failure && <FailureBox heading="Filen gick inte att läsa" message={failure} />}
      <p>Välj en publicerad årsredovisning, verksamhetsplan eller internkontrollplan. Du får se vad som förstods bredvid källan innan något sparas.</p>
      <form method="post" action="/las-in" enctype="multipart/form-data">
        <div class="dropzone" data-dropzone>
          <label for="fil"><strong>Fil</strong> <span class="muted">(PDF, Word eller text, högst {MAX_FILE_BYTES / 1048576} MB)</span></label><br />
          <input id="fil" type="file" name="fil" accept=".txt,.md,.pdf,.docx,text/plain,application/pdf" required />
          <p class="muted small" data-drop-hint hidden>Du kan också släppa filen här.</p>
        </div>
        <button class="ds-button">Läs filen</button> <span role="status" data-progress></span>
      </form>
      <Earlier readings={await listReadings(tools.db(c))} />
    </>
  );

  app.get("/las-in", guard("reading.propose"), async (c) => tools.page(c, { title: "Läs in", active: "las-in", body: await start(c, null), islands: ["dropzone"] }));

  app.post("/las-in", guard("reading.propose"), async (c) => {
    const refuse = async (message: string, status: 413 | 422 = 422) => tools.page(c, { title: "Läs in", active: "las-in", body: await start(c, message), islands: ["dropzone"], status });
    if (Number(c.req.header("content-length") ?? 0) > MAX_FILE_BYTES + 100_000) return refuse(`Filen är större än ${MAX_FILE_BYTES / 1048576} MB; dela den.`, 413);
    const form = await c.req.formData().catch(() => null);
    const file = form?.get("fil");
    if (!(file instanceof File) || !file.name) return refuse("Ingen fil valdes; välj en fil och försök igen.");
    const read = await readFile(file.name.replaceAll("\u0000", ""), new Uint8Array(await file.arrayBuffer()));
    if (!read.ok) return refuse(read.failure.message);
    return c.redirect(`/las-in/${await proposeReading(tools.command(c), read.value)}`, 303);
  });

  app.get("/las-in/:id{[0-9]{1,9}}", guard("reading.propose"), async (c) => {
    const document = await findReading(tools.db(c), Number(c.req.param("id")));
    if (!document) return tools.notFound(c);
    return tools.page(c, { title: `Granska ${document.fileName}`, active: "las-in", body: <Review document={document} acceptedTo={await acceptedTo(c, document)} failure={null} saved={/^[\p{L}\d ,\u00a0]{1,80}$/u.exec(c.req.query("sparat") ?? "")?.[0] ?? null} /> });
  });

  app.post("/las-in/:id{[0-9]{1,9}}/godkannande", guard("reading.accept"), async (c) => {
    const document = await findReading(tools.db(c), Number(c.req.param("id")));
    if (!document) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const text = (name: string) => String(form.get(name) ?? "").replaceAll("\u0000", "").trim() || undefined;
    const to = await acceptedTo(c, document);
    const known = new Set(PARTS.flatMap((part) => itemsOf(document.reading, part)).map(({ key }) => key));
    const items = new Set((form.getAll("item").map(String) as ItemKey[]).filter((key) => known.has(key)));
    const year = text("year");
    // What was filled in stays, also over what another accepted in between.
    const given: Given = { items, municipality: text("municipality") ?? "", committee: text("committee") ?? "", year: year ?? "" };
    const refuse = async (message: string, status: 409 | 422 = 422) => {
      const now = (await findReading(tools.db(c), document.id)) ?? document;
      return tools.page(c, { title: `Granska ${document.fileName}`, active: "las-in", body: <Review document={now} acceptedTo={to} failure={message} given={given} />, status });
    };
    if (year && !/^(19|20)\d\d$/.test(year)) return refuse(`»${year.slice(0, 20)}« är inget år; skriv fyra siffror, till exempel 2021.`);
    if (!items.size) return refuse("Inget är förkryssat; kryssa för det som ska sparas.");
    const accepted = await acceptReading(tools.command(c), {
      receivers,
      readingId: document.id,
      items,
      version: Number(/^\d{1,9}$/.exec(text("version") ?? "")?.[0] ?? 0),
      municipality: text("municipality"),
      committee: text("committee"),
      year: year ? Number(year) : undefined,
    });
    if (!accepted.ok) return refuse(accepted.failure.message, accepted.failure.code === "changed" ? 409 : 422);
    const total = Object.values(accepted.value.tallies).reduce((sum, tally) => addTally(sum, tally), emptyTally());
    const told = `${counted(total.added, "ny", "nya")}, ${counted(total.changed, "ändrad", "ändrade")}, ${counted(total.unchanged, "oförändrad", "oförändrade")}${total.kept ? `, ${formatNumber(String(total.kept))} behölls som de skrivits för hand` : ""}`;
    return c.redirect(`/las-in/${document.id}?sparat=${encodeURIComponent(told)}`, 303);
  });

  app.post("/las-in/:id{[0-9]{1,9}}/borttagning", guard("reading.propose"), async (c) => {
    const document = await findReading(tools.db(c), Number(c.req.param("id")));
    if (!document) return tools.notFound(c);
    const forgotten = await forgetReading(tools.command(c), document.id);
    if (forgotten.ok) return c.redirect("/las-in", 303);
    return tools.page(c, { title: `Granska ${document.fileName}`, active: "las-in", body: <Review document={document} acceptedTo={await acceptedTo(c, document)} failure={forgotten.failure.message} />, status: 422 });
  });

  app.get("/kalla/:hash{[0-9a-f]{64}}", guard("read"), async (c) => {
    const id = await findReadingByHash(tools.db(c), c.req.param("hash"));
    const document = id === null ? null : await findReading(tools.db(c), id);
    if (!document) return tools.notFound(c);
    const body = <><h1>{document.fileName}</h1><p>Läst {swedishTime(document.readAt)} av {document.readBy}.</p><Source document={document} /></>;
    return tools.page(c, { title: document.fileName, active: "las-in", body });
  });
}

const Earlier = ({ readings }: { readings: Awaited<ReturnType<typeof listReadings>> }) =>
  readings.length === 0 ? null : (
    <>
      <h2>Tidigare inlästa</h2>
      <TableScroll label="Tidigare inlästa">
        <WordTable
          caption="Tidigare inlästa filer"
          columns={["Fil", "Läst", "Av", "Sparat"]}
          rows={readings.map((one) => ({
            cells: [<a href={`/las-in/${one.id}`}>{one.fileName}</a>, swedishTime(one.readAt), one.readBy, one.acceptedAt ? swedishTime(one.acceptedAt) : "Inte sparat"],
          }))}
        />
      </TableScroll>
    </>
  );

/** A form as it was sent. */
interface Given {
  readonly items: ReadonlySet<ItemKey>;
  readonly municipality: string;
  readonly committee: string;
  readonly year: string;
}

function Review({ document, acceptedTo, failure, given = null, saved = null }: { document: ReadDocument; acceptedTo: string | null; failure: string | null; given?: Given | null; saved?: string | null }) {
  const { reading } = document;
  const head = reading.document;
  const place = document.format === "pdf" ? "sida" : document.format === "docx" ? "stycke" : "rad";
  const nothing = PARTS.every((part) => itemsOf(reading, part).length === 0);
  const unread = reading.tables.filter(({ recognisedAs }) => recognisedAs === null);
  return (
    <>
      <h1>Granska det som lästes</h1>
      {failure && <FailureBox heading="Inget sparades" message={failure} />}
      {document.acceptedAt && (
        <p class="notice" role="status">
          Sparat i registret {swedishTime(document.acceptedAt)}{document.accepted ? `: ${counted(document.accepted.length, "post", "poster")}` : ""}{saved && ` (${saved})`}.{" "}
          {document.acceptedPlace && <>Senast till {acceptedTo ? <a href={acceptedTo}>{document.acceptedPlace.committee} {document.acceptedPlace.year}</a> : document.acceptedPlace.committee}.</>}
        </p>
      )}
      <p><strong>{document.fileName}</strong>: {KIND_WORDS[head.kind]} {head.year ?? ""}{head.diaryNumber && `, ${head.diaryNumber}`}. Kryssa för det som ska sparas. Klicka på ett radnummer för att se källan.</p>
      <div class="reading">
        <form method="post" action={`/las-in/${document.id}/godkannande`}>
          <input type="hidden" name="version" value={String(document.version)} />
          <div class="filters">
            <label>Kommun<input class="ds-input" size={22} name="municipality" value={given?.municipality ?? document.acceptedPlace?.municipality ?? head.organisation ?? ""} required /></label>
            <label>Nämnd<input class="ds-input" size={30} name="committee" value={given?.committee ?? document.acceptedPlace?.committee ?? head.committee ?? ""} required /></label>
            <label>År<input class="ds-input" name="year" value={given?.year ?? String(document.acceptedPlace?.year ?? head.year ?? "")} inputmode="numeric" pattern="(19|20)[0-9]{2}" size={6} required /></label>
          </div>
          {PARTS.map((part) => <PartList document={document} part={part} place={place} given={given} />)}
          {nothing ? <p>Inget i dokumentet kändes igen. Kontrollera att det är en årsredovisning eller verksamhetsplan med text.</p> : <p class="actions"><button class="ds-button">Spara det förkryssade</button></p>}
          {unread.length > 0 && (
            <details>
              <summary>{counted(unread.length, "tabell", "tabeller")} förstods inte</summary>
              <ul class="plain">{unread.map((table) => <li><a href={`#rad-${table.line}`}>{place} {table.line}</a>: {table.heading ?? "utan rubrik"} ({table.header.filter(Boolean).join(" · ")})</li>)}</ul>
            </details>
          )}
        </form>
        <Source document={document} />
      </div>
      {!document.acceptedAt && (
        <form method="post" action={`/las-in/${document.id}/borttagning`}>
          <p>Läste du in fel fil? <button class="ds-button" data-variant="secondary">Glöm filen</button></p>
        </form>
      )}
    </>
  );
}

function PartList({ document, given, part, place }: { document: ReadDocument; given: Given | null; part: Part; place: string }) {
  const items = itemsOf(document.reading, part);
  if (!items.length) return null;
  const unsure = items.filter(({ sure }) => !sure).length;
  const accepted = document.accepted && new Set(document.accepted);
  const folded = items.length > 6;
  const list = (
    <ul class="items">
      {items.map(({ key, line, sure }, index) => (
        <li>
          <input type="checkbox" id={key} name="item" value={key} checked={given ? given.items.has(key) || accepted?.has(key) : accepted ? accepted.has(key) : sure || part === "sections"} />
          <div>
            <label for={key}>{itemText(document.reading, part, index)}{!sure && part !== "sections" && <span class="unsure"> Osäkert</span>}</label>
            <ItemContent name={itemText(document.reading, part, index)} content={itemContent(document.reading, part, index)} />
          </div>
          <a href={`#rad-${line}`} aria-label={`Visa ${place} ${line} i källan`}>{place} {line}</a>
        </li>
      ))}
    </ul>
  );
  const summary = `${PART_WORDS[part]}: ${formatNumber(String(items.length))}${unsure && part !== "sections" ? `, varav ${unsure} osäkra` : ""}`;
  return folded
    ? <details><summary>{summary}</summary>{list}</details>
    : <fieldset style="border:0;padding:0;margin:0"><legend style="padding:0"><strong>{summary}</strong></legend>{list}</fieldset>;
}

const ItemContent = ({ name, content }: { name: string; content: Child | null }) =>
  content ? <details><summary>Det som lästes<span class="visually-hidden"> av {name.slice(0, 80)}</span></summary>{content}</details> : null;

const Source = ({ document }: { document: ReadDocument }) => (
  <section class="source" tabindex={0} aria-label={`Källan ${document.fileName}`}>
    <ol>{document.lines.map((line, index) => <li id={`rad-${index + 1}`} class={document.format === "pdf" ? "page" : undefined}>{line.slice(0, 20_000)}</li>)}</ol>
  </section>
);
