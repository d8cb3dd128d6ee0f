import type { StatementLineKey } from "../ledger/account-map.ts";
import { absolute, compare, divide, isZero, multiply, round, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, formatSigned, MONTH_NAMES } from "../platform/swedish.ts";

/** From how much a deviation from the budget is to be explained: both the amount in kronor and the share of the budget. */
export interface VarianceThreshold {
  readonly amount: Decimal;
  readonly percent: Decimal;
}
/** What holds where a committee has said nothing else. */
export const USUAL_THRESHOLD: VarianceThreshold = { amount: "500000", percent: "2" };

/** Whether a forecast is so far from the budget that it is to be explained; where nothing is budgeted, the amount alone tells. */
export function isToBeExplained(forecast: Decimal, budget: Decimal, threshold: VarianceThreshold = USUAL_THRESHOLD): boolean {
  const size = absolute(subtract(forecast, budget));
  return !isZero(size) && compare(size, threshold.amount) >= 0 && (isZero(budget) || compare(divide(multiply(size, "100"), absolute(budget)), threshold.percent) >= 0);
}

/** "Nettokostnaden väntas bli", or "Nettointäkten" where more comes in than it costs. */
export const netWords = (net: Decimal): string => (net.startsWith("-") || isZero(net) ? "Nettokostnaden väntas bli" : "Nettointäkten väntas bli");
const kronor = (amount: Decimal): string => formatNumber(round(amount, 0), 0);
/** "Prognosen är 1 200 000 kr (2,4 % av budgeten) sämre än budgeten." Both sides are named, and what the per cent is of. */
export function deviationSentence(forecast: Decimal, budget: Decimal, sides: readonly [string, string, string] = ["Prognosen", "budgeten", "budgeten"]): string {
  const away = subtract(forecast, budget);
  if (isZero(round(away, 0))) return `${sides[0]} är lika med ${sides[1]}.`;
  const share = isZero(budget) ? "" : ` (${formatNumber(round(divide(multiply(absolute(away), "100"), absolute(budget)), 1), 1)} % av ${sides[2]})`;
  return `${sides[0]} är ${kronor(absolute(away))} kr${share} ${away.startsWith("-") ? "sämre" : "bättre"} än ${sides[1]}.`;
}

/** Why a line is forecast to end beside its budget, and what is done about it. */
export interface VarianceExplanation {
  readonly id: number;
  readonly committeeId: number;
  /** Whose line it is; null for the committee as a whole. */
  readonly unitId: number | null;
  readonly year: number;
  /** The last month that was known. */
  readonly month: number;
  readonly line: StatementLineKey;
  /** Kronor, as it was when it was explained: the forecast less the budget. */
  readonly variance: Decimal;
  readonly explanation: string;
  readonly action: string | null;
  readonly responsible: string | null;
  /** ISO date. */
  readonly dueOn: string | null;
  /** Not minor: the executive committee's office is told at once (KL 6:1, 6:11). */
  readonly major: boolean;
  readonly madeBy: string;
  /** ISO time. */
  readonly madeAt: string;
}
/** "Anställningsstopp, förvaltningschefen, senast 2026-09-30"; "" where nothing is done. */
export const actionWords = ({ action, dueOn, responsible }: Pick<VarianceExplanation, "action" | "responsible" | "dueOn">): string => (action ? [responsible || dueOn ? action.replace(/\.$/, "") : action, responsible, dueOn && `senast ${dueOn}`].filter(Boolean).join(", ") : "");
export const varianceKey = ({ line, unitId }: Pick<VarianceExplanation, "unitId" | "line">): string => `${unitId ?? 0}-${line}`;
/** The latest explanation of each place after a month. */
export const latestExplanations = (all: readonly VarianceExplanation[], month: number): Map<string, VarianceExplanation> => new Map([...all].filter((one) => one.month === month).sort((a, b) => a.id - b.id).map((one) => [varianceKey(one), one]));

/** Somebody of the executive committee's office who was told of a deviation. */
export interface VarianceNotice {
  readonly id: number;
  readonly committeeId: number;
  readonly explanationId: number;
  readonly userId: number;
  readonly sentAt: string | null;
  readonly failure: string | null;
  readonly seenAt: string | null;
}

/** The letter to the executive committee's office, in plain text: what is feared, why, what is done, and where it is seen. */
export function varianceLetter({ explanation: { action, dueOn, explanation, month, responsible, variance, year }, href, lineName, name, where }: { readonly explanation: VarianceExplanation; readonly name: string; readonly where: string; readonly lineName: string; readonly href: string }): { subject: string; text: string } {
  return {
    subject: `Befarad avvikelse ${year}: ${where}`,
    text: [
      `Hej ${name},`,
      "",
      `${where} befarar en avvikelse som inte är ringa: ${lineName}, ${formatSigned(round(variance, 0), 0)} kr mot budgeten för ${year}, efter ${MONTH_NAMES[month - 1]}.`,
      "",
      `Förklaring: ${explanation}`,
      action ? `Åtgärd: ${actionWords({ action, responsible, dueOn })}` : "Ingen åtgärd är angiven.",
      "",
      href,
      "",
      "Du får brevet därför att du har rollen stadsledning för nämnden.",
    ].join("\n"),
  };
}
