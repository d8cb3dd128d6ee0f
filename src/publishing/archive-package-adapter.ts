import { createHash } from "node:crypto";
import { zip, type Zippable } from "fflate";
import { dublinCoreOf, metsOf, premisOf, type ArchiveAbout, type ArchiveEvent, type ArchiveFile, type ToldArchiveFile } from "./archive-package.ts";

const told = ({ bytes, mediaType, path }: ArchiveFile): ToldArchiveFile => ({ path, mediaType, size: bytes.length, hash: createHash("sha256").update(bytes).digest("hex") });
const xml = (path: string, text: string): ArchiveFile => ({ path, mediaType: "text/xml", bytes: new TextEncoder().encode(text) });

/** A package for the e-archive, with its lists of what it holds: a zipped folder, by the E-ARK specification. The same content gives the same bytes. */
export function zipPackage(about: ArchiveAbout, content: readonly ArchiveFile[], events: readonly ArchiveEvent[]): Promise<Uint8Array> {
  const files = [...content, xml("metadata/descriptive/dc.xml", dublinCoreOf(about)), xml("metadata/preservation/premis.xml", premisOf(about, content.map(told), events))];
  const whole = [xml("METS.xml", metsOf(about, files.map(told))), ...files];
  const folder: Zippable = Object.fromEntries(whole.map(({ bytes, path }) => [`${about.id}/${path}`, [bytes, { mtime: new Date(about.madeAt), level: path.endsWith(".pdf") ? 0 : 6 }]]));
  return new Promise((resolve, reject) => zip(folder, (error, bytes) => (error ? reject(error) : resolve(bytes))));
}
