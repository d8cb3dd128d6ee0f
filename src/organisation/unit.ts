/** A municipality, or a part of it, under the name and parent it has on a day. */
export interface Unit {
  readonly id: number;
  readonly kind: UnitKind;
  readonly name: string;
  readonly parentId: number | null;
  readonly example: boolean;
}
export type UnitKind = "municipality" | "committee" | "administration" | "unit";

/** One spell of a unit's history; `to` is the first day it no longer holds, null for still valid. ISO dates. */
export interface UnitSpell {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** "individ-och-familjenamnden": the committee's part of an address. */
export const slug = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** Names match whatever their case or accents, so that "SOCIALNÄMNDEN" on a title page is the committee. */
export const sameName = (a: string, b: string): boolean => slug(a) === slug(b);
