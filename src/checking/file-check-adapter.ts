import { Worker } from "node:worker_threads";
import type { Outcome } from "../platform/outcome.ts";
import { Turns } from "../platform/turns.ts";
import type { CheckedFile, CheckFailure, SentFile } from "./file-check-reads.ts";

const HOST = import.meta.url.endsWith(".ts") ? "./check-host.ts" : "./check-host.js";
const LONGEST_MS = 120_000;
const MOST_MEMORY_MIB = 2048;
/** One at a time: memory holds one, and the other processor is for those who wait for pages. */
const TURNS = new Turns(1);

/** Checks files in a thread of its own. What takes too long or too much memory is refused with one sentence. */
export function checkInTurn(files: readonly SentFile[], now = new Date().getFullYear()): Promise<Outcome<CheckedFile, CheckFailure>> {
  return TURNS.take(() => new Promise((resolve) => {
    const worker = new Worker(new URL(HOST, import.meta.url), { workerData: { files, now }, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MIB } });
    const done = (outcome: Outcome<CheckedFile, CheckFailure>) => {
      clearTimeout(timer);
      resolve(outcome);
      void worker.terminate();
    };
    const tooHeavy = () => done({ ok: false, failure: { code: "too-heavy", message: `»${files[0]?.fileName ?? "Handlingen"}« tar för lång tid att granska; dela den och granska delarna var för sig.` } });
    const timer = setTimeout(tooHeavy, LONGEST_MS);
    worker.once("message", done);
    worker.once("error", tooHeavy);
  }));
}
