// Runs in a worker thread of its own: a long document takes seconds to read and check, and nobody else waits for it.
import { parentPort, workerData } from "node:worker_threads";
import { checkFiles, type SentFile } from "./file-check-reads.ts";

const { files, now } = workerData as { files: readonly SentFile[]; now: number };
parentPort!.postMessage(await checkFiles(files, now));
