import { baselineOf, baselineRow, monthRows, monthsOf, shownYears, targetRow, totalDecimals, valueRow, yearsOf, yearTotal, type Indicator } from "../indicators/indicator.ts";
import { hasTotal, suppressedWords } from "../indicators/suppression.ts";
import { scale, subtract } from "../platform/decimal.ts";
import { figure, type SourceRow } from "../platform/figure.ts";
import { describeChart, lineChart } from "../platform/chart/line-chart.ts";
import { MONTHS } from "../platform/swedish.ts";
import { text, type Block, type Cell } from "./document.ts";
import { empty, headingId, nothing, OWN } from "./block-parts.ts";

function valueCell(indicator: Indicator, period: string): Cell {
  const value = indicator.values.find((other) => other.period === period);
  if (value?.suppressed) return text(suppressedWords(value.suppressed, indicator.suppressUnder));
  if (!value || value.value === null) return empty;
  return { kind: "figure", figure: figure(value.value, indicator.decimals, [valueRow(indicator, value)], indicator.unit) };
}

/** The years of outcomes that a table of indicators shows: the latest two up to the document's. */
const outcomeYears = (indicators: readonly Indicator[], year: number): number[] =>
  [...new Set(indicators.filter(({ frequency }) => frequency === "year").flatMap((indicator) => shownYears(indicator, year)))].sort((a, b) => a - b).slice(-2);

/** Indicators with baseline, outcomes and targets as stated; nothing where none has any. */
export function indicatorTable(caption: string, indicators: readonly Indicator[], year: number): Block[] {
  const outcomes = outcomeYears(indicators, year);
  const shown = indicators.filter((indicator) => indicator.targets.length || baselineOf(indicator, year) || outcomes.some((of) => yearsOf(indicator).includes(of)));
  if (!shown.length) return [];
  const withBaseline = shown.some((indicator) => baselineOf(indicator, year) !== null) || !outcomes.length;
  const years = [...new Set(shown.flatMap(({ targets }) => targets.map(({ year }) => year)))].sort();
  const stated = (words: string, amount: string | null, row: SourceRow): Cell =>
    amount === null ? text(words) : { kind: "figure", figure: figure(amount, scale(amount), [row]) };
  return [
    {
      kind: "table",
      caption,
      columns: [
        { label: "Indikator", align: "text", weight: 4 },
        ...(withBaseline ? [{ label: "Ingående värde", align: "number" as const }] : []),
        ...outcomes.map((of) => ({ label: `Utfall ${of}`, align: "number" as const })),
        ...years.map((year) => ({ label: `Riktvärde ${year}`, align: "number" as const })),
        { label: "Källa", align: "text", weight: 2 },
      ],
      rows: shown.map((indicator) => ({ indicator, baseline: baselineOf(indicator, year) })).map(({ baseline, indicator }) => ({
        cells: [
          text(indicator.name),
          ...(!withBaseline ? [] : [baseline ? stated(baseline.stated, baseline.amount, baselineRow(indicator, baseline)) : empty]),
          ...outcomes.map((of) => (indicator.frequency === "year" ? valueCell(indicator, `${of}-01-01`) : empty)),
          ...years.map((year) => {
            const target = indicator.targets.find((other) => other.year === year);
            return target
              ? stated(target.stated, target.amount, targetRow(indicator, target))
              : empty;
          }),
          text(indicator.source ?? ""),
        ],
        total: false,
      })),
      unbroken: true,
      notes: [],
    },
  ];
}

/** Twelve months by three years under the headings of their groups, with the year's sum or mean where it has a meaning. */
export function monthlyBlocks(indicators: readonly Indicator[], year: number, charts: boolean): Block[] {
  const monthly = indicators.filter((indicator) => indicator.frequency === "month" && shownYears(indicator, year).length > 0);
  if (!monthly.length) return [nothing(OWN.monthlyValues)];
  return [...Map.groupBy(monthly, ({ group }) => group)].flatMap(([group, own]): Block[] => [
    ...(group ? [{ kind: "heading" as const, level: 2 as const, text: group, id: headingId(group, "grupp") }] : []),
    ...own.flatMap((indicator): Block[] => [monthlyTable(indicator, year), ...(charts ? [chartOf(indicator, year)] : [])]),
  ]);
}

function monthlyTable(indicator: Indicator, year: number): Block {
  const years = shownYears(indicator, year);
  const totals = years.map((own) => yearTotal(indicator, own));
  const totalLabel = { sum: "Summa", mean: "Medel", last: "Senaste", none: "" }[indicator.aggregation];
  const withTotals = totalLabel !== "" && totals.some((total) => total !== null);
  return {
    kind: "table",
    caption: indicator.name,
    columns: [
      { label: "År", align: "text" },
      ...MONTHS.map((month) => ({ label: month, align: "number" as const })),
      ...(withTotals ? [{ label: totalLabel, align: "number" as const }] : []),
    ],
    rows: years.map((own, index) => ({
      cells: [
        text(String(own)),
        ...MONTHS.map((_, month) => valueCell(indicator, `${own}-${String(month + 1).padStart(2, "0")}-01`)),
        ...(withTotals ? [!hasTotal(indicator, own) ? text("visas inte") : totals[index] === null ? empty : totalCell(indicator, own, totals[index]!)] : []),
      ],
      total: false,
    })),
    unbroken: true,
    notes: indicator.note ? [indicator.note] : [],
  };
}

function totalCell(indicator: Indicator, year: number, total: string): Cell {
  return { kind: "figure", figure: figure(total, totalDecimals(indicator), monthRows(indicator, year), indicator.unit) };
}

export function chartOf(indicator: Indicator, year: number): Block {
  const series = shownYears(indicator, year).map((own) => ({ name: String(own), values: monthsOf(indicator, own).map((value) => value?.value ?? null) }));
  const input = { title: indicator.name, series, decimals: indicator.decimals };
  return { kind: "chart", title: indicator.name, svg: lineChart(input), description: describeChart(input) };
}

/** Figures once a year, newest first, one table for each group. */
export function yearlyBlocks(indicators: readonly Indicator[], year: number): Block[] {
  const yearly = indicators.filter((indicator) => indicator.frequency === "year" && indicator.values.length > 0);
  if (!yearly.length) return [nothing(OWN.yearlyValues)];
  return [...Map.groupBy(yearly, ({ group }) => group)].map(([group, own]) => {
    const years = [...new Set(own.flatMap(yearsOf))].filter((of) => of <= year).sort((a, b) => b - a).slice(0, 3);
    return {
      kind: "table",
      caption: group ?? "Mått per år",
      columns: [{ label: group ?? "Mått", align: "text" as const, weight: 4 }, ...years.map((of) => ({ label: String(of), align: "number" as const }))],
      rows: own.map((indicator) => ({ cells: [text(indicator.name), ...years.map((of) => valueCell(indicator, `${of}-01-01`))], total: false })),
      unbroken: true,
      notes: own.flatMap(({ note }) => note ?? []),
    };
  });
}

/** Staff: this year, last year, and the change between them, computed. */
export function staffBlocks(indicators: readonly Indicator[], year: number): Block[] {
  if (!indicators.length) return [];
  return [
    {
      kind: "table",
      caption: "Personal",
      columns: [
        { label: "Personal", align: "text", weight: 4 },
        { label: String(year), align: "number" },
        { label: String(year - 1), align: "number" },
        { label: "Förändring", align: "number" },
      ],
      rows: indicators.map((indicator) => {
        const cells = [year, year - 1].map((of) => valueCell(indicator, `${of}-01-01`));
        const [now, before] = cells;
        const both = now?.kind === "figure" && before?.kind === "figure" ? [now.figure, before.figure] : null;
        const change: Cell = both
          ? { kind: "figure", figure: figure(subtract(both[0]!.value!, both[1]!.value!), indicator.decimals, both.flatMap(({ source }) => source), indicator.unit) }
          : empty;
        return { cells: [text(indicator.name), ...cells, change], total: false };
      }),
      unbroken: true,
      notes: indicators.flatMap(({ note }) => note ?? []),
    },
  ];
}
