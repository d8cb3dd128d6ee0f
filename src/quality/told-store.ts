import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { rowOf } from "../platform/edit/register-row-store.ts";
import type { ToldFeedback } from "./feedback.ts";
import type { ToldIncident } from "./incident.ts";
import type { LexSarahCount } from "./lex-sarah.ts";

/** What everybody who reads a committee may know of its feedback: days and kinds, no words. */
export async function toldFeedback(db: Db, committeeId: number): Promise<ToldFeedback[]> {
  return (await sql<Row>`select * from feedback_told(${committeeId})`.execute(db)).rows.map((row) => rowOf<ToldFeedback>(row));
}
/** What everybody who reads a committee may know of its incidents. */
export async function toldIncidents(db: Db, committeeId: number): Promise<ToldIncident[]> {
  return (await sql<Row>`select * from incidents_told(${committeeId})`.execute(db)).rows.map((row) => rowOf<ToldIncident>(row));
}
/** How many reports of wrongs each year has had, and what was made of them. */
export async function toldLexSarah(db: Db, committeeId: number): Promise<LexSarahCount[]> {
  return (await sql<Row>`select * from lex_sarah_told(${committeeId})`.execute(db)).rows.map((row) => rowOf<LexSarahCount>(row));
}
/** The committees and units for which the asker sees what an action of the permission table lets one see; "all" for the program. */
export async function confidedUnits(db: Db, action: string): Promise<ReadonlySet<number> | "all"> {
  const { rows } = await sql<{ everything: boolean; units: number[] }>`select current_setting('rodtrad.confides', true) = 'all' as everything, confided(${action}) as units`.execute(db);
  return rows[0]!.everything ? "all" : new Set(rows[0]!.units);
}
