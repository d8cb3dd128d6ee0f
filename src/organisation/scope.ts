import { today } from "../platform/clock.ts";
import type { Committee } from "./committee.ts";
import { namingDay } from "./unit.ts";

/** What every page is about: a committee and a year. */
export interface Scope {
  readonly committee: Committee;
  readonly year: number;
  /** Whether the year is told as if the organisation had always been today's. */
  readonly todaysOrganisation?: boolean;
}

/** The day (ISO date) whose names a page uses: the year's own, or today's where it is told in today's organisation. */
export const namesOn = ({ todaysOrganisation = false, year }: Scope): string => (todaysOrganisation ? today() : namingDay(year, today()));

export type ScopePage = "oversikt" | "uppfoljning" | "mal" | "matt" | "ekonomi" | "intern-kontroll" | "kvalitet" | "avtal" | "tillsyn" | "arenden" | "dokument" | "aktiviteter" | "uppdrag" | "nytt-ar";

/** The one builder of addresses to a committee's pages. */
export const pageHref = (scope: Scope, page: ScopePage, rest = ""): string => `/${scope.committee.slug}/${scope.year}/${page}${rest}`;
