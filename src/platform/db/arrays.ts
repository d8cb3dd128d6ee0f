/** Arrays as the database's own wire form has them, which it takes in at less than half of what it costs to read them as text. Each is a value of a statement that says what it is: `$1::integer[]`. */

const DIMENSIONS = 1;
const FIRST = 1;
const HEAD = 20;
/** Types' own numbers, the same in every database. */
const TYPE = { integer: 23, text: 25 } as const;
const DAY_MS = 86_400_000;
/** Days are counted from here. */
const DAY_ZERO = Date.UTC(2000, 0, 1) / DAY_MS;

function begun(type: keyof typeof TYPE, count: number, bytes: number): Buffer {
  const array = Buffer.allocUnsafe(HEAD + bytes);
  array.writeInt32BE(DIMENSIONS, 0);
  // None of them is null.
  array.writeInt32BE(0, 4);
  array.writeInt32BE(TYPE[type], 8);
  array.writeInt32BE(count, 12);
  array.writeInt32BE(FIRST, 16);
  return array;
}
/** A whole number of 32 bits, the highest first. */
export function put32(array: Buffer, value: number, at: number): void {
  array[at] = value >>> 24;
  array[at + 1] = value >>> 16;
  array[at + 2] = value >>> 8;
  array[at + 3] = value;
}

/** `::integer[]`. @throws RangeError for what is no whole number of that size. */
export function integersOf(values: ArrayLike<number>): Buffer {
  const array = begun("integer", values.length, values.length * 8);
  for (let index = 0, at = HEAD; index < values.length; index++, at += 8) {
    const value = values[index]!;
    if (value !== (value | 0)) throw new RangeError(`${value} is no whole number.`);
    put32(array, 4, at);
    put32(array, value, at + 4);
  }
  return array;
}
/** An ISO date as the days since 2000. @throws RangeError for a day that the calendar has not: nothing moves it to another. */
export function dayNumber(day: string): number {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(day)) throw new RangeError(`${day} is no day.`);
  return time / DAY_MS - DAY_ZERO;
}
/** No sign is longer than so in bytes, of those that are one in a string. */
export const LONGEST = 3;
/** Writes a text, without such signs as the database has no place for. @returns how many bytes it took. */
export function putText(bytes: Buffer, value: string, from: number): number {
  let index = 0;
  for (; index < value.length; index++) {
    const sign = value.charCodeAt(index);
    if (sign === 0 || sign > 127) break;
    bytes[from + index] = sign;
  }
  // Most texts are of plain signs only.
  return index === value.length ? index : bytes.write(value.includes("\u0000") ? value.replaceAll("\u0000", "") : value, from);
}
/** `::text[]`; a sign that the database has no place for is left out. */
export function textsOf(values: readonly string[]): Buffer {
  let most = 0;
  for (const value of values) most += 4 + value.length * LONGEST;
  const array = begun("text", values.length, most);
  let at = HEAD;
  for (const value of values) {
    const from = at + 4;
    const size = putText(array, value, from);
    put32(array, size, at);
    at = from + size;
  }
  return array.subarray(0, at);
}
