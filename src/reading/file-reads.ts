/** Files as other slices may read them. Nothing is stored. */
export { MAX_FILE_BYTES, readFile, type ReadFailure, type ReadFile } from "./file-adapter.ts";
