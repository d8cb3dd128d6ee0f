export { loadDropped as listDropped, successors as listSuccessors } from "./plan-carry-store.ts";
export type { PlanDropped } from "./plan-carry-store.ts";
