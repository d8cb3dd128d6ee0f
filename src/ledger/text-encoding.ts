/** How a ledger file writes what is not ASCII: by the standard PC8 (CP437); other programs write otherwise. */
export type LedgerEncoding = "cp437" | "latin1" | "utf8";

export const ENCODING_WORDS: Readonly<Record<LedgerEncoding, string>> = { cp437: "PC8 (CP437)", latin1: "Windows (Latin-1)", utf8: "UTF-8" };

const CP437_HIGH =
  "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

/** The bytes that å ä ö Å Ä Ö é ü are written with. */
const CP437_LETTERS = new Set([0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82, 0x81]);
const LATIN1_LETTERS = new Set([0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6, 0xe9, 0xfc]);

/** Tells the encoding by the beginning of a file; PC8, which is the rule, where nothing tells. */
export function encodingOf(beginning: Uint8Array): LedgerEncoding {
  let [cp437, latin1] = [0, 0];
  for (const byte of beginning) {
    if (byte < 0x80) continue;
    if (CP437_LETTERS.has(byte)) cp437++;
    else if (LATIN1_LETTERS.has(byte)) latin1++;
  }
  if (cp437 + latin1 === 0 && !beginning.some((byte) => byte >= 0x80)) return "cp437";
  if (isUtf8(beginning)) return "utf8";
  return latin1 > cp437 ? "latin1" : "cp437";
}
/** What is cut within a letter at the end is none the less UTF-8. */
function isUtf8(bytes: Uint8Array): boolean {
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return true;
    } catch {
      // Shorter by one, then.
    }
  }
  return false;
}

const HIGH = /[\u0080-\u00ff]/;
const HIGH_ALL = /[\u0080-\u00ff]/g;
/** Makes text of bytes that were read one to a sign. */
export function decoded(bytes: string, encoding: LedgerEncoding): string {
  if (encoding === "latin1" || !HIGH.test(bytes)) return bytes;
  if (encoding === "utf8") return Buffer.from(bytes, "latin1").toString("utf8");
  return bytes.replace(HIGH_ALL, (sign) => CP437_HIGH[sign.charCodeAt(0) - 0x80]!);
}
