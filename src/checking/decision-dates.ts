import type { Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";

const MINUTED = /(?<date>(?:19|20)\d\d-\d\d-\d\d)\s*,?\s*§\s?(?<paragraph>\d{1,4})(?!\d)/gu;
const BODY = /(?<![A-Za-zÀ-ÿ])(?:kommunfullmäktige|fullmäktige|KF|kommunstyrelsen?|KS|[A-Za-zÀ-ÿ]*nämnden|regeringen)(?![A-Za-zÀ-ÿ])/giu;
const BODIES: Readonly<Record<string, string>> = { kf: "fullmäktige", kommunfullmäktige: "fullmäktige", ks: "kommunstyrelsen", kommunstyrelse: "kommunstyrelsen" };
const BEFORE = 60;
const bodyIn = (text: string): string | null => { const last = text.match(BODY)?.at(-1)?.toLowerCase(); return last === undefined ? null : (BODIES[last] ?? last); };

interface MinutedDecision { readonly date: string; readonly body: string | null; readonly line: number; readonly quote: string; readonly key: string }
/** One paragraph of a year's minutes has one day: "2024-06-17 § 88" and "2024-06-27 § 88" are the same decision, unless they are of two bodies. */
export function decisionDateFindings({ lines }: Layout): Finding[] {
  const told = lines.flatMap((text, at) => [...text.matchAll(MINUTED)].map((match): MinutedDecision => {
    const { date, paragraph } = match.groups as { date: string; paragraph: string };
    return { date, body: bodyIn(`${lines[at - 1]?.slice(-BEFORE) ?? ""} ${text.slice(Math.max(0, match.index - BEFORE), match.index)}`.slice(-BEFORE)), line: at + 1, quote: text.trim(), key: `${date.slice(0, 4)} ${paragraph}` };
  }));
  return [...Map.groupBy(told, ({ key }) => key).values()].flatMap((all): Finding[] => {
    const dates = [...Map.groupBy(all, ({ date }) => date)].toSorted((a, b) => b[1].length - a[1].length);
    const [[right, known] = ["", []], [wrong, others] = ["", []]] = dates;
    if (dates.length !== 2 || apart(right, wrong) !== 1 || known.some((one) => others.some((other) => one.body !== null && other.body !== null && one.body !== other.body))) return [];
    return others.map(({ line, quote }): Finding => ({ code: "statements-differ", severity: "warning", line, quote, expected: right, message: `Paragrafen har dagen ${wrong} här och ${right} på rad ${known[0]!.line}.`, evidence: known.map((one) => ({ line: one.line, quote: one.quote })) }));
  });
}
/** In how many figures two dates differ. */
const apart = (a: string, b: string): number => [...a].filter((figure, at) => figure !== b[at]).length;
