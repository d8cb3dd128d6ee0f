import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { counted, slug } from "../platform/swedish.ts";
import { readTableFile } from "../platform/table/table-file.ts";
import { sentVersion } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import { definitionImportPages, definitionsPreview, MOST_SHOWN, UnreadableRows, type LoadedImport } from "./definition-import-pages.tsx";
import { holdsDefinitions } from "./definition-file.ts";
import { periodName } from "./indicator-period.ts";
import { listIndicators } from "./indicator-reads.ts";
import { acceptImport, mapImport, proposeImport } from "./value-import-commands.ts";
import { IMPORT_COLUMNS, isPeriodColumn, mappingFault, periodColumn, periodIn, readImport, storedPlaces, type ImportColumn, type ImportMapping, type ReadImport } from "./value-import.ts";
import { valuesFile } from "./value-file-pages.tsx";
import { findImport, seenOf } from "./value-import-reads.ts";

const YEARS_OUT = 3;
const NOTHING: ReadImport = { changes: [], unchanged: 0, errors: [] };

/** Where values come in from a file and go out as one. */
export function valueImportPages(app: Hono, tools: PageTools<Scope>): void {
  const base = "/:committee/:year{[0-9]{4}}/matt";
  const refuse = (c: Context, scope: Scope): void => {
    if (!tools.may(c, "indicator.enter", scope.committee.id)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal("indicator.enter") });
  };
  const start = (c: Context, scope: Scope, failure: Failure | null = null) =>
    tools.page(c, {
      title: "Läs in värden", active: "matt", status: failure ? 422 : 200, islands: ["dropzone"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "matt")}>Alla mått</a></p>
          <h1>Läs in värden eller definitioner ur en fil</h1>
          {failure && <FailureBox heading="Filen gick inte att läsa" {...failure} />}
          <p>Välj en CSV-fil eller en Excelfil (.xlsx) med en rad för varje värde, eller med en kolumn för varje månad; eller en fil med definitioner, en rad för varje mått. Du får se vad som ändras innan något sparas.</p>
          <form method="post" action={pageHref(scope, "matt", "/import")} enctype="multipart/form-data">
            <div class="dropzone" data-dropzone>
              <label for="fil"><strong>Fil</strong> <span class="muted">(CSV eller .xlsx)</span></label><br />
              <input id="fil" type="file" name="fil" accept=".csv,.txt,.xlsx,text/csv" required />
              <p class="muted small" data-drop-hint hidden>Du kan också släppa filen här.</p>
            </div>
            <button class="ds-button">Läs filen</button> <span role="status" data-progress></span>
          </form>
          <h2>Hämta en fil att ändra i</h2>
          <p>Filerna går att ändra och läsa in igen. Det som är oförändrat blir oförändrat.</p>
          <ul>
            <li>Värden {scope.year - YEARS_OUT + 1}–{scope.year}, en rad för varje värde: <a href={pageHref(scope, "matt", "/varden.xlsx")}>Värden som Excel</a>, <a href={pageHref(scope, "matt", "/varden.csv")}>värden som CSV</a></li>
            <li>Definitioner, riktvärden och ingående värden, en rad för varje mått: <a href={pageHref(scope, "matt", "/definitioner.xlsx")}>Definitioner som Excel</a>, <a href={pageHref(scope, "matt", "/definitioner.csv")}>definitioner som CSV</a></li>
            <li>Årets tabell <a href={pageHref(scope, "matt", "/aret")}>hela {scope.year}</a> och <a href={pageHref(scope, "matt", "/inmatning")}>en månads lista</a>, som filerna under deras tabeller.</li>
          </ul>
        </>
      ),
    }, scope);

  app.get(`${base}/import`, guard("indicator.enter"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    refuse(c, scope);
    return start(c, scope);
  });
  app.post(`${base}/import`, guard("indicator.enter"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const file = (await c.req.formData().catch(() => null))?.get("fil");
    if (!(file instanceof File) || !file.name) return start(c, scope, { code: "no-file", message: "Ingen fil valdes; välj en fil och försök igen." });
    const bytes = new Uint8Array(await file.arrayBuffer());
    const fileName = file.name.replaceAll("\u0000", "").slice(0, 200);
    const table = await readTableFile(fileName, bytes);
    if (!table.ok) return start(c, scope, table.failure);
    const id = await proposeImport(tools.command(c), { committeeId: scope.committee.id, year: scope.year, fileName, fileHash: createHash("sha256").update(bytes).digest("hex"), rows: table.value });
    return c.redirect(pageHref(scope, "matt", `/import/${id}`), 303);
  });

  const load = async (c: Context): Promise<LoadedImport | null> => {
    const scope = await tools.scope(c);
    const found = scope && (await findImport(tools.command(c).db, Number(c.req.param("id"))));
    return scope && found && found.committeeId === scope.committee.id ? { scope, found } : null;
  };
  const preview = async (c: Context, { found, scope }: LoadedImport, failure: Failure | null = null, given: ImportMapping | null = null) => {
    if (holdsDefinitions(found.rows)) return definitionsPreview(tools, c, { found, scope }, failure);
    const mapping = given ?? found.mapping;
    const fault = mappingFault(mapping);
    const read = fault ? NOTHING : readImport(found.rows, mapping, await listIndicators(tools.command(c).db, scope.committee.id), scope.year);
    const own = pageHref(scope, "matt", `/import/${found.id}`);
    const ready = !fault && read.errors.length === 0 && read.changes.length > 0 && !found.acceptedAt && !given;
    return tools.page(c, {
      title: `Läs in ${found.fileName}`, active: "matt", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: ["indicator@here"], writing: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "matt", "/import")}>Läs in en annan fil</a></p>
          <h1>Läs in {found.fileName}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {found.acceptedAt && <p class="notice" role="status">Filens värden är sparade. <a href={pageHref(scope, "matt")}>Visa måtten</a></p>}
          {!found.acceptedAt && (
            <p><strong>{counted(read.changes.length, "värde ändras", "värden ändras")}</strong>, {counted(read.unchanged, "är oförändrat", "är oförändrade")}{read.errors.length > 0 && <>, <strong>{counted(read.errors.length, "rad går inte att läsa", "rader går inte att läsa")}</strong></>}. {fault ?? ""}{read.errors.length > 0 && " Rätta filen och läs in den igen, eller säg nedan vad kolumnerna är: allt eller inget sparas."}</p>
          )}
          {ready && (
            <form method="post" action={`${own}/godkannande`}>
              <input type="hidden" name="version" value={String(found.version)} />
              <input type="hidden" name="sett" value={seenOf(read)} />
              <p class="actions"><button class="ds-button">Spara {counted(read.changes.length, "värde", "värden")}</button> <a href={pageHref(scope, "matt")}>Avbryt</a></p>
            </form>
          )}
          <UnreadableRows errors={read.errors} />
          {read.changes.length > 0 && !found.acceptedAt && (
            <TableScroll label="Det som ändras">
              <table class="figures">
                <caption>Det som ändras{read.changes.length > MOST_SHOWN && `: de ${MOST_SHOWN} första av ${read.changes.length}`}</caption>
                <thead><tr><th scope="col">Mått</th><th scope="col">Period</th><th scope="col" class="number">I registret</th><th scope="col" class="number">I filen</th><th scope="col">Rad</th></tr></thead>
                <tbody>{read.changes.slice(0, MOST_SHOWN).map(({ after, before, indicator, line, period }) => <tr><th scope="row">{indicator.name}{indicator.group && <span class="muted small">, {indicator.group}</span>}</th><td>{periodName(indicator.frequency, period)}</td><td class="number">{before ?? "–"}</td><td class="number">{after ?? "–"}</td><td>{line}</td></tr>)}</tbody>
              </table>
            </TableScroll>
          )}
          {!found.acceptedAt && (
            <details open={fault !== null || given !== null || read.errors.length > 0}>
              <summary>Vad kolumnerna är</summary>
              <form method="post" action={`${own}/kolumner`}>
                <input type="hidden" name="version" value={String(found.version)} />
                <label>Rubrikrad <input class="ds-input" name="rad" value={String(mapping.headerRow + 1)} size={4} inputmode="numeric" /></label>
                <ul class="ticks">
                  {(found.rows[mapping.headerRow] ?? []).map((cell, index) => {
                    const period = periodIn(cell, scope.year);
                    const current = mapping.columns[index] ?? "ignore";
                    const options: [string, string][] = [...Object.entries(IMPORT_COLUMNS), ...(period ? [[periodColumn(period), `Värden för ${cell.trim()}`] as [string, string]] : [])];
                    return <li><label>{cell || `Kolumn ${index + 1}`}<select name={`kolumn-${index}`}>{options.map(([key, words]) => <option value={key} selected={key === current}>{words}</option>)}</select></label></li>;
                  })}
                </ul>
                <p class="actions"><button class="ds-button" data-variant="secondary">Läs så</button></p>
                <p class="muted small">Det du väljer minns Rödtråd för nästa fil med samma kolumner.</p>
              </form>
            </details>
          )}
        </>
      ),
    }, scope);
  };
  app.get(`${base}/import/:id{[0-9]{1,9}}`, guard("indicator.enter"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    refuse(c, loaded.scope);
    return preview(c, loaded);
  });
  app.post(`${base}/import/:id{[0-9]{1,9}}/kolumner`, guard("indicator.enter"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const headerRow = Number(/^\d{1,6}$/.exec(String(form.get("rad") ?? ""))?.[0] ?? 1) - 1;
    const asked = (index: number): ImportColumn => {
      const text = String(form.get(`kolumn-${index}`) ?? "");
      return Object.hasOwn(IMPORT_COLUMNS, text) || isPeriodColumn(text) ? (text as ImportColumn) : "ignore";
    };
    const mapping: ImportMapping = { headerRow, columns: (loaded.found.rows[headerRow] ?? []).map((_, index) => asked(index)) };
    const saved = await mapImport(tools.command(c), { importId: loaded.found.id, version: sentVersion(form), mapping });
    return saved.ok ? c.redirect(pageHref(loaded.scope, "matt", `/import/${loaded.found.id}`), 303) : preview(c, loaded, saved.failure, saved.failure.code === "bad-mapping" && loaded.found.rows[headerRow] ? mapping : null);
  });
  app.post(`${base}/import/:id{[0-9]{1,9}}/godkannande`, guard("indicator.enter"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    const saved = await acceptImport(tools.command(c), { importId: loaded.found.id, version: sentVersion(form), seen: String(form.get("sett") ?? ""), year: loaded.scope.year });
    return saved.ok ? c.redirect(pageHref(loaded.scope, "matt", `/import/${loaded.found.id}`), 303) : preview(c, (await load(c)) ?? loaded, saved.failure);
  });

  definitionImportPages(app, tools, load);
  app.get(`${base}/:file{varden\\.(csv|xlsx)}`, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    return valuesFile(c, c.req.param("file").endsWith("xlsx") ? "xlsx" : "csv", `varden-${slug(scope.committee.name)}-${scope.year}`, storedPlaces(await listIndicators(tools.db(c), scope.committee.id), { from: scope.year - YEARS_OUT + 1, to: scope.year }));
  });
}
