import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { isZero, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import type { LedgerObjects } from "./ledger.ts";

/** What an account changed by in a month. Debit is plus, credit minus. */
export interface LedgerMonthAmount {
  readonly account: string;
  /** ISO month. */
  readonly month: string;
  readonly amount: Decimal;
}
/** Amounts of a ledger have whole öre. */
const ORE = 2;
/** "2026-02=50 2026-01=100": rows are dear to fetch, so that months come on one, and dear to sort in the database, so that they come in any order. */
function monthsIn(told: string): (readonly [month: string, amount: Decimal])[] {
  const months: [string, Decimal][] = [];
  for (const one of told.split(" ")) {
    const at = one.indexOf("=");
    months.push([one.slice(0, at), one.slice(at + 1)]);
  }
  if (months.length > 1) months.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  // Two files may tell of one month, each of its own source.
  return months.filter(([month, amount], at) => {
    const next = months[at + 1];
    if (next?.[0] !== month) return true;
    next[1] = round(sum([amount, next[1]]), ORE);
    return false;
  });
}
/** What a committee's accounts changed by, month by month, between two ISO months, both with it; parts are not added to the whole. */
export async function loadMonthAmounts(db: Db, committeeId: number, from: string, to: string, measure: "actual" | "budget" = "actual"): Promise<LedgerMonthAmount[]> {
  const { rows } = await sql<Row>`
    select account collate "C" as account, string_agg(to_char(month, 'YYYY-MM') || '=' || amount, ' ') as months from ledger_account_month
    where committee_id = ${committeeId} and measure = ${measure} and month >= ${`${from}-01`}::date and month <= ${`${to}-01`}::date group by 1 order by 1`.execute(db);
  return rows.flatMap((row) => monthsIn(row["months"]).map(([month, amount]) => ({ account: row["account"] as string, month, amount })));
}

/** What an account changed by on an object of a dimension; the code is null for what has none. */
export interface LedgerObjectAmount {
  readonly account: string;
  readonly code: string | null;
  readonly amount: Decimal;
}
/** What accounts changed by on each object of a dimension, between two ISO months, both with it. A file of sums tells objects as parts of a whole: what no object is told of stands by itself. */
export async function loadObjectAmounts(db: Db, committeeId: number, dimension: string, from: string, to: string, measure: "actual" | "budget" = "actual"): Promise<LedgerObjectAmount[]> {
  return (await objectRows(db, committeeId, dimension, from, to, measure, false)).map(({ account, amount, code }) => ({ account, code, amount }));
}
export interface LedgerObjectMonth extends LedgerObjectAmount {
  /** ISO month. */
  readonly month: string;
}
/** The same, month by month. */
export const loadObjectMonths = (db: Db, committeeId: number, dimension: string, from: string, to: string, measure: "actual" | "budget" = "actual"): Promise<LedgerObjectMonth[]> => objectRows(db, committeeId, dimension, from, to, measure, true);

async function objectRows(db: Db, committeeId: number, dimension: string, from: string, to: string, measure: "actual" | "budget", monthly: boolean): Promise<LedgerObjectMonth[]> {
  const { rows } = await sql<Row>`
    select account collate "C" as account, code collate "C" as code, ${monthly ? sql`string_agg(to_char(month, 'YYYY-MM') || '=' || amount, ' ')` : sql`${to}::text || '=' || sum(amount)`} as months from ledger_object_month
      where committee_id = ${committeeId} and measure = ${measure} and dimension = ${dimension} and month >= ${`${from}-01`}::date and month <= ${`${to}-01`}::date
    group by 1, 2 order by 1, 2`.execute(db);
  // They come by account, code and month: each account is gone through once.
  const accounts = new Map<string, ObjectsOfAccount>();
  const of = (account: string): ObjectsOfAccount => {
    const known = accounts.get(account) ?? { told: [], parts: new Map(), whole: new Map() };
    accounts.set(account, known);
    return known;
  };
  for (const row of rows) {
    const [account, code] = [row["account"] as string, row["code"] as string];
    const { parts, told } = of(account);
    for (const [month, amount] of monthsIn(row["months"])) {
      told.push({ account, code, month, amount });
      put(parts, monthly ? month : to, amount);
    }
  }
  for (const { account, amount, month } of await loadMonthAmounts(db, committeeId, from, to, measure)) put(of(account).whole, monthly ? month : to, amount);
  return [...accounts].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([account, { parts, told, whole }]) => {
    // What is told of no object is what is left of the account; an object's row without the account's own is a part of nothing that is told, and is taken away from nothing. It stands last of its account.
    const rest = [...new Set([...whole.keys(), ...parts.keys()])].sort().map((month): LedgerObjectMonth => ({ account, code: null, month, amount: round(subtract(sum(whole.get(month) ?? []), sum(parts.get(month) ?? [])), ORE) }));
    return [...told, ...rest].filter(({ amount }) => !isZero(amount));
  });
}
/** What a dimension's objects tell of one account, each and together for each month, and what the account itself tells. */
interface ObjectsOfAccount { readonly told: LedgerObjectMonth[]; readonly parts: Map<string, Decimal[]>; readonly whole: Map<string, Decimal[]> }
function put(months: Map<string, Decimal[]>, month: string, amount: Decimal): void {
  const known = months.get(month);
  if (known) known.push(amount);
  else months.set(month, [amount]);
}

export interface StoredLedgerImport {
  readonly id: number;
  readonly source: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly periods: readonly { readonly from: string; readonly to: string }[];
  readonly importedBy: string;
  /** ISO time. */
  readonly importedAt: string;
  /** Whether rows of it still count. */
  readonly counts: boolean;
}
/** The files that have been read in, the latest first. */
export async function loadImports(db: Db, committeeId: number): Promise<StoredLedgerImport[]> {
  const { rows } = await sql<Row>`select *, exists (select 1 from ledger_account_month where import_id = ledger_import.id) as counts from ledger_import where committee_id = ${committeeId} order by id desc limit 200`.execute(db);
  return rows.map((row) => ({
    id: row["id"], source: row["source"], fileName: row["file_name"], fileHash: row["file_hash"], periods: (row["periods"] as [string, string][]).map(([from, to]) => ({ from, to })), importedBy: row["imported_by"], importedAt: row["imported_at"], counts: row["counts"],
  }));
}

/** Names of accounts. */
export async function loadAccountNames(db: Db, committeeId: number): Promise<Map<string, string>> {
  const rows: Row[] = await db.selectFrom("ledger_account").select(["number", "name"]).where("committee_id", "=", committeeId).execute();
  return new Map(rows.map((row) => [row["number"], row["name"]]));
}
export interface StoredLedgerDimension {
  readonly number: string;
  readonly name: string;
}
/** The dimensions that a committee's ledger has, by number. */
export async function loadDimensions(db: Db, committeeId: number): Promise<StoredLedgerDimension[]> {
  const rows: Row[] = await db.selectFrom("ledger_dimension").select(["number", "name"]).where("committee_id", "=", committeeId).execute();
  return rows.map((row) => ({ number: row["number"], name: row["name"] })).sort((a, b) => Number(a.number) - Number(b.number));
}
/** Names of a dimension's objects, by code. */
export async function loadObjectNames(db: Db, committeeId: number, dimension: string): Promise<Map<string, string>> {
  const rows: Row[] = await db.selectFrom("ledger_object").select(["code", "name"]).where("committee_id", "=", committeeId).where("dimension", "=", dimension).execute();
  return new Map(rows.map((row) => [row["code"], row["name"]]));
}

export interface StoredLedgerPosting {
  readonly importId: number;
  readonly voucher: number;
  readonly series: string;
  readonly number: string;
  /** Of the file. */
  readonly line: number;
  readonly onDate: string;
  readonly account: string;
  readonly objects: LedgerObjects;
  readonly amount: Decimal;
  readonly text: string;
}
const postingOf = (row: Row): StoredLedgerPosting => ({
  importId: row["import_id"], voucher: row["voucher"], series: row["series"], number: row["number"], line: row["line"], onDate: row["on_date"], account: row["account"], objects: row["objects"], amount: row["amount"], text: row["description"] || row["voucher_text"],
});
const POSTINGS = sql`select posting.*, combination.account, combination.objects, voucher.series, voucher.number, voucher.description as voucher_text from ledger_posting posting
  join ledger_combination combination on combination.id = posting.combination_id join ledger_voucher voucher on voucher.import_id = posting.import_id and voucher.ordinal = posting.voucher`;
/** Objects of a dimension: what is posted on any of them. */
export interface LedgerObjectFilter {
  readonly dimension: string;
  readonly codes: readonly string[];
}
interface AccountTime {
  readonly account: string;
  /** Only what is posted on these; null for all. */
  readonly objects?: LedgerObjectFilter | null;
  /** ISO months, both with it. */
  readonly from: string;
  readonly to: string;
}
const onObjects = (objects: LedgerObjectFilter | null | undefined) => (objects ? sql` and exists (select 1 from jsonb_array_elements(combination.objects) pair where pair ->> 0 = ${objects.dimension} and pair ->> 1 in (select jsonb_array_elements_text(${JSON.stringify(objects.codes)}::text::jsonb)))` : sql``);
const inTime = (committeeId: number, { account, from, objects, to }: AccountTime) => sql`combination.committee_id = ${committeeId} and combination.account = ${account} and posting.on_date >= ${`${from}-01`}::date and posting.on_date < (${`${to}-01`}::date + interval '1 month')${onObjects(objects)}`;
/** How many postings an account has in a time. */
export async function countPostings(db: Db, committeeId: number, time: AccountTime): Promise<number> {
  const { rows } = await sql<Row>`select count(*)::integer as count from ledger_posting posting join ledger_combination combination on combination.id = posting.combination_id where ${inTime(committeeId, time)}`.execute(db);
  return rows[0]!["count"];
}
/** The postings of an account in a time, the latest first; no more than so many, from one on. */
export async function loadPostings(db: Db, committeeId: number, time: AccountTime, most: number, after: number): Promise<StoredLedgerPosting[]> {
  const { rows } = await sql<Row>`${POSTINGS} where ${inTime(committeeId, time)} order by posting.on_date desc, posting.import_id desc, posting.line desc limit ${most} offset ${after}`.execute(db);
  return rows.map(postingOf);
}
export interface StoredLedgerVoucher {
  readonly series: string;
  readonly number: string;
  readonly onDate: string;
  readonly text: string;
  readonly fileName: string;
  readonly line: number;
  readonly postings: readonly StoredLedgerPosting[];
}
/** A voucher with all its rows; null where the committee has none such. */
export async function loadVoucher(db: Db, committeeId: number, importId: number, ordinal: number): Promise<StoredLedgerVoucher | null> {
  const { rows } = await sql<Row>`select voucher.*, file_name from ledger_voucher voucher join ledger_import on ledger_import.id = import_id where import_id = ${importId} and ordinal = ${ordinal} and committee_id = ${committeeId}`.execute(db);
  const [voucher] = rows;
  if (!voucher) return null;
  const postings = await sql<Row>`${POSTINGS} where posting.import_id = ${importId} and posting.voucher = ${ordinal} order by posting.line`.execute(db);
  return { series: voucher["series"], number: voucher["number"], onDate: voucher["on_date"], text: voucher["description"], fileName: voucher["file_name"], line: voucher["line"], postings: postings.rows.map(postingOf) };
}

/** Years that a committee's ledger tells of, ascending. */
export async function yearsWithLedger(db: Db, committeeId: number): Promise<number[]> {
  const { rows } = await sql<Row>`select distinct extract(year from month)::integer as year from ledger_account_month where committee_id = ${committeeId} and measure = 'actual' order by 1`.execute(db);
  return rows.map((row) => row["year"]);
}
/** The last month of a year that the ledger tells of, ISO; null where it tells of none. */
export async function lastLedgerMonth(db: Db, committeeId: number, year: number): Promise<string | null> {
  const { rows } = await sql<Row>`select to_char(max(month), 'YYYY-MM') as month from ledger_account_month where committee_id = ${committeeId} and measure = 'actual' and month between ${`${year}-01-01`}::date and ${`${year}-12-31`}::date`.execute(db);
  return rows[0]?.["month"] ?? null;
}
