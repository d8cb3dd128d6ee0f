import { createHash } from "node:crypto";
import type { Context } from "hono";
import { z } from "@hono/zod-openapi";
import type { Context as CommandContext } from "../command.ts";
import type { Db, Row } from "../db/database.ts";
import { inTransaction } from "../db/transaction.ts";
import { Conflicted } from "../edit/conflict.ts";
import { Refused } from "../outcome.ts";
import { Problem, refusals } from "./api.ts";

/** The actor of a request and the database, for an operation that changes something. */
export type CommandSource = (context: Context) => CommandContext;

const LONGEST_KEY = 200;
export const WriteHeaders = z.object({
  "idempotency-key": z.string().min(8).max(LONGEST_KEY).optional().openapi({ description: "Samma nyckel en gång till gör inget nytt, utan ger svaret från första gången" }),
});
const ConflictProblem = Problem.extend({
  version: z.number().int().openapi({ description: "Versionen att utgå från i nästa försök" }),
  fields: z.array(z.object({ field: z.string(), base: z.string().nullable().optional(), theirs: z.string().nullable(), mine: z.string().nullable() })),
}).openapi("Conflict");
const described = <Schema extends z.ZodType>(description: string, schema: Schema) => ({ description, content: { "application/json": { schema } } });

/** What every operation that changes something may answer beside what it was asked for. */
export const writeRefusals = {
  ...refusals, 404: described("Finns inte", Problem), 409: described("Någon annan ändrade samma sak under tiden; inget är sparat", ConflictProblem), 413: described("För stort", Problem),
  422: described("Innehållet går inte att spara", Problem),
};

/** The answer to a conflict, for the API's common error handler. */
export const conflictBody = ({ conflict, failure }: Conflicted) => ({
  code: failure.code, message: failure.message, version: conflict.version,
  fields: conflict.conflicts.map(({ base, field, mine, theirs }) => ({ field, ...(base === undefined ? {} : { base }), theirs, mine })),
});

/**
 * Does a change once for its key, together with what was answered: asked again, the answer is the same and nothing is
 * done. A change that was refused may be tried again with the same key.
 * @throws Refused where the key was used for something else.
 */
export async function once<Result extends object>(c: Context, context: CommandContext, work: (context: CommandContext) => Promise<Result>): Promise<Result> {
  const key = c.req.header("idempotency-key");
  if (!key) return work(context);
  const requestHash = createHash("sha256").update(`${c.req.method}\n${c.req.path}\n${await c.req.text()}`).digest("hex");
  return inTransaction(context.db, async (db) => {
    const mine = { actor: context.actor.key, key };
    // Another who brings the same key at the same time waits here until the first one is done.
    const claimed = await claim(db, { ...mine, request_hash: requestHash });
    if (!claimed) {
      const known = (await db.selectFrom("idempotency_key").selectAll().where((where) => where.and(mine)).executeTakeFirstOrThrow()) as Row;
      if (known["request_hash"] !== requestHash) throw new Refused({ code: "key-reused", message: "Idempotency-Key är redan använd för ett annat anrop; välj en ny." });
      c.header("idempotency-replayed", "true");
      return JSON.parse(known["body"] as string) as Result;
    }
    const result = await work({ ...context, db });
    await db.updateTable("idempotency_key").set({ status: 200, body: JSON.stringify(result) }).where((where) => where.and(mine)).execute();
    return result;
  });
}

async function claim(db: Db, values: Row): Promise<boolean> {
  const row = await db.insertInto("idempotency_key").values({ ...values, status: 0, body: "" }).onConflict((conflict) => conflict.doNothing()).returning("key").executeTakeFirst();
  return row !== undefined;
}

export const Version = z.number().int().min(0).max(1_000_000_000).openapi({ description: "Versionen som ändringen görs från; 0 där inget fanns" });
export const Reason = z.string().max(1000).optional().openapi({ description: "Varför; krävs där ett värde ur ett inläst dokument ändras" });
export const RowId = z.object({ id: z.string().regex(/^\d{1,9}$/, "numret ska vara siffror").openapi({ param: { name: "id", in: "path" }, example: "12" }) });
export const RowNumber = z.number().int().min(1).max(1_000_000_000);

export const cleanReason = (reason: string | undefined): string | null => (reason === undefined ? null : clean(reason) || null);

/** Text as it is kept: whole characters, one kind of line end. */
export const clean = (text: string): string => text.replaceAll("\u0000", "").replaceAll("\r\n", "\n").toWellFormed().trim();
