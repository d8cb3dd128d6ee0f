import { compare } from "../platform/decimal.ts";
import type { Indicator, IndicatorValue } from "./indicator.ts";
import type { IndicatorRelation } from "./plausibility.ts";

/** Why a value is not told in what is published: it is a small count, or it would give one beside it away. */
export type Suppressed = "small" | "beside";

/** How a value that is not told is written. */
export const suppressedWords = (suppressed: Suppressed, under: number | null): string => (suppressed === "small" && under !== null ? `färre än ${under}` : "visas inte");

const isSmall = ({ suppressUnder }: Pick<Indicator, "suppressUnder">, { value }: IndicatorValue): boolean => suppressUnder !== null && value !== null && compare(value, "0") >= 0 && compare(value, String(suppressUnder)) < 0;

/**
 * Measures as they may be published: counts under a measure's own threshold are taken away and marked. Where a whole and
 * its parts are told and one part alone is taken away, the smallest of the others goes too, so that no subtraction gives
 * it back. Years with anything taken away have no total (see {@link hasTotal}). What is taken away is null: it is drawn,
 * summed and compared by nothing.
 */
export function forPublication(indicators: readonly Indicator[], relations: readonly IndicatorRelation[]): Indicator[] {
  const gone = new Map<string, Suppressed>();
  const key = (id: number, period: string) => `${id}/${period}`;
  for (const indicator of indicators) for (const value of indicator.values) if (isSmall(indicator, value)) gone.set(key(indicator.id, value.period), "small");
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  for (const [wholeId, own] of Map.groupBy(relations.filter(({ kind }) => kind === "part-of"), ({ otherId }) => otherId)) {
    const whole = byId.get(wholeId);
    if (!whole || own.length < 2) continue;
    for (const { period } of whole.values.filter(({ value }) => value !== null)) {
      const parts = own.flatMap(({ indicatorId }) => {
        const value = byId.get(indicatorId)?.values.find((one) => one.period === period);
        return value?.value === undefined || value.value === null ? [] : [{ id: indicatorId, value: value.value }];
      });
      const hidden = parts.filter(({ id }) => gone.has(key(id, period)));
      if (hidden.length !== 1 || gone.has(key(wholeId, period))) continue;
      const [smallest] = parts.filter(({ id }) => !gone.has(key(id, period))).toSorted((a, b) => compare(a.value, b.value));
      if (smallest) gone.set(key(smallest.id, period), "beside");
    }
  }
  if (gone.size === 0) return [...indicators];
  return indicators.map((indicator) => ({
    ...indicator,
    values: indicator.values.map((value) => {
      const suppressed = gone.get(key(indicator.id, value.period));
      return suppressed ? { ...value, value: null, comment: null, suppressed } : value;
    }),
  }));
}

/** Whether a year's sum or mean may be told: it would give away what was taken out of it. */
export const hasTotal = ({ values }: Pick<Indicator, "values">, year: number): boolean => !values.some(({ period, suppressed }) => suppressed !== undefined && period.startsWith(`${year}-`));
