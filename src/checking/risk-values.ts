import { compare, multiply } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, readNumberCell } from "../reading/table-cells.ts";
import type { Finding } from "./finding.ts";

const [LIKELIHOOD, CONSEQUENCE, VALUE] = [/^(?:s|sannolikhet\p{L}*)(?: |$)/u, /^(?:k|konsekvens\p{L}*)(?: |$)/u, /^(?:riskvarde|riskindex|risktal|riskpoang|risk ?niva|varde|r|s ?x ?k)(?: |$)/];

/** A risk's value is its likelihood times its consequence, where the table's others are. */
export function riskFindings({ blocks }: Layout): Finding[] {
  return blocks.filter(isTable).flatMap(({ rows: [head, ...rows] }) => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const [s, k, value] = [LIKELIHOOD, CONSEQUENCE, VALUE].map((pattern) => heads.findIndex((one) => pattern.test(one))) as [number, number, number];
    if (s < 0 || k < 0 || value < 0) return [];
    const told = rows.flatMap(({ cells, line }) => {
      const [likelihood, consequence, said] = [s, k, value].map((at) => readNumberCell(oneLine(cells[at])).value);
      if (!likelihood || !consequence || !said) return [];
      return [{ said, right: multiply(likelihood, consequence), words: `${formatNumber(likelihood)} × ${formatNumber(consequence)}`, risk: oneLine(cells.find((cell) => readNumberCell(oneLine(cell)).text) ?? cells[0]), line, quote: cells.map(oneLine).filter(Boolean).join(" | ") }];
    });
    const wrong = told.filter(({ right, said }) => compare(right, said) !== 0);
    if (wrong.length * 3 > told.length) return [];
    return wrong.map(({ line, quote, right, risk, said, words }): Finding => ({ code: "risk-value", severity: "error", line, quote, expected: formatNumber(right), message: `Riskvärdet för »${risk}« är ${formatNumber(said)}, men ${words} är ${formatNumber(right)}.`, evidence: [{ line: head!.line, quote: head!.cells.map(oneLine).join(" | ") }] }));
  });
}
