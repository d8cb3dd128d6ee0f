import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { booleansOf, datesOf, integersOf, textsOf, wholesOf } from "../platform/db/arrays.ts";
import type { LedgerPosting, LedgerReport, LedgerVoucher, LedgerMonthRow } from "./ledger.ts";
import { LedgerSums, type LedgerCombination } from "./ledger-sums.ts";
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
/** An amount of whole öre, of `told.ore`. */
const AMOUNT = sql`told.ore * 0.01`;

interface WrittenRows {
  readonly postings: readonly (readonly [posting: LedgerPosting, combination: LedgerCombination])[];
  readonly vouchers: readonly LedgerVoucher[];
  readonly unknown: ReadonlySet<LedgerCombination>;
}
/** Writes an import's rows, some thousand at a time, with accounts and objects told by one number. The database writes while the next are read; what rows come to is written last. */
export class LedgerWriter {
  readonly #db: Db;
  readonly #committeeId: number;
  readonly #importId: number;
  #sums = new LedgerSums([]);
  #unknown = new Set<LedgerCombination>();
  #postings: (readonly [LedgerPosting, LedgerCombination])[] = [];
  #vouchers: LedgerVoucher[] = [];
  #writing: Promise<void> = Promise.resolve();

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
    this.#postings.push([row, combination]);
  }
  voucher(row: LedgerVoucher): void {
    this.#vouchers.push(row);
  }
  month(row: LedgerMonthRow): void {
    const combination = this.#sums.month(row);
    if (combination.id === null) this.#unknown.add(combination);
  }
  get isFull(): boolean {
    return this.#postings.length >= BATCH || this.#vouchers.length >= BATCH || this.#unknown.size >= BATCH;
  }

  /** Has what has come in written; waits for what was given before to be. @throws what went wrong with that. */
  async flush(): Promise<void> {
    const [postings, vouchers, unknown] = [this.#postings, this.#vouchers, this.#unknown];
    [this.#postings, this.#vouchers, this.#unknown] = [[], [], new Set()];
    await this.#begin(() => this.#write({ postings, vouchers, unknown }));
  }
  /** Begins a writing when the one before it is done, and does not wait for it to be. */
  async #begin(write: () => Promise<unknown>): Promise<void> {
    await this.#writing;
    this.#writing = write().then(() => undefined);
    // Told to who waits for it next.
    this.#writing.catch(() => undefined);
  }
  /** Everything that has come in is written, and what it comes to. */
  async finish(): Promise<void> {
    await this.flush();
    // All accounts with their objects have their numbers.
    await this.#writing;
    await this.#writeSums();
    await this.#writing;
  }
  /** Nothing more is being written, however it went: the transaction may be ended. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  async #write({ postings, unknown, vouchers }: WrittenRows): Promise<void> {
    await this.#keepCombinations([...unknown].filter(({ id }) => id === null));
    if (vouchers.length) {
      await sql`insert into ledger_voucher (import_id, ordinal, line, series, number, on_date, description)
        select ${this.#importId}, * from unnest(${integersOf(vouchers.map(({ ordinal }) => ordinal))}::integer[], ${integersOf(vouchers.map(({ line }) => line))}::integer[], ${textsOf(vouchers.map(({ series }) => series))}::text[],
          ${textsOf(vouchers.map(({ number }) => number))}::text[], ${datesOf(vouchers.map(({ onDate }) => onDate))}::date[], ${textsOf(vouchers.map(({ text }) => text))}::text[])`.execute(this.#db);
    }
    if (postings.length) {
      await sql`insert into ledger_posting (import_id, voucher, line, on_date, combination_id, amount, description)
        select ${this.#importId}, voucher, line, on_date, combination_id, ${AMOUNT}, description from unnest(${integersOf(postings.map(([{ voucher }]) => voucher))}::integer[], ${integersOf(postings.map(([{ line }]) => line))}::integer[], ${datesOf(postings.map(([{ onDate }]) => onDate))}::date[],
          ${integersOf(postings.map(([, { id }]) => id!))}::integer[], ${wholesOf(postings.map(([{ ore }]) => ore))}::bigint[], ${textsOf(postings.map(([{ text }]) => text))}::text[]) as told (voucher, line, on_date, combination_id, ore, description)`.execute(this.#db);
    }
  }
  async #keepCombinations(unknown: readonly LedgerCombination[]): Promise<void> {
    if (!unknown.length) return;
    const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('ledger_combination', 'id'))::integer as id from generate_series(1, ${unknown.length}::integer)`.execute(this.#db);
    await sql`insert into ledger_combination (id, committee_id, account, objects) overriding system value
      select id, ${this.#committeeId}, account, objects::jsonb from unnest(${integersOf(rows.map(({ id }) => id))}::integer[], ${textsOf(unknown.map(({ account }) => account))}::text[], ${textsOf(unknown.map(({ objects }) => JSON.stringify(objects)))}::text[]) as told (id, account, objects)`.execute(this.#db);
    for (const [index, combination] of unknown.entries()) combination.id = rows[index]!.id;
  }

  /** Months, in the order of their keys: what pages of a year read, and sums that are told with more objects than one. */
  async #writeSums(): Promise<void> {
    const monthsOf = (rows: readonly { readonly month: string }[]) => datesOf(rows.map(({ month }) => `${month}-01`));
    for (const rows of batches(this.#sums.combinations())) {
      const statement = sql`insert into ledger_month (committee_id, import_id, measure, month, combination_id, whole, amount)
        select ${this.#committeeId}, ${this.#importId}, measure, month, combination_id, whole, ${AMOUNT} from unnest(${textsOf(rows.map(({ measure }) => measure))}::text[], ${monthsOf(rows)}::date[],
          ${integersOf(rows.map(({ combination }) => combination.id!))}::integer[], ${booleansOf(rows.map(({ whole }) => whole))}::boolean[], ${wholesOf(rows.map(({ ore }) => ore))}::bigint[]) as told (measure, month, combination_id, whole, ore)`;
      await this.#begin(() => statement.execute(this.#db));
    }
    for (const rows of batches(this.#sums.accounts())) {
      const statement = sql`insert into ledger_account_month (committee_id, import_id, measure, month, account, amount)
        select ${this.#committeeId}, ${this.#importId}, measure, month, account, ${AMOUNT} from unnest(${textsOf(rows.map(({ measure }) => measure))}::text[], ${monthsOf(rows)}::date[],
          ${textsOf(rows.map(({ account }) => account))}::text[], ${wholesOf(rows.map(({ ore }) => ore))}::bigint[]) as told (measure, month, account, ore)`;
      await this.#begin(() => statement.execute(this.#db));
    }
    for (const rows of batches(this.#sums.objects())) {
      const statement = sql`insert into ledger_object_month (committee_id, import_id, measure, dimension, month, code, account, amount)
        select ${this.#committeeId}, ${this.#importId}, measure, dimension, month, code, account, ${AMOUNT} from unnest(${textsOf(rows.map(({ measure }) => measure))}::text[], ${textsOf(rows.map(({ dimension }) => dimension))}::text[], ${monthsOf(rows)}::date[],
          ${textsOf(rows.map(({ code }) => code))}::text[], ${textsOf(rows.map(({ account }) => account))}::text[], ${wholesOf(rows.map(({ ore }) => ore))}::bigint[]) as told (measure, dimension, month, code, account, ore)`;
      await this.#begin(() => statement.execute(this.#db));
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
