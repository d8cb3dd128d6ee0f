import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadChangeNames, loadHistory } from "../src/audit/audit-reads.ts";
import { changeWords } from "../src/audit/change-words.ts";
import { loadGoals } from "../src/goals/goal-store.ts";
import { changeGoal } from "../src/goals/goal-commands.ts";
import { saveIndicators } from "../src/indicators/indicator-commands.ts";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import { loadIndicators } from "../src/indicators/indicator-store.ts";
import { addUnit, mergeUnits } from "../src/organisation/unit-commands.ts";
import { eraseUser, inviteUser } from "../src/people/user-commands.ts";
import { loadActor } from "../src/people/user-reads.ts";
import { verifyChain } from "../src/platform/audit/verify-chain.ts";
import { command, program, type Context } from "../src/platform/command.ts";
import type { Database, Row } from "../src/platform/db/database.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

describe.each(ENGINES)("every change is known, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let anna: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    anna = await personWith(database, "controller", town.committeeId);
  });
  afterAll(() => database.close());
  const latest = async () => (await database.db.selectFrom("audit_event").selectAll().orderBy("id", "desc").executeTakeFirstOrThrow()) as Row;

  test("an event tells who, in which role, through which door, to what, before and after", async () => {
    await changeGoal(anna.context, { goalId: town.goalId, version: 1, text: "Ny lydelse" });
    expect(await latest()).toMatchObject({
      actor: anna.actor.key, role: "controller", door: "web", action: "goal.changed", subject: `goal:${town.goalId}`, unit_id: town.committeeId,
      details: { changes: [{ table: "goal", key: String(town.goalId), before: { text: "Hemligt mål om läsning" }, after: { text: "Ny lydelse" } }] },
    });
  });

  test("a change that fails leaves no event, and an event that cannot be written leaves no change", async () => {
    const before = await latest();
    const failing = command<null, void>("goal.plan", async (context) => {
      context.permit(town.committeeId);
      await context.db.updateTable("goal").set({ text: "Halvt" }).where("id", "=", town.goalId).execute();
      context.record({ action: "goal.changed", subject: `goal:${town.goalId}` });
      throw new Error("the machine dies here");
    });
    await expect(failing(anna.context, null)).rejects.toThrow("dies here");
    const silent = command<null, void>("goal.plan", async (context) => {
      context.permit(town.committeeId);
      await context.db.updateTable("goal").set({ text: "Halvt" }).where("id", "=", town.goalId).execute();
      context.record({ action: null as never, subject: "goal" });
    });
    await expect(silent(anna.context, null)).rejects.toThrow();
    expect((await latest())["id"]).toBe(before["id"]);
    expect((await loadGoals(database.db, town.committeeId, YEAR))[0]!.text).toBe("Ny lydelse");
  });

  test("a command that forgets to ask for permission keeps nothing", async () => {
    const forgetful = command<null, void>("goal.plan", async (context) => void (await context.db.updateTable("goal").set({ text: "Utan lov" }).where("id", "=", town.goalId).execute()));
    await expect(forgetful(anna.context, null)).rejects.toThrow(/before it asked/);
    expect((await loadGoals(database.db, town.committeeId, YEAR))[0]!.text).toBe("Ny lydelse");
  });

  test("the program's role in the database may not change or remove events, nor may the owner by mistake", async () => {
    await expect(sql`update audit_event set actor = 'annan'`.execute(database.db)).rejects.toThrow(/permission denied/);
    await expect(sql`delete from audit_event`.execute(database.db)).rejects.toThrow(/permission denied/);
    await expect(sql`update row_version set content = null`.execute(database.db)).rejects.toThrow(/permission denied/);
    await expect(sql`update audit_event set actor = 'annan'`.execute(database.owner)).rejects.toThrow(/only added/);
    await expect(sql`truncate audit_event`.execute(database.owner)).rejects.toThrow(/only added/);
  });

  test("an object's history is told in words", async () => {
    const context: Context = { db: database.db, actor: program("start") };
    await saveIndicators(context, {
      committeeId: town.committeeId,
      indicators: [{ group: null, name: "Antal besök", unit: "besök", frequency: "month", aggregation: "sum", decimals: 0, source: null, note: null, originId: town.originId, baseline: null, targets: [{ year: YEAR, stated: "80", originId: town.originId }], values: [] }],
    });
    const steps = await loadHistory(anna.context.db, `indicator:${town.indicatorId}`);
    const names = await loadChangeNames(anna.context.db, steps[0]!.changes);
    expect(steps[0]!.changes.flatMap((change) => changeWords(change, names))).toEqual([`Riktvärdet ${YEAR} ändrat från öka till 80`]);
    expect(steps[0]!.actor).toBe("program");
  });

  test("a plan and a measure's values can be seen as they were", async () => {
    const { rows } = await sql<{ now: string }>`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`.execute(database.db);
    const asOf = rows[0]!.now;
    // The embedded engine's clock goes by milliseconds: what is changed in the same one would be of that time too.
    await sql`select pg_sleep(0.01)`.execute(database.db);
    await enterValues(anna.context, { indicatorId: town.indicatorId, reason: "Rättat efter omräkning", cells: [{ period: `${YEAR}-01-01`, text: "8", version: 1 }, { period: `${YEAR}-02-01`, text: "9", version: 0 }] });
    await changeGoal(anna.context, { goalId: town.goalId, version: 2, text: "Ännu en lydelse" });
    const then = database.as({ reads: [town.committeeId], actor: anna.actor.key, asOf });
    const values = (indicators: Awaited<ReturnType<typeof loadIndicators>>) => indicators[0]!.values.map(({ period, value }) => [period, value]);
    expect(values(await loadIndicators(then, town.committeeId))).toEqual([[`${YEAR}-01-01`, "7"]]);
    expect(values(await loadIndicators(anna.context.db, town.committeeId))).toEqual([[`${YEAR}-01-01`, "8"], [`${YEAR}-02-01`, "9"]]);
    expect((await loadGoals(then, town.committeeId, YEAR))[0]!.text).toBe("Ny lydelse");
    const elsewhere = database.as({ reads: [town.otherId], actor: "user:0", asOf });
    expect(await loadGoals(elsewhere, town.committeeId, YEAR)).toEqual([]);
  });

  test("what a person typed stays as they typed it when the file is read again", async () => {
    const context: Context = { db: database.db, actor: program("start") };
    await saveIndicators(context, {
      committeeId: town.committeeId,
      indicators: [{ group: null, name: "Antal besök", unit: "besök", frequency: "month", aggregation: "sum", decimals: 0, source: null, note: null, originId: town.originId, baseline: null, targets: [], values: [{ period: `${YEAR}-01-01`, value: "7", originId: town.originId }] }],
    });
    const indicators = await loadIndicators(database.db, town.committeeId);
    expect(indicators[0]!.values.find(({ period }) => period === `${YEAR}-01-01`)!.value).toBe("8");
  });

  test("who is erased leaves a number in the trail, and no name anywhere", async () => {
    const admin = await personWith(database, "administrator", null);
    const userId = await inviteUser(admin.context, { name: "Osynlig Särskildsson", email: "osynlig.sarskildsson@ekby.example", first: { role: "reporter", unitId: town.unitId } });
    const actor = await loadActor(database.db, { id: userId, name: "Osynlig Särskildsson" }, "web");
    await enterValues({ db: database.as({ reads: actor.reads, actor: actor.key }), actor }, { indicatorId: town.indicatorId, cells: [{ period: `${YEAR}-09-01`, text: "9", version: 0 }] }).catch(() => undefined);
    await eraseUser(admin.context, { userId });
    const tables = (await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(database.db)).rows;
    for (const { name } of tables) {
      const { rows } = await sql<{ found: string }>`select count(*)::text as found from ${sql.table(name)} row where row::text ilike '%särskildsson%' or row::text ilike '%sarskildsson%'`.execute(database.owner);
      expect([name, rows[0]!.found]).toEqual([name, "0"]);
    }
    expect((await database.db.selectFrom("audit_event").select("id").where("subject", "=", `user:${userId}`).execute()).length).toBeGreaterThan(1);
  });

  test("a reorganisation widens nobody's permission by itself", async () => {
    const context: Context = { db: database.db, actor: program("start") };
    const added = async (name: string, parentId: number) => {
      const unit = await addUnit(context, { kind: "unit", name, parentId, from: "2021-01-01" });
      if (!unit.ok) throw new Error(unit.failure.message);
      return unit.value;
    };
    const leaving = await added("Simhallarna", town.otherId);
    const below = await added("Badet", leaving);
    const into = await added("Anläggningar", town.otherId);
    const head = await personWith(database, "reporter", into);
    expect((await mergeUnits(context, { unitIds: [leaving], intoId: into, from: "2024-01-01" })).ok).toBe(true);
    const after = await loadActor(database.db, { id: head.id, name: "Chef" }, "web");
    expect([after.roleFor("indicator.enter", into), after.roleFor("indicator.enter", leaving), after.roleFor("indicator.enter", below)]).toEqual(["reporter", null, null]);
  });

  // Last: it breaks the chain.
  test("the chain is proven, and a change behind the program's back is pointed at", async () => {
    const whole = await verifyChain(database.db, 3);
    expect(whole.brokenAt).toBeNull();
    expect(whole.events).toBeGreaterThan(15);
    expect(whole.hashAt).toMatch(/^[0-9a-f]{64}$/);
    await sql.raw("alter table audit_event disable trigger refuse_change; update audit_event set actor = 'user:666' where id = 7; alter table audit_event enable trigger refuse_change").execute(database.owner);
    expect(await verifyChain(database.db)).toMatchObject({ events: 6, brokenAt: 7 });
    await sql.raw("alter table audit_event disable trigger refuse_change; delete from audit_event where id = 5; alter table audit_event enable trigger refuse_change").execute(database.owner);
    expect(await verifyChain(database.db)).toMatchObject({ events: 4, brokenAt: 5 });
  });
});
