import { createRoute, z } from "@hono/zod-openapi";
import type { Db } from "../db/database.ts";
import type { Fields } from "../edit/conflict.ts";
import type { RegisterField } from "../edit/register-field.ts";
import { loadRegisterRows } from "../edit/register-row-store.ts";
import type { Register, RegisterCommands } from "../edit/register.ts";
import { valueOf } from "../outcome.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "./api.ts";
import { clean, cleanReason, once, Reason, RowId, Version, WriteHeaders, writeRefusals, type CommandSource } from "./api-write.ts";
import { guard } from "./guard.ts";

export interface RegisterApiOptions {
  /** "grants": under a committee's year, and by itself with a row's number. */
  readonly path: string;
  readonly tag: string;
  /** What rows are called in the description: "statsbidrag". */
  readonly words: string;
  readonly register: Register;
  /** The row of the permission table that lets one list it; who reads the committee, where none is named: of what is confidential the rows that one may see. */
  readonly read?: string;
  readonly commands: Pick<RegisterCommands, "add" | "change" | "remove">;
  /** The address of a committee's year, and who that is. */
  readonly place: z.ZodObject<{ committee: z.ZodType<string>; year: z.ZodType<string> }>;
  committeeOf(db: Db, committee: string, year: number): Promise<number>;
}
const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const schemaOf = ({ kind, label, options }: RegisterField) => {
  const words = options ? `${label}: ${options.map(([value, word]) => `${value} = ${word}`).join(", ")}` : kind === "number" ? `${label}; exakt decimaltal som text` : kind === "id" ? `${label}; numret på raden` : kind === "date" ? `${label}; ÅÅÅÅ-MM-DD` : label;
  return z.string().max(5000).nullable().optional().openapi({ description: words });
};

/** A register through the API: its rows listed, added, changed from the version that was read, and taken away with a reason. */
export function registerApi(api: Api, db: DbSource, command: CommandSource, { commands, committeeOf, path, place, read = "read", register, tag, words }: RegisterApiOptions): void {
  const { fields } = register;
  const list = `/committees/{committee}/{year}/${path}`;
  const begun = register.reporting ? fields.filter(({ name }) => register.reporting!.fields.includes(name)) : fields;
  const NewBody = z.object(Object.fromEntries(begun.map((field) => [camel(field.name), schemaOf(field)])));
  const Body = z.object(Object.fromEntries(fields.map((field) => [camel(field.name), schemaOf(field)])));
  const told = (body: Record<string, unknown>): Fields => Object.fromEntries(fields.flatMap(({ name }) => { const value = body[camel(name)]; return value === undefined ? [] : [[name, value === null ? null : clean(String(value))]]; }));
  const shown = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
  api.openapi(
    createRoute({
      middleware: guard(read), method: "get", path: list, tags: [tag], summary: `Nämndens ${words}${register.yearly ? " för ett år" : ""}`, request: { params: place },
      responses: { 200: answer(z.array(z.object({ id: z.number().int(), version: z.number().int(), fields: z.record(z.string(), z.string().nullable()) }))), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const rows = await loadRegisterRows(db(c), register.table, await committeeOf(db(c), committee, Number(year)), register.yearly ? Number(year) : null);
      return c.json(rows.map((row) => ({ id: row["id"] as number, version: row["version"] as number, fields: Object.fromEntries(fields.map(({ name }) => [camel(name), shown(row[name])])) })), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard(register.reporting?.action ?? register.action), method: "post", path: list, tags: [tag], summary: `Lägg till: ${words}`, request: { headers: WriteHeaders, params: place, body: { required: true, content: { "application/json": { schema: NewBody } } } },
      responses: { 200: answer(z.object({ id: z.number().int() })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const row = told(c.req.valid("json"));
      return c.json(await once(c, command(c), async (context) => valueOf(commands.add(context, { committeeId: await committeeOf(context.db, committee, Number(year)), year: register.yearly ? Number(year) : null, fields: row }))), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard(register.action), method: "patch", path: `/${path}/{id}`, tags: [tag], summary: `Ändra: ${words}`, request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: z.object({ version: Version, reason: Reason, fields: Body }) } } } },
      responses: { 200: answer(z.object({ version: z.number().int() })), ...writeRefusals },
    }),
    async (c) => {
      const { fields: body, reason, version } = c.req.valid("json");
      return c.json(await once(c, command(c), (context) => valueOf(commands.change(context, { id: Number(c.req.valid("param").id), version, reason: cleanReason(reason), fields: told(body) }))), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard(register.action), method: "delete", path: `/${path}/{id}`, tags: [tag], summary: `Ta bort: ${words}`, request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: z.object({ version: Version, reason: z.string().min(1).max(1000) }) } } } },
      responses: { 200: answer(z.object({ removed: z.literal(true) })), ...writeRefusals },
    }),
    async (c) => {
      const { reason, version } = c.req.valid("json");
      await once(c, command(c), async (context) => { await valueOf(commands.remove(context, { id: Number(c.req.valid("param").id), version, reason: clean(reason) })); return { removed: true as const }; });
      return c.json({ removed: true as const }, 200);
    },
  );
}
