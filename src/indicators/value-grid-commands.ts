import type { Context } from "../platform/command.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import type { IndicatorEntry } from "./indicator-entry.ts";
import type { GridAnswer } from "./value-grid.ts";
import { enterValues } from "./indicator-value-commands.ts";

/** A cell of the grid: what was written, over which version, and what was said of it. */
export interface GridCell extends IndicatorEntry {
  readonly indicatorId: number;
}
/** Enters cells of many measures. Each cell is kept or refused for itself, so that one wrong one does not hold up the others. */
export async function enterGrid(context: Context, { cells, reason }: { cells: readonly GridCell[]; reason: string | null }): Promise<GridAnswer[]> {
  const answers: GridAnswer[] = [];
  const enter = async (indicatorId: number, own: readonly GridCell[]): Promise<void> => {
    const answer = (state: GridAnswer["state"], message: string | null, versions: ReadonlyMap<string, number> = new Map()) =>
      answers.push(...own.map((cell): GridAnswer => ({ indicatorId, period: cell.period, state, message, version: versions.get(cell.period) ?? cell.version })));
    try {
      const saved = await enterValues(context, { indicatorId, cells: own, reason });
      if (!saved.ok && own.length > 1) for (const cell of own) await enter(indicatorId, [cell]);
      else if (!saved.ok) answer("refused", saved.failure.message);
      else answers.push(...own.map((cell): GridAnswer => ({ indicatorId, period: cell.period, state: saved.value.written.has(cell.period) ? "saved" : "unchanged", message: null, version: saved.value.versions.get(cell.period) ?? 0 })));
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
  for (const [indicatorId, own] of Map.groupBy(cells, (cell) => cell.indicatorId)) await enter(indicatorId, own);
  return answers;
}
