import { compare, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";
import { isSlip, isTurned } from "./one-digit.ts";
import { addSpans, meets, spanOf } from "./shown-span.ts";

/** "• Äldreomsorg: 11 534 kronor", "Centerpartiet | 4": a line of a list with one amount. */
const ITEM = /^(?:[•●*–-] ?)?(?:(?<name>\p{L}[^:|\d]{1,80}?) ?: ?|(?<cell>\p{L}[^|]{1,80}?) ?\| ?)(?<amount>[−–-]?\d{1,3}(?: \d{3})*(?:,\d+)?)(?: ?(?<unit>kronor|kr|tkr|mkr|mnkr|st))?\.?$/u;
const LONGEST = 160;
/** What is no part, but another way to look at the same. */
const NO_PART = /^(?:ingående|utgift|hyra|avgår|avdrag|varav|därav|budget|utfall|avvikelse|prognos|bokslut|andel|snitt|medel)/iu;
const TOTAL = /^(?:totalt?|summa|sammanlagt)(?:\s+antal\s+\p{L}+)?$/iu;
const FEWEST = 3;
interface Item { readonly name: string; readonly amount: Decimal; readonly unit: string; readonly line: number; readonly quote: string }

/** A list of amounts with its total last: "TOTALT: 60 521 kronor". */
export function listedTotalFindings({ lines }: Pick<Layout, "lines">): Finding[] {
  const found: Finding[] = [];
  let items: Item[] = [];
  for (const [at, text] of lines.entries()) {
    const groups = text.length > LONGEST ? undefined : ITEM.exec(text.trim().replace(/^\|\s*|\s*\|$/gu, "").replaceAll("\t", "|").replace(/\s+/gu, " "))?.groups;
    const amount = groups ? parseNumber(groups["amount"]!) : null;
    if (!groups || amount === null) {
      if (text.trim()) items = [];
      continue;
    }
    const item: Item = { name: (groups["name"] ?? groups["cell"])!.trim(), amount, unit: groups["unit"] ?? "", line: at + 1, quote: text.trim() };
    if (!TOTAL.test(item.name)) {
      items = items.length && items[0]!.unit !== item.unit ? [item] : [...items, item];
      continue;
    }
    const own = items;
    items = [];
    const all = sum(own.map((one) => one.amount));
    // What is counted is not rounded; and a mean is no larger than the largest.
    const isCounted = item.unit === "st" || /\santal\s/iu.test(item.name);
    const isRight = isCounted ? compare(all, amount) === 0 : meets(addSpans(own.map((one) => spanOf(one.amount))), spanOf(amount)) || own.some(({ amount: part }) => compare(part, amount) >= 0);
    // Kinds that overlap, or what goes out: only what is so but for a figure is a slip.
    const isSlipped = isSlip(all, amount) || own.some((one) => isTurned(subtract(amount, subtract(all, one.amount)), one.amount));
    if (!isSlipped || own.length < FEWEST || own.some(({ name }) => NO_PART.test(name)) || own[0]!.unit !== item.unit || isRight) continue;
    found.push({ code: "table-total", severity: "warning", line: item.line, quote: item.quote, expected: formatNumber(all), message: `»${item.name}« är ${formatNumber(amount)}, men de ${own.length} raderna före är tillsammans ${formatNumber(all)} (${formatNumber(subtract(amount, all))}).`, evidence: own.map(({ line, quote }) => ({ line, quote })) });
  }
  return found;
}
