import type { Row } from "../db/database.ts";
import type { Register } from "./register.ts";

/** Something that was done with a row of a register. Steps are only added; how the row stands follows from them. */
export interface Step<Kind extends string = string> {
  readonly id: number;
  readonly kind: Kind;
  /** ISO date. */
  readonly onDate: string;
  readonly note: string | null;
  readonly actor: string;
  /** Stored time. */
  readonly at: string;
}
/** How a register's rows go through their steps. */
export interface StepRules<Kind extends string> {
  readonly register: Pick<Register, "table" | "subject" | "noun" | "ofUnit">;
  /** The table of the steps, and its column that names the row. */
  readonly table: string;
  readonly parent: string;
  /** The row of the permission table that lets one take them. */
  readonly action: string;
  /** "Mottagen": each step in words, as its row in a list begins. */
  readonly words: Readonly<Record<Kind, string>>;
  /** Who took a step of a kind, in words, where it is always the same and no user of ours. */
  readonly by?: Readonly<Partial<Record<Kind, string>>>;
  /** What may be done next. */
  next(steps: readonly Step<Kind>[], row: Row): readonly Kind[];
  /** The steps that are not taken without words. */
  readonly told: readonly Kind[];
  /** What makes a step unfit, with its field; null where nothing does. */
  fault?(kind: Kind, onDate: string, row: Row, steps: readonly Step<Kind>[]): { readonly field: string; readonly message: string } | null;
}
/** The first day of a kind among steps; null where it has not been taken. */
export const dayOfStep = <Kind extends string>(steps: readonly Step<Kind>[], kind: Kind): string | null => steps.find((step) => step.kind === kind)?.onDate ?? null;
