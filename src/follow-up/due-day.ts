import { CONFIDENTIAL_ACTIONS, type PermissionAction } from "../permission/permission.ts";

/** A day that somebody has to think of: something of a register that is due, or has gone by. Days are ISO dates. */
export interface DueDay {
  readonly day: string;
  /** What it is, in words that all who see the row may read. */
  readonly words: string;
  /** What it is of: "Avtal", "Tillsyn". */
  readonly of: string;
  readonly href: string;
  /** Who sees to it: those whom the row of the permission table lets, at the unit or the committee. */
  readonly action: PermissionAction;
  readonly reach: number;
  /** When it came in, where nobody has taken care of it yet; null for what has been known of. */
  readonly fresh: string | null;
  /** Whether its words are for the house alone: of a matter with secrecy, or of a case. */
  readonly inside?: boolean;
}
/** Whether not even which register it is may be told outside the program: in a letter, or a calendar that others see. */
export const isSilent = ({ action }: Pick<DueDay, "action">): boolean => (CONFIDENTIAL_ACTIONS as readonly string[]).includes(action);
/** What is told of it outside the program. */
export const outsideWords = (day: DueDay, committee: string): string => (isSilent(day) ? `Att se till: ${committee}` : day.inside ? `${day.of}: något att se till` : `${day.of}: ${day.words}`);
/** Days in their order; of those that have gone by the longest ago first. */
export const inOrderOfDays = (days: readonly DueDay[]): DueDay[] => days.toSorted((a, b) => a.day.localeCompare(b.day) || a.of.localeCompare(b.of, "sv") || a.words.localeCompare(b.words, "sv"));
export const isLateDay = ({ day }: Pick<DueDay, "day">, on: string): boolean => day < on;
