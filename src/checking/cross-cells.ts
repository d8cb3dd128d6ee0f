import { absolute, compare, multiply } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { inKronor, kronor, type FigureUnit } from "./figure-unit.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { firstTwo, isNamedBy, isSameWord, labelWords, tellingWords } from "./telling-words.ts";
import { measuresOf } from "./table-measures.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const [LEAST_WORD, FEWEST_COLUMNS] = [7, 3];
const FAR = ["4", "0.25"] as const;
const OTHERWISE = /(?<![a-zà-ÿ])(?:totalt|sammanlagt|tillsammans|varav|helårs|tidigare|föregående|förra|fjol|ytterligare|utöver)/iu;

interface CrossedRow { readonly table: FigureTable; readonly columns: readonly { readonly at: number; readonly words: readonly string[] }[]; readonly row: FigureRow }
/** A table of parts with a column for each thing that makes up the whole: "Löner och priser | Pensioner | Effektivisering". */
function crossed(table: FigureTable): { readonly at: number; readonly words: readonly string[] }[] {
  const measures = measuresOf(table).filter(({ columns, words }) => columns.length === 1 && words.length > 0);
  return table.unit === null || measures.length < FEWEST_COLUMNS ? [] : measures.map(({ columns, words }) => ({ at: columns[0]!, words }));
}
/** "Effektiviseringskravet" tells of the column "Effektivisering". */
const tells = (own: string, word: string): boolean => isSameWord(own, word) || (own.length >= LEAST_WORD && word.startsWith(own.slice(0, -1)));

/** Under a heading that is a row's name: what is told of a thing that the table has a column for, against the row's own cell. */
export function crossCellFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const known = tables.map((table) => ({ table, columns: crossed(table) })).filter(({ columns }) => columns.length > 0);
  if (!known.length) return [];
  const headed = new Map<string, readonly CrossedRow[]>();
  const rowsUnder = (heading: string): readonly CrossedRow[] => {
    const before = headed.get(heading);
    if (before) return before;
    const words = tellingWords(heading.replace(/^\d+(?:\.\d+)*\.?\s+/u, ""));
    const under = words.length ? known.flatMap(({ columns, table }) => { const rows = firstTwo(table.rows, ({ label }) => isNamedBy(label, words) && labelWords(label).length === words.length); return rows.length === 1 ? [{ columns, row: rows[0]!, table }] : []; }) : [];
    headed.set(heading, under);
    return under;
  };
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, section, text } }): Finding[] => {
    const money = numbers.filter(({ about, unit }) => isMoney(unit) && !about);
    if (inCell || money.length !== 1 || OTHERWISE.test(text)) return [];
    const words = fold(text).split(" ").filter((word) => word.length >= LEAST_WORD);
    const found = rowsUnder(section.heading).flatMap(({ columns, row, table }) => {
      const named = columns.filter((column) => column.words.some((own) => own.length >= LEAST_WORD && words.some((word) => tells(own, word))));
      const cell = named.length === 1 ? (row.cells[named[0]!.at] ?? null) : null;
      return cell === null ? [] : [{ row, cell: absolute(cell), unit: table.unit!, heading: table.columns[named[0]!.at]!.heading, table }];
    });
    const [number] = money as [(typeof money)[number]];
    const [first] = found;
    const isRight = (cell: string, unit: FigureUnit): boolean => meets(inKronor(spanOf(cell), unit), spanOfTold(number));
    if (!first || found.some(({ cell, unit }) => isRight(cell, unit))) return [];
    // What all of them have of it, or another of the row's own, is told of too.
    const totals = first.table.rows.filter(({ label }) => isSum(label)).flatMap(({ cells }) => cells).concat(first.row.cells);
    if (totals.some((cell) => cell !== null && isRight(absolute(cell), first.unit))) return [];
    const [told, right] = [kronor(number.value, number.unit as FigureUnit), kronor(first.cell, first.unit)];
    if (compare(told, multiply(right, FAR[0])) > 0 || compare(told, multiply(right, FAR[1])) < 0 || compare(told, right) === 0) return [];
    const expected = `${formatNumber(first.cell)} ${first.unit}`;
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `Texten säger ${number.written}, men »${first.heading}« för ${first.row.label} är ${expected} i tabellen.`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
  });
}
