import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

const sign = (secret: string, text: string): string => createHmac("sha256", secret).update(text).digest("hex");
/** The alphabet of codes that people read aloud: no letters that look like digits. */
const READABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODE_SIGNS = 12;
const OLDEST_MS = 24 * 3_600_000;

/** What a form that anybody may send carries: a key of its own, when it was given out, and a seal on both. */
export const sealForm = (secret: string, now: number = Date.now()): string => { const key = randomUUID(); return `${key}.${now}.${sign(secret, `${key}.${now}`)}`; };
/**
 * The key of a sealed form, and for how many milliseconds it has been out; null for one that is not ours, or too old.
 */
export function openSeal(secret: string, sealed: string, now: number = Date.now()): { readonly key: string; readonly age: number } | null {
  const [key = "", at = "", seal = ""] = sealed.split(".");
  const wanted = Buffer.from(sign(secret, `${key}.${at}`));
  const given = Buffer.from(seal);
  const age = now - Number(at);
  return given.length === wanted.length && timingSafeEqual(given, wanted) && age >= 0 && age <= OLDEST_MS ? { key, age } : null;
}
/** The code that who sent a form is given: the same for the same form, and told by nothing else. "K7QM-2XWD-9THB". */
export function receiptCode(secret: string, key: string): string {
  const bytes = createHmac("sha256", secret).update(`receipt.${key}`).digest();
  return Array.from({ length: CODE_SIGNS }, (_, index) => READABLE[bytes[index]! % READABLE.length]!).join("").replace(/(.{4})(?=.)/g, "$1-");
}
/** A code as somebody types it: without what parts it, in capitals. */
export const typedCode = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, "").slice(0, CODE_SIGNS).replace(/(.{4})(?=.)/g, "$1-");
/** A code as it is kept. */
export const codePrint = (secret: string, code: string): string => sign(secret, `code.${code}`);
