import { absolute, compare, subtract } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import { tablesBeside, type FigureColumn, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { hasWords, sentenceWords, tellingWords } from "./telling-words.ts";

const UP = String.raw`högre|mer|dyrare|fler|längre|större`;
const DOWN = String.raw`lägre|mindre|billigare|färre|kortare`;
/** "Något mindre än i både riket och de liknande kommunerna": with no number of its own between. */
const THAN = new RegExp(String.raw`(?<![a-zà-ÿ])(?:(?<up>${UP})|(?<down>${DOWN}))(?![a-zà-ÿ])(?:\s+(?:[a-zà-ÿ]+\s+){0,3}?)än\s+(?:i\s+)?(?<whom>(?:både\s+)?(?:i\s+)?(?:riket|rikssnittet|riksgenomsnittet|genomsnittet\s+i\s+riket|länet|länssnittet|de\s+liknande\s+kommunerna|liknande\s+kommuner)[^.;]{0,60})`, "iu");
const NEAR = 20;
const WHOM = [{ told: /rike|riks/iu, column: /^(?:riket|rikssnitt|riksgenomsnitt|medel riket|snitt riket|sverige)/ }, { told: /län/iu, column: /^(?:lanet|lanssnitt|lan(?:et)? |medel lanet)/ }, { told: /liknande/iu, column: /^liknande/ }] as const;
/** What is told of another time than the table's latest, or of how far it is from each other. */
const OTHERWISE = /(?<![a-zà-ÿ])(?:skillnad|ökning|minskning|ökade|minskade|ökat|minskat|tidigare|föregående|förra|fjol|kvinn|män(?:nen)?(?![a-zà-ÿ]))/iu;

interface ComparedColumn { readonly heading: string; readonly at: number }
const isOthers = ({ heading }: FigureColumn): boolean => WHOM.some(({ column }) => column.test(fold(heading)));
/** The rows that `words` name by what stands before a comma, the columns of those that `whom` tells of, and the columns of one's own place. */
function comparedIn({ columns, rows }: FigureTable, words: readonly string[], whom: string): { named: readonly FigureRow[]; others: readonly ComparedColumn[]; mine: readonly number[] } {
  return {
    named: rows.filter(({ label }) => { const own = tellingWords(label.split(",")[0]!); return own.length > 0 && hasWords(own, words); }),
    others: WHOM.flatMap(({ column, told }) => (told.test(whom) ? columns.flatMap(({ heading }, at) => (column.test(fold(heading)) ? [{ heading, at }] : [])) : [])),
    mine: columns.flatMap((column, at) => (column.kind !== "difference" && !isOthers(column) ? [at] : [])),
  };
}

/** "192 kronor över riket": how far it is from others, on the wrong side. */
const BY = new RegExp(String.raw`(?<![\d,])(?<by>${NUMBER})\s*(?:kronor|kr|procentenheter|dagar|poäng)?\s+(?:(?<up>över|(?:${UP})\s+än(?:\s+i)?)|(?<down>under|(?:${DOWN})\s+än(?:\s+i)?))\s+(?<whom>(?:riket|rikssnittet|riksgenomsnittet|länet|länssnittet|liknande\s+kommuner|de\s+liknande\s+kommunerna|gruppen\s+liknande\s+kommuner))(?![a-zà-ÿ])`, "giu");
function byHowMuch(sentence: CheckedSentence, tables: readonly FigureTable[]): Finding[] {
  return sentence.inCell ? [] : [...sentence.text.matchAll(BY)].flatMap((match): Finding[] => {
    const by = parseNumber(match.groups!["by"]!);
    const words = sentenceWords(sentence.text.slice(0, match.index));
    // What is exactly so far apart is told of that table, also where its caption stands as a heading between.
    return tables.filter(({ line }) => Math.abs(line - sentence.line) <= NEAR).flatMap((table): Finding[] => {
      const { mine, named: [row, ...more], others } = comparedIn(table, words, match.groups!["whom"]!);
      const [own, theirs] = [row?.cells[mine[0] ?? -1] ?? null, row?.cells[others[0]?.at ?? -1] ?? null];
      if (by === null || !row || more.length || mine.length !== 1 || others.length !== 1 || own === null || theirs === null) return [];
      const above = compare(own, theirs) > 0;
      if (compare(absolute(subtract(own, theirs)), by) !== 0 || above === (match.groups!["up"] !== undefined)) return [];
      return [{ code: "told-way", severity: "error", line: lineAt(sentence, match.index), quote: sentence.text, expected: above ? "över" : "under", message: `Texten säger ${match[0].trim()}, men »${row.label}« är ${formatNumber(own)} mot ${formatNumber(theirs)}: ${match.groups!["by"]} ${above ? "över" : "under"}.`, evidence: [{ line: row.line, quote: row.quote }] }];
    });
  });
}

/** What a row of a comparison is in one's own place, which side of the country it is said to be on, and where it is. */
export function thanOthersFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[]): Finding[] {
  const compared = tables.filter(({ columns }) => columns.some(isOthers));
  return !compared.length ? [] : [...sentences.flatMap((sentence) => byHowMuch(sentence, compared)), ...sentences.flatMap((sentence): Finding[] => (sentence.inCell ? "" : sentence.text).split(/(?<=[;.])\s|,\s+(?:men|medan)\s/u).flatMap((clause): Finding[] => {
    const match = THAN.exec(clause);
    if (!match || OTHERWISE.test(clause)) return [];
    const words = sentenceWords(clause.slice(0, match.index));
    return tablesBeside(compared, sentence).flatMap((table): Finding[] => {
      const { mine, named: [row, ...more], others } = comparedIn(table, words, match.groups!["whom"]!);
      // Where one's own place has one column, or one that says so, of the year that is told.
      const [at, ...rest] = mine;
      if (!row || more.length || !others.length || at === undefined || rest.length) return [];
      const own = row.cells[at] ?? null;
      const values = others.flatMap((other) => (row.cells[other.at] === null || row.cells[other.at] === undefined ? [] : [{ ...other, value: row.cells[other.at]! }]));
      const up = match.groups!["up"] !== undefined;
      if (own === null || values.length !== others.length || values.some(({ value }) => { const by = compare(absolute(own), absolute(value)); return by === 0 || (by > 0) === up; })) return [];
      return [{ code: "told-way", severity: "warning", line: lineAt(sentence, sentence.text.indexOf(match[0])), quote: sentence.text, expected: up ? "lägre" : "högre", message: `Texten säger ${match.groups!["up"] ?? match.groups!["down"]}, men »${row.label}« är ${formatNumber(own)} mot ${values.map(({ heading, value }) => `${formatNumber(value)} (${heading})`).join(" och ")}.`, evidence: [{ line: row.line, quote: row.quote }] }];
    });
  }))];
}
