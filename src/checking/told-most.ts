import { compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES, parseNumber } from "../platform/swedish.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { monthCell } from "../reading/table-cells.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { fold } from "../reading/layout.ts";
import { hasWords, tellingWords } from "./telling-words.ts";

/** A row of months as a sentence may tell which of them was the most or the least. */
interface ToldMonths { readonly label: string; readonly words: readonly string[]; readonly year: string | null; readonly section: number; readonly line: number; readonly quote: string; readonly values: readonly { readonly month: number; readonly value: Decimal }[] }

function monthsOf({ caption, columns, corner, rows, section }: FigureTable): ToldMonths[] {
  const below = rows.flatMap((row) => { const month = monthCell(row.label); return month ? [{ row, month: month.month }] : []; });
  if (below.length >= 6 && new Set(below.map(({ month }) => month)).size === below.length) {
    return columns.filter(({ kind }) => kind === "value").map(({ heading }, at) => ({ label: heading, words: tellingWords(heading).filter((word) => word.length >= 5), year: /(?:19|20)\d\d/.exec(`${heading} ${corner} ${caption ?? ""}`)?.[0] ?? null, section, line: below[0]!.row.line, quote: heading, values: below.flatMap(({ month, row }) => (row.cells[at] === null || row.cells[at] === undefined ? [] : [{ month, value: row.cells[at] }])) }));
  }
  const months = columns.flatMap(({ heading }, column) => { const month = monthCell(heading); return month ? [{ column, month: month.month }] : []; });
  if (months.length < 6) return [];
  return rows.map(({ cells, label, line, quote }) => {
    const isYear = /^(?:19|20)\d\d$/.test(label.trim());
    return { label: isYear ? (caption ?? corner) : label, words: tellingWords(isYear ? (caption ?? corner) : label), year: isYear ? label.trim() : (/(?:19|20)\d\d/.exec(`${corner} ${caption ?? ""}`)?.[0] ?? null), section, line, quote, values: months.flatMap(({ column, month }) => (cells[column] === null || cells[column] === undefined ? [] : [{ month, value: cells[column] }])) };
  }).filter(({ values }) => values.length >= 6);
}

const NEAR = 40;
const MONTHS = MONTH_NAMES.join("|");
const MOST = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:(?<most>flest|högst|(?<!ber(?:or|odde)\s)mest|störst|dyrast|toppen|toppade)|(?<least>lägst|minst|färst|billigast))[A-Za-zÀ-ÿ]*(?<between>[^.;\d]{0,60}?)\s(?:i|under|var|blev|hade)\s+(?<month>${MONTHS})(?![A-Za-zÀ-ÿ])(?:\s+månad(?![A-Za-zÀ-ÿ]))?(?:\s+(?<year>(?:19|20)\d\d))?`, "giu");

/** "Flest vårddygn var det i juni", where another month has more. `written` is the document's year. */
export function mostFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  const rows = tables.flatMap(monthsOf);
  if (!rows.length) return [];
  return sentences.flatMap((sentence, at) => [...sentence.text.matchAll(MOST)].flatMap((match): Finding[] => {
    const { section, text } = sentence;
    const line = lineAt(sentence, match.index);
    const { least, month, year } = match.groups!;
    const own = fold(text).split(" ");
    const before = fold(sentences[at - 1]?.section.line === section.line && !sentences[at - 1]!.inCell ? sentences[at - 1]!.text : "").split(" ");
    const ofYear = year ?? written;
    const fitting = rows.filter((row) => row.section === section.line && (row.year === null || ofYear === null || row.year === ofYear));
    const named = fitting.filter(({ words }) => words.length > 0 && hasWords(words, own));
    const near = named.length ? named : fitting.filter(({ words }) => words.length > 0 && hasWords(words, [...own, ...before]));
    // The only months beside the sentence are those that it tells of.
    const labels = new Set(rows.filter((row) => row.section === section.line).map(({ label }) => label));
    const whose = near.length ? near : fitting.length === 1 && (labels.size === 1 || [...labels].every((label) => /^(?:19|20)\d\d$/.test(label))) ? fitting : [];
    const longest = Math.max(0, ...whose.map(({ words }) => words.length));
    const best = whose.filter(({ words }) => words.length === longest);
    const [row] = best;
    if (!row || best.length !== 1) return [];
    const sorted = row.values.toSorted((a, b) => (least ? compare(a.value, b.value) : compare(b.value, a.value)));
    const said = row.values.find(({ month: one }) => one === MONTH_NAMES.findIndex((name) => name === month!.toLowerCase()));
    const right = sorted[0]!;
    // "I maj (167)": where the row has another number for it, it is another row that is told of.
    if (/(?<![a-zà-ÿ])skillnad/iu.test(text.slice(0, match.index)) || /ökning|minskning|på\s+grund|minst\s+(?:en|ett|två|tre)\s|minskade|ökade|slutade/iu.test(match[0])) return [];
    // "I augusti, då 99,1 procent": a share of what the row has.
    const share = parseNumber(/^\s*,?\s*(?:då|med)\s+(\d[\d ]*(?:,\d+)?)\s*(?:procent|%)/u.exec(text.slice(match.index + match[0].length))?.[1] ?? "");
    if (share !== null && !row.values.some(({ value }) => compare(value, share) === 0)) return [];
    const printed = parseNumber(/^\s*(?:[(,]\s*(?:med\s+)?|med\s+|,?\s*(?:uppgick|uppgår|var|blev|låg|hade|fanns)\s+(?:de\s+|det\s+|den\s+|antalet\s+)?(?:till\s+|på\s+)?)(\d[\d ]*(?:,\d+)?)/u.exec(text.slice(match.index + match[0].length))?.[1] ?? "");
    if (!said || compare(said.value, right.value) === 0 || (printed !== null && compare(printed, said.value) !== 0)) return [];
    // Another row near by, for which it is so, is the one that is told of.
    if (rows.some((other) => other !== row && other.year === row.year && Math.abs(other.line - sentence.line) <= NEAR && other.values.length >= row.values.length && other.values.find(({ month: one }) => one === said.month)?.value === other.values.toSorted((a, b) => (least ? compare(a.value, b.value) : compare(b.value, a.value)))[0]?.value)) return [];
    return [{ code: "told-most", severity: "warning", line, quote: text, expected: MONTH_NAMES[right.month]!, message: `Texten säger ${month!.toLowerCase()}, med ${formatNumber(said.value)}, men ${least ? "lägst" : "högst"} är ${MONTH_NAMES[right.month]} med ${formatNumber(right.value)}${row.label ? ` (»${row.label}«)` : ""}.`, evidence: [{ line: row.line, quote: row.quote }] }];
  }));
}
