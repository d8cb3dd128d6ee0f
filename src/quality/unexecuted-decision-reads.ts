export { loadUnexecutedDecisions as listUnexecutedDecisions } from "./unexecuted-decision-store.ts";
