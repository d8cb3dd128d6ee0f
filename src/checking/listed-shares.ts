import { absolute, divide, isZero, multiply, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, tablesBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { overlaps, percentSpan, spanOf } from "./shown-span.ts";
import type { ToldNumber } from "./told-number.ts";
import { hasWords, sentenceWords, tellingWords } from "./telling-words.ts";
import type { ToldSentence } from "./told-sentence.ts";

/** "Skolan står för 26,8 procent av anmälningarna och polisen för 33,2 procent". */
const STANDS_FOR = /(?<![a-zà-ÿ])(?:står|stod|stått|svarar|svarade|svarat)\s+för\s/iu;

/** Several rows with their shares of the sum in one breath: where most of them are told as they are, the one that is not. */
export function listedShareFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }): Finding[] => {
    const shares = numbers.filter(({ about, unit, way }) => unit === "%" && !about && way === null);
    if (inCell || shares.length < 2 || !STANDS_FOR.test(text)) return [];
    const nearOf = (share: ToldNumber): string => text.slice(numbers[numbers.indexOf(share) - 1]?.end ?? 0, share.at);
    for (const { columns, rows } of tablesBeside(tables, sentence)) {
      const total = rows.findLast(({ label }) => isSum(label));
      if (!total) continue;
      const named = shares.map((share) => {
        const own = rows.filter((row) => row !== total && tellingWords(row.label).length > 0 && hasWords(tellingWords(row.label), sentenceWords(nearOf(share))));
        return { share, row: own.length === 1 ? own[0]! : null };
      });
      if (named.some(({ row }) => row === null)) continue;
      const judged = columns.flatMap(({ kind }, at) => {
        const all = total.cells[at] ?? null;
        return kind !== "value" || all === null || isZero(all) ? [] : [named.map(({ row, share }) => ({ share, row: row as FigureRow, part: (row as FigureRow).cells[at] ?? null, all: absolute(all) })).map((one) => ({ ...one, ok: one.part !== null && isShare(one.part, one.all, one.share) }))];
      });
      if (judged.some((column) => column.every(({ ok }) => ok))) return [];
      const best = judged.toSorted((a, b) => b.filter(({ ok }) => ok).length - a.filter(({ ok }) => ok).length)[0];
      const wrong = best?.filter(({ ok, part }) => !ok && part !== null) ?? [];
      if (!best || !best.some(({ ok }) => ok) || wrong.length !== 1) continue;
      const [{ all, part, row, share }] = wrong as [(typeof wrong)[number]];
      const expected = `${formatNumber(round(divide(multiply(absolute(part!), "100"), all), Math.max(1, scale(share.value))))} %`;
      return [{ code: "told-share", severity: "warning", line: lineAt(sentence, share.at), quote: text, expected, message: `Texten säger ${share.written}, men »${row.label}« är ${expected} av »${total.label}« i tabellen.`, evidence: [{ line: row.line, quote: row.quote }] }];
    }
    return [];
  });
}
function isShare(part: Decimal, all: Decimal, { value }: ToldNumber): boolean {
  const span = percentSpan(spanOf(absolute(part)), spanOf(all));
  return span !== null && overlaps(span, spanOf(value));
}
