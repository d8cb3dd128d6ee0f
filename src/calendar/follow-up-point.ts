/** A day in the year when goals, money and controls are followed up. */
export interface FollowUpPoint {
  readonly id: number;
  readonly year: number;
  readonly name: string;
  /** ISO date. */
  readonly onDate: string;
}

/** The year's ready follow-up points; the interim report and the annual report are law (KL 11:16, 11:20). */
export const READY_POINTS = [
  { name: "Uppföljning per april", monthDay: "04-30" },
  { name: "Delårsrapport per augusti", monthDay: "08-31" },
  { name: "Årsredovisning per december", monthDay: "12-31" },
] as const;

/** The follow-up point that a published document reports at, told by its title where it is an interim report; null for plans. */
export function followUpDate(documentKind: string, title: string | null, year: number): string | null {
  if (documentKind === "annual-report") return `${year}-12-31`;
  if (documentKind !== "interim-report") return null;
  return /april|tertial(rapport|uppföljning)? ?1|\bt ?1\b|första tertial/i.test(title ?? "") ? `${year}-04-30` : `${year}-08-31`;
}

/** The first point on or after the day (ISO date). */
export const nextPoint = (points: readonly FollowUpPoint[], day: string): FollowUpPoint | null =>
  [...points].sort((a, b) => a.onDate.localeCompare(b.onDate)).find((point) => point.onDate >= day) ?? null;
