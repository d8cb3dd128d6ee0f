export { loadIndicators as listIndicators } from "./indicator-store.ts";
export { describeIndicatorRow } from "./indicator-description-store.ts";
