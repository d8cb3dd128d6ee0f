import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { oreText, type LedgerObjects, type LedgerPosting, type LedgerReport, type LedgerVoucher, type LedgerMonthRow } from "./ledger.ts";
import type { LedgerPeriod } from "./ledger-import.ts";

/** An array for the database, as text: the same on every engine. */
const numbersText = (numbers: readonly number[]): string => `{${numbers.join(",")}}`;
const textsText = (texts: readonly string[]): string => `{${texts.map((text) => `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\u0000", "")}"`).join(",")}}`;
const plainText = (texts: readonly string[]): string => `{${texts.join(",")}}`;

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

const combinationKey = (account: string, objects: LedgerObjects): string => (objects.length === 0 ? account : `${account}\u0000${JSON.stringify(objects)}`);
const BATCH = 16_000;

interface WrittenRows {
  readonly postings: readonly LedgerPosting[];
  readonly vouchers: readonly LedgerVoucher[];
  readonly months: readonly LedgerMonthRow[];
  unknown: { readonly account: string; readonly objects: LedgerObjects; readonly key: string }[];
}
/** Writes an import's rows, some thousand at a time, with accounts and objects told by one number. The database writes while the next are read. */
export class LedgerWriter {
  readonly #db: Db;
  readonly #committeeId: number;
  readonly #importId: number;
  readonly #combinations = new Map<string, number>();
  #unknown: WrittenRows["unknown"] = [];
  readonly #waiting = new Set<string>();
  #postings: LedgerPosting[] = [];
  #vouchers: LedgerVoucher[] = [];
  #months: LedgerMonthRow[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(db: Db, committeeId: number, importId: number) {
    this.#db = db;
    this.#committeeId = committeeId;
    this.#importId = importId;
  }

  async begin(): Promise<void> {
    const rows: Row[] = await this.#db.selectFrom("ledger_combination").select(["id", "account", "objects"]).where("committee_id", "=", this.#committeeId).execute();
    for (const row of rows) this.#combinations.set(combinationKey(row["account"], row["objects"]), row["id"]);
  }
  #know(account: string, objects: LedgerObjects): void {
    const key = combinationKey(account, objects);
    if (this.#combinations.has(key) || this.#waiting.has(key)) return;
    this.#waiting.add(key);
    this.#unknown.push({ account, objects, key });
  }
  posting(row: LedgerPosting): void {
    this.#know(row.account, row.objects);
    this.#postings.push(row);
  }
  voucher(row: LedgerVoucher): void {
    this.#vouchers.push(row);
  }
  month(row: LedgerMonthRow): void {
    this.#know(row.account, row.objects);
    this.#months.push(row);
  }
  get isFull(): boolean {
    return this.#postings.length >= BATCH || this.#vouchers.length >= BATCH || this.#months.length >= BATCH;
  }

  /** Has what has come in written; waits for what was given before to be. @throws what went wrong with that. */
  async flush(): Promise<void> {
    await this.#writing;
    const [postings, vouchers, months, unknown] = [this.#postings, this.#vouchers, this.#months, this.#unknown];
    [this.#postings, this.#vouchers, this.#months, this.#unknown] = [[], [], [], []];
    this.#writing = this.#write({ postings, vouchers, months, unknown });
    // Told to who waits for it next.
    this.#writing.catch(() => undefined);
  }
  /** Everything that has come in is written. */
  async finish(): Promise<void> {
    await this.flush();
    await this.#writing;
  }
  /** Nothing more is being written, however it went: the transaction may be ended. */
  async settled(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  async #write({ months: told, postings, unknown, vouchers }: WrittenRows): Promise<void> {
    await this.#keepCombinations(unknown);
    const id = (account: string, objects: LedgerObjects): number => this.#combinations.get(combinationKey(account, objects))!;
    if (vouchers.length) {
      await sql`insert into ledger_voucher (import_id, ordinal, line, series, number, on_date, description)
        select ${this.#importId}, * from unnest(${numbersText(vouchers.map(({ ordinal }) => ordinal))}::text::integer[], ${numbersText(vouchers.map(({ line }) => line))}::text::integer[], ${textsText(vouchers.map(({ series }) => series))}::text::text[],
          ${textsText(vouchers.map(({ number }) => number))}::text::text[], ${plainText(vouchers.map(({ onDate }) => onDate))}::text::date[], ${textsText(vouchers.map(({ text }) => text))}::text::text[])`.execute(this.#db);
    }
    if (postings.length) {
      await sql`insert into ledger_posting (import_id, voucher, line, on_date, combination_id, amount, description)
        select ${this.#importId}, * from unnest(${numbersText(postings.map(({ voucher }) => voucher))}::text::integer[], ${numbersText(postings.map(({ line }) => line))}::text::integer[], ${plainText(postings.map(({ onDate }) => onDate))}::text::date[],
          ${numbersText(postings.map(({ account, objects }) => id(account, objects)))}::text::integer[], ${plainText(postings.map(({ ore }) => oreText(ore)))}::text::numeric[], ${textsText(postings.map(({ text }) => text))}::text::text[])`.execute(this.#db);
    }
    // A file may tell of a month twice: what it says is added.
    const months = [...Map.groupBy(told, ({ account, measure, month, objects }) => `${measure} ${month} ${id(account, objects)}`).values()].map((same) => ({ ...same[0]!, ore: same.reduce((total, { ore }) => total + ore, 0) }));
    if (months.length) {
      await sql`insert into ledger_month (committee_id, import_id, measure, month, combination_id, whole, amount)
        select ${this.#committeeId}, ${this.#importId}, measure, month, combination_id, whole, amount from unnest(${plainText(months.map(({ measure }) => measure))}::text::text[], ${plainText(months.map(({ month }) => `${month}-01`))}::text::date[],
          ${numbersText(months.map(({ account, objects }) => id(account, objects)))}::text::integer[], ${plainText(months.map(({ objects }) => String(objects.length === 0)))}::text::boolean[], ${plainText(months.map(({ ore }) => oreText(ore)))}::text::numeric[]) as told (measure, month, combination_id, whole, amount)
        on conflict (committee_id, measure, month, combination_id, whole, import_id) do update set amount = ledger_month.amount + excluded.amount`.execute(this.#db);
    }
  }
  async #keepCombinations(unknown: WrittenRows["unknown"]): Promise<void> {
    if (!unknown.length) return;
    const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('ledger_combination', 'id'))::integer as id from generate_series(1, ${unknown.length}::integer)`.execute(this.#db);
    await sql`insert into ledger_combination (id, committee_id, account, objects) overriding system value
      select id, ${this.#committeeId}, account, objects::jsonb from unnest(${numbersText(rows.map(({ id }) => id))}::text::integer[], ${textsText(unknown.map(({ account }) => account))}::text::text[], ${textsText(unknown.map(({ objects }) => JSON.stringify(objects)))}::text::text[]) as told (id, account, objects)`.execute(this.#db);
    for (const [index, { key }] of unknown.entries()) {
      this.#combinations.set(key, rows[index]!.id);
      this.#waiting.delete(key);
    }
  }
}

/** Months of the postings of an import, summed once when they are all in. */
export async function sumPostings(db: Db, committeeId: number, importId: number): Promise<void> {
  await sql`insert into ledger_month (committee_id, import_id, measure, month, combination_id, whole, amount)
    select ${committeeId}, ${importId}, 'actual', date_trunc('month', on_date::timestamp)::date, combination_id, true, sum(amount) from ledger_posting where import_id = ${importId} group by 4, 5 order by 4, 5`.execute(db);
}

/** Months of whole accounts, when all of an import's months are in. */
export async function sumAccounts(db: Db, committeeId: number, importId: number): Promise<void> {
  await sql`insert into ledger_account_month (committee_id, import_id, measure, month, account, amount)
    select ${committeeId}, ${importId}, measure, month, combination.account, sum(amount) from ledger_month join ledger_combination combination on combination.id = combination_id where import_id = ${importId} and whole group by 3, 4, 5 order by 3, 4, 5`.execute(db);
}

/** Months of each object, when all of an import's months are in: what is told of a part of an account counts as much as what is told of an account with its objects. */
export async function sumObjects(db: Db, committeeId: number, importId: number): Promise<void> {
  await sql`insert into ledger_object_month (committee_id, import_id, measure, dimension, month, code, account, amount)
    select ${committeeId}, ${importId}, measure, pair ->> 0, month, pair ->> 1, combination.account, sum(amount) from ledger_month join ledger_combination combination on combination.id = combination_id cross join lateral jsonb_array_elements(combination.objects) pair
    where import_id = ${importId} group by 3, 4, 5, 6, 7`.execute(db);
}

/** Takes away what earlier files of the same source told of the months that a later one tells of. */
export async function replacePeriods(db: Db, { committeeId, importId, source }: { committeeId: number; importId: number; source: string }, periods: readonly LedgerPeriod[], measures: readonly string[]): Promise<void> {
  const earlier = sql`select id from ledger_import where committee_id = ${committeeId} and source = ${source} and id <> ${importId}`;
  for (const { from, to } of periods) {
    const within = (column: string) => sql`${sql.ref(column)} >= ${`${from}-01`}::date and ${sql.ref(column)} < (${`${to}-01`}::date + interval '1 month')`;
    for (const table of ["ledger_month", "ledger_account_month", "ledger_object_month"]) await sql`delete from ${sql.table(table)} where import_id in (${earlier}) and ${within("month")} and measure = any (${plainText(measures)}::text::text[])`.execute(db);
    if (!measures.includes("actual")) continue;
    await sql`delete from ledger_posting where import_id in (${earlier}) and ${within("on_date")}`.execute(db);
    await sql`delete from ledger_voucher where import_id in (${earlier}) and ${within("on_date")} and not exists (select 1 from ledger_posting where ledger_posting.import_id = ledger_voucher.import_id and voucher = ordinal)`.execute(db);
  }
}

/** Keeps the names that a file has for its accounts, dimensions and objects; the latest file's hold. */
export async function keepNames(db: Db, committeeId: number, { accounts, dimensions, objects }: Pick<LedgerReport, "accounts" | "dimensions" | "objects">): Promise<void> {
  if (accounts.length) {
    await sql`insert into ledger_account (committee_id, number, name, kind) select ${committeeId}, number, name, nullif(kind, '') from unnest(${textsText(accounts.map(({ number }) => number))}::text::text[], ${textsText(accounts.map(({ name }) => name))}::text::text[], ${textsText(accounts.map(({ kind }) => kind ?? ""))}::text::text[]) as told (number, name, kind)
      on conflict (committee_id, number) do update set name = excluded.name, kind = coalesce(excluded.kind, ledger_account.kind)`.execute(db);
  }
  if (dimensions.length) {
    await sql`insert into ledger_dimension (committee_id, number, name, under) select ${committeeId}, number, name, nullif(under, '') from unnest(${textsText(dimensions.map(({ number }) => number))}::text::text[], ${textsText(dimensions.map(({ name }) => name))}::text::text[], ${textsText(dimensions.map(({ under }) => under ?? ""))}::text::text[]) as told (number, name, under)
      on conflict (committee_id, number) do update set name = excluded.name, under = excluded.under`.execute(db);
  }
  for (let from = 0; from < objects.length; from += BATCH) {
    const some = objects.slice(from, from + BATCH);
    await sql`insert into ledger_object (committee_id, dimension, code, name) select distinct on (2, 3) ${committeeId}::integer, dimension, code, name from unnest(${textsText(some.map(({ dimension }) => dimension))}::text::text[], ${textsText(some.map(({ code }) => code))}::text::text[], ${textsText(some.map(({ name }) => name))}::text::text[]) as told (dimension, code, name)
      on conflict (committee_id, dimension, code) do update set name = excluded.name`.execute(db);
  }
}
