import { absolute, compare, subtract, sum } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER } from "./checked-sentences.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { amountOf, NUMBER_WORDS } from "./number-words.ts";
import { tellingWords } from "./telling-words.ts";
import type { ToldSentence } from "./told-sentence.ts";

const WORDS = Object.keys(NUMBER_WORDS).join("|");
const MORE = "fler|högre|längre|mer|större";
const LESS = "färre|lägre|kortare|mindre";
/** "17 dagar, vilket är fyra dagar kortare än 2022". */
const CLAIM = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<now>${NUMBER})\s+(?<unit>[A-Za-zÀ-ÿ]+)(?:\s+[A-Za-zÀ-ÿ]+){0,3},?\s+(?:vilket (?:är|var)|det (?:är|var)|alltså|och är|eller)\s+(?<by>${NUMBER}|${WORDS})\s+(?:[A-Za-zÀ-ÿ]+\s+){0,2}?(?<way>${MORE}|${LESS})\s+än\s+(?:år\s+|under\s+)?(?<year>(?:19|20)\d\d|året (?:före|innan)|föregående år|förra året)(?!\d)`, "giu");
const [STEM, FEWEST_LETTERS] = [6, 6];
const stems = (words: readonly string[]): string[] => words.filter((word) => word.length >= FEWEST_LETTERS).map((word) => word.slice(0, STEM));

/** What something is now and how far it has come since a year: a row has that year's figure as it is told, and another for now. `written` is the document's year. */
export function toldBeforeFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  if (written === null) return [];
  return sentences.flatMap(({ sentence, sentence: { inCell, text } }) => (inCell ? [] : [...text.matchAll(CLAIM)].flatMap((match): Finding[] => {
    const { by, now, unit, way, year } = match.groups!;
    const [is, moved] = [amountOf(now!)!, amountOf(by!)!];
    const was = new RegExp(`^(?:${MORE})$`, "iu").test(way!) ? subtract(is, moved) : sum([is, moved]);
    const of = /^\d/.test(year!) ? year! : String(Number(written) - 1);
    const own = stems(fold(text.slice(0, match.index)).split(" "));
    const named = tables.flatMap((table) => {
      const [before, after] = [of, written].map((one) => table.columns.findIndex(({ kind, year: ofColumn }) => kind === "value" && ofColumn === one)) as [number, number];
      if (before < 0 || after < 0 || before === after) return [];
      return table.rows.flatMap((row) => {
        const words = tellingWords(row.label);
        const shared = stems(words).filter((stem) => own.includes(stem));
        // In its unit, and called so in as good as all of its words.
        const fits = shared.length > 0 && fold(row.label).includes(fold(unit!).slice(0, 3)) && shared.length * 2 >= stems(words).filter((stem) => !stem.startsWith(fold(unit!).slice(0, STEM))).length;
        const [earlier, latest] = [row.cells[before] ?? null, row.cells[after] ?? null];
        return fits && earlier !== null && latest !== null ? [{ row, earlier: absolute(earlier), latest: absolute(latest) }] : [];
      });
    });
    if (named.some(({ latest }) => compare(latest, is) === 0)) return [];
    const wrong = named.filter(({ earlier }) => compare(earlier, was) === 0);
    const [first] = wrong;
    if (!first || wrong.length > 1) return [];
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: formatNumber(first.latest), message: `Texten säger ${now} ${unit}, ${by} ${way} än ${year}, men »${first.row.label}« gick från ${formatNumber(first.earlier)} till ${formatNumber(first.latest)}.`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
  })));
}
