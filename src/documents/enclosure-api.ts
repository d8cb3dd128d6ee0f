import { createRoute, z } from "@hono/zod-openapi";
import { findCommittee } from "../organisation/unit-reads.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, RowId, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { DocumentPlace } from "./document-api.ts";
import { addEnclosure, removeEnclosure } from "./enclosure-commands.ts";
import { readEnclosureFile } from "./enclosure-file-adapter.ts";
import { findEnclosureFile, listEnclosures } from "./enclosure-reads.ts";
import { LONGEST_ENCLOSURE_TITLE, titleOfFile } from "./enclosure.ts";

const EnclosureSchema = z.object({
  id: z.number().int(), title: z.string(), fileName: z.string(), hash: z.string().openapi({ description: "SHA-256 av filen" }), byteCount: z.number().int(), pageCount: z.number().int(),
  findings: z.array(z.string()).openapi({ description: "Det som en maskin finner mot filens tillgänglighet (PDF/UA-1)" }),
}).openapi("Enclosure");
const pdf = (description: string) => ({ description, content: { "application/pdf": { schema: z.string().openapi({ format: "binary" }) } } });

/** The files that lie with a document, through the API. */
export function enclosureApi(api: Api, db: DbSource, command: CommandSource): void {
  const path = "/committees/{committee}/{year}/documents/{kind}/enclosures";
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path, tags: ["Dokument"], summary: "Dokumentets bifogade handlingar", request: { params: DocumentPlace }, responses: { 200: answer(z.array(EnclosureSchema)), 404: notFound, ...refusals } }),
    async (c) => {
      const { committee, kind, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const enclosures = await listEnclosures(db(c), { committeeId: found.id, year: Number(year), documentKind: kind });
      return c.json(enclosures.map(({ byteCount, fileName, findings, hash, id, pageCount, title }) => ({ id, title, fileName, hash, byteCount, pageCount, findings: [...findings] })), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("document.write"), method: "post", path, tags: ["Dokument"], summary: "Bifoga en PDF; samma fil en gång till är ingen ny handling",
      request: {
        params: DocumentPlace, body: { required: true, ...pdf("Filen") },
        query: z.object({ fileName: z.string().min(1).max(200), title: z.string().max(LONGEST_ENCLOSURE_TITLE).optional().openapi({ description: "Vad handlingen heter; annars filens namn" }) }),
      },
      responses: { 200: answer(z.object({ id: z.number().int() })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, kind, year } = c.req.valid("param");
      const { fileName, title } = c.req.valid("query");
      const own = command(c);
      const found = await valueOf(findCommittee(own.db, committee, Number(year)));
      const file = await valueOf(readEnclosureFile(clean(fileName), new Uint8Array(await c.req.arrayBuffer())));
      return c.json(await valueOf(addEnclosure(own, { committeeId: found.id, year: Number(year), documentKind: kind, title: clean(title ?? "") || titleOfFile(file.fileName), file })), 200);
    },
  );
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path: `${path}/{id}`, tags: ["Dokument"], summary: "En bifogad handling som fil", request: { params: DocumentPlace.extend(RowId.shape) }, responses: { 200: pdf("Filen"), 404: notFound, ...refusals } }),
    async (c) => {
      const { committee, id, kind, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const enclosure = (await listEnclosures(db(c), { committeeId: found.id, year: Number(year), documentKind: kind })).find((one) => one.id === Number(id));
      const bytes = enclosure && (await findEnclosureFile(db(c), found.id, enclosure.hash));
      if (!bytes) throw new Refused({ code: "no-enclosure", message: "Dokumentet har ingen sådan handling." });
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { "content-type": "application/pdf" });
    },
  );
  api.openapi(
    createRoute({ middleware: guard("document.write"), method: "delete", path: "/enclosures/{id}", tags: ["Dokument"], summary: "Ta bort en bifogad handling", request: { headers: WriteHeaders, params: RowId }, responses: { 200: answer(z.object({ removed: z.boolean() })), ...writeRefusals } }),
    async (c) => {
      const { id } = c.req.valid("param");
      return c.json(await once(c, command(c), async (context) => { await valueOf(removeEnclosure(context, { enclosureId: Number(id) })); return { removed: true }; }), 200);
    },
  );
}
