import { absolute, compare, isZero, multiply, scale, sum, type Decimal } from "../platform/decimal.ts";
import { counted, formatNumber, MONTHS } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { ReadSeries } from "../reading/reading.ts";
import type { Finding, FindingEvidence } from "./finding.ts";
import { daysInMonth } from "./written-days.ts";

const DAYS = /(?<![a-zà-ÿ])(?:vård\s?)?dygn(?![a-zà-ÿ])/iu;
const PEOPLE = /personer|barn|placer|boende|klienter|brukare|elever|unga|vuxna/i;

const daysIn = (year: string, month: number): string => String(daysInMonth(Number(year), month + 1));
const shown = (values: readonly (Decimal | null)[]): string => values.map((value) => (value === null ? "–" : formatNumber(value))).join(" ");
export const evidenceOf = (series: ReadSeries, year: string): FindingEvidence => ({ line: series.lines[year] ?? series.line, quote: `${series.name} ${year}: ${shown(series.years[year]!)}` });

const stemOf = (name: string): string => fold(name.split(",")[0]!);
/** Care days of a group with the people whose they are: those of the same name, wherever they stand in it, else all that stand before them since the last care days. */
function careDays(all: readonly ReadSeries[]): { days: ReadSeries; people: ReadSeries[] }[] {
  let people: ReadSeries[] = [];
  let group: string | null | undefined;
  return all.flatMap((series) => {
    if (series.group !== group) people = [];
    group = series.group;
    if (!DAYS.test(series.name)) {
      people.push(series);
      return [];
    }
    const whose = people;
    people = [];
    // "Korttidsvård, antal personer" is whose days "Korttidsvård, antal vårddygn" are, whatever else the group counts.
    const own = all.filter(({ group: of, name }) => of === series.group && name.includes(",") && !DAYS.test(name) && stemOf(name) === stemOf(series.name));
    const those = own.length ? own : whose;
    return those.some(({ name }) => PEOPLE.test(name)) ? [{ days: series, people: those }] : [];
  });
}

/** More care days in a month than its people have days: no one has two in a day. */
function tooManyDays(all: readonly ReadSeries[]): Finding[] {
  return careDays(all).flatMap(({ days, people }) => {
    const years = Object.entries(days.years).map(([year, values]) => ({
      year, known: values.filter((value) => value !== null).length,
      over: values.flatMap((value, month) => {
        const persons = people.map(({ years: known }) => known[year]?.[month] ?? null);
        if (value === null || !/^\d{4}$/.test(year) || persons.every((count) => count === null)) return [];
        const all = sum(persons.filter((count): count is Decimal => count !== null));
        const most = multiply(all, daysIn(year, month));
        return compare(value, most) > 0 ? [{ month, value, all, most }] : [];
      }),
    }));
    const [over, known] = [years.flatMap((year) => year.over).length, years.reduce((count, year) => count + year.known, 0)];
    // People who are counted on one day of the month, not all who were there, are another measure: then it is so in every other month.
    const otherMeasure = over * 3 > known;
    return years.flatMap(({ over: months, year }): Finding[] => {
      if (!months.length) return [];
      const told = months.map(({ all, month, most, value }) => `${MONTHS[month]} ${formatNumber(value)} dygn, men ${formatNumber(all)} × ${daysIn(year, month)} är ${formatNumber(most)}`);
      return [{
        code: "care-days", severity: otherMeasure ? "warning" : "error", line: days.lines[year] ?? days.line, quote: `${days.name} ${year}: ${shown(days.years[year]!)}`,
        message: otherMeasure ? `Dygnen är i många månader fler än personerna har dagar (${told[0]}); säg hur personerna räknas.` : `Fler dygn än personerna har dagar ${year}: ${told.join("; ")}.`,
        expected: `högst ${months.map(({ most }) => formatNumber(most)).join(", ")}`,
        evidence: people.filter(({ years: has }) => has[year]).map((series) => evidenceOf(series, year)),
      }];
    });
  });
}

const OWN_DIGITS = 4;
/** The months differ by so many steps of the last figure that the same comes again by chance in a few years of a hundred. */
const OWN_STEPS = 100;
function differByMuch(own: readonly (Decimal | null)[], before: readonly (Decimal | null)[]): boolean {
  const known = own.flatMap((value, month) => (value !== null && before[month] ? [{ value, before: before[month] }] : []));
  const step = 10 ** -Math.max(0, ...known.map(({ value }) => scale(value)));
  const apart = known.map((pair) => Math.abs(Number(pair.value) - Number(pair.before)) / step).toSorted((a, b) => a - b);
  return (apart[Math.floor(apart.length / 2)] ?? 0) >= OWN_STEPS;
}
/** So many figures in a month do not come again by chance in the same month a year later: it has been copied. */
function copiedMonths(all: readonly ReadSeries[]): Finding[] {
  return all.flatMap((series) => Object.keys(series.years).filter((year) => /^\d{4}$/.test(year) && series.years[String(Number(year) - 1)]).flatMap((year): Finding[] => {
    const [own, before] = [series.years[year]!, series.years[String(Number(year) - 1)]!];
    const same = own.flatMap((value, month) => (value !== null && before[month] !== null && before[month] !== undefined && compare(value, before[month]) === 0 ? [{ month, value }] : []));
    const [only] = same;
    if (!only || same.length > 1 || only.value.replace(/\D/g, "").replace(/0+$/, "").length < OWN_DIGITS - 1 || only.value.replace(/\D/g, "").length < OWN_DIGITS || own.filter((value) => value !== null).length < 4 || !differByMuch(own, before)) return [];
    return [{ code: "same-year", severity: "warning", line: series.lines[year] ?? series.line, quote: `${series.name} ${year}: ${shown(own)}`, expected: null, message: `»${series.name}« är ${formatNumber(only.value)} i ${MONTHS[only.month]} både ${year} och ${Number(year) - 1}: är det förra årets tal?`, evidence: [evidenceOf(series, String(Number(year) - 1))] }];
  }));
}

/** Twelve months of some movement, which do not come twice by chance. */
function isTelling(values: readonly (Decimal | null)[] | undefined): values is readonly Decimal[] {
  if (!values || values.length !== 12 || values.includes(null)) return false;
  return new Set(values).size >= 3 && values.filter((value) => !isZero(value!)).length >= 4;
}

const isSumOf = ({ name }: ReadSeries): boolean => /^(?:summa|totalt?)(?: |$)/.test(fold(name));
/** A name that is in the other's name or in what it stands under; what is called the sum is the other's all. */
function isOneMeasure(a: ReadSeries, b: ReadSeries): boolean {
  const all = ({ group, name }: ReadSeries): string => fold(`${group ?? ""} ${name}`);
  const named = (one: ReadSeries, other: ReadSeries): boolean => fold(one.name).length >= 5 && all(other).includes(fold(one.name)) && fold(one.name) !== fold(other.name);
  return isSumOf(a) || isSumOf(b) || named(a, b) || named(b, a);
}
/** A whole year that is the same in two measures, or in two years of one. */
function sameYears(all: readonly ReadSeries[]): Finding[] {
  const first = new Map<string, ReadSeries>();
  return all.flatMap((series) => {
    const found = new Map<ReadSeries, string[]>();
    const findings: Finding[] = [];
    const years = Object.entries(series.years);
    for (const [at, [year, values]] of years.entries()) {
      if (!isTelling(values)) continue;
      const own = years.slice(0, at).find(([, others]) => others.join() === values.join());
      if (own) findings.push({ code: "same-year", severity: "warning", line: series.lines[year] ?? series.line, quote: evidenceOf(series, year).quote, expected: null, message: `»${series.name}« har samma tolv månader ${year} som ${own[0]}; det ena är troligen en kopia.`, evidence: [evidenceOf(series, own[0])] });
      const key = `${year}: ${values.join()}`;
      const before = first.get(key);
      if (before && before !== series) found.set(before, [...(found.get(before) ?? []), year]);
      else first.set(key, series);
    }
    for (const [other, same] of found) {
      // One measure in two places, and the sum of what another table has as one.
      if (isOneMeasure(series, other) || fold(series.name) === fold(other.name)) continue;
      const line = series.lines[same[0]!] ?? series.line;
      findings.push({ code: "same-series", severity: "warning", line, quote: evidenceOf(series, same[0]!).quote, expected: null, message: `»${series.name}« har samma tolv månader som »${other.name}« ${same.join(" och ")} (${counted(same.length, "år", "år")}); det ena är troligen en kopia.`, evidence: same.map((year) => evidenceOf(other, year)) });
    }
    return findings;
  });
}

/** A year in the first month's cell pushes the whole row aside. */
function yearInCell(all: readonly ReadSeries[]): Finding[] {
  return all.flatMap((series) => Object.entries(series.years).flatMap(([year, values]): Finding[] => {
    const [january, ...rest] = values;
    const largest = rest.filter((value): value is Decimal => value !== null).map(absolute).toSorted(compare).at(-1);
    if (!january || !/^(19|20)\d\d$/.test(january) || largest === undefined || compare(multiply(largest, "4"), january) > 0) return [];
    return [{ code: "year-in-cell", severity: "error", line: series.lines[year] ?? series.line, quote: evidenceOf(series, year).quote, expected: null, message: `Januari ${year} är ${january}, som ser ut som ett årtal: raden är troligen förskjuten en kolumn.`, evidence: [evidenceOf(series, year)] }];
  }));
}

/** What measures by month cannot be, by themselves and beside each other. */
export const monthlyFindings = (series: readonly ReadSeries[]): Finding[] => [...tooManyDays(series), ...sameYears(series), ...copiedMonths(series), ...yearInCell(series)];
