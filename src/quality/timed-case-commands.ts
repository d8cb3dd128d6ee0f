import { listIndicators } from "../indicators/indicator-reads.ts";
import type { IndicatorField } from "../indicators/indicator.ts";
import type { IndicatorEntry } from "../indicators/indicator-entry.ts";
import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { outcomeCommand, type Context } from "../platform/command.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { Refused, valueOf, type Outcome } from "../platform/outcome.ts";
import { listTimedCases } from "./timed-case-reads.ts";
import { MEASURES_GROUP, TIMED_FIELDS, TIMED_KINDS, timedFault, timedMeasures, type TimedCaseKind } from "./timed-case.ts";

export const TIMED_CASES: Register = {
  table: "timed_case", subject: "timed_case", action: "quality.unexecuted", noun: "Ärendet", ofUnit: true, yearly: false, fields: TIMED_FIELDS, fault: (row) => timedFault(row, today()),
  importing: { natural: ["kind", "unit_id", "started_on"], keyNames: ["Ärende", "Ärendenummer", "Nyckel"] }, hold: holdRowsUnit("started_on"),
};
export const { add: addTimedCase, change: changeTimedCase, remove: removeTimedCase, take: takeTimedCases } = registerCommands(TIMED_CASES);

/** What the register needs of the measures: it says what they are called and what they are, and does not know how they are kept. */
export interface MeasureReceivers {
  addIndicator(context: Context, input: { committeeId: number; fields: Readonly<Partial<Record<IndicatorField, string | null>>> & { readonly name: string } }): Promise<Outcome<{ id: number }>>;
  enterValues(context: Context, input: { indicatorId: number; cells: readonly IndicatorEntry[]; reason: string }): Promise<Outcome<{ changed: number }>>;
}
/** Enters what the register says of a year as measures of the committee, which are made where they are not there yet. What is the same is left as it is. */
export const enterTimedMeasures = outcomeCommand("indicator.define", async (context, { committeeId, receivers, year }: { readonly committeeId: number; readonly year: number; readonly receivers: MeasureReceivers }): Promise<{ measures: number; changed: number }> => {
  context.permit(committeeId);
  const cases = await listTimedCases(context.db, committeeId);
  const measures = (Object.keys(TIMED_KINDS) as TimedCaseKind[]).flatMap((kind) => timedMeasures(cases, kind, year, today()));
  if (!measures.length) throw new Refused({ code: "nothing", message: `Registret säger inget om någon hel månad ${year}; läs in ärendena först.` });
  const kept = await listIndicators(context.db, committeeId, { from: year, to: year });
  let changed = 0;
  for (const { cells, definition, name } of measures) {
    const measure = kept.find((one) => one.name === name && (one.group ?? "") === MEASURES_GROUP && one.frequency === definition.frequency);
    const indicatorId = measure?.id ?? (await valueOf(receivers.addIndicator(context, { committeeId, fields: { ...definition, name, group_name: MEASURES_GROUP } }))).id;
    // What the register tells of no more is told by the measure no more.
    const gone = (measure?.values ?? []).filter(({ period }) => period.startsWith(`${year}-`) && !cells.some((cell) => cell.period === period)).map(({ period, version }) => ({ period, text: "", version }));
    const entries = cells.map((cell) => ({ ...cell, version: measure?.values.find(({ period }) => period === cell.period)?.version ?? 0 }));
    changed += (await valueOf(receivers.enterValues(context, { indicatorId, cells: [...entries, ...gone], reason: "Räknat ur registret över lagens tider." }))).changed;
  }
  return { measures: measures.length, changed };
});
