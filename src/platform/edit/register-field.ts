import { isDay } from "../clock.ts";
import { scale } from "../decimal.ts";
import { Refused } from "../outcome.ts";
import { parseNumber } from "../swedish.ts";
import type { FieldSpec } from "../ui/field-form.tsx";
import type { Fields } from "./conflict.ts";

/** A field of a register. */
export interface RegisterField extends Omit<FieldSpec, "kind"> {
  /** As in a form; "id" is the number of a row of something else, chosen in a list that the page makes. */
  readonly kind?: FieldSpec["kind"] | "id";
  /** Signs that a text has at the most. */
  readonly longest?: number;
  /** Decimals that a number has at the most, and whether it may be under nought. */
  readonly decimals?: number;
  readonly negative?: boolean;
}
const LONGEST = 200;
/** What has more digits before its comma was typed wrong. */
const MOST_DIGITS = 13;
/** A count is kept as a whole number of the database's. */
const MOST_COUNT_DIGITS = 9;
const LONGEST_AREA = 2_000;

function readField({ decimals = 2, kind = "text", label, longest = kind === "area" ? LONGEST_AREA : LONGEST, name, negative = false, options, required = false }: RegisterField, told: string | null): string | null {
  const text = told?.trim() || null;
  const refuse = (message: string): Refused => new Refused({ code: "bad-field", field: name, message });
  if (text === null) {
    if (required) throw refuse(kind === "select" || kind === "id" ? `${label}: välj i listan.` : `${label} saknas; fyll i.`);
    return null;
  }
  switch (kind) {
    case "number": {
      const value = parseNumber(text.replace(/\s*(kr|%|procent)$/i, ""));
      if (value === null) throw refuse(`${label}: »${text.slice(0, 40)}« är inget tal.`);
      if (scale(value) > decimals) throw refuse(`${label}: skriv ${decimals === 0 ? "ett helt tal" : `högst ${decimals} decimaler`}.`);
      if (value.replace(/^-|\..*$/g, "").length > (decimals === 0 ? MOST_COUNT_DIGITS : MOST_DIGITS)) throw refuse(`${label}: talet är för stort.`);
      if (!negative && value.startsWith("-")) throw refuse(`${label}: skriv utan minus.`);
      return value;
    }
    case "date":
      if (!isDay(text)) throw refuse(`${label}: »${text.slice(0, 20)}« är ingen dag; skriv ÅÅÅÅ-MM-DD.`);
      return text;
    case "select":
      if (!options?.some(([own]) => own === text)) throw refuse(`${label}: välj i listan.`);
      return text;
    case "id":
      if (!/^\d{1,9}$/.test(text)) throw refuse(`${label}: välj i listan.`);
      return text;
    default:
      if (text.length > longest) throw refuse(`${label} är längre än ${longest} tecken; korta texten.`);
      return text;
  }
}
/**
 * What was told of a row, as it is kept: numbers without spaces, texts without them at their ends. What is not told is left out.
 * @throws Refused with the first field that is not as it should be.
 */
export const readFields = (fields: readonly RegisterField[], told: Fields, all: boolean): Fields => Object.fromEntries(fields.filter(({ name }) => all || told[name] !== undefined).map((field) => [field.name, readField(field, told[field.name] ?? null)]));
