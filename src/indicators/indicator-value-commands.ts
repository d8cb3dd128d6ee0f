import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { contentAt, lastChange } from "../platform/edit/versioned-row-store.ts";
import { compareChanges, Conflicted, type FieldConflict } from "../platform/edit/conflict.ts";
import { Refused } from "../platform/outcome.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { enteredText, readEntry, tooExact, unexplained, type IndicatorEntry } from "./indicator-entry.ts";
import { reachOf } from "./indicator.ts";
import { loadDefinition, noteValue, removeValue, valuesForUpdate, writeValue } from "./indicator-store.ts";

export interface EntryInput {
  readonly indicatorId: number;
  readonly cells: readonly IndicatorEntry[];
  /** Why: demanded where a value that a document states is changed. */
  readonly reason?: string | null | undefined;
}

/**
 * Enters a measure's values, each cell from the version that it was read at. Cells that somebody else changed in between
 * and that are not touched here stay as they left them.
 * @throws Conflicted for the cells that both changed, differently; nothing is stored then.
 */
async function enter(context: CommandContext, { cells, indicatorId, reason = null }: EntryInput): Promise<{ changed: number; versions: ReadonlyMap<string, number>; written: ReadonlySet<string> }> {
  const { db } = context;
  const indicator = await loadDefinition(db, indicatorId);
  if (!indicator) throw new Refused({ code: "no-indicator", message: "Måttet finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(reachOf(indicator));
  const entries = cells.map((cell) => readEntry(cell, indicator.frequency));
  const values = await valuesForUpdate(db, indicatorId, cells.map(({ period }) => period));
  const conflicts: FieldConflict[] = [];
  const writes: { period: string; value: string | null; reason: string | null; stated: boolean; says: boolean; comment: string | null; preliminary: boolean }[] = [];
  for (const [index, cell] of cells.entries()) {
    const entry = entries[index]!;
    const current = values.get(cell.period) ?? null;
    const theirs = { value: enteredText(current) };
    const key = { indicator_id: indicatorId, period: cell.period };
    const kept = (current?.version ?? 0) === cell.version ? null : await contentAt(db, "indicator_value", key, cell.version);
    const base = (current?.version ?? 0) === cell.version ? theirs : cell.version === 0 ? { value: null } : kept && { value: enteredText({ value: kept["value"] ?? null, missingReason: kept["missing_reason"] ?? null }) };
    const compared = compareChanges(base, theirs, { value: enteredText({ value: entry.value, missingReason: entry.reason }) });
    conflicts.push(...compared.conflicts.map((conflict) => ({ ...conflict, field: cell.period })));
    const comment = cell.comment === undefined ? (current?.comment ?? null) : cell.comment;
    const preliminary = cell.preliminary ?? current?.preliminary ?? false;
    const says = compared.merged["value"] !== theirs.value;
    // What is said of a value that is not there is said of nothing.
    const tells = current !== null && compared.merged["value"] === theirs.value && theirs.value === enteredText({ value: entry.value, missingReason: entry.reason }) && (comment !== current.comment || preliminary !== current.preliminary);
    if (says || tells) writes.push({ period: cell.period, value: entry.value, reason: entry.reason, stated: says && (current?.stated ?? false), says, comment, preliminary });
  }
  if (conflicts.length) throw new Conflicted({ conflicts, merged: {}, version: values.get(conflicts[0]!.field)?.version ?? 0, ...(await lastChange(db, "indicator_value", { indicator_id: indicatorId, period: conflicts[0]!.field })) });
  const versions = new Map([...values].map(([period, { version }]) => [period, version]));
  if (!writes.length) return { changed: 0, versions, written: new Set() };
  const refused = tooExact(writes.filter(({ says }) => says), indicator) ?? unexplained(writes, reason, indicator.frequency);
  if (refused) throw refused;
  const originId = writes.some(({ says }) => says) ? await typedOrigin(context) : 0;
  for (const { comment, period, preliminary, reason: missingReason, says, value } of writes) {
    // What is said of a value does not change where it comes from.
    if (!says) versions.set(period, await noteValue(db, { indicatorId, period, comment, preliminary }));
    else if (value === null && missingReason === null) {
      await removeValue(db, indicatorId, period);
      versions.delete(period);
    } else versions.set(period, await writeValue(db, { indicatorId, period, value, missingReason, originId, comment, preliminary }));
  }
  context.record({ action: "indicator.changed", subject: `indicator:${indicatorId}`, reason: reason ?? undefined });
  return { changed: writes.length, versions, written: new Set(writes.map(({ period }) => period)) };
}

export const enterValues = outcomeCommand("indicator.enter", enter);
