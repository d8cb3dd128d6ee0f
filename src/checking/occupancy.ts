import { compare, divide, multiply, round, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTHS } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { monthCell } from "../reading/table-cells.ts";
import type { ReadSeries } from "../reading/reading.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { daysInMonth } from "./written-days.ts";

const YEAR = /(?:19|20)\d\d/;
const [DAYS, OCCUPIED] = [/^(?:antal )?(?:vard ?)?dygn(?: |$)/, /belaggning/];
const FEWEST_MONTHS = 6;

/** "92,2 procent av de 16 platserna". */
const OF_PLACES = /procent\s+av\s+(?:de\s+)?(?<places>\d{1,3})\s+platser(?:na)?(?![a-zà-ÿ])/iu;
const MOST_OVER = 2;
/** A month with more days than the places have that the text beside it says its occupancy is of, where the other months have not. */
export function monthsOverPlacesFindings(sentences: readonly CheckedSentence[], series: readonly ReadSeries[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const places = sentence.inCell ? undefined : OF_PLACES.exec(sentence.text)?.groups!["places"];
    if (places === undefined) return [];
    const here = new Set(tables.filter(({ section }) => section === sentence.section.line).flatMap(({ rows }) => rows.map(({ line }) => line)));
    return series.filter(({ lines, name }) => /dygn/iu.test(name) && Object.values(lines).some((line) => here.has(line))).flatMap(({ lines, line: own, name, years }) => Object.entries(years).flatMap(([year, values]): Finding[] => {
      const over = values.flatMap((value, month) => { const most = multiply(places, String(daysInMonth(Number(year), month + 1))); return value !== null && /^\d{4}$/.test(year) && compare(value, most) > 0 ? [{ month, value, most }] : []; });
      if (!over.length || over.length > MOST_OVER || values.filter((value) => value !== null).length < FEWEST_MONTHS) return [];
      const line = lines[year] ?? own;
      return [{ code: "care-days", severity: "error", line, quote: `${name} ${year}`, expected: `högst ${over.map(({ most }) => formatNumber(most)).join(", ")}`, message: `Fler dygn än ${places} platser har ${year}: ${over.map(({ month, most, value }) => `${MONTHS[month]} ${formatNumber(value)}, men högst ${formatNumber(most)}`).join("; ")}.`, evidence: [{ line: sentence.line, quote: sentence.text }] }];
    }));
  });
}

const PLACES = /^(?:antal )?platser(?: |$)/;
const NEARLY = "0.3";
/** A row for each year, with places, days and occupancy beside each other: no place has more days than the year. */
export function yearlyOccupancyFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap(({ columns, rows }): Finding[] => {
    const at = [PLACES, /^(?:antal )?(?:belagda )?(?:vard ?)?dygn(?: |$)/, OCCUPIED].map((pattern) => columns.findIndex(({ heading }) => pattern.test(fold(heading))));
    if (at.includes(-1)) return [];
    const years = rows.flatMap((row) => {
      const year = /^(?:19|20)\d\d$/.exec(row.label.trim())?.[0];
      const [places, days, share] = at.map((column) => row.cells[column] ?? null);
      if (!year || !places || !days || !share || compare(places, "0") <= 0) return [];
      const all = multiply(places, String(Array.from({ length: 12 }, (_, month) => daysInMonth(Number(year), month + 1)).reduce((sum, one) => sum + one, 0)));
      const told = divide(multiply(days, "100"), all);
      const apart = subtract(told, share);
      return [{ row, days, all, share, ok: meets(spanOf(share), { low: told, high: told }) || (compare(apart, NEARLY) <= 0 && compare(apart, `-${NEARLY}`) >= 0), over: compare(days, all) > 0 }];
    });
    const wrong = years.filter(({ ok }) => !ok);
    // That the columns belong together is told by the other years.
    if (!wrong.length || years.length - wrong.length < Math.max(1, wrong.length)) return [];
    return wrong.map(({ all, days, over, row, share }): Finding => { const right = formatNumber(round(divide(multiply(all, share), "100"), 0)); return { code: over ? "care-days" : "share-of-total", severity: "error", line: row.line, quote: row.quote, expected: right, message: `${formatNumber(days)} dygn är ${over ? `fler än platserna har på ett år (${formatNumber(all)})` : `inte ${formatNumber(share)} procent av ${formatNumber(all)}`}; ${formatNumber(share)} procent vore ${right}.`, evidence: [] }; });
  });
}

/** Care days and occupancy by month: most tell of the same number of places, and one of the days is more than those places have days, or is not its per cent of them. */
export function occupancyFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap((table): Finding[] => {
    const heads = table.columns.map(({ heading }) => fold(heading));
    const [daysAt, shareAt] = [heads.findIndex((one) => DAYS.test(one)), heads.findIndex((one) => OCCUPIED.test(one))];
    const year = [table.corner, table.columns[daysAt]?.heading, table.caption].flatMap((text) => YEAR.exec(text ?? "")?.[0] ?? [])[0];
    if (daysAt < 0 || shareAt < 0 || year === undefined) return [];
    const months = table.rows.flatMap((row) => {
      const month = monthCell(row.label)?.month;
      const [days, share] = [row.cells[daysAt], row.cells[shareAt]];
      return month === undefined || !days || !share || compare(share, "0") <= 0 ? [] : [{ row, days, share, in: String(daysInMonth(Number(year), month + 1)), places: round(divide(multiply(days, "100"), multiply(share, String(daysInMonth(Number(year), month + 1)))), 0) }];
    });
    const isOf = (places: Decimal, { days, in: all, share }: (typeof months)[number]): boolean => { const apart = subtract(divide(multiply(days, "100"), multiply(places, all)), share); return compare(apart, "0.06") < 0 && compare(apart, "-0.06") > 0; };
    const counts = [...Map.groupBy(months, ({ places }) => places)].map(([places]) => ({ places, right: months.filter((month) => isOf(places, month)).length })).toSorted((a, b) => b.right - a.right);
    const [most] = counts;
    const wrong = most ? months.filter((month) => !isOf(most.places, month)) : [];
    if (!most || most.right < FEWEST_MONTHS || wrong.length !== 1) return [];
    const [one] = wrong as [(typeof months)[number]];
    const right = round(divide(multiply(multiply(most.places, one.in), one.share), "100"), 0);
    const all = multiply(most.places, one.in);
    const over = compare(one.days, all) > 0;
    return [{ code: over ? "care-days" : "share-of-total", severity: "error", line: one.row.line, quote: one.row.quote, expected: formatNumber(right), message: `${formatNumber(one.days)} dygn är ${over ? `fler än ${formatNumber(most.places)} platser har i ${one.row.label.toLowerCase()} (${formatNumber(all)})` : `inte ${formatNumber(one.share)} procent av ${formatNumber(most.places)} platser`}, som de andra månaderna är räknade på; det vore ${formatNumber(right)}.`, evidence: months.filter((month) => month !== one).slice(0, 3).map(({ row }) => ({ line: row.line, quote: row.quote })) }];
  });
}
