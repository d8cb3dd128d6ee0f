import { CompiledQuery } from "kysely";
import { LONGEST, put32, putText } from "./arrays.ts";
import { copyStatement } from "./copy-statement.ts";
import type { Db } from "./database.ts";

const HEAD = Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), Buffer.alloc(8)]);
/** What a row begins with, its count of columns, and what the end has instead, take as much. */
const END = 2;
const NEGATIVE = 0x4000;
/** Digits of a numeric are of ten thousand each; öre are its hundredths. */
const [DIGIT, ORE, SCALE] = [10_000, 100, 2];
/** The most that its numbers take. */
const INTEGER_BYTES = 8;
const BOOLEAN_BYTES = 5;
const AMOUNT_HEAD = 12;
const MOST_DIGITS = 5;
const AMOUNT_BYTES = AMOUNT_HEAD + 2 * MOST_DIGITS;

function put16(bytes: Buffer, value: number, at: number): void {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value;
}

/** Rows in the database's own form for what is copied in, column by column in their order. Each row is begun, and then given as many values as the table has columns. */
export class CopiedRows {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #at = HEAD.copy(this.#bytes);
  readonly #columns: number;
  readonly #digits = new Int32Array(MOST_DIGITS);

  constructor(columns: number) {
    this.#columns = columns;
  }
  #room(bytes: number): void {
    if (this.#at + bytes + END <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe((this.#bytes.length + bytes) * 2);
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
  row(): void {
    this.#room(END);
    put16(this.#bytes, this.#columns, this.#at);
    this.#at += END;
  }
  /** `integer`, and `date` as days since 2000. @throws RangeError for what is no whole number of that size. */
  integer(value: number): void {
    if (value !== (value | 0)) throw new RangeError(`${value} is no whole number.`);
    this.#room(INTEGER_BYTES);
    put32(this.#bytes, 4, this.#at);
    put32(this.#bytes, value, this.#at + 4);
    this.#at += INTEGER_BYTES;
  }
  boolean(value: boolean): void {
    this.#room(BOOLEAN_BYTES);
    put32(this.#bytes, 1, this.#at);
    this.#bytes[this.#at + 4] = value ? 1 : 0;
    this.#at += BOOLEAN_BYTES;
  }
  /** `numeric` with two decimals, of whole öre; exact. @throws RangeError for what is no such. */
  ore(value: number): void {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number.`);
    this.#room(AMOUNT_BYTES);
    const [bytes, digits] = [this.#bytes, this.#digits];
    const size = Math.abs(value);
    digits[0] = (size % ORE) * ORE;
    let high = 1;
    for (let whole = Math.floor(size / ORE); whole > 0; whole = Math.floor(whole / DIGIT)) digits[high++] = whole % DIGIT;
    // The lowest come first here; those that are nought at either end are not written.
    let low = 0;
    while (low < high && digits[low] === 0) low++;
    while (high > low && digits[high - 1] === 0) high--;
    const count = high - low;
    put32(bytes, 8 + 2 * count, this.#at);
    put16(bytes, count, this.#at + 4);
    put16(bytes, count === 0 ? 0 : high - 2, this.#at + 6);
    put16(bytes, value < 0 ? NEGATIVE : 0, this.#at + 8);
    put16(bytes, SCALE, this.#at + 10);
    this.#at += AMOUNT_HEAD;
    for (let place = high - 1; place >= low; place--, this.#at += 2) put16(bytes, digits[place]!, this.#at);
  }
  /** `text`; a sign that the database has no place for is left out. */
  text(value: string): void {
    this.#room(4 + value.length * LONGEST);
    const from = this.#at + 4;
    const size = putText(this.#bytes, value, from);
    put32(this.#bytes, size, this.#at);
    this.#at = from + size;
  }
  /** All of them, ended. */
  bytes(): Buffer {
    put16(this.#bytes, -1, this.#at);
    this.#at += END;
    return this.#bytes.subarray(0, this.#at);
  }
}

/** Copies rows into a table, within the running transaction, whatever whoever asks may see. Who calls has judged that they may be written, and every one of them. */
export async function copyIn(db: Db, table: string, columns: readonly string[], rows: CopiedRows): Promise<void> {
  await db.executeQuery(CompiledQuery.raw(copyStatement(table, columns), [rows.bytes()]));
}
