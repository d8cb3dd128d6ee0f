import { subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets, spanOf } from "./shown-span.ts";

/** "• Äldreomsorg: 11 534 kronor": a line of a list with one amount. */
const ITEM = /^\s*(?:[•●*–-]\s*)?(?<name>\p{L}[^:\d\n]{1,80}?)\s*:\s*(?<amount>[−–-]?\d{1,3}(?:[ \u00a0]\d{3})*(?:,\d+)?)\s*(?<unit>kronor|kr|tkr|mkr|mnkr|st|procent|%)?\s*\.?\s*$/u;
const TOTAL = /^(?:totalt?|summa|sammanlagt)$/iu;
const FEWEST = 3;
interface Item { readonly name: string; readonly amount: Decimal; readonly unit: string; readonly line: number; readonly quote: string }

/** A list of amounts with its total last: "TOTALT: 60 521 kronor". */
export function listedTotalFindings({ lines }: Pick<Layout, "lines">): Finding[] {
  const found: Finding[] = [];
  let items: Item[] = [];
  for (const [at, text] of lines.entries()) {
    const groups = ITEM.exec(text)?.groups;
    const amount = groups ? parseNumber(groups["amount"]!) : null;
    if (!groups || amount === null) {
      if (text.trim()) items = [];
      continue;
    }
    const item: Item = { name: groups["name"]!.trim(), amount, unit: groups["unit"] ?? "", line: at + 1, quote: text.trim() };
    if (!TOTAL.test(item.name)) {
      items = items.length && items[0]!.unit !== item.unit ? [item] : [...items, item];
      continue;
    }
    const own = items;
    items = [];
    if (own.length < FEWEST || own[0]!.unit !== item.unit || meets(addSpans(own.map((one) => spanOf(one.amount))), spanOf(amount))) continue;
    const all = sum(own.map((one) => one.amount));
    found.push({ code: "table-total", severity: "warning", line: item.line, quote: item.quote, expected: formatNumber(all), message: `»${item.name}« är ${formatNumber(amount)}, men de ${own.length} raderna före är tillsammans ${formatNumber(all)} (${formatNumber(subtract(amount, all))}).`, evidence: own.map(({ line, quote }) => ({ line, quote })) });
  }
  return found;
}
