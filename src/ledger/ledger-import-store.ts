import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { dayNumber, integersOf, textsOf } from "../platform/db/arrays.ts";
import { copyIn, CopiedRows } from "../platform/db/copy-in.ts";
import type { LedgerPosting, LedgerReport, LedgerVoucher, LedgerMonthRow } from "./ledger.ts";
import { LedgerSums, type LedgerCombination, type LedgerSum } from "./ledger-sums.ts";
import type { LedgerPeriod } from "./ledger-import.ts";

export interface NewLedgerImport {
  readonly committeeId: number;
  readonly source: string;
  readonly fileName: string;
  readonly importedBy: string;
}
/** Begins an import; what it is, is told when it has been read. */
export async function insertImport(db: Db, { committeeId, fileName, importedBy, source }: NewLedgerImport): Promise<number> {
  const row = await db.insertInto("ledger_import").values({ committee_id: committeeId, source, file_name: fileName, file_hash: "", periods: "[]", report: "{}", imported_by: importedBy }).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}
export async function finishImport(db: Db, id: number, { fileHash, periods, report }: { fileHash: string; periods: readonly LedgerPeriod[]; report: object }): Promise<void> {
  await db.updateTable("ledger_import").set({ file_hash: fileHash, periods: JSON.stringify(periods.map(({ from, to }) => [from, to])), report: JSON.stringify(report) }).where("id", "=", id).execute();
}

const BATCH = 16_000;
/** What an import's postings tell, each in a list of its own: a million rows are no million objects. */
interface PostedColumns {
  readonly vouchers: Int32Array;
  readonly lines: Int32Array;
  /** Days since 2000. */
  readonly days: Int32Array;
  readonly ores: Float64Array;
  readonly combinations: LedgerCombination[];
  readonly texts: string[];
}
const newColumns = (): PostedColumns => ({ vouchers: new Int32Array(BATCH), lines: new Int32Array(BATCH), days: new Int32Array(BATCH), ores: new Float64Array(BATCH), combinations: [], texts: [] });
/** What is ready to be written; null where there is none of it. */
interface WrittenRows {
  readonly postings: CopiedRows | null;
  readonly vouchers: CopiedRows | null;
  readonly unknown: readonly LedgerCombination[];
}
const VOUCHER_COLUMNS = ["import_id", "ordinal", "line", "series", "number", "on_date", "description"];
const POSTING_COLUMNS = ["import_id", "voucher", "line", "on_date", "combination_id", "amount", "description"];
const SUM_COLUMNS = ["committee_id", "import_id", "measure", "month", "amount"];
/** So many numbers for accounts with their objects are kept in hand, so that nothing waits for one. */
const NUMBERS = 4_000;
/** The places of postings, those of one account with its objects together: where they are looked up is written in its own order, at two thirds of the time. */
function byCombination(combinations: readonly LedgerCombination[]): Float64Array {
  const places = new Float64Array(combinations.length);
  for (let at = 0; at < places.length; at++) places[at] = combinations[at]!.id! * BATCH + at;
  places.sort();
  for (let at = 0; at < places.length; at++) places[at]! %= BATCH;
  return places;
}
/** Writes an import's rows, some thousand at a time, with accounts and objects told by one number. The database writes while the next are read; what rows come to is written last. */
export class LedgerWriter {
  readonly #db: Db;
  readonly #committeeId: number;
  readonly #importId: number;
  #sums = new LedgerSums([]);
  #unknown = new Set<LedgerCombination>();
  #posted = newColumns();
  readonly #days = new Map<string, number>();
  #vouchers: LedgerVoucher[] = [];
  #numbers: number[] = [];
  #writing: Promise<void> = Promise.resolve();
  /** The writing before the last one that was asked for. */
  #before: Promise<void> = Promise.resolve();

  constructor(db: Db, committeeId: number, importId: number) {
    this.#db = db;
    this.#committeeId = committeeId;
    this.#importId = importId;
  }

  async begin(): Promise<void> {
    const rows: Row[] = await this.#db.selectFrom("ledger_combination").select(["id", "account", "objects"]).where("committee_id", "=", this.#committeeId).execute();
    this.#sums = new LedgerSums(rows.map((row) => ({ id: row["id"], account: row["account"], objects: row["objects"] })));
  }
  posting(row: LedgerPosting): void {
    const combination = this.#sums.posting(row);
    if (combination.id === null) this.#unknown.add(combination);
    const { combinations, days, lines, ores, texts, vouchers } = this.#posted;
    const at = combinations.push(combination) - 1;
    // A typed list takes nothing beyond its end, and says nothing of it.
    if (at >= BATCH) throw new RangeError("Rows are written before more of them come.");
    vouchers[at] = row.voucher;
    lines[at] = row.line;
    days[at] = this.#day(row.onDate);
    ores[at] = row.ore;
    texts.push(row.text);
  }
  /** There are few days, and many rows. */
  #day(onDate: string): number {
    const known = this.#days.get(onDate);
    if (known !== undefined) return known;
    const day = dayNumber(onDate);
    this.#days.set(onDate, day);
    return day;
  }
  voucher(row: LedgerVoucher): void {
    this.#vouchers.push(row);
  }
  month(row: LedgerMonthRow): void {
    const combination = this.#sums.month(row);
    if (combination.id === null) this.#unknown.add(combination);
  }
  get isFull(): boolean {
    return this.#posted.combinations.length >= BATCH || this.#vouchers.length >= BATCH || this.#unknown.size >= BATCH;
  }

  /** Has what has come in written, and waits for nothing but what was given two times before. @throws what went wrong with that. */
  async flush(): Promise<void> {
    const more = this.isFull;
    const [posted, vouchers, unknown] = [this.#posted, this.#vouchers, [...this.#unknown]];
    [this.#posted, this.#vouchers, this.#unknown] = [newColumns(), [], new Set()];
    if (unknown.length > this.#numbers.length) {
      await this.#writing;
      await this.#takeNumbers(unknown.length - this.#numbers.length + (more ? NUMBERS : 0));
    }
    for (const combination of unknown) combination.id = this.#numbers.pop()!;
    const rows: WrittenRows = { unknown, vouchers: vouchers.length ? this.#copiedVouchers(vouchers) : null, postings: posted.combinations.length ? this.#copiedPostings(posted) : null };
    const isLow = more && this.#numbers.length * 2 < NUMBERS;
    await this.#begin(async () => {
      await this.#write(rows);
      if (isLow) await this.#takeNumbers(NUMBERS);
    });
  }
  /** Begins a writing when those before it are done; waits while two are to be. */
  async #begin(write: () => Promise<unknown>): Promise<void> {
    await this.#before;
    this.#before = this.#writing;
    this.#writing = this.#writing.then(write).then(() => undefined);
    // Told to who waits for it next.
    this.#writing.catch(() => undefined);
  }
  async #takeNumbers(count: number): Promise<void> {
    const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('ledger_combination', 'id'))::integer as id from generate_series(1, ${count}::integer) order by 1 desc`.execute(this.#db);
    // The lowest are taken first.
    this.#numbers = [...rows.map(({ id }) => id), ...this.#numbers];
  }
  /** Everything that has come in is written. */
  async finish(): Promise<void> {
    await this.flush();
    await this.#writing;
  }
  /** Writes what it comes to, by month, and where it is to be found. */
  async finishSums(): Promise<void> {
    await this.#writeSums();
    await this.#writing;
    await sql`select tell_where_postings_are()`.execute(this.#db);
  }
  /** Nothing more is being written, however it went: the transaction may be ended. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  async #write({ postings, unknown, vouchers }: WrittenRows): Promise<void> {
    if (unknown.length) {
      await sql`insert into ledger_combination (id, committee_id, account, objects) overriding system value
        select id, ${this.#committeeId}, account, objects::jsonb from unnest(${integersOf(unknown.map(({ id }) => id!))}::integer[], ${textsOf(unknown.map(({ account }) => account))}::text[], ${textsOf(unknown.map(({ objects }) => JSON.stringify(objects)))}::text[]) as told (id, account, objects)`.execute(this.#db);
    }
    if (vouchers) await copyIn(this.#db, "ledger_voucher", VOUCHER_COLUMNS, vouchers);
    if (postings) await copyIn(this.#db, "ledger_posting", POSTING_COLUMNS, postings);
  }
  #copiedVouchers(vouchers: readonly LedgerVoucher[]): CopiedRows {
    const rows = new CopiedRows(VOUCHER_COLUMNS.length);
    for (const { line, number, onDate, ordinal, series, text } of vouchers) {
      rows.row();
      rows.integer(this.#importId);
      rows.integer(ordinal);
      rows.integer(line);
      rows.text(series);
      rows.text(number);
      rows.integer(this.#day(onDate));
      rows.text(text);
    }
    return rows;
  }
  #copiedPostings({ combinations, days, lines, ores, texts, vouchers }: PostedColumns): CopiedRows {
    const rows = new CopiedRows(POSTING_COLUMNS.length);
    for (const place of byCombination(combinations)) {
      rows.row();
      rows.integer(this.#importId);
      rows.integer(vouchers[place]!);
      rows.integer(lines[place]!);
      rows.integer(days[place]!);
      rows.integer(combinations[place]!.id!);
      rows.ore(ores[place]!);
      rows.text(texts[place]!);
    }
    return rows;
  }

  /** Months, in the order of their keys: what pages of a year read, and sums that are told with more objects than one. */
  async #writeSums(): Promise<void> {
    await this.#copySums("ledger_month", ["combination_id", "whole"], this.#sums.combinations(), (rows, { combination, whole }) => {
      rows.integer(combination.id!);
      rows.boolean(whole);
    });
    await this.#copySums("ledger_account_month", ["account"], this.#sums.accounts(), (rows, { account }) => rows.text(account));
    await this.#copySums("ledger_object_month", ["dimension", "code", "account"], this.#sums.objects(), (rows, { account, code, dimension }) => {
      rows.text(dimension);
      rows.text(code);
      rows.text(account);
    });
  }
  async #copySums<Sum extends LedgerSum>(table: string, columns: readonly string[], sums: Iterable<Sum>, ofWhat: (rows: CopiedRows, sum: Sum) => void): Promise<void> {
    const all = [...SUM_COLUMNS, ...columns];
    for (const some of batches(sums)) {
      const rows = new CopiedRows(all.length);
      for (const sum of some) {
        rows.row();
        rows.integer(this.#committeeId);
        rows.integer(this.#importId);
        rows.text(sum.measure);
        rows.integer(this.#day(`${sum.month}-01`));
        rows.ore(sum.ore);
        ofWhat(rows, sum);
      }
      await this.#begin(() => copyIn(this.#db, table, all, rows));
    }
  }
}

function* batches<Item>(all: Iterable<Item>): Generator<Item[]> {
  let some: Item[] = [];
  for (const one of all) {
    some.push(one);
    if (some.length < BATCH) continue;
    yield some;
    some = [];
  }
  if (some.length) yield some;
}

/** Takes away what earlier files of the same source told of the months that a later one tells of. */
export async function replacePeriods(db: Db, { committeeId, importId, source }: { committeeId: number; importId: number; source: string }, periods: readonly LedgerPeriod[], measures: readonly string[]): Promise<void> {
  const earlier = sql`select id from ledger_import where committee_id = ${committeeId} and source = ${source} and id <> ${importId}`;
  for (const { from, to } of periods) {
    const within = (column: string) => sql`${sql.ref(column)} >= ${`${from}-01`}::date and ${sql.ref(column)} < (${`${to}-01`}::date + interval '1 month')`;
    // By the committee's months, in the order of their keys.
    for (const table of ["ledger_month", "ledger_account_month", "ledger_object_month"]) await sql`delete from ${sql.table(table)} where committee_id = ${committeeId} and import_id in (${earlier}) and ${within("month")} and measure = any (${textsOf(measures)}::text[])`.execute(db);
    if (!measures.includes("actual")) continue;
    await sql`delete from ledger_posting where import_id in (${earlier}) and ${within("on_date")}`.execute(db);
    await sql`delete from ledger_voucher where import_id in (${earlier}) and ${within("on_date")} and not exists (select 1 from ledger_posting where ledger_posting.import_id = ledger_voucher.import_id and voucher = ordinal)`.execute(db);
  }
}

/** Keeps the names that a file has for its accounts, dimensions and objects; the latest file's hold. */
export async function keepNames(db: Db, committeeId: number, { accounts, dimensions, objects }: Pick<LedgerReport, "accounts" | "dimensions" | "objects">): Promise<void> {
  if (accounts.length) {
    await sql`insert into ledger_account (committee_id, number, name, kind) select ${committeeId}, number, name, nullif(kind, '') from unnest(${textsOf(accounts.map(({ number }) => number))}::text[], ${textsOf(accounts.map(({ name }) => name))}::text[], ${textsOf(accounts.map(({ kind }) => kind ?? ""))}::text[]) as told (number, name, kind)
      on conflict (committee_id, number) do update set name = excluded.name, kind = coalesce(excluded.kind, ledger_account.kind)`.execute(db);
  }
  if (dimensions.length) {
    await sql`insert into ledger_dimension (committee_id, number, name, under) select ${committeeId}, number, name, nullif(under, '') from unnest(${textsOf(dimensions.map(({ number }) => number))}::text[], ${textsOf(dimensions.map(({ name }) => name))}::text[], ${textsOf(dimensions.map(({ under }) => under ?? ""))}::text[]) as told (number, name, under)
      on conflict (committee_id, number) do update set name = excluded.name, under = excluded.under`.execute(db);
  }
  for (let from = 0; from < objects.length; from += BATCH) {
    const some = objects.slice(from, from + BATCH);
    await sql`insert into ledger_object (committee_id, dimension, code, name) select distinct on (2, 3) ${committeeId}::integer, dimension, code, name from unnest(${textsOf(some.map(({ dimension }) => dimension))}::text[], ${textsOf(some.map(({ code }) => code))}::text[], ${textsOf(some.map(({ name }) => name))}::text[]) as told (dimension, code, name)
      on conflict (committee_id, dimension, code) do update set name = excluded.name`.execute(db);
  }
}
