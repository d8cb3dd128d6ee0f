import { compare, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { tableLines, type Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";
import { isTurned } from "./one-digit.ts";

const TOTAL = /^\s*(?:totalt?|summa)\s*:?\s+(?<total>\d{1,3}(?: \d{3})*|\d+)\s*$/iu;
const ITEM = /^\s*(?:\p{L}.*?|(?:19|20)\d\d)[:,]?\s(?<value>\d{1,3}(?: \d{3})+|\d+)\s*$/u;
const HEAD = /(?<!\p{L})(?:belopp|tkr|mnkr|mkr|kr|kostnad|budget|antal|utgift)(?!\p{L})/iu;
const [FEWEST, MOST_LINES, LONGEST, FEWEST_DIGITS] = [3, 40, 120, 3];
/** Whether a sum is told without the last of what it is of. */
const isWithoutLast = (told: Decimal, all: Decimal, values: readonly Decimal[]): boolean => compare(told, subtract(all, values.at(-1)!)) === 0;

const GIVEN = /(?<!\p{L})(?:sammanlagt|totalt|tillsammans)\s+(?<total>\d{1,3}(?: \d{3})*|\d+)\s+(?<unit>tkr|kr|kronor|mkr|mnkr)(?!\p{L})/iu;
const GIVEN_ITEM = /^\s*\p{Lu}[^,]+,.*?,\s*(?<value>\d{1,3}(?: \d{3})*|\d+)\s*$/u;
const [NEAR, MOST_ITEMS] = [4, 60];
/** "Fördelar sammanlagt 458 tkr enligt förteckningen", and below it lines that each end with what one is given. */
export function givenTotalFindings({ lines }: Layout): Finding[] {
  return lines.flatMap((text, at): Finding[] => {
    const { total, unit } = (text.length > 4 * LONGEST ? null : GIVEN.exec(text))?.groups ?? {};
    const from = total ? lines.slice(at + 1, at + 1 + NEAR).findIndex((line) => GIVEN_ITEM.test(line)) : -1;
    if (!total || from < 0) return [];
    const rest = lines.slice(at + 1 + from, at + 1 + from + MOST_ITEMS);
    const end = rest.findIndex((line) => !GIVEN_ITEM.test(line));
    const items = (end < 0 ? rest : rest.slice(0, end)).map((line) => parseNumber(GIVEN_ITEM.exec(line)!.groups!["value"]!)!);
    const [all, told] = [sum(items), parseNumber(total)!];
    if (items.length < FEWEST || compare(all, told) === 0 || !(isTurned(all, told) || isWithoutLast(told, all, items))) return [];
    return [{ code: "sum-told", severity: "warning", line: at + 1, quote: text.trim(), expected: `${formatNumber(all)} ${unit}`, message: `Texten säger ${total} ${unit}, men de ${items.length} som räknas upp får tillsammans ${formatNumber(all)}.`, evidence: [{ line: at + 2 + from, quote: rest[0]!.trim() }] }];
  });
}

/** "Inventarier 600", "Larm 100", "Totalt 3980", each on a line of its own under what they are: the sum, where two figures of it or of one of them have changed places. */
export function linesToTotalFindings({ blocks, lines }: Layout): Finding[] {
  const inTables = tableLines(blocks);
  return lines.flatMap((text, at): Finding[] => {
    const total = text.length > LONGEST || inTables.has(at + 1) ? undefined : TOTAL.exec(text)?.groups!["total"];
    if (!total) return [];
    const above = lines.slice(Math.max(0, at - MOST_LINES), at);
    const head = above.findLastIndex((line) => HEAD.test(line) && !ITEM.test(line));
    const items = head < 0 ? [] : above.slice(head + 1).flatMap((line) => { const value = line.length > LONGEST ? undefined : ITEM.exec(line)?.groups!["value"]; return value ? [{ line, value: parseNumber(value)! }] : []; });
    // A line of prose ends what stands over it.
    if (head < 0 || !items.length || above.slice(head + 1).some((line) => line.length > LONGEST || /[.!?]\s*$/.test(line) || /\d{1,2}[.,]\d|%/.test(line) || (line.match(/\d+/gu)?.length ?? 0) > 2)) return [];
    const values = items.map(({ value }) => value);
    const [all, told] = [sum(values), parseNumber(total)!];
    if (compare(all, told) === 0 || told.length < FEWEST_DIGITS || (items.length < FEWEST && items.length !== 1)) return [];
    // The last that came was not added up.
    const left = items.length > FEWEST && isWithoutLast(told, all, values);
    const slip = left || isTurned(all, told) ? null : items.find(({ value }) => value.length >= FEWEST_DIGITS && isTurned(value, subtract(told, subtract(all, value))));
    if (slip === undefined) return [];
    return [{ code: "table-total", severity: "warning", line: at + 1, quote: text.trim(), expected: formatNumber(all), message: `Raderna ovanför är tillsammans ${formatNumber(all)}, men här står ${formatNumber(told)}${slip ? `; »${slip.line.trim()}« kan ha två siffror som har bytt plats` : left ? `, som är utan »${items.at(-1)!.line.trim()}«` : ""}.`, evidence: [{ line: at - above.length + head + 1, quote: above[head]!.trim() }] }];
  });
}
