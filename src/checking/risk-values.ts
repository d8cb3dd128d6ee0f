import { compare, multiply } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import type { ReadRisk } from "../reading/reading.ts";
import type { Finding } from "./finding.ts";

/** A risk's value is its likelihood times its consequence, where the document's others are. */
export function riskFindings(risks: readonly ReadRisk[]): Finding[] {
  const told = risks.flatMap((risk) => (risk.likelihood === null || risk.consequence === null || risk.riskIndex === null ? [] : [{ ...risk, said: risk.riskIndex, right: multiply(risk.likelihood, risk.consequence), words: `${formatNumber(risk.likelihood)} × ${formatNumber(risk.consequence)}` }]));
  const wrong = told.filter(({ right, said }) => compare(right, said) !== 0);
  if (wrong.length * 3 > told.length) return [];
  return wrong.map(({ line, right, risk, said, words }): Finding => ({ code: "risk-value", severity: "error", line, quote: risk, expected: formatNumber(right), message: `Riskvärdet för »${risk}« är ${formatNumber(said)}, men ${words} är ${formatNumber(right)}.`, evidence: [] }));
}
