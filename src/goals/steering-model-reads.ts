export { listScales, loadGoverningDocuments as listGoverningDocuments, loadModel as steeringModel } from "./steering-model-store.ts";
export type { GoverningDocument } from "./steering-model-store.ts";
