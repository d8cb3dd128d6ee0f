import type { Committee } from "../organisation/committee.ts";
import { pageHref } from "../organisation/scope.ts";
import type { Db } from "../platform/db/database.ts";
import { loadNumbered } from "./section-text-store.ts";
import { findPlannedDocument } from "./template-reads.ts";

/** The documents of a committee that bear a diary number, whatever year they are of. */
export async function listNumbered(db: Db, committee: Committee, diaryNumber: string): Promise<{ readonly title: string; readonly href: string }[]> {
  const found: { title: string; href: string }[] = [];
  for (const { documentKind, year } of await loadNumbered(db, committee.id, diaryNumber)) {
    const planned = await findPlannedDocument(db, committee, year, documentKind);
    if (planned) found.push({ title: planned.title, href: pageHref({ committee, year }, "dokument", `/${planned.key}`) });
  }
  return found;
}
