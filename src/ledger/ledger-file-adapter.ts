import { open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { Refused, valueOf } from "../platform/outcome.ts";
import type { LedgerReport, LedgerRow } from "./ledger.ts";
import { SieReader } from "./sie-reader.ts";
import { decoded, ENCODING_WORDS, encodingOf, type LedgerEncoding } from "./text-encoding.ts";
import { notLedger } from "./not-ledger.ts";
import { readTableFile } from "../platform/table/table-file.ts";
import { readLedgerTable, type LedgerMapping } from "./ledger-table.ts";

/** A file's bytes, a piece at a time. */
export type LedgerBytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const BEGINNING = 256 * 1024;
const PIECE = 64 * 1024;
const CHECKSUM_PIECE = 64 * 1024;
/** No line of a ledger is this long: what has none shorter is something else. */
const LONGEST_LINE = 1024 * 1024;

/** The bytes of a file on disk, a piece at a time. */
export async function* bytesOfFile(file: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file);
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE);
      const { bytesRead } = await handle.read(piece, 0, PIECE);
      if (!bytesRead) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** A table is read whole: it is no longer than a spreadsheet holds. */
async function allOf(bytes: LedgerBytes): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

/**
 * Reads a ledger file (SIE 1–5), or a table by what its columns are, rows as they come and last what the file is. Of SIE, memory does not grow with
 * the file, only with its accounts and objects.
 * @throws Refused where it is no ledger, with what it is.
 */
export async function* readLedgerFile(fileName: string, bytes: LedgerBytes, mapping: LedgerMapping | null = null): AsyncGenerator<readonly LedgerRow[], LedgerReport> {
  if (mapping) {
    const { report, rows } = readLedgerTable(await valueOf(readTableFile(fileName, await allOf(bytes))), mapping);
    yield rows;
    return report;
  }
  const pieces = Symbol.asyncIterator in bytes ? bytes[Symbol.asyncIterator]() : bytes[Symbol.iterator]();
  // The beginning tells what it is, and how it is written.
  const begun: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  while (size < BEGINNING && !ended) {
    const next = await pieces.next();
    if (next.done) ended = true;
    else {
      begun.push(next.value);
      size += next.value.length;
    }
  }
  const beginning = Buffer.concat(begun);
  const what = notLedger(fileName, beginning);
  if (what) throw new Refused(what);
  const encoding = encodingOf(beginning);
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    yield beginning;
    if (ended) return;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  };
  if (/^[\ufeff\s]*</.test(beginning.subarray(0, 4096).toString("utf8"))) {
    const { readSie5 } = await import("./sie5-adapter.ts");
    return yield* readSie5(fileName, rest());
  }
  return yield* readSie(rest(), encoding, beginning.includes("#KSUMMA"));
}

async function* readSie(pieces: AsyncGenerator<Uint8Array>, encoding: LedgerEncoding, summed: boolean): AsyncGenerator<readonly LedgerRow[], LedgerReport> {
  let rows: LedgerRow[] = [];
  let crc = 0;
  let waiting = "";
  const count = (text: string): void => {
    waiting += text;
    if (waiting.length < CHECKSUM_PIECE) return;
    crc = crc32(Buffer.from(waiting, "latin1"), crc);
    waiting = "";
  };
  const reader = new SieReader((row) => rows.push(row), summed ? count : null);
  let kept = "";
  let first = true;
  for await (const piece of pieces) {
    // A sign for each byte: what is parted is whole lines, whatever they are written in.
    let text = kept + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString("latin1");
    if (first && text.startsWith("\u00ef\u00bb\u00bf")) text = text.slice(3);
    first = false;
    let from = 0;
    for (let to = text.indexOf("\n", from); to >= 0; to = text.indexOf("\n", from)) {
      const line = text.slice(from, text.charCodeAt(to - 1) === 13 ? to - 1 : to);
      reader.read(line, decoded(line, encoding));
      from = to + 1;
    }
    kept = text.slice(from);
    if (kept.length > LONGEST_LINE) throw new Refused({ code: "not-ledger", message: "Filen har rader som är längre än någon SIE-fils; kontrollera att rätt fil valdes." });
    if (rows.length) {
      yield rows;
      rows = [];
    }
  }
  if (kept) reader.read(kept, decoded(kept, encoding));
  if (waiting) crc = crc32(Buffer.from(waiting, "latin1"), crc);
  const report = reader.finish(summed ? crc : null, ENCODING_WORDS[encoding]);
  if (rows.length) yield rows;
  return report;
}
