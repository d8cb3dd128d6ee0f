import type { Outcome } from "../platform/outcome.ts";
import { readFileToCheck, type ReadFile, type ReadFailure } from "../reading/file-reads.ts";
import { checkDocument } from "./check-document.ts";
import type { Finding } from "./finding.ts";

/** A file that somebody wants to have checked, or to have another checked against. */
export interface SentFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}
/** A document's own text and what in it cannot be right. */
export interface CheckedDocument extends Pick<ReadFile, "fileName" | "layout"> {
  readonly findings: readonly Finding[];
  /** The names of the files that it was checked against. */
  readonly against: readonly string[];
}
export type CheckFailure = ReadFailure | "no-file" | "too-heavy";

/** Reads the first file and checks it against itself and against the rest. The first that cannot be read is refused. */
export async function checkFiles(files: readonly SentFile[], now: number): Promise<Outcome<CheckedDocument, CheckFailure>> {
  const read: ReadFile[] = [];
  for (const { bytes, fileName } of files) {
    const one = await readFileToCheck(fileName, bytes);
    if (!one.ok) return one;
    read.push(one.value);
  }
  const [own, ...against] = read;
  if (!own) return { ok: false, failure: { code: "no-file", message: "Välj en handling att granska, och försök igen." } };
  return { ok: true, value: { fileName: own.fileName, layout: own.layout, findings: checkDocument(own, now, against), against: against.map(({ fileName }) => fileName) } };
}
