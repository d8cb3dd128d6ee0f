/** A row's columns as text, as they are kept for the trail; null is no value. */
export type RowContent = Readonly<Record<string, string | null>>;

/** What was done to one row: the columns that differ, before and after. A row that was added has no before, one that was taken away no after. */
export interface RowChange {
  readonly table: string;
  readonly key: string;
  readonly before: RowContent | null;
  readonly after: RowContent | null;
}

/** Columns that say how a row is kept, not what it says. */
const BOOKKEEPING = new Set(["id", "version", "position", "origin_id", "actor"]);

/** The change between two states of a row; null where nothing that it says differs. */
export function differences(table: string, key: string, before: RowContent | null, after: RowContent | null): RowChange | null {
  const said = (content: RowContent | null) => (content ? Object.fromEntries(Object.entries(content).filter(([column, value]) => !BOOKKEEPING.has(column) && value !== null)) : null);
  if (!before || !after) return before || after ? { table, key, before: said(before), after: said(after) } : null;
  const columns = Object.keys(after).filter((column) => !BOOKKEEPING.has(column) && (before[column] ?? null) !== (after[column] ?? null));
  if (!columns.length) return null;
  const only = (content: RowContent) => Object.fromEntries(columns.map((column) => [column, content[column] ?? null]));
  return { table, key, before: only(before), after: only(after) };
}
