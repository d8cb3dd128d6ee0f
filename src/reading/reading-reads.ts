export { findReadingByHash, loadReading as findReading, loadReadings as listReadings } from "./reading-store.ts";
export type { ReadDocument } from "./reading-store.ts";
