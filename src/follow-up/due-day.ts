/** A day that somebody has to think of: something of a register that is due, or has gone by. Days are ISO dates. */
export interface DueDay {
  readonly day: string;
  /** What it is, in words that all who see the row may read. */
  readonly words: string;
  /** What it is of: "Avtal", "Tillsyn". */
  readonly of: string;
  readonly href: string;
}
/** Days in their order; of those that have gone by the longest ago first. */
export const inOrderOfDays = (days: readonly DueDay[]): DueDay[] => days.toSorted((a, b) => a.day.localeCompare(b.day) || a.of.localeCompare(b.of, "sv") || a.words.localeCompare(b.words, "sv"));
export const isLateDay = ({ day }: Pick<DueDay, "day">, on: string): boolean => day < on;
