import { fold, joinBrokenWord, type Table } from "./layout.ts";
import type { ReadControlResult, ReadRisk } from "./reading.ts";
import { columnOf, oneLine, padRow, readNumberCell, STATUS_MARK } from "./table-cells.ts";

/** Categories that narrow columns break in the middle; joined only when the pieces make exactly one of these words. */
const CATEGORIES = ["Styrning", "Medarbetare", "Ekonomi", "Verksamhetsprocesser", "Verksamhet", "Personal"];

function category(cell: string): string | null {
  const text = joinBrokenWord(cell.replace(/\n/g, " "));
  if (!text) return null;
  const joined = text.replace(/[\s-]/g, "").toLowerCase();
  return CATEGORIES.find((known) => known.toLowerCase() === joined) ?? text;
}

const orNull = (value: string): string | null => value || null;

interface Columns {
  readonly category: number | null;
  readonly process: number | null;
  readonly check: number | null;
}
const columnsOf = (header: readonly string[]): Columns => ({
  category: columnOf(header, /kategori|omrade/),
  process: columnOf(header, /process|rutin/),
  check: columnOf(header, /kontroll(moment|aktivitet|punkt|metod)?$|^kontroll(?!.*resultat)|atgard/),
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
  const index = columnOf(header, /risk(index|varde|poang|tal)/);
  const likelihood = columnOf(header, /sannolikhet/);
  const consequence = columnOf(header, /konsekvens|allvarlighet/);
  const risk = columnOf(header, /^risk(er|beskrivning)?$|^beskrivning|^risk(?!index|varde|poang|tal)/) ?? columns.process;
  const merged = new MergedCells();
  const found: ReadRisk[] = [];
  for (const row of table.rows.slice(1)) {
    const cells = padRow(row.cells, header.length, "left");
    const at = (column: number | null) => (column === null ? "" : oneLine(cells[column]));
    const number = (column: number | null) => readNumberCell(at(column)).value;
    const scored = Boolean(at(index) || at(likelihood) || at(consequence));
    const goesOn = !at(risk) || columns.process !== null || /^\p{Ll}/u.test(at(risk));
    const isContinuation = !scored && goesOn && !at(columns.process) && !at(columns.category) && found.length > 0;
    if (isContinuation) {
      const last = found.pop()!;
      found.push({ ...last, risk: `${last.risk} ${at(risk)}`.trim(), check: orNull(`${last.check ?? ""} ${at(columns.check)}`.trim()) });
      continue;
    }
    const place = merged.read(cells, columns);
    const sure = table.strict && (index === null || number(index) !== null || (number(likelihood) !== null && number(consequence) !== null));
    found.push({
      ...place,
      riskIndex: number(index),
      likelihood: number(likelihood),
      consequence: number(consequence),
      risk: at(risk),
      check: orNull(at(columns.check)),
      line: row.line,
      sure,
    });
  }
  return found;
}

const GRADE =
  /^(ingen eller försumbar|inga eller försumbara|ingen|inga|försumbar|lindrig|liten|mindre|kännbar|måttlig|större|allvarlig|betydande)a?\s+avvikelser?\b|^(utan anmärkning|godkänd|ej godkänd|genomförd utan avvikelse|ej genomförd|inte genomförd)\b/i;

/** Splits "● Lindrig avvikelse Kontroll har gjorts …" into the grade and what was found. */
export function splitGrade(cell: string): { grade: string | null; text: string | null } {
  const bare = cell.replace(STATUS_MARK, "").trim();
  const grade = GRADE.exec(bare)?.[0] ?? null;
  if (!grade) return { grade: null, text: orNull(bare.replace(/\s*\n\s*/g, "\n")) };
  const rest = bare.slice(grade.length).replace(/^[\s.:–-]+/, "");
  return { grade: grade[0]!.toUpperCase() + grade.slice(1), text: orNull(rest.replace(/\s*\n\s*/g, "\n").trim()) };
}

/** Reads the follow-up of an internal control plan: each check with its grade and text. */
export function readControlResults(table: Table): ReadControlResult[] {
  const header = table.rows[0]?.cells ?? [];
  const folded = header.map(fold);
  const columns = { ...columnsOf(header), check: columnOf(header, /^kontroll(moment|aktivitet|punkt)?$|^kontrollmoment/) };
  const graded = columnOf(header, /^(grad|bedomning|avvikelse|status)/);
  const result = columnOf(header, /resultat|^utfall|iakttagelse|kommentar/) ?? folded.length - 1;
  const merged = new MergedCells();
  const found: ReadControlResult[] = [];
  for (const row of table.rows.slice(1)) {
    const cells = padRow(row.cells, header.length, "left");
    const at = (column: number | null) => (column === null ? "" : oneLine(cells[column]));
    const own = graded === null ? splitGrade(cells[result] ?? "") : { grade: orNull(at(graded).replace(STATUS_MARK, "")), text: orNull(at(result)) };
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
