import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);
/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane (RFC 9106). */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const TAG_BYTES = 32;
const SALT_BYTES = 16;

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replace(/=+$/, "");
const tag = (password: string, salt: Buffer, memory: number, passes: number, lanes: number): Promise<Buffer> =>
  derive("argon2id", { message: Buffer.from(password.normalize("NFKC")), nonce: salt, parallelism: lanes, tagLength: TAG_BYTES, memory, passes });

/** The password's argon2id hash in the PHC string form. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(await tag(password, salt, MEMORY_KIB, PASSES, LANES))}`;
}

/** A hash that no password has: checked against where there is no account, so that the answer takes as long. */
export const NO_HASH = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${unpadded(Buffer.alloc(SALT_BYTES))}$${unpadded(Buffer.alloc(TAG_BYTES))}`;

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash);
  if (!match) return false;
  const [, memory, passes, lanes, salt, kept] = match;
  const wanted = Buffer.from(kept!, "base64");
  const given = await tag(password, Buffer.from(salt!, "base64"), Number(memory), Number(passes), Number(lanes));
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}
