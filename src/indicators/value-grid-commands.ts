import type { Context } from "../platform/command.ts";
import { inTransaction } from "../platform/db/transaction.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import type { IndicatorEntry } from "./indicator-entry.ts";
import type { GridAnswer } from "./value-grid.ts";
import { enterValues } from "./indicator-value-commands.ts";

/** A cell of the grid: what was written, over which version, and what was said of it. */
export interface GridCell extends IndicatorEntry {
  readonly indicatorId: number;
}
type Saved = Extract<Awaited<ReturnType<typeof enterValues>>, { ok: true }>["value"];
const told = (indicatorId: number, own: readonly GridCell[], { versions, written }: Saved): GridAnswer[] =>
  own.map((cell) => ({ indicatorId, period: cell.period, state: written.has(cell.period) ? "saved" : "unchanged", message: null, version: versions.get(cell.period) ?? 0 }));

/** Enters all cells in one transaction; null where any of them is refused or another's, and nothing is kept then. */
async function enterWhole(context: Context, measures: readonly (readonly [number, readonly GridCell[]])[], reason: string | null): Promise<GridAnswer[] | null> {
  const answers: GridAnswer[] = [];
  try {
    return await inTransaction(context.db, async (db) => {
      answers.length = 0;
      for (const [indicatorId, own] of measures) answers.push(...told(indicatorId, own, await valueOf(enterValues({ ...context, db }, { indicatorId, cells: own, reason }))));
      return answers;
    });
  } catch (error) {
    if (error instanceof Refused || error instanceof Conflicted) return null;
    throw error;
  }
}

/** Enters cells of many measures. Each cell is kept or refused for itself, so that one wrong one does not hold up the others; where none is wrong they are kept together. */
export async function enterGrid(context: Context, { cells, reason }: { cells: readonly GridCell[]; reason: string | null }): Promise<GridAnswer[]> {
  // Those who enter at once take their measures in the same order, and do not wait for each other in a ring.
  const measures = [...Map.groupBy(cells, (cell) => cell.indicatorId)].toSorted(([a], [b]) => a - b);
  const whole = measures.length > 1 ? await enterWhole(context, measures, reason) : null;
  if (whole) return whole;
  const answers: GridAnswer[] = [];
  const enter = async (indicatorId: number, own: readonly GridCell[]): Promise<void> => {
    const answer = (state: GridAnswer["state"], message: string | null, versions: ReadonlyMap<string, number> = new Map()) =>
      answers.push(...own.map((cell): GridAnswer => ({ indicatorId, period: cell.period, state, message, version: versions.get(cell.period) ?? cell.version })));
    try {
      const saved = await enterValues(context, { indicatorId, cells: own, reason });
      if (!saved.ok && own.length > 1) for (const cell of own) await enter(indicatorId, [cell]);
      else if (!saved.ok) answer("refused", saved.failure.message);
      else answers.push(...told(indicatorId, own, saved.value));
    } catch (error) {
      if (!(error instanceof Conflicted)) throw error;
      if (own.length > 1) {
        for (const cell of own) await enter(indicatorId, [cell]);
        return;
      }
      const [first] = error.conflict.conflicts;
      answer("conflict", `Någon annan har skrivit ${first?.theirs ?? "inget"} under tiden. Spara igen om ditt ska gälla.`, new Map([[first?.field ?? "", error.conflict.version]]));
    }
  };
  for (const [indicatorId, own] of measures) await enter(indicatorId, own);
  return answers;
}
