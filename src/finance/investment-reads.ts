export { loadInvestments as listInvestments } from "./investment-store.ts";
