import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { guard } from "../platform/http/guard.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { answer, refusals, notFound, type Api, type DbSource } from "../platform/http/api.ts";
import { makeDocument } from "./document-reads.ts";
import type { Committee } from "../organisation/committee.ts";
import type { Db } from "../platform/db/database.ts";
import { findPlannedDocument } from "./template-reads.ts";
import type { PlannedDocument } from "./template.ts";

/** A document's place in an address: whose, of which year, and which one. */
export const DocumentPlace = CommitteeYear.extend({ kind: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, "dokumentet skrivs som i listan över dokument").openapi({ param: { name: "kind", in: "path" }, example: "annual-report" }) });

/** The document of a place, or a refusal that says that there is none. */
export async function plannedAt(db: Db, committee: Committee, year: number, key: string): Promise<PlannedDocument> {
  const planned = await findPlannedDocument(db, committee, year, key);
  if (!planned) throw new Refused({ code: "no-document", message: `${committee.name} har inget dokument »${key}« för ${year}.` });
  return planned;
}
const DocumentSchema = z
  .object({
    kind: z.string(), title: z.string(), organisation: z.string(), committee: z.string(), year: z.number(), diaryNumber: z.string().nullable(),
    blocks: z.array(z.unknown()).openapi({ description: "Dokumentmodellens block: rubriker, stycken, tabeller med figurer och deras källrader" }),
  })
  .openapi("Document");

export function documentApi(api: Api, db: DbSource): void {
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/documents/{kind}", tags: ["Dokument"], summary: "Dokumentet ur registret, som modell",
      request: { params: DocumentPlace },
      responses: { 200: answer(DocumentSchema), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year, kind } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const { title, organisation, diaryNumber, blocks, ...model } = await makeDocument(db(c), found, Number(year), await plannedAt(db(c), found, Number(year), kind), { charts: false });
      return c.json({ kind, title, organisation, committee: model.committee, year: Number(year), diaryNumber, blocks: [...blocks] }, 200);
    },
  );
}
