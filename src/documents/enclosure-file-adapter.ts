import { createHash } from "node:crypto";
import type { Outcome } from "../platform/outcome.ts";
import { runInThread } from "../platform/thread.ts";
import { Turns } from "../platform/turns.ts";
import { plainFileName, sizeText } from "../platform/file-name.ts";
import { MOST_ENCLOSURE_BYTES } from "./enclosure.ts";
import type { InspectedPdf } from "./pdf-inspection-adapter.ts";

/** A file that may be enclosed, looked through. */
export interface EnclosureFile extends InspectedPdf {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  readonly hash: string;
}

const HOST = import.meta.url.endsWith(".ts") ? "./enclosure-host.ts" : "./enclosure-host.js";
const BOUNDS = { longestMs: 60_000, mostMemoryMib: 1024 };
/** Large files are looked through one at a time: memory holds one. */
const TURNS = new Turns(1);
/** Looks a file through that somebody wants to enclose. What cannot be enclosed is refused with one sentence. */
export async function readEnclosureFile(name: string, bytes: Uint8Array): Promise<Outcome<EnclosureFile>> {
  const fileName = plainFileName(name, "handling.pdf");
  if (bytes.length === 0) return refused(`»${fileName}« är tom; kontrollera att rätt fil valdes.`);
  if (bytes.length > MOST_ENCLOSURE_BYTES) return refused(`»${fileName}« är ${sizeText(bytes.length)} men högst ${sizeText(MOST_ENCLOSURE_BYTES)} tas emot; dela den eller spara den mindre.`);
  const inspected = await TURNS.take(() => inspect(fileName, bytes));
  if (!inspected.ok) return inspected;
  return { ok: true, value: { fileName, bytes, hash: createHash("sha256").update(bytes).digest("hex"), ...inspected.value } };
}

async function inspect(fileName: string, bytes: Uint8Array): Promise<Outcome<InspectedPdf>> {
  const inspected = await runInThread<Outcome<InspectedPdf>>(new URL(HOST, import.meta.url), { fileName, bytes }, BOUNDS);
  return inspected ?? refused(`»${fileName}« tar för lång tid att gå igenom; skriv ut den till en ny PDF och försök igen.`);
}
const refused = (message: string): Outcome<never> => ({ ok: false, failure: { code: "bad-enclosure", field: "file", message } });
