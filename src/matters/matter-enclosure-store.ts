import type { Db, Row } from "../platform/db/database.ts";
import { piecesOf, writePieces } from "../platform/db/pieces.ts";
import { insertRegisterRow, loadPartsOf, rowOf } from "../platform/edit/register-row-store.ts";
import type { MatterEnclosure } from "./matter-enclosure.ts";

export const loadMatterEnclosures = (db: Db, matterIds: readonly number[]): Promise<MatterEnclosure[]> => loadPartsOf(db, "matter_enclosure", "matter_id", matterIds);
/** A file of a matter, held until the transaction ends. */
export async function holdMatterEnclosure(db: Db, id: number): Promise<MatterEnclosure | null> {
  const row: Row | undefined = await db.selectFrom("matter_enclosure").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  return row ? rowOf<MatterEnclosure>(row) : null;
}
export async function insertMatterEnclosure(db: Db, values: Row, bytes: Uint8Array): Promise<number> {
  const id = await insertRegisterRow(db, "matter_enclosure", values);
  await writePieces(db, "matter_enclosure_piece", { enclosure_id: id, committee_id: values["committee_id"], secrecy: values["secrecy"] }, bytes);
  return id;
}
/** The bytes of a file; null where it is not the asker's to open. */
export async function loadMatterFile(db: Db, id: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(db, "matter_enclosure_piece", { enclosure_id: id })) pieces.push(piece);
  return pieces.length ? Buffer.concat(pieces) : null;
}
/** The bytes of a file are as secret as it is. */
export async function keepPiecesSecret(db: Db, id: number, secrecy: MatterEnclosure["secrecy"]): Promise<void> {
  await db.updateTable("matter_enclosure_piece").set({ secrecy }).where("enclosure_id", "=", id).execute();
}
export async function deleteMatterEnclosure(db: Db, id: number): Promise<void> {
  await db.deleteFrom("matter_enclosure_piece").where("enclosure_id", "=", id).execute();
  await db.deleteFrom("matter_enclosure").where("id", "=", id).execute();
}
