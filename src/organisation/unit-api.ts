import { createRoute, z } from "@hono/zod-openapi";
import { guard } from "../platform/http/guard.ts";
import { answer, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { listCommittees } from "./unit-reads.ts";

const CommitteeSchema = z
  .object({
    name: z.string().openapi({ description: "Namnet idag, eller det sista" }), slug: z.string(), municipality: z.string(),
    names: z.array(z.string()).openapi({ description: "Alla namn nämnden har haft, det äldsta först" }),
    endedOn: z.string().nullable().openapi({ description: "Första dagen den inte längre finns; null medan den finns", example: null }),
    example: z.boolean().openapi({ description: "Hör till exempelkommunen" }),
  })
  .openapi("Committee");

export function unitApi(api: Api, db: DbSource): void {
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path: "/committees", tags: ["Organisation"], summary: "Nämnder", responses: { 200: answer(z.array(CommitteeSchema)), ...refusals } }),
    async (c) => c.json((await listCommittees(db(c))).map(({ name, slug, municipality, names, endedOn, example }) => ({ name, slug, municipality, names: [...names], endedOn, example })), 200),
  );
}
