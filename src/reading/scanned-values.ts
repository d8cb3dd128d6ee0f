import { parseNumber } from "../platform/swedish.ts";
import type { Decimal } from "../platform/decimal.ts";
import { fold } from "./layout.ts";

/**
 * Every way to read a run of digit groups ("274 835 249 487") as exactly `count` numbers with spaces between thousands.
 * One way is an answer; several are a doubt.
 */
export function splitGroupedNumbers(tokens: readonly string[], count: number): Decimal[][] {
  if (count === 0) return tokens.length === 0 ? [[]] : [];
  const found: Decimal[][] = [];
  for (let length = 1; length <= tokens.length - (count - 1); length++) {
    const value = parseNumber(tokens.slice(0, length).join(" "));
    if (value === null || (length > 1 && tokens.slice(1, length).some((token) => !/^\d{3}([.,]\d+)?$/.test(token)))) continue;
    if (/^0\d/.test(tokens[0]!)) continue;
    for (const rest of splitGroupedNumbers(tokens.slice(length), count - 1)) found.push([value, ...rest]);
  }
  return found;
}

/** What a scanned cell says: a number, a direction word, or nothing that is a value. */
export function scannedValue(token: string): string | null {
  if (/^\+\/-\s?0$/.test(token)) return "+/-0";
  const number = parseNumber(token.replace(/%$/, ""));
  if (number !== null) return number;
  const word = fold(token).replace(/ /g, "");
  if (/randrat?$/.test(word)) return "oförändrat";
  if (word.startsWith('minsk')) return "minska";
  // "Öka" loses its dots, and often more than that.
  if (/^[o05q]?[ck]?[kx][ao@]?$|^o[kx]?a$/.test(token.toLowerCase().replace("ö", "o")) && token.length >= 2) return "öka";
  return null;
}
export const isScannedNumber = (value: string | null): boolean => value !== null && /\d/.test(value);
