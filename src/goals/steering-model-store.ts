import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { isRequirement, type LevelInput, type SteeringLevel, type SteeringModel } from "./steering-model.ts";

const levelOf = (row: Row): SteeringLevel => ({
  levelId: row["level_id"], name: row["name"], rank: row["rank"], keeper: row["keeper"] ?? "committee", scale: row["scale"] ?? null, rule: row["rule"] ?? "judgement", greenShare: row["green_share"] ?? null,
  required: String(row["required"] ?? "").split(",").filter(isRequirement), version: row["version"] ?? 0,
});

/** The levels of a year: its own, else the latest earlier year's, else those that the municipality's goals name. */
export async function loadModel(db: Db, municipalityId: number, year: number): Promise<SteeringModel> {
  const rows: Row[] = await db
    .selectFrom("steering_level")
    .innerJoin("goal_level", "goal_level.id", "steering_level.level_id")
    .leftJoin("scale", "scale.id", "steering_level.scale_id")
    .selectAll("steering_level")
    .select(["goal_level.name", "scale.code as scale"])
    .where("steering_level.municipality_id", "=", municipalityId)
    .where("steering_level.year", "<=", year)
    .orderBy("steering_level.year", "desc")
    .orderBy("steering_level.rank")
    .execute();
  const [first] = rows;
  if (first) return { year: first["year"] as number, stated: first["year"] === year, levels: rows.filter((row) => row["year"] === first["year"]).map(levelOf) };
  const named: Row[] = await db.selectFrom("goal_level").select(["id as level_id", "name", "rank"]).where("municipality_id", "=", municipalityId).orderBy("rank").orderBy("id").execute();
  return { year, stated: false, levels: named.map((row) => levelOf({ ...row, scale: (row["rank"] as number) < 3 ? null : "goal", keeper: (row["rank"] as number) < 3 ? "municipality" : (row["rank"] as number) > 4 ? "unit" : "committee" })) };
}

export async function findLevel(db: Db, municipalityId: number, year: number, levelId: number): Promise<SteeringLevel | null> {
  return (await loadModel(db, municipalityId, year)).levels.find((level) => level.levelId === levelId) ?? null;
}

/** The level of a name in the municipality, made where there is none. */
export async function levelNamed(db: Db, municipalityId: number, name: string, rank: number): Promise<number> {
  const row = await db.insertInto("goal_level").values({ municipality_id: municipalityId, name, rank }).onConflict((conflict) => conflict.columns(["municipality_id", "name"]).doUpdateSet({ name: sql`excluded.name` })).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}

export const scaleId = async (db: Db, code: string | null): Promise<number | null> => (code === null ? null : (((await db.selectFrom("scale").select("id").where("code", "=", code).executeTakeFirst())?.["id"] as number | undefined) ?? null));

export async function listScales(db: Db): Promise<{ code: string; name: string }[]> {
  return db.selectFrom("scale").select(["code", "name"]).orderBy("id").execute() as Promise<{ code: string; name: string }[]>;
}

/** Keeps a level of a year. Answers whether anything of it is new or different. */
export async function writeLevel(db: Db, key: { municipalityId: number; year: number; levelId: number }, rank: number, input: LevelInput): Promise<boolean> {
  const own = { municipality_id: key.municipalityId, year: key.year, level_id: key.levelId };
  const columns = { rank, keeper: input.keeper, scale_id: await scaleId(db, input.scale), rule: input.rule, green_share: input.greenShare, required: input.required.join(",") };
  const before = await db.selectFrom("steering_level").select("version").where((where) => where.and(own)).executeTakeFirst();
  const after = await db.insertInto("steering_level").values({ ...own, ...columns }).onConflict((conflict) => conflict.columns(["municipality_id", "year", "level_id"]).doUpdateSet(columns)).returning("version").executeTakeFirstOrThrow();
  return before?.["version"] !== after["version"];
}

export async function removeLevel(db: Db, key: { municipalityId: number; year: number; levelId: number }): Promise<void> {
  await db.deleteFrom("steering_level").where("municipality_id", "=", key.municipalityId).where("year", "=", key.year).where("level_id", "=", key.levelId).execute();
}

/** How many goals a year has on a level. */
export async function goalsOnLevel(db: Db, year: number, levelId: number): Promise<number> {
  const row = await db.selectFrom("goal").select((take) => take.fn.countAll().as("count")).where("year", "=", year).where("level_id", "=", levelId).executeTakeFirst();
  return Number(row?.["count"] ?? 0);
}

export interface GoverningDocument {
  readonly id: number;
  readonly name: string;
  readonly kind: DocumentKind;
  readonly fromYear: number | null;
  readonly toYear: number | null;
  readonly version: number;
}
export type DocumentKind = "programme" | "plan" | "policy" | "guideline" | "strategy" | "other";

export async function loadGoverningDocuments(db: Db, municipalityId: number): Promise<GoverningDocument[]> {
  const rows: Row[] = await db.selectFrom("governing_document").selectAll().where("municipality_id", "=", municipalityId).orderBy("name").execute();
  return rows.map((row) => ({ id: row["id"], name: row["name"], kind: row["kind"], fromYear: row["from_year"], toYear: row["to_year"], version: row["version"] }));
}
export async function addGoverningDocument(db: Db, municipalityId: number, document: Omit<GoverningDocument, "id" | "version">): Promise<number | null> {
  const row = await db.insertInto("governing_document").values({ municipality_id: municipalityId, name: document.name, kind: document.kind, from_year: document.fromYear, to_year: document.toYear }).onConflict((conflict) => conflict.doNothing()).returning("id").executeTakeFirst();
  return (row?.["id"] as number | undefined) ?? null;
}
