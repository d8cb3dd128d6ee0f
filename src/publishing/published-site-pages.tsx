import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { DocumentArticle, DocumentBlocks } from "../documents/html-renderer.tsx";
import { editionName } from "../documents/document-step.ts";
import type { TableBlock } from "../documents/document.ts";
import { DOCUMENT_TURNS, renderDocument, type Format } from "../documents/document-renderer.ts";
import { guard } from "../platform/http/guard.ts";
import { writeCsv } from "../platform/table/table-file.ts";
import { counted, slug } from "../platform/swedish.ts";
import type { NavigationItem } from "../platform/ui/page.tsx";
import type { PublishedTable } from "../documents/document-step-reads.ts";
import { findEnclosureFile } from "../documents/enclosure-reads.ts";
import { enclosuresOf } from "../documents/document.ts";
import { publishedDeclarationPages } from "./published-declaration-pages.tsx";
import { publishedFrame, type PublishedSite } from "./published-frame-pages.tsx";
import { editionHref, enclosureFileName, groundOf, publishedHref, rowsOfTable, tableData, type PublishedDocument } from "./published-document.ts";
import { latestEditions, listPublished, listPublishedYears, loadPublicText, MOST_SEARCHED, loadPublisher, publicKey, publishedCommittee, searchPublished, type PublicText } from "./published-document-reads.ts";
import { atomFeed, dataCatalogue, jsonFeed, titleOf, type DescribedDocument } from "./published-feed.ts";

const CC0 = "https://creativecommons.org/publicdomain/zero/1.0/deed.sv";
const MOST_FOUND = 50;
/** So many documents are listed on one page; where there are more, a year or a committee is chosen. */
const MOST_LISTED = 300;
const MOST_IN_FEED = 100;
/** Documents in their forms, which are made once: what is public of an edition does not change. */
const MOST_FORMS = 20;

/** The site that everybody reads: decided documents, section by section, with their tables as data. Without sign-in, and without script. */
export function publishedSitePages(app: Hono, site: PublishedSite): void {
  const forms = new Map<string, Promise<{ bytes: Uint8Array; mediaType: string } | null>>();
  const read = guard("published.read");
  publishedDeclarationPages(app, site);
  const { html, keep } = publishedFrame(site);
  const missing = (c: Context): Promise<Response> => html(c, { title: "Sidan finns inte", status: 404, body: <><h1>Sidan finns inte</h1><p>Dokumentet är inte publicerat, eller så finns avsnittet inte i den här upplagan. <a href="/publicerat">Alla publicerade dokument</a></p></> });

  const line = (document: PublishedDocument): Child => <li><a href={publishedHref(document)}>{titleOf(document)}</a>, {document.committee}. <span class="muted">Beslutat {document.decidedOn}{groundOf(document) !== null && `. Undantaget från publicering: ${groundOf(document)}`}.</span></li>;
  /** The year and committee that the address asks for, of those that have anything. */
  const asked = async (c: Context) => {
    const years = await listPublishedYears(site.db(c));
    const few = years.reduce((sum, { documents }) => sum + documents, 0) <= MOST_LISTED;
    const year = years.find((one) => String(one.year) === c.req.query("ar")) ?? (few ? undefined : years[0]);
    const committee = year?.committees.find(({ slug: own }) => own === c.req.query("namnd")) ?? (year && year.documents > MOST_LISTED ? year.committees[0] : undefined);
    const documents = latestEditions(await listPublished(site.db(c), { ...(year && { year: year.year }), ...(committee && { committeeId: committee.id }) }));
    return { committee, documents, few, year, years };
  };
  /** Where there is more than one list can hold, it is shown by year and committee. */
  const choice = ({ committee, few, year, years }: Awaited<ReturnType<typeof asked>>, action: string): Child => few ? null : (
    <form class="filters" action={action} method="get">
      <label>År<select class="ds-input" name="ar">{years.map((one) => <option value={String(one.year)} selected={one === year}>{one.year} ({counted(one.documents, "dokument", "dokument")})</option>)}</select></label>
      <label>Nämnd<select class="ds-input" name="namnd">{year && year.documents <= MOST_LISTED && <option value="" selected={!committee}>Alla</option>}{year?.committees.map((one) => <option value={one.slug} selected={one === committee}>{one.name} ({counted(one.documents, "dokument", "dokument")})</option>)}</select></label>
      <button class="ds-button" data-variant="secondary">Visa</button>
    </form>
  );

  app.get("/publicerat", read, async (c) => {
    const shown = await asked(c);
    const years = [...Map.groupBy(shown.documents, ({ year }) => year)].sort(([a], [b]) => b - a);
    return html(c, {
      title: "Beslutade dokument",
      body: (
        <>
          <h1>Beslutade dokument</h1>
          <p><a href="/publicerat/kvalitetsdeklarationer">Vad kommunen lovar om sina tjänster</a></p>
          {choice(shown, "/publicerat")}
          {years.length === 0 && <p>Inget dokument är publicerat ännu. Det som nämnderna beslutar publiceras här.</p>}
          {years.map(([year, some]) => <section><h2>{year}{shown.committee && `, ${shown.committee.name}`}</h2><ul class="plain">{some.map(line)}</ul></section>)}
        </>
      ),
    });
  });

  app.get("/publicerat/sok", read, async (c) => {
    const words = (c.req.query("q") ?? "").replaceAll("\u0000", "").trim().slice(0, 200);
    const { count, found, more } = words ? await searchPublished(site.db(c), words, MOST_FOUND) : { count: 0, found: [], more: false };
    return html(c, {
      title: words ? `Sök: ${words}` : "Sök",
      body: (
        <>
          <h1>Sök i beslutade dokument</h1>
          <form class="filters" action="/publicerat/sok"><label>Ord<input class="ds-input" type="search" name="q" size={36} value={words} /></label><button class="ds-button" data-variant="secondary">Sök</button></form>
          {words && <p role="status">{count === 0 ? `Inget avsnitt har alla orden »${words}«.` : more ? `Fler än ${MOST_SEARCHED} avsnitt har orden »${words}«; de ${MOST_FOUND} bästa av de senaste står här. Lägg till ett ord för att få färre.` : `${counted(count, "avsnitt", "avsnitt")} har orden »${words}«${count > MOST_FOUND ? `; de ${MOST_FOUND} bästa står här` : ""}.`}</p>}
          <ol class="found">
            {found.map(({ document, excerpt, heading, key }) => <li><a href={publishedHref(document, key && `/${key}`)}>{heading}</a> <span class="muted">{key === "" ? document.year : titleOf(document).includes(String(document.year)) ? titleOf(document) : `${titleOf(document)} ${document.year}`}, {document.committee}</span><p class="small">{excerpt}</p></li>)}
          </ol>
        </>
      ),
    });
  });

  const publisher = async (c: Context) => {
    const { look, name } = await loadPublisher(site.db(c));
    return { name, origin: site.origin(c), email: look.email };
  };
  const latest = async (c: Context) => (await listPublished(site.db(c), { latest: MOST_IN_FEED })).filter((document) => groundOf(document) === null);
  app.get("/publicerat/flode.atom", read, async (c) => keep(c, atomFeed(await latest(c), await publisher(c)), "application/atom+xml; charset=utf-8"));
  app.get("/publicerat/flode.json", read, async (c) => keep(c, JSON.stringify(jsonFeed(await latest(c), await publisher(c))), "application/feed+json; charset=utf-8"));

  /** The tables of documents, of what is told of them. */
  const described = (c: Context, documents: readonly (PublishedDocument & { readonly tables: readonly PublishedTable[] })[]): Promise<DescribedDocument[]> =>
    Promise.all(documents.map(async (document) => ({ document, tables: document.withheld.length ? ((await loadPublicText(site.db(c), document))?.tables ?? []).map(({ key, section, table }) => ({ key, section, caption: table.caption })) : document.tables })));
  app.get("/publicerat/dcat.jsonld", read, async (c) => {
    const some = await described(c, latestEditions(await listPublished(site.db(c))));
    return keep(c, JSON.stringify(dataCatalogue(some, await publisher(c))), "application/ld+json; charset=utf-8");
  });
  app.get("/publicerat/data", read, async (c) => {
    const shown = await asked(c);
    const some = (await described(c, shown.documents)).filter(({ tables }) => tables.length > 0);
    return html(c, {
      title: "Öppna data",
      body: (
        <>
          <h1>Öppna data</h1>
          <p>Varje tabell i ett beslutat dokument finns som CSV och JSON, med de siffror som beslutades. Uppgifterna får användas fritt (<a href={CC0}>CC0</a>). Hela katalogen är beskriven enligt DCAT-AP-SE: <a href="/publicerat/dcat.jsonld">dcat.jsonld</a>.</p>
          {choice(shown, "/publicerat/data")}
          {some.map(({ document, tables }) => (
            <details><summary>{titleOf(document)}, {document.committee}: {counted(tables.length, "tabell", "tabeller")}</summary>
              <ul class="plain">{tables.map(({ caption, key }) => <li><a href={publishedHref(document, `/tabell/${key}`)}>{caption}</a> · <a href={publishedHref(document, `/tabell/${key}.csv`)}>CSV<span class="visually-hidden"> av {caption}</span></a> · <a href={publishedHref(document, `/tabell/${key}.json`)}>JSON<span class="visually-hidden"> av {caption}</span></a></li>)}</ul>
            </details>
          ))}
        </>
      ),
    });
  });

  app.get("/publicerat/tillganglighet", read, async (c) => {
    const { email, name } = await publisher(c);
    return html(c, {
      title: "Tillgänglighet",
      body: (
        <>
          <h1>Tillgänglighetsredogörelse</h1>
          <p>{name} står bakom de här sidorna. Här står hur de uppfyller lagen (2018:1937) om tillgänglighet till digital offentlig service, vilka brister vi känner till, och hur du anmäler dem.</p>
          <h2>Hur tillgängliga är sidorna?</h2>
          <p>Sidorna och de filer som hämtas här är gjorda för att uppfylla WCAG 2.1 nivå AA (EN 301 549). De går att använda med enbart tangentbord, med skärmläsare, vid 320 bildpunkters bredd och utan skript. Färg är aldrig ensam om att säga något.</p>
          <h2>Vad är prövat, och hur?</h2>
          <p>Sidorna prövas maskinellt med axe vid varje ändring av programmet. Varje PDF görs med taggar enligt PDF/UA-1 och kontrolleras innan den lämnas ut. En maskin kan inte avgöra om en text är begriplig, om en beskrivning av ett diagram säger det väsentliga, eller om läsordningen är den bästa: det behöver en människa läsa.</p>
          <h2>Kända brister</h2>
          <p>Handlingar som har bifogats av andra kan sakna taggar; det står då vid dem. Mycket breda tabeller rullas i sidled på små skärmar; samma tabell finns som CSV.</p>
          <h2>Om du inte kan använda något här</h2>
          <p>{email ? <>Skriv till <a href={`mailto:${email}`}>{email}</a> så får du innehållet på ett annat sätt.</> : <>Hör av dig till kommunens kontaktcenter så får du innehållet på ett annat sätt.</>} Är du inte nöjd med svaret kan du anmäla det till Myndigheten för digital förvaltning, som har tillsyn över lagen.</p>
        </>
      ),
    });
  });

  interface Loaded {
    readonly document: PublishedDocument;
    readonly editions: readonly PublishedDocument[];
    readonly text: PublicText;
    /** The address of the document, of this edition where the address says which. */
    readonly href: (rest?: string) => string;
  }
  const load = async (c: Context): Promise<Loaded | null> => {
    // A committee that has changed its name is still found by the one it had.
    const committee = await publishedCommittee(site.db(c), c.req.param("committee") ?? "");
    const editions = committee ? (await listPublished(site.db(c), { committeeId: committee.id, year: Number(c.req.param("year")), documentKind: c.req.param("kind") ?? "" })).sort((a, b) => b.edition - a.edition) : [];
    const asked = c.req.param("edition")?.slice("upplaga-".length);
    const document = asked === undefined ? editions[0] : editions.find(({ edition }) => String(edition) === asked);
    const text = document && (await loadPublicText(site.db(c), document));
    return document && text ? { document, editions, text, href: (rest = "") => (asked === undefined ? publishedHref(document, rest) : editionHref(document, rest)) } : null;
  };
  const chain = ({ href, text }: Loaded, current: string): NavigationItem[] => [{ label: "Innehåll", href: href(), current: false }, ...text.sections.map(({ heading, key }) => ({ label: heading, href: href(`/${key}`), current: key === current }))];
  const about = ({ document }: Loaded): Child => <p class="small"><a href="/publicerat">Beslutade dokument</a> · {document.committee}</p>;
  const formsOf = ({ document, href }: Loaded): Child => (
    <p class="actions"><a class="ds-button" data-variant="secondary" href={href("/hela.pdf")}>PDF<span class="visually-hidden"> av {titleOf(document)}</span></a><a class="ds-button" data-variant="secondary" href={href("/hela.docx")}>Word<span class="visually-hidden"> av {titleOf(document)}</span></a><a href={href("/hela")}>Hela texten på en sida</a></p>
  );
  /** Where each table is had as data, after it. */
  const dataLinks = (loaded: Loaded): ((table: TableBlock) => Child) => {
    const keys = new Map(loaded.text.tables.map(({ key, table }) => [table, key]));
    return (table) => {
      const key = keys.get(table);
      return key && <p class="table-data small"><a href={loaded.href(`/tabell/${key}`)}>Tabellens egen sida<span class="visually-hidden">: {table.caption}</span></a> · <a href={loaded.href(`/tabell/${key}.csv`)}>CSV<span class="visually-hidden">: {table.caption}</span></a> · <a href={loaded.href(`/tabell/${key}.json`)}>JSON<span class="visually-hidden">: {table.caption}</span></a></p>;
    };
  };
  const editionNotice = ({ document, editions }: Loaded): Child =>
    editions[0]!.edition === document.edition ? null : <p class="notice">En senare upplaga har beslutats. <a href={publishedHref(document)}>Läs den som gäller</a></p>;

  const base = "/publicerat/:committee{[a-z0-9-]+}/:year{[0-9]{4}}/:kind{[a-z0-9-]+}";
  // An edition first, so that it is not taken for a section.
  for (const address of [`${base}/:edition{upplaga-[0-9]+}`, base]) {
    app.get(address, read, async (c) => {
      const loaded = await load(c);
      if (!loaded) return missing(c);
      const { document, editions, href, text } = loaded;
      return html(c, {
        title: `${titleOf(document)}, ${document.committee}`,
        body: (
          <>
            {about(loaded)}
            <h1>{titleOf(document)}</h1>
            {editionNotice(loaded)}
            <p>Beslutat av {document.committee} {document.decidedOn}. <span class="muted small">Fingeravtryck (SHA-256) {document.hash.slice(0, 16)}…</span></p>
            {groundOf(document) === null ? formsOf(loaded) : <p class="notice">Dokumentet är undantaget från publicering. Grund: {groundOf(document)}.</p>}
            {groundOf(document) === null && <nav aria-label="Avsnitt"><ol class="contents">{text.sections.map(({ heading, key }) => <li><a href={href(`/${key}`)}>{heading}</a>{document.withheld.some(({ section }) => section === key) && <span class="muted"> (undantaget)</span>}</li>)}</ol></nav>}
            {editions.length > 1 && <><h2>Upplagor</h2><ul class="plain">{editions.map((edition) => <li><a href={editionHref(edition)}>{edition.edition === 1 ? "Första upplagan" : `${editionName(edition.edition).replace(/^./, (sign) => sign.toUpperCase())} upplaga`}</a>, beslutad {edition.decidedOn}</li>)}</ul></>}
          </>
        ),
      });
    });

    app.get(`${address}/hela`, read, async (c) => {
      const loaded = await load(c);
      if (!loaded) return missing(c);
      const { document, text } = loaded;
      return html(c, { title: `${titleOf(document)}, ${document.committee}`, body: <>{about(loaded)}{editionNotice(loaded)}<DocumentArticle model={text.model} link={null} after={dataLinks(loaded)} fileOf={(enclosure) => loaded.href(`/${enclosureFileName(enclosure)}`)} /></> });
    });
    app.get(`${address}/:file{hela\\.(pdf|docx|html)}`, read, async (c) => {
      const loaded = await load(c);
      if (!loaded || groundOf(loaded.document) !== null) return missing(c);
      const { document, text } = loaded;
      const format = c.req.param("file").slice("hela.".length) as Format;
      const { look } = await loadPublisher(site.db(c), true);
      const key = `${publicKey(document)}.${look.version}.${format}`;
      const made = forms.get(key) ?? DOCUMENT_TURNS.take(() => renderDocument(text.model, format, site.pdf, look)).then((rendered) => (rendered.ok ? rendered.value : null));
      if (!forms.has(key)) {
        forms.set(key, made);
        if (forms.size > MOST_FORMS) forms.delete(forms.keys().next().value!);
        made.catch(() => forms.delete(key));
      }
      const form = await made;
      if (!form) return missing(c);
      return keep(c, form.bytes, form.mediaType, { "content-disposition": `inline; filename="${slug(document.title)}-${document.committeeSlug}${document.edition > 1 ? `-${slug(editionName(document.edition))}` : ""}.${format}"` });
    });

    app.get(`${address}/:enclosure{handling-[0-9]+\\.pdf}`, read, async (c) => {
      const loaded = await load(c);
      const enclosure = loaded && enclosuresOf(loaded.text.model).find((one) => enclosureFileName(one) === c.req.param("enclosure"));
      const bytes = enclosure && enclosure.withheld === undefined ? await findEnclosureFile(site.db(c), loaded.document.committeeId, enclosure.hash) : null;
      if (!loaded || !enclosure || !bytes) return missing(c);
      return keep(c, bytes, "application/pdf", { "content-disposition": `inline; filename="${slug(enclosure.title) || "handling"}.pdf"` });
    });

    app.get(`${address}/tabell/:table{[a-z0-9-]+(\\.(csv|json))?}`, read, async (c) => {
      const loaded = await load(c);
      const [key = "", kind] = c.req.param("table").split(".");
      const found = loaded && loaded.text.tables.find((one) => one.key === key);
      if (!loaded || !found) return missing(c);
      const { document, href, text } = loaded;
      const page = `${site.origin(c)}${editionHref(document, `/tabell/${key}`)}`;
      if (kind === "csv") return keep(c, writeCsv(rowsOfTable(found.table)), "text/csv; charset=utf-8", { "content-disposition": `attachment; filename="${key}-${document.committeeSlug}-${document.year}.csv"` });
      if (kind === "json") return keep(c, JSON.stringify({ ...tableData(found.table), document: document.title, committee: document.committee, year: document.year, edition: document.edition, decidedOn: document.decidedOn, source: page, licence: "CC0-1.0" }), "application/json; charset=utf-8", { "access-control-allow-origin": "*" });
      const heading = text.sections.find((section) => section.key === found.section)?.heading ?? "";
      return html(c, {
        title: found.table.caption, navigation: chain(loaded, found.section),
        body: <>{about(loaded)}<h1>{found.table.caption}</h1>{editionNotice(loaded)}<p>Ur <a href={href(`/${found.section}`)}>{heading}</a> i {titleOf(document)}, beslutad {document.decidedOn}.</p><DocumentBlocks blocks={[found.table]} link={null} section after={dataLinks(loaded)} /></>,
      });
    });

    app.get(`${address}/:section{[a-z0-9-]+}`, read, async (c) => {
      const loaded = await load(c);
      const at = loaded?.text.sections.findIndex(({ key }) => key === c.req.param("section")) ?? -1;
      // Why it is not told stands on the document's own page.
      if (loaded && groundOf(loaded.document) !== null) return c.redirect(loaded.href());
      if (!loaded || at < 0) return missing(c);
      const { document, href, text } = loaded;
      const [before, section, next] = [text.sections[at - 1], text.sections[at]!, text.sections[at + 1]];
      return html(c, {
        title: `${section.heading}, ${titleOf(document)}`, navigation: chain(loaded, section.key), printHead: `${document.committee} · ${titleOf(document)}`,
        body: (
          <article class="document">
            <p class="small"><a href="/publicerat">Beslutade dokument</a> · <a href={href()}>{titleOf(document)}</a> · {document.committee}</p>
            <h1>{section.heading}</h1>
            {editionNotice(loaded)}
            <DocumentBlocks blocks={section.blocks} link={null} section after={dataLinks(loaded)} fileOf={(enclosure) => href(`/${enclosureFileName(enclosure)}`)} />
            <nav class="turn" aria-label="Bläddra"><p>{before && <a rel="prev" href={href(`/${before.key}`)}>← {before.heading}</a>}</p><p>{next && <a rel="next" href={href(`/${next.key}`)}>{next.heading} →</a>}</p></nav>
          </article>
        ),
      });
    });
  }
}
