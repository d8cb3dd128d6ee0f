import type { Context } from "hono";
import { writeCsv, writeXlsx } from "../platform/table/table-file.ts";
import { exportRows, type IndicatorPlace } from "./value-import.ts";

/** The file that the address asks a page for. */
export const askedFile = (c: Context): "xlsx" | "csv" | null => (["xlsx", "csv"] as const).find((kind) => kind === c.req.query("som")) ?? null;

/** Values as a file that can be filled in and read in again. */
export async function valuesFile(c: Context, kind: "xlsx" | "csv", name: string, places: readonly IndicatorPlace[]): Promise<Response> {
  const rows = exportRows(places);
  const headers = { "content-disposition": `attachment; filename="${name}.${kind}"`, "cache-control": "private, no-store" };
  if (kind === "csv") return c.body(writeCsv(rows), 200, { ...headers, "content-type": "text/csv; charset=utf-8" });
  return c.body(new Uint8Array(await writeXlsx("Värden", rows)), 200, { ...headers, "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
}
