import { absolute, compare, isZero, multiply, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold, isHeading, isParagraph, isTable, joinBrokenWord, type Heading, type Layout, type Place, type Table, type TableRow } from "../reading/layout.ts";
import type { ReadStatement } from "../reading/reading.ts";
import { mergeHeadingRows } from "../reading/heading-rows.ts";
import { monthCell, oneLine, readNumberCell, yearOf } from "../reading/table-cells.ts";
import { opensSection } from "./checked-sentences.ts";
import { spanOf, type ShownSpan } from "./shown-span.ts";
import { moneyUnitOf, type FigureUnit } from "./figure-unit.ts";

/** What the numbers of a column are: amounts or counts, a difference between two other columns, or a percentage of one. */
export type FigureColumnKind = "value" | "difference" | "percent";
export interface FigureColumn {
  readonly heading: string;
  readonly kind: FigureColumnKind;
  readonly year: string | null;
}
export interface FigureRow {
  readonly label: string;
  readonly line: Place;
  /** As printed; null where nothing is. Percentages keep no unit. */
  readonly cells: readonly (Decimal | null)[];
  /** The row itself, as it stands. */
  readonly quote: string;
}
/** A table whose cells are figures, its columns told apart by their headings. */
export interface FigureTable {
  readonly line: Place;
  /** Where the part of the document begins that it stands in: the heading over it. */
  readonly section: Place;
  /** What that heading says. */
  readonly heading: string;
  /** What stands over the rows' names, and over the table. */
  readonly corner: string;
  readonly caption: string | null;
  /** What its heading, or the heading over it, says that the amounts are in; null where nothing is said. */
  readonly saidUnit: FigureUnit | null;
  /** The same, but thousands where so large amounts cannot be millions. */
  readonly unit: FigureUnit | null;
  /** Whole numbers of what is counted. */
  readonly exact: boolean;
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureRow[];
}

const SUM = /^(?:summa|totalt?|sammanlagt)(?: |$)/;
/** A row that is called the sum of others. */
export const isSum = (label: string): boolean => SUM.test(fold(label));
const NET = /^(?:verksamhetens |namndens |summa |totala? |arets )?(?:nettokostnad(?:er|en)?|netto|resultat)(?: totalt| namnden| summa)?$/;
/** A row that tells what a whole committee cost or came to. */
export const isNet = (label: string): boolean => NET.test(fold(label));
/** A row that is some of the one over it: "varav", with a stroke before it or without. */
export const isWithin = ({ label }: Pick<FigureRow, "label">): boolean => /^(?:varav|darav)(?: |$)/.test(fold(label.replace(/^[\s–—-]+/u, "")));

const DIFFERENCE = /avvik|diff|forandr|skillnad|aterstar|andring|^(?:hojning|okning|minskning|sankning)$/;
const kindOf = (heading: string): FigureColumnKind => {
  if (/%|procent|^andel/i.test(heading)) return "percent";
  return DIFFERENCE.test(fold(heading).replaceAll(" ", "")) ? "difference" : "value";
};

/** "Från 2022", "t.o.m. 2022": what has come over from a year, or has come together until it, is not the year's own. */
const NOT_OF_YEAR = /^(?:från|överför|till och med|(?:utfall\s)?t\.?\s?o\.?\s?m(?![a-zà-ÿ])|ack(?:umulerad|umulerat|umulerade)?(?![a-zà-ÿ]))/iu;
const columnYear = (heading: string): string | null => (NOT_OF_YEAR.test(heading.trim()) ? null : yearOf(heading));

/** No committee of a Swedish municipality has a hundred milliard kronor: such a figure in millions is in thousands. */
const TOO_LARGE_IN_MKR = "100000";
export const isCount = (heading: string): boolean => /antal|dygn|personer|timmar|platser|elever|barn(?![a-zà-ÿ]*omsorg)|besök|ärenden|årsarbetare|kvadratmeter|m²|kWh|MWh/i.test(heading);
/** The largest amount that a table in millions cannot have; null where there is none. */
export function impossibleMillions({ columns, rows, saidUnit }: Pick<FigureTable, "columns" | "rows" | "saidUnit">): { readonly row: FigureRow; readonly cell: Decimal } | null {
  if (saidUnit !== "mkr") return null;
  const cells = rows.flatMap((row) => row.cells.flatMap((cell, at) => (cell !== null && columns[at]!.kind === "value" && !isCount(columns[at]!.heading) && (moneyUnitOf(columns[at]!.heading) ?? saidUnit) === saidUnit ? [{ row, cell: absolute(cell) }] : [])));
  const largest = cells.toSorted((a, b) => compare(b.cell, a.cell))[0];
  return largest && compare(largest.cell, TOO_LARGE_IN_MKR) >= 0 ? largest : null;
}
const MONEY = /kostnad|intäkt|budget|belopp|ram(?!p)|prognos|avgift|bidrag|investering|resultat|skatt|lån/i;
/** Whole numbers of what is counted, in a table that tells of no money: they are exact, and their sums too. */
const isCounted = ({ caption, columns, corner, rows, saidUnit }: Omit<FigureTable, "unit" | "exact">): boolean =>
  saidUnit === null && rows.every(({ cells }) => cells.every((cell, at) => cell === null || columns[at]!.kind === "percent" || scale(cell) === 0)) && ![caption ?? "", corner, ...columns.map(({ heading }) => heading), ...rows.map(({ label }) => label)].some((text) => MONEY.test(text));
const withUnit = (table: Omit<FigureTable, "unit" | "exact">): FigureTable => ({ ...table, unit: impossibleMillions(table) ? "tkr" : table.saidUnit, exact: isCounted(table) || (table.saidUnit === "kr" && table.rows.every(({ cells }) => cells.every((cell, at) => cell === null || table.columns[at]!.kind === "percent" || scale(cell) === 0))) });
/** All that a cell may stand for: itself, where things are counted. */
export const cellSpan = ({ exact }: Pick<FigureTable, "exact">, value: Decimal): ShownSpan => (exact ? { low: value, high: value } : spanOf(value));

/** Which columns of a table are figures, and which one names its rows. */
interface FigureColumns { readonly label: number; readonly figures: readonly number[] }
const NUMBERING = /^(?:nr|id|nummer|#|)$/;
/** Columns of words beside the figures (a comment, who answers for it) say nothing that is reckoned; nor does a number before the name. */
function figureColumns(head: TableRow, body: readonly TableRow[]): FigureColumns {
  const isWords = (at: number): boolean => {
    const cells = body.map(({ cells: own }) => oneLine(own[at])).filter(Boolean);
    const texts = cells.filter((cell) => readNumberCell(cell).text).length;
    // Letters and dashes, and no number at all, are words too.
    return texts * 2 > cells.length || (texts > 0 && cells.every((cell) => readNumberCell(cell).value === null));
  };
  // Which note tells more is no figure.
  const words = head.cells.map((cell, at) => at > 0 && (isWords(at) || /^not(?:er)?\.?$/i.test(oneLine(cell))));
  const label = NUMBERING.test(fold(oneLine(head.cells[0]))) && words[1] ? 1 : 0;
  return { label, figures: head.cells.flatMap((_, at) => (at > label && !words[at] ? [at] : [])) };
}

/** "Högst 6,5": a target says which way is better before its number. */
const WAY = /^(?:högst|minst|lägst|max|över|under|[≤≥<>])\s*(?=[−–-]?\d)/iu;
const rowsOf = (rows: readonly TableRow[], { figures, label }: FigureColumns): FigureRow[] => rows.flatMap(({ cells, line }) => {
  const read = figures.map((at) => readNumberCell(oneLine(cells[at]).replace(WAY, "")));
  const values = read.map(({ value }) => value);
  // "16 korttid", in a column that counts something else, is none of what it counts.
  return read.some(({ text }, at) => text && !/^\d+\s+[a-zà-ÿ]{4,}$/u.test(oneLine(cells[figures[at]!]))) || values.every((value) => value === null) ? [] : [{ label: oneLine(cells[label]) || oneLine(cells[0]), line, cells: values, quote: cells.map(oneLine).filter(Boolean).join(" ") }];
});

/** A row of words, years and days over columns is a heading; with a figure in it, it is a row. */
const isHeadingRow = (cells: readonly string[]): boolean => cells.slice(1).every((cell) => { const text = oneLine(cell); return readNumberCell(text).value === null || yearOf(text) === text; }) && cells.slice(1).some((cell) => oneLine(cell));
/** The rows of a table with all of its heading in one: words over each other in a column are one heading. */
function withOneHeading(table: Table): readonly TableRow[] {
  const [first, ...rows] = mergeHeadingRows(table).rows;
  if (!first) return [];
  const body = rows.findIndex(({ cells }) => !isHeadingRow(cells));
  // A row with words of its own in a column of figures is no second heading; where all are such, the first is the only one.
  const more = rows.slice(0, Math.max(0, body)).filter(({ cells }) => cells.length === first.cells.length);
  if (!more.length || more.length !== body || table.strict) return [first, ...rows];
  return [{ ...first, cells: first.cells.map((cell, column) => joinBrokenWord([cell, ...more.map(({ cells }) => cells[column] ?? "")].map(oneLine).filter(Boolean).join(" "))) }, ...rows.slice(body)];
}

/** "2023*": what the mark tells stands under the table. */
const FOOTNOTE = /\s*[*†¹²³]+$/u;
function figureTable(table: Table, { line: section, text: heading }: Pick<Heading, "line" | "text">, said: string, named: string | null): FigureTable | null {
  const [head, ...body] = withOneHeading(table);
  if (!head || head.cells.length < 2) return null;
  const columns = figureColumns(head, body);
  if (!columns.figures.length) return null;
  const headings = columns.figures.map((at) => joinBrokenWord(oneLine(head.cells[at])).replace(FOOTNOTE, ""));
  // A table whose heading is a row of figures has no heading.
  if (headings.some((heading) => readNumberCell(heading).value !== null && !/^(19|20)\d\d$/.test(heading))) return null;
  const rows = rowsOf(body, columns);
  // "Förändring", where what stands under it is per cent.
  const inPercent = columns.figures.map((at) => { const cells = body.map(({ cells: own }) => oneLine(own[at])).filter((cell) => /\d/u.test(cell)); return cells.length > 0 && cells.every((cell) => cell.endsWith("%")); });
  // Where the borders are guessed, most rows must have as many figures as there are columns.
  if (!rows.length || (!table.strict && rows.filter(({ cells }) => !cells.includes(null)).length * 2 < body.length)) return null;
  const corner = oneLine(head.cells[columns.label]);
  const caption = table.caption ?? named;
  // "Kr per elev" in one of many columns says nothing of the others, where the caption does.
  const ofCaption = headings.filter((one) => moneyUnitOf(one) !== null).length * 2 < headings.length ? (moneyUnitOf(caption ?? "") ?? moneyUnitOf(`${said} ${heading}`)) : null;
  const saidUnit = moneyUnitOf(corner) ?? ofCaption ?? moneyUnitOf(headings.join(" ")) ?? moneyUnitOf(caption ?? "") ?? moneyUnitOf(`${said} ${heading}`);
  return withUnit({ line: head.line, section, heading, corner, caption, saidUnit, columns: headings.map((heading, at) => ({ heading, kind: inPercent[at] ? "percent" : kindOf(heading), year: columnYear(heading) })), rows });
}

/** Machine-read numbers that ran together are many times what else stands in their column. */
const RUN_TOGETHER = "10000";
const isTorn = ({ rows }: ReadStatement): boolean => {
  const sizes = rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell === null || isZero(cell) ? [] : [absolute(cell)]))).toSorted(compare);
  const middle = sizes[Math.floor(sizes.length / 2)];
  return middle === undefined || compare(sizes.at(-1)!, multiply(middle, RUN_TOGETHER)) > 0;
};
function statementTable(statement: ReadStatement, { line: section, text: heading }: Pick<Heading, "line" | "text">): FigureTable {
  const { columns, line, rows, title, unit } = statement;
  return withUnit({
    line, section, heading, corner: "", caption: title, saidUnit: unit === null ? moneyUnitOf(title) : moneyUnitOf(unit),
    columns: columns.map((heading) => ({ heading, kind: kindOf(heading), year: columnYear(heading) })),
    rows: rows.map(({ cells, label, line: at }) => ({ label, line: at, cells: columns.map((_, column) => cells[column] ?? null), quote: [label, ...cells.map((cell) => (cell === null ? "" : formatNumber(cell)))].filter(Boolean).join(" ") })),
  });
}

const AMOUNTS_IN = /^\(?(?:alla\s+)?(?:belopp|siffror|värden)\s+(?:anges\s+)?i\s+(?:mnkr|mkr|tkr|kr|miljoner|tusental)/iu;
const LONGEST_LEAD = 200;
/** The places of the columns that are months. */
export const monthColumns = ({ columns }: Pick<FigureTable, "columns">): number[] => columns.flatMap(({ heading }, at) => (monthCell(heading) === null ? [] : [at]));
/** The tables that a sentence stands beside: those under the same heading; of such as have a caption, the last before it and the first after it. */
export function tablesBeside(tables: readonly FigureTable[], { line, section }: { readonly line: Place; readonly section: { readonly line: Place } }): FigureTable[] {
  const same = tables.filter((table) => table.section === section.line);
  const [before, after] = [same.findLast((table) => table.line <= line), same.find((table) => table.line > line)];
  return same.filter((table) => table.caption === null || table === before || table === after);
}

/** The one table that a sentence stands beside; null where there are none or several. */
export function tableBeside(tables: readonly FigureTable[], sentence: Parameters<typeof tablesBeside>[1]): FigureTable | null {
  const [table, ...more] = tablesBeside(tables, sentence);
  return table && more.length === 0 ? table : null;
}

/** "Tabell 7. Rektorsbudget per grundskola, tkr", as a paragraph right over a table. */
const CAPTION = /^tabell\s+\d+[a-z]?\s*[.:–-]?\s+/iu;
/** "Resultaträkning i tkr.", right over a table. */
const IN_UNIT = /(?<![A-Za-zÀ-ÿ])i\s+(?:mnkr|mkr|tkr)(?=[.,:;)]|$)|[(,]\s*(?:mnkr|mkr|tkr)\s*(?=[.):]|$)/iu;
/** Where statements begin: with the row of headings over them. */
export const headsOf = (statements: readonly ReadStatement[]): ReadonlySet<Place> => new Set(statements.map(({ line }) => line));
/** The tables of a document whose cells are figures: those with borders, and the statements that were made out without them. */
export function figureTables({ blocks }: Layout, statements: readonly ReadStatement[]): FigureTable[] {
  let over: Pick<Heading, "line" | "text"> = { line: 0, text: "" };
  const headings: Pick<Heading, "line" | "text">[] = [];
  const heads = headsOf(statements);
  // "Belopp i mnkr" stands by itself over a table.
  let said = "";
  let next = "";
  let named: string | null = null;
  const bordered = blocks.flatMap((block) => {
    if (isHeading(block)) {
      said = "";
      over = opensSection(block, heads) ? block : { line: over.line, text: block.text };
      if (!heads.has(block.line)) headings.push(over);
    }
    if (isParagraph(block) && AMOUNTS_IN.test(block.text)) said = block.text;
    named = (isParagraph(block) || isHeading(block)) && CAPTION.test(block.text) && block.text.length < LONGEST_LEAD ? block.text.replace(CAPTION, "") : isTable(block) ? named : null;
    next = isParagraph(block) && block.text.length < LONGEST_LEAD ? (IN_UNIT.exec(block.text)?.[0] ?? "") : next;
    if (!isTable(block)) return [];
    const [lead, caption] = [next, named];
    next = "";
    named = null;
    return figureTable(block, over, `${said} ${lead}`, caption) ?? [];
  });
  const lines = new Set(bordered.flatMap(({ rows }) => rows.map(({ line }) => line)));
  const others = statements.filter((statement) => !statement.rows.some(({ line }) => lines.has(line)) && !isTorn(statement));
  return [...bordered, ...others.map((statement) => statementTable(statement, headings.findLast(({ line }) => line <= (statement.rows[0]?.line ?? statement.line)) ?? { line: 0, text: "" }))];
}
