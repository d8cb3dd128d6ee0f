import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, RowNumber, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { mapOn } from "./account-map.ts";
import { importLedger } from "./ledger-import-commands.ts";
import { changeUnitMap } from "./unit-map-commands.ts";
import { seenUnits, unitMapIn } from "./unit-map.ts";
import { ledgerStatement } from "./ledger-statement.ts";
import { lastLedgerMonth, listAccountMaps, listMonthAmounts, listUnitMaps } from "./ledger-reads.ts";

const Amount = z.string().openapi({ description: "Exakt decimaltal i kronor, som text; intäkt plus, kostnad minus", example: "-204400000.00" });
const StatementSchema = z.object({
  from: z.string(), to: z.string().openapi({ example: "2026-08" }),
  lines: z.array(z.object({ key: z.string(), label: z.string(), total: z.boolean(), amount: Amount, accounts: z.array(z.object({ account: z.string(), amount: Amount })) })),
}).openapi("LedgerStatement");
const ImportedSchema = z.object({ importId: z.number().int(), periods: z.array(z.object({ from: z.string(), to: z.string() })), vouchers: z.number().int(), transactions: z.number().int(), warningCount: z.number().int(), warnings: z.array(z.object({ line: z.number().int(), code: z.string(), message: z.string() })) }).openapi("LedgerImport");

/** What the ledger says, and ledger files in, through the API. */
export function ledgerApi(api: Api, db: DbSource, command: CommandSource): void {
  const path = "/committees/{committee}/{year}/ledger";
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path, tags: ["Ekonomi"], summary: "Resultaträkning ur huvudboken, till och med en månad",
      request: { params: CommitteeYear, query: z.object({ to: z.string().regex(/^(0?[1-9]|1[0-2])$/, "månaden skrivs 1 till 12").optional().openapi({ description: "Till och med månad 1–12; annars den sista som är inläst" }), measure: z.enum(["actual", "budget"]).optional() }) },
      responses: { 200: answer(StatementSchema), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { measure = "actual", to } = c.req.valid("query");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const last = to ? `${year}-${to.padStart(2, "0")}` : ((await lastLedgerMonth(db(c), found.id, Number(year))) ?? `${year}-12`);
      const map = mapOn(await listAccountMaps(db(c), found.municipalityId), `${last}-28`);
      const lines = ledgerStatement(await listMonthAmounts(db(c), found.id, `${year}-01`, last, measure), map);
      return c.json({ from: `${year}-01`, to: last, lines: lines.map(({ accounts, ...line }) => ({ ...line, accounts: accounts.map((one) => ({ ...one })) })) }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("ledger.import"), method: "post", path, tags: ["Ekonomi"], summary: "Läs in en SIE-fil: allt eller inget; månader som redan är inlästa ur samma huvudbok ersätts",
      request: { params: CommitteeYear, query: z.object({ fileName: z.string().min(1).max(150), source: z.string().max(60).optional().openapi({ description: "Vilken huvudbok; annars Huvudbok" }) }), body: { required: true, content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } } } },
      responses: { 200: answer(ImportedSchema), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { fileName, source } = c.req.valid("query");
      const own = command(c);
      const found = await valueOf(findCommittee(own.db, committee, Number(year)));
      const { importId, periods, report } = await valueOf(importLedger(own, { committeeId: found.id, source: clean(source ?? "") || "Huvudbok", fileName: clean(fileName), bytes: [new Uint8Array(await c.req.arrayBuffer())], seenHash: null }));
      return c.json({ importId, periods: [...periods], vouchers: report.vouchers, transactions: report.transactions, warningCount: report.warningCount, warnings: report.warnings.map((one) => ({ ...one })) }, 200);
    },
  );
  const units = "/committees/{committee}/{year}/ledger-units";
  const UnitsSchema = z.object({ fromYear: z.number().int(), dimension: z.string().max(20), rows: z.array(z.object({ code: z.string().max(60), unitId: RowNumber })).max(5000) });
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path: units, tags: ["Ekonomi"], summary: "Vilken enhet huvudbokens objekt hör till ett år; null där inget är sagt", request: { params: CommitteeYear }, responses: { 200: answer(UnitsSchema.nullable()), 404: notFound, ...refusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const held = unitMapIn(await listUnitMaps(db(c), found.id), Number(year));
      return c.json(held && { fromYear: held.fromYear, dimension: held.dimension, rows: held.rows.map((row) => ({ ...row })) }, 200);
    },
  );
  api.openapi(
    createRoute({ middleware: guard("ledger.import"), method: "put", path: units, tags: ["Ekonomi"], summary: "Säg vilken enhet objekten hör till från och med ett år; de som inte är med hör till ingen", request: { headers: WriteHeaders, params: CommitteeYear, body: { required: true, content: { "application/json": { schema: UnitsSchema.omit({ fromYear: true }) } } } }, responses: { 200: answer(z.object({ changed: z.literal(true) })), ...writeRefusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { dimension, rows } = c.req.valid("json");
      if (new Set(rows.map(({ code }) => code)).size < rows.length) return c.json({ code: "same-object", message: "Samma objekt står två gånger." }, 422);
      await once(c, command(c), async (context) => {
        const found = await valueOf(findCommittee(context.db, committee, Number(year)));
        const known = (await listUnitMaps(context.db, found.id)).find(({ fromYear }) => fromYear === Number(year)) ?? null;
        await valueOf(changeUnitMap(context, { committeeId: found.id, fromYear: Number(year), dimension: clean(dimension), rows: rows.map(({ code, unitId }) => ({ code: clean(code), unitId })), seen: seenUnits(known) }));
        return { changed: true as const };
      });
      return c.json({ changed: true as const }, 200);
    },
  );
}
