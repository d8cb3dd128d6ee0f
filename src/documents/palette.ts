import type { LevelColour } from "../assessment/assessment.ts";

/** The colours of statuses, on paper as on screen; each is also told by a shape and words. */
export const STATUS_COLOURS: Readonly<Record<LevelColour, string>> = { green: "#15803d", amber: "#b45309", red: "#b91c1c", grey: "#4b5563" };
export const PAPER = "#ffffff";
/** WCAG 2.1, 1.4.3 for text and 1.4.11 for shapes and lines; we ask the same of both. */
export const LEAST_CONTRAST = 4.5;

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The ratio of WCAG 2.1 between two colours written as "#rrggbb", 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colours that carry something in a drawing: its texts and its lines that are data, not the grid behind them. */
export const drawnColours = (svg: string): string[] => [
  ...new Set([...svg.matchAll(/<(?:text|path)\b[^>]*?\b(?:fill|stroke)="(#[0-9a-f]{6})"/gi)].map((match) => match[1]!)),
];
