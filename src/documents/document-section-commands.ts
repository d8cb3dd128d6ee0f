import type { Db } from "../platform/db/database.ts";
import { addMissingSections } from "./document-step-store.ts";

/** Makes what is searched in of documents that were frozen before it was made with them. It says nothing that they do not, so there is no event of it. */
export async function makeMissingSections(db: Db): Promise<void> {
  while (await addMissingSections(db));
}
