import { scaleBand, scaleLinear } from "d3-scale";
import type { Decimal } from "../decimal.ts";
import { formatNumber, formatSigned } from "../swedish.ts";

export interface WaterfallStep {
  readonly label: string;
  /** A level stands from the bottom; a change stands between what was and what became. */
  readonly kind: "level" | "change";
  readonly amount: Decimal;
}
export interface WaterfallInput {
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  readonly steps: readonly WaterfallStep[];
}

const WIDTH = 640;
const ROW = 26;
const MARGIN = { top: 6, right: 92, bottom: 8, left: 214 };
const LONGEST_LABEL = 34;
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!);
const shortened = (text: string): string => (text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : text);

/** What the picture shows, in words. */
export const describeWaterfall = ({ decimals, steps, title, unit }: WaterfallInput): string =>
  `Trappdiagram: ${title}. ${steps.map(({ amount, kind, label }) => `${label} ${(kind === "level" ? formatNumber : formatSigned)(amount, decimals)} ${unit}`).join(", ")}.`;

/**
 * Draws how one level becomes the next, a row for each step, lying down so that long Swedish names are read. The axis does not begin
 * at zero where the changes would not be seen beside the levels: then the levels are cut, and drawn so.
 */
export function waterfall(input: WaterfallInput): string {
  const { decimals, steps, title } = input;
  const height = MARGIN.top + steps.length * ROW + MARGIN.bottom;
  let level = 0;
  const bars = steps.map(({ amount, kind, label }) => {
    const [from, to] = kind === "level" ? [0, Number(amount)] : [level, level + Number(amount)];
    level = to;
    return { kind, label, amount, from, to };
  });
  const levels = bars.flatMap(({ from, kind, to }) => (kind === "level" ? [to] : [from, to]));
  const [least, most] = [Math.min(...levels), Math.max(...levels)];
  const cut = least > 0 && most - least < most / 4;
  const bottom = cut ? Math.max(0, least - (most - least || most / 10) * 0.6) : Math.min(0, least);
  const x = scaleLinear().domain([bottom, most === bottom ? bottom + 1 : most]).range([MARGIN.left, WIDTH - MARGIN.right]);
  const y = scaleBand<number>().domain(bars.map((_, index) => index)).range([MARGIN.top, height - MARGIN.bottom]).paddingInner(0.35);
  const at = (value: number): string => value.toFixed(1);
  const rows = bars.map(({ amount, from, kind, label, to }, index) => {
    const top = y(index)!;
    const [left, right] = [x(Math.max(bottom, Math.min(from, to))), x(Math.max(from, to))];
    const middle = at(top + y.bandwidth() / 2 + 4);
    // Colour never alone: what takes away is open, what adds is filled, and each has its sign.
    const look = kind === "level" ? 'fill="#111827"' : to >= from ? 'fill="#4b5563"' : 'fill="#ffffff" stroke="#4b5563" stroke-width="1.4"';
    const torn = kind === "level" && cut ? `<path d="M${at(MARGIN.left + 7)} ${at(top - 1)} l-5 ${at(y.bandwidth() + 2)} M${at(MARGIN.left + 11)} ${at(top - 1)} l-5 ${at(y.bandwidth() + 2)}" stroke="#ffffff" stroke-width="2"/>` : "";
    const thread = bars[index + 1] ? `<line x1="${at(x(to))}" x2="${at(x(to))}" y1="${at(top + y.bandwidth())}" y2="${at(y(index + 1)!)}" stroke="#9ca3af"/>` : "";
    return (
      `<text x="${MARGIN.left - 8}" y="${middle}" text-anchor="end" fill="#111827"${kind === "level" ? ' font-weight="700"' : ""}>${escape(shortened(label))}</text>` +
      `<rect x="${at(left)}" y="${at(top)}" width="${at(Math.max(1.5, right - left))}" height="${at(y.bandwidth())}" ${look}/>${torn}${thread}` +
      `<text x="${at(Math.max(left, right) + 6)}" y="${middle}" fill="#111827"${kind === "level" ? ' font-weight="700"' : ""}>${(kind === "level" ? formatNumber : formatSigned)(amount, decimals)}</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" lang="sv" font-family="Source Sans 3" font-size="12"><title>${escape(title)}</title><desc>${escape(describeWaterfall(input))}</desc>${rows.join("")}</svg>`;
}
