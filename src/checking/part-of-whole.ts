import { compare, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const value = (text: string | undefined): Decimal | null => (text === undefined ? null : parseNumber(text));
/** "Finns i 18 av 20", "8 av de 10": some of all. Not "1 av 3–4", nor what is written as a share of time. */
const OF = new RegExp(String.raw`(?<![\p{L}\d,.:/–-])(?<part>${NUMBER})\s+av\s+(?:de\s+|totalt\s+|sammanlagt\s+|alla\s+)?(?<whole>${NUMBER})(?![\d,:/–-])(?!\s*(?:§|kap|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))`, "giu");
/** "226 anställda, varav 169 kvinnor och 57 män". */
const OF_WHICH = new RegExp(String.raw`(?<![\p{L}\d,.:/–-])(?<whole>${NUMBER})\s+(?<noun>\p{L}+)[^.;\d]{0,60}?(?<!\p{L})varav\s+(?<part>${NUMBER})\s+(?<kind>\p{L}+)(?:\s+(?:och|samt)\s+(?:varav\s+)?(?<other>${NUMBER})\s+(?<otherKind>\p{L}+))?`, "giu");
/** Two kinds that are all there are. */
const BOTH = [["kvinn", "män"], ["kvinn", "man"], ["flick", "pojk"], ["tjej", "kill"]] as const;
const areBoth = (a: string, b: string): boolean => BOTH.some(([one, two]) => [[a, b], [b, a]].some(([x, y]) => x!.toLowerCase().startsWith(one) && y!.toLowerCase().startsWith(two)));

function partOf(sentence: CheckedSentence): Finding[] {
  const { text } = sentence;
  return [...text.matchAll(OF)].flatMap((match): Finding[] => {
    const line = lineAt(sentence, match.index + match[0].length - 1);
    const [part, whole] = [value(match.groups!["part"]), value(match.groups!["whole"])];
    if (part === null || whole === null || compare(part, whole) <= 0) return [];
    return [{ code: "part-above-whole", severity: "error", line, quote: text, expected: `högst ${formatNumber(whole)}`, message: `»${match[0]}«: delen ${formatNumber(part)} är större än det hela, ${formatNumber(whole)}.`, evidence: [] }];
  });
}

function ofWhich(sentence: CheckedSentence): Finding[] {
  const { text } = sentence;
  return [...text.matchAll(OF_WHICH)].flatMap((match): Finding[] => {
    const line = lineAt(sentence, match.index + match[0].length - 1);
    const { kind, otherKind } = match.groups!;
    const [whole, part, other] = [value(match.groups!["whole"]), value(match.groups!["part"]), value(match.groups!["other"])];
    if (whole === null || part === null) return [];
    const told = (expected: string, message: string): Finding[] => [{ code: "part-above-whole", severity: "error", line, quote: text, expected, message, evidence: [] }];
    if (compare(part, whole) > 0) return told(`högst ${formatNumber(whole)}`, `»${match[0]}«: delen ${formatNumber(part)} är större än det hela, ${formatNumber(whole)}.`);
    if (other === null || !otherKind || !areBoth(kind!, otherKind)) return [];
    const both = sum([part, other]);
    return compare(both, whole) === 0 ? [] : told(formatNumber(both), `${formatNumber(part)} ${kind} och ${formatNumber(other)} ${otherKind} är ${formatNumber(both)}, inte ${formatNumber(whole)}.`);
  });
}

/** Parts that sentences tell of a whole. */
export const partFindings = (sentences: readonly CheckedSentence[]): Finding[] => sentences.flatMap((sentence) => [...partOf(sentence), ...ofWhich(sentence)]);
