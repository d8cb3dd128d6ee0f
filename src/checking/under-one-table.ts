import { absolute, compare, isZero, subtract } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import { kronor } from "./figure-unit.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const TOTAL = /(?<![a-zà-ÿ])(?:uppgår|uppgick|är|var|blev|blir)\s+(?:[a-zà-ÿ]+\s+){0,2}?(?:till\s+)?$/iu;
const MOVED = /(?<![a-zà-ÿ])(?:en\s+)?(?<way>ökning|minskning|höjning|sänkning)(?![a-zà-ÿ])[^.;]{0,60}?(?:jämfört\s+med|mot|från|sedan)\s+(?:år\s+)?(?<year>(?:19|20)\d\d)(?!\d)/iu;
/** The budget of this year "uppgår till 0,1 mkr, en ökning jämfört med 2022", above a table whose sum is less than that year's. */
export function underOneTableFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence }): Finding[] => {
    const moved = sentence.inCell ? null : MOVED.exec(sentence.text);
    const [number] = numbers;
    if (!moved || !number || !isMoney(number.unit) || !TOTAL.test(sentence.text.slice(0, number.at)) || number.at > moved.index) return [];
    const own = tables.filter(({ section }) => section === sentence.section.line);
    const [table] = own;
    const sum = table?.rows.find(({ label }) => isSum(label));
    if (!table || own.length > 1 || !sum || table.unit === null) return [];
    const [now, then] = [table.columns.findIndex(({ kind, year }, at) => kind === "value" && year !== moved.groups!["year"] && sum.cells[at] !== null && compare(kronor(absolute(sum.cells[at]!), table.unit!), kronor(number.value, number.unit as "kr")) === 0), table.columns.findIndex(({ kind, year }) => kind === "value" && year === moved.groups!["year"])];
    const [a, b] = [sum.cells[now] ?? null, sum.cells[then] ?? null];
    if (a === null || b === null) return [];
    const difference = subtract(absolute(a), absolute(b));
    const up = /ökning|höjning/iu.test(moved.groups!["way"]!);
    if (isZero(difference) || compare(difference, "0") > 0 === up) return [];
    return [{ code: "told-way", severity: "error", line: lineAt(sentence, moved.index), quote: sentence.text, expected: up ? "minskning" : "ökning", message: `Texten säger ${moved.groups!["way"]}, men från ${formatNumber(absolute(b))} till ${formatNumber(absolute(a))} är det en ${up ? "minskning" : "ökning"}.`, evidence: [{ line: sum.line, quote: sum.quote }] }];
  });
}
