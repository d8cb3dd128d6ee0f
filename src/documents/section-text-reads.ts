export { loadReport as findReport, loadReports as listReports, loadSections as listSectionTexts, loadVersions as listSectionVersions } from "./section-text-store.ts";
