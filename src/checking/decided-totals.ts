import { absolute, compare, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import { kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const DECIDES = /(?<![a-zà-ÿ])(?:fastställ|godkänn|anta(?:r|s)?(?![a-zà-ÿ])|beslut|anvis|bevilj|föreslå)/iu;
/** "Nämndens investeringsbudget för 2025 till". */
const INVESTED = /(?<![a-zà-ÿ])investerings(?:budget|ram|plan)(?:en)?(?:\s+[a-zà-ÿ]+){0,2}\s+(?:år\s+)?(?<year>(?:19|20)\d\d)\s+(?:[a-zà-ÿ]+\s+){0,2}?(?:till|om|på|med)\s+(?:sammanlagt\s+|totalt\s+)?$/iu;
const OTHERWISE = /(?<![a-zà-ÿ])(?:ursprunglig|reviderad|utökad|tilläggs|överför|ombudgeter)/iu;

const CARRIED = /(?<![a-zà-ÿ])(?:förs?\s+över|föra\s+över|överförs?|ombudgeter[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;
const LEFT = /aterstar|kvar|ej forbrukat|avvikelse/;
const ALL_LEFT = /^(?:kvar|kvarstar|kvarstaende)$/;
/** "340 tkr av oförbrukade investeringsmedel förs över", where the table of the investments has another amount left, and nothing has that. */
function carriedOver(told: ToldSentence, invested: readonly FigureTable[], standsElsewhere: (amount: Decimal, than: ToldSentence) => boolean): Finding[] {
  const { numbers, sentence, sentence: { text } } = told;
  if (!CARRIED.test(text) || !/investering/iu.test(text)) return [];
  const [number, ...more] = numbers.filter(({ unit }) => isMoney(unit));
  // "Att fullmäktige för över 544 tkr": that is no word for about.
  if (!number || more.length || (number.about && !/(?<![a-zà-ÿ])för\s+över\s+$/iu.test(text.slice(0, number.at)))) return [];
  const amount = kronor(number.value, number.unit as FigureUnit);
  // A column of what is asked for tells it better.
  if (invested.some(({ columns }) => columns.some(({ heading }) => /begar|overfor|ombudget/.test(fold(heading))))) return [];
  const left = invested.flatMap(({ columns, rows, unit }) => columns.flatMap(({ heading, kind }, at) => ((kind === "difference" ? LEFT : ALL_LEFT).test(fold(heading)) ? [{ cells: rows.map((row) => ({ row, cell: row.cells[at] ?? null })), unit: unit! }] : [])));
  const [first, ...others] = left;
  const total = first?.cells.find(({ row: { label } }) => isSum(label));
  if (!first || others.length || !total?.cell || compare(kronor(absolute(total.cell), first.unit), amount) === 0 || standsElsewhere(amount, told)) return [];
  // One or some of the projects may be carried over, and others not.
  const parts = first.cells.filter(({ cell, row: { label } }) => cell !== null && !isSum(label)).map(({ cell }) => kronor(absolute(cell!), first.unit));
  if (parts.some((a, at) => compare(a, amount) === 0 || parts.some((b, other) => other > at && compare(sum([a, b]), amount) === 0))) return [];
  const expected = `${formatNumber(absolute(total.cell))} ${first.unit}`;
  return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `Beslutet för över ${number.written}, som inte står någon annanstans; kvar av årets investeringar är ${expected} i tabellen.`, evidence: [{ line: total.row.line, quote: total.row.quote }] }];
}

/** 1 450 for 1 540: the same figures in another order. */
const isTurned = (a: Decimal, b: Decimal): boolean => [...a].toSorted().join("") === [...b].toSorted().join("");

/** Where each amount stands, in kronor: in which sentences, and null for a table. */
function placesOf(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Map<Decimal, Set<ToldSentence | null>> {
  const places = new Map<Decimal, Set<ToldSentence | null>>();
  const put = (amount: Decimal, place: ToldSentence | null): void => void places.set(amount, (places.get(amount) ?? new Set()).add(place));
  for (const one of sentences) for (const { unit, value } of one.numbers) if (isMoney(unit)) put(kronor(value, unit), one);
  for (const { rows, unit } of tables) if (unit !== null) for (const { cells } of rows) for (const cell of cells) if (cell !== null) put(kronor(absolute(cell), unit), null);
  return places;
}

/** What is decided to be invested in a year, which the sum of the investments is not, and nothing else is. */
export function decidedTotalFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const invested = tables.filter(({ caption, columns, corner, heading, unit }) => unit !== null && /investering/iu.test([caption ?? "", corner, heading, ...columns.map((column) => column.heading)].join(" ")));
  if (!invested.length) return [];
  let known: ReadonlyMap<Decimal, ReadonlySet<ToldSentence | null>> | null = null;
  /** Whether an amount, in kronor, stands in another sentence, or in a table. Most documents decide of no investments, and are never asked. */
  const standsElsewhere = (amount: Decimal, than: ToldSentence, inText = false): boolean => {
    known ??= placesOf(sentences, tables);
    return [...(known.get(amount) ?? [])].some((place) => place !== than && (place !== null || !inText));
  };
  const carried = sentences.flatMap((told) => (told.sentence.inCell || !/(?<![a-zà-ÿ])(?:begär|hemställ|föreslå|beslut|godkänn)/iu.test(told.sentence.text) ? [] : carriedOver(told, invested, (amount, than) => standsElsewhere(amount, than, true))));
  return carried.concat(sentences.flatMap((told) => (told.sentence.inCell || !DECIDES.test(told.sentence.text) || OTHERWISE.test(told.sentence.text) ? [] : told.numbers).flatMap((number): Finding[] => {
    const { sentence, sentence: { text } } = told;
    const year = isMoney(number.unit) ? INVESTED.exec(text.slice(0, number.at))?.groups!["year"] : undefined;
    if (year === undefined || number.about || !isMoney(number.unit)) return [];
    const amount = kronor(number.value, number.unit as FigureUnit);
    const totals = invested.flatMap(({ columns, rows, unit }) => rows.filter(({ label }) => isSum(label)).flatMap((row: FigureRow) => columns.flatMap(({ heading, kind, year: of }, at) => { const cell = row.cells[at] ?? null; return kind === "value" && of === year && /budget|plan|^(?:19|20)\d\d$/.test(fold(heading)) && cell !== null ? [{ row, cell: absolute(cell), unit: unit! }] : []; })));
    const [first] = totals;
    if (!first || new Set(totals.map(({ cell, unit }) => kronor(cell, unit))).size > 1 || compare(kronor(first.cell, first.unit), amount) === 0 || (standsElsewhere(amount, told) && !isTurned(amount, kronor(first.cell, first.unit)))) return [];
    const expected = `${formatNumber(first.cell)} ${first.unit}`;
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `Beslutet har ${number.written} för investeringar ${year}, som inte står någon annanstans; tabellens summa är ${expected}.`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
  })));
}
