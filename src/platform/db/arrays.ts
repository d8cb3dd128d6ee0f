/** Arrays as the database's own wire form has them, which it takes in at less than half of what it costs to read them as text. Each is a value of a statement that says what it is: `$1::integer[]`. */

const DIMENSIONS = 1;
const FIRST = 1;
const HEAD = 20;
/** Types' own numbers, the same in every database. */
const TYPE = { boolean: 16, bigint: 20, integer: 23, text: 25, date: 1082 } as const;
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
function fixed<Value>(type: keyof typeof TYPE, size: number, values: readonly Value[], write: (array: Buffer, value: Value, at: number) => void): Buffer {
  const array = begun(type, values.length, values.length * (4 + size));
  let at = HEAD;
  for (const value of values) {
    array.writeInt32BE(size, at);
    write(array, value, at + 4);
    at += 4 + size;
  }
  return array;
}

/** `::integer[]`. @throws RangeError for what is no whole number of that size. */
export const integersOf = (values: readonly number[]): Buffer => fixed("integer", 4, values, (array, value, at) => {
  if (!Number.isInteger(value)) throw new RangeError(`${value} is no whole number.`);
  array.writeInt32BE(value, at);
});
/** `::bigint[]`; whole numbers, exact. */
export const wholesOf = (values: readonly number[]): Buffer => fixed("bigint", 8, values, (array, value, at) => void array.writeBigInt64BE(BigInt(value), at));
/** `::boolean[]`. */
export const booleansOf = (values: readonly boolean[]): Buffer => fixed("boolean", 1, values, (array, value, at) => void array.writeInt8(value ? 1 : 0, at));
/** An ISO date as the days since 2000. @throws RangeError for a day that the calendar has not: nothing moves it to another. */
function dayNumber(day: string): number {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(day)) throw new RangeError(`${day} is no day.`);
  return time / DAY_MS - DAY_ZERO;
}
/** `::date[]`, of ISO dates. @throws RangeError for a day that the calendar has not. */
export function datesOf(values: readonly string[]): Buffer {
  const days = new Map<string, number>();
  return fixed("date", 4, values, (array, value, at) => {
    let day = days.get(value);
    if (day === undefined) days.set(value, (day = dayNumber(value)));
    array.writeInt32BE(day, at);
  });
}
/** `::text[]`; a sign that the database has no place for is left out. */
export function textsOf(values: readonly string[]): Buffer {
  const texts = values.map((value) => (value.includes("\u0000") ? value.replaceAll("\u0000", "") : value));
  const array = begun("text", texts.length, texts.reduce((sum, text) => sum + 4 + Buffer.byteLength(text), 0));
  let at = HEAD;
  for (const text of texts) {
    const size = array.write(text, at + 4);
    array.writeInt32BE(size, at);
    at += 4 + size;
  }
  return array;
}
