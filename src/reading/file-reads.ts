/** Files as other slices may read them. Nothing is stored. */
export { MAX_FILE_BYTES, readFile, type ReadFile } from "./file-adapter.ts";
