import { absolute, compare, divide, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { fold } from "../reading/layout.ts";
import { tablesBeside, type FigureTable } from "./figure-table.ts";
import { inKronor, kronor, type FigureUnit } from "./figure-unit.ts";
import { addSpans, meets, movedSpan, percentSpan, spanOf, turned, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";
import { hasWords, sentenceWords, tellingWords } from "./telling-words.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";

/** The sum of what has just been told: "tillsammans 67,5 mnkr". */
const TOGETHER = /(?<![a-zà-ÿ])(?:tillsammans|sammanlagt|sammantaget|totalt|summan|summa|ihop)(?![a-zà-ÿ])(?:\s+[a-zà-ÿ]+){0,4}\s*$/iu;
const BETWEEN_PARTS = /(?<![a-zà-ÿ])(?:varav|från|till|jämfört|budget[a-zà-ÿ]*|prognos[a-zà-ÿ]*|än|mot|av)(?![a-zà-ÿ])/iu;
const NEAR_ENOUGH = "0.25";
const isNear = (said: Decimal, right: Decimal): boolean => !isZero(right) && compare(absolute(divide(subtract(said, right), right)), NEAR_ENOUGH) <= 0;
const shownAs = (value: Decimal, { unit, written }: ToldNumber): string => `${formatNumber(value)}${unit === "count" ? "" : ` ${isMoney(unit) ? written.replace(/^[\d\s,\u00a0\u202f−–-]+/u, "") : unit}`}`;
/** All ways to leave some numbers out, but for two of them at least. */
const subsets = (parts: readonly ToldNumber[]): ToldNumber[][] => parts.reduce<ToldNumber[][]>((all, part) => [...all, ...all.map((some) => [...some, part])], [[]]).filter((some) => some.length > 1);
const MOST_PARTS = 6;

/** "Lärkan kostade 41,3 mnkr och vattenverket 35,2, tillsammans 67,5 mnkr". */
function sums({ numbers, sentence, sentence: { section, text } }: ToldSentence, before: ToldSentence | undefined): Finding[] {
  return numbers.flatMap((number, at): Finding[] => {
    if (!TOGETHER.test(text.slice(numbers[at - 1]?.end ?? 0, number.at)) || number.about || number.unit === "%" || number.unit === "points") return [];
    // "De båda underskotten är tillsammans …": those that the sentence before it told of.
    const taken = at === 0 && TAKES_UP.test(text) && before?.sentence.section.line === section.line && !before.sentence.inCell ? before : undefined;
    const parts = (taken ? taken.numbers : numbers.slice(0, at)).filter(({ unit }) => unit === number.unit).map((part) => (taken ? { ...part, way: null } : part));
    // "2,2 miljoner, 8,2 miljoner och 700 000 kronor": a part in another unit is a part too.
    if (!taken && isMoney(number.unit) && numbers.slice(0, at).some(({ unit }) => isMoney(unit) && unit !== number.unit)) return [];
    if (taken && parts.length !== (COUNTS[TAKES_UP.exec(text)!.groups!["count"]?.toLowerCase() ?? ""] ?? parts.length)) return [];
    if (parts.length < 2 || parts.length > MOST_PARTS || parts.some(({ about, way }) => about || way !== null) || parts.some(({ value }) => compare(value, number.value) >= 0)) return [];
    // Means of months, and people who are told once each, are no parts of a sum.
    if (number.unit === "count" && (parts.some(({ value }) => value.includes(".")) || /(?<![a-zà-ÿ])(?:olika|unika|någon gång)(?![a-zà-ÿ])/iu.test(text))) return [];
    if (!taken && BETWEEN_PARTS.test(text.slice(parts[0]!.end, number.at))) return [];
    const right = sum(parts.map(({ value }) => value));
    if (!isNear(number.value, right) || subsets(parts).some((some) => meets(addSpans(some.map(({ value }) => (number.unit === "count" ? { low: value, high: value } : spanOf(value)))), number.unit === "count" ? { low: number.value, high: number.value } : spanOf(number.value)))) return [];
    return [{ code: "sum-told", severity: "error", line: lineAt(sentence, number.at), quote: text, expected: shownAs(right, number), message: `${parts.map(({ value }) => formatNumber(value)).join(" + ")} är ${formatNumber(right)}, inte ${formatNumber(number.value)}.`, evidence: taken ? [{ line: taken.sentence.line, quote: taken.sentence.text }] : [] }];
  });
}
const TAKES_UP = /^(?:(?:de|dessa|alla)\s+(?<count>båda|bägge|två|tre|fyra|fem)|det\s+(?:är|blir|ger|motsvarar)|tillsammans|sammanlagt|sammantaget)(?![a-zà-ÿ])/iu;
const COUNTS: Readonly<Record<string, number>> = { båda: 2, bägge: 2, två: 2, tre: 3, fyra: 4, fem: 5 };

/** "Personal och kapitalkostnader blev tillsammans 1 010 tkr lägre": what rows of one table are together. */
function rowSums({ numbers, sentence, sentence: { inCell, text } }: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  return numbers.flatMap((number, at): Finding[] => {
    const until = text.slice(numbers[at - 1]?.end ?? 0, number.at);
    const clause = until.split(/[.;:]|,\s+(?:medan|men|och)(?![a-zà-ÿ])|(?<![a-zà-ÿ])(?:medan|men)(?![a-zà-ÿ])/iu).at(-1)!;
    if (inCell || number.about || !/(?<![a-zà-ÿ])(?:tillsammans|sammanlagt|sammantaget)(?![a-zà-ÿ])/iu.test(clause) || !isMoney(number.unit) || digitsOf(number.value) < 2) return [];
    const words = sentenceWords(clause);
    for (const table of tablesBeside(tables, sentence).filter(({ unit }) => unit !== null)) {
      const named = table.rows.filter(({ label }) => tellingWords(label).length > 0 && hasWords(tellingWords(label), words));
      // Where more are named than the rows that are found, the sum is of them too.
      const listed = clause.split(/(?<![a-zà-ÿ])(?:tillsammans|sammanlagt|sammantaget)(?![a-zà-ÿ])/iu)[0]!.split(/,|\soch\s/u).filter((part) => /[a-zà-ÿ]{4,}/iu.test(part));
      if (named.length < 2 || (listed.length > 2 && listed.length > named.length) || new Set(named.map(({ label }) => fold(label))).size !== named.length || named.some(({ label }) => isTotalLabel(fold(label)))) continue;
      const columns = table.columns.flatMap((column, index) => (column.kind !== "percent" && named.every(({ cells }) => cells[index] !== null && cells[index] !== undefined) ? [{ column, cells: named.map(({ cells }) => cells[index]!) }] : []));
      const spans = [...columns.map(({ cells, column }) => ({ column, value: absolute(sum(cells)), span: addSpans(cells.map((cell) => spanOf(cell))) })), ...columns.map(({ cells, column }) => ({ column, value: absolute(sum(cells.map((cell) => absolute(cell)))), span: addSpans(cells.map((cell) => spanOf(absolute(cell)))) }))];
      const said = spanOfTold(number);
      const inUnit = (span: ShownSpan): ShownSpan => inKronor(compare(span.high, "0") <= 0 ? turned(span) : span, table.unit!);
      const moved = columns.flatMap(({ cells }, to) => columns.slice(0, to).map(({ cells: other }) => addSpans(cells.map((cell, index) => movedSpan(absolute(other[index]!), absolute(cell))))));
      if (spans.some(({ span }) => meets(inUnit(span), said)) || moved.some((span) => meets(inUnit(span), said))) return [];
      const near = spans.filter(({ value }) => isNear(kronor(number.value, number.unit as FigureUnit), kronor(value, table.unit!)));
      // A difference is told with a word for its way.
      const right = near.find(({ column }) => (column.kind === "difference") === (number.way !== null)) ?? near[0];
      if (!right) return [];
      return [{ code: "sum-told", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: `${formatNumber(right.value)} ${table.unit}`, message: `Texten säger tillsammans ${number.written}, men ${named.map(({ label }) => `»${label}«`).join(" och ")} är tillsammans ${formatNumber(right.value)} ${table.unit} (»${right.column.heading}«).`, evidence: named.map(({ line, quote }) => ({ line, quote })) }];
    }
    return [];
  });
}
const isTotalLabel = (label: string): boolean => /^(?:summa|totalt?|netto)(?: |$)/.test(label);

const OF_WHICH = /(?<![a-zà-ÿ])(?:varav|därav)(?![a-zà-ÿ])/iu;
/** "158,3 mnkr, varav 171,9 mnkr avser löner": parts that are more than what they are parts of. */
function parts({ numbers, sentence, sentence: { text } }: ToldSentence): Finding[] {
  const word = OF_WHICH.exec(text);
  const whole = word ? numbers.findLast(({ end }) => end <= word.index) : undefined;
  if (!word || !whole || !isMoney(whole.unit) || whole.way !== null) return [];
  const until = text.indexOf(";", word.index);
  const some = numbers.filter(({ at, unit }) => at > word.index && (until < 0 || at < until) && unit === whole.unit).slice(0, MOST_PARTS);
  const above = some.find(({ value }) => compare(value, whole.value) > 0);
  // Parts that are all of it, and then something else: "varav 2,0 avser utdelning och 0,4 internvinster, uppgår resultatet till 53,3".
  if (!above || compare(sum(some.slice(0, some.indexOf(above)).map(({ value }) => value)), whole.value) === 0) return [];
  return [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, above.at), quote: text, expected: `högst ${whole.written}`, message: `Delen ${above.written} är större än det hela, ${whole.written}.`, evidence: [] }];
}

const OF = /^(?:av\s+(?:de|den|det|årets|nämndens|budgeten|investeringarna|kostnaderna|[a-zà-ÿ]+)(?:\s+[a-zà-ÿ]+){0,4}(?:\s+på)?\s+)$/iu;
/** "Av de 158,3 mnkr avser 171,9 mnkr löner". */
function ofAmounts({ numbers, sentence, sentence: { text } }: ToldSentence): Finding[] {
  const [whole, part] = numbers;
  if (!whole || !part || !isMoney(whole.unit) || part.unit !== whole.unit || !OF.test(text.slice(0, whole.at)) || compare(part.value, whole.value) <= 0 || /avrund/iu.test(text) || /^av\s+(?:dem|dessa|detta)\s|^av\s+[a-zà-ÿ]+(?:\s+[a-zà-ÿ]+){0,3}?\s+(?:avser|avsåg|utgör|utgjorde|gäller|beror|berodde|kommer|kom|svarar|står|stod|går|gick|ligger|låg|finns|förklaras|hänför)\s|^av\s+(?:den|denna|det)\s+(?:avser|är|var|utgör|gäller|beror|kommer)\s/iu.test(text) || /[.;]|(?<![a-zà-ÿ])(?:jämfört|mot|än|budget[a-zà-ÿ]*|prognos[a-zà-ÿ]*)(?![a-zà-ÿ])/iu.test(text.slice(whole.end, part.at))) return [];
  return [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, part.at), quote: text, expected: `högst ${whole.written}`, message: `Delen ${part.written} är större än det hela, ${whole.written}.`, evidence: [] }];
}

const SHARE_OF = /^\s*(?:procent|%)?\s*av\s+(?:(?:summan|totalen|hela|den|det|de|budgeten|ramen|anslaget|kostnaden|[a-zà-ÿ]+)\s+){0,4}(?:på\s+)?$/iu;
/** "19,0 mnkr, 60 procent av anslaget på 31,6 mnkr": an amount, its share and what it is a share of. */
function sharesOf({ numbers, sentence, sentence: { text } }: ToldSentence): Finding[] {
  return numbers.flatMap((share, at): Finding[] => {
    const [part, whole] = [numbers[at - 1], numbers[at + 1]];
    if (share.unit !== "%" || share.about || !part || !whole || part.unit !== whole.unit || !isMoney(part.unit) || share.way !== null || part.way !== null) return [];
    if (!/^\s*[,(]\s*(?:eller|motsvarande|vilket (?:är|motsvarar)|det vill säga|dvs\.?|alltså)?\s*$/iu.test(text.slice(part.end, share.at)) || !SHARE_OF.test(text.slice(share.end, whole.at)) || isZero(whole.value)) return [];
    const possible = percentSpan(spanOf(part.value), spanOf(whole.value));
    if (!possible || meets(possible, spanOf(share.value))) return [];
    const expected = `${formatNumber(round(divide(multiply(part.value, "100"), whole.value), Math.max(1, scale(share.value))))} procent`;
    return [{ code: "part-above-whole", severity: "error", line: lineAt(sentence, share.at), quote: text, expected, message: `${part.written} av ${whole.written} är ${expected}, inte ${formatNumber(share.value)}.`, evidence: [] }];
  });
}

const OF_ALL = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:tillsammans|sammanlagt|totalt)\s+(?:ger|är|kostar|blir|omfattar|motsvarar|beräknas\s+ge)\s+(?:de\s+)?(?<count>${Object.keys(NUMBER_WORDS).join("|")}|\d{1,2})\s+[A-Za-zÀ-ÿ]+\s+(?:cirka\s+)?$`, "iu");
/** "Tillsammans ger de fem åtgärderna 1,9 mkr", where the table beside has five that are 1 600 tkr. */
function ofTable({ numbers, sentence, sentence: { inCell, text } }: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  return numbers.flatMap((number): Finding[] => {
    const count = inCell || !isMoney(number.unit) || number.about ? undefined : OF_ALL.exec(text.slice(0, number.at))?.groups!["count"]?.toLowerCase();
    if (count === undefined) return [];
    for (const table of tablesBeside(tables, sentence).filter(({ unit }) => unit !== null)) {
      const total = table.rows.find(({ label }) => isTotalLabel(fold(label)));
      if (!total || table.rows.length - 1 !== countOf(count)) continue;
      const cells = total.cells.filter((cell): cell is Decimal => cell !== null);
      if (!cells.length || cells.some((cell) => meets(inKronor(spanOf(absolute(cell)), table.unit!), spanOfTold(number)))) return [];
      return [{ code: "sum-told", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: `${formatNumber(absolute(cells[0]!))} ${table.unit}`, message: `Texten säger ${number.written}, men »${total.label}« är ${formatNumber(absolute(cells[0]!))} ${table.unit} i tabellen.`, evidence: [{ line: total.line, quote: total.quote }] }];
    }
    return [];
  });
}

const SPREAD = /(?<![a-zà-ÿ])(?:fördela[a-zà-ÿ]*|uppdela[a-zà-ÿ]*|fördelning[a-zà-ÿ]*)\s+på\s+/iu;
/** "47 tillstånd, fördelade på 18 i norr, 16 i söder och 11 i övrigt": all of them, and no more. */
function spread({ numbers, sentence, sentence: { inCell, text } }: ToldSentence): Finding[] {
  const match = inCell ? null : SPREAD.exec(text);
  const whole = match ? numbers.findLast(({ end }) => end <= match.index) : undefined;
  if (!match || !whole || whole.about || whole.unit === "%" || whole.way !== null) return [];
  // The list ends with its last "och".
  const after = numbers.filter(({ at, unit }) => at >= match.index && unit === whole.unit);
  const last = after.findIndex(({ at }, index) => index > 0 && /(?<![a-zà-ÿ])(?:och|samt)\s+(?:[a-zà-ÿ]+\s+)?$/iu.test(text.slice(after[index - 1]!.end, at)));
  const listed = after.slice(0, last + 1);
  const right = sum(listed.map(({ value }) => value));
  if (listed.length < 2 || listed.length > MOST_PARTS || listed.some(({ about, value }) => about || compare(value, whole.value) >= 0) || !isNear(whole.value, right)) return [];
  const spans = listed.map(({ unit, value }) => (unit === "count" ? { low: value, high: value } : spanOf(value)));
  if (meets(addSpans(spans), whole.unit === "count" ? { low: whole.value, high: whole.value } : spanOf(whole.value))) return [];
  return [{ code: "sum-told", severity: "error", line: lineAt(sentence, whole.at), quote: text, expected: shownAs(right, whole), message: `${listed.map(({ value }) => formatNumber(value)).join(" + ")} är ${formatNumber(right)}, inte ${formatNumber(whole.value)}.`, evidence: [] }];
}

const OF_MOVED = new RegExp(String.raw`^\s*av\s+(?:den\s+(?:[A-Za-zÀ-ÿ]+\s+)?)?(?<noun>ökningen|minskningen|kostnadsökningen|underskottet|överskottet|avvikelsen)(?![A-Za-zÀ-ÿ])[^.;\d]{0,30}?(?:,|\()?\s*(?:det vill säga|dvs\.?|alltså|motsvarande|vilket är|vilket motsvarar|eller)\s+(?<words>(?:drygt|knappt|nästan|ungefär|cirka|omkring|närmare)?\s*(?:hälften|två tredjedelar|en tredjedel|tre fjärdedelar|en fjärdedel|en femtedel))`, "iu");
const NOUNS = [{ noun: /ökning/iu, said: /(?<![a-zà-ÿ])ök(?:ade|at|ar|ning[a-zà-ÿ]*)(?![a-zà-ÿ])/iu }, { noun: /minskning/iu, said: /(?<![a-zà-ÿ])minsk(?:ade|at|ar|ning[a-zà-ÿ]*)(?![a-zà-ÿ])/iu }, { noun: /underskott/iu, said: /underskott/iu }, { noun: /överskott/iu, said: /överskott/iu }, { noun: /avvikelse/iu, said: /avvikelse/iu }] as const;
/** "Gator svarar för 5 260 tkr av ökningen, det vill säga drygt hälften", of what the sentence before it told. */
function partsOfMoved({ numbers, sentence, sentence: { section, text } }: ToldSentence, before: ToldSentence | undefined): Finding[] {
  return numbers.flatMap((part): Finding[] => {
    const match = OF_MOVED.exec(text.slice(part.end));
    const said = match ? NOUNS.find(({ noun }) => noun.test(match.groups!["noun"]!))?.said : undefined;
    if (!match || !said || !before || before.sentence.section.line !== section.line || !said.test(before.sentence.text)) return [];
    const whole = before.numbers.find(({ unit, way }) => unit === part.unit && (way !== null || before.numbers.length === 1));
    if (!whole || isZero(whole.value)) return [];
    const share = divide(multiply(part.value, "100"), whole.value);
    const told = FRACTIONS.find(([pattern]) => pattern.test(match.groups!["words"]!))?.[1];
    if (told === undefined || Math.abs(Number(share) - told) <= MOST_BESIDE) return [];
    return [{ code: "half-of", severity: "warning", line: lineAt(sentence, part.at), quote: text, expected: `${formatNumber(round(share, 0))} %`, message: `${part.written} av ${whole.written} är ${formatNumber(round(share, 0))} %, inte ${match.groups!["words"]!.trim()}.`, evidence: [{ line: before.sentence.line, quote: before.sentence.text }] }];
  });
}
const FRACTIONS: readonly (readonly [RegExp, number])[] = [[/två tredjedelar/iu, 66.7], [/tre fjärdedelar/iu, 75], [/hälften/iu, 50], [/tredjedel/iu, 33.3], [/fjärdedel/iu, 25], [/femtedel/iu, 20]];
const MOST_BESIDE = 7;

/** Sums, parts and shares that a sentence tells of its own amounts, of those before it, or of rows beside it. */
export const toldSumFindings = (sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] => sentences.flatMap((told, at) => [...sums(told, sentences[at - 1]), ...spread(told), ...ofTable(told, tables), ...rowSums(told, tables), ...partsOfMoved(told, sentences[at - 1]), ...parts(told), ...ofAmounts(told), ...sharesOf(told)]);
