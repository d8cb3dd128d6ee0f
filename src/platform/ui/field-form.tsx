import type { Child } from "hono/jsx";
import type { Conflict } from "../edit/conflict.ts";
import type { Failure } from "../outcome.ts";
import { sentField } from "./edit.tsx";
import { fieldOf } from "./page.tsx";

/** A field of a form, as it is written in and as its values are shown. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly kind?: "text" | "area" | "date" | "number" | "select";
  /** Of a select: values and their words. One without "" has to be chosen among. */
  readonly options?: readonly (readonly [value: string, words: string])[];
  readonly required?: boolean;
  readonly hint?: string;
  readonly rows?: number;
}
export type FieldValues = Readonly<Record<string, string | null>>;

export const sentFields = (form: FormData, fields: readonly FieldSpec[]): Record<string, string | null> => Object.fromEntries(fields.map(({ name }) => [name, sentField(form, name)]));

/** A value as it is read: the words of a choice, else the text itself. */
export const shownValue = ({ options }: FieldSpec, value: string | null): string => options?.find(([own]) => own === (value ?? ""))?.[1] ?? value ?? "(tomt)";

/** The fields of a form, each under its label, with the one that a failure is about marked. */
export const Fields = ({ failure, fields, values }: { failure: Failure | null; fields: readonly FieldSpec[]; values: FieldValues }): Child => (
  <>
    {fields.map((field) => {
      const { hint, kind = "text", label, name, options, required = false, rows = 4 } = field;
      const value = values[name] ?? "";
      const own = { name, required, ...fieldOf(failure, name) };
      return (
        <label>{required ? <span>{label}<Must /></span> : label}{hint && <span class="hint"> {hint}</span>}
          {kind === "area" ? <textarea class="ds-input" rows={rows} {...own}>{value}</textarea>
            : kind === "select" ? <select {...own}>{options!.map(([key, words]) => <option value={key} selected={key === value}>{words}</option>)}</select>
              : <input class="ds-input" type={kind === "date" ? "date" : "text"} inputmode={kind === "number" ? "decimal" : undefined} autocomplete="off" value={value} {...own} />}
        </label>
      );
    })}
    {fields.some(({ required }) => required) && <p class="muted small">Fält med <span aria-hidden="true">*</span><span class="visually-hidden">stjärna</span> ska fyllas i.</p>}
  </>
);
/** The mark of a field that has to be filled in; those who listen are told by the field itself. */
const Must = () => <span class="must" aria-hidden="true" />;

/** What a conflict asks about, in the words of the form, and what follows along. */
export function askedFields(fields: readonly FieldSpec[], { conflicts, merged }: Conflict) {
  const asked = conflicts.flatMap((conflict) => {
    const field = fields.find(({ name }) => name === conflict.field);
    return field ? [{ name: field.name, label: field.label, conflict, prose: field.kind === "area", show: (value: string | null) => shownValue(field, value) }] : [];
  });
  const rest = fields.filter(({ name }) => !asked.some((one) => one.name === name)).map(({ name }) => <input type="hidden" name={name} value={merged[name] ?? ""} />);
  return { asked, rest };
}
