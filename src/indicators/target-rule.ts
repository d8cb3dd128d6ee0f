import { absolute, compare, divide, multiply, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { counted, formatNumber, MONTH_NAMES, parseNumber } from "../platform/swedish.ts";
import { FREQUENCY_PLURALS, FREQUENCY_WORDS, lastMonthOf, MONTHS_IN, periodsOf } from "./indicator-period.ts";
import type { SourceRow } from "../platform/figure.ts";
import { baselineOf, valueRows, yearTotal, yearValue, type Better, type Direction, type Indicator, type IndicatorValue, type Target } from "./indicator.ts";

/** Green, amber and red of a traffic light; always shown with a shape and words. */
export type TargetLight = "green" | "amber" | "red";

/** What a target asks for, read from how it was stated. Amounts are exact decimals. */
export type TargetAim =
  | { readonly kind: "at-least"; readonly amount: Decimal }
  | { readonly kind: "at-most"; readonly amount: Decimal }
  | { readonly kind: "equal"; readonly amount: Decimal }
  | { readonly kind: "range"; readonly from: Decimal; readonly to: Decimal }
  | { readonly kind: "direction"; readonly direction: Direction }
  /** "minska med 10 %": the baseline and so much of it, or so much. */
  | { readonly kind: "relative"; readonly direction: "increase" | "decrease"; readonly by: Decimal; readonly percent: boolean };

const NUMBER = String.raw`([+\-−–]?\d[\d\s\u00a0\u202f]*(?:[.,]\d+)?)`;
const number = (text: string | undefined): Decimal | null => (text === undefined ? null : parseNumber(text.replaceAll("\u202f", "\u00a0").trim()));
const STATED: readonly (readonly [RegExp, (...parts: (string | undefined)[]) => TargetAim | null])[] = [
  [new RegExp(`^(?:mellan\\s+)?${NUMBER}\\s*(?:–|-|till|och)\\s*${NUMBER}\\s*%?$`, "i"), (a, b) => {
    const [from, to] = [number(a), number(b)];
    return from !== null && to !== null && compare(from, to) <= 0 ? { kind: "range", from, to } : null;
  }],
  [new RegExp(`^(?:minst|lägst|≥|>=)\\s*${NUMBER}\\s*%?$`, "i"), (a) => amountAim("at-least", a)],
  [new RegExp(`^(?:högst|max|maximalt|≤|<=)\\s*${NUMBER}\\s*%?$`, "i"), (a) => amountAim("at-most", a)],
  [new RegExp(`^(öka|höja|minska|sänka)s?\\s+med\\s+(?:minst\\s+)?${NUMBER}\\s*(%|procent)?$`, "i"), (word, a, percent) => {
    const by = number(a);
    return by === null ? null : { kind: "relative", direction: /^(öka|höja)/i.test(word!) ? "increase" : "decrease", by, percent: percent !== undefined };
  }],
  [/^(öka|höja)s?$/i, () => ({ kind: "direction", direction: "increase" })],
  [/^(minska|sänka)s?$/i, () => ({ kind: "direction", direction: "decrease" })],
  [/^(vara\s+)?oförändra(t|d|de)$/i, () => ({ kind: "direction", direction: "unchanged" })],
];
const amountAim = (kind: "at-least" | "at-most", text: string | undefined): TargetAim | null => {
  const amount = number(text);
  return amount === null ? null : { kind, amount };
};

/** What a stated target asks for. A bare number needs the measure's own word on what is better; null where nothing can be told. */
export function aimOf(stated: string, better: Better | null): TargetAim | null {
  const text = stated.trim();
  for (const [pattern, read] of STATED) {
    const match = pattern.exec(text);
    const aim = match && read(...match.slice(1));
    if (aim) return aim;
  }
  const amount = number(text.replace(/\s*%$/, ""));
  if (amount === null || better === null || better === "range") return null;
  return { kind: better === "higher" ? "at-least" : better === "lower" ? "at-most" : "equal", amount };
}

const MARGIN = new RegExp(`^${NUMBER}\\s*(%)?$`);
/** How far on the wrong side is still amber: "5 %" of what is wanted, or an amount. None where nothing is stated. */
export function marginOf(stated: string | null, wanted: Decimal): Decimal {
  const [, text, percent] = (stated !== null && MARGIN.exec(stated.trim())) || [];
  const amount = number(text);
  if (amount === null) return "0";
  return percent ? divide(multiply(absolute(wanted), absolute(amount)), "100") : absolute(amount);
}

/** Whether a year's target is held against the year before: one of a direction, or relative, without a baseline. */
export function needsYearBefore(measure: Pick<Indicator, "baselines" | "better" | "targets">, year: number): boolean {
  const target = measure.targets.find((one) => one.year === year);
  const kind = target && aimOf(target.stated, measure.better)?.kind;
  return (kind === "direction" || kind === "relative") && (baselineOf(measure, year)?.amount ?? null) === null;
}

export interface TargetJudgement {
  /** Null where it cannot be told. */
  readonly light: TargetLight | null;
  /** Why it cannot. */
  readonly lacking: "target" | "value" | "origin" | "direction" | null;
  /** What was measured, up to the follow-up. */
  readonly outcome: Decimal | null;
  /** What it was held against: the least, the most or the exact; null for a range and where none is known. */
  readonly wanted: Decimal | null;
  /** Periods without a value, by their first month, 1–12. */
  readonly missing: readonly number[];
  /** The arithmetic, in one Swedish sentence. */
  readonly words: string;
}

export type JudgedMeasure = Pick<Indicator, "aggregation" | "baselines" | "better" | "decimals" | "frequency" | "margin" | "values">;

const MONTHS_A_YEAR = "12";
const isKnown = (value: IndicatorValue | null | undefined): value is IndicatorValue & { value: Decimal } => (value?.value ?? null) !== null;

/** What was measured of a year up to a month, and which months say nothing. */
export function outcomeUpTo(measure: Pick<Indicator, "aggregation" | "frequency" | "values">, year: number, month: number): { outcome: Decimal | null; months: number; missing: number[] } {
  if (measure.frequency === "year") {
    const value = yearValue(measure, year);
    return { outcome: value?.value ?? null, months: isKnown(value) ? 12 : 0, missing: [] };
  }
  const periods = periodsOf(measure.frequency, year).filter((period) => lastMonthOf(measure.frequency, period) <= month);
  const values = periods.map((period) => measure.values.find((value) => value.period === period));
  const known = values.filter(isKnown);
  const missing = periods.flatMap((period, index) => (isKnown(values[index]) ? [] : [Number(period.slice(5, 7))]));
  // What must not be added is told by its latest value.
  const outcome = measure.aggregation === "none" ? (known.at(-1)?.value ?? null) : yearTotal({ aggregation: measure.aggregation, values: known }, year);
  return { outcome, months: known.length * MONTHS_IN[measure.frequency], missing };
}

/** The rows that the outcome of a year up to a month was made of; the definition's own where there are none. */
export function outcomeRows(measure: Pick<Indicator, "aggregation" | "frequency" | "id" | "origin" | "values">, year: number, month: number): readonly SourceRow[] {
  const known = measure.values.filter((value) => isKnown(value) && value.period.startsWith(`${year}-`) && (measure.frequency === "year" || lastMonthOf(measure.frequency, value.period) <= month));
  const used = measure.aggregation === "none" || measure.aggregation === "last" ? known.slice(-1) : known;
  return used.length ? used.flatMap((value) => valueRows(measure, value)) : [{ table: "indicator", key: String(measure.id), origin: measure.origin }];
}

/**
 * Holds a measure against its target of a year, as it stands after a month. A yearly total is judged pro rata by the
 * months that are known; a direction or a relative target against the baseline, or else against the same months last
 * year. What is missing is said, never counted as reached.
 */
export function judgeTarget(measure: JudgedMeasure, target: Pick<Target, "stated"> | null, year: number, month: number): TargetJudgement {
  const { missing, months, outcome } = outcomeUpTo(measure, year, month);
  const nothing = (lacking: TargetJudgement["lacking"], words: string): TargetJudgement => ({ light: null, lacking, outcome, wanted: null, missing, words });
  const show = (value: Decimal) => formatNumber(value, Math.min(scale(value), Math.max(measure.decimals, 1)));
  if (!target) return nothing("target", "Inget riktvärde är satt.");
  if (outcome === null) return nothing("value", measure.frequency === "year" ? `Värdet för ${year} saknas.` : `Inget värde finns för ${year} till och med ${MONTH_NAMES[month - 1]}.`);
  const aim = aimOf(target.stated, measure.better);
  if (!aim) return nothing("direction", `Om »${target.stated}« är uppfyllt går inte att räkna ut: ange vad som är bättre för måttet, eller skriv till exempel »minst ${target.stated}«.`);
  const prorated = measure.frequency !== "year" && measure.aggregation === "sum";
  const share = (yearly: Decimal): Decimal => (prorated ? divide(multiply(yearly, String(months)), MONTHS_A_YEAR) : yearly);
  const gaps = missing.length ? ` ${counted(missing.length, FREQUENCY_WORDS[measure.frequency], FREQUENCY_PLURALS[measure.frequency])} saknas.` : "";
  const pro = (yearly: Decimal, wanted: Decimal): string => (prorated && months < 12 ? `${show(wanted)} (${months} tolftedelar av ${show(yearly)})` : show(wanted));
  const told = (light: TargetLight, wanted: Decimal | null, words: string): TargetJudgement => ({ light, lacking: null, outcome, wanted, missing, words: `${words}${gaps}` });
  const lightOf = (over: Decimal, margin: Decimal): TargetLight => (compare(over, "0") <= 0 ? "green" : compare(over, margin) <= 0 ? "amber" : "red");

  if (aim.kind === "range") {
    const [from, to] = [share(aim.from), share(aim.to)];
    const outside = compare(outcome, from) < 0 ? subtract(from, outcome) : compare(outcome, to) > 0 ? subtract(outcome, to) : "0";
    return told(lightOf(outside, marginOf(measure.margin, to)), null, `${show(outcome)} mot mellan ${pro(aim.from, from)} och ${pro(aim.to, to)}.`);
  }
  if (aim.kind === "at-least" || aim.kind === "at-most" || aim.kind === "equal") {
    const wanted = share(aim.amount);
    const short = aim.kind === "at-least" ? subtract(wanted, outcome) : aim.kind === "at-most" ? subtract(outcome, wanted) : absolute(subtract(outcome, wanted));
    const word = aim.kind === "at-least" ? "minst" : aim.kind === "at-most" ? "högst" : "exakt";
    return told(lightOf(short, marginOf(measure.margin, wanted)), wanted, `${show(outcome)} mot ${word} ${pro(aim.amount, wanted)}.`);
  }

  const origin = originOf(measure, year, month, missing, share);
  if (!origin) return nothing("origin", `»${target.stated}« går inte att räkna ut: ingående värde och föregående år saknas.`);
  if (aim.kind === "relative") {
    const change = aim.percent ? divide(multiply(absolute(origin.value), aim.by), "100") : share(aim.by);
    const wanted = aim.direction === "increase" ? sum([origin.value, change]) : subtract(origin.value, change);
    const short = aim.direction === "increase" ? subtract(wanted, outcome) : subtract(outcome, wanted);
    return told(lightOf(short, marginOf(measure.margin, wanted)), wanted, `${show(outcome)} mot ${aim.direction === "increase" ? "minst" : "högst"} ${show(wanted)}: ${origin.words} ${show(origin.value)}, som ska ${target.stated.trim().toLowerCase()}.`);
  }
  const moved = subtract(outcome, origin.value);
  const margin = marginOf(measure.margin, origin.value);
  const held = `${show(outcome)} mot ${origin.words} ${show(origin.value)}`;
  if (aim.direction === "unchanged") return told(lightOf(absolute(moved), margin), origin.value, `${held}, som ska vara oförändrat.`);
  const right = aim.direction === "increase" ? moved : subtract("0", moved);
  // Standing still is not yet the way that was asked for, and not the other way either.
  const light = compare(right, "0") > 0 ? "green" : compare(right, subtract("0", margin)) >= 0 ? "amber" : "red";
  return told(light, origin.value, `${held}, som ska ${aim.direction === "increase" ? "öka" : "minska"}.`);
}

/** What a direction is told from: the baseline, else the same months last year. */
function originOf(measure: JudgedMeasure, year: number, month: number, missing: readonly number[], share: (yearly: Decimal) => Decimal): { value: Decimal; words: string } | null {
  const stated = baselineOf(measure, year)?.amount ?? null;
  if (stated !== null) return { value: share(stated), words: "ingående värde" };
  const same = { ...measure, values: measure.values.filter(({ period }) => measure.frequency === "year" || !missing.includes(Number(period.slice(5, 7)))) };
  const before = outcomeUpTo(same, year - 1, month);
  const whole = before.missing.every((own) => missing.includes(own));
  return before.outcome === null || !whole ? null : { value: before.outcome, words: measure.frequency === "year" ? `${year - 1} års värde` : `samma ${FREQUENCY_PLURALS[measure.frequency]} ${year - 1}` };
}
