import { fold, type Layout } from "./layout.ts";
import type { ReadStatement, ReadStatementRow } from "./reading.ts";
import { splitGroupedNumbers } from "./scanned-values.ts";

const COLUMN = /((?:f\S{0,2}rslag )?budget|f\S{0,2}rslag|prognos|utfall|f\S{0,3}r.ndring|nettokostnad|antal dygn|dygn|belopp)(?: (20\d\d))?/gi;
const ROW = /^((?:20\d\d(?: \p{L}+)?|(?:budget|utfall|prognos) 20\d\d)|.*?\p{L}.*?)\s+((?:[+-]?\d[\d.,]*\s*)+)$/iu;
const UNIT = /\b(mnkr|mkr|tkr)\b/;
const NOT_A_TABLE = /[.:]$|\b(tabell|kap\.?|§)\b/i;

/** Of several ways to group the digits, the one without giant numbers: the columns of a row are of a size. */
const smallest = (ways: readonly string[][]): string[] => {
  const size = (way: readonly string[]) => Math.max(...way.map((value) => value.replace(/\D/g, "").length));
  return ways.filter((way) => size(way) <= 9).reduce((best, way) => (size(way) < size(best) ? way : best), ways[0]!);
};

/** Finds money tables whose rows have become lines of text: a heading of column words, then labels with figures. */
export function readScannedStatements(layout: Layout): ReadStatement[] {
  const lines = layout.lines.map((text, index) => ({ text: text.replace(/\|/g, " ").replace(/\s+/g, " ").trim(), line: index + 1 }));
  const found: ReadStatement[] = [];
  let index = 0;
  while (index < lines.length) {
    const heading = lines[index]!;
    const columns = [...heading.text.matchAll(COLUMN)].map((match) => match[0]);
    if (columns.length < 2 || heading.text.length > 110 || NOT_A_TABLE.test(heading.text)) {
      index++;
      continue;
    }
    const rows: ReadStatementRow[] = [];
    let at = index + 1;
    for (let misses = 0; at < lines.length && misses < 7; at++) {
      const { text, line } = lines[at]!;
      const match = ROW.exec(text);
      const ways = match ? splitGroupedNumbers(match[2]!.trim().split(" "), columns.length) : [];
      if (match && ways.length > 0 && !NOT_A_TABLE.test(text)) {
        rows.push({ label: match[1]!, cells: smallest(ways), line, sure: false });
        misses = 0;
      } else if (rows.length && text && !match) break;
      else misses++;
    }
    if (rows.length >= 2) {
      const above = lines.slice(Math.max(0, index - 4), index).reverse().find(({ text }) => text.length > 3);
      const near = lines.slice(Math.max(0, index - 2), index + 6).map(({ text }) => text).join(" ");
      found.push({
        title: above && above.text.length < 110 ? above.text : heading.text,
        unit: UNIT.exec(fold(near))?.[1] ?? null,
        kind: columns.every((column) => /budget|ndring/i.test(column)) ? "budget" : "activities",
        columns,
        rows,
        footnotes: [],
        line: heading.line,
        sure: false,
      });
      index = at;
    } else index++;
  }
  return found;
}
