import { compare } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells, readNumberCell } from "../reading/table-cells.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

/** "Samtliga risker med riskvärde 9 eller högre förs till internkontrollplanen". */
const ALL_FROM = /(?:riskvärde|värde|risker)[^.;]{0,50}?(?<least>\d{1,2})\s+(?:eller\s+(?:högre|mer|över)|och\s+(?:uppåt|högre|över)|poäng eller (?:mer|högre))[^.;]{0,60}?plan/iu;
const [NUMBER, VALUE] = [/^(?:nr|nummer|risk ?nr|id)$/, /^(?:riskvarde|riskindex|risktal|varde|risk ?niva)$/];

/** Risks that the rule of the plan takes in, and the plan does not have. */
export function risksInPlanFindings({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const rule = sentences.flatMap((sentence) => { const least = ALL_FROM.exec(sentence.text)?.groups!["least"]; return least ? [{ least, sentence }] : []; })[0];
  if (!rule) return [];
  const tables = blocks.filter(isTable).map((table) => ({ table, heads: table.rows[0]!.cells.map((cell) => fold(oneLine(cell))) }));
  const risks = tables.find(({ heads }) => heads.some((head) => NUMBER.test(head)) && heads.some((head) => VALUE.test(head)) && heads.some((head) => /^sannolikhet|^s$/.test(head)));
  const plans = tables.filter(({ heads, table }) => table !== risks?.table && table.line > rule.sentence.line - 40 && heads.some((head) => /kontroll(?:moment|aktivitet|metod|punkt)/.test(head)));
  if (!risks || !plans.length) return [];
  const [number, value] = [NUMBER, VALUE].map((pattern) => risks.heads.findIndex((head) => pattern.test(head))) as [number, number];
  // A plan names its risks by their numbers: in a column of their own, or as "Risk 3."
  const named = new Set(plans.flatMap(({ heads, table: { rows } }) => rows.slice(1).flatMap(({ cells }) => [
    ...cells.flatMap((cell) => [...oneLine(cell).matchAll(/(?<![a-zà-ÿ])risk(?:\s+nr)?\s+(\d{1,2})(?!\d)/giu)].map(([, one]) => one!)),
    ...heads.flatMap((head, at) => (/^(?:risk|risk ?nr|nr|risknummer)$/.test(head) ? (oneLine(cells[at]).match(/^\d{1,2}$/) ?? []) : [])),
  ])));
  const told = risks.table.rows.slice(1).flatMap(({ cells, line }) => { const [nr, points] = [oneLine(cells[number]), readNumberCell(oneLine(cells[value])).value]; return /^\d{1,2}$/.test(nr) && points !== null ? [{ nr, points, line, quote: quoteOfCells(cells) }] : []; });
  const wanted = told.filter(({ points }) => compare(points, rule.least) >= 0);
  const missing = wanted.filter(({ nr }) => !named.has(nr));
  // Where many are missing, the plan numbers them otherwise.
  if (!missing.length || missing.length * 3 > wanted.length) return [];
  return missing.map(({ line, nr, points, quote }): Finding => ({ code: "part-missing", severity: "warning", line, quote, expected: null, message: `Risk ${nr} har riskvärde ${formatNumber(points)}, och alla från ${rule.least} ska vara med i planen, men den är inte det.`, evidence: [{ line: rule.sentence.line, quote: rule.sentence.text }] }));
}
