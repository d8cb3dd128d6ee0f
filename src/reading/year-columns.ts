import { fold } from "./layout.ts";
import { onlyYearOf } from "./table-cells.ts";

/** What a column may say beside its year and still be the year's outcome. */
const OUTCOME = /\b(utfall|resultat|bokslut|varde|31 dec(ember)?|12 31|per)\b/g;
const WHOLE = /^(totalt?|helar|hela aret|summa|samtliga|alla)$/;
/** Half a population, a part of the year, another place: figures of the year, but not the year's figure. */
const PART = /kvinn|\bman\b|flick|pojk|\b(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov)|tertial|\bt ?[123]\b|kvartal|\bkv ?\d|delar|halvar|riket|snitt|medel/;
const NO_OUTCOME = /budget|prognos|\bmal|riktvarde|plan\b|forandr|differens|diff\b|%|avvik/;

export interface PlacedYear {
  readonly column: number;
  readonly year: string;
}

/**
 * Which column holds each year's outcome, by the headings: the one that says only the year, else the one that says the
 * whole. `dropped` is true where figures of a year were left out, because they are a part of it or cannot be told apart.
 */
export function tableYears(headings: readonly string[], from = 1): { columns: PlacedYear[]; dropped: boolean } {
  const candidates = headings.flatMap((heading, column) => {
    const word = fold(heading);
    const year = column < from || NO_OUTCOME.test(word) ? null : onlyYearOf(heading);
    return year === null ? [] : [{ column, year, rest: word.replace(year, " ").replace(OUTCOME, " ").replace(/\s+/g, " ").trim() }];
  });
  const columns: PlacedYear[] = [];
  let dropped = false;
  for (const [year, own] of Map.groupBy(candidates, (candidate) => candidate.year)) {
    const plain = own.filter(({ rest }) => rest === "");
    const whole = own.find(({ rest }) => WHOLE.test(rest));
    // Alone in its year, words of another sort do no harm.
    const alone = own.length === 1 && !PART.test(own[0]!.rest) ? own[0] : undefined;
    const chosen = plain[0] ?? whole ?? alone;
    if (chosen) columns.push({ column: chosen.column, year });
    // Parts beside their whole are no loss; the same year twice, or parts alone, are.
    if (!chosen || plain.length > 1) dropped = true;
  }
  return { columns: columns.sort((a, b) => a.column - b.column), dropped };
}
