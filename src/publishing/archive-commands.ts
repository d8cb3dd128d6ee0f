import { randomUUID } from "node:crypto";
import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
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
/** Makes the package of a committee's year for the e-archive (E-ARK SIP, zipped), and tells the trail that it was taken out. */
export const makeArchivePackage = outcomeCommand("document.decide", async (context, { pdf, scope, version }: { readonly scope: Scope; readonly pdf: PdfRenderer; /** The program's. */ readonly version: string }): Promise<MadePackage> => {
  const { committee, year } = scope;
  context.permit(committee.id);
  const { documents, events, files, matters, meetings } = await loadArchive(context.db, scope, pdf);
  if (documents + matters + meetings === 0) throw new Refused({ code: "nothing", message: `Inget är beslutat eller diariefört för ${committee.name} ${year}; det finns inget att arkivera.` });
  const id = `rodtrad-${committee.slug}-${year}-${randomUUID()}`;
  const bytes = await zipPackage({ id, title: `${committee.name} ${year}: beslutade dokument och diarium`, municipality: committee.municipality, committee: committee.name, year, madeAt: new Date().toISOString(), version }, files, events);
  context.record({ action: "archive.exported", subject: `archive:${committee.id}`, details: { package: id, year, documents, matters, files: files.length } });
  return { fileName: `${id}.zip`, bytes, documents, matters };
});
