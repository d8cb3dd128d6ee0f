import { absolute, compare, divide, isZero, multiply, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTHS } from "../platform/swedish.ts";
import type { StatementLineKey } from "../ledger/account-map.ts";
import { MONTHS_A_YEAR } from "./spreading.ts";

/** How a whole year is forecast from the months that are known. */
export const FORECAST_METHODS = { budget: "utfall och resten enligt budget", shape: "förra årets form", rate: "samma takt året ut", own: "egen bedömning" } as const;
export type ForecastMethod = keyof typeof FORECAST_METHODS;
export const isForecastMethod = (text: string): text is ForecastMethod => Object.hasOwn(FORECAST_METHODS, text);

export interface ForecastGround {
  /** The last month that is known, 1–12. */
  readonly month: number;
  /** Twelve months each, income plus and cost minus; null where there are none. */
  readonly actual: readonly Decimal[];
  readonly budget: readonly Decimal[] | null;
  readonly lastYear: readonly Decimal[] | null;
}
export interface ForecastProposal {
  readonly method: Exclude<ForecastMethod, "own">;
  readonly amount: Decimal;
  /** The arithmetic, in words and kronor. */
  readonly formula: string;
}

const shown = (amount: Decimal): string => formatNumber(round(amount, 0), 0);
const known = (months: readonly Decimal[], month: number): Decimal => sum(months.slice(0, month));
const rest = (months: readonly Decimal[], month: number): Decimal => sum(months.slice(month));

/** What each method makes of a line, where it has what it needs; amounts to whole öre. */
export function proposeForecasts({ actual, budget, lastYear, month }: ForecastGround): ForecastProposal[] {
  const soFar = known(actual, month);
  const until = `jan–${MONTHS[month - 1]}`;
  const proposals: ForecastProposal[] = [];
  if (budget) proposals.push({ method: "budget", amount: sum([soFar, rest(budget, month)]), formula: `utfall ${until} ${shown(soFar)} + budget för resten ${shown(rest(budget, month))}` });
  if (lastYear) {
    const [then, whole] = [known(lastYear, month), sum(lastYear)];
    // Where last year had nothing so far, or pointed the other way, its shape says nothing of this year.
    if (!isZero(then) && !isZero(whole) && then.startsWith("-") === whole.startsWith("-") && (isZero(soFar) || soFar.startsWith("-") === then.startsWith("-"))) {
      proposals.push({ method: "shape", amount: round(divide(multiply(soFar, whole), then), 2), formula: `utfall ${until} ${shown(soFar)} × förra årets ${shown(whole)} ÷ förra årets ${until} ${shown(then)}` });
    }
  }
  proposals.push({ method: "rate", amount: round(divide(multiply(soFar, String(MONTHS_A_YEAR)), String(month)), 2), formula: `utfall ${until} ${shown(soFar)} × 12 ÷ ${month}` });
  return proposals;
}

export interface Forecast {
  readonly id: number;
  readonly committeeId: number;
  readonly year: number;
  readonly month: number;
  readonly line: StatementLineKey;
  readonly amount: Decimal;
  readonly method: ForecastMethod;
  readonly proposed: Decimal | null;
  readonly reason: string | null;
  readonly madeBy: string;
  /** ISO time. */
  readonly madeAt: string;
}
/** The latest forecast of each line after a month. */
export const latestForecasts = (all: readonly Forecast[], month: number): Map<StatementLineKey, Forecast> => new Map([...all].filter((one) => one.month === month).sort((a, b) => a.id - b.id).map((one) => [one.line, one]));

export interface ForecastAccuracy {
  readonly month: number;
  readonly forecast: Decimal;
  /** The outcome less the forecast: plus is better than was forecast. */
  readonly error: Decimal;
  /** The error's size, in per cent of the outcome's; null where there was none. */
  readonly percent: Decimal | null;
}
/** How near the forecasts of a year came to its outcome, by the month they were made after. */
export function forecastAccuracy(all: readonly Forecast[], lines: readonly StatementLineKey[], outcome: Decimal): ForecastAccuracy[] {
  return [...new Set(all.map(({ month }) => month))].sort((a, b) => a - b).flatMap((month): ForecastAccuracy[] => {
    const latest = latestForecasts(all, month);
    // A forecast of some of the lines is none of the whole.
    if (lines.some((line) => !latest.has(line))) return [];
    const forecast = sum(lines.map((line) => latest.get(line)!.amount));
    const error = subtract(outcome, forecast);
    return [{ month, forecast, error, percent: isZero(outcome) ? null : round(divide(multiply(absolute(error), "100"), absolute(outcome)), 1) }];
  });
}

/** From how much a deviation from the budget is to be explained: both the amount and the share. */
export const EXPLAINED_FROM = { amount: "500000", percent: "2" } as const;
/** Whether a forecast is so far from the budget that it is to be explained; where nothing is budgeted, the amount alone tells. */
export function isToBeExplained(forecast: Decimal, budget: Decimal): boolean {
  const size = absolute(subtract(forecast, budget));
  return compare(size, EXPLAINED_FROM.amount) >= 0 && (isZero(budget) || compare(divide(multiply(size, "100"), absolute(budget)), EXPLAINED_FROM.percent) >= 0);
}
/** "Prognosen är 1 200 000 kr (2,4 %) sämre än budgeten." Both sides are named, and what the per cent is of. */
export function deviationSentence(forecast: Decimal, budget: Decimal): string {
  const away = subtract(forecast, budget);
  if (isZero(round(away, 0))) return "Prognosen är lika med budgeten.";
  const share = isZero(budget) ? "" : ` (${formatNumber(round(divide(multiply(absolute(away), "100"), absolute(budget)), 1), 1)} % av budgeten)`;
  return `Prognosen är ${shown(absolute(away))} kr${share} ${away.startsWith("-") ? "sämre" : "bättre"} än budgeten.`;
}
