export { loadGrants as listGrants } from "./grant-store.ts";
