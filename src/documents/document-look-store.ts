import type { Db, Row } from "../platform/db/database.ts";
import { isTypeface, PLAIN_LOOK, type DocumentLook } from "./document-look.ts";

export interface StoredLook extends DocumentLook {
  /** 0 where nobody has said how documents look. */
  readonly version: number;
}
/** How a municipality's documents look; without the logotype, which is large, where that is not asked for. */
export async function loadLook(db: Db, municipalityId: number, logotype = true): Promise<StoredLook> {
  const row: Row | undefined = await db.selectFrom("document_look").select(["accent", "email", "typeface", "version", ...(logotype ? ["logo", "logo_height", "logo_width"] : [])]).where("municipality_id", "=", municipalityId).executeTakeFirst();
  if (!row) return { ...PLAIN_LOOK, version: 0 };
  const { accent, email, logo, logo_height, logo_width, typeface, version } = row;
  return { accent, email, typeface: isTypeface(typeface) ? typeface : PLAIN_LOOK.typeface, logo: logo === null || logo === undefined ? null : { png: logo, width: logo_width, height: logo_height }, version };
}
export async function writeLook(db: Db, municipalityId: number, { accent, email, logo, typeface }: DocumentLook): Promise<void> {
  const said = { accent, email, typeface, logo: logo?.png ?? null, logo_width: logo?.width ?? null, logo_height: logo?.height ?? null };
  await db.insertInto("document_look").values({ municipality_id: municipalityId, ...said }).onConflict((conflict) => conflict.column("municipality_id").doUpdateSet(said)).execute();
}
