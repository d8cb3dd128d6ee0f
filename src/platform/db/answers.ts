import { sql } from "kysely";
import type { Db } from "./database.ts";
import { noteAsked, type Asked } from "./asked.ts";
import { READER_SETTINGS } from "./view.ts";

/** What has been changed in a database, by whoever and through whichever process, when it was asked. */
export interface Now {
  /** The number of the last event. */
  readonly last: number;
  /** What a table's rows are, of some committees and everybody's, or of all: the same text for as long as none has changed. */
  stateOf(table: string, committees: readonly number[] | "all"): string;
  /** Whether nobody has begun to change anything through this process since: whoever did sees it. */
  holds(): boolean;
}

interface Catalog {
  /** Tables whose changes are known. */
  readonly known: ReadonlySet<string>;
  readonly relations: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  readonly policies: ReadonlyMap<string, string>;
}
interface Answer {
  readonly state: string;
  readonly since: number;
  readonly result: Promise<Result>;
  weight: number;
}
interface Result {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: readonly object[];
}

/** However well it is known when something changes, it is read anew after so long. */
export const MOST_AGE_MS = 60_000;
const MOST_STATEMENTS = 5_000;
/** Of one answer, and of all that are remembered: signs, with what each value and each answer takes besides. */
const MOST_WEIGHT = { one: 8_000_000, all: 64_000_000, value: 40, answer: 500 };
const MOST_READERS = 5_000;
const WORDS = /[a-z_][a-z0-9_]*/g;
/** What makes an answer another each time, or changes something. */
const NEVER = new Set(["now", "clock_timestamp", "statement_timestamp", "transaction_timestamp", "current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "random", "gen_random_uuid", "nextval", "currval", "current_setting", "set_config", "current_user", "session_user", "insert", "update", "delete", "share"]);

/** Whether a statement may be one that only reads: what is begun by another changes something. */
export const isRead = (text: string): boolean => /^\s*select\b/.test(text) || (/^\s*with\b/.test(text) && !/\b(insert|update|delete)\b/.test(text));

/** @returns what the statement reads; null where it is not known when that changes. */
export function askedBy(text: string, { functions, known, policies, relations }: Catalog): Asked | null {
  if (!isRead(text)) return null;
  const tables = new Set<string>();
  let personal = false;
  const follow = (words: string, policy: boolean): boolean => {
    for (const word of new Set(words.match(WORDS))) {
      if (NEVER.has(word) && !(policy && word === "current_setting")) return false;
      if (functions.has(word)) {
        if (word === "confided") personal = true;
        else if (word !== "reads_committee") return false;
      }
      if (!relations.has(word) || tables.has(word)) continue;
      if (!known.has(word)) return false;
      tables.add(word);
      // Which rows are shown may hang on other tables, and on more of who asks than what they read.
      const own = policies.get(word) ?? "";
      if (/rodtrad\.(?!reads\b)/.test(own)) personal = true;
      if (!follow(own, true)) return false;
    }
    return true;
  };
  return follow(text, false) && tables.size > 0 ? { tables: [...tables].toSorted(), personal } : null;
}

/** Nobody changes what others are given too. */
const frozen = <Value>(value: Value): Value => {
  if (typeof value !== "object" || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
};

const kept = (given: unknown): Result => {
  const { command, rowCount, rows } = given as Result;
  return { command, rowCount, rows: frozen(rows) };
};

/**
 * What a database has answered, for as long as none of the tables that were asked has changed. Which tables a statement asks is read in its text and in
 * the database's own rules of who sees what, and where it cannot be known nothing is remembered. An answer may be newer than the state it is remembered
 * by, never older: the state is asked for before it.
 */
export class Answers {
  #catalog: { readonly era: string; readonly read: Promise<Catalog> } | null = null;
  readonly #asked = new Map<string, Asked | null>();
  /** The one used longest ago first. */
  readonly #answers = new Map<string, Answer>();
  #weight = 0;
  /** A short name for what is shown to somebody, which may be long. */
  readonly #readers = new Map<string, string>();
  #lastReader = 0;
  #events: { readonly last: string; readonly read: Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> } | null = null;
  /** How many times this process has begun to change something through what a person asked for. */
  changes = 0;

  /** What is known to be changed by now. @param db the program's own handle, of the leader. */
  async now(db: Db): Promise<Now> {
    const { changes } = this;
    const { rows } = await sql<{ last: string; era: string; counted: Record<string, number> }>`
      select coalesce((select max(id) from audit_event), 0) as last, (select count(*) from kysely_migration) || ' ' || pg_postmaster_start_time() as era, (select coalesce(json_object_agg(table_name, number), '{}') from table_change) as counted`.execute(db);
    const { counted, era, last } = rows[0]!;
    // Another server that leads may have lost what was changed last, and number something else the same; another version has other tables.
    if (this.#catalog?.era !== era) this.#begin(db, era);
    // Only events change what is kept by them.
    if (this.#events?.last !== last) this.#events = { last, read: readEvents(db) };
    const [events] = await Promise.all([this.#events.read, this.#catalog!.read]).catch((error: unknown) => {
      this.#events = this.#catalog = null;
      throw error;
    });
    const latest = (table: string, committees: readonly number[] | "all"): string => {
      const own = events.get(table);
      return String(own ? Math.max(0, ...(committees === "all" ? [...own.values()] : committees.map((id) => own.get(id) ?? 0))) : 0);
    };
    const ofAll = new Map<string, string>();
    return {
      last: Number(last), holds: () => changes === this.changes,
      stateOf: (table, committees) => {
        if (committees !== "all" && counted[table] === undefined) return `${era} ${latest(table, committees)}`;
        const known = ofAll.get(table) ?? `${era} ${counted[table] ?? latest(table, "all")}`;
        ofAll.set(table, known);
        return known;
      },
    };
  }

  /** Nothing that was known before holds. */
  #begin(db: Db, era: string): void {
    this.#events = null;
    this.#catalog = { era, read: readCatalog(db) };
    this.#asked.clear();
    this.#clear();
  }

  /** @param settings the view that the statement is asked in, which shows what is now. */
  async answer(now: Now, settings: readonly string[], text: string, values: readonly unknown[], ask: () => Promise<unknown>): Promise<unknown> {
    const catalog = await this.#catalog?.read;
    const asked = catalog ? this.#askedBy(text, catalog) : null;
    if (asked === null || !now.holds() || values.some((value) => typeof value === "object" && value !== null)) {
      noteAsked(asked);
      return ask();
    }
    const key = `${text}\n${JSON.stringify(values)}\n${this.#readerOf(asked.personal ? settings.slice(0, READER_SETTINGS).join("\n") : settings[0]!)}`;
    const state = asked.tables.map((table) => now.stateOf(table, "all")).join(" ");
    const known = this.#answers.get(key);
    if (known) this.#forget(key, known);
    const answer = known?.state === state && performance.now() - known.since < MOST_AGE_MS ? known : { state, since: performance.now(), result: ask().then(kept), weight: 0 };
    this.#answers.set(key, answer);
    this.#weight += answer.weight;
    noteAsked(asked, answer.since);
    try {
      const result = await answer.result;
      if (answer !== known) this.#weigh(key, answer, result);
      return { ...result, rows: [...result.rows] };
    } catch (error) {
      if (this.#answers.get(key) === answer) this.#forget(key, answer);
      // What somebody else's question failed of says nothing of this one.
      if (answer === known) return ask();
      throw error;
    }
  }

  #askedBy(text: string, catalog: Catalog): Asked | null {
    const known = this.#asked.get(text);
    if (known !== undefined) return known;
    if (this.#asked.size >= MOST_STATEMENTS) this.#asked.clear();
    const asked = askedBy(text, catalog);
    this.#asked.set(text, asked);
    return asked;
  }

  #readerOf(shown: string): string {
    const known = this.#readers.get(shown);
    if (known !== undefined) return known;
    if (this.#readers.size >= MOST_READERS) this.#clear();
    // No name is given twice.
    const name = `reader ${++this.#lastReader}`;
    this.#readers.set(shown, name);
    return name;
  }

  #weigh(key: string, answer: Answer, { rows }: Result): void {
    if (this.#answers.get(key) !== answer) return;
    answer.weight = MOST_WEIGHT.answer + key.length + rows.reduce((sum, row) => sum + weightOf(row), 0);
    this.#weight += answer.weight;
    if (answer.weight > MOST_WEIGHT.one) this.#forget(key, answer);
    for (const [oldest, own] of this.#answers) {
      if (this.#weight <= MOST_WEIGHT.all) break;
      this.#forget(oldest, own);
    }
  }

  #forget(key: string, { weight }: Answer): void {
    this.#answers.delete(key);
    this.#weight -= weight;
  }
  #clear(): void {
    this.#answers.clear();
    this.#readers.clear();
    this.#weight = 0;
  }
}

/** About how much a row's values take. */
const weightOf = (value: unknown): number => (typeof value === "string" ? value.length : typeof value === "object" && value !== null ? Object.values(value).reduce((sum: number, part) => sum + weightOf(part), 0) : 0) + MOST_WEIGHT.value;

/** The last event that changed each table's rows of each committee; of everybody's by 0. */
async function readEvents(db: Db): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const { rows } = await sql<{ table_name: string; committee_id: number; event: string }>`select table_name, committee_id, event from latest_change`.execute(db);
  return new Map([...Map.groupBy(rows, ({ table_name }) => table_name)].map(([table, own]) => [table, new Map(own.map(({ committee_id, event }) => [committee_id, Number(event)]))]));
}

async function readCatalog(db: Db): Promise<Catalog> {
  const { rows } = await sql<{ known: string[]; relations: string[]; functions: string[]; policies: Record<string, string> }>`select
    (select coalesce(json_agg(name), '[]') from (select tgrelid::regclass::text as name from pg_trigger where tgname = 'keep_row_version' union select table_name from table_change) changed) as known,
    (select json_agg(relname) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')) as relations,
    (select json_agg(distinct proname) from pg_proc where pronamespace = 'public'::regnamespace) as functions,
    (select coalesce(json_object_agg(tablename, rules), '{}') from (select tablename, string_agg(lower(qual), ' ') as rules from pg_policies where schemaname = 'public' group by tablename) policy) as policies`.execute(db);
  const { functions, known, policies, relations } = rows[0]!;
  return { known: new Set(known), relations: new Set(relations), functions: new Set(functions), policies: new Map(Object.entries(policies)) };
}
