export { loadLook as findLook } from "./document-look-store.ts";
