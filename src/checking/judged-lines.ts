import { compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { tableLines, type Layout } from "../reading/layout.ts";
import { waysToPart } from "../reading/flattened-row.ts";
import type { Finding } from "./finding.ts";

/** A line of a table that has kept only its lines, which ends with a verdict. */
export interface CheckedVerdict { readonly text: string; readonly verdict: string; readonly line: number }
const VERDICT = /\s(?<verdict>slutfört?|slutförd|klart?|genomförd?|genomfört|avslutat?|pågår(?: enligt plan| med avvikelse)?|(?:ej|inte) påbörja[dt]|ja|nej|(?:delvis |ej |inte |helt )?(?:uppnått|uppfyllt|uppfylld|uppfyllda|nått)|uppnås(?: delvis| ej| inte)?|uppfylls(?: delvis| ej| inte)?|nås(?: ej| inte)?)\s*$/iu;
const [FEWEST, WRAPPED] = [4, 2];
/** What is longer is no row of a table. */
const LONGEST = 300;

/** Lines with verdicts that follow each other, some of them broken in two, with the line that stands over them. */
export function judgedLines({ blocks, lines }: Pick<Layout, "blocks" | "lines">): { readonly over: string; readonly line: number; readonly rows: readonly CheckedVerdict[] }[] {
  const inTables = tableLines(blocks);
  const found: { over: string; line: number; rows: CheckedVerdict[] }[] = [];
  let last = -1;
  for (const [at, text] of lines.entries()) {
    const verdict = text.length > LONGEST || inTables.has(at + 1) || /[\t|]/.test(text) || /[.:]\s*$/.test(text) ? undefined : VERDICT.exec(text)?.groups!["verdict"];
    if (verdict === undefined) continue;
    const between = lines.slice(last + 1, at);
    const goesOn = last >= 0 && between.length <= WRAPPED && between.every((one) => one.trim() && !/[.]\s*$/.test(one));
    if (!goesOn) found.push({ over: lines.slice(Math.max(0, at - 6), at).join(" "), line: at + 1, rows: [] });
    found.at(-1)!.rows.push({ text, verdict, line: at + 1 });
    last = at;
  }
  return found.filter(({ rows }) => rows.length >= FEWEST);
}

const TARGET = /^(?<label>.*\p{L}[^\d]*?)\s(?<way>minst|högst)\s+(?<numbers>[\d][\d\s,]*)\s(?<verdict>\D+)$/iu;
const REACHED = /^(?:ja|uppnått|uppfyllt|uppfylld|helt uppfyllt|helt uppnått|uppnås|uppfylls|nås|nått)$/iu;
const NOT_REACHED = /^(?:nej|(?:delvis|ej|inte) (?:uppnått|uppfyllt|uppfylld|nått)|(?:uppnås|uppfylls|nås) (?:delvis|ej|inte))$/iu;

/** "16 15 högst 14 Uppfylld": the outcomes may stand before the target. */
const TARGET_LAST = /^(?<label>.*?\p{L}[^\d]*?)\s(?<numbers>\d[\d\s,]*)\s(?<way>minst|högst)\s+(?<target>\d[\d\s,]*?)\s(?<verdict>[^\d]+)$/iu;
function turned(text: string): { readonly numbers: string; readonly verdict: string; readonly way: string } | null {
  const { numbers, target, verdict, way } = TARGET_LAST.exec(text)?.groups ?? {};
  return numbers === undefined ? null : { numbers: `${target} ${numbers}`, verdict: verdict!, way: way! };
}
interface ReadTarget { readonly row: CheckedVerdict; readonly way: string; readonly reached: boolean; readonly ways: readonly (readonly [target: Decimal, ...rest: Decimal[]])[] }
function targetsOf(rows: readonly CheckedVerdict[]): ReadTarget[] {
  return rows.flatMap((row): ReadTarget[] => {
    const { numbers, verdict, way } = turned(row.text.trim()) ?? TARGET.exec(row.text.trim())?.groups ?? {};
    const reached = verdict === undefined ? null : REACHED.test(verdict.trim()) ? true : NOT_REACHED.test(verdict.trim()) ? false : null;
    if (numbers === undefined || reached === null) return [];
    const figures = numbers.trim().split(/\s+/);
    const ways = [2, 3, 4].flatMap((count) => waysToPart(figures, count)).map((cells) => cells.flatMap((cell) => parseNumber(cell) ?? []));
    return ways.length ? [{ row, way: way!.toLowerCase(), reached, ways: ways as unknown as ReadTarget["ways"] }] : [];
  });
}

/** "Bygglov, veckor högst 6,0 6,8 Ja": where the outcome stands is where most verdicts agree with it. */
export function judgedLineFindings(layout: Layout): Finding[] {
  return judgedLines(layout).flatMap(({ rows }): Finding[] => {
    const targets = targetsOf(rows);
    // So many numbers as most lines have, and one way to read each of them.
    const counts = Map.groupBy(targets.flatMap(({ ways }) => [...new Set(ways.map(({ length }) => length))]), (count) => count);
    const [count] = [...counts].toSorted((a, b) => b[1].length - a[1].length || a[0] - b[0])[0] ?? [];
    if (count === undefined || targets.length < FEWEST) return [];
    const read = targets.flatMap(({ ways, ...target }) => { const own = ways.filter(({ length }) => length === count); return own.length === 1 ? [{ ...target, values: own[0]! }] : []; });
    const judged = Array.from({ length: count - 1 }, (_, index) => index + 1).map((at) => read.map((target) => ({ ...target, value: target.values[at]!, right: (target.way === "minst" ? compare(target.values[at]!, target.values[0]) >= 0 : compare(target.values[at]!, target.values[0]) <= 0) === target.reached })));
    const best = judged.toSorted((a, b) => b.filter(({ right }) => right).length - a.filter(({ right }) => right).length)[0] ?? [];
    const wrong = best.filter(({ right }) => !right);
    if (best.length < FEWEST || wrong.length * 4 > best.length) return [];
    return wrong.map(({ reached, row, value, values: [target], way }): Finding => ({ code: "target-status", severity: "warning", line: row.line, quote: row.text.trim(), expected: reached ? "inte uppfyllt" : "uppfyllt", message: `Bedömningen är »${row.verdict}«, men utfallet ${formatNumber(value)} ${reached ? "når inte" : "når"} målet ${way} ${formatNumber(target)}.`, evidence: [] }));
  });
}
