export { loadReportBacks as listReportBacks } from "./report-back-store.ts";
