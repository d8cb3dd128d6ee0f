import type { ReadFile } from "./reading/file-adapter.ts";
import { counted } from "./platform/swedish.ts";
import { checkDocument } from "./checking/check-document.ts";
import { FINDING_SEVERITIES, type Finding, type FindingSeverity } from "./checking/finding.ts";

export interface CheckTold {
  readonly text: string;
  /** The document contradicts itself: the command ends with 1. */
  readonly errors: boolean;
}

const SHORT = 160;
const short = (quote: string): string => (quote.length > SHORT ? `${quote.slice(0, SHORT - 1)}…` : quote);
const PLURAL: Readonly<Record<FindingSeverity, readonly [string, string]>> = { error: ["fel", "fel"], warning: ["varning", "varningar"], note: ["sak att se efter", "saker att se efter"] };

function words(file: ReadFile, findings: readonly Finding[]): string {
  const place = file.layout.format === "pdf" ? "sida" : file.layout.format === "docx" ? "stycke" : "rad";
  const counts = (Object.keys(FINDING_SEVERITIES) as FindingSeverity[]).map((severity) => counted(findings.filter((finding) => finding.severity === severity).length, ...PLURAL[severity])).join(", ");
  return [
    ...findings.flatMap(({ code, line, message, quote, severity }) => [`${place} ${line}: ${FINDING_SEVERITIES[severity]} (${code}): ${message}`, `    ${short(quote)}`]),
    `${file.fileName}: ${counts}.${file.layout.scanned ? " Texten är läst ur en bild, och siffror kan vara fel lästa." : ""}`,
  ].join("\n");
}

/** What in a document cannot be right: a line of JSON for each finding, or in words with a sum at the end. */
export function tellFindings(file: ReadFile, { against, json, year }: { readonly json: boolean; readonly year: number; readonly against: readonly ReadFile[] }): CheckTold {
  const findings = checkDocument(file, year, against);
  return { text: json ? findings.map((finding) => JSON.stringify(finding)).join("\n") : words(file, findings), errors: findings.some(({ severity }) => severity === "error") };
}
