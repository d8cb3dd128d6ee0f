import type { Frequency } from "./indicator-period.ts";
import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { compare, isDecimal, type Decimal } from "../platform/decimal.ts";
import { isAny } from "../platform/db/is-any.ts";
import { together } from "../platform/db/together.ts";
import { upsertRow, type Saved } from "../platform/db/upsert.ts";
import { readTarget, type Indicator, type IndicatorInput, type IndicatorValue } from "./indicator.ts";

/**
 * One name is one indicator: a measure that a plan only names is the one that already has figures under some heading,
 * and figures that come later take over the measure that was only named.
 */
export async function saveDefinition(db: Db, committeeId: number, position: number, input: IndicatorInput): Promise<{ id: number; saved: Saved }> {
  const named = await db.selectFrom("indicator").selectAll().where("committee_id", "=", committeeId).where("name", "=", input.name).execute();
  const bare = input.group === null && !input.values.length && !input.targets.length && !input.baseline;
  const known = named.filter((row) => row.group_name !== "");
  if (bare && known.length === 1) return { id: known[0]!.id, saved: "unchanged" };
  const waiting = named.find((row) => row.group_name === "" && row.frequency === input.frequency);
  if (input.group !== null && waiting && !known.length) {
    await db.updateTable("indicator").set({ group_name: input.group }).where("id", "=", waiting.id).execute();
  }
  const same = named.filter((row) => row.frequency === input.frequency && [input.group ?? "", ""].includes(row.group_name));
  return upsertRow(
    db,
    "indicator",
    { committee_id: committeeId, group_name: input.group ?? "", name: input.name, frequency: input.frequency },
    {
      // What a definition already says is not unsaid by a document that is silent.
      ...(input.unit === null ? {} : { unit: input.unit }),
      ...(input.aggregation ? { aggregation: input.aggregation } : {}),
      decimals: Math.max(input.decimals, ...same.map((row) => row.decimals as number)),
      ...(input.source === null ? {} : { source: input.source }),
      ...(input.note === null ? {} : { note: input.note }),
      position,
      origin_id: input.originId,
    },
  );
}

/** Answers how many values were new or different. */
export async function saveValues(db: Db, indicatorId: number, values: IndicatorInput["values"]): Promise<number> {
  const known = values.filter(({ value }) => value !== null);
  if (!known.length) return 0;
  const rows = await db
    .insertInto("indicator_value")
    .values(known.map(({ period, value, originId }) => ({ indicator_id: indicatorId, period, value, origin_id: originId })))
    .onConflict((conflict) =>
      conflict
        .columns(["indicator_id", "period"])
        .doUpdateSet({ value: sql`excluded.value`, missing_reason: null, origin_id: sql`excluded.origin_id` })
        .where(sql<boolean>`indicator_value.value is distinct from excluded.value and (select kind from origin where origin.id = indicator_value.origin_id) <> 'typed'`),
    )
    .returning("period")
    .execute();
  return rows.length;
}

export async function saveTargets(db: Db, indicatorId: number, targets: IndicatorInput["targets"]): Promise<number> {
  if (!targets.length) return 0;
  const rows = await db
    .insertInto("indicator_target")
    .values(targets.map(({ year, stated, originId }) => ({ indicator_id: indicatorId, year, stated, ...readTarget(stated), origin_id: originId })))
    .onConflict((conflict) =>
      conflict
        .columns(["indicator_id", "year"])
        .doUpdateSet({ stated: sql`excluded.stated`, amount: sql`excluded.amount`, direction: sql`excluded.direction`, origin_id: sql`excluded.origin_id` })
        .where(sql<boolean>`indicator_target.stated is distinct from excluded.stated and (select kind from origin where origin.id = indicator_target.origin_id) <> 'typed'`),
    )
    .returning("year")
    .execute();
  return rows.length;
}

export async function saveBaseline(db: Db, indicatorId: number, baseline: NonNullable<IndicatorInput["baseline"]>): Promise<number> {
  const rows = await db
    .insertInto("indicator_baseline")
    .values({ indicator_id: indicatorId, year: baseline.year, amount: readTarget(baseline.stated).amount, stated: baseline.stated, origin_id: baseline.originId })
    .onConflict((conflict) =>
      conflict
        .columns(["indicator_id", "year"])
        .doUpdateSet({ stated: sql`excluded.stated`, amount: sql`excluded.amount`, origin_id: sql`excluded.origin_id` })
        .where(sql<boolean>`indicator_baseline.stated is distinct from excluded.stated and (select kind from origin where origin.id = indicator_baseline.origin_id) <> 'typed'`),
    )
    .returning("indicator_id")
    .execute();
  return rows.length;
}

const sameStated = (a: string | null, b: string | null): boolean => a === b || (a !== null && b !== null && isDecimal(a) && isDecimal(b) && compare(a, b) === 0);

/** How many of a measure's values, targets and baseline somebody has typed otherwise than a document says: they stay as they are. */
export async function keptTyped(db: Db, indicatorId: number, { baseline, targets, values }: Pick<IndicatorInput, "baseline" | "targets" | "values">): Promise<number> {
  const { rows } = await sql<{ part: string; said: string | null }>`
    select 'value/' || period as part, value::text as said from indicator_value join origin on origin.id = origin_id and origin.kind = 'typed' where indicator_id = ${indicatorId}
    union all select 'target/' || year, stated from indicator_target join origin on origin.id = origin_id and origin.kind = 'typed' where indicator_id = ${indicatorId}
    union all select 'baseline/' || coalesce(year::text, ''), stated from indicator_baseline join origin on origin.id = origin_id and origin.kind = 'typed' where indicator_id = ${indicatorId}`.execute(db);
  const typed = new Map(rows.map(({ part, said }) => [part, said]));
  const read = [
    ...values.filter(({ value }) => value !== null).map(({ period, value }) => [`value/${period}`, value] as const),
    ...targets.map(({ stated, year }) => [`target/${year}`, stated] as const), ...(baseline ? [[`baseline/${baseline.year ?? ""}`, baseline.stated] as const] : []),
  ];
  return read.filter(([part, said]) => typed.has(part) && !sameStated(typed.get(part) ?? null, said)).length;
}

/** Which of a committee's measures, and how much of them. What is not asked for is not read: a committee has ten years of months. */
export interface IndicatorScope {
  /** Values from a year on, and up to one; those that are measured once a year are always all there. */
  readonly from?: number;
  readonly to?: number;
  /** Only the values of some periods, by their first days. */
  readonly periods?: readonly string[];
  readonly ids?: readonly number[];
  /** No values at all. */
  readonly bare?: boolean;
}

/** A measure's values as they are read: arrays beside each other, and in words only what few values have. */
interface ToldValues {
  /** Days since the first of 2000, as "{…}". */
  readonly days: string;
  readonly values: string;
  readonly origins: string;
  readonly versions: string;
  readonly said: readonly (readonly [day: number, preliminary: boolean, missingReason: string | null, comment: string | null])[] | null;
}
const FIRST_DAY = Date.UTC(2000, 0, 1);
const periods = new Map<number, string>();
/** The period of a day's number; there are few, and each is asked for thousands of times. */
function periodOf(day: number): string {
  const known = periods.get(day);
  if (known !== undefined) return known;
  const period = new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10);
  periods.set(day, period);
  return period;
}
const parts = (array: string): string[] => array.slice(1, -1).split(",");
function toldValues({ days, origins, said, values, versions }: ToldValues): IndicatorValue[] {
  const [amounts, origin, version] = [parts(values), parts(origins), parts(versions)];
  const words = new Map(said?.map((one) => [one[0], one]));
  const told = parts(days).map((text, index) => {
    const day = Number(text);
    const own = words.size ? words.get(day) : undefined;
    const value = amounts[index]!;
    return { period: periodOf(day), value: value === "NULL" ? null : value, missingReason: own?.[2] ?? null, preliminary: own?.[1] ?? false, comment: own?.[3] ?? null, origin: Number(origin[index]), version: Number(version[index]) };
  });
  return told.sort((a, b) => (a.period < b.period ? -1 : 1));
}

/** The values of some measures, by the measure. Thousands come quicker as some arrays for each measure than as a row each. */
export async function loadValues(db: Db, measures: readonly Pick<Indicator, "frequency" | "id">[], { from, periods, to }: IndicatorScope): Promise<Map<number, IndicatorValue[]>> {
  if (!measures.length) return new Map();
  const yearly = measures.filter(({ frequency }) => frequency === "year").map(({ id }) => id);
  const within = sql<boolean>`period between make_date(${from ?? 1900}, 1, 1) and make_date(${to ?? 2200}, 12, 31)`;
  const rows = await db.selectFrom("indicator_value").where(isAny("indicator_id", measures.map(({ id }) => id)))
    .select([
      "indicator_id", sql<string>`array_agg(period - date '2000-01-01')::text`.as("days"), sql<string>`array_agg(value)::text`.as("values"), sql<string>`array_agg(origin_id)::text`.as("origins"), sql<string>`array_agg(version)::text`.as("versions"),
      sql<ToldValues["said"]>`json_agg(json_build_array(period - date '2000-01-01', preliminary, missing_reason, comment)) filter (where preliminary or missing_reason is not null or comment is not null)`.as("said"),
    ])
    .$if(periods !== undefined, (query) => query.where(sql<boolean>`period = any (${`{${periods!.join(",")}}`}::text::date[])`))
    .$if(from !== undefined || to !== undefined, (query) => query.where((where) => where.or([within, ...(yearly.length ? [isAny("indicator_id", yearly)] : [])])))
    .groupBy("indicator_id").execute();
  return new Map(rows.map((row) => [row["indicator_id"] as number, toldValues(row as unknown as ToldValues)]));
}

/** Which of some measures have a value in some years, known or missing for a reason, or known; those that are measured once a year, in any. */
export async function idsWithValues(db: Db, measures: readonly Pick<Indicator, "frequency" | "id">[], { from, to }: { readonly from: number; readonly to: number }, what: "any" | "known" = "any"): Promise<Set<number>> {
  const listed = (yearly: boolean) => `{${measures.filter(({ frequency }) => (frequency === "year") === yearly).map(({ id }) => id).join(",")}}`;
  const said = what === "known" ? sql`and value is not null` : sql``;
  const { rows } = await sql<{ id: number }>`
    select id from unnest(${listed(false)}::text::integer[]) measure (id) where exists (select 1 from indicator_value where indicator_id = measure.id and period between make_date(${from}, 1, 1) and make_date(${to}, 12, 31) ${said})
    union all select id from unnest(${listed(true)}::text::integer[]) measure (id) where exists (select 1 from indicator_value where indicator_id = measure.id ${said})`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** The committee's indicators with their values and targets, in the order of their documents. */
export async function loadIndicators(db: Db, committeeId: number, scope: IndicatorScope = {}): Promise<Indicator[]> {
  const { bare = false, ids: wanted } = scope;
  if (wanted?.length === 0) return [];
  const definitions = await db.selectFrom("indicator").selectAll().where("committee_id", "=", committeeId).$if(wanted !== undefined, (query) => query.where(isAny("id", wanted!))).orderBy("position").orderBy("id").execute();
  if (!definitions.length) return [];
  const ids = definitions.map(({ id }) => id as number);
  const own = (table: string) => db.selectFrom(table).where(isAny("indicator_id", ids));
  const [valuesOf, targets, baselines] = await together(db, [
    async () => bare ? new Map<number, IndicatorValue[]>() : loadValues(db, definitions.map((row) => ({ id: row["id"] as number, frequency: row["frequency"] as Frequency })), scope),
    () => own("indicator_target").selectAll().orderBy("year").execute(),
    () => own("indicator_baseline").selectAll().orderBy("year").execute(),
  ]);
  const baselinesOf = Map.groupBy(baselines, (baseline) => baseline.indicator_id as number);
  const targetsOf = Map.groupBy(targets, (target) => target.indicator_id as number);
  return definitions.map((row): Indicator => {
    return {
      id: row.id,
      committeeId: row.committee_id,
      group: row.group_name || null,
      name: row.name,
      unit: row.unit,
      frequency: row.frequency,
      aggregation: row.aggregation,
      better: row.better,
      margin: row.margin,
      decimals: row.decimals,
      source: row.source,
      note: row.note,
      kind: row.kind,
      unitAggregation: row.unit_aggregation,
      responsible: row.responsible,
      unitId: row.unit_id,
      dueDays: row.due_days,
      suppressUnder: row.suppress_under,
      origin: row.origin_id,
      version: row.version,
      baselines: (baselinesOf.get(row.id) ?? []).map((baseline) => ({ year: baseline.year ?? null, amount: baseline.amount, stated: baseline.stated, onDate: baseline.on_date, origin: baseline.origin_id, version: baseline.version })),
      values: valuesOf.get(row.id) ?? [],
      targets: (targetsOf.get(row.id) ?? []).map((target) => ({
        year: target.year,
        amount: target.amount,
        direction: target.direction,
        stated: target.stated,
        origin: target.origin_id,
        version: target.version,
      })),
    };
  });
}

/** Whose a measure is and how often it is measured; null for one that the asker may not read. */
export async function loadDefinition(db: Db, indicatorId: number): Promise<Pick<Indicator, "committeeId" | "decimals" | "frequency" | "group" | "name" | "unitId"> | null> {
  const row = await db.selectFrom("indicator").select(["committee_id", "unit_id", "decimals", "frequency", "group_name", "name"]).where("id", "=", indicatorId).executeTakeFirst();
  return row ? { committeeId: row["committee_id"], unitId: row["unit_id"], decimals: row["decimals"], frequency: row["frequency"], group: row["group_name"] || null, name: row["name"] } : null;
}

/** The values of some periods and whether a document states them, held until the transaction ends. The measure itself is held too, so that two who both add a value come one after the other. */
export async function valuesForUpdate(db: Db, indicatorId: number, periods: readonly string[]): Promise<Map<string, Pick<IndicatorValue, "value" | "missingReason" | "version" | "comment" | "preliminary"> & { readonly stated: boolean }>> {
  await db.selectFrom("indicator").select("id").where("id", "=", indicatorId).forUpdate().execute();
  if (!periods.length) return new Map();
  const rows = await db.selectFrom("indicator_value").innerJoin("origin", "origin.id", "indicator_value.origin_id").selectAll("indicator_value").select("origin.kind").where("indicator_id", "=", indicatorId).where("period", "in", [...periods]).execute();
  return new Map(rows.map((row) => [row["period"] as string, { value: row["value"], missingReason: row["missing_reason"], version: row["version"], comment: row["comment"], preliminary: row["preliminary"], stated: row["kind"] !== "typed" }]));
}

/** @returns the version that it is now. */
export async function writeValue(db: Db, { comment, indicatorId, period, preliminary, value, missingReason, originId }: { indicatorId: number; period: string; value: string | null; missingReason: string | null; originId: number; comment: string | null; preliminary: boolean }): Promise<number> {
  const columns = { value, missing_reason: missingReason, origin_id: originId, comment, preliminary };
  const row: Row = await db.insertInto("indicator_value").values({ indicator_id: indicatorId, period, ...columns }).onConflict((conflict) => conflict.columns(["indicator_id", "period"]).doUpdateSet(columns)).returning("version").executeTakeFirstOrThrow();
  return row["version"];
}

/** @returns the version that it is now. */
export async function noteValue(db: Db, { comment, indicatorId, period, preliminary }: { indicatorId: number; period: string; comment: string | null; preliminary: boolean }): Promise<number> {
  const row: Row = await db.updateTable("indicator_value").set({ comment, preliminary }).where("indicator_id", "=", indicatorId).where("period", "=", period).returning("version").executeTakeFirstOrThrow();
  return row["version"];
}

export const removeValue = async (db: Db, indicatorId: number, period: string): Promise<void> => void (await db.deleteFrom("indicator_value").where("indicator_id", "=", indicatorId).where("period", "=", period).execute());


/** The latest value of each of a committee's measures up to a year. */
export async function loadLatest(db: Db, committeeId: number, year: number): Promise<Map<number, IndicatorValue>> {
  const { rows } = await sql<Row>`select latest.* from indicator cross join lateral
    (select * from indicator_value where indicator_id = indicator.id and period <= make_date(${year}, 12, 31) order by period desc limit 1) latest where indicator.committee_id = ${committeeId}`.execute(db);
  return new Map(rows.map((row) => [row["indicator_id"], { period: row["period"], value: row["value"], missingReason: row["missing_reason"], preliminary: row["preliminary"], comment: row["comment"], origin: row["origin_id"], version: row["version"] }]));
}

/** What a measure's own values before a year come to. */
export interface IndicatorHistory {
  readonly count: number;
  readonly least: Decimal;
  readonly most: Decimal;
}
export async function loadHistoryBefore(db: Db, ids: readonly number[], year: number): Promise<Map<number, IndicatorHistory>> {
  if (!ids.length) return new Map();
  const rows = await db.selectFrom("indicator_value").where(isAny("indicator_id", ids)).where("value", "is not", null).where(sql<boolean>`period < make_date(${year}, 1, 1)`)
    .groupBy("indicator_id").select(["indicator_id", sql<string>`count(*)`.as("count"), sql<string>`min(value)`.as("least"), sql<string>`max(value)`.as("most")]).execute();
  return new Map(rows.map((row) => [row["indicator_id"] as number, { count: Number(row["count"]), least: row["least"] as string, most: row["most"] as string }]));
}
