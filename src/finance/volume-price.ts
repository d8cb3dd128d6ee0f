import { STATEMENT_LINES, isStatementLine, type StatementLineKey } from "../ledger/account-map.ts";
import { divide, isDecimal, isZero, multiply, negate, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTHS } from "../platform/swedish.ts";
import type { ForecastGround, ForecastProposal } from "./forecast.ts";
import { MONTHS_A_YEAR } from "./spreading.ts";

/** How a year's volume is seen from the months that are known. */
export const VOLUME_METHODS = { rate: "samma takt året ut", shape: "förra årets form", own: "egen bedömning" } as const;
export type VolumeMethod = keyof typeof VOLUME_METHODS;
export const isVolumeMethod = (text: string): text is VolumeMethod => Object.hasOwn(VOLUME_METHODS, text);

export interface VolumePriceInput {
  readonly name: string;
  readonly line: StatementLineKey;
  /** The measure that counts the volume by month. */
  readonly indicatorId: number;
  /** Of the whole year, as budgeted. */
  readonly budgetVolume: Decimal;
  /** Kronor for one, as budgeted. */
  readonly budgetPrice: Decimal;
  /** Kronor for one, as it is. */
  readonly price: Decimal;
  readonly method: VolumeMethod;
  /** Of the whole year, where somebody judges it. */
  readonly ownVolume: Decimal | null;
  readonly note: string | null;
}
export interface VolumePrice extends VolumePriceInput {
  readonly id: number;
  readonly committeeId: number;
  readonly year: number;
  readonly version: number;
}

/** Twelve months of a measure; null where a month is missing. */
export type VolumeMonths = readonly (Decimal | null)[];
export interface VolumeForecast {
  /** Of the whole year; null where it cannot be told. */
  readonly volume: Decimal | null;
  readonly soFar: Decimal | null;
  /** The arithmetic, or what is missing, in words. */
  readonly formula: string;
}
const shown = (amount: Decimal): string => formatNumber(round(amount, 0), 0);

/** The year's volume from the months up to one. A month without a value is missing and never nought: nothing is reckoned over it. */
export function forecastVolume({ method, ownVolume }: Pick<VolumePriceInput, "method" | "ownVolume">, months: VolumeMonths, lastYear: VolumeMonths, month: number): VolumeForecast {
  const missing = months.slice(0, month).flatMap((value, at) => (value === null ? [MONTHS[at]!] : []));
  const soFar = missing.length ? null : sum(months.slice(0, month) as Decimal[]);
  const until = `jan–${MONTHS[month - 1]}`;
  if (method === "own") return { volume: ownVolume, soFar, formula: "egen bedömning" };
  if (soFar === null) return { volume: null, soFar, formula: `värden saknas för ${missing.join(", ")}` };
  if (month === MONTHS_A_YEAR) return { volume: soFar, soFar, formula: "hela året är känt" };
  if (method === "rate") return { volume: round(divide(multiply(soFar, String(MONTHS_A_YEAR)), String(month)), 1), soFar, formula: `${until} ${shown(soFar)} × 12 ÷ ${month}` };
  const gone = lastYear.flatMap((value, at) => (value === null ? [MONTHS[at]!] : []));
  if (gone.length) return { volume: null, soFar, formula: `förra årets värden saknas för ${gone.length === MONTHS_A_YEAR ? "hela året" : gone.join(", ")}` };
  const [then, whole] = [sum(lastYear.slice(0, month) as Decimal[]), sum(lastYear as Decimal[])];
  if (isZero(then)) return { volume: null, soFar, formula: `förra året hade inget ${until}` };
  return { volume: round(divide(multiply(soFar, whole), then), 1), soFar, formula: `${until} ${shown(soFar)} × förra årets ${shown(whole)} ÷ förra årets ${until} ${shown(then)}` };
}

export interface VolumePriceSplit {
  /** Kronor in the sign of the statement: a cost is minus. */
  readonly budget: Decimal;
  readonly forecast: Decimal;
  readonly variance: Decimal;
  /** What of it comes of more or fewer, at the budget's price. */
  readonly volumePart: Decimal;
  /** What of it comes of a higher or lower price, of the forecast's volume. */
  readonly pricePart: Decimal;
}
/** A deviation from the budget, divided into what comes of the volume and what comes of the price; the two are the whole, exactly. */
export function splitVariance({ budgetPrice, budgetVolume, line, price }: Pick<VolumePriceInput, "budgetPrice" | "budgetVolume" | "line" | "price">, volume: Decimal): VolumePriceSplit {
  const signed = STATEMENT_LINES.find(({ key }) => key === line)!.side === "cost" ? negate : (amount: Decimal): Decimal => amount;
  const [budget, forecast] = [signed(multiply(budgetVolume, budgetPrice)), signed(multiply(volume, price))];
  return { budget, forecast, variance: subtract(forecast, budget), volumePart: signed(multiply(subtract(volume, budgetVolume), budgetPrice)), pricePart: signed(multiply(subtract(price, budgetPrice), volume)) };
}

/** What a line is forecast to be by its volumes and prices; what of the line's budget is no volume times price is taken as budgeted. Null where a volume cannot be told. */
export function volumeProposal(rows: readonly { readonly input: VolumePriceInput; readonly volume: Decimal | null }[], ground: Pick<ForecastGround, "budget">): ForecastProposal | null {
  if (!rows.length || rows.some(({ volume }) => volume === null)) return null;
  const splits = rows.map(({ input, volume }) => splitVariance(input, volume!));
  const told = sum(splits.map(({ forecast }) => forecast));
  const rest = ground.budget ? subtract(sum(ground.budget), sum(splits.map(({ budget }) => budget))) : null;
  return { method: "volume", amount: round(sum([told, rest ?? "0"]), 2), formula: `volym × pris ${shown(told)} (${rows.map(({ input: { name, price }, volume }) => `${name} ${shown(volume!)} × ${formatNumber(price)}`).join(", ")})${rest === null || isZero(rest) ? "" : ` + övrig budget ${shown(rest)}`}` };
}

const LONGEST = { name: 100, note: 500 } as const;
/** Of whole kronor, and of a volume: what is longer was typed wrong. */
const MOST_DIGITS = 12;
/** What makes it unfit to keep, in one sentence, and at which field; null where nothing does. */
export function volumePriceFault({ budgetPrice, budgetVolume, line, method, name, note, ownVolume, price }: VolumePriceInput): { readonly field: string; readonly message: string } | null {
  if (!name.trim() || name.length > LONGEST.name) return { field: "name", message: `Skriv vad det är som köps eller säljs, högst ${LONGEST.name} tecken.` };
  if (!isStatementLine(line)) return { field: "line", message: "Välj en rad i resultaträkningen." };
  const bad = (value: Decimal | null): boolean => value === null || !isDecimal(value) || value.startsWith("-") || value.split(".")[0]!.length > MOST_DIGITS;
  if (bad(budgetVolume)) return { field: "budgetVolume", message: "Skriv årets budgeterade volym som ett tal utan minus." };
  if (bad(budgetPrice)) return { field: "budgetPrice", message: "Skriv det budgeterade priset för en, i kronor utan minus." };
  if (bad(price)) return { field: "price", message: "Skriv priset för en som det är nu, i kronor utan minus." };
  if (!isVolumeMethod(method)) return { field: "method", message: "Välj hur årets volym ska bedömas." };
  if (method === "own" && bad(ownVolume)) return { field: "ownVolume", message: "Skriv den volym som du bedömer för hela året." };
  if ((note?.length ?? 0) > LONGEST.note) return { field: "note", message: `Anteckningen är längre än ${LONGEST.note} tecken.` };
  return null;
}
