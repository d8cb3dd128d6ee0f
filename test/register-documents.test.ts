import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cellText, type DocumentModel, type TableBlock } from "../src/documents/document.ts";
import { makeDocument } from "../src/documents/document-reads.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import { addUnit, ensureCommittee } from "../src/organisation/unit-commands.ts";
import { findCommittee } from "../src/organisation/unit-reads.ts";
import { program, type Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { readRegisterTable } from "../src/platform/edit/register-import.ts";
import type { Register, RegisterCommands } from "../src/platform/edit/register.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { takeUnexecutedDecisions, UNEXECUTED_DECISIONS } from "../src/quality/unexecuted-decision-commands.ts";
import { corpusFile, HAS_CORPUS, SKIPPED } from "./corpus.ts";
import { freshDatabase } from "./database.ts";

/** The lines of a published document's table: those under the line that begins with its headings, as cells. */
function tableUnder(lines: readonly string[], heads: string, from = 0): string[][] {
  const at = lines.findIndex((line, index) => index >= from && line.startsWith(heads));
  if (at < 0) throw new Error(`No table ${heads}`);
  const end = lines.findIndex((line, index) => index > at && !line.includes("\t"));
  return lines.slice(at, end < 0 ? undefined : end).map((line) => line.split("\t").map((cell) => cell.trim()));
}
const shown = (table: TableBlock): string[][] => table.rows.map(({ cells }) => cells.map((cell) => cellText(cell).replaceAll("\u00a0", " ")));

describe.runIf(HAS_CORPUS)(`the tables of published documents, entered in their registers and out of a document again${SKIPPED}`, () => {
  let database: Database;
  let context: Context;
  let committeeId: number;
  const units = new Map<string, number>();
  beforeAll(async () => {
    database = await freshDatabase("embedded");
    context = { db: database.db, actor: program("start") };
    ({ committeeId } = await ensureCommittee(context, { municipality: "Prov kommun", committee: "Socialnämnden", year: 2021 }));
    for (const name of ["Barn- och ungdom"]) units.set(name, await valueOf(addUnit(context, { kind: "unit", name, parentId: committeeId, from: "2020-01-01" })));
  });
  afterAll(() => database?.close());

  /** A document of a year as it would be made now. */
  const documentOf = async (key: string, year: number): Promise<DocumentModel> => {
    const committee = await valueOf(findCommittee(database.db, "socialnamnden", year));
    const planned = (await findPlannedDocument(database.db, committee, year, key))!;
    return makeDocument(database.db, committee, year, planned, { charts: false });
  };
  const tablesOf = ({ blocks }: DocumentModel): TableBlock[] => blocks.filter((block) => block.kind === "table");
  /** Enters rows as a file of another program would bring them. */
  const enter = async (register: Register, take: RegisterCommands["take"], year: number | null, table: readonly (readonly string[])[]) => {
    const read = readRegisterTable(table, register.fields, { unit_id: [...units].map(([name, id]) => [String(id), name] as const) }, [], (row) => register.fault?.(row) ?? null);
    expect(read.faults).toEqual([]);
    return valueOf(take(context, { committeeId, year, rows: read.rows, fileName: "tabell.csv" }));
  };

  test("004: favourable decisions that were reported before, and what had become of them", async () => {
    const lines = corpusFile("004").text.split("\n");
    const from = lines.findIndex((line) => line.startsWith("Ej verkställda beslut som tidigare inrapporterats"));
    const [, ...rows] = tableUnder(lines, "Nr\tKön", from);
    expect(rows.length).toBe(2);
    const entered = await enter(UNEXECUTED_DECISIONS, takeUnexecutedDecisions, null, [
      ["Kön", "Enhet", "Beslutsdatum", "Verkställigheten avbröts", "Typ av bistånd eller insats", "Skäl till att beslutet inte är verkställt", "Verkställt", "Hur det verkställdes", "Lag"],
      ...rows.map(([, sex = "", unit = "", decided = "", interrupted = "", assistance = "", reason = "", executed = ""]) => [sex, unit, decided, interrupted, assistance, reason, executed.slice(0, 10), executed.slice(11), "SoL"]),
    ]);
    expect(entered).toEqual({ added: 2, changed: 0, unchanged: 0 });
    const report = await documentOf("unexecuted-decisions-4", 2021);
    const tables = tablesOf(report);
    // Nothing new that quarter, and the two that were reported in the second quarter.
    expect(tables.length).toBe(1);
    expect(shown(tables[0]!)).toEqual(rows.map((row) => Array.from({ length: 9 }, (_, index) => row[index] ?? "")));
    expect(JSON.stringify(report.blocks)).toContain("inga nya beslut att rapportera för kvartal 4 2021 och 2 tidigare rapporterade beslut");
    expect(tablesOf(await documentOf("unexecuted-decisions-2", 2021)).map((table) => table.rows.length)).toEqual([2]);
    expect(tablesOf(await documentOf("unexecuted-decisions-1", 2022))).toEqual([]);
  });
});
