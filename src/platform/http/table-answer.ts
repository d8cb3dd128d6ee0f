import type { Context } from "hono";
import { writeCsv, writeWorkbook, type TableCell } from "../table/table-file.ts";

export type TableFileKind = "xlsx" | "csv";
export const isTableFileKind = (kind: string | undefined): kind is TableFileKind => kind === "xlsx" || kind === "csv";

/** Tables as a file to keep: a sheet for each, or one after the other under their names. `fileName` is without its ending. */
export async function tableAnswer(c: Context, kind: TableFileKind, fileName: string, tables: readonly { readonly name: string; readonly rows: readonly (readonly TableCell[])[] }[]): Promise<Response> {
  const headers = { "content-disposition": `attachment; filename="${fileName}.${kind}"`, "cache-control": "private, no-store" };
  if (kind === "xlsx") return c.body(new Uint8Array(await writeWorkbook(tables)), 200, { ...headers, "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
  return c.body(writeCsv(tables.flatMap(({ name, rows }, index) => [...(index ? [[null]] : []), ...(tables.length > 1 ? [[name]] : []), ...rows])), 200, { ...headers, "content-type": "text/csv; charset=utf-8" });
}
