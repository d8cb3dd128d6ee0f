import type { DescribedRow } from "../platform/origin/origin.ts";
import type { Db } from "../platform/db/database.ts";
import { isAny } from "../platform/db/is-any.ts";
import type { Saved } from "../platform/db/upsert.ts";
import { formatNumber } from "../platform/swedish.ts";
import { columnMeaning, isTotal, type Statement, type StatementInput } from "./statement.ts";

export interface StatementPlace {
  readonly committeeId: number;
  readonly year: number;
  readonly reportKind: string;
}

const shapeOf = (columns: readonly string[], rows: readonly { label: string; cells: readonly (string | null)[] }[]): string =>
  JSON.stringify([columns, rows.map((row) => [row.label, columns.map((_, index) => row.cells[index] ?? null)])]);

/** Keeps a statement as it was stated; a different one of the same name among the year's known takes its place. */
export async function saveStatement(db: Db, place: StatementPlace, known: readonly Statement[], position: number, input: StatementInput): Promise<{ id: number; saved: Saved }> {
  const existing = known.find(
    (statement) => statement.reportKind === place.reportKind && statement.kind === input.kind && statement.title === input.title,
  );
  if (existing) {
    const stored = shapeOf(
      existing.columns.map(({ label }) => label),
      existing.lines.map((line) => ({ label: line.label, cells: line.amounts.map((amount) => amount?.amount ?? null) })),
    );
    if (stored === shapeOf(input.columns, input.rows) && existing.unit === input.unit) return { id: existing.id, saved: "unchanged" };
    await removeLines(db, existing.id);
    await db.updateTable("statement").set({ amount_unit: input.unit, origin_id: input.originId }).where("id", "=", existing.id).execute();
    await addLines(db, existing.id, place.year, input);
    return { id: existing.id, saved: "changed" };
  }
  const { id } = await db
    .insertInto("statement")
    .values({
      committee_id: place.committeeId,
      year: place.year,
      report_kind: place.reportKind,
      kind: input.kind,
      title: input.title,
      amount_unit: input.unit,
      position,
      origin_id: input.originId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await addLines(db, id, place.year, input);
  return { id, saved: "added" };
}

async function removeLines(db: Db, statementId: number): Promise<void> {
  const lines = db.selectFrom("statement_line").select("id").where("statement_id", "=", statementId);
  await db.deleteFrom("statement_amount").where("line_id", "in", lines).execute();
  await db.deleteFrom("statement_line").where("statement_id", "=", statementId).execute();
  await db.deleteFrom("statement_column").where("statement_id", "=", statementId).execute();
}

async function addLines(db: Db, statementId: number, year: number, input: StatementInput): Promise<void> {
  const columns = input.columns.map((label, position) => ({ statement_id: statementId, position, ...columnMeaning(label, year) }));
  if (columns.length) await db.insertInto("statement_column").values(columns).execute();
  for (const [position, row] of input.rows.entries()) {
    const { id } = await db
      .insertInto("statement_line")
      .values({ statement_id: statementId, position, label: row.label, total: isTotal(row.label), origin_id: row.originId })
      .returning("id")
      .executeTakeFirstOrThrow();
    const amounts = row.cells.flatMap((amount, column) =>
      amount === null ? [] : [{ line_id: id, column_position: column, amount, origin_id: row.originId }],
    );
    if (amounts.length) await db.insertInto("statement_amount").values(amounts).execute();
  }
}

export async function loadStatements(db: Db, committeeId: number, year: number): Promise<Statement[]> {
  const statements = await db
    .selectFrom("statement").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("position").orderBy("id").execute();
  if (!statements.length) return [];
  const ids = statements.map(({ id }) => id as number);
  const columns = await db.selectFrom("statement_column").selectAll().where(isAny("statement_id", ids)).orderBy("position").execute();
  const lines = await db.selectFrom("statement_line").selectAll().where(isAny("statement_id", ids)).orderBy("position").execute();
  const amounts = lines.length
    ? await db.selectFrom("statement_amount").selectAll().where(isAny("line_id", lines.map(({ id }) => id as number))).execute()
    : [];
  const amountsOf = Map.groupBy(amounts, (amount) => amount.line_id as number);
  return statements.map((row): Statement => {
    const own = columns.filter((column) => column.statement_id === row.id);
    return {
      id: row.id,
      committeeId,
      year,
      reportKind: row.report_kind,
      kind: row.kind,
      title: row.title,
      unit: row.amount_unit,
      origin: row.origin_id,
      columns: own.map(({ label, measure, year: columnYear }) => ({ label, measure, year: columnYear })),
      lines: lines
        .filter((line) => line.statement_id === row.id)
        .map((line) => {
          const cells = amountsOf.get(line.id) ?? [];
          return {
            id: line.id,
            label: line.label,
            total: line.total,
            origin: line.origin_id,
            amounts: own.map((_, index) => {
              const cell = cells.find((amount) => amount.column_position === index);
              return cell ? { lineId: line.id, column: index, amount: cell.amount, origin: cell.origin_id } : null;
            }),
          };
        }),
    };
  });
}

export async function yearsWithStatements(db: Db, committeeId: number): Promise<number[]> {
  const rows = await db.selectFrom("statement").select("year").distinct().where("committee_id", "=", committeeId).orderBy("year").execute();
  return rows.map((row) => row.year as number);
}

/** What a stated amount is, in words. */
export async function describeAmount(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  const match = /^(\d{1,9})\/(\d{1,9})$/.exec(key);
  if (table !== "statement_amount" || !match) return null;
  const row = await db
    .selectFrom("statement_amount")
    .innerJoin("statement_line", "statement_line.id", "statement_amount.line_id")
    .innerJoin("statement", "statement.id", "statement_line.statement_id")
    .innerJoin("statement_column", (join) =>
      join.onRef("statement_column.statement_id", "=", "statement.id").onRef("statement_column.position", "=", "statement_amount.column_position"),
    )
    .select(["statement.id", "statement.committee_id", "statement.report_kind", "statement.title", "statement.year", "statement.amount_unit", "statement_line.label as line", "statement_column.label as column", "statement_amount.amount", "statement_amount.origin_id"])
    .where("statement_amount.line_id", "=", Number(match[1]))
    .where("statement_amount.column_position", "=", Number(match[2]))
    .executeTakeFirst();
  if (!row) return null;
  const unit = row["amount_unit"] ? ` ${row["amount_unit"]}` : "";
  // The same cell of the same statement of the year before, else the column of that year in this one; a column named by its year is that of its own year.
  const named = (year: number) => String(row["column"]).replaceAll(String(row["year"]), String(year));
  const cellAt = (statement: Record<string, unknown>) => db
    .selectFrom("statement_amount")
    .innerJoin("statement_line", "statement_line.id", "statement_amount.line_id")
    .innerJoin("statement", "statement.id", "statement_line.statement_id")
    .innerJoin("statement_column", (join) => join.onRef("statement_column.statement_id", "=", "statement.id").onRef("statement_column.position", "=", "statement_amount.column_position"))
    .select(["statement_amount.amount", "statement.amount_unit"])
    .where((where) => where.and({ ...statement, "statement_column.label": named(row["year"] - 1) }))
    .execute();
  /** Two lines of one name are not taken for each other. */
  const only = async (statement: Record<string, unknown>) => { const found = await cellAt(statement); return found.length === 1 ? found[0] : undefined; };
  const ofItsYear = await only({ "statement_line.label": row["line"], "statement.committee_id": row["committee_id"], "statement.report_kind": row["report_kind"], "statement.title": row["title"], "statement.year": row["year"] - 1 });
  const earlier = ofItsYear ?? (named(row["year"] - 1) === row["column"] ? undefined : await only({ "statement_line.id": Number(match[1]) }));
  return { subject: `statement:${row["id"]}`, before: earlier ? { label: `${row["line"]}, ${named(row["year"] - 1)}`, value: `${formatNumber(earlier["amount"])}${earlier["amount_unit"] ? ` ${earlier["amount_unit"]}` : ""}` } : null, facts: [["Uppställning", row["title"]], ["Rad", row["line"]], ["Kolumn", row["column"]]], label: `${row["title"]} ${row["year"]}: ${row["line"]}, ${row["column"]}`, value: `${formatNumber(row["amount"])}${unit}`, origin: row["origin_id"], committeeId: row["committee_id"], year: row["year"] };
}
