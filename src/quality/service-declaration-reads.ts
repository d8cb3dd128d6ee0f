export { loadServiceDeclarations as listServiceDeclarations } from "./service-declaration-store.ts";
