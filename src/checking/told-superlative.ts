import { absolute, compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { monthCell } from "../reading/table-cells.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { monthColumns, tablesBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { toldNumbers } from "./told-number.ts";
import { hasWords, isSameWord, tellingWords } from "./telling-words.ts";
import { isGeneral } from "./told-row.ts";

type Extreme = "most" | "least" | "farthest";
const MOST = /(?<![a-zà-ÿ])(?:störst[a-zà-ÿ]*|högst[a-zà-ÿ]*|flest|mest|dyrast[a-zà-ÿ]*|längst[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;
const LEAST = /(?<![a-zà-ÿ])(?:minst[a-zà-ÿ]*|lägst[a-zà-ÿ]*|färst|kortast[a-zà-ÿ]*|billigast[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;
/** One of several, the next, or as much as: no single one is told of; nor a limit, as in "högst 30 dagar". */
const NOT_THE_ONE = /(?<![a-zà-ÿ])(?:relativt(?:\s+sett)?|procentuellt(?:\s+sett)?)\s+(?:störst|minst|högst|lägst)|(?<![a-zà-ÿ])de\s+(?:två\s+|tre\s+)?(?:störst|minst|högst|lägst)a(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:en|ett|två|tre|några|bland|av)\s+(?:av\s+)?(?:de(?:n|t)?\s+)?(?:tre\s+|fem\s+)?(?:störst|minst|högst|lägst|dyrast)|näst|tredje|(?:högst|minst|mest|längst|allra minst)\s+(?:cirka\s+)?[\d(]|mestadels|för det mesta|minst lika|(?:högst|minst)\s+(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)(?![a-zà-ÿ])|(?:värde|nivå|tal|antal)[a-zà-ÿ]*\s+som(?![a-zà-ÿ])|(?:över|under)\s+det\s+(?:högst|lägst)|senaste|hittills|någonsin|sedan mätningarna/iu;

const isTotal = ({ label }: FigureRow): boolean => /^(?:summa|totalt?|alla|samtliga|sammanlagt|kommunen|hela|genomsnitt|medel|snitt|(?:verksamhetens |namndens )?netto(?:kostnad(?:er)?)?$|(?:arets )?resultat$)/.test(fold(label)) || /^(?:jan(?:uari)?\s*[–-]|helår|samma period|föregående år|varav|därav|andel(?:en)? av|(?:19|20)\d\d$)/iu.test(label);

/** The columns that a sentence speaks of: the one that has its own number in the row, else the one whose heading it names. */
function columnsOf(table: FigureTable, row: FigureRow, sentence: string): number[] {
  const own = toldNumbers(sentence).map(({ value }) => value);
  // A surplus is told of a column of differences.
  const deviation = /överskott|underskott/iu.test(sentence) && table.columns.some(({ kind }) => kind === "difference");
  const values = table.columns.flatMap(({ kind }, at) => ((!deviation || kind === "difference") && row.cells[at] !== null && row.cells[at] !== undefined ? [at] : []));
  const having = values.filter((at) => own.some((value) => compare(absolute(row.cells[at]!), value) === 0));
  if (own.length > 0) return having.length === 1 ? having : [];
  const words = fold(sentence).split(" ");
  // "Dyrast per plats" is told of the column for each.
  const each = /(?<![a-zà-ÿ])per\s+([a-zà-ÿ]{4,})/iu.exec(sentence)?.[1];
  const perEach = each ? values.filter((at) => fold(table.columns[at]!.heading).includes(`per ${fold(each).slice(0, 5)}`)) : [];
  if (perEach.length === 1) return perEach;
  const named = values.filter((at) => tellingWords(table.columns[at]!.heading).some((word) => words.some((other) => isSameWord(word, other))));
  return named.length === 1 ? named : values.length === 1 ? values : [];
}

/** "Lägst andel har Kyrkbyskolan, 71 procent", where it is another that has it, and that is the lowest. */
function otherName(table: FigureTable, candidates: readonly FigureRow[], named: FigureRow, clause: string, word: string): { readonly row: FigureRow; readonly value: Decimal; readonly heading: string } | null {
  const numbers = toldNumbers(clause);
  const [number] = numbers;
  if (!number || numbers.length !== 1 || number.value.replace(/\D/g, "").length < 2 || named.cells.some((cell) => cell !== null && compare(absolute(cell), number.value) === 0)) return null;
  for (const [at, { heading, kind }] of table.columns.entries()) {
    // Per cent are in no column of what is counted.
    if (number.unit === "%" && kind !== "percent" && !/%|procent|andel/iu.test(`${table.corner} ${table.caption ?? ""} ${table.heading}`)) continue;
    const values = candidates.flatMap((row) => (row.cells[at] === null || row.cells[at] === undefined ? [] : [{ row, value: row.cells[at]!, heading }]));
    const sorted = values.toSorted((a, b) => compare(absolute(b.value), absolute(a.value)));
    const [top] = MOST.test(word) ? sorted : sorted.toReversed();
    if (values.length >= 3 && values.length * 2 >= candidates.length && top && compare(absolute(top.value), number.value) === 0) return top;
  }
  return null;
}

/** "Störst underskott har Ekskolan": a deficit is the least of the deviations. */
function extremeOf(text: string, values: readonly Decimal[], own: Decimal): Extreme {
  const signed = values.some((value) => compare(value, "0") < 0) && values.some((value) => compare(value, "0") > 0);
  const most = MOST.test(text);
  if (/underskott|negativ|minsk|nedgång|sänkning|tapp|sjönk|sjunkit/iu.test(text) && signed) return most ? "least" : "most";
  if (most && signed && compare(own, "0") < 0 && !/överskott|positiv/iu.test(text)) return "farthest";
  if (/avvikelse/iu.test(text) && signed && !/överskott|positiv/iu.test(text)) return "farthest";
  return most ? "most" : "least";
}

/** The parts of a sentence that each tell of one that has the most or the least: what comes after "medan" is of another. */
function clausesOf(text: string): string[] {
  const parts = text.split(/[;:]|,\s+(?:medan|men|och)\s|,\s+(?=(?:lägst|högst|minst|störst|färst|flest|kortast|längst)[a-zà-ÿ]*\s)|\s(?:medan|följt|följd|tätt)\s/iu);
  return parts.flatMap((part) => (MOST.test(part) && LEAST.test(part) ? part.split(/\soch\s/iu) : [part])).filter((part) => !(MOST.test(part) && LEAST.test(part)));
}

/** So many of the rows must have a figure of what is told: those without are of another kind. */
const MOST_HAVE = 0.65;
/** Of the rows beside it, a sentence names the one that has the most or the least of something; it is another. */
export function superlativeFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[]): Finding[] {
  const suited = tables.filter((table) => table.rows.length >= 3 && monthColumns(table).length < 6);
  return sentences.flatMap((sentence, place): Finding[] => (sentence.inCell || !(MOST.test(sentence.text) || LEAST.test(sentence.text)) || NOT_THE_ONE.test(sentence.text) ? [] : clausesOf(sentence.text).flatMap((clause): Finding[] => {
    const { text } = sentence;
    const said = MOST.exec(clause) ?? LEAST.exec(clause);
    if (!said) return [];
    const at = text.indexOf(clause) + said.index;
    const words = fold(clause).split(" ");
    const near = tablesBeside(suited, sentence);
    const longest = Math.max(0, ...near.flatMap(({ rows }) => rows.map(({ label }) => tellingWords(label)).filter((own) => own.length > 0 && hasWords(own, words)).map((own) => own.length)));
    for (const table of near) {
      // "Den största intäkten" is one of those that the sum of income is of.
      const income = table.rows.findIndex(({ label }) => fold(label).startsWith("summa intakt"));
      const before = sentences[place - 1];
      const about = /intäkt|kostnad/iu.test(clause) || before?.section.line !== sentence.section.line ? clause : before.text;
      const kinds = income < 0 ? table.rows : /intäkt/iu.test(about) ? table.rows.slice(0, income) : /kostnad/iu.test(about) ? table.rows.slice(income + 1) : table.rows;
      const candidates = kinds.filter((row) => !isTotal(row));
      // "Störst minskning i februari", "flest slutade i juni": of what has happened, and not of how it is.
      if (/ökning|minskning|ökade|minskade|slutade|började/iu.test(clause) && !/ökning|minskning|förändring/iu.test(`${table.corner} ${table.caption ?? ""} ${table.columns.map(({ heading }) => heading).join(" ")}`) && candidates.some(({ label }) => monthCell(label) !== null)) continue;
      const named = candidates.filter(({ label }) => tellingWords(label).length > 0 && hasWords(tellingWords(label), words));
      const [row] = named;
      if (!row || named.length !== 1 || candidates.length < 3 || tellingWords(row.label).length < longest) continue;
      // "Flest rapporter enligt lex Sarah kommer från": it is what is counted, and not who has the most.
      if (hasWords(tellingWords(row.label), fold(clause.slice(clause.indexOf(said[0]) + said[0].length)).split(" ").slice(0, tellingWords(row.label).length + 2)) && /\s(?:kommer|kom|har|hade|finns|fanns)\s+(?:från|på|i|hos|inom)\s/iu.test(clause)) continue;
      // "Kön är den längsta": that is told of, and not the row.
      const subject = /(?<subject>[a-zà-ÿ]+)\s+(?:är|var|blev)\s+(?:den|det|de)\s+$/iu.exec(clause.slice(0, said.index))?.groups!["subject"];
      if (subject && !/^(?:som|vilket)$/iu.test(subject) && !tellingWords(row.label).some((own) => isSameWord(own, fold(subject)))) continue;
      const other = otherName(table, candidates, row, clause, said[0]);
      // The sentence names the right one, before or after.
      if (other && hasWords(tellingWords(other.row.label), fold(text).split(" "))) continue;
      if (other) return [{ code: "told-most", severity: "warning", line: lineAt(sentence, at), quote: text, expected: other.row.label, message: `Texten säger ${row.label}, men ${said[0].toLowerCase()}, ${formatNumber(other.value)}, är ${other.row.label} (»${other.heading}«).`, evidence: [{ line: other.row.line, quote: other.row.quote }, { line: row.line, quote: row.quote }] }];
      const [column] = columnsOf(table, row, clause);
      // Percentage points are of the rows that are shares, and not of all that stands in the table.
      if (/procentenhet/iu.test(clause) && !/%|procent|andel/iu.test(`${table.corner} ${table.caption ?? ""}`)) continue;
      const share = /(?<![a-zà-ÿ])andel/iu.test(clause) || (/^Den\s/u.test(text) && before?.section.line === sentence.section.line && /(?<![a-zà-ÿ])andel/iu.test(before.text));
      if (column === undefined || (share && table.columns[column]!.kind !== "percent")) continue;
      const values = candidates.flatMap((one) => (one.cells[column] === null || one.cells[column] === undefined ? [] : [{ row: one, value: one.cells[column]! }]));
      // Where the rows are of different kinds, the most of them is none that is told of.
      if (values.length < 3 || values.length < candidates.filter((one) => !isGeneral({ words: tellingWords(one.label) }) || one.cells[column] !== null).length * MOST_HAVE) continue;
      const extreme = extremeOf(clause, values.map(({ value }) => value), row.cells[column]!);
      const costs = values.every(({ value }) => compare(value, "0") <= 0);
      const of = (value: Decimal): Decimal => (extreme === "farthest" || costs ? absolute(value) : value);
      const right = values.toSorted((a, b) => (extreme === "least" ? compare(of(a.value), of(b.value)) : compare(of(b.value), of(a.value))))[0]!;
      const own = row.cells[column]!;
      if (compare(of(own), of(right.value)) === 0) continue;
      return [{ code: "told-most", severity: "warning", line: lineAt(sentence, at), quote: text, expected: right.row.label, message: `Texten säger ${row.label}, med ${formatNumber(own)}, men ${said[0].toLowerCase()} är ${right.row.label} med ${formatNumber(right.value)} (»${table.columns[column]!.heading}«).`, evidence: [{ line: right.row.line, quote: right.row.quote }] }];
    }
    return [];
  })));
}
