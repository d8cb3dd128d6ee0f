/** What stands over the numbers of notes: "Belopp i tkr Not Budget 2019". */
const NOTE = /(?<=\s|^)not(?:er)?\.?(?=\s|$)/iu;
/** Statements have fewer notes; one may be passed over. */
const [MOST_NOTES, MOST_PASSED, FEWEST] = [60, 4, 3];

/** What is reckoned from the rows before has no note: "VERKSAMHETENS RESULTAT". */
const isTotal = (label: string): boolean => label === label.toUpperCase() || /^(?:summa|totalt?|årets\s+resultat|verksamhetens\s+(?:resultat|nettokostnad)|resultat(?:\s|$)|nettokostnad)/iu.test(label);

/** Whether a heading has a column of notes. */
export const hasNotes = (heading: string): boolean => NOTE.test(heading);
/** The heading without it. */
export const withoutNoteHeading = (heading: string): string => heading.replace(NOTE, " ").replace(/\s+/gu, " ").trim();

/** Rows without the numbers of their notes, which rise from row to row: "Avskrivningar 3 – 14 991", and a sum that has none. Where few rows have such, they are amounts. */
export function withoutNotes<Row extends { readonly words: readonly string[]; readonly figures: readonly string[] | null }>(rows: readonly Row[]): readonly Row[] {
  let last = 0;
  let noted = 0;
  const bare = rows.map((row) => {
    const { figures } = row;
    if (figures === null || figures.length < 2 || isTotal(row.words.join(" "))) return row;
    const [first, next] = figures as readonly [string, string];
    const number = /^\d{1,2}$/.test(first) ? Number(first) : 0;
    if (number === 0 || number > MOST_NOTES || number < last || (last > 0 && number > last + MOST_PASSED) || /^0\d/.test(next)) return row;
    last = number;
    noted++;
    return { ...row, figures: figures.slice(1) };
  });
  const own = rows.filter(({ figures, words }) => figures !== null && !isTotal(words.join(" "))).length;
  return noted >= FEWEST && noted * 2 > own ? bare : rows;
}
