import { absolute, divide, isZero, multiply, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTHS } from "../platform/swedish.ts";
import type { StatementLineKey } from "../ledger/account-map.ts";
import { MONTHS_A_YEAR } from "./spreading.ts";

/** How a whole year is forecast from the months that are known. */
export const FORECAST_METHODS = { volume: "volym × pris", units: "enheternas prognoser", budget: "utfall och resten enligt budget", shape: "förra årets form", rate: "samma takt året ut", own: "egen bedömning" } as const;
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

/** What each method makes of a line, where it has what it needs; amounts to whole öre. What is made of other things than the line's own months stands first. */
export function proposeForecasts({ actual, budget, lastYear, month }: ForecastGround, others: readonly ForecastProposal[] = []): ForecastProposal[] {
  const soFar = known(actual, month);
  const until = `jan–${MONTHS[month - 1]}`;
  const proposals: ForecastProposal[] = [...others];
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

/** A unit's part of a line: its latest forecast, or null where it has none; and its months. */
export interface UnitForecast {
  readonly forecast: Decimal | null;
  readonly ground: ForecastGround | null;
}
/** The units' own forecasts of a line, summed; who has made none is reckoned as what has been and the budget of the rest. Null where no unit has made one. */
export function unitsProposal(units: readonly UnitForecast[]): ForecastProposal | null {
  const made = units.filter(({ forecast }) => forecast !== null);
  if (!made.length) return null;
  const told = sum(made.map(({ forecast }) => forecast!));
  const others = units.flatMap(({ forecast, ground }) => (forecast === null && ground ? [sum([known(ground.actual, ground.month), ground.budget ? rest(ground.budget, ground.month) : "0"])] : []));
  const remaining = sum(others);
  return { method: "units", amount: sum([told, remaining]), formula: `${made.length === 1 ? "en enhets prognos" : `${made.length} enheters prognoser`} ${shown(told)}${others.length ? ` + utfall och resten enligt budget för övriga ${shown(remaining)}` : ""}` };
}

export interface Forecast {
  readonly id: number;
  readonly committeeId: number;
  /** Whose own it is; null for the committee as a whole. */
  readonly unitId: number | null;
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
/** Somebody who is to forecast the year: a unit, or the committee as a whole. */
export interface ForecastDuty {
  /** The unit's number, or the committee's. */
  readonly id: number;
  /** Null for the committee as a whole. */
  readonly unitId: number | null;
  readonly name: string;
  /** The months that a forecast is made after. */
  readonly made: readonly number[];
}
/** The latest forecast of each line after a month, of the committee as a whole or of a unit. */
export const latestForecasts = (all: readonly Forecast[], month: number, unitId: number | null = null): Map<StatementLineKey, Forecast> => new Map([...all].filter((one) => one.month === month && one.unitId === unitId).sort((a, b) => a.id - b.id).map((one) => [one.line, one]));

export interface ForecastAccuracy {
  readonly month: number;
  readonly forecast: Decimal;
  /** The outcome less the forecast: plus is better than was forecast. */
  readonly error: Decimal;
  /** The error's size, in per cent of the outcome's; null where there was none. */
  readonly percent: Decimal | null;
}
/** How near the forecasts of a year came to its outcome, by the month they were made after; of the committee as a whole or of a unit, of all its lines or some. */
export function forecastAccuracy(all: readonly Forecast[], lines: readonly StatementLineKey[], outcome: Decimal, unitId: number | null = null): ForecastAccuracy[] {
  return [...new Set(all.map(({ month }) => month))].sort((a, b) => a - b).flatMap((month): ForecastAccuracy[] => {
    const latest = latestForecasts(all, month, unitId);
    // A forecast of some of the lines is none of the whole.
    if (lines.some((line) => !latest.has(line))) return [];
    const forecast = sum(lines.map((line) => latest.get(line)!.amount));
    const error = subtract(outcome, forecast);
    return [{ month, forecast, error, percent: isZero(outcome) ? null : round(divide(multiply(absolute(error), "100"), absolute(outcome)), 1) }];
  });
}
