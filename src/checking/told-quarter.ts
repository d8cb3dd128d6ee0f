import { compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { hasWords, isSameWord, tellingWords } from "./telling-words.ts";

const ORDINALS: Readonly<Record<string, number>> = { första: 1, andra: 2, tredje: 3, fjärde: 4 };
const QUARTER = /^(?:kvartal|kv|q)\s*([1-4])(?: (?:19|20)\d\d)?$|^([1-4])(?: kvartalet)?$|^(forsta|andra|tredje|fjarde) kvartalet$/;
const quarterOf = (heading: string): number | null => {
  const match = QUARTER.exec(fold(heading));
  const named = match?.[3];
  return match ? Number(match[1] ?? match[2] ?? ORDINALS[named === "forsta" ? "första" : named === "fjarde" ? "fjärde" : named!]) : null;
};
const NAMED = String.raw`(?:(?:det\s+)?(?<ordinal>första|andra|tredje|fjärde)\s+kvartalet|årets\s+(?<end>första|sista)\s+kvartal(?![a-zà-ÿ])|kvartal\s+(?<number>[1-4]))`;
const SUPER = String.raw`(?:(?<most>flest|högst|störst|mest|dyrast|längst)|(?<least>lägst|minst|färst|billigast|kortast))`;
const CLAIMS = [new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])${SUPER}[A-Za-zÀ-ÿ]*[^.;\d]{0,60}?\s(?:i|under|var|noterades|blev|på)\s+${NAMED}`, "giu"), new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])${NAMED}\s+(?:var|blev|hade|är)\s+(?:det\s+|den\s+|med\s+)?${SUPER}(?![A-Za-zÀ-ÿ])`, "giu")];

interface Quarters { readonly total: boolean; readonly label: string; readonly words: readonly string[]; readonly values: readonly { readonly quarter: number; readonly value: Decimal }[]; readonly line: number; readonly quote: string; readonly section: number }
function quartersOf({ columns, corner, rows, section }: FigureTable): Quarters[] {
  const below = rows.flatMap((row) => { const quarter = quarterOf(row.label); return quarter === null ? [] : [{ row, quarter }]; });
  if (below.length >= 3 && columns.length === 1) return [{ total: false, label: columns[0]!.heading, words: [], line: below[0]!.row.line, quote: columns[0]!.heading, section, values: below.flatMap(({ quarter, row }) => (row.cells[0] === null || row.cells[0] === undefined ? [] : [{ quarter, value: row.cells[0] }])) }];
  const at = columns.flatMap(({ heading, kind }, column) => { const quarter = kind === "value" ? quarterOf(heading) : null; return quarter === null ? [] : [{ column, quarter }]; });
  if (at.length < 3) return [];
  return rows.map(({ cells, label, line, quote }) => ({ total: isSum(label), label, words: isSum(label) ? tellingWords(corner).slice(-1) : tellingWords(label), line, quote, section, values: at.flatMap(({ column, quarter }) => (cells[column] === null || cells[column] === undefined ? [] : [{ quarter, value: cells[column] }])) }));
}

/** "Flest rapporterades under fjärde kvartalet", where another quarter has more. `written` is the document's year. */
export function quarterFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  const rows = tables.flatMap(quartersOf);
  if (!rows.length) return [];
  return sentences.flatMap((sentence, at) => CLAIMS.flatMap((pattern) => [...sentence.text.matchAll(pattern)].flatMap((match): Finding[] => {
    const { end, least, number, ordinal } = match.groups!;
    // How much something has grown is no row of what it was.
    if (/(?<![a-zà-ÿ])(?:ökning|minskning|uppgång|nedgång|skillnad|förändring)[a-zà-ÿ]*(?![a-zà-ÿ])/iu.test(sentence.text.slice(0, match.index + match[0].length))) return [];
    const quarter = number ? Number(number) : end ? (end.toLowerCase() === "sista" ? 4 : 1) : ORDINALS[ordinal!.toLowerCase()]!;
    const before = sentences[at - 1];
    const words = fold(sentence.text).split(" ");
    const near = [...words, ...(before?.section.line === sentence.section.line && !before.inCell ? fold(before.text).split(" ") : [])];
    const beside = rows.filter((row) => row.section === sentence.section.line);
    // "Andelen var lägst under …, då antalet var minst": what the part of the sentence begins with is what it tells of.
    const clause = sentence.text.slice(0, match.index).split(/[,;]|(?<![A-Za-zÀ-ÿ])(?:och|då|när|medan|eftersom)(?![A-Za-zÀ-ÿ])/u);
    const share = clause.findLast((part) => /[a-zà-ÿ]{3}/iu.test(part)) ?? "";
    const subject = /^\s*andel/iu.test(sentence.text) || /andel/iu.test(share) ? beside.filter(({ label }) => /andel|%/iu.test(label)) : [];
    // "Handläggningstiden var längst": the row that the sentence begins with.
    const headed = beside.filter((row) => row.words[0] !== undefined && words.slice(0, 2).some((word) => isSameWord(word, row.words[0]!)));
    const named = subject.length ? subject : headed.length === 1 ? headed : beside.filter((row) => row.words.length > 0 && hasWords(row.words, words));
    const told = named.length ? named : beside.filter((row) => !row.total && row.words.length > 0 && hasWords(row.words, near));
    // Rows that are years: the document's own.
    const years = beside.filter(({ label }) => label.trim() === written);
    const [row, ...more] = told.length ? told : years.length === 1 ? years : beside.length === 1 ? beside : [];
    const said = row?.values.find((one) => one.quarter === quarter);
    if (!row || more.length || !said) return [];
    const right = row.values.toSorted((a, b) => (least ? compare(a.value, b.value) : compare(b.value, a.value)))[0]!;
    if (compare(right.value, said.value) === 0) return [];
    return [{ code: "told-most", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: `kvartal ${right.quarter}`, message: `Texten säger kvartal ${quarter}, med ${formatNumber(said.value)}, men ${least ? "lägst" : "högst"} är kvartal ${right.quarter} med ${formatNumber(right.value)} (»${row.label}«).`, evidence: [{ line: row.line, quote: row.quote }] }];
  })));
}
