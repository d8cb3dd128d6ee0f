import { absolute, compare, divide, isZero, multiply, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { FIGURE_UNITS, inKronor, kronor, type FigureUnit } from "./figure-unit.ts";
import type { FindingEvidence } from "./finding.ts";
import { hasZero, meets, overlaps, spanOf, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, toldNumbers, type ToldNumber } from "./told-number.ts";
import { namesMeasure } from "./table-measures.ts";
import { hasWords, isSameWord, sentenceWords, tellingWords } from "./telling-words.ts";
import { isGeneral, movements, percentMoved, sizeOf, together, yearly, type ToldFigure, type ToldMovement, type ToldRow } from "./told-row.ts";

export const isMoney = (unit: string): unit is FigureUnit => unit in FIGURE_UNITS;
/** What a number is of, whatever it is told in: two of a kind may be put beside each other. */
export const kindOf = ({ unit }: ToldNumber): string => (isMoney(unit) ? "money" : unit === "points" ? "%" : unit);
/** What a number is in the unit of another: amounts may be told in several. */
export const valueIn = ({ unit, value }: ToldNumber, of: ToldNumber["unit"]): Decimal => (isMoney(unit) && isMoney(of) ? divide(multiply(value, FIGURE_UNITS[unit]), FIGURE_UNITS[of]) : value);
/** A number as a table in some unit would have it; null where the one is money and the other is not. */
export const valueInTable = (number: ToldNumber, unit: FigureUnit | null): Decimal | null => (isMoney(number.unit) ? (unit === null ? null : valueIn(number, unit)) : unit === null ? number.value : null);
const inUnit = (span: ShownSpan, { unit }: ToldRow): ShownSpan => (isMoney(unit) ? inKronor(span, unit) : span);
/** A number may be one of the row's: both are amounts, both are shares, or both are counts. */
export const fits = ({ unit }: ToldNumber, row: ToldRow): boolean => (isMoney(unit) ? isMoney(row.unit) : unit === "points" ? row.unit === "%" : unit === row.unit);

/** In another unit, nothing that may be nought is told. */
const isBetween = (span: ShownSpan, number: ToldNumber, row: ToldRow): boolean => meets(span, spanOfTold(number)) && (number.unit === row.unit || !hasZero(span));
/** "57 300 kronor" is not told by 0,1 mkr, though that may be it. */
const isFarFiner = (number: ToldNumber, figure: ToldFigure, row: ToldRow): boolean => number.unit !== row.unit && number.value.replace(/\D/g, "").replace(/0+$/, "").length > 2 && figure.value.replace(/\D/g, "").replace(/^0+/, "").length < 2;
/** Printed with as many decimals in one unit, two numbers are the same or they are not; else what each may stand for must meet. */
const isSame = (number: ToldNumber, figure: ToldFigure, row: ToldRow): boolean =>
  isFarFiner(number, figure, row) ? false : number.unit === row.unit && scale(number.value) === scale(figure.value) ? compare(number.value, absolute(figure.value)) === 0 : isBetween(inUnit(sizeOf(figure), row), number, row);
/** The figures of a row that a number is. */
export const figuresOf = (number: ToldNumber, row: ToldRow): ToldFigure[] => (fits(number, row) && number.unit !== "points" ? row.figures.filter((figure) => isSame(number, figure, row)) : []);
const ORDER = { budget: 0, forecast: 1, actual: 2, difference: 3 } as const;
/** From the year before, or from what was to be to what became: per cent are of that, and not of what it became. */
const isForward = ({ from, to }: ToldMovement): boolean => (from.year !== null && to.year !== null && from.year !== to.year ? from.year < to.year : ORDER[from.role] <= ORDER[to.role]);
/** The movements of a row that a number is, as an amount or in per cent. */
export const movementsOf = (number: ToldNumber, row: ToldRow): ToldMovement[] => movements(row).filter((movement) => {
  if (fits(number, row) && isBetween(inUnit(movement.by, row), number, row)) return true;
  const percent = number.unit === "%" && isForward(movement) ? percentMoved(movement) : null;
  return percent !== null && meets(percent, spanOf(number.value));
});
const isYearly = (number: ToldNumber, row: ToldRow): boolean => fits(number, row) && yearly(row).some(({ spans }) => spans.some((span) => overlaps(span, spanOf(number.value))));
export const isOf = (number: ToldNumber, row: ToldRow): boolean => figuresOf(number, row).length > 0 || movementsOf(number, row).length > 0 || isYearly(number, row) || (fits(number, row) && together(row).some((span) => isBetween(inUnit(span, row), number, row)));

/** A sentence with its numbers and the rows that it tells of. */
export interface ToldSentence {
  readonly sentence: CheckedSentence;
  readonly numbers: readonly ToldNumber[];
  readonly rows: readonly ToldRow[];
  /** Its own words name the rows; else those of the sentence before it do. */
  readonly own: boolean;
  /** The rows that bear the name of the part which the sentence stands in. */
  readonly ofSection: readonly ToldRow[];
}

/** The rows whose words all are among some words; those of a longer name go before those of a part of it. */
function rowFinder(rows: readonly ToldRow[]): (words: readonly string[]) => ToldRow[] {
  // Rows of one name are found together: a long document has many of them.
  const names = [...Map.groupBy(rows, ({ words }) => words.join(" ")).values()].map((same) => ({ words: same[0]!.words, rows: same }));
  const first = Map.groupBy(names, ({ words }) => words[0]!.slice(0, 3));
  return (words) => {
    const found = [...new Set(words.map((word) => word.slice(0, 3)))].flatMap((start) => first.get(start) ?? []).filter((name) => hasWords(name.words, words));
    return found.filter((name) => !found.some((other) => other.words.length > name.words.length && hasWords(name.words, other.words))).flatMap((name) => name.rows);
  };
}

/** Measures of one name in several groups: those whose group the sentence names, where it names one. */
function ofNamedGroup(rows: readonly ToldRow[], words: readonly string[]): ToldRow[] {
  const named = rows.filter(({ context }) => context.some((word) => words.some((other) => isSameWord(word, other))));
  return rows.filter((row) => !row.context.length || named.includes(row) || !named.some((other) => other.label === row.label));
}
/** Rows of which several measures stand side by side: those of the measure that the sentence names. */
const ofNamedMeasure = (rows: readonly ToldRow[], words: readonly string[]): ToldRow[] => rows.filter(({ measure }) => measure === undefined || namesMeasure(measure, words));
/** So many rows of one name are told of at most: the nearest. */
const MOST_ALIKE = 6;
/** Rows of one name in several tables: those beside the sentence, where any is. */
function besides(all: readonly ToldRow[], { line, section }: CheckedSentence): ToldRow[] {
  const rows = all.filter((row) => !row.beside || row.section === section.line);
  return [...Map.groupBy(rows, ({ label }) => label).values()].flatMap((same) => {
    const beside = same.filter((row) => row.section === section.line);
    const told = beside.length ? beside : same;
    return told.length <= MOST_ALIKE ? told : told.toSorted((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line)).slice(0, MOST_ALIKE);
  });
}

const LEAST_NAME = 5;
const START = 3;
/** The rows of a part of the document that no other row there shares the head of its name with, by how that begins. */
function headsOf(rows: readonly ToldRow[]): Map<string, ToldRow[]> {
  const all = Map.groupBy(rows.flatMap(({ label, words }) => words.map((word) => ({ label, word }))), ({ word }) => word.slice(0, START));
  const alone = rows.filter(({ label, words }) => words.length > 1 && (words[0]!.length >= LEAST_NAME || /\d/.test(words[0]!)) && !all.get(words[0]!.slice(0, START))!.some((other) => other.label !== label && isSameWord(other.word, words[0]!)));
  return Map.groupBy(alone.map((row) => ({ ...row, words: row.words.slice(0, 1) })), ({ words: [head] }) => head!.slice(0, START));
}
/** "Kringtiden" beside a table that has one row of it, "Kringtid i hemtjänst": told of by the head of its name. */
const headed = (heads: ReadonlyMap<string, readonly ToldRow[]>, words: readonly string[]): ToldRow[] => [...new Set(words.map((word) => word.slice(0, START)))].flatMap((start) => heads.get(start) ?? []).filter((row) => words.some((word) => isSameWord(word, row.words[0]!)));
/** So many rows, and more, may not be told of by one sentence. */
const MOST_NAMED = 60;
/** Where more rows than so are called by a sentence's words, only those beside it are looked at. */
const MOST_CALLED = 1000;
/** "Läkemedelsavvikelserna har ökat", "Antalet anmälningar ökade": the sentence tells of something of its own, that no row is called. */
const OWN_SUBJECT = /^(?:antalet\s+[a-zà-ÿ]{5,}|(?!(?:kostnad|utfall|avvikelse|resultat|intäkt|budget|ökning|minskning|förändring|skillnad|underskott|överskott|nettokostnad|totalt|andel|antalet|merparten|förklaring|orsak|det\s|den\s|de\s)[a-zà-ÿ]*)[a-zà-ÿ]{6,}(?:erna|arna|orna|ena|na|en|et|an))\s+(?:har|hade|ökade|minskade|ökar|minskar|steg|sjönk|väntas)(?![a-zà-ÿ])/iu;
/** "Idrottsanläggningar." at the head of a paragraph: a name alone, which all of the paragraph is about. */
const isNameAlone = (text: string, rows: readonly ToldRow[]): boolean => text.endsWith(".") && text.length < LONGEST_NAME && rows.some((row) => !isGeneral(row)) && tellingWords(text).every((word) => rows.some(({ words }) => words.some((own) => isSameWord(own, word))));
const LONGEST_NAME = 70;
/** What both a municipality and its group have. */
const OF_GROUP = /eget kapital|soliditet|tillgångar|omslutning/iu;
/** "4.2 " before what a heading says. */
const HEADING_NUMBER = /^\d+(?:\.\d+)*\.?\s+(?=\D)/u;
/** Twelve months that end with any of them are no year. */
const ROLLING = /(?<![a-zà-ÿ])rullande(?![a-zà-ÿ])/iu;
/** Binds each sentence to the rows that it tells of: by its words, those of the sentence before it, or the heading over it. */
export function toldSentences(sentences: readonly CheckedSentence[], rows: readonly ToldRow[]): ToldSentence[] {
  const find = rowFinder(rows);
  const inSection = Map.groupBy(rows.filter(({ beside, section }) => section !== null && !beside), ({ section }) => section!);
  const heads = new Map<number, Map<string, ToldRow[]>>();
  const headsIn = (section: number): Map<string, ToldRow[]> => {
    const known = heads.get(section) ?? headsOf(inSection.get(section) ?? []);
    heads.set(section, known);
    return known;
  };
  const ofHeadings = new Map<string, ToldRow[]>();
  const ofHeading = (heading: string): ToldRow[] => {
    const known = ofHeadings.get(heading);
    if (known) return known;
    const words = tellingWords(heading);
    const found = words.length ? find(words).filter((row) => isMoney(row.unit) && row.words.length === words.length) : [];
    ofHeadings.set(heading, found);
    return found;
  };
  let group: number | null = null;
  let paragraph: { readonly until: number; readonly section: number } | null = null;
  let lead: readonly ToldRow[] = [];
  let topic: { readonly until: number; readonly section: number; readonly rows: readonly ToldRow[] } | null = null;
  let before: { readonly line: number; readonly section: number; readonly rows: readonly ToldRow[] } | null = null;
  // Amounts of so many figures are no others': the rows that have them are told of, whatever they are called.
  const byValue = Map.groupBy(rows.flatMap((row) => (isMoney(row.unit) ? row.figures.flatMap(({ role, value }) => (role !== "difference" && digitsOf(value) >= OWN_DIGITS ? [{ row, key: `${absolute(value)} ${row.unit}` }] : [])) : [])), ({ key }) => key);
  return sentences.map((sentence) => {
    const words = sentenceWords(sentence.text);
    // A heading's own number counts nothing.
    const heading = sentence.line === sentence.section.line ? (HEADING_NUMBER.exec(sentence.text)?.[0].length ?? 0) : 0;
    const numbers = toldNumbers(sentence.text).filter(({ at, unit }) => at >= heading && !(ROLLING.test(sentence.text) && (unit === "%" || unit === "points")));
    // "Koncernens resultat blev … Eget kapital var": what is told after it in the paragraph is the group's.
    group = /koncern/iu.test(sentence.text) || (group !== null && sentence.line - group <= 1) ? lineAt(sentence, sentence.text.length) : null;
    const every = find(words);
    // Thousands of rows of one name are told of where they stand.
    const called = every.length > MOST_CALLED ? every.filter((row) => row.section === sentence.section.line) : every;
    const whole = ofNamedMeasure(besides(ofNamedGroup(called, words), sentence), words).filter((row) => group === null || row.section === null || !OF_GROUP.test(row.label) || row.section === sentence.section.line || /koncern/iu.test(row.label) || row.about.some((word) => word.includes("koncern")));
    const named = whole.length || sentence.inCell ? whole : ofNamedMeasure(headed(headsIn(sentence.section.line), words), words);
    const near = before?.section === sentence.section.line && sentence.line - before.line <= 3 ? before.rows.filter((row) => !isGeneral(row)) : [];
    // "Vinterväghållning. Kostnaden blev …": the cost is the row's that was just told of.
    const general = named.length > 0 && named.every(isGeneral);
    // It goes on for as long as its paragraph does.
    topic = topic && topic.section === sentence.section.line && !sentence.inCell && sentence.line - topic.until <= 1 ? { ...topic, until: lineAt(sentence, sentence.text.length) } : null;
    if (!sentence.inCell && numbers.length === 0 && isNameAlone(sentence.text, named)) topic = { until: lineAt(sentence, sentence.text.length), section: sentence.section.line, rows: named };
    // "Vuxenenheten redovisar …", at the head of a paragraph: a cost that is told of further on in it may be that one's.
    const goesOn = paragraph !== null && paragraph.section === sentence.section.line && !sentence.inCell && sentence.line - paragraph.until <= 1;
    lead = goesOn ? lead : sentence.inCell ? [] : named.filter((row) => !isGeneral(row) && fold(sentence.text).startsWith(fold(row.label)));
    paragraph = sentence.inCell ? null : { until: lineAt(sentence, sentence.text.length), section: sentence.section.line };
    // What the row that was just told of takes in is in no table.
    const found = general && near.length > 0 && named.every((row) => row.words[0]!.startsWith("intakt")) ? [] : topic && named.some(isGeneral) ? [...topic.rows, ...named.filter((row) => !isGeneral(row))] : general ? [...near, ...lead.filter((row) => !near.includes(row)), ...named] : named;
    // "Det är 1,5 mkr mer": what it is about stands in the sentence before it.
    const inherited = !OWN_SUBJECT.test(sentence.text) && !/(?<![a-zà-ÿ])(?:däremot|tvärtom|övriga|andra)(?![a-zà-ÿ])/iu.test(sentence.text) && found.length === 0 && named.length === 0 && before?.section === sentence.section.line && sentence.line - before.line <= 3 ? before.rows : [];
    const valued = found.length ? [] : numbers.flatMap(({ unit, value }) => (byValue.get(`${value} ${unit}`) ?? []).slice(0, MOST_ALIKE).map(({ row }) => row));
    const all = found.length ? found : valued.length ? valued : inherited;
    // What so many rows are called by tells of none of them, and each would be judged for each sentence.
    const told = all.length > MOST_NAMED ? [] : all;
    // What stands in a table is no sentence's subject.
    before = sentence.inCell ? null : { line: sentence.line, section: sentence.section.line, rows: told };
    return { sentence, numbers, rows: told, own: found.length > 0 && told.length > 0, ofSection: ofHeading(sentence.section.heading) };
  });
}

export const shown = (value: Decimal, unit: ToldRow["unit"]): string => `${formatNumber(absolute(value))}${unit === "count" ? "" : ` ${unit}`}`;
const ROLES = { actual: "utfall", budget: "budget", forecast: "prognos", difference: "avvikelse" } as const;
/** "december 2020", "budget 2023": what a figure is of. */
export const named = ({ month, role, year }: ToldFigure): string => [role === "actual" && (year || month !== null) ? "" : ROLES[role], month === null ? "" : MONTH_NAMES[month]!, year ?? ""].filter(Boolean).join(" ");
export const evidenceOf = ({ label, line, quote }: ToldRow, figure?: ToldFigure): FindingEvidence => ({ line, quote: figure && figure.month !== null ? `${label}, ${named(figure)}: ${formatNumber(figure.value)}` : quote });

/** The figures that a sentence says a number to be, by its words for year, month and budget; null where it says nothing, none where the row has no such. */
export function saidFigures({ before, month, role, year }: ToldNumber, row: ToldRow, written: string | null): ToldFigure[] | null {
  const ownYear = year ?? (before && written !== null ? String(Number(written) - 1) : null);
  if (ownYear === null && month === null && (role === null || role === "difference")) return null;
  const of = row.figures.filter((figure) => (month === null || figure.month === month) && (month !== null || figure.month === null)
    && (ownYear === null ? month === null || figure.year === written : figure.year === ownYear) && ((role === "budget" || role === "forecast") && !(row.beside && role === "budget" && !row.figures.some((other) => other.role === role)) ? figure.role === role : figure.role !== "difference"));
  return role === null && of.some((figure) => figure.role === "actual") ? of.filter((figure) => figure.role === "actual") : of;
}

const OWN_DIGITS = 5;
export const digitsOf = (value: Decimal): number => value.replace(/\D/g, "").replace(/^0+/, "").length;
const [LEAST, MOST] = ["0.4", "2.5"];
/** Of about the same size: what may be a slip of a number. */
export function isNear(number: ToldNumber, figure: ToldFigure, row: ToldRow): boolean {
  const [a, b] = [isMoney(number.unit) ? kronor(number.value, number.unit) : number.value, absolute(isMoney(row.unit) ? kronor(figure.value, row.unit) : figure.value)];
  if (isZero(a) || isZero(b)) return false;
  const ratio = divide(a, b);
  return compare(ratio, LEAST) >= 0 && compare(ratio, MOST) <= 0;
}
