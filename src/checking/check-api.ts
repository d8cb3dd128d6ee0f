import { createRoute, z } from "@hono/zod-openapi";
import { answer, refusals, type Api } from "../platform/http/api.ts";
import { clean, writeRefusals } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { checkInTurn } from "./file-check-adapter.ts";
import { FINDING_SEVERITIES } from "./finding.ts";

const Evidence = z.object({ line: z.number().int(), quote: z.string(), file: z.string().optional() });
const FindingSchema = z.object({
  code: z.string(), severity: z.enum(Object.keys(FINDING_SEVERITIES) as [keyof typeof FINDING_SEVERITIES, ...(keyof typeof FINDING_SEVERITIES)[]]), line: z.number().int().openapi({ description: "Rad i en text, sida i en PDF, stycke i ett Word-dokument" }),
  quote: z.string(), message: z.string(), expected: z.string().nullable(), evidence: z.array(Evidence),
}).openapi("Finding");
const CheckSchema = z.object({ fileName: z.string(), format: z.enum(["text", "pdf", "docx"]), scanned: z.boolean(), findings: z.array(FindingSchema) }).openapi("Check");

/** Any document checked against itself, through the API. Nothing is kept. */
export function checkApi(api: Api): void {
  api.openapi(
    createRoute({
      middleware: guard("document.check"), method: "post", path: "/checks", tags: ["Dokument"], summary: "Granska en handling (text, PDF eller Word): vad i den som säger emot sig självt; inget sparas",
      request: { query: z.object({ fileName: z.string().min(1).max(150) }), body: { required: true, content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } } } },
      responses: { 200: answer(CheckSchema), ...refusals, ...writeRefusals },
    }),
    async (c) => {
      const { fileName, findings, layout } = await valueOf(checkInTurn([{ fileName: clean(c.req.valid("query").fileName), bytes: new Uint8Array(await c.req.arrayBuffer()) }]));
      return c.json({ fileName, format: layout.format, scanned: layout.scanned, findings: findings.map((finding) => ({ ...finding, evidence: finding.evidence.map((one) => ({ ...one })) })) }, 200);
    },
  );
}
