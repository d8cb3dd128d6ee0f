// Runs in a worker thread: the only place that touches the embedded engine.
import fs from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";

/** The engine's own file system never syncs to disk; a municipality's figures must survive a power cut. */
class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS["init"]>) {
    const result = await super.init(...args);
    // oxlint-disable-next-line typescript/no-explicit-any
    const options = result.emscriptenOpts as any;
    // oxlint-disable-next-line typescript/no-explicit-any
    options.preRun.push((module: any) => {
      module.NODEFS.stream_ops.fsync = (stream: { nfd: number }) => {
        fs.fsyncSync(stream.nfd);
        return 0;
      };
    });
    return result;
  }
}

const asText = (value: string): string => value;
const base: PGliteOptions = {
  extensions: { btree_gist },
  parsers: { 20: asText, 1082: asText, 1184: asText, 1700: asText },
};
const { folder } = workerData as { folder: string | null };
const durable: PGliteOptions = folder
  ? {
      fs: new DurableNodeFS(folder),
      startParams: [
        ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
        ...["wal_sync_method=fsync", "max_wal_size=128MB", "min_wal_size=32MB", "wal_recycle=off"].flatMap((setting) => ["-c", setting]),
      ],
    }
  : {};
const engine = await PGlite.create({ ...base, ...durable });

const ERROR_FIELDS = ["message", "severity", "code", "detail", "hint", "position", "schema", "table", "column", "constraint", "where", "routine"];

async function query(text: string, values?: unknown[]) {
  if (values?.length) return engine.query(text, values);
  return (await engine.exec(text)).at(-1) ?? { rows: [], fields: [] };
}

parentPort!.on("message", async ({ id, operation, argument }: { id: number; operation: "query" | "listen" | "close"; argument: [string, unknown[]?] }) => {
  try {
    if (operation === "close") {
      await engine.close();
      parentPort!.postMessage({ id });
      return;
    }
    if (operation === "listen") {
      await listen(argument[0]);
      parentPort!.postMessage({ id });
      return;
    }
    const { rows, affectedRows, fields } = await query(...argument);
    parentPort!.postMessage({ id, result: { rows, affectedRows, fields } });
  } catch (cause) {
    const error: Record<string, unknown> = { message: String(cause) };
    for (const field of ERROR_FIELDS) {
      const value = (cause as Record<string, unknown>)[field];
      if (value !== undefined) error[field] = value;
    }
    parentPort!.postMessage({ id, error });
  }
});
const listenedTo = new Set<string>();
async function listen(channel: string): Promise<void> {
  if (listenedTo.has(channel)) return;
  listenedTo.add(channel);
  await engine.listen(channel, () => parentPort!.postMessage({ notified: channel }));
}
parentPort!.postMessage({ ready: true });
