import fs from "node:fs";
import path from "node:path";

/** The folder of real published documents beside the project; not part of it, so tests that need it may be skipped. */
const FOLDER = path.resolve(import.meta.dirname, "../../shared/corpus");
export const HAS_CORPUS = fs.existsSync(FOLDER);
export const SKIPPED = HAS_CORPUS ? "" : " (skipped: the folder of published documents is not here)";

/** The document whose name begins with the number: "004". */
export function corpusFile(number: string): { name: string; bytes: Buffer; text: string } {
  const name = fs.readdirSync(FOLDER).find((file) => file.startsWith(`${number}_`))!;
  const bytes = fs.readFileSync(path.join(FOLDER, name));
  return { name, bytes, text: bytes.toString("utf8") };
}
