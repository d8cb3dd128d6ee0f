/** A field of a record. An object list is its own kind, so that `{}` and `"{}"` are not taken for each other. */
export type LedgerField = string | { readonly list: string };

const SPACE = 32;
const TAB = 9;
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

export interface LedgerFields {
  readonly fields: readonly LedgerField[];
  /** A quotation or a list that the line ends within. */
  readonly unclosed: boolean;
}

/**
 * Takes a line apart (SIE 4B, 5.7): fields by spaces or tabs, in quotes where they hold such, `\"` for a quote inside; an
 * object list in braces is one field, whole.
 */
export function fieldsOf(line: string): LedgerFields {
  const fields: LedgerField[] = [];
  const end = line.length;
  let unclosed = false;
  for (let at = 0; at < end; ) {
    const sign = line.charCodeAt(at);
    if (sign === SPACE || sign === TAB) at++;
    else if (sign === QUOTE) {
      const to = quoteEnd(line, at + 1);
      if (to >= end) unclosed = true;
      fields.push(plainQuoted(line.slice(at + 1, to)));
      at = to + 1;
    } else if (sign === OPEN) {
      let to = at + 1;
      while (to < end && line.charCodeAt(to) !== CLOSE) to = line.charCodeAt(to) === QUOTE ? quoteEnd(line, to + 1) + 1 : to + 1;
      if (to >= end) unclosed = true;
      fields.push({ list: line.slice(at + 1, to) });
      at = to + 1;
    } else {
      let to = at + 1;
      for (; to < end; to++) {
        const next = line.charCodeAt(to);
        if (next === SPACE || next === TAB || next === OPEN) break;
      }
      fields.push(line.slice(at, to));
      at = to;
    }
  }
  return { fields, unclosed };
}
function quoteEnd(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    const sign = line.charCodeAt(at);
    if (sign === QUOTE) return at;
    if (sign === BACKSLASH && line.charCodeAt(at + 1) === QUOTE) at++;
  }
  return line.length;
}
const plainQuoted = (text: string): string => (text.includes("\\") ? text.replaceAll('\\"', '"') : text);

/** All that a line holds without what parts it, as the checksum is reckoned on (SIE 4B, #KSUMMA). */
export function bareText(line: string): string {
  return fieldsOf(line).fields.map((field) => (typeof field === "string" ? field : fieldsOf(field.list).fields.join(""))).join("");
}
