import { sql } from "kysely";
import type { Db } from "./database.ts";

/** Which rows a connection shows, and as they were when. */
export interface View {
  /** The committees whose rows are seen; "all" for the program's own work. */
  readonly reads: readonly number[] | "all";
  /** What is seen of what not every reader sees: by action of the permission table, the parts of the organisation that it is seen for. Nothing where it is left out. */
  readonly confides?: Confides | "all";
  /** Whose own unfinished work is seen too, as the trail names them. */
  readonly actor: string;
  /** ISO time: rows as they were then, instead of now. */
  readonly asOf?: string;
  /** Rows as if the organisation had always been today's, instead of as it was when they were made. */
  readonly todaysOrganisation?: boolean;
}

/** By action of the permission table, the committees and units for which it lets somebody. */
export type Confides = Readonly<Record<string, readonly number[]>>;

/** The program's own work: migrations apart, everything that no person asks for. */
export const OWN_WORK: View = { reads: "all", confides: "all", actor: "" };

/**
 * Makes a connection show the view, as the role that owns nothing. Nothing is compiled for a question: row security makes
 * small ones look dear, and compiling takes a hundred times longer than answering.
 */
export const VIEW_SQL = "select set_config('role', public.app_role(), false), set_config('rodtrad.reads', $1, false), set_config('rodtrad.actor', $2, false), set_config('rodtrad.confides', $3, false), set_config('rodtrad.as_of', $4, false), set_config('search_path', $5, false), set_config('jit', 'off', false)";

/** The same, where only who reads is another: the rest is costly to set anew. */
export const READER_SQL = "select set_config('rodtrad.reads', $1, false), set_config('rodtrad.actor', $2, false), set_config('rodtrad.confides', $3, false)";
/** How many of the settings tell who reads. */
export const READER_SETTINGS = 3;
/** Whether two views differ in no more than who reads. */
export const sameButReader = (a: readonly string[], b: readonly string[]): boolean => a.slice(READER_SETTINGS).every((setting, index) => setting === b[index + READER_SETTINGS]);

const confided = new WeakMap<Confides, string>();
/** What is confided as the database is told of it: a text of all units, made once of the same. */
function textOf(confides: Confides): string {
  const known = confided.get(confides) ?? JSON.stringify(confides);
  confided.set(confides, known);
  return known;
}
export const viewSettings = ({ reads, actor, asOf, confides = {}, todaysOrganisation }: View): string[] => [reads === "all" ? "all" : reads.join(","), actor, confides === "all" ? "all" : textOf(confides), asOf ?? "", asOf ? "past, public" : todaysOrganisation ? "today, public" : "public"];

/** All that tells whose rows a view shows, and of whom. */
export const readerOf = (view: View): string => viewSettings(view).slice(0, READER_SETTINGS).join("\n");

/** Gives a connection back to the owner of the tables. */
export const OWNER_SQL = "reset role; set search_path = public";

/** Shows more for the rest of the running transaction. */
export async function showMore(transaction: Db, reads: View["reads"]): Promise<void> {
  await sql`select set_config('rodtrad.reads', ${reads === "all" ? "all" : reads.join(",")}, true)`.execute(transaction);
}
