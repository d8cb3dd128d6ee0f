import type { Assessment, LevelColour } from "../assessment/assessment.ts";

/** What stood of the judged at a follow-up: how many at each colour, and how many are not judged. */
export interface ColourCount { readonly green: number; readonly amber: number; readonly red: number; readonly none: number }
/** The last word on each subject, of those that were judged at points up to one. */
export function lastWords(assessments: readonly Assessment[], points: ReadonlySet<number>): Map<number, Assessment> {
  return new Map(assessments.filter(({ followUpPointId }) => points.has(followUpPointId)).map((one) => [one.subjectId, one]));
}
const ORDER: readonly LevelColour[] = ["green", "amber", "red"];
export function countColours(words: ReadonlyMap<number, Assessment>, all: number): ColourCount {
  const of = (colour: LevelColour): number => [...words.values()].filter(({ level }) => level.colour === colour).length;
  return { green: of("green"), amber: of("amber"), red: of("red"), none: Math.max(0, all - [...words.values()].filter(({ level }) => ORDER.includes(level.colour)).length) };
}
/** How many have become better and worse since the follow-up before: by their colour, and by their level where the colour is the same. */
export function movedSince(before: ReadonlyMap<number, Assessment>, now: ReadonlyMap<number, Assessment>): { readonly better: number; readonly worse: number } {
  const steps = [...now].flatMap(([id, { level }]) => { const was = before.get(id)?.level; return was === undefined ? [] : [ORDER.indexOf(was.colour) - ORDER.indexOf(level.colour) || was.rank - level.rank]; });
  return { better: steps.filter((step) => step > 0).length, worse: steps.filter((step) => step < 0).length };
}
export const movedWords = ({ better, worse }: { readonly better: number; readonly worse: number }): string => [better ? `${better} bättre` : "", worse ? `${worse} sämre` : ""].filter(Boolean).join(", ");
