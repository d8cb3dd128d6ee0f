import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Db } from "../db/database.ts";

export type Api = OpenAPIHono;
/** Asked for at each request, so that the description can be made without a database. */
export type DbSource = (context: Context) => Db;

export const Problem = z
  .object({ code: z.string().openapi({ example: "no-committee" }), message: z.string().openapi({ description: "En svensk mening om vad som är fel" }) })
  .openapi("Problem");

export const FigureValue = z
  .object({
    value: z.string().nullable().openapi({ description: "Exakt decimaltal som text; null betyder saknas, inte noll", example: "-204.4" }),
    origin: z.number().int().openapi({ description: "Raden i ursprungsregistret" }),
  })
  .openapi("FigureValue");

const described = <Schema extends z.ZodType>(description: string, schema: Schema) => ({ description, content: { "application/json": { schema } } });
export const answer = <Schema extends z.ZodType>(schema: Schema) => described("Svaret", schema);
export const notFound = described("Finns inte", Problem);
/** What every operation may answer before it has begun. */
export const refusals = {
  400: described("Anropet går inte att förstå", Problem), 401: described("Inte inloggad", Problem), 403: described("Behörigheten räcker inte", Problem),
  429: described("För många anrop", Problem), 503: described("Databasen svarar inte", Problem),
};

export const createApi = (): Api =>
  new OpenAPIHono({
    defaultHook: (result, c) => (result.success ? undefined : c.json({ code: "bad-request", message: `Anropet går inte att förstå: ${result.error.issues[0]?.message ?? ""}` }, 400)),
  });
