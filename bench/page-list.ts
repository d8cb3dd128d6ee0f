import { LOOKED_AT, YEAR } from "./municipality/municipality.ts";
import type { Made } from "./places.ts";

/** The pages that are measured, by their names: those of the committee that is looked at. */
export const pagesOf = ({ checkId, goalId, indicatorId }: Made): readonly (readonly [name: string, address: string])[] => {
  const home = `/${LOOKED_AT.slug}/${YEAR}`;
  return [
    ["Överblick", `${home}/oversikt`], ["Mål", `${home}/mal`], ["Ett mål", `${home}/mal/${goalId}`], ["Mått", `${home}/matt`], ["Ett mått", `${home}/matt/${indicatorId}`], ["Inmatning", `${home}/matt/inmatning?manad=10`],
    ["Uppföljning", `${home}/uppfoljning`], ["Intern kontroll", `${home}/intern-kontroll`], ["Ett kontrollmoment", `${home}/intern-kontroll/kontroller/${checkId}`], ["Ekonomi", `${home}/ekonomi`], ["Ärenden", `${home}/arenden`], ["Dokument", `${home}/dokument`],
  ];
};

let asked = 0;
/** What a browser sends, of many behind a proxy that the program trusts: no single one may ask for all of it. */
export const asOneOfMany = (cookie: string): Record<string, string> => ({ cookie, "accept-encoding": "gzip, deflate, br", "x-forwarded-for": `10.0.${asked % 8}.${(asked++ >> 3) % 250}` });
