import { multiply, type Decimal } from "../platform/decimal.ts";
import type { ShownSpan } from "./shown-span.ts";

/** What amounts are printed in, each with how many kronor it is. */
export const FIGURE_UNITS = { mdkr: "1000000000", mkr: "1000000", tkr: "1000", kr: "1" } as const;
export type FigureUnit = keyof typeof FIGURE_UNITS;

/** How each unit is written, as parts of patterns. */
export const UNIT_WORDS: Readonly<Record<FigureUnit, string>> = {
  mdkr: String.raw`mdkr|mdr|miljard(?:er)?\s+kronor|miljard(?:er)?\s+kr`,
  mkr: String.raw`mnkr|mkr|msek|miljon(?:er)?\s+kronor|miljon(?:er)?\s+kr`,
  tkr: String.raw`tkr|tsek|tusen(?:tals)?\s+kronor`,
  kr: String.raw`kronor|kr|sek`,
};
const WRITTEN = (Object.keys(FIGURE_UNITS) as FigureUnit[]).map((unit) => ({ unit, pattern: new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:${UNIT_WORDS[unit]})(?![A-Za-zÀ-ÿ])`, "iu") }));

/** The first unit that a text names; null where it names none. */
export const moneyUnitOf = (text: string): FigureUnit | null => WRITTEN.find(({ pattern }) => pattern.test(text))?.unit ?? null;

/** The same amount in kronor. */
export const inKronor = ({ high, low }: ShownSpan, unit: FigureUnit): ShownSpan => ({ low: multiply(low, FIGURE_UNITS[unit]), high: multiply(high, FIGURE_UNITS[unit]) });
export const kronor = (value: Decimal, unit: FigureUnit): Decimal => multiply(value, FIGURE_UNITS[unit]);
