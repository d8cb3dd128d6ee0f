import type { Reading } from "./reading.ts";

/**
 * The stable shape that `rodtrad read --json` prints. Numbers are strings in plain form, missing is null, every item
 * carries `line` (1-based line, page for PDF, paragraph for DOCX) and `sure`.
 */
export const readingJson = (reading: Reading): Record<string, unknown> => ({
  document: reading.document,
  goals: reading.goals,
  assignments: reading.assignments,
  series: reading.series.map(({ group, name, years, line, sure }) => ({ group, name, years, line, sure })),
  statements: reading.statements,
  risks: reading.risks,
  controlResults: reading.controlResults,
  declarations: reading.declarations,
  fees: reading.fees,
  reportBacks: reading.reportBacks,
  indicators: reading.indicators,
  tables: reading.tables.map(({ heading, header, rows, recognisedAs, line, sure }) => ({ heading, header, rows, recognisedAs, line, sure })),
});
