import { createRoute, z } from "@hono/zod-openapi";
import { findCommittee } from "../organisation/unit-reads.ts";
import { answer, refusals, notFound, type Api, type DbSource } from "../platform/http/api.ts";
import { once, Version, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { DocumentPlace } from "./document-api.ts";
import { writeSection } from "./section-text-commands.ts";
import { listSectionTexts } from "./section-text-reads.ts";

const SectionSchema = z.object({ section: z.string(), body: z.string(), version: Version }).openapi("SectionText");

export function sectionTextApi(api: Api, db: DbSource, command: CommandSource): void {
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/documents/{kind}/sections", tags: ["Dokument"], summary: "Dokumentets texter, avsnitt för avsnitt",
      request: { params: DocumentPlace }, responses: { 200: answer(z.array(SectionSchema)), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, kind, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const sections = await listSectionTexts(db(c), { committeeId: found.id, year: Number(year), documentKind: kind });
      return c.json(sections.map(({ body, section, version }) => ({ section, body, version })), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("document.write"), method: "put", path: "/committees/{committee}/{year}/documents/{kind}/sections/{section}", tags: ["Dokument"], summary: "Skriv ett avsnitts text",
      request: {
        headers: WriteHeaders,
        params: DocumentPlace.extend({ section: z.string().max(60).openapi({ param: { name: "section", in: "path" } }) }),
        body: { required: true, content: { "application/json": { schema: z.object({ version: Version, body: z.string().max(200_000) }) } } },
      },
      responses: { 200: answer(z.object({ version: Version })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, kind, section, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const { body, version } = c.req.valid("json");
      const input = { committeeId: found.id, year: Number(year), documentKind: kind, section, version, body: body.replaceAll("\u0000", "").toWellFormed().trim() };
      return c.json(await once(c, command(c), (context) => valueOf(writeSection(context, input))), 200);
    },
  );
}
