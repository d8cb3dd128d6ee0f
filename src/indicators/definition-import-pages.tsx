import type { Context, Hono } from "hono";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitsUnder } from "../organisation/unit-reads.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { tableAnswer } from "../platform/http/table-answer.ts";
import type { Failure } from "../platform/outcome.ts";
import { counted, slug } from "../platform/swedish.ts";
import { sentVersion } from "../platform/ui/edit.tsx";
import { TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import { definitionRows, readDefinitions } from "./definition-file.ts";
import { listIndicators } from "./indicator-reads.ts";
import { acceptDefinitions } from "./value-import-commands.ts";
import { seenOfDefinitions, type StoredImport } from "./value-import-reads.ts";

/** So many rows of a file are shown before it is accepted. */
export const MOST_SHOWN = 500;

export interface LoadedImport {
  readonly scope: Scope;
  readonly found: StoredImport;
}

/** The rows of a file that cannot be read, each with why; nothing where all can. */
export const UnreadableRows = ({ errors }: { errors: readonly { readonly line: number; readonly message: string }[] }) =>
  errors.length > 0 ? <TableScroll label="Rader som inte går att läsa"><WordTable caption="Rader som inte går att läsa" columns={["Var", "Varför"]} rows={errors.slice(0, MOST_SHOWN).map(({ line, message }) => ({ cells: [`Rad ${line}`, message] }))} /></TableScroll> : null;

/** What a file of definitions would change, before anything is saved. */
export async function definitionsPreview(tools: PageTools<Scope>, c: Context, { found, scope }: LoadedImport, failure: Failure | null = null): Promise<Response> {
  const { db } = tools.command(c);
  const read = readDefinitions(found.rows, await listIndicators(db, scope.committee.id, { bare: true }), await unitsUnder(db, scope.committee.id, scope.year));
  const added = read.changes.filter(({ indicator }) => indicator === null).length;
  const able = tools.may(c, "indicator.define", scope.committee.id);
  const ready = read.errors.length === 0 && read.changes.length > 0 && !found.acceptedAt && able;
  const told = read.changes.flatMap((change) => (change.told.length ? change.told.map((one, index) => ({ ...one, change, first: index === 0 })) : [{ column: "Nytt mått", before: "", after: "", change, first: true }]));
  return tools.page(c, {
    title: `Läs in ${found.fileName}`, active: "matt", status: failure ? (failure.code === "changed" ? 409 : 422) : 200, live: ["indicator@here"], writing: true,
    body: (
      <>
        <p class="small"><a href={pageHref(scope, "matt", "/import")}>Läs in en annan fil</a></p>
        <h1>Läs in {found.fileName}</h1>
        {failure && <FailureBox heading="Inget är sparat" {...failure} />}
        {found.acceptedAt ? <p class="notice" role="status">Filens definitioner är sparade. <a href={pageHref(scope, "matt", "/register")}>Visa registret</a></p> : (
          <p>Filen har definitioner av mått. <strong>{counted(read.changes.length - added, "mått ändras", "mått ändras")}</strong>, {counted(added, "läggs till", "läggs till")}, {counted(read.unchanged, "är oförändrat", "är oförändrade")}{read.errors.length > 0 && <>, <strong>{counted(read.errors.length, "sak går inte att läsa", "saker går inte att läsa")}</strong></>}.{read.errors.length > 0 && " Rätta filen och läs in den igen: allt eller inget sparas."}</p>
        )}
        {read.unread.length > 0 && !found.acceptedAt && <p class="notice">{read.unread.length === 1 ? "En kolumn läses inte" : "Några kolumner läses inte"}: {read.unread.join(", ")}.</p>}
        {!able && <p class="notice">{c.get("identity").actor.refusal("indicator.define")}</p>}
        {ready && (
          <form method="post" action={pageHref(scope, "matt", `/import/${found.id}/definitioner`)}>
            <input type="hidden" name="version" value={String(found.version)} />
            <input type="hidden" name="sett" value={seenOfDefinitions(read)} />
            <p class="actions"><button class="ds-button">Spara {counted(read.changes.length, "mått", "mått")}</button> <a href={pageHref(scope, "matt", "/register")}>Avbryt</a></p>
          </form>
        )}
        <UnreadableRows errors={read.errors} />
        {told.length > 0 && !found.acceptedAt && (
          <TableScroll label="Det som ändras">
            <table class="figures">
              <caption>Det som ändras{told.length > MOST_SHOWN && `: de ${MOST_SHOWN} första av ${told.length}`}</caption>
              <thead><tr><th scope="col">Mått</th><th scope="col">Uppgift</th><th scope="col">I registret</th><th scope="col">I filen</th><th scope="col">Rad</th></tr></thead>
              <tbody>{told.slice(0, MOST_SHOWN).map(({ after, before, change, column, first }) => <tr><th scope="row">{first ? change.name : <span class="visually-hidden">{change.name}</span>}{first && change.indicator === null && <span class="muted small">, nytt</span>}</th><td>{column}</td><td>{before || "–"}</td><td>{after || (change.indicator ? <strong>tas bort</strong> : "–")}</td><td>{change.line}</td></tr>)}</tbody>
            </table>
          </TableScroll>
        )}
      </>
    ),
  }, scope);
}

/** Where definitions, targets and baselines go out as a file, and what was read in is accepted. */
export function definitionImportPages(app: Hono, tools: PageTools<Scope>, load: (c: Context) => Promise<LoadedImport | null>): void {
  const base = "/:committee/:year{[0-9]{4}}/matt";
  app.post(`${base}/import/:id{[0-9]{1,9}}/definitioner`, guard("indicator.define"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { found, scope } = loaded;
    const form = await c.req.formData().catch(() => new FormData());
    const context = tools.command(c);
    const saved = await acceptDefinitions(context, { importId: found.id, version: sentVersion(form), seen: String(form.get("sett") ?? ""), units: await unitsUnder(context.db, scope.committee.id, scope.year) });
    return saved.ok ? c.redirect(pageHref(scope, "matt", `/import/${found.id}`), 303) : definitionsPreview(tools, c, (await load(c)) ?? loaded, saved.failure);
  });
  app.get(`${base}/:file{definitioner\\.(csv|xlsx)}`, guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const db = tools.db(c);
    const rows = definitionRows(await listIndicators(db, scope.committee.id, { bare: true }), await unitsUnder(db, scope.committee.id, scope.year), scope.year);
    return tableAnswer(c, c.req.param("file").endsWith("xlsx") ? "xlsx" : "csv", `definitioner-${slug(scope.committee.name)}-${scope.year}`, [{ name: "Definitioner", rows }]);
  });
}
