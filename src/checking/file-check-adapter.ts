import type { Outcome } from "../platform/outcome.ts";
import { runInThread } from "../platform/thread.ts";
import { Turns } from "../platform/turns.ts";
import type { CheckedDocument, CheckFailure, SentFile } from "./file-check-reads.ts";

const HOST = import.meta.url.endsWith(".ts") ? "./check-host.ts" : "./check-host.js";
const BOUNDS = { longestMs: 120_000, mostMemoryMib: 2048 };
/** One at a time: memory holds one, and the other processor is for those who wait for pages. */
const TURNS = new Turns(1);

/** Checks files in a thread of its own. What takes too long or too much memory is refused with one sentence. */
export async function checkInTurn(files: readonly SentFile[], now = new Date().getFullYear()): Promise<Outcome<CheckedDocument, CheckFailure>> {
  const checked = await TURNS.take(() => runInThread<Outcome<CheckedDocument, CheckFailure>>(new URL(HOST, import.meta.url), { files, now }, BOUNDS));
  return checked ?? { ok: false, failure: { code: "too-heavy", message: `»${files[0]?.fileName ?? "Handlingen"}« tar för lång tid att granska; dela den och granska delarna var för sig.` } };
}
