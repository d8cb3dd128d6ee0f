import fs from "node:fs";
import path from "node:path";
import { Ended } from "./cli-ended.ts";

/** The file of that name, read. @param how reads it: to take in what it says, or to look at it. */
export async function loadFile(file: string, how: "readFile" | "readFileToCheck" = "readFile") {
  const { MAX_FILE_BYTES, ...reading } = await import("./reading/file-adapter.ts");
  let bytes: Buffer;
  try {
    const { size, isFile } = ((stat) => ({ size: stat.size, isFile: stat.isFile() }))(fs.statSync(file));
    if (!isFile) throw new Ended(`»${file}« är ingen fil; ange en rapport.`);
    if (size > MAX_FILE_BYTES) throw new Ended(`Filen »${path.basename(file)}« är ${Math.round(size / 1048576)} MB men högst ${MAX_FILE_BYTES / 1048576} MB läses; dela den.`);
    bytes = fs.readFileSync(file);
  } catch (error) {
    if (error instanceof Ended) throw error;
    throw new Ended(`Filen »${file}« finns inte eller går inte att läsa.`);
  }
  const read = await reading[how](path.basename(file), bytes);
  if (!read.ok) throw new Ended(read.failure.message);
  return read.value;
}
