import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { loadRegisterRows } from "../edit/register-row-store.ts";
import { matchRows, MOST_IMPORTED, readRegisterTable, type ImportedRow, type RegisterChoices, type RegisterImport } from "../edit/register-import.ts";
import { importKey, type Register, type RegisterCommands, type RegisterPlace } from "../edit/register.ts";
import { Refused, type Failure } from "../outcome.ts";
import { counted } from "../swedish.ts";
import { readTableFile } from "../table/table-file.ts";
import { sentField } from "../ui/edit.tsx";
import { TableScroll, WordTable } from "../ui/figures.tsx";
import { FailureBox } from "../ui/page.tsx";
import { guard } from "./guard.ts";
import type { PageTools } from "./shell.ts";

export interface RegisterImportOptions<Scope> {
  readonly path: string;
  readonly active: string;
  readonly register: Register;
  readonly take: RegisterCommands["take"];
  /** "Läs in ej verkställda beslut". */
  readonly title: string;
  placeOf(scope: Scope): RegisterPlace;
  home(scope: Scope): string;
  trail(scope: Scope): Child;
  choices?(c: Context, scope: Scope): Promise<RegisterChoices>;
}
const MOST_SHOWN = 50;

/** What was understood of a file follows along in the form that saves it: nothing is kept until then. */
function sentRows(form: FormData): ImportedRow[] | null {
  try {
    const rows: unknown = JSON.parse(String(form.get("rows") ?? ""));
    if (!Array.isArray(rows) || rows.length > MOST_IMPORTED) return null;
    return rows.map((row: Partial<ImportedRow>) => ({ line: Number(row.line), key: row.key === null || row.key === undefined ? null : String(row.key).slice(0, 200), fields: Object.fromEntries(Object.entries(row.fields ?? {}).map(([name, value]) => [name, value === null ? null : String(value)])) }));
  } catch {
    return null;
  }
}

/** A register filled from another system's file: what was understood is shown with what is wrong of it, and is saved whole or not at all. */
export function registerImportPages<Scope>(app: Hono, tools: PageTools<Scope>, { active, choices, home, path, placeOf, register, take, title, trail }: RegisterImportOptions<Scope>): void {
  const { action, fields, importing } = register;
  const scopeOf = async (c: Context): Promise<Scope | null> => {
    const scope = await tools.scope(c);
    if (scope && !tools.may(c, action, placeOf(scope).committeeId)) throw new Refused({ code: "forbidden", message: c.get("identity").actor.refusal(action) });
    return scope;
  };
  const start = (c: Context, scope: Scope, failure: Failure | null = null) =>
    tools.page(c, {
      title, active, status: failure ? 422 : 200, islands: ["dropzone"],
      body: (
        <>
          <p class="small">{trail(scope)}</p>
          <h1>{title}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          <p>Välj en CSV-fil eller en Excelfil (.xlsx) med en rad för varje post och rubriker överst. Du får se vad som ändras innan något sparas. Filen går att läsa in igen: det som är oförändrat blir oförändrat.</p>
          <form method="post" encType="multipart/form-data">
            <div class="dropzone" data-dropzone>
              <label for="fil"><strong>Fil</strong> <span class="muted">(CSV eller .xlsx)</span></label><br />
              <input id="fil" type="file" name="fil" accept=".csv,.txt,.xlsx,text/csv" required />
              <p class="muted small" data-drop-hint hidden>Du kan också släppa filen här.</p>
            </div>
            <button class="ds-button">Läs filen</button> <span role="status" data-progress></span>
          </form>
          <h2>Kolumner som läses</h2>
          <ul>{fields.map(({ kind, label, options, required }) => <li>{label}{required && <strong> (ska finnas)</strong>}{kind === "date" ? ": ÅÅÅÅ-MM-DD" : options ? `: ${options.filter(([value]) => value !== "").map(([, words]) => words).join(", ")}` : kind === "id" ? ": namnet" : ""}</li>)}</ul>
          {importing && importing.keyNames.length > 0 && <p>Har filen en kolumn {importing.keyNames.map((name) => `»${name}«`).join(" eller ")} känns raden igen på den nästa gång. Den sparas bara som ett fingeravtryck och visas ingenstans.</p>}
        </>
      ),
    }, scope);
  const preview = async (c: Context, scope: Scope, fileName: string, read: RegisterImport) => {
    const { committeeId, year } = placeOf(scope);
    const matches = matchRows(read.rows, await loadRegisterRows(tools.command(c).db, register.table, committeeId, register.yearly ? year : null), importing?.natural ?? [], (key) => importKey(committeeId, key));
    const told = { added: matches.filter(({ id }) => id === null).length, changed: matches.filter(({ changed, id }) => id !== null && changed.length > 0).length };
    const named = (await choices?.(c, scope)) ?? {};
    const shown = fields.filter(({ name }) => read.rows.some((row) => row.fields[name]));
    const words = (row: ImportedRow, { name, options }: (typeof fields)[number]): string => (options ?? named[name])?.find(([value]) => value === row.fields[name])?.[1] ?? row.fields[name] ?? "";
    const ready = read.faults.length === 0;
    return tools.page(c, {
      title, active, status: ready ? 200 : 422, writing: true,
      body: (
        <>
          <p class="small">{trail(scope)}</p>
          <h1>{title}</h1>
          <p class="lead-text">{fileName}</p>
          {!ready && (
            <div class="failure" role="alert" tabindex={-1} id="fel">
              <h2>Inget är sparat</h2>
              <p>{counted(read.faults.length, "sak", "saker")} behöver rättas i filen:</p>
              <ul>{read.faults.slice(0, MOST_SHOWN).map((fault) => <li>{fault}</li>)}</ul>
              {read.faults.length > MOST_SHOWN && <p>och {read.faults.length - MOST_SHOWN} till.</p>}
            </div>
          )}
          {ready && <p role="status">{counted(read.rows.length, "rad", "rader")} lästes: <strong>{told.added} nya, {told.changed} som ändras</strong> och {read.rows.length - told.added - told.changed} som är som de är.</p>}
          {read.unread.length > 0 && <p class="muted">Kolumner som inte läses: {read.unread.join(", ")}.</p>}
          {read.missing.length > 0 && ready && <p class="muted">Filen säger inget om: {read.missing.join(", ")}. I rader som redan finns står de kvar som de är.</p>}
          <p class="actions">
            {ready && read.rows.length > 0 && told.added + told.changed === 0 && <strong>Inget att spara: allt är som det är.</strong>}
            {ready && told.added + told.changed > 0 && (
              <form method="post">
                <input type="hidden" name="file" value={fileName} />
                <input type="hidden" name="rows" value={JSON.stringify(read.rows)} />
                <button class="ds-button">Spara {counted(read.rows.length, "rad", "rader")}</button>
              </form>
            )}
            <a href={c.req.path}>Välj en annan fil</a> <a href={home(scope)}>Avbryt</a>
          </p>
          {read.rows.length > 0 && (
            <TableScroll label="Det som lästes">
              <WordTable caption="Det som lästes" columns={["Rad", "Blir", ...shown.map(({ label }) => label)]} rows={matches.slice(0, MOST_SHOWN).map(({ changed, id, row }) => ({ cells: [String(row.line), id === null ? "ny" : changed.length ? "ändras" : "oförändrad", ...shown.map((field) => words(row, field))] }))} />
            </TableScroll>
          )}
          {read.rows.length > MOST_SHOWN && <p class="muted">De {MOST_SHOWN} första av {read.rows.length} rader visas.</p>}
        </>
      ),
    }, scope);
  };
  app.get(`${path}/inlasning`, guard(action), async (c) => {
    const scope = await scopeOf(c);
    return scope ? start(c, scope) : tools.notFound(c);
  });
  app.post(`${path}/inlasning`, guard(action), async (c) => {
    const scope = await scopeOf(c);
    if (!scope) return tools.notFound(c);
    const form = await c.req.formData().catch(() => new FormData());
    if (form.has("rows")) {
      const rows = sentRows(form);
      if (!rows) return start(c, scope, { code: "bad-rows", message: "Det som lästes kom inte fram helt; läs in filen igen." });
      const taken = await take(tools.command(c), { ...placeOf(scope), rows, fileName: sentField(form, "file") ?? "fil" });
      return taken.ok ? c.redirect(`${home(scope)}?sparat=1`, 303) : start(c, scope, taken.failure);
    }
    const file = form.get("fil");
    if (!(file instanceof File) || !file.name) return start(c, scope, { code: "no-file", message: "Ingen fil valdes; välj en fil och försök igen." });
    const fileName = file.name.replaceAll("\u0000", "").slice(0, 200);
    const table = await readTableFile(fileName, new Uint8Array(await file.arrayBuffer()));
    if (!table.ok) return start(c, scope, table.failure);
    return preview(c, scope, fileName, readRegisterTable(table.value, fields, (await choices?.(c, scope)) ?? {}, importing?.keyNames ?? [], (row) => register.fault?.(row) ?? null));
  });
}
