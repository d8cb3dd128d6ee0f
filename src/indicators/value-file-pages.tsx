import type { Context } from "hono";
import { isTableFileKind, tableAnswer, type TableFileKind } from "../platform/http/table-answer.ts";
import { exportRows, type IndicatorPlace } from "./value-import.ts";

/** The file that the address asks a page for. */
export function askedFile(c: Context): TableFileKind | null {
  const kind = c.req.query("som");
  return isTableFileKind(kind) ? kind : null;
}

/** Values as a file that can be filled in and read in again. */
export const valuesFile = (c: Context, kind: TableFileKind, fileName: string, places: readonly IndicatorPlace[]): Promise<Response> => tableAnswer(c, kind, fileName, [{ name: "Värden", rows: exportRows(places) }]);
