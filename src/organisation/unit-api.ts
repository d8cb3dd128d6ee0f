import { createRoute, z } from "@hono/zod-openapi";
import { answer, type Api, type DbSource } from "../platform/http/api.ts";
import { listCommittees } from "./unit-reads.ts";

const CommitteeSchema = z
  .object({ name: z.string(), slug: z.string(), municipality: z.string(), example: z.boolean().openapi({ description: "Hör till exempelkommunen" }) })
  .openapi("Committee");

export function unitApi(api: Api, db: DbSource): void {
  api.openapi(
    createRoute({ method: "get", path: "/committees", tags: ["Organisation"], summary: "Nämnder", responses: { 200: answer(z.array(CommitteeSchema)) } }),
    async (c) => c.json((await listCommittees(db())).map(({ name, slug, municipality, example }) => ({ name, slug, municipality, example })), 200),
  );
}
