import { absolute, compare, divide, isZero, multiply, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER } from "./checked-sentences.ts";
import { isSum, tablesBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { isNamedBy, isSameWord, labelWords, sentenceWords } from "./telling-words.ts";
import type { ToldNumber } from "./told-number.ts";
import type { ToldSentence } from "./told-sentence.ts";

/** "I drygt hälften av anmälningarna, 52 procent, inleddes": what it is a share of stands before it or after it. */
const [OF_BEFORE, OF_AFTER] = [/(?<![a-zà-ÿ])av\s+(?:alla\s+|samtliga\s+|årets\s+|de\s+)?(?<what>[a-zà-ÿ]{5,}),?\s*(?:eller\s+|det\s+vill\s+säga\s+|\()?$/iu, /^\s+av\s+(?:alla\s+|samtliga\s+|årets\s+|de\s+(?!inledda|avslutade))?(?<what>[a-zà-ÿ]{5,})/iu];
/** "Anmälningarna" are in "orosanmälningar", but for the ending. */
const BENT = 3;
const isWhole = ({ label }: FigureRow, what: string): boolean => labelWords(label).length <= 2 && labelWords(label).some((word) => isSameWord(word, fold(what)) || (what.length >= 8 && word.includes(fold(what).slice(0, -BENT))));
const share = (part: Decimal, whole: Decimal): Decimal => divide(multiply(part, "100"), whole);
const NEARLY = "1.5";

const GROUP = new RegExp(String.raw`^av\s+(?:de\s+)?(?:totalt\s+)?(?<whole>${NUMBER})\s+[^.;\d]{3,60}?\s(?:hade|har|var|är|fick|blev)\s+(?<part>${NUMBER})\s+(?!procent|%)[a-zà-ÿ]`, "iu");
const OF_THOSE = /(?<![a-zà-ÿ])(?:utgjorde|utgör|är|var|motsvarar|motsvarade)\s+(?:därmed\s+|alltså\s+|således\s+)?(?:cirka\s+|drygt\s+|knappt\s+)?$/iu;
/** "Av de 468 hushållen hade 171 barn. Barnhushållen utgjorde därmed 58 procent av alla": of those that are left, and not of all. */
function ofTheRest(sentences: readonly ToldSentence[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, section, text } }, at): Finding[] => {
    const before = sentences[at - 1]?.sentence;
    const group = !inCell && before?.section.line === section.line ? GROUP.exec(before.text)?.groups : undefined;
    const number = numbers.find(({ end, unit, way }) => unit === "%" && way === null && /^\s+av\s+(?:alla|samtliga|hela|de(?![a-zà-ÿ]))/iu.test(text.slice(end)));
    const [whole, part] = [group?.["whole"], group?.["part"]].map((one) => (one === undefined ? null : parseNumber(one)));
    if (!group || !number || whole === null || part === null || whole === undefined || part === undefined || !OF_THOSE.test(text.slice(0, number.at)) || compare(part, whole) >= 0 || isZero(part)) return [];
    const [right, rest] = [share(part, whole), share(part, subtract(whole, part))];
    const is = (one: Decimal): boolean => meets(spanOf(number.value), { low: one, high: one });
    if (is(right) || !is(rest)) return [];
    const expected = `${formatNumber(round(right, scale(number.value)))} %`;
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `${formatNumber(part)} är ${number.written} av de ${formatNumber(subtract(whole, part))} andra, men ${expected} av alla ${formatNumber(whole)}.`, evidence: [{ line: before!.line, quote: before!.text }] }];
  });
}

const APART = "2.5";
const PEOPLE_OF = /^\s+av\s+(?:alla\s+|samtliga\s+)?(?<what>[a-zà-ÿ]{5,}(?:na|en|et))(?![a-zà-ÿ])/iu;
/** "27 procent av brukarna har en privat utförare", where that is their share of the hours, in the column beside. */
function ofOtherColumn(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => (inCell ? [] : numbers).flatMap((number): Finding[] => {
    const what = number.unit === "%" && number.way === null ? PEOPLE_OF.exec(text.slice(number.end))?.groups!["what"] : undefined;
    if (what === undefined) return [];
    const words = sentenceWords(text);
    return tablesBeside(tables, sentence).flatMap(({ columns, rows }): Finding[] => {
      const whole = rows.findLast(({ label }) => /^(?:totalt?|samtliga|alla)$/.test(fold(label))) ?? rows.findLast(({ label }) => isSum(label));
      const parts = rows.filter((row) => row !== whole && isNamedBy(row.label, words));
      const [part] = parts;
      const shares = columns.flatMap(({ heading, kind }, at) => { const [a, b] = [part?.cells[at] ?? null, whole?.cells[at] ?? null]; return kind === "value" && a !== null && b !== null && !isZero(b) && !/\sper\s|\//u.test(heading) ? [{ heading, a, b, own: share(absolute(a), absolute(b)), called: labelWords(heading).some((word) => isSameWord(word, fold(what))) }] : []; });
      const own = shares.filter(({ called }) => called);
      const [right] = own;
      if (!part || parts.length > 1 || !whole || own.length !== 1 || !right || compare(absolute(subtract(right.own, number.value)), APART) < 0) return [];
      const other = shares.find((one) => one !== right && meets(spanOf(number.value), { low: one.own, high: one.own }));
      if (!other) return [];
      const expected = `${formatNumber(round(right.own, scale(number.value)))} %`;
      return [{ code: "told-share", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `»${part.label}« är ${number.written} av »${other.heading}«, men ${formatNumber(right.a)} av ${formatNumber(right.b)}, ${expected}, av »${right.heading}«.`, evidence: [part, whole].map(({ line, quote }) => ({ line, quote })) }];
    });
  }));
}

/** "52 procent av anmälningarna ledde till utredning", where that is what the inquiries are of another row: the children, and not the reports. */
function ofOtherRow(sentences: readonly ToldSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  const counted = tables.filter(({ rows, unit }) => unit === null && rows.length >= 3);
  return written === null || !counted.length ? [] : sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }) => (inCell ? [] : numbers).flatMap((number: ToldNumber): Finding[] => {
    const what = (OF_BEFORE.exec(text.slice(0, number.at)) ?? OF_AFTER.exec(text.slice(number.end)))?.groups!["what"];
    if (number.unit !== "%" || number.way !== null || number.about || what === undefined || (number.year !== null && number.year !== written)) return [];
    const words = sentenceWords(text);
    return tablesBeside(counted, sentence).flatMap(({ columns, rows }): Finding[] => {
      const at = columns.findIndex(({ kind, year }) => kind === "value" && year === written);
      const cell = (row: FigureRow): Decimal | null => { const own = row.cells[at] ?? null; return own === null || isZero(own) ? null : absolute(own); };
      const known = rows.filter((row) => cell(row) !== null && !/%|procent|andel/iu.test(row.label));
      const [whole, ...more] = known.filter((row) => isWhole(row, what));
      const parts = known.filter((row) => row !== whole && isNamedBy(row.label, words));
      const [part] = parts;
      if (at < 0 || !whole || more.length || !part || parts.length > 1) return [];
      const right = share(cell(part)!, cell(whole)!);
      const is = (one: Decimal): boolean => meets(spanOf(number.value), { low: one, high: one });
      const base = known.find((row) => row !== whole && row !== part && is(share(cell(part)!, cell(row)!)));
      if (is(right) || !base || compare(absolute(subtract(right, number.value)), NEARLY) < 0 || compare(right, "100") > 0) return [];
      const expected = `${formatNumber(round(right, scale(number.value)))} %`;
      return [{ code: "told-share", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `»${part.label}«, ${formatNumber(cell(part)!)}, är ${number.written} av »${base.label}« (${formatNumber(cell(base)!)}), men ${expected} av »${whole.label}« (${formatNumber(cell(whole)!)}).`, evidence: [part, whole, base].map(({ line, quote }) => ({ line, quote })) }];
    });
  }));
}

/** Shares that are right of another whole than the one that is told. `written` is the document's year. */
export const otherBaseFindings = (sentences: readonly ToldSentence[], tables: readonly FigureTable[], written: string | null): Finding[] => [...ofOtherRow(sentences, tables, written), ...ofTheRest(sentences), ...ofOtherColumn(sentences, tables)];
