/** Files as other slices may read them. Nothing is stored. */
export { MAX_FILE_BYTES, readFile, readFileToCheck, type ReadFailure, type ReadFile } from "./file-adapter.ts";
