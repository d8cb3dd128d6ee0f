import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { findRegisterRow } from "../platform/edit/register-row-store.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, RowId, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { addMatterEnclosure } from "./matter-enclosure-commands.ts";
import { findMatterFile, listMatterEnclosures } from "./matter-enclosure-reads.ts";

const Schema = z.object({ id: z.number().int(), title: z.string(), fileName: z.string(), mediaType: z.string(), byteCount: z.number().int(), hash: z.string().openapi({ description: "SHA-256 av filen" }), secrecy: z.string(), secrecyGround: z.string().nullable(), addedOn: z.string() }).openapi("MatterEnclosure");
const binary = (description: string) => ({ description, content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } } });

/** The files of a matter, through the API. */
export function matterEnclosureApi(api: Api, db: DbSource, command: CommandSource): void {
  const path = "/committees/{committee}/{year}/matters/{id}/enclosures";
  const params = CommitteeYear.extend(RowId.shape);
  const ownMatter = async (own: Db, { committee, id, year }: { committee: string; year: string; id: string }): Promise<number> => {
    const found = await valueOf(findCommittee(own, committee, Number(year)));
    if ((await findRegisterRow(own, "matter", Number(id)))?.["committee_id"] !== found.id) throw new Refused({ code: "no-matter", message: "Ärendet finns inte, eller så har du ingen roll i dess nämnd." });
    return Number(id);
  };
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path, tags: ["Ärenden"], summary: "Ärendets handlingar", request: { params }, responses: { 200: answer(z.array(Schema)), 404: notFound, ...refusals } }),
    async (c) => c.json((await listMatterEnclosures(db(c), [await ownMatter(db(c), c.req.valid("param"))])).map(({ addedOn, byteCount, fileName, hash, id, mediaType, secrecy, secrecyGround, title }) => ({ id, title, fileName, mediaType, byteCount, hash, secrecy, secrecyGround, addedOn })), 200),
  );
  api.openapi(
    createRoute({
      middleware: guard("matter.keep"), method: "post", path, tags: ["Ärenden"], summary: "Lägga en handling i ärendet",
      request: { params, body: { required: true, ...binary("Filen") }, query: z.object({ fileName: z.string().min(1).max(200), title: z.string().min(1).max(200), secrecy: z.enum(["open", "secret"]), secrecyGround: z.string().max(150).optional() }) },
      responses: { 200: answer(z.object({ id: z.number().int() })), ...writeRefusals },
    }),
    async (c) => {
      const { fileName, secrecy, secrecyGround, title } = c.req.valid("query");
      const own = command(c);
      const matterId = await ownMatter(own.db, c.req.valid("param"));
      return c.json(await valueOf(addMatterEnclosure(own, { matterId, fileName: clean(fileName), bytes: new Uint8Array(await c.req.arrayBuffer()), input: { title: clean(title), secrecy, secrecyGround: secrecyGround === undefined ? null : clean(secrecyGround) } })), 200);
    },
  );
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path: "/matter-enclosures/{id}", tags: ["Ärenden"], summary: "En handling i ett ärende som fil; den med sekretess för den som får öppna den", request: { params: RowId }, responses: { 200: binary("Filen"), 404: notFound, ...refusals } }),
    async (c) => {
      const bytes = await findMatterFile(db(c), Number(c.req.valid("param").id));
      if (!bytes) throw new Refused({ code: "no-matter-enclosure", message: "Handlingen finns inte, eller så får du inte öppna den." });
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { "content-type": "application/octet-stream", "content-disposition": "attachment" });
    },
  );
}
