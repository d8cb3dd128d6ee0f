import { sql } from "kysely";
import type { RowContent } from "../platform/audit/row-change.ts";
import type { Db, Row } from "../platform/db/database.ts";
import type { AuditCheck, AuditEvent, AuditFilter, HistoryAuditEvent } from "./audit-event.ts";

const eventOf = (row: Row): AuditEvent => ({
  id: Number(row["id"]), at: row["at"], actor: row["actor"], role: row["role"], door: row["door"], action: row["action"], subject: row["subject"], unitId: row["unit_id"], reason: row["reason"],
  details: row["details"], hash: row["hash"],
});

/** Events of what the asker may not even know of are not theirs to read; the chain of all events is looked through by the program. */
const told = sql<boolean>`is_told(subject, unit_id)`;
const ofUnits = (units: readonly number[]) => sql<boolean>`(unit_id = any(${[...units]}::integer[]) or exists (select 1 from jsonb_array_elements_text(details -> 'units') as unit where unit::integer = any(${[...units]}::integer[])))`;

/** Events of units that the asker audits, the latest first; `before` is an event's number to go on from. */
export async function findEvents(db: Db, filter: AuditFilter, units: readonly number[] | "all", limit: number): Promise<AuditEvent[]> {
  let query = db.selectFrom("audit_event").selectAll().where(told);
  if (units !== "all") query = query.where(ofUnits(units));
  if (filter.actor) query = query.where("actor", "=", filter.actor);
  if (filter.kind) query = query.where("action", "like", `${filter.kind.replace(/[%_\\]/g, "\\$&")}.%`);
  if (filter.subject) query = query.where("subject", "=", filter.subject);
  if (filter.door) query = query.where("door", "=", filter.door);
  if (filter.from) query = query.where("at", ">=", filter.from);
  if (filter.to) query = query.where("at", "<", filter.to);
  if (filter.before) query = query.where("id", "<", filter.before);
  const rows = await query.orderBy("id", "desc").limit(limit).execute();
  return rows.map((row) => eventOf(row as Row));
}

/** Those who have done anything in the units that the asker audits, as the trail names them. */
export async function knownActors(db: Db, units: readonly number[] | "all"): Promise<string[]> {
  let query = db.selectFrom("audit_event").select("actor").distinct().where(told);
  if (units !== "all") query = query.where(ofUnits(units));
  const rows = await query.orderBy("actor").execute();
  return rows.map((row) => row["actor"] as string);
}

/** What was done to an object, the latest first, with who did it. */
export async function historyOf(db: Db, subject: string, limit: number): Promise<HistoryAuditEvent[]> {
  const { rows } = await sql<Row>`
    select kept.id, kept.change, kept.table_name, kept.key, kept.content as after, earlier.content as before,
      to_char(kept.valid_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, event.actor, event.role, event.door, event.reason
    from row_version kept
    left join lateral (select content from row_version was where was.table_name = kept.table_name and was.key = kept.key and was.id < kept.id order by was.id desc limit 1) earlier on true
    left join lateral (select actor, role, door, reason from audit_event where audit_event.change = kept.change order by (audit_event.subject = kept.subject) desc, id limit 1) event on true
    where kept.subject = ${subject} and kept.change is not null
    order by kept.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    change: Number(row["change"]), at: row["at"], actor: row["actor"] ?? "program", role: row["role"], door: row["door"], reason: row["reason"],
    table: row["table_name"], key: row["key"], before: row["before"] as RowContent | null, after: row["after"] as RowContent | null,
  }));
}

const NAMED: Readonly<Record<string, { table: string; column: string }>> = {
  goal: { table: "goal", column: "text" }, goal_level: { table: "goal_level", column: "name" }, indicator: { table: "indicator", column: "name" }, statement_line: { table: "statement_line", column: "label" },
  governing_document: { table: "governing_document", column: "name" }, scale: { table: "scale", column: "name" },
  matter: { table: "matter", column: "title" }, meeting: { table: "meeting", column: "on_date" }, item: { table: "agenda_item", column: "title" }, agreement: { table: "party_agreement", column: "name" },
  place: { table: "licensed_place", column: "name" },
  contract: { table: "contract", column: "name" }, review_form: { table: "review_form", column: "name" }, form: { table: "review_form", column: "name" },
  risk: { table: "risk", column: "description" }, scale_level: { table: "scale_level", column: "label" },
};

/** Names of the rows that changes know only by number. */
export async function rowNames(db: Db, wanted: ReadonlyMap<string, ReadonlySet<string>>): Promise<Record<string, Map<string, string>>> {
  const names: Record<string, Map<string, string>> = {};
  for (const [table, keys] of wanted) {
    const place = NAMED[table];
    const ids = [...keys].filter((key) => /^\d{1,9}$/.test(key)).map(Number);
    if (!place || !ids.length) continue;
    const rows = await db.selectFrom(place.table).select(["id", `${place.column} as name`]).where("id", "in", ids).execute();
    names[table] = new Map(rows.map((row) => [String((row as Row)["id"]), (row as Row)["name"] as string]));
  }
  return names;
}

/** Whose an object is and of which year: what its rows said last. Null for one that the asker may not read. */
export async function findSubject(db: Db, subject: string): Promise<{ committeeId: number; year: number | null } | null> {
  const rows = db.selectFrom("row_version").where("subject", "=", subject).where("content", "is not", null).where("committee_id", "is not", null);
  const row = await rows.select(["committee_id", sql<string | null>`content ->> 'year'`.as("year")]).orderBy("id", "desc").executeTakeFirst();
  if (!row) return null;
  const period = row["year"] ?? (await rows.select(sql<string | null>`max(left(content ->> 'period', 4))`.as("year")).executeTakeFirst())?.["year"] ?? null;
  return { committeeId: row["committee_id"] as number, year: period === null ? null : Number(period) };
}

/** Keeps the outcome of a check, once for its job. */
export async function keepCheck(db: Db, check: { job: string; askedBy: string; events: number; lastHash: string; brokenAt: number | null }): Promise<boolean> {
  const row = await db
    .insertInto("audit_check")
    .values({ job: check.job, asked_by: check.askedBy, events: check.events, last_hash: check.lastHash, broken_at: check.brokenAt })
    .onConflict((conflict) => conflict.column("job").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}
export async function latestChecks(db: Db, limit: number): Promise<AuditCheck[]> {
  const rows = await db.selectFrom("audit_check").selectAll().orderBy("id", "desc").limit(limit).execute();
  return rows.map((row) => ({ job: row["job"], askedBy: row["asked_by"], events: Number(row["events"]), lastHash: row["last_hash"], brokenAt: row["broken_at"] === null ? null : Number(row["broken_at"]), checkedAt: row["checked_at"] }));
}

