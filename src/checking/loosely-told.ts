import { absolute, compare, scale } from "../platform/decimal.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { isSameWord, sentenceWords } from "./telling-words.ts";
import { IN_MEAN } from "./told-otherwise.ts";
import type { ToldFigure, ToldRow } from "./told-row.ts";
import { evidenceOf, shown, type ToldSentence } from "./told-sentence.ts";

/** So many of a row's own words are not in a sentence by chance. */
const [FEWEST_WORDS, FEWEST_DIGITS] = [3, 3];
const OTHER_TIME = /(?<![a-zà-ÿ])(?:tidigare|från|mot|jämfört|föregående|förra|fjol[a-zà-ÿ]*|höj[a-zà-ÿ]*|sänk[a-zà-ÿ]*|öka[a-zà-ÿ]*|minska[a-zà-ÿ]*|sedan|innan|än|högre|lägre|fler|färre)(?![a-zà-ÿ])/iu;
/** The row's figure of a year, where it has one only that is no difference. */
const ofYear = (row: ToldRow, year: string): ToldFigure | undefined => { const all = row.figures.filter((figure) => figure.year === year && figure.month === null && figure.role !== "difference"); return all.length === 1 ? all[0] : undefined; };

/** "Ingen betalar mer än 2 642 kronor för hemtjänst, dagverksamhet och hemsjukvård 2026", where the row of the same three has 2 660 that year and 2 642 the year before. */
export function looselyToldFindings(sentences: readonly ToldSentence[], rows: readonly ToldRow[]): Finding[] {
  const bySection = Map.groupBy(rows.filter(({ words }) => words.length >= FEWEST_WORDS), ({ section }) => section);
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, section, text } }): Finding[] => {
    const years = new Set(text.match(/(?<![\d:/-])20\d\d(?![\d:/-])/gu));
    if (inCell || years.size !== 1 || OTHER_TIME.test(text.replaceAll(/(?<![a-zà-ÿ])(?:mer|mindre)\s+än\s+(?=\d)/giu, "")) || IN_MEAN.test(text)) return [];
    const [year] = years as Set<string>;
    const words = sentenceWords(text);
    return numbers.flatMap((number): Finding[] => {
      if (number.way !== null || number.value.replace(/\D/gu, "").replace(/^0+/u, "").length < FEWEST_DIGITS) return [];
      const has = (figure: ToldFigure, row: ToldRow): boolean => (row.unit === number.unit || (row.unit === "count" && number.unit === "kr")) && scale(figure.value) === scale(number.value) && compare(absolute(figure.value), number.value) === 0;
      // Where any row has it in that year, it is that row's.
      if (rows.some((row) => row.figures.some((figure) => (figure.year === year || figure.year === null) && has(figure, row)))) return [];
      const told = (bySection.get(section.line) ?? []).flatMap((row) => {
        const shared = row.words.filter((word) => words.some((other) => isSameWord(word, other))).length;
        const [right, was] = [ofYear(row, year!), row.figures.find((figure) => figure.year !== null && figure.year !== year && figure.role !== "difference" && has(figure, row))];
        return shared >= FEWEST_WORDS && shared * 2 >= row.words.length && right && was ? [{ row, right, was }] : [];
      });
      const [only] = told;
      if (!only || told.length > 1) return [];
      return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: shown(only.right.value, only.row.unit), message: `${number.written} är ${only.was.year} för »${only.row.label}«; ${year} är ${shown(only.right.value, only.row.unit)}.`, evidence: [evidenceOf(only.row, only.right)] }];
    });
  });
}
