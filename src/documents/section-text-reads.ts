export { loadReport as findReport, loadReports as listReports, loadSections as listSectionTexts } from "./section-text-store.ts";
