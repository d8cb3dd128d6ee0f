import { fold, isTable, type Layout } from "../reading/layout.ts";
import { formatNumber } from "../platform/swedish.ts";
import { oneLine, quoteOfCells, readNumberCell } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { isSameWord, tellingWords } from "./telling-words.ts";

interface SampleRow { readonly label: string; readonly words: readonly string[]; readonly checked: number; readonly counts: readonly number[]; readonly line: number; readonly section: number; readonly quote: string }
const CHECKED = /granskad|kontrollerad|stickprov|urval|^antal (?:arenden|kontroller|granskade)/;

/** Rows of controls: how many were looked at, and every other number of the row. */
function sampleRows({ blocks }: Layout): SampleRow[] {
  let section = 0;
  return blocks.flatMap((block): SampleRow[] => {
    if (block.kind === "heading") section = block.line;
    if (!isTable(block)) return [];
    const [head, ...rows] = block.rows;
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const at = heads.findIndex((one, index) => index > 0 && CHECKED.test(one));
    if (at < 1) return [];
    return rows.flatMap(({ cells, line }): SampleRow[] => {
      const numbers = cells.map((cell) => readNumberCell(oneLine(cell)).value);
      const checked = Number(numbers[at] ?? Number.NaN);
      const others = numbers.flatMap((value, index) => (index !== at && value !== null && value !== undefined && !/%/.test(cells[index]!) ? [Number(value)] : []));
      return Number.isInteger(checked) && others.length ? [{ label: oneLine(cells[0]), words: tellingWords(oneLine(cells[0])), checked, counts: others, line, section, quote: quoteOfCells(cells) }] : [];
    });
  });
}

const COUNT = Object.keys(NUMBER_WORDS).join("|");
const OF = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/–-])(?<part>${COUNT}|\d{1,4})\s+av\s+(?:de\s+|totalt\s+)?(?<all>${COUNT}|\d{1,4})(?![\d,:/–-])`, "giu");

/** "Saknades i två av 25 fall", where the table of controls has four of 25. */
export function sampleClaimFindings(layout: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const rows = sampleRows(layout);
  if (!rows.length) return [];
  return sentences.flatMap((sentence): Finding[] => (sentence.inCell ? [] : [...sentence.text.matchAll(OF)].flatMap((match): Finding[] => {
    const [part, all] = [countOf(match.groups!["part"]!), countOf(match.groups!["all"]!)];
    // "Mot 14 av 40 föregående år" is of another year's sample.
    if (/^[^.;,]{0,20}(?<![a-zà-ÿ])(?:föregående|förra|i\s+fjol|året\s+(?:före|innan))/iu.test(sentence.text.slice(match.index + match[0].length))) return [];
    const words = fold(sentence.text).split(" ");
    const meant = rows.filter((row) => row.checked === all && row.words.some((word) => word.length >= 5 && words.some((other) => isSameWord(word, other) || (word.length >= 7 && other.length >= 7 && word.slice(0, 7) === other.slice(0, 7)))));
    const [row] = meant;
    if (!row || meant.length !== 1 || all < 5 || row.counts.some((count) => count === part || all - count === part) || part > all) return [];
    return [{ code: "sample-told", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `${formatNumber(String(row.counts[0]))} av ${all}`, message: `Texten säger ${match[0]}, men »${row.label}« har ${row.counts.map((count) => formatNumber(String(count))).join(" och ")} av ${all} i tabellen.`, evidence: [{ line: row.line, quote: row.quote }] }];
  })));
}
