import { absolute, compare, divide, isZero, multiply, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, formatSigned } from "../platform/swedish.ts";
import { fold, type Place } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isNet, isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import { FIGURE_UNITS, kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { addSpans, hasZero, lessSpan, meets, middleOf, spanOf, turned, type ShownSpan } from "./shown-span.ts";
import { isSameWord, labelWords } from "./telling-words.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** An area of a committee: its row in the table of frames, and what its own part of the text says. */
interface Area { readonly row: FigureRow; readonly sentences: readonly ToldSentence[] }
interface Frames { readonly table: FigureTable; readonly change: number; readonly areas: readonly Area[]; readonly without: readonly FigureRow[] }
const [FEWEST_AREAS, MOST_AREAS] = [3, 40];

interface Part { readonly heading: string; readonly line: Place; readonly sentences: readonly ToldSentence[] }
const LONGEST_PART = 150;
/** What stands from one heading on to where the next area begins: a machine takes rows of tables for headings. */
const until = (parts: readonly Part[], from: Part, others: readonly Part[]): readonly ToldSentence[] => { const end = others.map(({ line }) => line).filter((line) => line > from.line).toSorted((a, b) => a - b)[0]; return parts.filter(({ line }) => line >= from.line && (end === undefined || line < end) && line - from.line <= LONGEST_PART).flatMap(({ sentences }) => sentences); };
/** The areas that a table tells of, each with the part of the text whose heading is its name. A name that a machine has misread is known by its first word, where no other begins so. */
function framesOf(table: FigureTable, all: readonly Part[]): Frames | null {
  const parts = all.filter(({ line }) => line > table.line);
  const change = table.columns.findIndex(({ heading, kind }) => kind === "difference" && /^(?:for)?andring/.test(fold(heading)));
  if (change < 0 || table.unit === null || table.rows.length > MOST_AREAS) return null;
  const rows = table.rows.filter(({ label }) => !isSum(label) && !isNet(label) && !/totalt?$/.test(fold(label)));
  const isFirst = (label: string, other: string): boolean => { const [[a], [b]] = [labelWords(label), labelWords(other)]; return a !== undefined && b !== undefined && a.length > 3 && isSameWord(a, b); };
  const called = rows.flatMap((row): { row: FigureRow; part: Part }[] => {
    const words = labelWords(row.label);
    const whole = parts.filter(({ heading }) => { const own = labelWords(heading); return own.length === words.length && words.length > 0 && words.every((word, at) => isSameWord(word, own[at]!)); });
    const first = parts.filter(({ heading }) => isFirst(row.label, heading) && labelWords(heading).length === words.length);
    const [only, ...more] = whole.length ? whole : rows.filter(({ label }) => isFirst(label, row.label)).length === 1 ? first : [];
    return only && !more.length ? [{ row, part: only }] : [];
  });
  const begins = called.map(({ part }) => part);
  const areas = called.map(({ part, row }): Area => ({ row, sentences: until(parts, part, begins) }));
  return areas.length < FEWEST_AREAS ? null : { table, change, areas, without: rows.filter((row) => !areas.some((area) => area.row === row)) };
}

const FRAME = /(?<![a-zà-ÿ])(?:[a-zà-ÿ]*(?<!prog|(?<![a-zà-ÿ])g)ram(?:en|s|justering[a-zà-ÿ]*)?|kommunbidrag[a-zà-ÿ]*|anslag[a-zà-ÿ]*|kompens[a-zà-ÿ]+|effektiviserings?[a-zà-ÿ]*|ut[a-zà-ÿ]kad\s+budget)(?![a-zà-ÿ])/iu;
const LESS = /(?<![a-zà-ÿ])(?:minsk|sänk|reducer|effektivis|bespar|dras)[a-zà-ÿ]*/iu;
const MORE = /(?<![a-zà-ÿ])(?:[oö6]k(?:ar|at|as|ades?)|kompens|tillför|tillskjut|förstärk|ut[a-zà-ÿ]k|höj|ramjustering|fått)[a-zà-ÿ]*/iu;
/** What is no change from one year to the next: what is forecast, is left or was already there. */
const OTHERWISE = /(?<![a-zà-ÿ])(?:prognos|avvik|överskott|underskott|nettokostnad|varav|redan|permanent|totalt|sammanlagt|inom\s+ramen)[a-zà-ÿ]*/iu;

/** How far a number is within what it is a change of: more of the frame, or less; null where the sentence says both or neither. */
function changed({ sentence: { text } }: ToldSentence): 1 | -1 | null {
  const [less, more] = [LESS.test(text), MORE.test(text)];
  return less === more ? null : less ? -1 : 1;
}
const spanIn = (number: ToldNumber, unit: FigureUnit): ShownSpan => { const { high, low } = spanOfTold(number); return { low: divide(low, FIGURE_UNITS[unit]), high: divide(high, FIGURE_UNITS[unit]) }; };
const shownIn = (value: Decimal, unit: FigureUnit): string => formatNumber(divide(kronor(value, unit), FIGURE_UNITS.mkr), 1);

/** "Ramen uppgår till 59,5 mnkr": how much it is, and no change of it. */
const LEVEL = /(?<![a-zà-ÿ])(?:till|är|var|blir|blev|om|utgör|omfattar)\s+(?:cirka\s+|ca\s+)?$/iu;
const FEWEST_CHANGES = 3;
/** "Ramen ökar med 6,9 mnkr … 5,8 … Effektiviseringskravet minskar ramen med 4,2": what an area's part says that its frame is changed by, against the table's change. */
function toldChanges({ areas, change, table }: Frames): Finding[] {
  const unit = table.unit!;
  return areas.flatMap(({ row, sentences }): Finding[] => {
    const printed = row.cells[change] ?? null;
    const changes = sentences.filter(({ sentence: { inCell, text } }) => !inCell && FRAME.test(text) && !OTHERWISE.test(text)).flatMap((sentence) => {
      const way = changed(sentence);
      return way === null ? [] : sentence.numbers.filter((number) => isMoney(number.unit) && !LEVEL.test(sentence.sentence.text.slice(0, number.at))).map((number) => ({ sentence, number, way, span: way > 0 ? spanIn(number, unit) : turned(spanIn(number, unit)) }));
    });
    if (printed === null || isZero(printed) || changes.length < FEWEST_CHANGES) return [];
    // What comes first may be all that is changed; what follows is told of something else.
    const sums = changes.map((_, at) => addSpans(changes.slice(0, at + 1).map(({ span }) => span)));
    if (sums.some((whole) => meets(whole, spanOf(printed)))) return [];
    const whole = middleOf(sums.at(-1)!);
    const told = changes.map(({ number, way }) => `${way > 0 ? "+" : "−"}${number.written}`).join(" ");
    const [first] = changes;
    return [{ code: "told-movement", severity: "note", line: lineAt(first!.sentence.sentence, first!.number.at), quote: first!.sentence.sentence.text, expected: `${shownIn(printed, unit)} mkr`, message: `Texten om »${row.label}« nämner ${told}, tillsammans ${shownIn(whole, unit)} mkr, men tabellen har ${formatSigned(printed)} ${unit} i förändring.`, evidence: [{ line: row.line, quote: row.quote }, ...changes.slice(1).map(({ number, sentence }) => ({ line: lineAt(sentence.sentence, number.at), quote: sentence.sentence.text }))] }];
  });
}

/** "Pensionsomläggningen", "avtalspensioner": what compensation is for, in whatever word it stands. */
const FOR = /pension|effektiviseringskrav|hyres|lokalkostnad|löneökning|l[oö6]ne[oö]kning|kapitalkostnad|volym/iu;
/** The amount of a sentence that is for something: "för X", after it, or "X … med", before it. */
function amountFor({ numbers, sentence: { text } }: ToldSentence, about: string): ToldNumber | null {
  const money = numbers.filter(({ unit }) => isMoney(unit));
  const at = text.toLowerCase().indexOf(about);
  if (at < 0) return null;
  const [before, after] = [money.findLast((number) => number.end <= at), money.find((number) => number.at > at)];
  const led = after && /(?:med|på|om)\s+(?:cirka\s+|ca\s+)?$/iu.test(text.slice(at, after.at)) && (!before || /(?:och|samt|,)\s[^,]*$/u.test(text.slice(before.end, at + about.length))) ? after : null;
  return led ?? before ?? null;
}
const [LARGEST_LEFT, NEAR_TABLE, TWICE] = ["0.01", 40, "2"];
/** "Pensionsomläggningen har kompenserats med 16,4 mnkr", where the areas' own parts have 5,8, 6,8, 1,1, 1,8 and 0,5. */
function toldTogether({ areas, table, without }: Frames, sentences: readonly ToldSentence[]): Finding[] {
  const last = table.columns.findLastIndex(({ kind }) => kind === "value");
  const size = (rows: readonly FigureRow[]): Decimal => sum(rows.map(({ cells }) => absolute(cells[last] ?? "0")));
  const rest = size(without);
  const all = size(areas.map(({ row }) => row));
  if (isZero(all) || compare(divide(rest, all), LARGEST_LEFT) > 0) return [];
  const first = Math.min(...areas.map(({ sentences: [own] }) => own?.sentence.line ?? Infinity));
  return sentences.filter(({ sentence }) => !sentence.inCell && sentence.line < first && Math.abs(sentence.line - table.line) <= NEAR_TABLE).flatMap((sentence): Finding[] => {
    const about = FOR.exec(sentence.sentence.text)?.[0].toLowerCase();
    const [number, ...more] = sentence.numbers.filter(({ unit }) => isMoney(unit));
    if (!about || !number || more.length) return [];
    const parts = areas.flatMap(({ sentences: own }) => { const [only, ...others] = own.flatMap((one) => { const amount = FRAME.test(one.sentence.text) || MORE.test(one.sentence.text) ? amountFor(one, about) : null; return amount ? [{ sentence: one, amount }] : []; }); return only && !others.length ? [only] : []; });
    if (parts.length !== areas.length) return [];
    const together = addSpans(parts.map(({ amount }) => spanOfTold(amount)));
    // What has no part of its own in the text has its share, or twice that.
    const left = multiply(kronor(number.value, number.unit as FigureUnit), divide(multiply(rest, TWICE), all));
    const gap = lessSpan(spanOfTold(number), together);
    if (hasZero({ low: subtract(gap.low, left), high: gap.high })) return [];
    const expected = `${shownIn(middleOf(together), "kr")} mkr`;
    return [{ code: "sum-told", severity: "warning", line: lineAt(sentence.sentence, number.at), quote: sentence.sentence.text, expected, message: `Texten säger ${number.written}, men områdenas egna delar har ${parts.map(({ amount }) => amount.written).join(", ")}: tillsammans ${expected}.`, evidence: parts.map(({ amount, sentence: own }) => ({ line: lineAt(own.sentence, amount.at), quote: own.sentence.text })) }];
  });
}

/** What the areas' parts of a budget say of their frames, against the table of all frames and what is said of all together. */
export function areaFrameFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const headed = sentences.filter(({ sentence: { section } }) => section.heading !== "");
  const parts = [...Map.groupBy(headed, ({ sentence: { section } }) => section.line)].map(([line, own]): Part => ({ line, heading: own[0]!.sentence.section.heading, sentences: own }));
  const frames = tables.flatMap((table) => framesOf(table, parts) ?? []);
  return frames.flatMap((one) => [...toldChanges(one), ...toldTogether(one, sentences)]);
}
