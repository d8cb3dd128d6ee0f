export { loadIndicators as listIndicators, loadLatest as listLatest } from "./indicator-store.ts";
export { describeIndicatorRow } from "./indicator-description-store.ts";
