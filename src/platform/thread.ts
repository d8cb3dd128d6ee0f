import { Worker } from "node:worker_threads";

/** How long a piece of work may take, in milliseconds, and how much memory, in MiB. */
export interface ThreadBounds { readonly longestMs: number; readonly mostMemoryMib: number }

/** Does a piece of work in a thread of its own that answers once; null when it takes too long or too much memory, or breaks. */
export function runInThread<T>(host: URL, workerData: unknown, { longestMs, mostMemoryMib }: ThreadBounds): Promise<T | null> {
  return new Promise((resolve) => {
    const worker = new Worker(host, { workerData, resourceLimits: { maxOldGenerationSizeMb: mostMemoryMib } });
    const done = (answer: T | null) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    const timer = setTimeout(() => done(null), longestMs);
    worker.once("message", done);
    worker.once("error", () => done(null));
  });
}
