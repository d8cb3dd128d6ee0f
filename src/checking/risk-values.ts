import { compare, multiply } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold, isTable, tableLines, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells, readNumberCell } from "../reading/table-cells.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";

const [LIKELIHOOD, CONSEQUENCE, VALUE] = [/^(?:s|sannolikhet[A-Za-zÀ-ÿ]*)(?: |$)/u, /^(?:k|konsekvens[A-Za-zÀ-ÿ]*)(?: |$)/u, /^(?:riskvarde|riskindex|risktal|riskpoang|risk ?niva|varde|r|s ?x ?k)(?: |$)/];

const SCALE = /skala(?:n)?\s+(?:från\s+|på\s+)?(?:1|ett)\s*(?:till|–|-)\s*(?<most>[3-9]|10|tre|fyra|fem|sex)(?!\d)/iu;
/** "En skala från 1 till 4", and a risk that has been given a five. */
function beyondScale({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const said = sentences.flatMap(({ line, text }) => { const most = SCALE.exec(text)?.groups!["most"]; return most && /sannolikhet|konsekvens|risk/iu.test(text) ? [{ most: NUMBER_WORDS[most.toLowerCase()] ?? most, line, text }] : []; });
  const [scale] = said;
  if (!scale || new Set(said.map(({ most }) => most)).size > 1) return [];
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => {
    const columns = head!.cells.flatMap((cell, at) => ([LIKELIHOOD, CONSEQUENCE].some((pattern) => pattern.test(fold(oneLine(cell)))) ? [at] : []));
    return rows.flatMap(({ cells, line }) => columns.flatMap((at): Finding[] => {
      const value = readNumberCell(oneLine(cells[at])).value;
      if (value === null || compare(value, scale.most) <= 0) return [];
      return [{ code: "risk-value", severity: "error", line, quote: quoteOfCells(cells), expected: `högst ${scale.most}`, message: `${oneLine(head!.cells[at])} är ${formatNumber(value)}, men skalan går till ${scale.most}.`, evidence: [{ line: scale.line, quote: scale.text }] }];
    }));
  });
}

const INDEX_SCALE = /(?<![a-zà-ÿ])(?:risk(?:index|värde|poäng|tal))\s+(?:mellan\s+|från\s+|på\s+)?1\s*(?:–|-|till|och)\s*(?<most>\d{1,2})(?!\d)/iu;
/** Three by three is the least that two are multiplied to; a lower end is a step of the scale. */
const LEAST_INDEX = 9;
/** "Ett riskindex 1–16", and a risk that has been given 18; also where a row has lost its first cells. */
function beyondIndex({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const said = sentences.flatMap(({ line, text }) => { const most = INDEX_SCALE.exec(text)?.groups!["most"]; return most && Number(most) >= LEAST_INDEX && (text.match(/\d\s*[–-]\s*\d/gu)?.length ?? 0) < 2 ? [{ most, line, text }] : []; });
  const [scale] = said;
  if (!scale || new Set(said.map(({ most }) => most)).size > 1) return [];
  return blocks.filter(isTable).filter(({ rows: [head] }) => head!.cells.some((cell) => VALUE.test(fold(oneLine(cell))))).flatMap(({ rows: [head, ...rows] }) => rows.flatMap(({ cells, line }): Finding[] => {
    const own = head!.cells.findIndex((cell) => VALUE.test(fold(oneLine(cell))));
    const numbers = (cells.length === head!.cells.length ? [cells[own]!] : cells).flatMap((cell) => (/^\d{1,3}$/.test(oneLine(cell)) ? [oneLine(cell)] : []));
    const [value] = numbers;
    if (!value || numbers.length > 1 || compare(value, scale.most) <= 0) return [];
    return [{ code: "risk-value", severity: "error", line, quote: quoteOfCells(cells), expected: `högst ${scale.most}`, message: `Riskindex är ${value}, men går från 1 till ${scale.most}.`, evidence: [{ line: scale.line, quote: scale.text }] }];
  }));
}

/** A risk's value is its likelihood times its consequence, where the table's others are. */
function wrongProducts({ blocks }: Layout): Finding[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const [s, k, value] = [LIKELIHOOD, CONSEQUENCE, VALUE].map((pattern) => heads.findIndex((one) => pattern.test(one))) as [number, number, number];
    if (s < 0 || k < 0 || value < 0) return [];
    const told = rows.flatMap(({ cells, line }) => {
      const [likelihood, consequence, said] = [s, k, value].map((at) => readNumberCell(oneLine(cells[at])).value);
      if (!likelihood || !consequence || !said) return [];
      return [{ said, right: multiply(likelihood, consequence), words: `${formatNumber(likelihood)} × ${formatNumber(consequence)}`, risk: oneLine(cells.find((cell) => readNumberCell(oneLine(cell)).text) ?? cells[0]), line, quote: quoteOfCells(cells) }];
    });
    const wrong = told.filter(({ right, said }) => compare(right, said) !== 0);
    if (wrong.length * 3 > told.length) return [];
    return wrong.map(({ line, quote, right, risk, said, words }): Finding => ({ code: "risk-value", severity: "error", line, quote, expected: formatNumber(right), message: `Riskvärdet för »${risk}« är ${formatNumber(said)}, men ${words} är ${formatNumber(right)}.`, evidence: [{ line: head!.line, quote: head!.cells.map(oneLine).join(" | ") }] }));
  });
}

const LINE_HEAD = /(?:^|\s)(?:S\s+K\s+(?:riskvärde|RV|R|SxK|värde)|sannolikhet\s+konsekvens\s+(?:riskvärde|värde|riskindex))(?:\s|$)/iu;
const LINE_RISK = /\p{L}[^\d]*?(?<![\d,.–-])\s(?<s>[1-5])\s+(?<k>[1-5])\s+(?<value>\d{1,2})(?=\s+\p{L}|\s*$)/u;
const [FEWEST_LINES, MOST_LINES, LONGEST] = [4, 80, 300];
/** The same in a table that has kept only the lines of its rows: three numbers in a row, the last of them the product of the two before in most. */
function wrongLines({ blocks, lines }: Layout): Finding[] {
  const inTables = tableLines(blocks);
  return lines.flatMap((head, at): Finding[] => {
    if (head.length > LONGEST || !LINE_HEAD.test(head) || inTables.has(at + 1)) return [];
    const told = lines.slice(at + 1, at + MOST_LINES).flatMap((text, index) => { const { k, s, value } = (text.length > LONGEST ? null : LINE_RISK.exec(text))?.groups ?? {}; return s && k && value ? [{ text, line: at + index + 2, s, k, value, right: multiply(s, k) }] : []; });
    const wrong = told.filter(({ right, value }) => compare(right, value) !== 0);
    if (told.length < FEWEST_LINES || wrong.length * 4 > told.length) return [];
    return wrong.map(({ k, line, right, s, text, value }): Finding => ({ code: "risk-value", severity: "error", line, quote: text.trim(), expected: formatNumber(right), message: `Riskvärdet är ${value}, men ${s} × ${k} är ${formatNumber(right)}.`, evidence: [{ line: at + 1, quote: head.trim() }] }));
  });
}

const ABOVE = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(?<count>${Object.keys(NUMBER_WORDS).join("|")}|\d{1,2})(?:\s+av\s+(?:dem|dessa|riskerna))?(?:\s+risker)?\s+(?:har|fick|får|bedöms\s+ha|med|hade)\s+(?:ett\s+)?(?:riskindex|riskvärde|riskpoäng|risktal)\s+(?:på\s+)?(?<limit>\d{1,2})\s+eller\s+(?:mer|högre|över|däröver)`, "iu");
/** "Fyra har riskindex 12 eller mer", where the table of as many risks as the text tells of, or the only one, has five. */
function wrongCounts({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const tables = blocks.filter(isTable).flatMap(({ line, rows: [head, ...rows] }) => {
    const at = head!.cells.findIndex((cell) => VALUE.test(fold(oneLine(cell))));
    const values = at < 1 ? [] : rows.flatMap(({ cells }) => readNumberCell(oneLine(cells[at])).value ?? []);
    return values.length >= FEWEST_RISKS ? [{ line, values, heading: quoteOfCells(head!.cells) }] : [];
  });
  // A table that a page has cut in two is one.
  const all = tables.flatMap(({ values }) => values);
  return sentences.flatMap((sentence): Finding[] => {
    const match = sentence.inCell ? null : ABOVE.exec(sentence.text);
    if (!match || !tables.length) return [];
    const count = countOf(match.groups!["count"]!);
    const over = (values: readonly string[]): number => values.filter((value) => compare(value, match.groups!["limit"]!) >= 0).length;
    if (over(all) === count || tables.some(({ values }) => over(values) === count)) return [];
    const right = tables.length === 1 ? over(all) : null;
    return [{ code: "status-count", severity: "warning", line: sentence.line, quote: sentence.text, expected: right === null ? null : formatNumber(String(right)), message: `Texten säger ${match.groups!["count"]!.toLowerCase()} med ${match.groups!["limit"]} eller mer, men ${right === null ? "ingen av tabellerna har så många" : `tabellen på rad ${tables[0]!.line} har ${right}`}.`, evidence: tables.map(({ heading, line }) => ({ line, quote: heading })) }];
  });
}
const FEWEST_RISKS = 3;

/** Values of risks that cannot be. */
export const riskFindings = (layout: Layout, sentences: readonly CheckedSentence[]): Finding[] => [...wrongProducts(layout), ...wrongLines(layout), ...beyondScale(layout, sentences), ...beyondIndex(layout, sentences), ...wrongCounts(layout, sentences)];

const RISK_LINE = /sannolikhet\D{0,3}(?<s>[1-5])\D{1,15}konsekvens\D{0,3}(?<k>[1-5])\D{1,15}risk[a-zà-ÿ]*\D{0,3}(?<value>\d{1,2})(?!\d)/iu;
/** "Sannolikhet 3 Konsekvens 4 Riskvärde 9", where the others are the product. */
export function lineRiskFindings({ lines }: Layout): Finding[] {
  const told = lines.flatMap((text, at) => { const match = text.length > 200 ? null : RISK_LINE.exec(text); return match ? [{ text: text.trim(), line: at + 1, right: Number(match.groups!["s"]) * Number(match.groups!["k"]), value: Number(match.groups!["value"]), words: `${match.groups!["s"]} × ${match.groups!["k"]}` }] : []; });
  const wrong = told.filter(({ right, value }) => right !== value);
  return told.length < 2 || wrong.length * 2 > told.length ? [] : wrong.map(({ line, right, text, value, words }) => ({ code: "risk-value", severity: "error", line, quote: text, expected: String(right), message: `Riskvärdet är ${value}, men ${words} är ${right}.`, evidence: [] }));
}
