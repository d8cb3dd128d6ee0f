import { checkDocument } from "../src/checking/check-document.ts";
import { recognise } from "../src/reading/recognise.ts";
import { layoutOfText } from "../src/reading/text-layout.ts";

/** What is told of a text when it is checked in 2024: each as its line, severity, code and what was expected. */
export function found(...lines: string[]): string[] {
  const layout = layoutOfText(lines.join("\n"));
  return checkDocument({ layout, reading: recognise(layout) }, 2024).map(({ code, expected, line, severity }) => `${line} ${severity} ${code} ${expected ?? "–"}`.replaceAll("\u00a0", " ").replaceAll("−", "-"));
}
/** A row of a table. */
export const row = (...cells: (number | string)[]): string => cells.join("\t");
/** How a report of 2023 begins. */
export const REPORT = ["# Kulturnämndens årsredovisning 2023", "", "Ekhamns kommun", ""];
