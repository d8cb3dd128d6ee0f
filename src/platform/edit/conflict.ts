import { Refused } from "../outcome.ts";

/** What a form or an API write carries, as text; null is no value. */
export type Fields = Readonly<Record<string, string | null>>;

/** A field that two people changed, each in their own way. */
export interface FieldConflict {
  readonly field: string;
  /** What both started from; undefined where that is no longer known. */
  readonly base: string | null | undefined;
  readonly theirs: string | null;
  readonly mine: string | null;
}
export interface Comparison {
  readonly conflicts: readonly FieldConflict[];
  /** All that only one of them changed; theirs where both did. */
  readonly merged: Fields;
}

/** Holds two changes of the same origin against each other, field by field: what only one of them touched is no conflict. */
export function compareChanges(base: Fields | null, theirs: Fields, mine: Fields): Comparison {
  const conflicts: FieldConflict[] = [];
  const merged: Record<string, string | null> = { ...theirs };
  for (const [field, own] of Object.entries(mine)) {
    const [origin, other] = [base ? (base[field] ?? null) : undefined, theirs[field] ?? null];
    if (own === other || own === origin) continue;
    if (origin !== undefined && other === origin) merged[field] = own;
    else conflicts.push({ field, base: origin, theirs: other, mine: own });
  }
  return { conflicts, merged };
}

export interface Conflict extends Comparison {
  /** What the other one left it at: a new try is made from this. */
  readonly version: number;
  /** Who changed it in between, as the trail names them, and when. */
  readonly by: string | null;
  readonly at: string | null;
}

/** Nothing was stored, because somebody else changed the same in between. Carries both versions and their origin. */
export class Conflicted extends Refused {
  readonly conflict: Conflict;
  constructor(conflict: Conflict) {
    super({ code: "conflict", message: "Någon annan har ändrat samma sak under tiden. Inget är sparat; välj vad som ska gälla." });
    this.conflict = conflict;
  }
}
