import { compare, multiply, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { counted, formatNumber } from "../platform/swedish.ts";
import { lastMonthOf, MONTHS_IN, periodName, periodsOf } from "./indicator-period.ts";
import type { Indicator, IndicatorValue } from "./indicator.ts";

/** How a measure's values hang together with another's. */
export interface IndicatorRelation {
  readonly indicatorId: number;
  readonly kind: "part-of" | "days-of";
  readonly otherId: number;
}
export const RELATION_WORDS = { "part-of": "är en del av", "days-of": "är dygn för" } as const;

export type PlausibilityRule = "over-hundred" | "year-number" | "part-of" | "days-of" | "same-series" | "same-year" | "jump";

/** Something about a value that somebody should look at. It asks, and never corrects. */
export interface PlausibilityQuestion {
  readonly indicatorId: number;
  /** The period of the value; the year's first where it is about a whole year. */
  readonly period: string;
  readonly rule: PlausibilityRule;
  /** In one Swedish sentence, with the figures. */
  readonly words: string;
  /** What it is about: an answer stands as long as this is the same. */
  readonly about: string;
}

type Known = IndicatorValue & { readonly value: Decimal };
/** A measure with its values of the year and the one before at least; what came before them may be told by its number and its bounds. */
type Measure = Pick<Indicator, "decimals" | "frequency" | "group" | "id" | "kind" | "name" | "unit" | "values"> & { readonly before?: { readonly count: number; readonly least: Decimal; readonly most: Decimal } };
const isKnown = (value: IndicatorValue | undefined): value is Known => (value?.value ?? null) !== null;
const byPeriod = (a: { readonly period: string }, b: { readonly period: string }): number => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0);
const knownOf = ({ values }: Measure): Known[] => values.filter(isKnown).toSorted(byPeriod);
function inYear({ frequency, values }: Measure, year: number): (Decimal | null)[] {
  const own = new Map(values.flatMap(({ period, value }) => (period.startsWith(`${year}-`) ? [[period, value] as const] : [])));
  return periodsOf(frequency, year).map((period) => own.get(period) ?? null);
}

/** Whether a measure is a share of a whole. A change in per cent may be more than a hundred, and is none. */
const isShare = ({ kind, name, unit }: Measure): boolean => kind === "share" || (kind === null && unit === "%" && /^andel/i.test(name));
/** How many earlier values a series' own history has to have before a jump is asked about. */
const HISTORY = 12;
/** A series of fewer periods says too little to be the same as another. */
const LEAST_PERIODS = 4;

function daysIn(measure: Measure, period: string): number {
  const year = Number(period.slice(0, 4));
  const last = lastMonthOf(measure.frequency, period);
  return Math.round((Date.UTC(year, last, 1) - Date.UTC(year, last - MONTHS_IN[measure.frequency], 1)) / 86_400_000);
}

/** The questions that a committee's values of a year give rise to, in the order of measures and periods. */
export function questionsOf(indicators: readonly Measure[], relations: readonly IndicatorRelation[], year: number, isAnswered: (question: PlausibilityQuestion) => boolean = () => false): PlausibilityQuestion[] {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const told = toldSeries(indicators, year);
  const show = (measure: Measure, value: Decimal) => formatNumber(value, Math.max(measure.decimals, value.split(".")[1]?.length ?? 0));
  return indicators.flatMap((indicator): PlausibilityQuestion[] => {
    const own = knownOf(indicator).filter(({ period }) => period.startsWith(`${year}-`));
    const ask = (period: string, rule: PlausibilityRule, words: string, about: readonly (Decimal | null)[]): PlausibilityQuestion => ({ indicatorId: indicator.id, period, rule, words, about: about.map((one) => one ?? "–").join(" ") });
    const name = (period: string) => periodName(indicator.frequency, period);
    const perValue = own.flatMap(({ period, value }): PlausibilityQuestion[] => [
      ...(isShare(indicator) && compare(value, "100") > 0 ? [ask(period, "over-hundred", `${name(period)}: ${show(indicator, value)} är mer än 100 %. Är det en andel?`, [value])] : []),
      ...(compare(value, String(year)) === 0 ? [ask(period, "year-number", `Värdet för ${name(period)} är ${value}, samma som årtalet. Har årtalet hamnat i rutan?`, [value])] : []),
      ...relations.filter(({ indicatorId }) => indicatorId === indicator.id).flatMap(({ kind, otherId }): PlausibilityQuestion[] => {
        const other = byId.get(otherId);
        const whole = other?.values.find((one) => one.period === period);
        if (!other || other.frequency !== indicator.frequency || !isKnown(whole)) return [];
        const days = daysIn(indicator, period);
        const most = kind === "part-of" ? whole.value : multiply(whole.value, String(days));
        if (compare(value, most) <= 0) return [];
        return [ask(period, kind, kind === "part-of"
          ? `${name(period)}: ${show(indicator, value)} är mer än hela »${other.name}«, ${show(other, whole.value)}.`
          : `${name(period)}: ${show(indicator, value)} dygn är mer än ${show(other, whole.value)} (${other.name}) gånger periodens ${days} dagar, ${formatNumber(most)}.`, [value, whole.value])];
      }),
    ]);
    return [...[...perValue, ...jumpsOf(indicator, year, ask, show, isAnswered)].toSorted(byPeriod), ...sameOf(indicator, told, year, ask)];
  });
}

type Ask = (period: string, rule: PlausibilityRule, words: string, about: readonly (Decimal | null)[]) => PlausibilityQuestion;

/** The least and the most of some values. */
type Bounds = readonly [least: Decimal, most: Decimal];
const widened = (bounds: Bounds | null, value: Decimal): Bounds => (bounds === null ? [value, value] : compare(value, bounds[0]) < 0 ? [value, bounds[1]] : compare(value, bounds[1]) > 0 ? [bounds[0], value] : bounds);
/** On which side a value lies further outside some bounds than they are wide; null where it does not. */
function sideOutside([least, most]: Bounds, value: Decimal): "over" | "under" | null {
  if (compare(value, most) > 0) return compare(value, sum([most, subtract(most, least)])) > 0 ? "over" : null;
  return compare(value, least) < 0 && compare(value, subtract(least, subtract(most, least))) < 0 ? "under" : null;
}

/**
 * Values of the year that are further outside all that came before than all that came before is wide. One that is asked
 * about says nothing of what is usual until somebody has answered for it.
 */
function jumpsOf(indicator: Measure, year: number, ask: Ask, show: (measure: Measure, value: Decimal) => string, isAnswered: (question: PlausibilityQuestion) => boolean): PlausibilityQuestion[] {
  const { before } = indicator;
  let count = before?.count ?? 0;
  let bounds: Bounds | null = before ? [before.least, before.most] : null;
  const found: PlausibilityQuestion[] = [];
  for (const { period, value } of knownOf(indicator)) {
    if (period.startsWith(`${year}-`) && count >= HISTORY && bounds !== null && compare(...bounds) !== 0) {
      const [least, most] = bounds;
      const side = sideOutside(bounds, value);
      const question = side && ask(period, "jump", `${periodName(indicator.frequency, period)}: ${show(indicator, value)} är långt ${side === "over" ? "över" : "under"} alla ${count} tidigare värden (${show(indicator, least)} till ${show(indicator, most)}).`, [value, least, most]);
      if (question) {
        found.push(question);
        if (!isAnswered(question)) continue;
      }
    }
    count++;
    bounds = widened(bounds, value);
  }
  return found;
}

/**
 * Whether more of a measure's history may make a value of the year a jump. It asks by what is known of it: all that came
 * before is at least as wide, so what is no jump by the known bounds is none by them all.
 */
export function mayJump(indicator: Measure, year: number): boolean {
  let bounds: Bounds | null = null;
  for (const { period, value } of knownOf(indicator)) {
    if (period.startsWith(`${year}-`) && (bounds === null || sideOutside(bounds, value) !== null)) return true;
    bounds = widened(bounds, value);
  }
  return false;
}

/** A series that says enough to be the same as another, as one text: a number is the same however many zeros end it. Null for others. */
function seriesOf(measure: Measure, year: number): string | null {
  const own = inYear(measure, year);
  if (own.length < LEAST_PERIODS || own.some((value) => value === null) || own.every((value) => compare(value!, own[0]!) === 0)) return null;
  return [measure.frequency, ...own.map((value) => (value!.includes(".") ? value!.replace(/\.?0+$/, "") : value))].join(" ");
}
/** The series of a year: each measure's, and the first measure that tells it. */
interface ToldSeries {
  readonly of: ReadonlyMap<number, string | null>;
  readonly tellers: ReadonlyMap<string, Measure>;
}
/** What the year's series are, read once for them all. */
function toldSeries(indicators: readonly Measure[], year: number): ToldSeries {
  const of = new Map(indicators.map((indicator) => [indicator.id, seriesOf(indicator, year)]));
  const tellers = new Map<string, Measure>();
  for (const indicator of indicators) {
    const series = of.get(indicator.id) ?? null;
    if (series !== null && !tellers.has(series)) tellers.set(series, indicator);
  }
  return { of, tellers };
}

/** A year that is told twice: by two measures, or by one in two years. A year of one and the same value says nothing. */
function sameOf(indicator: Measure, told: ToldSeries, year: number, ask: Ask): PlausibilityQuestion[] {
  const series = told.of.get(indicator.id) ?? null;
  if (series === null) return [];
  const own = inYear(indicator, year);
  const first = `${year}-01-01`;
  // Of two, the later in the register asks.
  const teller = told.tellers.get(series)!;
  const twin = teller === indicator ? null : teller;
  return [
    ...(twin ? [ask(first, "same-series", `Alla ${counted(own.length, "värde", "värden")} för ${year} är desamma som för »${twin.name}«${twin.group ? ` (${twin.group})` : ""}. Har fel serie förts in?`, own)] : []),
    ...(series === seriesOf(indicator, year - 1) ? [ask(first, "same-year", `Alla ${counted(own.length, "värde", "värden")} för ${year} är desamma som för ${year - 1}. Är de inmatade på nytt?`, own)] : []),
  ];
}
