import { randomUUID } from "node:crypto";
import { listMatterEnclosures } from "../matters/matter-enclosure-reads.ts";
import { listMatters } from "../matters/matter-reads.ts";
import { command, type Context } from "../platform/command.ts";
import { sizeText, MEBIBYTE } from "../platform/file-name.ts";
import { fail, succeed, type Outcome } from "../platform/outcome.ts";
import type { Scope } from "../organisation/scope.ts";
import type { PdfRenderer } from "../documents/pdf-renderer.ts";
import { zipPackage } from "./archive-package-adapter.ts";
import { loadArchive } from "./archive-reads.ts";

export interface MadePackage {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly documents: number;
  readonly matters: number;
}
/** Memory holds the whole package while it is made. */
const MOST_FILE_BYTES = 1024 * MEBIBYTE;

/** Tells the trail that a package was taken out. */
export const noteArchive = command("document.decide", async (context, { committeeId, ...details }: { readonly committeeId: number; readonly package: string; readonly year: number; readonly documents: number; readonly matters: number; readonly files: number }): Promise<null> => {
  context.permit(committeeId);
  context.record({ action: "archive.exported", subject: `archive:${committeeId}`, details });
  return null;
});

/** Makes the package of a committee's year for the e-archive (E-ARK SIP, zipped). Not in a transaction: it waits for its turn to render documents, and others are not to wait for it. */
export async function makeArchivePackage(context: Context, { pdf, scope, version }: { readonly scope: Scope; readonly pdf: PdfRenderer; /** The program's. */ readonly version: string }): Promise<Outcome<MadePackage>> {
  const { committee, year } = scope;
  if (context.actor.roleFor("document.decide", committee.id) === null) return fail("forbidden", context.actor.refusal("document.decide"));
  const kept = await listMatterEnclosures(context.db, (await listMatters(context.db, committee.id)).filter((one) => one.year === year).map(({ id }) => id));
  const bytesKept = kept.reduce((sum, { byteCount }) => sum + byteCount, 0);
  if (bytesKept > MOST_FILE_BYTES) return fail("too-large", `Ärendenas handlingar ${year} är ${sizeText(bytesKept)}, och ett paket rymmer ${sizeText(MOST_FILE_BYTES)}. Inget paket gjordes; säg till den som sköter driften.`);
  const { documents, events, files, matters, meetings } = await loadArchive(context.db, scope, pdf);
  if (documents + matters + meetings === 0) return fail("nothing", `Inget är beslutat eller diariefört för ${committee.name} ${year}; det finns inget att arkivera.`);
  const id = `rodtrad-${committee.slug}-${year}-${randomUUID()}`;
  const bytes = await zipPackage({ id, title: `${committee.name} ${year}: beslutade dokument och diarium`, municipality: committee.municipality, committee: committee.name, year, madeAt: new Date().toISOString(), version }, files, events);
  await noteArchive(context, { committeeId: committee.id, package: id, year, documents, matters, files: files.length });
  return succeed({ fileName: `${id}.zip`, bytes, documents, matters });
}
