import { createHash } from "node:crypto";
import type { ReadDefinitions } from "./definition-file.ts";
import type { ReadImport } from "./value-import.ts";

export { loadImport as findImport } from "./value-import-store.ts";
export type { StoredImport } from "./value-import-store.ts";

const hashOf = (shown: unknown): string => createHash("sha256").update(JSON.stringify(shown)).digest("hex").slice(0, 32);
/** What a preview showed, so that what is accepted is what was seen. */
export const seenOf = ({ changes }: ReadImport): string => hashOf(changes.map(({ after, before, indicator, period, version }) => [indicator.id, period, before, after, version]));
/** The same of definitions. */
export const seenOfDefinitions = ({ changes }: ReadDefinitions): string => hashOf(changes);
