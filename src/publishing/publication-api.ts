import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { withholdDocument } from "./publication-commands.ts";
import { listWithheldOf } from "./published-document-reads.ts";
import { LONGEST_GROUND, seenOf, withheldOf } from "./published-document.ts";

const Edition = z.number().int().min(1).max(1000);
const WithheldSchema = z.array(z.object({ section: z.string().max(200).openapi({ description: "Rubrikens nyckel; tomt för hela dokumentet" }), ground: z.string().max(LONGEST_GROUND).openapi({ example: "26 kap. 1 § OSL" }) })).max(200);
const AnswerSchema = z.object({ edition: Edition, withheld: WithheldSchema, seen: z.string().openapi({ description: "Skickas med när det ändras, så att ingen annans ändring skrivs över" }) }).openapi("Withheld");

/** What of a decided document is not published, through the API. */
export function publicationApi(api: Api, db: DbSource, command: CommandSource): void {
  const path = "/committees/{committee}/{year}/documents/{kind}/withheld/{edition}";
  const params = CommitteeYear.extend({ kind: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/).openapi({ param: { name: "kind", in: "path" }, example: "annual-report" }), edition: z.coerce.number().int().min(1).max(1000).openapi({ param: { name: "edition", in: "path" } }) });
  const told = async (own: Db, committeeId: number, year: number, documentKind: string, edition: number) => {
    const withheld = withheldOf(await listWithheldOf(own, { committeeId, year, documentKind }), edition);
    return { edition, withheld, seen: seenOf(withheld) };
  };
  api.openapi(
    createRoute({ middleware: guard("document.decide"), method: "get", path, tags: ["Dokument"], summary: "Vad som är undantaget från publicering i en upplaga, och med vilket lagrum", request: { params }, responses: { 200: answer(AnswerSchema), 404: notFound, ...refusals } }),
    async (c) => {
      const { committee, edition, kind, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      return c.json(await told(db(c), found.id, Number(year), kind, edition), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("document.decide"), method: "put", path, tags: ["Dokument"], summary: "Undanta det i en beslutad upplaga som inte ska publiceras",
      request: { headers: WriteHeaders, params, body: { required: true, content: { "application/json": { schema: z.object({ withheld: WithheldSchema, seen: z.string().max(100_000) }) } } } },
      responses: { 200: answer(AnswerSchema), ...writeRefusals },
    }),
    async (c) => {
      const { committee, edition, kind, year } = c.req.valid("param");
      const { seen, withheld } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const found = await valueOf(findCommittee(context.db, committee, Number(year)));
        await valueOf(withholdDocument(context, { committeeId: found.id, year: Number(year), documentKind: kind, edition, seen, withheld: withheld.map(({ ground, section }) => ({ section: clean(section), ground: clean(ground) })) }));
        return told(context.db, found.id, Number(year), kind, edition);
      }), 200);
    },
  );
}
