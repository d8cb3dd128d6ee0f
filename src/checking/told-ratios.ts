import { absolute, compare, divide, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { monthCell } from "../reading/table-cells.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import { tablesBeside, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { overlaps, percentSpan, spanOf, type ShownSpan } from "./shown-span.ts";
import type { ToldNumber } from "./told-number.ts";
import { hasWords, isSameWord, sentenceWords, tellingWords } from "./telling-words.ts";
import { isGeneral } from "./told-row.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** What a sentence may tell a share of: one figure of another, in a table beside it. */
interface ToldRatio { readonly heading?: string; readonly part: string; readonly whole: string; readonly span: ShownSpan; readonly value: Decimal; readonly row: FigureRow }
const isTotal = ({ label }: FigureRow): boolean => /^(?:summa|totalt?|alla|samtliga|sammanlagt)(?: |$)/.test(fold(label));
function ratio(part: Decimal | null | undefined, whole: Decimal | null | undefined): Pick<ToldRatio, "span" | "value"> | null {
  if (part === null || part === undefined || whole === null || whole === undefined || isZero(whole)) return null;
  const span = percentSpan(spanOf(absolute(part)), spanOf(absolute(whole)));
  return span && { span, value: divide(multiply(absolute(part), "100"), absolute(whole)) };
}

/** Each row of the totals above and below it, in each column. */
function ofTotals({ columns, rows }: FigureTable): ToldRatio[] {
  return rows.filter((row) => !isTotal(row)).flatMap((row) => rows.filter(isTotal).flatMap((total) => columns.flatMap(({ kind }, at): ToldRatio[] => {
    const told = kind === "value" ? ratio(row.cells[at], total.cells[at]) : null;
    return told ? [{ ...told, heading: columns[at]!.heading, part: row.label, whole: total.label, row }] : [];
  })));
}
/** One column of another, in each row. */
function ofColumns({ columns, rows }: FigureTable): (ToldRatio & { readonly columns: readonly [string, string] })[] {
  return rows.flatMap((row) => columns.flatMap(({ heading, kind }, at) => columns.flatMap(({ heading: other, kind: otherKind }, of) => {
    // One year is no share of another.
    const years = columns[at]!.year !== null && columns[of]!.year !== null && columns[at]!.year !== columns[of]!.year;
    const told = at !== of && !years && kind === "value" && otherKind === "value" ? ratio(row.cells[at], row.cells[of]) : null;
    return told ? [{ ...told, part: `${heading}, ${row.label}`, whole: other, row, columns: [heading, other] as const }] : [];
  })));
}

const NEAR = 60;
const SHARE = /^\s*av\s+(?!de\s+svarande|alla\s+svarande|sin(?![a-zà-ÿ])|sitt|sina|(?:hela\s+)?(?:ökning|minskning|avvikelse|underskott|överskott|förändring))/iu;
/** What a part is of its whole is told with such a verb. */
const IS_PART = /(?<![a-zà-ÿ])(?:utgör|utgjorde|står för|stod för|svarar för|svarade för|motsvarar|motsvarade|är|var|bor|finns|fanns|arbetar|har|hade|gäller|gällde|avser|avsåg|sker|gjordes|andel(?:en)?)(?![a-zà-ÿ])/iu;
const USED = /(?<![a-zà-ÿ])(?:använ[dt][a-zà-ÿ]*|förbruka[a-zà-ÿ]*|upparbeta[a-zà-ÿ]*|utnyttja[a-zà-ÿ]*|nyttja[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;
const isOne = ({ span }: Pick<ToldRatio, "span">, said: ShownSpan): boolean => overlaps(span, said);
/** Shares in words, with how far from them one may be when one says so: per cent. */
const FRACTIONS: readonly (readonly [RegExp, string])[] = [[/var\s+fjärde/iu, "25"], [/var\s+femte/iu, "20"], [/var\s+tredje/iu, "33.3"], [/varannan/iu, "50"], [/(?:en\s+)?tiondel/iu, "10"], [/(?:en\s+)?femtedel/iu, "20"], [/(?:en\s+)?fjärdedel/iu, "25"], [/(?<!två\s)(?:en\s+)?tredjedel(?!ar)/iu, "33.3"], [/hälften/iu, "50"], [/två\s+tredjedelar/iu, "66.7"], [/tre\s+fjärdedelar/iu, "75"]];
const WORDED_FRACTIONS = FRACTIONS.map(([pattern, share]) => [new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:drygt|knappt|nästan|ungefär|cirka|omkring|närmare)?\s*(?:${pattern.source})(?![A-Za-zÀ-ÿ])`, "iu"), share] as const);
const ABOUT = "6";

/** A row's own column of shares: so many of all in the row have it. */
const ownShares = (tables: readonly FigureTable[], words: readonly string[]): ToldRatio[] => tables.flatMap(({ columns, rows }) => rows.filter((row) => !isTotal(row) && tellingWords(row.label).length > 0 && hasWords(tellingWords(row.label), words)).flatMap((row) => columns.flatMap(({ heading, kind }, at) => { const cell = kind === "percent" && fold(heading).startsWith("andel") ? (row.cells[at] ?? null) : null; return cell === null ? [] : [{ heading, part: row.label, whole: heading, span: spanOf(cell), value: cell, row }]; })));
/** The rows beside a sentence that it names, each as its share of the totals that it stands under. */
function namedRows(tables: readonly FigureTable[], words: readonly string[]): ToldRatio[] {
  return tables.flatMap((table) => ofTotals(table).filter(({ part, value }) => compare(absolute(value), "100") <= 0 && tellingWords(part).length > 0 && !isGeneral({ words: tellingWords(part) }) && hasWords(tellingWords(part), words)));
}
/** "Tre fjärdedelar av underskottet finns i hemtjänsten": of how far all of it is from what was to be, and not of what it costs. */
const OF_DEFICIT = /(?<![a-zà-ÿ])av\s+(?:[a-zà-ÿ]+\s+){0,2}?(?:(?:under|över)skottet|avvikelsen|budgetavvikelsen)(?![a-zà-ÿ])/iu;
/** One name only: else it is not known which is meant. */
const areOne = (all: readonly ToldRatio[]): boolean => all.length > 0 && new Set(all.map(({ part }) => fold(part))).size === 1;
const toldShare = (sentence: CheckedSentence, at: number, written: string, first: ToldRatio, decimals: number): Finding => {
  const expected = `${formatNumber(round(first.value, decimals))} %`;
  return { code: "told-share", severity: "warning", line: lineAt(sentence, at), quote: sentence.text, expected, message: `Texten säger ${written}, men »${first.part}« är ${expected} av »${first.whole}« i tabellen.`, evidence: [{ line: first.row.line, quote: first.row.quote }] };
};

const SEXES = /(?<![a-zà-ÿ])(?:kvinn|män(?:nen)?(?![a-zà-ÿ])|flick|pojk)/iu;
const CLAUSE = /,\s+(?:och|medan|men|vilket|samtidigt)\s|[;:]/iu;
const DONE = /(?<![a-zà-ÿ])(?:genomför[a-zà-ÿ]*|utför[a-zà-ÿ]*|gjor(?:d|t|ts)[a-zà-ÿ]*|kontroller(?:ats|ade)|planera[a-zà-ÿ]*|beviljats)(?![a-zà-ÿ])/iu;
/** The only share of the one row that is named, where the sentence tells of what has been done of what was planned. */
function ofDone(beside: readonly FigureTable[], words: readonly string[], text: string): { readonly row: FigureRow; readonly share: Decimal; readonly heading: string } | null {
  if (!DONE.test(text)) return null;
  const found = beside.flatMap(({ columns, rows }) => {
    const shares = columns.flatMap(({ heading, kind }, at) => (kind === "percent" && fold(heading).startsWith("andel") ? [{ at, heading }] : []));
    const named = rows.filter((row) => !isTotal(row) && tellingWords(row.label).length > 0 && hasWords(tellingWords(row.label), words));
    const share = named.length === 1 && shares.length === 1 ? (named[0]!.cells[shares[0]!.at] ?? null) : null;
    return share === null ? [] : [{ row: named[0]!, share, heading: shares[0]!.heading }];
  });
  return found.length === 1 ? found[0]! : null;
}

const meetsShare = (part: Decimal, whole: Decimal, share: Decimal): boolean => { const right = divide(multiply(part, "100"), whole); return overlaps(spanOf(share), { low: right, high: right }) || compare(absolute(subtract(right, share)), "0.5") <= 0; };
/** "56 procent av platserna är besatta av flickor", where the table beside it has 336 of 512. */
function wrongShare({ numbers, sentence, sentence: { text } }: ToldSentence, number: ToldNumber, tables: readonly FigureTable[]): Finding[] {
  // "Särskilt boende, där 18 procent av ansökningarna avslogs": of the row's own.
  if (/(?<![a-zà-ÿ])(?:där|varav)\s+(?:[a-zà-ÿ]+\s+){0,2}$|^(?:i|inom|på|hos|vid)\s+[a-zà-ÿ]+\s+(?:är|var|har|hade)\s+$/iu.test(text.slice(0, number.at))) return [];
  if (number.unit !== "%" || number.about || number.way !== null || !SHARE.test(text.slice(number.end)) || /^\s*av\s+(?:det\s+som\s+)?prognos/iu.test(text.slice(number.end))) return [];
  // "43 procent av de privata timmarna" is of no total of all.
  if (/^\s*av\s+de\s+(?:privata|kommunala|egna|upphandlade|externa|enskilda|fristående)\s/iu.test(text.slice(number.end))) return [];
  // "21 har slutat, 7,8 procent av de anställda": the share is of another count than the table's.
  const last = numbers[numbers.indexOf(number) - 1];
  if (last && last.unit !== "%" && (number.at - last.end < NEAR || /^\s+av\s[^.;]*,\s+(?:vilket\s+)?(?:motsvarar|motsvarande|är|eller)\s+$/iu.test(text.slice(last.end, number.at)))) return [];
  // "92 procent av hushållen, 8 420 av 9 150": of the sentence's own numbers.
  if (numbers.some((a) => numbers.some((b) => a !== b && a.unit === "count" && b.unit === "count" && !isZero(b.value) && meetsShare(a.value, b.value, number.value)))) return [];
  const words = sentenceWords(text);
  const said = spanOf(number.value);
  const beside = tablesBeside(tables, sentence);
  // What stands in a column of shares is the share of the row that is told of.
  if (beside.some(({ columns, rows }) => rows.some(({ cells }) => columns.some(({ kind }, at) => kind === "percent" && cells[at] !== null && cells[at] !== undefined && compare(absolute(cells[at]!), number.value) === 0)))) return [];
  const clause = text.slice(0, number.at).split(CLAUSE).at(-1)! + text.slice(number.at).split(CLAUSE)[0]!;
  const done = ofDone(beside, sentenceWords(clause), clause);
  if (done) return overlaps(spanOf(done.share), said) ? [] : [{ code: "told-share", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: `${formatNumber(done.share)} %`, message: `Texten säger ${number.written}, men »${done.row.label}« har ${formatNumber(done.share)} % (»${done.heading}«) i tabellen.`, evidence: [{ line: done.row.line, quote: done.row.quote }] }];
  // "… av verksamhetens köp", of a part of the purchases: the row is what it is a share of.
  const whole = fold(text.slice(number.end).split(/[.,;]|\s(?:och|men)\s/u)[0]!).split(" ");
  const rows = namedRows(beside, words);
  if (rows.some(({ part }) => tellingWords(part).some((own) => whole.some((word) => isSameWord(own, word))))) return [];
  // "89,9 procent av platserna innehas av flickor": of the row's own places.
  if (SEXES.test(text) && !rows.some(({ row }) => SEXES.test(row.label)) && beside.some(({ columns }) => columns.some(({ heading }) => SEXES.test(heading)))) return [];
  // "Fyra av dem, alla utom matdistributionen": of the others.
  if (/(?<![a-zà-ÿ])(?:utom|förutom|exklusive|bortsett\s+från|övriga)(?![a-zà-ÿ])/iu.test(text.slice(0, number.at))) return [];
  if (rows.length > 0) {
    // A figure of the row itself may be the share that is told.
    if (rows.some((one) => isOne(one, said) || one.row.cells.some((cell) => cell !== null && overlaps(spanOf(cell), said))) || !areOne(rows) || !IS_PART.test(text.slice(0, number.at))) return [];
    return [toldShare(sentence, number.at, number.written, rows[0]!, scale(number.value))];
  }
  const totals = beside.flatMap((table) => { const [whole, ...others] = table.rows.filter(isTotal); return whole && !others.length ? ofColumns(table).filter(({ row }) => row === whole) : []; });
  const alike = (heading: string): boolean => tellingWords(heading).some((word) => words.some((own) => own.length >= 5 && (word.includes(own.slice(0, 5)) || own.includes(word.slice(0, 6)))));
  // "Totalt 56 procent av platserna … flickor": both columns are named, of the whole table; "46 procent av budgeten är använd": what became of what was to be.
  const columns = /(?<![a-zà-ÿ])(?:totalt|sammanlagt|av alla|av samtliga)(?![a-zà-ÿ])/iu.test(text) ? totals.filter(({ columns: [a, b] }) => alike(a) && alike(b)) : USED.test(text) && /budget/iu.test(text) ? totals.filter(({ columns: [a, b] }) => /^(?:utfall|anvant|forbrukat)/.test(fold(a)) && /budget/.test(fold(b))) : [];
  const largest = columns.filter(({ value }) => compare(value, "100") <= 0);
  if (!largest.length || largest.some((one) => isOne(one, said)) || !areOne(largest)) return [];
  return [toldShare(sentence, number.at, number.written, largest[0]!, scale(number.value))];
}

const OF_BUDGET = /^\s*av\s+(?:(?:den|hela|årets|helårets|nämndens)\s+)?(?:[a-zà-ÿ]*budgeten|årsbudgeten|helårsbudgeten|ramen|anslaget)(?![a-zà-ÿ])/iu;
/** "7 170 tkr har förbrukats, vilket är 67,6 procent av budgeten": of the budget of the row that has the amount. */
function ofBudget({ numbers, sentence, sentence: { text } }: ToldSentence, share: ToldNumber, tables: readonly FigureTable[]): Finding[] {
  const part = numbers[numbers.indexOf(share) - 1];
  if (share.unit !== "%" || share.about || share.way !== null || !part || !isMoney(part.unit) || part.way !== null || part.value.replace(/\D/g, "").length < 3 || !OF_BUDGET.test(text.slice(share.end)) || !/(?:vilket\s+(?:är|motsvarar)|motsvarande|det\s+vill\s+säga|eller|\()\s*$/iu.test(text.slice(part.end, share.at))) return [];
  const having = tablesBeside(tables, sentence).filter(({ unit }) => unit === part.unit).flatMap((table) => table.rows.flatMap((row) => {
    const of = (pattern: RegExp): (Decimal | null)[] => table.columns.flatMap(({ heading, kind }, at) => (kind === "value" && pattern.test(fold(heading)) ? [row.cells[at] ?? null] : []));
    return of(/utfall|forbruk|anvant|upparbetat/).some((cell) => cell !== null && compare(absolute(cell), part.value) === 0) ? of(/budget/).flatMap((cell) => (cell === null || isZero(cell) ? [] : [{ row, budget: absolute(cell) }])) : [];
  }));
  const judged = having.map(({ budget, row }) => ({ row, budget, right: divide(multiply(part.value, "100"), budget), span: percentSpan(spanOf(part.value), spanOf(budget)) }));
  const [first] = judged;
  if (!first || judged.some(({ span }) => span === null || overlaps(span, spanOf(share.value)))) return [];
  const expected = `${formatNumber(round(first.right, Math.max(1, scale(share.value))))} %`;
  return [{ code: "told-share", severity: "error", line: lineAt(sentence, share.at), quote: text, expected, message: `${part.written} av budgeten ${formatNumber(first.budget)} är ${expected}, inte ${formatNumber(share.value)} %.`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
}

/** "Drygt en tredjedel", of which a row is a quarter. */
function wrongFraction({ numbers, sentence, sentence: { text } }: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  // "Av dem som är 80 år har var tredje": of those, and not of all.
  if (!/del|hälften|var\s+(?:tredje|fjärde|femte)|varannan/iu.test(text) || /^av\s+(?:dem|de|alla)\s+som\s/iu.test(text)) return [];
  return WORDED_FRACTIONS.flatMap(([pattern, share]): Finding[] => {
    const match = pattern.exec(text);
    // "Östra Löt, där drygt hälften underkändes", "skolorna, som gör en tredjedel": of what the row itself has, and of others.
    if (!match || !IS_PART.test(text) || /(?<![a-zà-ÿ])(?:där|varav)\s*$|,\s+som\s+[a-zà-ÿ]+\s*$/iu.test(text.slice(0, match.index)) || /^(?:läggs|räknas)\s|(?<![a-zà-ÿ])(?:samma\s+(?:två|tre)|de\s+(?:två|båda|tre)|båda|tillsammans\s+har|inklusive|inräkna[a-zà-ÿ]*|tillsammans\s+med|läggs\s+till)(?![a-zà-ÿ])/iu.test(text) || /(?<![a-zà-ÿ])(?:ökning|minskning|ökat|ökade|ökar|minskat|minskade|minskar|färre|fler|mer|mindre)[a-zà-ÿ]*/iu.test(text)) return [];
    if (OF_DEFICIT.test(text.slice(match.index))) return [];
    const all = namedRows(tablesBeside(tables, sentence), sentenceWords(text.slice(0, match.index)).concat(sentenceWords(text.slice(match.index).split(CLAUSE)[0]!)));
    // "En tredjedel av alla vårddygn" is of that column.
    const of = /^\s+av\s+(?:alla\s+|samtliga\s+|de\s+|den\s+)?(?<what>[a-zà-ÿ]{5,})/iu.exec(text.slice(match.index + match[0].length))?.groups!["what"];
    const own = of ? all.filter(({ heading }) => fold(heading ?? "").split(" ").some((word) => word.length >= 5 && (word.startsWith(fold(of).slice(0, 6)) || fold(of).startsWith(word.slice(0, 6))))) : [];
    const shares = /var\s|varannan/iu.test(match[0]) ? ownShares(tablesBeside(tables, sentence), sentenceWords(text)) : [];
    const rows = shares.length ? shares : own.length ? own : all;
    // "Hälften av tiden" is of no table that does not tell of time.
    if (of && !own.length && !shares.length && !/^(?:kostnad|netto|intäkt|budget|ramen|summan|utgift|avvikelse|underskott|överskott)/iu.test(of) && !tablesBeside(tables, sentence).some(({ caption, columns, corner, rows: there }) => [caption ?? "", corner, ...columns.map(({ heading }) => heading), ...there.map(({ label }) => label)].some((words) => fold(words).split(" ").some((word) => word.slice(0, 5) === fold(of).slice(0, 5))))) return [];
    if (!areOne(rows) || rows.some(({ value }) => compare(absolute(subtract(value, share)), ABOUT) <= 0)) return [];
    // "32 av de 60 nya platserna, drygt hälften": of the sentence's own numbers.
    // "Nästan var fjärde, 24,7 procent": it is told once more.
    if (numbers.some(({ unit, value }) => unit === "%" && compare(absolute(subtract(value, share)), ABOUT) <= 0)) return [];
    const someOf = /(?<![\d,])(\d+)\s+av\s+(?:de\s+|alla\s+|samtliga\s+)?(\d+)(?![\d,])/iu.exec(text);
    if (someOf && !isZero(someOf[2]!) && compare(absolute(subtract(divide(multiply(someOf[1]!, "100"), someOf[2]!), share)), ABOUT) <= 0) return [];
    if (numbers.some((a) => numbers.some((b) => a !== b && a.unit === b.unit && !isZero(b.value) && compare(absolute(subtract(divide(multiply(a.value, "100"), b.value), share)), ABOUT) <= 0))) return [];
    // "Två tredjedelar av dem, 49 barn": of as many, which the row has not.
    const many = numbers.find(({ at, unit }) => unit !== "%" && at >= match.index + match[0].length && at - match.index - match[0].length < NEAR);
    if (many && !rows.some(({ row }) => row.cells.some((cell) => cell !== null && compare(absolute(cell), many.value) === 0))) return [];
    // "Ett överskott, varav hälften finns hos måltidsenheten": of the deviation, and of no column of amounts.
    if (/skott|avvikelse|över(?:skr|st|drag)|underskr/iu.test(text.slice(0, match.index))) return [];
    return [toldShare(sentence, match.index, match[0].trim(), rows[0]!, 0)];
  });
}

const WITH_AMOUNT = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?<words>(?:drygt|knappt|nästan|ungefär|cirka|omkring|närmare)?\s*(?:hälften|två\s+tredjedelar|en\s+tredjedel|tre\s+fjärdedelar|en\s+fjärdedel|en\s+femtedel|en\s+tiondel))(?:\s+av\s+(?:[A-Za-zÀ-ÿ]+\s*){1,3})?,\s+$`, "iu");
/** "Två tredjedelar av anmälningarna, 97 stycken": what is told is a cell of the table beside it, and so is what it is of. */
function fractionWithAmount({ numbers, sentence, sentence: { inCell, text } }: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  return numbers.flatMap((number): Finding[] => {
    const words = inCell ? undefined : WITH_AMOUNT.exec(text.slice(0, number.at))?.groups!["words"]!.trim();
    const share = words === undefined ? undefined : FRACTIONS.find(([pattern]) => pattern.test(words))?.[1];
    // "Två tredjedelar av det" is of what the sentence before told.
    if (words === undefined || share === undefined || number.unit === "%" || /\sav\s+(?:(?:det|detta|den|dem|dessa|denna)|[a-zà-ÿ]*(?:avvikelse|skott|ökning|minskning|skillnad|förändring)[a-zà-ÿ]*)\s*,\s+$/iu.test(text.slice(0, number.at))) return [];
    const found = tablesBeside(tables, sentence).flatMap(({ columns, rows }) => rows.filter(isTotal).flatMap((total) => columns.flatMap(({ kind }, at) => rows.filter((row) => kind === "value" && row !== total && row.cells[at] !== null && row.cells[at] !== undefined && compare(absolute(row.cells[at]), number.value) === 0).flatMap((row) => ratio(row.cells[at], total.cells[at]) ?? []).map(({ value }) => ({ value, total, whole: total.cells[at]! })))));
    const [first] = found;
    if (!first || found.some(({ value }) => compare(absolute(subtract(value, share)), ABOUT) <= 0)) return [];
    const expected = `${formatNumber(round(first.value, 0))} %`;
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `${number.written} av ${formatNumber(first.whole)} är ${expected}, inte ${words}.`, evidence: [{ line: first.total.line, quote: first.total.quote }] }];
  });
}

const OF_ROW = /^\s*av\s+(?:de\s+|de\s+totala\s+|samtliga\s+)?(?<what>(?:brutto|netto)?(?:kostnad|intäkt)[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;
/** "438,6 mkr, vilket är 71,6 procent av bruttokostnaderna": of the row of all costs in the table that has the amount. */
function ofTotalRow({ numbers, sentence, sentence: { text } }: ToldSentence, share: ToldNumber, tables: readonly FigureTable[]): Finding[] {
  const part = numbers[numbers.indexOf(share) - 1];
  const what = OF_ROW.exec(text.slice(share.end))?.groups!["what"];
  if (!what || share.unit !== "%" || share.about || share.way !== null || !part || !isMoney(part.unit) || part.way !== null || !/(?:vilket\s+(?:är|motsvarar|utgör)|motsvarande|det\s+vill\s+säga|eller|\()\s*$/iu.test(text.slice(part.end, share.at))) return [];
  const name = fold(what).startsWith("netto") ? /^(?:summa )?nettokostnad/ : /intakt/.test(fold(what)) ? /^summa intakter/ : /^summa kostnader/;
  const judged = tablesBeside(tables, sentence).filter(({ unit }) => unit === part.unit).flatMap(({ columns, rows }) => rows.filter(({ label }) => name.test(fold(label))).flatMap((total) => columns.flatMap(({ kind }, at) => (kind === "value" && total.cells[at] !== null && total.cells[at] !== undefined && rows.some((row) => row !== total && row.cells[at] !== null && row.cells[at] !== undefined && compare(absolute(row.cells[at]), part.value) === 0) ? (ratio(part.value, total.cells[at]) ?? []) : [])).flatMap((one) => ({ ...one, total }))));
  const [first] = judged;
  if (!first || judged.some((one) => isOne(one, spanOf(share.value)))) return [];
  const expected = `${formatNumber(round(first.value, Math.max(1, scale(share.value))))} %`;
  return [{ code: "told-share", severity: "error", line: lineAt(sentence, share.at), quote: text, expected, message: `${part.written} är ${expected} av »${first.total.label}« i tabellen, inte ${formatNumber(share.value)} %.`, evidence: [{ line: first.total.line, quote: first.total.quote }] }];
}

const AVERAGE = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:i\s+)?(?:genomsnitt(?:et|lig[A-Za-zÀ-ÿ]*)?|snitt(?:et)?|medel(?:talet|värdet)?)(?![A-Za-zÀ-ÿ])[^.;\d]{0,40}?(?<value>${NUMBER})\s+(?:[A-Za-zÀ-ÿ-]+\s+)?(?:per|i)\s+månad`, "iu");
/** "Snitt: 15 400 timmar per månad", where the only average of the table beside it is another. */
function wrongAverage({ sentence, sentence: { inCell, text } }: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  const match = inCell || !/snitt|medel/iu.test(text) ? null : AVERAGE.exec(text);
  const said = match ? parseNumber(match.groups!["value"]!) : null;
  const rows = tablesBeside(tables, sentence).flatMap((table) => (table.columns.length === 1 ? table.rows.filter(({ label }) => /^(?:i )?(?:snitt|medel|genomsnitt)/.test(fold(label))) : []));
  const [row] = rows;
  const cell = row?.cells[0];
  if (!match || said === null || !row || rows.length > 1 || cell === null || cell === undefined || overlaps(spanOf(cell), spanOf(said))) return [];
  return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: formatNumber(cell), message: `Texten säger ${formatNumber(said)} i snitt, men »${row.label}« är ${formatNumber(cell)} i tabellen.`, evidence: [{ line: row.line, quote: row.quote }] }];
}

/** The mean of a table's months, where the text has what it is over one month more or less. */
function wrongMonthly({ sentence, sentence: { inCell, text } }: ToldSentence, tables: readonly FigureTable[]): Finding[] {
  const match = inCell || !/snitt|medel/iu.test(text) ? null : AVERAGE.exec(text);
  const said = match ? parseNumber(match.groups!["value"]!) : null;
  if (!match || said === null) return [];
  const means = tablesBeside(tables, sentence).flatMap(({ columns, rows }) => {
    const months = rows.filter(({ label }) => monthCell(label) !== null);
    return months.length < FEWEST_MONTHS ? [] : columns.flatMap(({ heading, kind }, at) => {
      const cells = months.map(({ cells: own }) => own[at] ?? null);
      return kind !== "value" || cells.includes(null) ? [] : [{ heading, sum: sum(cells as Decimal[]), months: months.length, row: months.at(-1)! }];
    });
  });
  // Told with "drygt" and "knappt", a number is within one of what it is.
  const isMean = (total: Decimal, count: number): boolean => compare(absolute(subtract(divide(total, String(count)), said)), scale(said) > 0 ? "0.1" : "1") < 0;
  const first = means.find((one) => [-1, 1].some((more) => isMean(one.sum, one.months + more)));
  if (!first || means.some((one) => isMean(one.sum, one.months))) return [];
  const right = formatNumber(round(divide(first.sum, String(first.months)), 1));
  return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: right, message: `Texten säger ${formatNumber(said)} per månad, men ${formatNumber(first.sum)} på ${first.months} månader är ${right} (»${first.heading}«).`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
}
const FEWEST_MONTHS = 4;

/** Shares that sentences tell, against the tables beside them. */
export const ratioFindings = (sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] => sentences.flatMap((told) => [...told.numbers.flatMap((number) => { const budget = [...ofBudget(told, number, tables), ...ofTotalRow(told, number, tables)]; return budget.length ? budget : wrongShare(told, number, tables); }), ...wrongAverage(told, tables), ...wrongMonthly(told, tables), ...wrongFraction(told, tables), ...fractionWithAmount(told, tables)]);
