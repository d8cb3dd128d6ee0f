import { absolute, compare, divide, multiply, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import { monthColumns, tablesBeside, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";

/** "Andra halvåret var lugnare än det första, 597 anmälningar mot 620": the half that is told of, and the other. */
const HALVES = new RegExp(String.raw`(?<![a-zà-ÿ])(?<half>första|andra)\s+halvåret[^.;\d]{0,80}?(?<one>${NUMBER})\s+(?:[a-zà-ÿ]+\s+)?(?:mot|jämfört\s+med)\s+(?<other>${NUMBER})(?!\s*(?:procent|%)|,\d|\d)`, "iu");
const [HALF, YEAR] = [6, 12];
/** What is further off is of something else, per cent. */
const FAR = "30";

/** A half-year that is told beside the months that it is of, where the other half is right. */
export function halfYearFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[]): Finding[] {
  const monthly = tables.filter((table) => monthColumns(table).length === YEAR);
  return monthly.length === 0 ? [] : sentences.flatMap((sentence): Finding[] => {
    const match = sentence.inCell ? null : HALVES.exec(sentence.text);
    if (!match) return [];
    const [one, other] = [match.groups!["one"]!, match.groups!["other"]!].map(parseNumber) as [Decimal | null, Decimal | null];
    if (one === null || other === null) return [];
    const isFirst = /första/iu.test(match.groups!["half"]!);
    for (const table of tablesBeside(monthly, sentence)) {
      const at = monthColumns(table);
      for (const row of table.rows) {
        const values = at.map((column) => row.cells[column] ?? null);
        if (values.includes(null)) continue;
        const [first, second] = [sum(values.slice(0, HALF) as Decimal[]), sum(values.slice(HALF) as Decimal[])];
        const [own, rest] = isFirst ? [first, second] : [second, first];
        const wrong = compare(other, rest) === 0 && compare(one, own) !== 0 ? { told: one, right: own } : compare(one, own) === 0 && compare(other, rest) !== 0 ? { told: other, right: rest } : null;
        if (!wrong || compare(wrong.right, "0") <= 0 || compare(divide(multiply(absolute(subtract(wrong.told, wrong.right)), "100"), wrong.right), FAR) > 0) continue;
        return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: formatNumber(wrong.right), message: `Texten säger ${formatNumber(wrong.told)}, men månaderna för »${row.label}« är tillsammans ${formatNumber(wrong.right)}.`, evidence: [{ line: row.line, quote: row.quote }] }];
      }
    }
    return [];
  });
}
