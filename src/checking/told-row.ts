import { absolute, compare, isZero, mean, multiply, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { fold, type Place } from "../reading/layout.ts";
import type { ReadSeries } from "../reading/reading.ts";
import { isSum, isWithin, type FigureColumn, type FigureRow, type FigureTable } from "./figure-table.ts";
import { moneyUnitOf, type FigureUnit } from "./figure-unit.ts";
import { addSpans, movedSpan, percentSpan, spanOf, type ShownSpan } from "./shown-span.ts";
import { measuresOf } from "./table-measures.ts";
import { hasWords, isSameWord, ROLE_WORDS, tellingWords } from "./telling-words.ts";

/** What a figure is: what became, what was to be, or the difference between two of them. */
export type ToldRole = "actual" | "budget" | "forecast" | "difference";
/** One figure of a row that sentences may tell of. */
export interface ToldFigure {
  readonly value: Decimal;
  readonly role: ToldRole;
  readonly year: string | null;
  /** 0–11, in measures by month. */
  readonly month: number | null;
}
/** A row of a table, or a measure by month, as sentences may tell of it. */
export interface ToldRow {
  readonly label: string;
  /** The words that a sentence has when it tells of the row. */
  readonly words: readonly string[];
  /** The words of the heading over it. */
  readonly context: readonly string[];
  /** The words that stand over its table: they narrow down nothing. */
  readonly about: readonly string[];
  readonly unit: FigureUnit | "%" | "count";
  readonly figures: readonly ToldFigure[];
  readonly line: Place;
  /** Where the part of the document begins that it stands in; null for measures, which are told of anywhere. */
  readonly section: Place | null;
  readonly quote: string;
  /** What its figures measure, where its table has other measures too; a sentence that does not name it does not tell of it. */
  readonly measure?: readonly string[];
  /** It is told of in its own part of the document only. */
  readonly beside?: true;
}

/** Rows that every statement has: what a sentence says of them may be of the part that the sentence before it told of. */
export const isGeneral = ({ words }: Pick<ToldRow, "words">): boolean => words.every((word) => /^(?:kostnad|intakt|nettokostnad|netto|resultat|utgift|ram$)/.test(word));

function roleOf(heading: string): ToldRole {
  const name = fold(heading).replaceAll(" ", "");
  if (/avvik|diff|forandr|skillnad|aterstar|andring|^(?:hojning|okning|minskning|sankning)$/.test(name)) return "difference";
  if (/budget|ram(?!el)|plan|forslag/.test(name)) return "budget";
  return /prognos/.test(name) ? "forecast" : "actual";
}
/** Between what comes in and what it costs, a result is a difference: a surplus, or with a minus a deficit. */
const isResult = (columns: readonly FigureColumn[], at: number): boolean => /^(?:arets )?resultat/.test(fold(columns[at]!.heading)) && [/intakt/, /kostnad/].every((pattern) => columns.some(({ heading }) => pattern.test(fold(heading))));
const isTold = ({ figures, label, words }: ToldRow): boolean => figures.length > 0 && words.some((word) => !ROLE_WORDS.test(word) || (/^(?:[a-zà-ÿ]+\s+)?(?:netto)?(?:budget)?ram$/iu.test(label) && figures.length > 1 && figures.every(({ year }) => year !== null)));
const isShare = (text: string): boolean => /%|procent|andel/i.test(text);
/** "2021", "2022 prognos", "Budget 2023": a row that is a year, of what its columns say. */
const YEAR_ROW = /^(?:(?:budget|prognos|utfall|bokslut|ar)\s*)?((?:19|20)\d\d)(?:\s*(?:budget|prognos|utfall|bokslut))?$/;

/** Years of one thing are of one size; where they are not, a machine has read two numbers as one. */
function isTorn(figures: readonly ToldFigure[]): boolean {
  const sizes = figures.map(({ value }) => absolute(value)).filter((value) => !isZero(value)).toSorted(compare);
  return sizes.length > 1 && compare(sizes.at(-1)!, multiply(sizes[0]!, "100")) > 0;
}

const COUNTED = /antal|dygn|personer|elever|barn|platser|timmar|besok|arsarbetare|tjanster|andel|%|procent|index/;
/** What a column is in: what its own heading says, or else the table. */
function columnUnit({ columns, unit }: FigureTable, at: number): FigureUnit | "count" {
  const { heading } = columns[at]!;
  const own = moneyUnitOf(heading);
  return own ?? (unit === null || COUNTED.test(fold(heading)) ? "count" : unit);
}
function onlyColumns({ columns, rows }: FigureTable, wanted: (at: number) => boolean): Pick<FigureTable, "columns" | "rows"> {
  return { columns: columns.filter((_, at) => wanted(at)), rows: rows.map((row) => ({ ...row, cells: row.cells.filter((_, at) => wanted(at)) })) };
}

/** A row before it is known what stands over its table. */
type BareRow = Omit<ToldRow, "about">;
function tableRows(table: FigureTable): BareRow[] {
  const { columns, corner, rows, section, unit } = table;
  const years = rows.map(({ label }) => YEAR_ROW.exec(fold(label))?.[1] ?? null);
  if (rows.length > 1 && years.every((year) => year !== null)) {
    return columns.flatMap(({ heading, kind }, at): BareRow[] => {
      const figures = rows.flatMap(({ cells, label }, row): ToldFigure[] => (cells[at] === null || cells[at] === undefined ? [] : [{ value: cells[at]!, role: roleOf(`${label}${heading}`), year: years[row]!, month: null }]));
      const words = tellingWords(heading);
      const own = columnUnit(table, at);
      return kind === "difference" || isTorn(figures) ? [] : [{ label: heading, words, context: [], unit: isShare(heading) ? "%" : own, figures, line: rows[0]!.line, section, quote: figures.map(({ value, year }) => `${year}: ${value}`).join(", ") }];
    });
  }
  const measures = measuresOf(table);
  if (measures.length > 1) return measures.flatMap(({ columns: own, words }) => tableRows({ ...table, ...onlyColumns(table, (at) => own.includes(at)) }).map((row) => (words.length ? { ...row, measure: words } : row)));
  const units = [...new Set(columns.map((_, at) => columnUnit(table, at)))];
  // Amounts in millions beside kronor for each, and numbers of what is counted, are rows of their own.
  if (units.length > 1) return units.flatMap((one) => tableRows({ ...table, unit: one === "count" ? null : one, saidUnit: one === "count" ? null : one, ...onlyColumns(table, (at) => columnUnit(table, at) === one) }));
  const labelled = years.length && columns.length === 1 ? labelledYears(table) : [];
  // "Återkrävt belopp, tkr" among rows of what is counted: each row says what it is in.
  const inLabel = rows.some(({ label }) => LABEL_UNIT.test(label)) && !rows.every(({ label }) => LABEL_UNIT.test(label));
  const inLabels = new Set(labelled.flatMap(({ lines }) => lines));
  return [...labelled.map(({ row }) => row), ...rows.filter(({ line }) => !inLabels.has(line)).map(({ cells, label, line, quote }): BareRow => {
    const figures = cells.flatMap((value, at): ToldFigure[] => (value === null || columns[at]!.kind === "percent" ? [] : [{ value, role: isResult(columns, at) ? "difference" : roleOf(columns[at]!.heading), year: columns[at]!.year, month: null }]));
    const named = LABEL_UNIT.test(label) ? moneyUnitOf(LABEL_UNIT.exec(label)![0]) : null;
    return { label, words: tellingWords(label), context: [], unit: named ?? (inLabel && !isShare(label) ? "count" : isShare(label) || (unit === null && isShare(corner) && !/antal/i.test(label)) ? "%" : (unit ?? "count")), figures, line, section, quote };
  })];
}

const LABEL_UNIT = /[,(]\s*(?:tkr|mkr|mnkr|kr|kronor|miljoner kronor)\)?$/iu;
const LABEL_YEAR = /^(?<name>[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ\s]*?)\s+(?<year>(?:19|20)\d\d)$/u;
/** "Ram 2024" and, some rows below, "Ram 2025": one and the same of two years. */
function labelledYears({ columns, rows, section, unit }: FigureTable): { readonly row: BareRow; readonly lines: readonly Place[] }[] {
  const found = rows.flatMap(({ cells: [value], label, line, quote }) => { const { name, year } = LABEL_YEAR.exec(label.trim())?.groups ?? {}; return name && year && value !== null && value !== undefined ? [{ name, year, value, line, quote }] : []; });
  return [...Map.groupBy(found, ({ name }) => fold(name))].flatMap(([, same]) => {
    const [first] = same;
    if (!first || same.length < 2 || new Set(same.map(({ year }) => year)).size !== same.length) return [];
    const figures = same.map(({ value, year }): ToldFigure => ({ value, role: roleOf(`${first.name}${columns[0]!.heading}`), year, month: null }));
    return [{ row: { label: first.name, words: tellingWords(first.name), context: [], unit: unit ?? "count", figures, line: first.line, section, quote: same.map(({ quote }) => quote).join("; ") }, lines: same.map(({ line }) => line) }];
  });
}

const OTHER_MONEY = /investering|bidrag|intakt|avgift|taxa|lokal|statsbidrag|atgard|effekt|stod|projekt/;
const STOCK = /^(?:skuld|fordran|reserv|fond|behållning|avsättning|kö(?:n)?)(?![a-zà-ÿ])/iu;
const CLOSING = /^(?:utgaende|ub)(?: |$)|(?:^| )vid (?:arets|periodens) slut$/;
/** "Skuld till VA-kollektivet", over what it was and what came of it: what it is at the end is told of by that name. */
function closingRows({ caption, columns, corner, rows, section, unit }: FigureTable): BareRow[] {
  const last = rows.at(-1);
  const name = [corner, caption ?? ""].find((text) => STOCK.test(text));
  const words = tellingWords(name ?? "");
  if (!last || !name || rows.length < 3 || unit === null || words.length < 2 || !CLOSING.test(fold(last.label))) return [];
  const figures = last.cells.flatMap((value, at): ToldFigure[] => (value === null || columns[at]!.kind !== "value" ? [] : [{ value, role: roleOf(columns[at]!.heading), year: columns[at]!.year, month: null }]));
  return figures.length ? [{ label: `${name}: ${last.label}`, words, context: [], unit, figures, line: last.line, section, quote: last.quote }] : [];
}
/** The total of a table as sentences tell of it: by what its corner says that its rows are, or as what all of a committee costs. */
function totalRows(table: FigureTable): BareRow[] {
  const { caption, columns, corner, heading, rows, section, unit } = table;
  // "Sammanlagt antal", and those within it under it.
  const total = rows.length > 1 && rows.slice(1).every(isWithin) && isSum(rows[0]!.label) ? rows[0] : rows.at(-1);
  if (unit === null && (isShare(`${corner} ${caption ?? ""}`) || /franvaro/.test(fold(`${corner} ${caption ?? ""} ${heading}`)))) return shareTotal(table);
  // "Summa 2022", "Summa 2021": each is of its own year.
  if (!total || !isSum(total.label) || rows.length < 4 || rows.filter(({ label }) => isSum(label) && /(?:19|20)\d\d/.test(label)).length > 1) return [];
  if (unit === null) return countedTotal(table, total);
  const figures = total.cells.flatMap((value, at): ToldFigure[] => (value === null || columns[at]!.kind === "percent" || columnUnit(table, at) !== unit ? [] : [{ value, role: roleOf(columns[at]!.heading), year: columns[at]!.year, month: null }]));
  const row = (label: string, words: readonly string[]): BareRow => ({ label: `${label} (${total.label.toLowerCase()})`, words, context: [], unit, figures, line: total.line, section, quote: total.quote, beside: true });
  const about = `${corner} ${caption ?? ""} ${heading}`;
  const cost = !OTHER_MONEY.test(fold(about)) && !rows.some(({ label }) => /netto|intakt|kostnad|resultat/.test(fold(label))) && columns.some(({ heading }) => roleOf(heading) === "budget");
  if (cost) return [row("Nettokostnad", ["nettokostnad"]), row("Ramen", ["ramen"])];
  const invested = /investering/iu.test(about);
  const own = invested ? "investeringar" : tellingWords(corner).find((word) => word.length >= LEAST_CORNER && !ROLE_WORDS.test(word));
  return own && (invested || tellingWords(corner).length <= 1) ? [row(invested ? "Investeringar" : corner, [own])] : [];
}
/** "Samtliga" in a table of shares, by what its corner says that they are shares of: "sjukfrånvaro". */
function shareTotal({ caption, columns, corner, heading, rows, section }: FigureTable): BareRow[] {
  const row = rows.find(({ label }) => /^(?:samtliga|totalt?|alla|hela namnden|kommunen totalt)$/.test(fold(label)));
  // "Årsarbetare 2023 | Sjukfrånvaro 2023, %": of the shares, by what they are called.
  const shares = columns.flatMap((column, at) => (isShare(column.heading) ? [{ at, name: column.heading }] : []));
  const some = shares.length > 0 && shares.length < columns.filter(({ kind }) => kind !== "difference").length;
  const word = (some ? shares.map(({ name }) => name) : [corner, caption ?? "", heading]).flatMap((text) => tellingWords(text.replace(/^tabell\s+\d+\s*[.:–-]?/iu, ""))).find((one) => one.length >= LONG_CORNER && !ROLE_WORDS.test(one) && !/^(?:arbetstid|ordinarie)/.test(one));
  const figures = (row?.cells ?? []).flatMap((value, at): ToldFigure[] => (value === null || columns[at]!.kind === "difference" || (some && !isShare(columns[at]!.heading)) ? [] : [{ value, role: roleOf(columns[at]!.heading), year: columns[at]!.year, month: null }]));
  return row && word && figures.length > 0 ? [{ label: `${corner || (caption ?? heading)} (${row.label.toLowerCase()})`, words: [word], context: [], unit: "%", figures, line: row.line, section, quote: row.quote, beside: true }] : [];
}
const LONG_CORNER = 10;
const LEAST_CORNER = 6;
/** The total of what is counted, by what the caption or the corner says that it is: "årsarbetare". */
function countedTotal({ caption, columns, corner, heading, section }: FigureTable, total: FigureRow): BareRow[] {
  const said = [caption ?? "", corner, columns.length > 0 && columns.every((column) => fold(column.heading).split(" ")[0] === fold(columns[0]!.heading).split(" ")[0]) ? columns[0]!.heading : "", heading].map((text) => tellingWords(text.replace(/^tabell\s+\d+\s*[.:–-]?/iu, "")).filter((word) => word.length >= LEAST_CORNER && !ROLE_WORDS.test(word))).find((words) => words.length === 1);
  // Places, days and shares beside each other are not all of what the rows are called.
  const [measure, ...more] = measuresOf({ columns: columns.filter(({ kind, year }) => kind === "value" && year !== null) });
  if (more.length) return [];
  const figures = total.cells.flatMap((value, at): ToldFigure[] => (value === null || columns[at]!.kind !== "value" || COUNTED_OTHERWISE.test(fold(columns[at]!.heading)) ? [] : [{ value, role: roleOf(columns[at]!.heading), year: columns[at]!.year, month: null }]));
  return said && figures.length > 0 ? [{ ...(measure?.words.length && !hasWords(said, measure.words) ? { measure: measure.words } : {}), label: said[0]!, words: said, context: [], unit: "count", figures, line: total.line, section, quote: total.quote, ...(said[0]!.length >= OWN_NAME ? {} : { beside: true }) }] : [];
}
/** A word that is so long is a name of its own, wherever it is told of. */
const OWN_NAME = 15;
const COUNTED_OTHERWISE = /franvaro|andel|procent|per |kostnad|snitt/;

/** When months are counted, not what. */
const AT_END = /,?\s*(?:antal\s+)?(?:per\s+)?(?:den\s+)?sista\s+(?:dagen\s+)?i\s+(?:varje\s+)?månad(?:en)?/iu;
function seriesRow({ group, line, name, years }: ReadSeries): ToldRow {
  const figures = Object.entries(years).flatMap(([year, values]) => values.flatMap((value, month): ToldFigure[] => (value === null ? [] : [{ value, role: "actual", year: /^\d{4}$/.test(year) ? year : null, month }])));
  return { label: name, words: tellingWords(name.replace(AT_END, "")), context: tellingWords(group ?? ""), about: [], unit: isShare(name) ? "%" : "count", figures, line, section: null, quote: name };
}

/** All that a document's tables and measures by month say, as rows that sentences may tell of. `written` is the document's year, null where it is not surely known. */
export const toldRows = (tables: readonly FigureTable[], series: readonly ReadSeries[], written: string | null = null): ToldRow[] =>
  [...withHeads(tables.flatMap((table) => under(table, tableRows(table)))).map((row) => ofOwnYear(row, written)), ...tables.flatMap((table) => under(table, [...totalRows(table), ...closingRows(table)])).map((row) => ofOwnYear(row, written)), ...series.map(seriesRow)].filter(isTold);
const under = ({ caption, columns, corner, heading }: FigureTable, rows: readonly BareRow[]): ToldRow[] => {
  const about = [...new Set([caption ?? "", corner, heading, ...columns.map((column) => column.heading)].flatMap(tellingWords))];
  return rows.map((row) => ({ ...row, about }));
};
const HEAD_OF = /^(?<head>[a-zà-ÿ]{7,})\s+(?:till|för|av|från|hos)\s/iu;
/** "Utdelning till ägaren" is told of as "utdelning", where no other row is called so. */
function withHeads(rows: readonly ToldRow[]): ToldRow[] {
  return rows.flatMap((row) => {
    const head = HEAD_OF.exec(row.label)?.groups!["head"];
    const word = head === undefined ? undefined : fold(head);
    if (word === undefined || row.words.length < 2 || rows.some((other) => other !== row && other.words.some((own) => isSameWord(own, word)))) return [row];
    return [row, { ...row, words: [word] }];
  });
}
/** Beside last year's figure, one that says no year is this year's. */
function ofOwnYear(row: ToldRow, written: string | null): ToldRow {
  const years = new Set(row.figures.map(({ year }) => year));
  if (written === null || !years.has(null) || !years.has(String(Number(written) - 1)) || years.has(written)) return row;
  return { ...row, figures: row.figures.map((figure) => (figure.year === null && figure.role !== "difference" && figure.month === null ? { ...figure, year: written } : figure)) };
}

/** What a whole year of months may be told as: all together, the middle, the most and the least. */
export function yearly({ figures }: ToldRow): { readonly year: string | null; readonly spans: readonly ShownSpan[] }[] {
  return [...Map.groupBy(figures.filter(({ month }) => month !== null), ({ year }) => year)].map(([year, months]) => {
    const values = months.map(({ value }) => value);
    const middle = mean(values)!;
    // A mean is told with as few decimals as one likes.
    return { year, spans: [spanOf(sum(values)), spanOf(middle, 0), spanOf(middle, 1), ...[values.toSorted(compare).at(-1)!, values.toSorted(compare)[0]!].map((value) => spanOf(value))] };
  });
}
/** Years in a row together, ending with the last: what a plan of several years is told as. */
export function together({ figures }: ToldRow): ShownSpan[] {
  const years = figures.filter(({ month, role, year }) => month === null && role !== "difference" && year !== null);
  // Where each year stands once, the coming are of the same plan whatever their headings.
  const once = new Set(years.map(({ year }) => year)).size === years.length ? [years] : [];
  return [...Map.groupBy(years, ({ role }) => role).values(), ...once]
    .map((same) => same.toSorted((a, b) => Number(a.year) - Number(b.year)))
    .flatMap((same) => same.slice(0, -1).map((_, first) => spanOfAll(same.slice(first).map(({ value }) => absolute(value)))));
}
const spanOfAll = (values: readonly Decimal[]): ShownSpan => addSpans(values.map((value) => spanOf(value)));
/** The size of an amount: costs are told without their minus. */
export const sizeOf = ({ value }: ToldFigure): ShownSpan => spanOf(absolute(value));
/** How far it is between two of a row's own figures. */
export interface ToldMovement { readonly from: ToldFigure; readonly to: ToldFigure; readonly by: ShownSpan; /** Things that are counted, and few: nothing in them is rounded. */ readonly exact: boolean }
/** Each row is told of by many sentences. */
const known = new WeakMap<ToldRow, ToldMovement[]>();
export function movements(row: ToldRow): ToldMovement[] {
  const before = known.get(row);
  if (before) return before;
  const found = movementsIn(row);
  known.set(row, found);
  return found;
}
const FEW = "1000";
function movementsIn({ figures, unit }: ToldRow): ToldMovement[] {
  const own = figures.filter(({ month, role }) => role !== "difference" && month === null);
  // A budget that says no year is the latest year's.
  const latest = own.flatMap(({ role, year }) => (role === "actual" && year !== null ? [year] : [])).toSorted().at(-1);
  const isStale = (a: ToldFigure, b: ToldFigure): boolean => a.role !== b.role && a.role !== "actual" && a.year === null && b.role === "actual" && b.year !== null && b.year !== latest;
  return own.flatMap((to, at) => own.flatMap((from, other): ToldMovement[] => {
    if (at === other || isStale(from, to) || isStale(to, from)) return [];
    const [before, after] = [absolute(from.value), absolute(to.value)];
    const exact = unit === "count" && [before, after].every((value) => scale(value) === 0 && compare(value, FEW) < 0);
    const moved = absolute(subtract(after, before));
    return [{ from, to, exact, by: exact ? { low: moved, high: moved } : movedSpan(before, after) }];
  }));
}
/** The same in per cent of what it was; null where that was nothing. */
const percents = new WeakMap<ToldMovement, ShownSpan | null>();
export function percentMoved(movement: ToldMovement): ShownSpan | null {
  const before = percents.get(movement);
  if (before !== undefined) return before;
  const { by, from } = movement;
  const percent = isZero(from.value) ? null : percentSpan(by, movement.exact ? { low: absolute(from.value), high: absolute(from.value) } : sizeOf(from));
  percents.set(movement, percent);
  return percent;
}
