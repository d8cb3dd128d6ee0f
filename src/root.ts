import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the installation: the sources' parent, or the built program's. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

export const MIGRATIONS = path.join(ROOT, "migrations");
