import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeAssessment } from "../src/assessment/assessment-commands.ts";
import { writeSection } from "../src/documents/section-text-commands.ts";
import { changeGoal } from "../src/goals/goal-commands.ts";
import { changeIndicator } from "../src/indicators/indicator-commands.ts";
import { saveIndicators } from "../src/indicators/indicator-commands.ts";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import { verifyChain } from "../src/platform/audit/verify-chain.ts";
import type { Context } from "../src/platform/command.ts";
import type { Database, Row } from "../src/platform/db/database.ts";
import { Conflicted } from "../src/platform/edit/conflict.ts";
import { changeUserNames, closeAccount, endRole, eraseUser, giveRole, inviteUser, renewRole } from "../src/people/user-commands.ts";
import { listRoles } from "../src/people/user-reads.ts";
import { receivers } from "../src/compose.ts";
import type { ItemKey } from "../src/reading/acceptance.ts";
import { readFile } from "../src/reading/file-adapter.ts";
import { acceptReading, proposeReading } from "../src/reading/reading-commands.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { numbers } from "./random.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

const EDITS = 1000;
const WRITERS = 8;

const conflictOf = async (work: Promise<unknown>): Promise<Conflicted> => {
  const error = await work.then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof Conflicted)) throw new Error("There was no conflict", { cause: error });
  return error;
};

describe.each(ENGINES)("two people at once, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let anna: Context;
  let bo: Context;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    anna = (await personWith(database, "controller", town.committeeId)).context;
    bo = (await personWith(database, "editor", town.committeeId)).context;
  });
  afterAll(() => database.close());

  const goal = async () => (await database.db.selectFrom("goal").selectAll().where("id", "=", town.goalId).executeTakeFirstOrThrow()) as Row;

  test("the second to change a goal stores nothing, and is shown both versions, their origin and who was first", async () => {
    const { text, version } = await goal();
    await changeGoal(anna, { goalId: town.goalId, version, text: "Annas lydelse" });
    const { conflict } = await conflictOf(changeGoal(bo, { goalId: town.goalId, version, text: "Bos lydelse" }));
    expect(conflict.conflicts).toEqual([{ field: "text", base: text, theirs: "Annas lydelse", mine: "Bos lydelse" }]);
    expect(conflict.by).toBe(anna.actor.key);
    expect((await goal())["text"]).toBe("Annas lydelse");
    await changeGoal(bo, { goalId: town.goalId, version: conflict.version, text: "Bos lydelse" });
    expect((await goal())["text"]).toBe("Bos lydelse");
  });

  test("changes of different fields are both kept", async () => {
    await changeIndicator(anna, { indicatorId: town.indicatorId, version: 1, fields: { note: "Annas anmärkning" } });
    await changeIndicator(bo, { indicatorId: town.indicatorId, version: 1, fields: { source: "Bos källa" } });
    const row = (await database.db.selectFrom("indicator").selectAll().where("id", "=", town.indicatorId).executeTakeFirstOrThrow()) as Row;
    expect([row["note"], row["source"]]).toEqual(["Annas anmärkning", "Bos källa"]);
  });

  test("in a grid only the cells that both changed ask, and the others wait for the answer", async () => {
    const cell = (month: string, text: string, version = 0) => ({ period: `${YEAR}-${month}-01`, text, version });
    await enterValues(anna, { indicatorId: town.indicatorId, cells: [cell("03", "30"), cell("04", "40")] });
    const { conflict } = await conflictOf(enterValues(bo, { indicatorId: town.indicatorId, cells: [cell("03", "31"), cell("04", "40"), cell("05", "50"), cell("06", "")] }));
    expect(conflict.conflicts).toEqual([{ field: `${YEAR}-03-01`, base: null, theirs: "30", mine: "31" }]);
    const known = await database.db.selectFrom("indicator_value").select("period").where("indicator_id", "=", town.indicatorId).where("period", ">", `${YEAR}-02-01`).orderBy("period").execute();
    expect(known.map((row) => row["period"])).toEqual([`${YEAR}-03-01`, `${YEAR}-04-01`]);
  });

  test("a value that was taken away and came back is not taken for the one that was", async () => {
    const at = (text: string, version: number) => ({ indicatorId: town.indicatorId, cells: [{ period: `${YEAR}-08-01`, text, version }] });
    await enterValues(anna, at("8", 0));
    await enterValues(anna, at("", 1));
    await enterValues(anna, at("88", 0));
    const { conflict } = await conflictOf(enterValues(bo, at("9", 1)));
    expect(conflict.conflicts[0]).toMatchObject({ base: "8", theirs: "88", mine: "9" });
  });

  test("two who judge the same are told of each other", async () => {
    const judged = { committeeId: town.committeeId, subjectKind: "assignment", subjectId: town.assignmentId, followUpPointId: town.pointId, current: null } as const;
    const levels = await database.db.selectFrom("scale_level").innerJoin("scale", "scale.id", "scale_level.scale_id").select("scale_level.id").where("scale.code", "=", "assignment").orderBy("rank").execute();
    await makeAssessment(anna, { ...judged, levelId: levels[0]!["id"], reasoning: "Klart" });
    const { conflict } = await conflictOf(makeAssessment(bo, { ...judged, levelId: levels[2]!["id"], reasoning: "Inte klart" }));
    expect(conflict.conflicts[0]!.theirs).toContain("Klart");
    expect((await makeAssessment(bo, { ...judged, levelId: levels[2]!["id"], reasoning: "Inte klart", current: conflict.version })).ok).toBe(true);
  });

  test("a user's name is changed from the version that was read, too", async () => {
    const admin = (await personWith(database, "administrator", null)).context;
    const userId = await inviteUser(admin, { name: "Cia Dal", email: "cia@ekby.example", first: { role: "reader", unitId: town.unitId } });
    await changeUserNames(admin, { userId, version: 2, name: "Cia Berg", email: "cia@ekby.example" });
    const { conflict } = await conflictOf(changeUserNames(admin, { userId, version: 2, name: "Cia Ek", email: "cia@ekby.example" }));
    expect(conflict.conflicts).toMatchObject([{ field: "name", theirs: "Cia Berg", mine: "Cia Ek" }]);
  });

  test("roles are given and ended from what was seen of the user", async () => {
    const admin = (await personWith(database, "administrator", null)).context;
    const userId = await inviteUser(admin, { name: "Dan Ek", email: "dan@ekby.example", first: { role: "reader", unitId: town.unitId } });
    const roleId = (await listRoles(database.db, userId))[0]!.id;
    await giveRole(admin, { userId, version: 2, role: "reporter", unitId: town.unitId });
    const late = [() => giveRole(admin, { userId, version: 2, role: "editor", unitId: town.unitId }), () => endRole(admin, { roleId, version: 2 }), () => renewRole(admin, { roleId, version: 2 }), () => closeAccount(admin, { userId, version: 2, closed: true }), () => eraseUser(admin, { userId, version: 2 })];
    for (const work of late) await expect(work()).rejects.toMatchObject({ failure: { code: "changed" } });
    expect((await listRoles(database.db, userId)).map(({ role, validTo }) => [role, validTo])).toEqual([["reader", null], ["reporter", null]]);
  });

  test("what was typed stays when a document says otherwise, and is told", async () => {
    const anna = (await personWith(database, "controller", town.committeeId)).context;
    const period = `${YEAR}-10-01`;
    expect(await enterValues(anna, { indicatorId: town.indicatorId, cells: [{ period, text: "30", version: 0 }] })).toMatchObject({ ok: true });
    const say = (value: string) => saveIndicators(anna, { committeeId: town.committeeId, indicators: [{ group: null, name: "Antal besök", unit: "besök", frequency: "month", aggregation: "sum", decimals: 0, source: null, note: null, originId: town.originId, baseline: null, targets: [], values: [{ period, value, originId: town.originId }] }] });
    expect((await say("31")).tally).toMatchObject({ changed: 0, kept: 1 });
    expect((await say("30")).tally).toMatchObject({ changed: 0, kept: 0 });
    expect(await database.db.selectFrom("indicator_value").select("value").where("indicator_id", "=", town.indicatorId).where("period", "=", period).executeTakeFirst()).toEqual({ value: "30" });
  });

  test("a reading is accepted from the version that was looked through", async () => {
    const anna = (await personWith(database, "controller", null)).context;
    const read = await readFile("plan.md", new TextEncoder().encode(`# Årsredovisning ${YEAR}\n\nKulturnämnden\n\nEkby kommun\n\n## Sammanfattning\n\nÅret var gott och mycket blev gjort av det som var tänkt.\n`));
    if (!read.ok) throw new Error(read.failure.message);
    const readingId = await proposeReading(anna, read.value);
    const accept = (version: number) => acceptReading(anna, { receivers, readingId, version, items: new Set(["sections/0"] as ItemKey[]), municipality: "Ekby kommun", committee: "Kulturnämnden", year: YEAR });
    expect(await accept(1)).toMatchObject({ ok: true });
    expect(await accept(1)).toMatchObject({ ok: false, failure: { code: "changed" } });
    expect(await accept(2)).toMatchObject({ ok: true });
  });

  test(`${EDITS} interleaved edits by ${WRITERS} writers: nobody's work is silently overwritten`, async () => {
    const random = numbers(20261122);
    const writers = await Promise.all(Array.from({ length: WRITERS }, () => personWith(database, "controller", town.committeeId)));
    const pause = () => new Promise((resolve) => setTimeout(resolve, random() * 4));
    const place = { committeeId: town.committeeId, year: YEAR, documentKind: "annual-report" };
    const section = { ...place, section: "summary" };
    const period = `${YEAR}-11-01`;
    const objects = [
      {
        table: "goal", key: String(town.goalId), column: "text",
        read: async () => ({ version: (await goal())["version"] as number, seen: (await goal())["text"] as string | null }),
        write: (context: Context, version: number, text: string) => changeGoal(context, { goalId: town.goalId, version, text }),
      },
      {
        table: "section_text", key: `${town.committeeId}/${YEAR}/annual-report/summary`, column: "body",
        read: async () => {
          const row = (await database.db.selectFrom("section_text").selectAll().where("section", "=", "summary").executeTakeFirst()) as Row | undefined;
          return { version: (row?.["version"] as number | undefined) ?? 0, seen: (row?.["body"] as string | undefined) ?? null };
        },
        write: (context: Context, version: number, body: string) => writeSection(context, { ...section, version, body }),
      },
      {
        table: "indicator_value", key: `${town.indicatorId}/${period}`, column: "value",
        read: async () => {
          const row = (await database.db.selectFrom("indicator_value").selectAll().where("indicator_id", "=", town.indicatorId).where("period", "=", period).executeTakeFirst()) as Row | undefined;
          return { version: (row?.["version"] as number | undefined) ?? 0, seen: (row?.["value"] as string | undefined) ?? null };
        },
        write: (context: Context, version: number, text: string) => enterValues(context, { indicatorId: town.indicatorId, cells: [{ period, text, version }] }),
      },
    ] as const;
    const kept: { object: number; seen: string | null; wrote: string }[] = [];
    let conflicts = 0;
    let left = EDITS;
    await Promise.all(writers.map(async ({ context }, writer) => {
      while (left-- > 0) {
        const number = left;
        const at = Math.floor(random() * objects.length);
        const object = objects[at]!;
        const { seen, version } = await object.read();
        await pause();
        const wrote = object.column === "value" ? String(number * 10 + writer) : `Skribent ${writer}, ändring ${number}`;
        try {
          const saved = await object.write(context, version, wrote);
          if (!saved.ok) throw new Error(saved.failure.message);
          kept.push({ object: at, seen, wrote });
        } catch (error) {
          if (!(error instanceof Conflicted)) throw error;
          conflicts++;
        }
      }
    }));
    expect(kept.length + conflicts).toBe(EDITS);
    expect(conflicts).toBeGreaterThan(50);
    for (const [at, { column, key, table }] of objects.entries()) {
      const { rows } = await sql<{ text: string | null; before: string | null }>`
        select content ->> ${column} as text, lag(content ->> ${column}) over (order by id) as before from row_version where table_name = ${table} and key = ${key} order by id`.execute(database.db);
      const before = new Map(rows.map((row) => [row.text, row.before]));
      for (const { seen, wrote } of kept.filter(({ object }) => object === at)) {
        expect(before.has(wrote), `${wrote} was acknowledged and is in the history`).toBe(true);
        expect(before.get(wrote) ?? null, `${wrote} was written over what its writer saw`).toBe(seen);
      }
    }
    expect(await verifyChain(database.db)).toMatchObject({ brokenAt: null });
  });
});
