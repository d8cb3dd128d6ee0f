import { deflateSync } from "node:zlib";
import { tagRowHeaders, type PdfObjects } from "./row-headers.ts";

/** A PDF taken apart. Objects with a stream are left whole, as bytes; the others are text, byte for byte (Latin-1). */
interface PdfParts {
  readonly objects: PdfObjects;
  readonly streams: ReadonlyMap<number, Uint8Array>;
  /** What the trailer says beside its size: the catalogue, the information, the identity. */
  readonly trailer: string;
}

const OBJECTS_A_STREAM = 200;
/** Bytes of a row in the packed cross-reference table: kind, place, index. */
const ROW = 7;
const HEAD = Buffer.from("%PDF-1.7\n%\x80\x80\x80\x80\n", "latin1");

/** Typst's PDF with a header on each body row of its tables, and packed. @throws when it is not written as Typst writes. */
export function finishPdf(pdf: Uint8Array): Uint8Array {
  const parts = takeApart(pdf);
  tagRowHeaders(parts.objects);
  return putTogether(parts);
}

/**
 * Takes a PDF apart by its cross-reference table: one table, one trailer, every object in use, which is how Typst
 * writes. A general reader follows every reference into objects of its own, which takes as long as setting the document.
 * @throws when the file is not written so.
 */
function takeApart(pdf: Uint8Array): PdfParts {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  const table = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1]);
  const size = Number(/^xref\s+0 (\d+)\s/.exec(text.slice(table, table + 32))?.[1]);
  const trailer = /trailer\s+<<([^]*)>>\s+startxref/.exec(text.slice(table))?.[1];
  if (!size || trailer === undefined) throw new Error("The PDF has no cross-reference table of its own");
  const rows = text.slice(table).split(/\r?\n/, size + 2).slice(3);
  const offsets = rows.map((row) => Number(row.slice(0, 10)));
  const ends = new Map([...offsets].sort((a, b) => a - b).map((offset, index, sorted) => [offset, sorted[index + 1] ?? table]));

  const objects: PdfObjects = new Map();
  const streams = new Map<number, Uint8Array>();
  for (const [index, offset] of offsets.entries()) {
    const number = index + 1;
    const from = offset + `${number} 0 obj\n`.length;
    const to = text.lastIndexOf("\nendobj", ends.get(offset)!);
    if (!text.startsWith(`${number} 0 obj\n`, offset) || to < from) throw new Error(`Object ${number} of the PDF is not where its table says`);
    if (text.slice(to - "endstream".length, to) === "endstream") streams.set(number, pdf.subarray(from, to));
    else objects.set(number, text.slice(from, to));
  }
  return { objects, streams, trailer: trailer.replace(/\/Size \d+/, "").trim() };
}

/** Puts a PDF together again with its objects packed: a fifth of the size, for everyone who fetches it (ISO 32000-1, 7.5.7). */
function putTogether({ objects, streams, trailer }: PdfParts): Uint8Array {
  const parts: Uint8Array[] = [HEAD];
  let length = HEAD.length;
  const last = Math.max(...objects.keys(), ...streams.keys());
  const packs = Math.ceil(objects.size / OBJECTS_A_STREAM);
  const table = Buffer.alloc((last + packs + 2) * ROW);
  const row = (number: number, kind: number, place: number, index: number) => {
    table.writeUInt8(kind, number * ROW);
    table.writeUInt32BE(place, number * ROW + 1);
    table.writeUInt16BE(index, number * ROW + 5);
  };
  const write = (number: number, ...body: Uint8Array[]) => {
    row(number, 1, length, 0);
    for (const part of [Buffer.from(`${number} 0 obj\n`), ...body, Buffer.from("\nendobj\n")]) {
      parts.push(part);
      length += part.length;
    }
  };
  const writeStream = (number: number, dictionary: string, bytes: Uint8Array) => {
    const packed = deflateSync(bytes);
    write(number, Buffer.from(`<<${dictionary}/Filter/FlateDecode/Length ${packed.length}>>stream\n`, "latin1"), packed, Buffer.from("\nendstream"));
  };

  row(0, 0, 0, 0xffff);
  for (const [number, bytes] of streams) write(number, bytes);
  const texts = [...objects];
  for (let pack = 0; pack < packs; pack++) {
    const inside = texts.slice(pack * OBJECTS_A_STREAM, (pack + 1) * OBJECTS_A_STREAM);
    const places: string[] = [];
    let at = 0;
    for (const [index, [number, body]] of inside.entries()) {
      row(number, 2, last + 1 + pack, index);
      places.push(`${number} ${at}`);
      at += body.length + 1;
    }
    const head = `${places.join(" ")}\n`;
    const content = Buffer.from(head + inside.map(([, body]) => `${body}\n`).join(""), "latin1");
    writeStream(last + 1 + pack, `/Type/ObjStm/N ${inside.length}/First ${head.length}`, content);
  }
  const own = last + packs + 1;
  const start = length;
  row(own, 1, start, 0);
  writeStream(own, `/Type/XRef/Size ${own + 1}/W[1 4 2]${trailer}`, table);
  parts.push(Buffer.from(`startxref\n${start}\n%%EOF\n`));
  return Buffer.concat(parts);
}
