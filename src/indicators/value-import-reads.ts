import { createHash } from "node:crypto";
import type { ReadImport } from "./value-import.ts";

export { loadImport as findImport } from "./value-import-store.ts";
export type { StoredImport } from "./value-import-store.ts";

/** What a preview showed, so that what is accepted is what was seen. */
export const seenOf = ({ changes }: ReadImport): string => createHash("sha256").update(JSON.stringify(changes.map(({ after, before, indicator, period, version }) => [indicator.id, period, before, after, version]))).digest("hex").slice(0, 32);
