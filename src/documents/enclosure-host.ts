// Runs in a worker thread of its own: a large file takes seconds to look through, and a bad one takes nothing else with it.
import { parentPort, workerData } from "node:worker_threads";
import { inspectPdf } from "./pdf-inspection-adapter.ts";

const { bytes, fileName } = workerData as { fileName: string; bytes: Uint8Array };
parentPort!.postMessage(await inspectPdf(fileName, bytes));
