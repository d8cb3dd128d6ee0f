import { divide, multiply } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { sampleTally, type ControlSample } from "./control-sample.ts";

/** What a check found in a month, typed or counted from what was drawn. */
export interface ControlResult {
  readonly checkId: number;
  readonly month: number;
  /** How many were checked and how many of them were right; null where that is not counted. */
  readonly checked: number | null;
  readonly correct: number | null;
  readonly findings: string | null;
  /** Of what was typed; null where all of it is counted from draws. */
  readonly origin: number | null;
  readonly version: number;
  /** How many of those drawn are not answered yet. */
  readonly open: number;
  /** Whether the counts are those of the month's draws. */
  readonly drawn: boolean;
}
export interface TypedControlResult {
  readonly checkId: number;
  readonly month: number;
  readonly checked: number | null;
  readonly correct: number | null;
  readonly findings: string | null;
  readonly origin: number;
  readonly version: number;
}

/** A check's results by month: where anything was drawn that is what counts, else what was typed. */
export function resultsOf(checkId: number, typed: readonly TypedControlResult[], samples: readonly ControlSample[]): ControlResult[] {
  const own = typed.filter((one) => one.checkId === checkId);
  const drawn = Map.groupBy(samples.filter((one) => one.checkId === checkId), ({ month }) => month);
  return [...new Set([...own.map(({ month }) => month), ...drawn.keys()])].sort((a, b) => a - b).map((month) => {
    const said = own.find((one) => one.month === month);
    const tallies = (drawn.get(month) ?? []).map(sampleTally);
    const total = (name: "checked" | "correct" | "open") => tallies.reduce((sum, tally) => sum + tally[name], 0);
    return {
      checkId, month, findings: said?.findings ?? null, origin: said?.origin ?? null, version: said?.version ?? 0, open: total("open"), drawn: tallies.length > 0,
      ...(tallies.length ? { checked: total("checked"), correct: total("correct") } : { checked: said?.checked ?? null, correct: said?.correct ?? null }),
    };
  });
}

/** "8 av 10 rätt (80 %)"; the share is of those checked. Null where nothing is counted. */
export function countWords(checked: number | null, correct: number | null): string | null {
  if (checked === null || correct === null) return null;
  if (checked === 0) return "inget kontrollerat";
  const percent = divide(multiply(String(correct), "100"), String(checked));
  return `${formatNumber(String(correct))} av ${formatNumber(String(checked))} rätt (${formatNumber(percent, Number.isInteger(Number(percent)) ? 0 : 1)}\u00a0%)`;
}

/** All that was counted in a year up to a month; null where nothing was. */
export function countedUpTo(results: readonly ControlResult[], month: number): { checked: number; correct: number } | null {
  const counted = results.filter((one) => one.month <= month && one.checked !== null);
  return counted.length ? { checked: counted.reduce((sum, one) => sum + one.checked!, 0), correct: counted.reduce((sum, one) => sum + one.correct!, 0) } : null;
}

/** A check's year in one sentence, for whoever grades it: "Till och med augusti: 54 av 60 rätt (90 %). Inte gjord: juni." */
export function evidenceWords(results: readonly ControlResult[], months: readonly number[], upTo: number): string {
  const total = countedUpTo(results, upTo);
  const missing = months.filter((month) => month <= upTo && !results.some((one) => one.month === month));
  const open = results.filter((one) => one.month <= upTo).reduce((sum, one) => sum + one.open, 0);
  return [
    total ? `Till och med ${MONTH_NAMES[upTo - 1]}: ${countWords(total.checked, total.correct)}.` : `Inget är räknat till och med ${MONTH_NAMES[upTo - 1]}.`,
    ...(missing.length ? [`Inte gjord: ${missing.map((month) => MONTH_NAMES[month - 1]).join(", ")}.`] : []),
    ...(open ? [`${formatNumber(String(open))} av det dragna är inte besvarat.`] : []),
  ].join(" ");
}
