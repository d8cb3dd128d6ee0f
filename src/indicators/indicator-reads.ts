export { loadIndicators as listIndicators } from "./indicator-store.ts";
