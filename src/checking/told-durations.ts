import { absolute, compare } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { hasWords, sentenceWords, tellingWords } from "./telling-words.ts";

const UNITS = "dagar|veckor|minuter";
const SAID = new RegExp(String.raw`(?<![a-zà-ÿ])(?:var|är|blev|uppgick\s+till|uppgår\s+till)\s+(?:i\s+(?:genom)?snitt\s+)?(?<value>${NUMBER})\s+(?<unit>${UNITS})(?![a-zà-ÿ])(?<after>[^.;]{0,40})`, "giu");
const FEWEST_WORDS = 2;

/** "Väntetiden … var 46 dagar", where the row of it has 41: how long something takes is told in days, and in no table of amounts. `written` is the document's year. */
export function durationFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  if (written === null) return [];
  const rows = tables.flatMap(({ columns, rows: own }) => {
    const at = columns.findIndex(({ kind, year }) => kind === "value" && year === written);
    return at < 0 ? [] : own.flatMap((row) => {
      const unit = new RegExp(String.raw`(?<![a-zà-ÿ])(?:${UNITS})(?![a-zà-ÿ])`, "iu").exec(row.label)?.[0].toLowerCase();
      const words = tellingWords(row.label.split(",")[0]!).filter((word) => word.length >= 4);
      return unit === undefined || words.length < FEWEST_WORDS || row.cells[at] === null || row.cells[at] === undefined ? [] : [{ row, unit, words, value: absolute(row.cells[at]) }];
    });
  });
  if (!rows.length) return [];
  return sentences.flatMap((sentence): Finding[] => (sentence.inCell ? [] : [...sentence.text.matchAll(SAID)].flatMap((match): Finding[] => {
    const { after, unit, value: said } = match.groups!;
    const value = parseNumber(said!)!;
    const other = /(?:19|20)\d\d/.exec(after!)?.[0] ?? /(?:19|20)\d\d/.exec(sentence.text.slice(0, match.index))?.[0] ?? written;
    if (other !== written || /median|kvartal|tertial|januari|förra|föregående|året före|mål/iu.test(sentence.text)) return [];
    const words = sentenceWords(sentence.text);
    const named = rows.filter((row) => row.unit === unit!.toLowerCase() && hasWords(row.words, words));
    const [first] = named;
    if (!first || named.some((one) => compare(one.value, value) === 0)) return [];
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `${formatNumber(first.value)} ${first.unit}`, message: `Texten säger ${said} ${unit}, men »${first.row.label}« har ${formatNumber(first.value)} (${written}) i tabellen.`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
  })));
}
