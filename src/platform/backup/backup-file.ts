import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import fs from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import readline from "node:readline";
import { createGunzip, createGzip } from "node:zlib";
import { Refused } from "../outcome.ts";

/** "RTBK", the form's number, then 0 for plain or 1 for encrypted; an encrypted file goes on with its salt and nonce and ends with its tag. */
const MAGIC = Buffer.from("RTBK1");
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = MAGIC.length + 1;
/** 32 MiB and about a tenth of a second: a key that is a sentence is slow to guess. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

const derived = (key: string, salt: Buffer): Buffer => scryptSync(key.normalize("NFKC"), salt, 32, SCRYPT);

/** Writes lines as a compressed backup, encrypted (AES-256-GCM) when given a key. The file is in place only when it is whole. */
export async function writeBackupFile(file: string, lines: AsyncIterable<string>, key: string | null): Promise<void> {
  const unfinished = `${file}.ofardig`;
  const salt = randomBytes(SALT_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const output = fs.createWriteStream(unfinished, { mode: 0o600 });
  output.write(Buffer.concat(key === null ? [MAGIC, Buffer.from([0])] : [MAGIC, Buffer.from([1]), salt, nonce]));
  try {
    if (key === null) await pipeline(Readable.from(lines), createGzip(), output);
    else {
      const cipher = createCipheriv("aes-256-gcm", derived(key, salt), nonce);
      const withTag = new Transform({
        transform: (chunk, _, done) => done(null, chunk),
        flush(done) {
          this.push(cipher.getAuthTag());
          done();
        },
      });
      await pipeline(Readable.from(lines), createGzip(), cipher, withTag, output);
    }
    const handle = fs.openSync(unfinished, "r+");
    fs.fsyncSync(handle);
    fs.closeSync(handle);
    fs.renameSync(unfinished, file);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
}

const damaged = (): Refused => new Refused({ code: "bad-backup", message: "Säkerhetskopian är skadad eller ofullständig; inget är återläst." });

/** The lines of a backup. Read once to the end before anything is done with them: an encrypted file proves itself only there. */
export async function* readBackupFile(file: string, key: string | null): AsyncGenerator<string> {
  const { size } = fs.statSync(file);
  const handle = fs.openSync(file, "r");
  const head = Buffer.alloc(Math.min(size, HEAD_BYTES + SALT_BYTES + NONCE_BYTES));
  fs.readSync(handle, head, 0, head.length, 0);
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) {
    fs.closeSync(handle);
    throw new Refused({ code: "bad-backup", message: "Filen är ingen säkerhetskopia från Rödtråd." });
  }
  const encrypted = head[MAGIC.length] === 1;
  if (encrypted && key === null) throw new Refused({ code: "no-key", message: "Säkerhetskopian är krypterad; ange nyckeln med --key-file." });
  const stages: NodeJS.ReadWriteStream[] = [];
  let start = HEAD_BYTES;
  let end = size - 1;
  if (encrypted) {
    if (size < head.length + TAG_BYTES) throw damaged();
    const tag = Buffer.alloc(TAG_BYTES);
    fs.readSync(handle, tag, 0, TAG_BYTES, size - TAG_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", derived(key!, head.subarray(HEAD_BYTES, HEAD_BYTES + SALT_BYTES)), head.subarray(HEAD_BYTES + SALT_BYTES));
    decipher.setAuthTag(tag);
    stages.push(decipher);
    start = head.length;
    end = size - TAG_BYTES - 1;
  }
  fs.closeSync(handle);
  const unzipped = createGunzip();
  const source = fs.createReadStream(file, { start, end });
  // Who stops reading half way does not hear what is wrong further on.
  for (const stage of [source, ...stages, unzipped] as NodeJS.EventEmitter[]) stage.on("error", () => undefined);
  let failure: Error | null = null;
  const done = pipeline([source, ...stages, unzipped] as never).catch((error: Error) => {
    failure = error;
  });
  try {
    for await (const line of readline.createInterface({ input: unzipped, crlfDelay: Infinity })) yield line;
    await done;
  } catch {
    failure ??= new Error("unreadable");
  } finally {
    source.destroy();
    unzipped.destroy();
  }
  if (failure) throw encrypted ? new Refused({ code: "bad-backup", message: "Nyckeln stämmer inte, eller så är säkerhetskopian skadad; inget är återläst." }) : damaged();
}
