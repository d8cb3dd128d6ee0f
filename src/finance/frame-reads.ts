export { findFrame, loadFrames as listFrames } from "./frame-store.ts";
