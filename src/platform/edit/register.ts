import { createHash } from "node:crypto";
import { today } from "../clock.ts";
import { outcomeCommand, type Command, type CommandContext } from "../command.ts";
import type { Db, Row } from "../db/database.ts";
import { isReferenced } from "../db/failure.ts";
import { isChange } from "../db/upsert.ts";
import { Refused, type Outcome } from "../outcome.ts";
import type { Fields } from "./conflict.ts";
import { readFields, type RegisterField } from "./register-field.ts";
import { typedOrigin } from "../origin/origin-store.ts";
import { matchRows, MOST_IMPORTED, type ImportedRow } from "./register-import.ts";
import { deleteRegisterRow, findRegisterRow, setOrigin, insertRegisterRow, loadRegisterRows } from "./register-row-store.ts";
import { changeRow } from "./versioned-row-store.ts";

/** A register that a committee keeps: rows of one table, with an id, a committee and a version, and a year where it is kept by year. */
export interface Register {
  readonly table: string;
  /** What the trail calls a row: "grant" makes "grant:12", "grant.added". */
  readonly subject: string;
  /** The row of the permission table. */
  readonly action: string;
  /** "Bidraget": as a sentence begins. */
  readonly noun: string;
  readonly yearly: boolean;
  /** Whether rows may also be read out of documents: what is typed is then known as that, and is not written over by the document. */
  readonly read?: boolean;
  /** The tables whose rows name this one's, in words: what is told where a row cannot be taken away for them. */
  readonly usedBy?: Readonly<Record<string, string>>;
  /** Whether a row is its unit's to keep, where it names one: who has a role for the unit alone keeps it too. */
  readonly ofUnit?: boolean | undefined;
  readonly fields: readonly RegisterField[];
  /** Columns that no two rows of a committee have alike, and what is said where they would. */
  readonly single?: readonly string[];
  readonly singleWords?: string;
  /** Where rows come from files of other systems: the columns that tell rows apart, and what a column is named that says what the other system calls a row. */
  readonly importing?: { readonly natural: readonly string[]; readonly keyNames: readonly string[] };
  /** Where more people may begin a row than may read and keep the register: by which row of the permission table, and the fields that they fill in. Who began it is kept in the column reported_by, the day in reported_on. */
  readonly reporting?: { readonly action: string; readonly fields: readonly string[] };
  /** What makes a whole row unfit, with its field; null where nothing does. */
  fault?(row: Fields): { readonly field: string; readonly message: string } | null;
  /** Holds that what a row is told to name is the committee's to name: what is new of it, and the whole row as it becomes. @throws Refused */
  hold?(db: Db, place: RegisterPlace, row: Fields, whole?: Fields): Promise<void>;
}
export interface RegisterPlace {
  readonly committeeId: number;
  /** Null where the register is not kept by year. */
  readonly year: number | null;
}
export interface RegisterCommands {
  /** Begins a row, by who may do no more than that. */
  readonly report: RegisterCommands["add"];
  /** Rows of a file: all or none. What another system calls a row by is kept as a fingerprint. */
  readonly take: Command<RegisterPlace & { readonly rows: readonly ImportedRow[]; readonly fileName: string }, Outcome<{ added: number; changed: number; unchanged: number }>>;
  readonly add: Command<RegisterPlace & { readonly fields: Fields }, Outcome<{ id: number }>>;
  readonly change: Command<{ readonly id: number; readonly version: number; readonly fields: Fields; readonly reason?: string | null }, Outcome<{ version: number }>>;
  readonly remove: Command<{ readonly id: number; readonly version: number; readonly reason: string | null }, Outcome<null>>;
}
/** What another system calls a row by, as it is kept: it tells the same row again, and not who it is about. */
export const importKey = (committeeId: number, key: string): string => createHash("sha256").update(`${committeeId}/${key}`).digest("hex");
/** Holds that a row of another register that a row names is the committee's. @throws Refused */
export async function holdOwn(db: Db, committeeId: number, table: string, id: string | null | undefined, field: string, message: string, code = `no-${table.replaceAll("_", "-")}`): Promise<void> {
  if (id === null || id === undefined) return;
  if ((await findRegisterRow(db, table, Number(id)))?.["committee_id"] !== committeeId) throw new Refused({ code, field, message });
}

/** The part of the organisation that a row is kept by. */
export const reachOfRow = ({ ofUnit }: Pick<Register, "ofUnit">, committeeId: number, row: Row): number => (ofUnit && row["unit_id"] ? Number(row["unit_id"]) : committeeId);
const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** The commands of a register: rows are added, changed from the version that was read, and taken away with a reason; the trail keeps them all. */
export function registerCommands({ action, fault, fields, hold, importing, noun, ofUnit, read: alsoRead = false, reporting, single, singleWords, subject, table, usedBy = {}, yearly }: Register): RegisterCommands {
  /** What is as it was may name what could not be named anew. */
  const whole = async (context: CommandContext, place: RegisterPlace, row: Fields, told: Fields, id: number | null = null): Promise<void> => {
    const found = fault?.(row);
    if (found) throw new Refused({ code: "bad-field", ...found });
    await hold?.(context.db, place, told, row);
    if (single && (await loadRegisterRows(context.db, table, place.committeeId, place.year)).some((other) => other["id"] !== id && single.every((name) => text(other[name]) === row[name]))) throw new Refused({ code: "same-row", field: single[0]!, message: singleWords ?? `${noun} finns redan.` });
  };
  /** What is to be kept by a unit names one that is the committee's, before it is asked who may keep it. */
  const own = async (context: CommandContext, place: RegisterPlace, row: Fields): Promise<void> => { if (ofUnit && (row["unit_id"] ?? null) !== null) await hold?.(context.db, place, row); };
  const held = async (context: CommandContext, id: number): Promise<Row> => {
    const row = await findRegisterRow(context.db, table, id);
    if (!row) throw new Refused({ code: `no-${subject.replaceAll("_", "-")}`, message: `${noun} finns inte, eller så har du ingen roll i dess nämnd.` });
    context.permit(reachOfRow({ ofUnit }, row["committee_id"], row));
    return row;
  };
  const typed = async (context: CommandContext): Promise<Row> => (alsoRead ? { origin_id: await typedOrigin(context) } : {});
  const placeOf = (row: Row): RegisterPlace => ({ committeeId: row["committee_id"], year: yearly ? row["year"] : null });
  return {
    take: outcomeCommand(action, async (context, { committeeId, fileName, rows, year }: RegisterPlace & { readonly rows: readonly ImportedRow[]; readonly fileName: string }) => {
      context.permit(committeeId);
      const place = { committeeId, year: yearly ? year : null };
      if (rows.length > MOST_IMPORTED) throw new Refused({ code: "too-large", message: `Filen har fler än ${MOST_IMPORTED} rader; dela den.` });
      const keyOf = (key: string): string => importKey(committeeId, key);
      const kept = await loadRegisterRows(context.db, table, committeeId, place.year);
      const before = new Map(kept.map((row) => [Number(row["id"]), row]));
      const tally = { added: 0, changed: 0, unchanged: 0 };
      const read = rows.map((row) => ({ ...row, fields: readFields(fields.filter(({ name }) => Object.hasOwn(row.fields, name)), row.fields, true) }));
      for (const { changed, id, row, version } of matchRows(read, kept, importing?.natural ?? [], keyOf)) {
        const key: Fields = row.key === null ? {} : { import_key: keyOf(row.key) };
        const now = { ...(id === null ? {} : Object.fromEntries(fields.map(({ name }) => [name, text(before.get(id)![name])]))), ...row.fields };
        try {
          await whole(context, place, now, id === null ? now : Object.fromEntries(changed.map((name) => [name, row.fields[name] ?? null])), id);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          throw new Refused({ ...error.failure, message: `Rad ${row.line}. ${error.failure.message}` });
        }
        if (id === null) {
          const added = await insertRegisterRow(context.db, table, { committee_id: committeeId, ...(yearly ? { year } : {}), ...row.fields, ...key, ...(await typed(context)) });
          context.record({ action: `${subject}.added`, subject: `${subject}:${added}`, details: { file: fileName, line: row.line } });
          tally.added += 1;
        } else if (changed.length === 0) tally.unchanged += 1;
        else {
          await changeRow(context.db, table, { id }, version, { ...row.fields, ...key }, null);
          if (alsoRead) await setOrigin(context.db, table, id, await typedOrigin(context));
          context.record({ action: `${subject}.changed`, subject: `${subject}:${id}`, details: { file: fileName, line: row.line } });
          tally.changed += 1;
        }
      }
      return tally;
    }),
    report: outcomeCommand(reporting?.action ?? action, async (context, { committeeId, fields: told, year }: RegisterPlace & { readonly fields: Fields }) => {
      const row = readFields(fields.filter(({ name }) => reporting?.fields.includes(name)), told, true);
      await own(context, { committeeId, year: yearly ? year : null }, row);
      context.permit(reachOfRow({ ofUnit }, committeeId, row));
      await whole(context, { committeeId, year: yearly ? year : null }, row, row);
      const id = await insertRegisterRow(context.db, table, { committee_id: committeeId, ...(yearly ? { year } : {}), ...row, reported_by: context.actor.key, reported_on: today() });
      context.record({ action: `${subject}.added`, subject: `${subject}:${id}` });
      return { id };
    }),
    add: outcomeCommand(action, async (context, { committeeId, fields: told, year }: RegisterPlace & { readonly fields: Fields }) => {
      const row = readFields(fields, told, true);
      await own(context, { committeeId, year: yearly ? year : null }, row);
      context.permit(reachOfRow({ ofUnit }, committeeId, row));
      await whole(context, { committeeId, year: yearly ? year : null }, row, row);
      const id = await insertRegisterRow(context.db, table, { committee_id: committeeId, ...(yearly ? { year } : {}), ...row, ...(await typed(context)) });
      context.record({ action: `${subject}.added`, subject: `${subject}:${id}` });
      return { id };
    }),
    change: outcomeCommand(action, async (context, { fields: told, id, reason, version }: { readonly id: number; readonly version: number; readonly fields: Fields; readonly reason?: string | null }) => {
      const before = await held(context, id);
      const mine = readFields(fields, told, false);
      // Who hands a row over to another unit keeps that one too.
      if (ofUnit && mine["unit_id"] !== undefined) context.permit(reachOfRow({ ofUnit }, before["committee_id"], mine));
      await whole(context, placeOf(before), { ...Object.fromEntries(fields.map(({ name }) => [name, text(before[name])])), ...mine }, Object.fromEntries(Object.entries(mine).filter(([name, value]) => value !== text(before[name]))), id);
      const changed = await changeRow(context.db, table, { id }, version, mine, null);
      if (alsoRead && isChange(changed.saved)) await setOrigin(context.db, table, id, await typedOrigin(context));
      if (isChange(changed.saved)) context.record({ action: `${subject}.changed`, subject: `${subject}:${id}`, reason: reason ?? undefined });
      return { version: changed.version };
    }),
    remove: outcomeCommand(action, async (context, { id, reason, version }: { readonly id: number; readonly version: number; readonly reason: string | null }) => {
      const before = await held(context, id);
      if (before["version"] !== version) throw new Refused({ code: "changed", message: `${noun} har ändrats sedan du öppnade sidan; se hur det är nu.` });
      if (!reason?.trim()) throw new Refused({ code: "no-reason", field: "reason", message: `Skriv varför ${noun.charAt(0).toLowerCase()}${noun.slice(1)} tas bort.` });
      try {
        await deleteRegisterRow(context.db, table, id);
      } catch (error) {
        if (!isReferenced(error)) throw error;
        throw new Refused({ code: "in-use", message: `${noun} har ${usedBy[(error as { table?: string }).table ?? ""] ?? "annat som hör till sig"}; ta först bort det som hör till${fields.some(({ name }) => name === "ended_on") ? ", eller skriv när det slutar gälla" : ""}.` });
      }
      context.record({ action: `${subject}.removed`, subject: `${subject}:${id}`, reason: reason.trim() });
      return null;
    }),
  };
}
