import { Refused } from "../platform/outcome.ts";
import { scale } from "../platform/decimal.ts";
import { counted, parseNumber } from "../platform/swedish.ts";
import { FREQUENCY_WORDS, isPeriod, periodName, type Frequency } from "./indicator-period.ts";

/** One cell of an entry: what was written in it, and the version of the value that it was written over; 0 where there was none. */
export interface IndicatorEntry {
  /** ISO date of the period's first day. */
  readonly period: string;
  /** A number as people write it, "" for no value, or "saknas: därför att …". */
  readonly text: string;
  readonly version: number;
  /** Said of the value; undefined leaves what is said. */
  readonly comment?: string | null;
  /** Undefined leaves it as it is. */
  readonly preliminary?: boolean;
}

const MISSING = /^saknas\s*[:,]?\s*(.*)$/is;
const MAX_REASON = 300;

/** What a cell says: a number, a reason why there is none, or nothing. */
export function readEntry({ period, text }: Pick<IndicatorEntry, "period" | "text">, frequency: Frequency): { value: string | null; reason: string | null } {
  const refuse = (code: string, message: string) => new Refused({ code, message, field: period });
  const monthOf = (own: string): string => periodName(frequency, own);
  if (!isPeriod(frequency, period)) {
    throw new Refused({ code: "bad-period", message: `»${period.slice(0, 20)}« är ingen period för ett mått som mäts varje ${FREQUENCY_WORDS[frequency]}; skriv periodens första dag, ÅÅÅÅ-MM-01.` });
  }
  const clean = text.trim();
  if (clean === "") return { value: null, reason: null };
  const missing = MISSING.exec(clean);
  if (missing) {
    const reason = missing[1]!.trim();
    if (!reason) throw refuse("no-reason", `Skriv varför värdet för ${monthOf(period)} saknas, till exempel »saknas: mätningen uteblev«.`);
    return { value: null, reason: reason.slice(0, MAX_REASON) };
  }
  const value = parseNumber(clean);
  if (value === null || value.replace(/\D/g, "").length > 30) throw refuse("bad-number", `»${clean.slice(0, 30)}« för ${monthOf(period)} är inget tal; skriv till exempel 1 234,5 eller »saknas: därför att …«.`);
  return { value, reason: null };
}

/** One refusal where a new value is more exact than the measure is shown: what nobody would see is not kept. Null where none is. */
export function tooExact(changed: readonly { readonly period: string; readonly value: string | null }[], { decimals, frequency }: { readonly decimals: number; readonly frequency: Frequency }): Refused | null {
  const one = changed.find(({ value }) => value !== null && scale(value.replace(/(\.\d*?)0+$/, "$1")) > decimals);
  if (!one) return null;
  const stated = enteredText({ value: one.value, missingReason: null })!;
  return new Refused({ code: "many-decimals", field: one.period, message: `»${stated.slice(0, 30)}« för ${periodName(frequency, one.period)} har fler decimaler än måttet, som anges med ${decimals === 0 ? "hela tal" : counted(decimals, "decimal", "decimaler")}; avrunda, eller ändra måttets decimaler först.` });
}

/** One refusal where a value that a document states is changed and nothing says why; null where all is said. */
export function unexplained(changed: readonly { readonly period: string; readonly stated: boolean }[], reason: string | null, frequency: Frequency): Refused | null {
  const stated = changed.filter((one) => one.stated);
  if (!stated.length || reason) return null;
  const which = stated.length === 1 ? `Värdet för ${periodName(frequency, stated[0]!.period)} kommer` : `${counted(stated.length, "värde", "värden")}, det första för ${periodName(frequency, stated[0]!.period)}, kommer`;
  return new Refused({ code: "no-reason", message: `${which} ur ett inläst dokument; skriv varför det ändras.`, field: "reason" });
}

/** A stored value as it stands in a cell, exact: the same text for the same value. */
export function enteredText(value: { readonly value: string | null; readonly missingReason: string | null } | null): string | null {
  if (!value) return null;
  return value.value === null ? (value.missingReason === null ? null : `saknas: ${value.missingReason}`) : value.value.replace(".", ",").replace(/^-/, "−");
}
