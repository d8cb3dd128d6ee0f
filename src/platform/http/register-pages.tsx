import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import type { Row } from "../db/database.ts";
import { reachOfRow, type Register, type RegisterCommands, type RegisterPlace } from "../edit/register.ts";
import { findRegisterRow } from "../edit/register-row-store.ts";
import type { FieldSpec, FieldValues } from "../ui/field-form.tsx";
import { formatNumber } from "../swedish.ts";
import type { RegisterChoices } from "../edit/register-import.ts";
import { guard } from "./guard.ts";
import { registerImportPages } from "./register-import-pages.tsx";
import { formPages, type EditedThing } from "./form-pages.tsx";
import type { PageTools } from "./shell.ts";

export interface RegisterPagesOptions<Scope> {
  /** The address of the register; its forms stand under it. */
  readonly path: string;
  /** Which link of the chain is current. */
  readonly active: string;
  readonly register: Register;
  readonly commands: Pick<RegisterCommands, "change"> & Partial<Pick<RegisterCommands, "add" | "remove" | "report" | "take">>;
  /** "Nytt bidrag". */
  readonly newTitle: string;
  placeOf(scope: Scope): RegisterPlace;
  home(scope: Scope): string;
  trail(scope: Scope): Child;
  /** What is chosen among in the fields that name rows of something else. */
  choices?(c: Context, scope: Scope): Promise<RegisterChoices>;
  /** Whether rows are kept here at all; where it is left out, they are. */
  keeps?(scope: Scope): boolean;
  /** Whether rows are added and changed on pages of their own kind. */
  readonly ownForms?: boolean;
  /** Where one goes when a row is kept: the page of what it belongs to, or of its year; its register's where it is left out. */
  homeOf?(scope: Scope, fields: Readonly<Record<string, string | null>>): string;
  /** The row's own page, where it has one and its changes begin there. */
  backTo?(scope: Scope, id: number): string;
  /** What a new row begins with. */
  begun?(scope: Scope, c: Context): FieldValues;
  /** The page of the register itself, where it is no more than its rows. */
  readonly list?: RegisterList<Scope>;
  /** Where rows are read from a file: "Läs in tillstånd". */
  readonly importTitle?: string;
}
export interface RegisterList<Scope> {
  /** The row of the permission table that lets one see it; who reads the committee, where none is named. */
  readonly read?: string;
  title(scope: Scope): string;
  /** Where one came from. */
  parent?(scope: Scope): Child;
  /** Where its parts are. */
  links?(scope: Scope): Child;
  /** What belongs here, where nothing is kept yet. */
  empty(scope: Scope): string;
  /** What is shown of it; null where nothing is kept. */
  content(c: Context, scope: Scope, hrefOf: (row: { readonly id: number; readonly unitId?: number | null }) => string | null): Promise<Child | null>;
}

/** The forms of a register: a new row, a change from the version that was read, and a removal with its reason. */
export function registerPages<Scope>(app: Hono, tools: PageTools<Scope>, { active, backTo, begun, choices, commands, home, homeOf, importTitle, keeps = () => true, list, newTitle, ownForms = false, path, placeOf, register, trail }: RegisterPagesOptions<Scope>): void {
  const options = { action: register.action, active };
  /** Who keeps rows for some units alone chooses among those. */
  const ownChoices = async (c: Context, scope: Scope, action: string): Promise<RegisterChoices> => {
    const all = (await choices?.(c, scope)) ?? {};
    if (!register.ofUnit || !all["unit_id"] || tools.may(c, action, placeOf(scope).committeeId)) return all;
    return { ...all, unit_id: all["unit_id"].filter(([value]) => value !== "" && tools.may(c, action, Number(value))) };
  };
  /** A row that others may begin is begun with what they fill in. */
  const beginning = register.reporting && commands.report ? { action: register.reporting.action, fields: register.reporting.fields, run: commands.report } : { action: register.action, fields: null, run: commands.add! };
  const specs = async (c: Context, scope: Scope, row: Row | null = null): Promise<FieldSpec[]> => {
    const own = await ownChoices(c, scope, row === null ? beginning.action : register.action);
    /** What is chosen already may be chosen still, also where this year's list has it no more. */
    const optionsOf = (name: string) => { const options = own[name] ?? []; const now = row?.[name] === null || row?.[name] === undefined ? null : String(row[name]); return now === null || options.some(([value]) => value === now) ? options : [...options, [now, "det som är valt nu (finns inte i årets lista)"] as const]; };
    return register.fields.map(({ kind, ...field }) => (kind === "id" ? { ...field, kind: "select", options: optionsOf(field.name) } : { ...field, ...(kind ? { kind } : {}) }));
  };
  /** As people write it. */
  const shown = (kind: string | undefined, value: unknown): string | null => (value === null || value === undefined ? null : kind === "number" ? formatNumber(String(value)) : String(value));
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    const row = scope && (await findRegisterRow(tools.command(c).db, register.table, Number(c.req.param("id"))));
    const place = scope && placeOf(scope);
    return scope && row && place && row["committee_id"] === place.committeeId && (place.year === null || row["year"] === place.year) ? { scope, row, place } : null;
  };
  const mayAdd = async (c: Context, scope: Scope): Promise<boolean> => keeps(scope) && (tools.may(c, beginning.action, placeOf(scope).committeeId) || (register.ofUnit === true && ((await ownChoices(c, scope, beginning.action))["unit_id"] ?? []).some(([value]) => value !== "")));
  if (list) app.get(path, guard(list.read ?? "read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const may = await mayAdd(c, scope);
    const content = await list.content(c, scope, ({ id, unitId }) => (may && tools.may(c, register.action, reachOfRow(register, placeOf(scope).committeeId, { unit_id: unitId })) ? `${home(scope)}/${id}/andring` : null));
    return tools.page(c, {
      title: list.title(scope), active, live: [`${register.subject}@here`],
      body: (
        <>
          {list.parent && <p class="small">{list.parent(scope)}</p>}
          <h1>{list.title(scope)}</h1>
          {list.links && <p class="parts">{list.links(scope)}</p>}
          {c.req.query("sparat") && <p class="notice" role="status">Sparat.</p>}
          {content ?? <p>{list.empty(scope)}</p>}
          {may && <p class="actions"><a class="ds-button" href={`${home(scope)}/ny`}>{newTitle}</a>{importTitle && <> <a href={`${home(scope)}/inlasning`}>{importTitle} ur en fil</a></>}</p>}
        </>
      ),
    }, scope);
  });
  if (importTitle && commands.take) registerImportPages(app, tools, { path, active, register, take: commands.take, title: `${importTitle} ur en fil`, placeOf, home, trail, ...(choices ? { choices } : {}) });
  /** Where one goes from a row: to what it belongs to. */
  const placeAfter = (scope: Scope, row: Row): string => homeOf?.(scope, Object.fromEntries(register.fields.map(({ name }) => [name, row[name] === null || row[name] === undefined ? null : String(row[name])]))) ?? home(scope);
  const { remove } = commands;
  const kept = (at: string, id: number): string => `${at}?sparat=1#rad-${id}`;
  const noun = `${register.noun.charAt(0).toLowerCase()}${register.noun.slice(1)}`;
  // Rows that are added on a page of their own kind have it there.
  if (!ownForms && (commands.add || commands.report)) formPages(app, tools, `${path}/ny`, { ...options, action: beginning.action }, async (c): Promise<EditedThing<Scope> | null> => {
    const scope = await tools.scope(c);
    let sent: Readonly<Record<string, string | null>> = {};
    return scope && {
      scope, reach: register.ofUnit ? "anywhere" : placeOf(scope).committeeId, version: 0, title: newTitle, button: "Lägg till", trail: trail(scope), fields: (await specs(c, scope)).filter(({ name }) => beginning.fields?.includes(name) ?? true), values: begun?.(scope, c) ?? {}, away: home(scope),
      save: async ({ fields }) => { sent = fields; return beginning.run(tools.command(c), { ...placeOf(scope), fields }); }, done: (value) => kept(homeOf?.(scope, sent) ?? home(scope), (value as { id: number }).id),
    };
  });
  if (!ownForms) formPages(app, tools, `${path}/:id{[0-9]{1,9}}/andring`, options, async (c): Promise<EditedThing<Scope> | null> => {
    const own = await load(c);
    return own && {
      scope: own.scope, reach: reachOfRow(register, own.place.committeeId, own.row), version: own.row["version"], title: `Ändra ${noun}`, reason: "optional", live: [`${register.subject}:${own.row["id"]}`], trail: <>{trail(own.scope)} · <a href={`/historik/${register.subject}/${own.row["id"]}`}>Historik</a></>,
      fields: await specs(c, own.scope, own.row), values: Object.fromEntries(register.fields.map(({ kind, name }) => [name, shown(kind, own.row[name])])), away: backTo?.(own.scope, own.row["id"]) ?? placeAfter(own.scope, own.row), after: remove && <p><a href={c.req.path.replace(/andring$/, "bort")}>Ta bort {noun}</a></p>,
      save: ({ fields, reason, version }) => commands.change(tools.command(c), { id: own.row["id"], version, reason, fields }), done: () => kept((homeOf && placeAfter(own.scope, own.row)) ?? backTo?.(own.scope, own.row["id"]) ?? home(own.scope), own.row["id"]),
    };
  });
  if (remove) formPages(app, tools, `${path}/:id{[0-9]{1,9}}/bort`, options, async (c): Promise<EditedThing<Scope> | null> => {
    const own = await load(c);
    return own && {
      scope: own.scope, reach: reachOfRow(register, own.place.committeeId, own.row), version: own.row["version"], title: `Ta bort ${noun}`, button: "Ta bort", reason: "required", trail: trail(own.scope), intro: <p class="lead-text">{String(own.row["name"] ?? own.row[register.fields.find(({ kind }) => kind === undefined)?.name ?? ""] ?? "")}</p>, fields: [], values: {}, away: placeAfter(own.scope, own.row),
      save: ({ reason, version }) => remove(tools.command(c), { id: own.row["id"], version, reason }), done: () => `${placeAfter(own.scope, own.row)}?sparat=1`,
    };
  });
}
