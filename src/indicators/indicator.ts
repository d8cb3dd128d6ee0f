import { mean, percentChange, subtract, sum, type Decimal } from "../platform/decimal.ts";
import type { SourceRow } from "../platform/figure.ts";
import { formatNumber } from "../platform/swedish.ts";
import { FREQUENCY_WORDS, type Frequency } from "./indicator-period.ts";

export type { Frequency } from "./indicator-period.ts";
/** How values add over time; none where adding would lie (unique households in a year is not the sum of months). */
export type Aggregation = "sum" | "mean" | "last" | "none";
/** What a measure's value should be to be good. */
export type Better = "higher" | "lower" | "equal" | "range";
export type Direction = "increase" | "decrease" | "unchanged";

export interface IndicatorInput {
  readonly group: string | null;
  readonly name: string;
  readonly unit: string | null;
  readonly frequency: Frequency;
  readonly aggregation?: Aggregation;
  readonly decimals: number;
  readonly source: string | null;
  readonly note: string | null;
  /** Period (ISO date of its first day) → value; null is missing and stores nothing. */
  readonly values: readonly { readonly period: string; readonly value: Decimal | null; readonly originId: number }[];
  readonly targets: readonly { readonly year: number; readonly stated: string; readonly originId: number }[];
  /** The year is the plan's that states it; null where that is not known. */
  readonly baseline: { readonly year: number | null; readonly stated: string; readonly originId: number } | null;
  readonly originId: number;
}

export interface IndicatorValue {
  /** ISO date of the period's first day. */
  readonly period: string;
  readonly value: Decimal | null;
  readonly missingReason: string | null;
  readonly preliminary: boolean;
  readonly comment: string | null;
  /** Taken away from what is published, and why; never stored. */
  readonly suppressed?: "small" | "beside";
  /** The rows that it is the sum of, where it is no row itself; never stored. */
  readonly summedOf?: readonly SourceRow[];
  readonly origin: number;
  readonly version: number;
}
export interface Target {
  readonly year: number;
  readonly amount: Decimal | null;
  readonly direction: Direction | null;
  /** As it was stated: "80", "öka", "minska med 10 %". */
  readonly stated: string;
  readonly origin: number;
  readonly version: number;
}
export interface Baseline {
  /** The year that it is the beginning of; null where it was stated without one. */
  readonly year: number | null;
  readonly amount: Decimal | null;
  readonly stated: string;
  /** ISO date; null where it is not stated. */
  readonly onDate: string | null;
  readonly origin: number;
  readonly version: number;
}
export type IndicatorKind = "stock" | "flow" | "share" | "mean" | "index" | "money";
export type UnitAggregation = "sum" | "weighted" | "none";
export interface Indicator {
  readonly id: number;
  readonly committeeId: number;
  readonly group: string | null;
  readonly name: string;
  readonly unit: string | null;
  readonly frequency: Frequency;
  readonly aggregation: Aggregation;
  /** What is good; null where nobody has said, so that a bare target cannot be judged. */
  readonly better: Better | null;
  /** How far on the wrong side is still amber, as stated: "5 %" or "2". */
  readonly margin: string | null;
  readonly decimals: number;
  readonly source: string | null;
  readonly note: string | null;
  readonly kind: IndicatorKind | null;
  /** How units' values become one; null where nobody has said. */
  readonly unitAggregation: UnitAggregation | null;
  readonly responsible: string | null;
  /** The unit that enters it; null for the committee as a whole. */
  readonly unitId: number | null;
  /** Days after the period's end that its value is due. */
  readonly dueDays: number | null;
  /** Counts under this are told as "färre än" it in all that is published. */
  readonly suppressUnder: number | null;
  readonly origin: number;
  readonly version: number;
  /** By year; at most one without. */
  readonly baselines: readonly Baseline[];
  readonly values: readonly IndicatorValue[];
  readonly targets: readonly Target[];
}

/** A target is a number, or only a direction. "minska med 10 %" is relative and stays as words beside its direction. */
export function readTarget(stated: string): { amount: Decimal | null; direction: Direction | null } {
  const amount = /^[+-]?\d+(\.\d+)?$/.test(stated) ? stated.replace(/^\+/, "") : null;
  const word = stated.toLowerCase();
  const direction = /^(öka|höj)/.test(word) ? "increase" : /^(minska|sänk)/.test(word) ? "decrease" : /oförändrat/.test(word) ? "unchanged" : null;
  return { amount, direction };
}

export const yearsOf = (indicator: Pick<Indicator, "values">): number[] =>
  [...new Set(indicator.values.map(({ period }) => Number(period.slice(0, 4))))].sort((a, b) => a - b);

/** The years that a report of a year shows by month: itself and the two before, those of them that are known. */
export const shownYears = (indicator: Pick<Indicator, "values">, year: number): number[] => yearsOf(indicator).filter((own) => own <= year && own > year - 3);

/** January to December of a year; null where nothing is known. */
export function monthsOf(indicator: Pick<Indicator, "values">, year: number): (IndicatorValue | null)[] {
  const months = Array<IndicatorValue | null>(12).fill(null);
  for (const value of indicator.values) {
    const { period } = value;
    if (period.startsWith(`${year}-`) && period.endsWith("-01")) months[Number(period.slice(5, 7)) - 1] ??= value;
  }
  return months;
}

export const valueAt = ({ values }: Pick<Indicator, "values">, period: string): IndicatorValue | null => values.find((value) => value.period === period) ?? null;

/** The value of an indicator that is measured once a year. */
export const yearValue = ({ values }: Pick<Indicator, "values">, year: number): IndicatorValue | undefined => values.find(({ period }) => period === `${year}-01-01`);

/** What a measure was when a year began: the year's own baseline, else the latest before it, else the one that was stated without a year. */
export function baselineOf({ baselines }: Pick<Indicator, "baselines">, year: number): Baseline | null {
  const before = baselines.filter((one) => one.year !== null && one.year <= year).sort((a, b) => b.year! - a.year!);
  return before[0] ?? baselines.find((one) => one.year === null) ?? null;
}

/** A target or a baseline as shown: its number, or its words. */
export const statedText = ({ amount, stated }: Pick<Target, "amount" | "stated">): string => (amount === null ? stated : formatNumber(amount));

/** The part of the organisation that enters a measure and answers for its values: its unit, else its committee. */
export const reachOf = ({ committeeId, unitId }: Pick<Indicator, "committeeId" | "unitId">): number => unitId ?? committeeId;

/** A measure's name with its group's, as it is told where its group does not stand above it. */
export const nameInGroup = ({ group, name }: Pick<Indicator, "group" | "name">): string => (group ? `${group}: ${name}` : name);

/** The stored rows of an indicator, as figures name their sources. */
export const valueRow = ({ id }: Pick<Indicator, "id">, { period, origin }: Pick<IndicatorValue, "period" | "origin">): SourceRow => ({ table: "indicator_value", key: `${id}/${period}`, origin });
/** The rows that a value is told by: its own, or those that it is the sum of. */
export const valueRows = (indicator: Pick<Indicator, "id">, value: Pick<IndicatorValue, "period" | "origin" | "summedOf">): readonly SourceRow[] => value.summedOf ?? [valueRow(indicator, value)];
export const targetRow = ({ id }: Pick<Indicator, "id">, { year, origin }: Pick<Target, "year" | "origin">): SourceRow => ({ table: "indicator_target", key: `${id}/${year}`, origin });
export const baselineRow = ({ id }: Pick<Indicator, "id">, { origin, year }: Pick<Baseline, "origin" | "year">): SourceRow => ({ table: "indicator_baseline", key: year === null ? String(id) : `${id}/${year}`, origin });

/** The rows that a year's sum or mean is computed from. */
export const monthRows = (indicator: Pick<Indicator, "id" | "values">, year: number): SourceRow[] =>
  monthsOf(indicator, year).flatMap((value) => (value ? valueRows(indicator, value) : []));

/** What the year's values come to, by the definition's own rule; null where the rule is none or no value is known. */
export function yearTotal(indicator: Pick<Indicator, "values" | "aggregation">, year: number): Decimal | null {
  const values = indicator.values.filter(({ period, value }) => period.startsWith(String(year)) && value !== null).map(({ value }) => value!);
  if (!values.length) return null;
  switch (indicator.aggregation) {
    case "sum":
      return sum(values);
    case "mean":
      return mean(values);
    case "last":
      return values.at(-1)!;
    case "none":
      return null;
  }
}

/** How many decimals a year's total is shown with: a mean of whole numbers needs one. */
export const totalDecimals = ({ aggregation, decimals }: Pick<Indicator, "aggregation" | "decimals">): number => (aggregation === "mean" ? Math.max(1, decimals) : decimals);

export interface Change {
  readonly from: Decimal;
  readonly to: Decimal;
  readonly difference: Decimal;
  /** Per cent of `from`; null where that is zero. */
  readonly percent: Decimal | null;
}
/** The change between two known values; null where one is missing, because missing is not zero. */
export const changeBetween = (from: Decimal | null, to: Decimal | null): Change | null =>
  from === null || to === null ? null : { from, to, difference: subtract(to, from), percent: percentChange(from, to) };

/** What of a definition is edited, by its column, and in words. */
export const INDICATOR_FIELDS = {
  name: "Namn", group_name: "Grupp", unit: "Enhet", kind: "Slag", frequency: "Mäts varje", aggregation: "Över året", unit_aggregation: "Över enheter", better: "Bättre är", margin: "Marginal för gult", decimals: "Decimaler",
  source: "Källa", responsible: "Ansvarig", unit_id: "Förs in av", due_days: "Klart så många dagar efter perioden", suppress_under: "Visa inte antal under", note: "Anmärkning",
} as const;
/** A definition's fields as they are edited; null for what is not stated. */
export function definitionFields(indicator: Indicator): Record<IndicatorField, string | null> {
  const text = (value: number | null): string | null => (value === null ? null : String(value));
  return {
    name: indicator.name, group_name: indicator.group, unit: indicator.unit, kind: indicator.kind, frequency: indicator.frequency, aggregation: indicator.aggregation, unit_aggregation: indicator.unitAggregation, better: indicator.better,
    margin: indicator.margin, decimals: String(indicator.decimals), source: indicator.source, responsible: indicator.responsible, unit_id: text(indicator.unitId), due_days: text(indicator.dueDays), suppress_under: text(indicator.suppressUnder), note: indicator.note,
  };
}
/** A target or a baseline as it is stated is no longer. */
export const LONGEST_TARGET = 200;
export const KIND_OF_MEASURE: Readonly<Record<IndicatorKind, string>> = { stock: "antal vid en tidpunkt", flow: "antal under perioden", share: "andel", mean: "medelvärde", index: "index", money: "belopp" };
export const UNIT_AGGREGATION_WORDS: Readonly<Record<UnitAggregation, string>> = { sum: "summeras", weighted: "vägt medelvärde", none: "läggs inte ihop" };
export type IndicatorField = keyof typeof INDICATOR_FIELDS;
export const AGGREGATION_WORDS: Readonly<Record<Aggregation, string>> = { sum: "summeras", mean: "medelvärde", last: "senaste värdet", none: "läggs inte ihop" };
export const BETTER_WORDS: Readonly<Record<Better, string>> = { higher: "högre", lower: "lägre", equal: "lika med riktvärdet", range: "inom ett spann" };
const LONGEST_FIELD = 2000;
const MARGIN = /^\d{1,9}([.,]\d{1,4})?\s*%?$/;

/** One sentence for a definition that cannot be kept; null for one that can. */
export function definitionFault(fields: Readonly<Partial<Record<IndicatorField, string | null>>>): { readonly field: IndicatorField; readonly message: string } | null {
  if (fields.aggregation !== undefined && !Object.hasOwn(AGGREGATION_WORDS, fields.aggregation ?? "")) return { field: "aggregation", message: "Välj hur måttets värden läggs ihop över året." };
  if (fields.decimals !== undefined && !/^[0-6]$/.test(fields.decimals ?? "")) return { field: "decimals", message: "Antalet decimaler ska vara 0 till 6." };
  if (fields.name !== undefined && !fields.name?.trim()) return { field: "name", message: "Måttets namn saknas; skriv det." };
  for (const [field, words] of [["kind", KIND_OF_MEASURE], ["unit_aggregation", UNIT_AGGREGATION_WORDS], ["frequency", FREQUENCY_WORDS]] as const) {
    const chosen = fields[field];
    if (chosen && !Object.hasOwn(words, chosen)) return { field, message: `${INDICATOR_FIELDS[field]}: välj i listan.` };
  }
  for (const [field, least, most] of [["due_days", 0, 366], ["suppress_under", 2, 1000]] as const) {
    const stated = fields[field];
    if (stated && !(/^\d{1,4}$/.test(stated) && Number(stated) >= least && Number(stated) <= most)) return { field, message: `${INDICATOR_FIELDS[field]}: skriv ett heltal, ${least} till ${most}.` };
  }
  if (fields.unit_id && !/^\d{1,9}$/.test(fields.unit_id)) return { field: "unit_id", message: "Välj enhet i listan." };
  if (fields.better && !Object.hasOwn(BETTER_WORDS, fields.better)) return { field: "better", message: "Välj vad som är bättre för måttet." };
  if (fields.margin && !MARGIN.test(fields.margin)) return { field: "margin", message: `»${fields.margin.slice(0, 20)}« är ingen marginal; skriv ett tal eller en andel, till exempel 2 eller 5 %.` };
  const long = Object.entries(fields).find(([, text]) => (text?.length ?? 0) > LONGEST_FIELD);
  return long ? { field: long[0] as IndicatorField, message: `${INDICATOR_FIELDS[long[0] as IndicatorField]} är längre än ${LONGEST_FIELD} tecken; korta texten.` } : null;
}
