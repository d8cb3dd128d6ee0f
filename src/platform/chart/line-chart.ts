import { scaleLinear, scalePoint } from "d3-scale";
import { line } from "d3-shape";
import type { Decimal } from "../decimal.ts";
import { formatNumber, MONTHS } from "../swedish.ts";

export interface ChartSeries {
  readonly name: string;
  /** One value a position; null breaks the line. Decimals are drawn as approximate lengths, never written from them. */
  readonly values: readonly (Decimal | null)[];
}
export interface ChartInput {
  readonly title: string;
  /** Oldest first; the last is drawn in ink, earlier ones fade. */
  readonly series: readonly ChartSeries[];
  readonly decimals: number;
  /** A level that is aimed at, drawn as a dashed line with its value; of each month, or the same for all. */
  readonly target?: readonly (Decimal | null)[];
  /** What the level is called; else "mål". */
  readonly targetName?: string;
  /** What is expected after the last known value, drawn dotted on from it: from the position given. */
  readonly expected?: { readonly values: readonly (Decimal | null)[]; readonly name: string };
}

const scaleOf = (value: Decimal): number => Math.min(value.split(".")[1]?.length ?? 0, 2);
interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Every so many months are named under the line. */
  readonly monthStep: number;
}
/** Text is as large in a small one: it is drawn for its own width, not shrunk. */
const SIZES = {
  wide: { width: 560, height: 190, margin: { top: 14, right: 46, bottom: 24, left: 52 }, monthStep: 1 },
  small: { width: 300, height: 140, margin: { top: 12, right: 36, bottom: 22, left: 44 }, monthStep: 3 },
} as const satisfies Record<string, ChartSize>;
const LABEL_GAP = 12;
/** All meet 4.5:1 on white; the dashes tell the years apart without colour. */
const LOOKS = [
  { stroke: "#6b7280", width: 1.3, dash: "2 3" },
  { stroke: "#4b5563", width: 1.6, dash: "6 3" },
  { stroke: "#111827", width: 2.4, dash: "" },
] as const;

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!);

/** What the chart shows, in words, for those who do not see it. */
export function describeChart({ title, series, decimals }: ChartInput): string {
  const last = series.at(-1);
  const known = (last?.values ?? []).flatMap((value, month) => (value === null ? [] : [{ value, month }]));
  if (!last || !known.length) return `Linjediagram: ${title}. Värden saknas.`;
  const high = known.reduce((a, b) => (Number(b.value) > Number(a.value) ? b : a));
  const low = known.reduce((a, b) => (Number(b.value) < Number(a.value) ? b : a));
  const first = series[0]!.name;
  const span = first === last.name ? last.name : `${first}–${last.name}`;
  return (
    `Linjediagram: ${title}, per månad ${span}. Högst ${last.name}: ${formatNumber(high.value, decimals)} i ${MONTHS[high.month]}, ` +
    `lägst: ${formatNumber(low.value, decimals)} i ${MONTHS[low.month]}. Alla värden finns i tabellen intill.`
  );
}

/** Draws months as lines with the year at each line's end; zero-based, no legend. The same string on screen and paper. */
export function lineChart(input: ChartInput, size: keyof typeof SIZES = "wide"): string {
  const { title, series, decimals } = input;
  const { height, margin, monthStep, width: across } = SIZES[size];
  const { expected, target } = input;
  const values = [...series.map((one) => one.values), ...(target ? [target] : []), ...(expected ? [expected.values] : [])].flatMap((own) => own.flatMap((value) => (value === null ? [] : [Number(value)])));
  const x = scalePoint<number>().domain(MONTHS.map((_, index) => index)).range([margin.left, across - margin.right]);
  const y = scaleLinear().domain([Math.min(0, ...values), Math.max(1, ...values)]).nice(4).range([height - margin.bottom, margin.top]);
  const path = line<Decimal | null>().defined((value) => value !== null).x((_, index) => x(index)!).y((value) => y(Number(value)));
  const at = (value: number) => value.toFixed(1);
  const look = (index: number) => LOOKS[Math.max(0, index + LOOKS.length - series.length)]!;

  // There is no half person.
  const grid = y.ticks(4).filter((tick) => decimals > 0 || Number.isInteger(tick)).map((tick) => {
    const position = at(y(tick));
    const stroke = tick === 0 ? "#374151" : "#e5e7eb";
    const label = formatNumber(String(tick), Number.isInteger(tick) ? 0 : Math.max(1, decimals));
    return (
      `<line x1="${margin.left}" x2="${across - margin.right}" y1="${position}" y2="${position}" stroke="${stroke}" stroke-width="1"/>` +
      `<text x="${margin.left - 7}" y="${at(y(tick) + 4)}" text-anchor="end" fill="#374151">${label}</text>`
    );
  });
  const months = MONTHS.map((month, index) => index % monthStep ? "" : `<text x="${at(x(index)!)}" y="${height - 7}" text-anchor="middle" fill="#374151">${month}</text>`);
  const lines = series.map(({ values: points }, index) => {
    const { stroke, width, dash } = look(index);
    return `<path d="${path(points) ?? ""}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"${dash ? ` stroke-dasharray="${dash}"` : ""}/>`;
  });
  const aim = !target ? "" : (() => {
    const last = target.findLastIndex((value) => value !== null);
    return `<path d="${path(target) ?? ""}" fill="none" stroke="#b91c1c" stroke-width="1.4" stroke-dasharray="8 4"/>` + (last < 0 ? "" : `<text x="${at(x(last)! - 4)}" y="${at(y(Number(target[last])) - 5)}" text-anchor="end" fill="#991b1b">${escape(input.targetName ?? "mål")} ${formatNumber(target[last]!, Math.max(decimals, scaleOf(target[last]!)))}</text>`);
  })();
  const ahead = !expected ? "" : (() => {
    const last = expected.values.findLastIndex((value) => value !== null);
    return `<path d="${path(expected.values) ?? ""}" fill="none" stroke="#111827" stroke-width="2" stroke-dasharray="1 4" stroke-linecap="round"/>` + (last < 0 || size === "small" ? "" : `<text x="${at(x(last)! + 7)}" y="${at(y(Number(expected.values[last])) + 4)}" fill="#111827">${escape(expected.name)}</text>`);
  })();
  const labels = placeLabels(series, (value) => y(value), height - margin.bottom).map(({ index, position, month }) => {
    const weight = index === series.length - 1 ? "700" : "400";
    return `<text x="${at(x(month)! + 7)}" y="${at(position + 4)}" fill="${look(index).stroke}" font-weight="${weight}">${escape(series[index]!.name)}</text>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${across} ${height}" width="${across}" height="${height}" role="img" lang="sv" ` +
    `font-family="Source Sans 3" font-size="11"><title>${escape(title)}</title><desc>${escape(describeChart(input))}</desc>` +
    `${grid.join("")}${months.join("")}${aim}${lines.join("")}${ahead}${labels.join("")}</svg>`
  );
}

/** Labels stand at each line's last known point, pushed apart where they would collide. */
function placeLabels(series: readonly ChartSeries[], y: (value: number) => number, bottom: number): { index: number; position: number; month: number }[] {
  const labels = series.flatMap(({ values }, index) => {
    const month = values.findLastIndex((value) => value !== null);
    return month < 0 ? [] : [{ index, month, position: y(Number(values[month])) }];
  });
  labels.sort((a, b) => a.position - b.position);
  labels.forEach((label, index) => {
    const above = labels[index - 1];
    if (above && label.position - above.position < LABEL_GAP) label.position = above.position + LABEL_GAP;
  });
  // At the bottom they are pushed up again, no more than they must.
  let lowest = bottom;
  for (const label of labels.toReversed()) {
    label.position = Math.min(label.position, lowest);
    lowest = label.position - LABEL_GAP;
  }
  return labels;
}
