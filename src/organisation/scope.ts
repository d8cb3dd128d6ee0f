import type { Committee } from "./committee.ts";

/** What every page is about: a committee and a year. */
export interface Scope {
  readonly committee: Committee;
  readonly year: number;
}

export type ScopePage = "oversikt" | "uppfoljning" | "mal" | "matt" | "ekonomi" | "intern-kontroll" | "dokument" | "aktiviteter" | "uppdrag" | "nytt-ar";

/** The one builder of addresses to a committee's pages. */
export const pageHref = (scope: Scope, page: ScopePage, rest = ""): string => `/${scope.committee.slug}/${scope.year}/${page}${rest}`;
