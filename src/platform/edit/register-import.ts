import { isDay } from "../clock.ts";
import { Refused } from "../outcome.ts";
import { unaccented } from "../swedish.ts";
import type { Fields } from "./conflict.ts";
import { readFields, type RegisterField } from "./register-field.ts";

/** What is chosen among in the fields that name rows of something else: numbers and their names. */
export type RegisterChoices = Readonly<Record<string, readonly (readonly [value: string, words: string])[]>>;

/** A row of a file, read as a row of a register. */
export interface ImportedRow {
  /** 1-based, as the file's own program counts. */
  readonly line: number;
  readonly fields: Fields;
  /** What the other system calls it by; null where the file does not say. */
  readonly key: string | null;
}
export interface RegisterImport {
  readonly rows: readonly ImportedRow[];
  /** One sentence each, with the line. */
  readonly faults: readonly string[];
  /** Columns of the file that are no field of the register. */
  readonly unread: readonly string[];
  /** The register's fields that the file has no column for. */
  readonly missing: readonly string[];
}
/** Rows of a file that are taken at once. */
export const MOST_IMPORTED = 5_000;
const folded = (text: string): string => unaccented(text).replace(/\([^)]*\)/g, " ").replace(/[^a-z0-9]+/g, " ").trim();

/** What may be written, where it is soon said. */
function wordsOf({ options = [] }: RegisterField): string {
  const words = options.filter(([value]) => value !== "").map(([, word]) => word);
  return words.length <= MOST_SAID ? `skriv ${words.join(", ")}` : "det som får skrivas står på sidan där filen väljs";
}
const MOST_SAID = 8;
/** The value of a cell as the field is kept: words of a choice are its value, names of rows their numbers. */
function valueOfCell(field: RegisterField, cell: string, choices: RegisterChoices): string | null {
  const said = cell.trim();
  if (said === "" || said === "–" || said === "-") return null;
  const options = field.kind === "id" ? choices[field.name] : field.kind === "select" ? field.options : null;
  if (options) return options.find(([value, words]) => value !== "" && (folded(words) === folded(said) || value === said))?.[0] ?? said;
  // As other programs write days: 2026-03-04 00:00:00, 20260304.
  if (field.kind === "date") { const day = /^(\d{4})-?(\d\d)-?(\d\d)(?:[ T]00:00(?::00)?)?$/.exec(said); return day && isDay(`${day[1]}-${day[2]}-${day[3]}`) ? `${day[1]}-${day[2]}-${day[3]}` : said; }
  return said;
}

/**
 * A table read as rows of a register. Columns are found by the fields' names as people read them, or as programs do; a
 * column named as one of `keyNames` is what the other system calls the row by. Nothing is guessed: what is not understood is told.
 */
export function readRegisterTable(table: readonly (readonly string[])[], fields: readonly RegisterField[], choices: RegisterChoices, keyNames: readonly string[], fault: (row: Fields) => { readonly message: string } | null): RegisterImport {
  const head = table.findIndex((row) => row.filter(Boolean).length > 1);
  if (head < 0) return { rows: [], faults: ["Filen har ingen rad med rubriker: minst två kolumner behövs."], unread: [], missing: [] };
  const columns = table[head]!.map((label) => folded(label));
  const names = fields.map((field) => ({ field, at: columns.findIndex((column) => column !== "" && (column === folded(field.label) || column === folded(field.name))) }));
  const keyAt = columns.findIndex((column) => keyNames.some((name) => folded(name) === column));
  const read = new Set([...names.map(({ at }) => at), keyAt]);
  const missing = names.filter(({ at }) => at < 0).map(({ field }) => field);
  const needed = missing.filter(({ required }) => required);
  const told = { unread: table[head]!.filter((label, index) => label.trim() && !read.has(index)), missing: missing.map(({ label }) => label) };
  if (needed.length) return { rows: [], faults: [`Filen saknar ${needed.length === 1 ? "kolumnen" : "kolumnerna"} ${needed.map(({ label }) => `»${label}«`).join(", ")}.`], ...told };
  const rows: ImportedRow[] = [];
  const faults: string[] = [];
  for (const [index, row] of table.entries()) {
    if (index <= head || !row.some((cell) => cell.trim())) continue;
    const own = Object.fromEntries(names.flatMap(({ at, field }) => (at < 0 ? [] : [[field.name, valueOfCell(field, row[at] ?? "", choices)]])));
    try {
      const unlisted = fields.find((field) => field.kind === "select" && own[field.name] && !field.options?.some(([value]) => value === own[field.name]));
      if (unlisted) throw new Refused({ code: "bad-field", message: `${unlisted.label}: »${own[unlisted.name]!.slice(0, 60)}« finns inte; ${wordsOf(unlisted)}.` });
      const unknown = fields.find((field) => field.kind === "id" && own[field.name] && !choices[field.name]?.some(([value]) => value === own[field.name]));
      if (unknown) throw new Refused({ code: "bad-field", message: `${unknown.label}: »${own[unknown.name]!.slice(0, 60)}« finns inte.` });
      const whole = readFields(fields.filter(({ name }) => Object.hasOwn(own, name)), own, true);
      const unfit = fault(whole);
      if (unfit) throw new Refused({ code: "bad-field", message: unfit.message });
      rows.push({ line: index + 1, fields: whole, key: keyAt < 0 ? null : row[keyAt]?.trim() || null });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      faults.push(`Rad ${index + 1}. ${error.failure.message}`);
    }
  }
  const seen = new Set<string>();
  const twice = rows.find(({ key }) => key !== null && (seen.has(key) || !seen.add(key)));
  if (twice) faults.push(`Rad ${twice.line}. »${twice.key}« står på flera rader i filen.`);
  if (rows.length + faults.length > MOST_IMPORTED) faults.unshift(`Filen har fler än ${MOST_IMPORTED} rader; dela den.`);
  if (!rows.length && !faults.length) faults.push("Filen har inga rader under rubrikerna.");
  return { rows, faults, ...told };
}

/** What becomes of a file's row: a new row, a change of one, or nothing. */
export interface ImportMatch {
  readonly row: ImportedRow;
  readonly id: number | null;
  readonly version: number;
  readonly changed: readonly string[];
}
/**
 * Which rows of the register a file's rows are: by what the other system calls them, else by the fields that tell rows
 * apart, the first such row of the file being the first of the register. A file read twice changes nothing the second time.
 */
export function matchRows(rows: readonly ImportedRow[], kept: readonly Readonly<Record<string, unknown>>[], natural: readonly string[], keyOf: (key: string) => string): ImportMatch[] {
  const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
  const taken = new Set<unknown>();
  const byKey = new Map(kept.flatMap((own) => (own["import_key"] === null || own["import_key"] === undefined ? [] : [[own["import_key"], own] as const])));
  const alike = Map.groupBy(kept, (own) => JSON.stringify(natural.map((name) => text(own[name]))));
  const isFree = (own: Readonly<Record<string, unknown>>): boolean => !taken.has(own["id"]);
  return rows.map((row) => {
    const known = row.key === null ? undefined : byKey.get(keyOf(row.key));
    const own = known && isFree(known) ? known
      : alike.get(JSON.stringify(natural.map((name) => row.fields[name] ?? null)))?.find((one) => isFree(one) && (row.key === null || (one["import_key"] ?? null) === null));
    if (!own) return { row, id: null, version: 0, changed: [] };
    taken.add(own["id"]);
    return { row, id: Number(own["id"]), version: Number(own["version"]), changed: [...Object.keys(row.fields).filter((name) => text(own[name]) !== (row.fields[name] ?? null)), ...(row.key !== null && own["import_key"] !== keyOf(row.key) ? ["import_key"] : [])] };
  });
}
