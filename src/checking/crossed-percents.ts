import { absolute, round, scale } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import type { FigureRow, FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import type { ToldNumber } from "./told-number.ts";
import { isSameWord, tellingWords } from "./telling-words.ts";
import type { ToldSentence } from "./told-sentence.ts";

/** Where a row's name begins in a sentence; −1 where it is not there. */
const placeOf = (text: string, { label }: FigureRow): number => {
  const [first] = tellingWords(label).toSorted((a, b) => b.length - a.length);
  return first === undefined ? -1 : ([...text.matchAll(/[A-Za-zÀ-ÿ-]+/gu)].find((word) => isSameWord(fold(word[0]), first))?.index ?? -1);
};

/** "Besöken har ökat med 31 procent och utlånen med 13": each is the other's. */
export function crossedPercentFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, section, text } }): Finding[] => {
    const percents = numbers.filter(({ unit }) => unit === "%");
    const [one, two] = percents;
    if (inCell || !one || !two || percents.length !== 2) return [];
    for (const table of tables.filter((other) => other.section === section.line)) {
      const at = table.columns.findIndex(({ kind }) => kind === "percent");
      const named = at < 0 ? [] : table.rows.flatMap((row) => { const place = placeOf(text, row); return place >= 0 && row.cells[at] !== null && row.cells[at] !== undefined ? [{ row, place, percent: absolute(row.cells[at]!) }] : []; }).toSorted((a, b) => a.place - b.place);
      const [a, b] = named;
      if (!a || !b || named.length !== 2 || a.place === b.place) continue;
      const is = (number: ToldNumber, { percent }: typeof a): boolean => meets(spanOf(number.value), { low: percent, high: percent }) || meets(spanOf(number.value), spanOf(round(percent, scale(number.value))));
      if (is(one, a) || is(two, b) || !is(one, b) || !is(two, a)) continue;
      return [{ code: "told-other", severity: "warning", line: lineAt(sentence, one.at), quote: text, expected: `${formatNumber(a.percent)} % och ${formatNumber(b.percent)} %`, message: `Procenttalen för »${a.row.label}« och »${b.row.label}« har bytt plats: i tabellen är de ${formatNumber(a.percent)} och ${formatNumber(b.percent)}.`, evidence: [{ line: a.row.line, quote: a.row.quote }, { line: b.row.line, quote: b.row.quote }] }];
    }
    return [];
  });
}
