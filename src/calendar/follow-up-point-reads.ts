export { findPoints as listFollowUpPoints } from "./follow-up-point-store.ts";
