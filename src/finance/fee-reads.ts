export { loadFees as listFees } from "./fee-store.ts";
