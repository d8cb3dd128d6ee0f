import { compare, divide, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { addSpans, spanOf, type ShownSpan } from "./shown-span.ts";
import type { ToldSentence } from "./told-sentence.ts";

const [HUNDRED, MOST] = ["100", "130"];
const above = ({ low }: ShownSpan): boolean => compare(low, HUNDRED) > 0;
const isOther = ({ high, low }: ShownSpan): boolean => compare(low, HUNDRED) > 0 || compare(high, HUNDRED) < 0;

/** "Av synpunkterna var 77 procent klagomål, 12 procent frågor och 1 procent beröm": each of them is one of the kinds. */
const DIVIDED = /^av\s+(?:de\s+|alla\s+|samtliga\s+|dessa\s+|dem\s+)?[a-zà-ÿ]*\s*(?:[a-zà-ÿ]+\s+){0,2}(?:var|är|utgjorde|utgörs|avsåg|gällde|gäller|rörde|rör)\s/iu;
const BETWEEN = /^\s+(?:var\s+|är\s+|gällde\s+|avsåg\s+)?[a-zà-ÿ/-]+(?:\s+[a-zà-ÿ/-]+){0,4}(?:,|\s+och|\s+samt)\s+(?:[a-zà-ÿ]+\s+){0,2}$/iu;
function inSentence({ numbers, sentence, sentence: { text } }: ToldSentence): Finding[] {
  const shares = numbers.filter(({ unit }) => unit === "%");
  if (sentence.inCell || shares.length < 3 || !DIVIDED.test(text) || !shares.slice(1).every((share, at) => BETWEEN.test(text.slice(shares[at]!.end, share.at)))) return [];
  const together = addSpans(shares.map(({ value }) => spanOf(value)));
  // Far more than all are answers of which one may give several.
  if (!above(together) || compare(together.low, MOST) > 0 || /(?<![a-zà-ÿ])(?:nöjda?|behöriga?|anser|tycker|uppger|hade|har)(?![a-zà-ÿ])/iu.test(text)) return [];
  const all = sum(shares.map(({ value }) => value));
  return [{ code: "part-above-whole", severity: "warning", line: lineAt(sentence, shares[0]!.at), quote: text, expected: "100 procent", message: `${shares.map(({ value }) => formatNumber(value)).join(" + ")} är ${formatNumber(all)} procent, mer än alla.`, evidence: [] }];
}

/** "Bussen hade 53 procent av resorna, tunnelbanan 22, tåget 13 och båten 1 procent": one after the other, of the same. */
const LED = /(?:har|hade|står\s+för|stod\s+för|svarar\s+för|svarade\s+för)\s+(?<first>\d{1,2}(?:,\d+)?)\s*(?:procent|%)\s+av\s+[a-zà-ÿ]+(?<rest>(?:,\s+[a-zà-ÿ-]+(?:\s+[a-zà-ÿ-]+)?\s+\d{1,2}(?:,\d+)?(?:\s*(?:procent|%))?)+\s+och\s+[a-zà-ÿ-]+(?:\s+[a-zà-ÿ-]+)?\s+\d{1,2}(?:,\d+)?\s*(?:procent|%))/iu;
function ledBy({ sentence, sentence: { text } }: ToldSentence): Finding[] {
  const groups = sentence.inCell ? undefined : LED.exec(text)?.groups;
  if (!groups) return [];
  const shares = [groups["first"]!, ...groups["rest"]!.match(/\d+(?:,\d+)?/gu)!].map((one) => parseNumber(one)!);
  return above(addSpans(shares.map((value) => spanOf(value)))) ? [{ code: "part-above-whole", severity: "warning", line: sentence.line, quote: text, expected: "högst 100 procent", message: `${shares.map((value) => formatNumber(value)).join(" + ")} är ${formatNumber(sum(shares))} procent, mer än alla.`, evidence: [] }] : [];
}

/** "Omsorgen kostar 18 öre, grundskolan 14 öre … och övrigt 32 öre": of a krona. */
const ORE = /(?<value>\d{1,2}(?:,\d+)?)\s+öre(?![a-zà-ÿ])/giu;
function ofKrona({ sentence, sentence: { text } }: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const parts = [...text.matchAll(ORE)].map(({ groups }) => parseNumber(groups!["value"]!)!);
  if (parts.length < 4 || !/övrigt/iu.test(text) || !/kron/iu.test(`${before?.sentence.text ?? ""} ${text}`)) return [];
  return isOther(addSpans(parts.map((value) => spanOf(value)))) ? [{ code: "part-above-whole", severity: "warning", line: sentence.line, quote: text, expected: "100 öre", message: `Delarna av kronan är tillsammans ${formatNumber(sum(parts))} öre, inte 100.`, evidence: [] }] : [];
}

const ITEM = /^\s*(?:[•●*–-]\s*)?(?:(?<name>\p{L}[^\d\n%]{2,70}?)[:\s]\s*(?<after>\d{1,2}(?:[.,]\d+)?)\s*(?<unitAfter>%|procent|kr(?:onor)?|öre)|(?<before>\d{1,2}(?:[.,]\d+)?)\s*(?<unitBefore>%|procent|kr(?:onor)?|öre)\s+\p{L}[^\d\n]{2,70})\s*\.?$/u;
const HUNDRED_OF = /100\s+kronor|hundralapp|(?<![a-zà-ÿ])en\s+(?:skatte)?krona|skattekrona|hur\s+många\s+procent|pengar|fördel(?:as|ning|at)|används|användes/iu;
const [FEWEST_ITEMS, OVER] = [5, 8];
interface Item { readonly value: Decimal; readonly unit: string; readonly line: number }
/** A list of what each hundred went to, under words that say so. */
function listed({ lines }: Pick<Layout, "lines">): Finding[] {
  const runs: Item[][] = [];
  let run: Item[] = [];
  let blank = 0;
  for (const [at, text] of [...lines, "\u0000"].entries()) {
    const groups = ITEM.exec(text)?.groups;
    const value = groups ? parseNumber((groups["after"] ?? groups["before"])!.replace(".", ",")) : null;
    const unit = (groups?.["unitAfter"] ?? groups?.["unitBefore"] ?? "").replace("procent", "%").replace("kronor", "kr");
    if (value !== null && (!run.length || run[0]!.unit === unit)) run.push({ value, unit, line: at + 1 });
    else if (text.trim() || ++blank > 1) {
      if (run.length >= FEWEST_ITEMS) runs.push(run);
      run = [];
    }
    if (text.trim()) blank = 0;
  }
  return runs.flatMap((items): Finding[] => {
    const over = lines.slice(Math.max(0, items[0]!.line - 1 - OVER), items[0]!.line - 1).join(" ");
    const together = addSpans(items.map(({ value }) => spanOf(value)));
    const all = sum(items.map(({ value }) => value));
    // Twice as much is no slip: it is another list.
    if (!HUNDRED_OF.test(over) || !above(together) || compare(divide(subtract(all, HUNDRED), HUNDRED), "0.5") > 0) return [];
    const shown = items[0]!.unit === "%" ? "procent" : items[0]!.unit;
    return [{ code: "part-above-whole", severity: "warning", line: items.at(-1)!.line, quote: lines[items.at(-1)!.line - 1]!.trim(), expected: `100 ${shown}`, message: `De ${items.length} delarna är tillsammans ${formatNumber(all)} ${shown}, mer än hundra.`, evidence: [{ line: items[0]!.line, quote: lines[items[0]!.line - 1]!.trim() }] }];
  });
}

/** What is divided into shares of a hundred and comes to more. */
export const sharesOfHundredFindings = (sentences: readonly ToldSentence[], layout: Pick<Layout, "lines">): Finding[] => [...sentences.flatMap((told, at) => [...inSentence(told), ...ledBy(told), ...ofKrona(told, sentences[at - 1])]), ...listed(layout)];
