import { compare } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold, isTable, type Layout, type Table } from "../reading/layout.ts";
import { oneLine, quoteOfCells, readNumberCell } from "../reading/table-cells.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import { kronor, moneyUnitOf, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { toldNumbers } from "./told-number.ts";
import { isMoney } from "./told-sentence.ts";
import { sharedWords } from "./word-sets.ts";

const PARAGRAPH = /§\s?(?<number>\d{1,3})(?!\d)/gu;
/** What a meeting did with a matter. */
const VERDICTS = [
  { name: "återremitterades", pattern: /(?<![a-zà-ÿ])återremi(?:tter|ss)[a-zà-ÿ]*/iu },
  { name: "avslogs", pattern: /(?<![a-zà-ÿ])(?:avslog|avslogs|avslagit|avslagits|avslås|avslag)(?![a-zà-ÿ])/iu },
  { name: "bordlades", pattern: /(?<![a-zà-ÿ])bordla(?:de|des|gt|gts)(?![a-zà-ÿ])/iu },
  { name: "godkändes", pattern: /(?<![a-zà-ÿ])(?:godkän(?:de|des|d|t|ts|nande)|fastställ(?:de|des|d|t|ts)|antog|antogs|antagen|antagits|bifallen|bifölls|bifall)(?![a-zà-ÿ])/iu },
] as const;
/** "Är ännu inte godkänd", "föreslår att … godkänns": what is not so, or not yet. */
const NOT = /(?<![a-zà-ÿ])(?:inte|ej|ännu|föreslå[a-zà-ÿ]*|ska|skulle|innan|efter att|därefter|sedan)(?![a-zà-ÿ])/iu;
/** An amount of a decision, in kronor, and as it is written. */
interface DecidedAmount { readonly kronor: string; readonly written: string }
interface ToldDecision { readonly number: string; readonly verdict: string | null; readonly amount: DecidedAmount | null; readonly words: ReadonlySet<string>; readonly line: number; readonly quote: string }
const [LEAST, STEM] = [7, 8];
const wordsOf = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => word.length >= LEAST && !VERDICTS.some(({ pattern }) => pattern.test(word)) && !/^(?:namnd|kommunstyrels|fullmaktig|kommunfull|beslut)/.test(word)).map((word) => word.slice(0, STEM)));

function verdictIn(text: string): string | null {
  const clauses = text.split(/,\s+(?:som|vilken|vilket|men|och)\s/iu);
  const verdicts = VERDICTS.filter(({ pattern }) => clauses.some((clause) => pattern.test(clause) && !NOT.test(clause)));
  return verdicts.length === 1 ? verdicts[0]!.name : null;
}
function amountIn(text: string): DecidedAmount | null {
  const amounts = toldNumbers(text).filter(({ unit }) => isMoney(unit));
  const [only] = amounts;
  return only && amounts.length === 1 && !only.about ? { kronor: kronor(only.value, only.unit as FigureUnit), written: only.written } : null;
}
/** What a sentence tells of one paragraph: with more than one, which is whose is not known. */
function inSentence({ line, text }: CheckedSentence): ToldDecision[] {
  const numbers = [...text.matchAll(PARAGRAPH)].map(({ groups }) => groups!["number"]!);
  return numbers.length === 1 ? [{ number: numbers[0]!, verdict: verdictIn(text), amount: amountIn(text), words: wordsOf(text), line, quote: text }] : [];
}
/** The same of a table's rows: the paragraph in its own column or among the words, an amount under a heading that says in what. */
function inTable({ rows: [head, ...rows] }: Table): ToldDecision[] {
  const heads = head!.cells.map(oneLine);
  const at = heads.findIndex((heading) => /^(?:§|paragraf)$/iu.test(heading));
  const money = heads.flatMap((heading, column) => { const unit = moneyUnitOf(heading); return unit ? [{ column, unit }] : []; });
  return rows.flatMap(({ cells, line }): ToldDecision[] => {
    const words = cells.map(oneLine);
    const found = [...words.join(" ").matchAll(PARAGRAPH)].map(({ groups }) => groups!["number"]!);
    const number = at < 0 ? (found.length === 1 ? found[0] : undefined) : /^(?:§\s?)?(\d{1,3})$/.exec(words[at] ?? "")?.[1];
    const [only] = money;
    const value = only && money.length === 1 ? readNumberCell(words[only.column] ?? "").value : null;
    const amount = value === null || compare(value, "0") <= 0 ? (money.length ? null : amountIn(words.join(" "))) : { kronor: kronor(value, only!.unit), written: `${formatNumber(value)} ${only!.unit}` };
    return number === undefined ? [] : [{ number, verdict: verdictIn(words.join(" ")), amount, words: wordsOf(words.join(" ")), line, quote: quoteOfCells(cells) }];
  });
}
const SHARED = 2;
/** One paragraph of the minutes of which one place says that the matter was sent back, and another that it was approved; or that it was of two amounts. */
export function decisionVerdictFindings({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const told = [...sentences.filter(({ inCell }) => !inCell).flatMap(inSentence), ...blocks.filter(isTable).flatMap(inTable)].toSorted((a, b) => a.line - b.line);
  return told.flatMap((later, at): Finding[] => {
    const same = told.slice(0, at).filter((one) => one.number === later.number && one.line !== later.line);
    const judged = later.verdict === null ? undefined : same.find((one) => one.verdict !== null && sharedWords(one.words, later.words).length > 0);
    if (judged && judged.verdict !== later.verdict) return [{ code: "statements-differ", severity: "warning", line: later.line, quote: later.quote, expected: judged.verdict, message: `§ ${later.number} ${later.verdict} enligt texten här, men ${judged.verdict} enligt rad ${judged.line}.`, evidence: [{ line: judged.line, quote: judged.quote }] }];
    // Two words in common make it the same matter: a paragraph of another year's minutes has the same number.
    const paid = later.amount === null ? undefined : same.find((one) => one.amount !== null && sharedWords(one.words, later.words).length >= SHARED);
    if (!paid || compare(paid.amount!.kronor, later.amount!.kronor) === 0) return [];
    return [{ code: "statements-differ", severity: "warning", line: later.line, quote: later.quote, expected: paid.amount!.written, message: `§ ${later.number} är ${later.amount!.written} här, men ${paid.amount!.written} enligt rad ${paid.line}.`, evidence: [{ line: paid.line, quote: paid.quote }] }];
  });
}
