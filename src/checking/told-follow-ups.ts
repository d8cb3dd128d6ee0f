import { absolute, compare, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { monthOf } from "../reading/table-cells.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import { inKronor } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { meets, movedSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { hasWords, sentenceWords, tellingWords } from "./telling-words.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";

const FEWEST_FOLLOW_UPS = 2;
/** "Maj", "majprognosen". */
const MONTHS = MONTH_NAMES.map((name) => ({ name, pattern: new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])${name}(?:s?prognos[a-zà-ÿ]*|s?uppföljning[a-zà-ÿ]*)?(?![A-Za-zÀ-ÿ])`, "iu") }));
const monthsIn = (text: string): string[] => MONTHS.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name);
/** A column for each follow-up of the year: "Mars", "30 april", "Prognos augusti"; and what it became, last. */
function followUpsOf({ columns }: FigureTable): { readonly at: number; readonly month: string | null }[] {
  const found = columns.flatMap(({ heading, kind }, at) => {
    const month = monthsIn(heading)[0] ?? heading.split(/\s+/u).flatMap((word) => MONTH_NAMES[monthOf(word) ?? -1] ?? [])[0] ?? null;
    return kind !== "percent" && !/^(?:for)?andring|skillnad/.test(fold(heading)) && (month || /utfall|bokslut/.test(fold(heading))) ? [{ at, month }] : [];
  });
  return found.filter(({ month }) => month !== null).length >= FEWEST_FOLLOW_UPS ? found : [];
}
const SINCE = /(?<![a-zà-ÿ])(?:jämfört\s+med|sedan|än|mot|från)\s+(?<since>[^.,;\d]{3,40})/giu;
const MOVES = /förbättra|försämra|bättre|sämre/iu;

/** "Sedan maj har helårsprognosen försämrats med 2,4 mkr", where that is how it moved between two other follow-ups of the table beside. */
export function followUpFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const having = tables.filter((table) => table.unit !== null && followUpsOf(table).length > 0);
  return having.length === 0 ? [] : sentences.flatMap(({ numbers, sentence, sentence: { inCell, section, text } }): Finding[] => {
    if (inCell || !MOVES.test(text) || !/prognos|utfall|bokslut/iu.test(text)) return [];
    const bases = [...text.matchAll(SINCE)].flatMap(({ groups }) => monthsIn(groups!["since"]!));
    const [base] = bases;
    const told = numbers.filter(({ unit, value }) => isMoney(unit) && digitsOf(value) >= 2);
    const [number] = told;
    if (!base || new Set(bases).size !== 1 || !number || told.length !== 1) return [];
    const beside = having.filter((one) => one.section === section.line);
    for (const table of beside.length ? beside : having.length === 1 ? having : []) {
      const followUps = followUpsOf(table);
      const from = followUps.find(({ month }) => month === base);
      // "Oktoberprognosen var bättre än den i augusti": to the one that is named, else to the last.
      const others = followUps.filter(({ month }) => month !== null && month !== base && monthsIn(text).includes(month));
      const to = others.length ? others[0] : followUps.at(-1);
      if (!from || !to || from === to || others.length > 1 || (!others.length && (to.month === null) !== /utfall|bokslut/iu.test(text))) continue;
      const words = sentenceWords(text);
      const named = table.rows.filter(({ label }) => !isSum(label) && tellingWords(label).length > 0 && hasWords(tellingWords(label), words));
      const row = named.length === 1 ? named[0] : named.length ? undefined : table.rows.find(({ label }) => isSum(label));
      const finding = row ? judge(table, row, followUps, { from, to, number }) : null;
      if (finding) return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: finding.expected, message: finding.message, evidence: [{ line: row!.line, quote: row!.quote }] }];
    }
    return [];
  });
}
interface Asked { readonly from: { readonly at: number }; readonly to: { readonly at: number }; readonly number: ToldNumber }
function judge({ columns, unit }: FigureTable, row: FigureRow, followUps: readonly { readonly at: number }[], { from, number, to }: Asked): { readonly expected: string; readonly message: string } | null {
  const cell = (at: number): Decimal | null => row.cells[at] ?? null;
  const isMoved = (a: Decimal, b: Decimal): boolean => meets(inKronor(movedSpan(a, b), unit!), spanOfTold(number));
  const [a, b] = [cell(from.at), cell(to.at)];
  if (a === null || b === null || isMoved(a, b)) return null;
  // It is how far it moved between two others: the sentence of the last report has been left.
  const pair = followUps.flatMap((one) => followUps.filter(({ at }) => at > one.at).map((other) => ({ one, other }))).find(({ one, other }) => { const [x, y] = [cell(one.at), cell(other.at)]; return x !== null && y !== null && compare(x, y) !== 0 && isMoved(x, y); });
  if (!pair) return null;
  const expected = `${formatNumber(absolute(subtract(b, a)))} ${unit}`;
  return { expected, message: `${number.written} är skillnaden mellan »${columns[pair.one.at]!.heading}« och »${columns[pair.other.at]!.heading}« för »${row.label}«; från »${columns[from.at]!.heading}« till »${columns[to.at]!.heading}« är den ${expected}.` };
}
