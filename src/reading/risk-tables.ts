import { fold, joinBrokenWord, type Table } from "./layout.ts";
import type { ReadControlResult, ReadRisk } from "./reading.ts";
import type { Decimal } from "../platform/decimal.ts";
import { columnOf, oneLine, padRow, readNumberCell, STATUS_MARK } from "./table-cells.ts";

/** Categories that narrow columns break in the middle; joined only when the pieces make exactly one of these words. */
const CATEGORIES = ["Styrning", "Medarbetare", "Ekonomi", "Verksamhetsprocesser", "Verksamhet", "Personal"];

function category(cell: string): string | null {
  const text = joinBrokenWord(cell.replace(/\n/g, " "));
  if (!text) return null;
  const joined = text.replace(/[\s-]/g, "").toLowerCase();
  return CATEGORIES.find((known) => known.toLowerCase() === joined) ?? text;
}

const RISK_INDEX = /risk(index|varde|poang|tal)|^rv$/;
const orNull = (value: string): string | null => value || null;

interface Columns {
  readonly category: number | null;
  readonly process: number | null;
  readonly check: number | null;
}
const columnsOf = (header: readonly string[]): Columns => ({
  category: columnOf(header, /kategori|omrade/),
  process: columnOf(header, /process|rutin/),
  check: columnOf(header, /kontroll(moment|aktivitet|punkt|metod)?$|^kontroll(?!.*resultat)|^atgard(er)?\b/),
});

/** Carries the category and process down rows whose cells were merged, and joins what a page broke in two. */
class MergedCells {
  #category: string | null = null;
  #process: string | null = null;
  read(cells: readonly string[], columns: Columns): { category: string | null; process: string | null } {
    const at = (column: number | null) => (column === null ? "" : oneLine(cells[column]));
    const given = at(columns.category);
    if (given) {
      this.#category = category(cells[columns.category!]!);
      this.#process = null;
    }
    const process = at(columns.process);
    if (process) this.#process = process;
    return { category: this.#category, process: this.#process };
  }
}

/** Reads an internal control plan: risks with their index, and what will be checked. */
export function readRisks(table: Table): ReadRisk[] {
  const header = table.rows[0]?.cells ?? [];
  const columns = columnsOf(header);
  const product = columnOf(header, /^s ?x ?k$|sannolikhet x konsekvens/);
  const index = columnOf(header, RISK_INDEX) ?? product;
  const likelihood = columnOf(header, /^sannolikhet(?! x)|^s$/);
  const consequence = columnOf(header, /^konsekvens(?! for)|allvarlighet|^k$/);
  const scores = [index, likelihood, consequence].flatMap((column) => column ?? []);
  const risk = columnOf(header, /riskbeskrivning/) ?? columnOf(header, /^risk(er)?$|^beskrivning/) ?? columnOf(header, /^risk(?!index|varde|poang|tal|omrade|kategori)/) ?? columns.process;
  const merged = new MergedCells();
  const found: ReadRisk[] = [];
  for (const row of table.rows.slice(1)) {
    const { cells, placed } = placeShortRow(row.cells, header.length, (given) => scores.every((column) => scoreIn(given[column]) !== null || !oneLine(given[column])) && (!scores.length || scores.some((column) => scoreIn(given[column]) !== null)));
    const at = (column: number | null) => (column === null ? "" : oneLine(cells[column]));
    const factors = product === null ? null : /^(\d)\s*[x×*]\s*(\d)\s*=\s*\d+$/i.exec(at(product));
    const number = (column: number | null) => (column === null ? null : scoreIn(cells[column]));
    const scored = Boolean(at(index) || at(likelihood) || at(consequence));
    const goesOn = !at(risk) || columns.process !== null || /^\p{Ll}/u.test(at(risk));
    const isContinuation = !scored && goesOn && !at(columns.process) && !at(columns.category) && found.length > 0;
    if (isContinuation) {
      const last = found.pop()!;
      found.push({ ...last, risk: `${last.risk} ${at(risk)}`.trim(), check: orNull(`${last.check ?? ""} ${at(columns.check)}`.trim()) });
      continue;
    }
    const place = merged.read(cells, columns);
    const given = { riskIndex: number(index), likelihood: factors?.[1] ?? number(likelihood), consequence: factors?.[2] ?? number(consequence) };
    const sure = table.strict && placed && at(risk) !== "" && (!scores.length || given.riskIndex !== null || (given.likelihood !== null && given.consequence !== null));
    found.push({
      ...place,
      ...given,
      risk: at(risk),
      check: orNull(at(columns.check)),
      line: row.line,
      sure,
    });
  }
  return found;
}

/** "8", "2x4=8" and "Möjlig (3)" give their score; words alone give none. */
function scoreIn(cell: string | undefined): Decimal | null {
  const text = oneLine(cell);
  return readNumberCell(text).value ?? /=\s*(\d{1,2})$/.exec(text)?.[1] ?? /\((\d)\)$/.exec(text)?.[1] ?? /^(\d)\s*[–-]\s*\p{L}/u.exec(text)?.[1] ?? null;
}

/**
 * A row with fewer cells than the heading lacks its first ones, where cells above reach down, or its last ones, where
 * they are empty: the way that makes sense is taken, and where both or neither do the row is unsure.
 */
function placeShortRow(row: readonly string[], width: number, fits: (cells: readonly string[]) => boolean): { cells: string[]; placed: boolean } {
  const left = padRow(row, width, "left");
  if (row.length >= width) return { cells: left, placed: true };
  const right = padRow(row, width, "right");
  const fitsRight = fits(right);
  if (fits(left)) return { cells: left, placed: !fitsRight || !right[0]?.trim() };
  return fitsRight ? { cells: right, placed: true } : { cells: left, placed: false };
}

const GRADE =
  /^(ingen eller försumbar|inga eller försumbara|ingen|inga|försumbar|lindrig|liten|mindre|kännbar|måttlig|större|allvarlig|betydande)a?\s+avvikelser?\b|^(grön|gul|röd)$|^(utan anmärkning|godkänd|ej godkänd|genomförd utan avvikelse|ej genomförd|inte genomförd)\b/i;

/** Splits "● Lindrig avvikelse Kontroll har gjorts …" into the grade and what was found. */
export function splitGrade(cell: string): { grade: string | null; text: string | null } {
  const bare = cell.replace(STATUS_MARK, "").trim();
  const grade = GRADE.exec(bare)?.[0] ?? null;
  if (!grade) return { grade: null, text: orNull(bare.replace(/\s*\n\s*/g, "\n")) };
  const rest = bare.slice(grade.length).replace(/^[\s.:–-]+/, "");
  return { grade: grade[0]!.toUpperCase() + grade.slice(1), text: orNull(rest.replace(/\s*\n\s*/g, "\n").trim()) };
}

/** Risks with their scores and the results of their checks may stand in one table. */
export const isRiskTableToo = (header: readonly string[]): boolean =>
  columnOf(header, /^risk(er|beskrivning)?$/) !== null && (columnOf(header, RISK_INDEX) !== null || (columnOf(header, /^sannolikhet|^s$/) !== null && columnOf(header, /^konsekvens|^k$/) !== null));

/** Reads the follow-up of an internal control plan: each check with its grade and text. */
export function readControlResults(table: Table): ReadControlResult[] {
  const header = table.rows[0]?.cells ?? [];
  const folded = header.map(fold);
  const columns = { ...columnsOf(header), check: columnOf(header, /^kontroll(moment|aktivitet|punkt)?$|^kontrollmoment/) };
  const graded = columnOf(header, /^(grad|bedomning|avvikelse|status)/);
  const result = columnOf(header, /resultat|^utfall|iakttagelse|kommentar/) ?? folded.length - 1;
  const actions = columnOf(header, /^atgard(er)?$/);
  const remarks = folded.flatMap((cell, column) => (/kommentar|iakttagelse/.test(cell) && column !== result && column !== graded ? [column] : []));
  const merged = new MergedCells();
  const found: ReadControlResult[] = [];
  for (const row of table.rows.slice(1)) {
    const { cells } = placeShortRow(row.cells, header.length, (given) => splitGrade(given[graded ?? result] ?? "").grade !== null);
    const at = (column: number | null) => (column === null ? "" : oneLine(cells[column]));
    // A column of status may speak of the work instead of the outcome: then its words belong to the text.
    const stated = graded === null ? null : splitGrade(cells[graded] ?? "");
    const action = actions === null || actions === result ? "" : at(actions);
    const prose = (parts: readonly (string | null | undefined)[]) => orNull(parts.filter(Boolean).join("\n"));
    const read = stated ? { grade: stated.grade, text: prose([graded === result ? null : at(result), stated.grade ? stated.text : at(graded)]) } : splitGrade(cells[result] ?? "");
    const own = { grade: read.grade, text: prose([read.text, ...remarks.map(at), action && `Åtgärd: ${action}`]) };
    // What a page broke goes on without a check of its own, or in the middle of a sentence.
    const goesOn = !at(columns.check) || /^\p{Ll}/u.test(at(columns.check));
    const isContinuation = !own.grade && goesOn && !at(columns.process) && !at(columns.category) && found.length > 0;
    if (isContinuation) {
      const last = found.pop()!;
      found.push({
        ...last,
        check: `${last.check} ${at(columns.check)}`.trim(),
        text: orNull([last.text, own.text].filter(Boolean).join(" ")),
      });
      continue;
    }
    const place = merged.read(cells, columns);
    found.push({ ...place, check: at(columns.check), ...own, line: row.line, sure: table.strict && own.grade !== null });
  }
  return found;
}
