import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addAgendaItem, addMatter, addMeeting, changeMatter, decideAgendaItem, setDiaryPrefix } from "../src/matters/matter-commands.ts";
import { listMatters, loadMeetings } from "../src/matters/matter-reads.ts";
import { diaryNumberOf } from "../src/matters/matter.ts";
import type { Database } from "../src/platform/db/database.ts";
import { inTransaction } from "../src/platform/db/transaction.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

describe.each(ENGINES)("the diary, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let secretary: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    secretary = await personWith(database, "committee-secretary", town.committeeId);
  });
  afterAll(() => database.close());
  const open = (title: string, more: Record<string, string> = {}, year = YEAR) => addMatter(secretary.context, { committeeId: town.committeeId, year, fields: { title, kind: "matter", opened_on: `${year}-01-11`, secrecy: "open", ...more } });
  const numbers = async (year = YEAR): Promise<number[]> => (await listMatters(secretary.context.db, town.committeeId)).filter((one) => one.year === year).map(({ number }) => number).toSorted((a, b) => a - b);

  test("a matter has no number before its committee has said what numbers begin with", async () => {
    expect(await open("För tidigt")).toMatchObject({ ok: false, failure: { code: "no-prefix" } });
    await valueOf(setDiaryPrefix(secretary.context, { committeeId: town.committeeId, prefix: "kn" }));
    expect(await open("Första")).toMatchObject({ ok: true, value: { diaryNumber: `KN/${YEAR}:1` } });
  });
  test("numbers have no gaps and no doubles, also when many are opened at once and some are refused or undone", async () => {
    const before = (await numbers()).length;
    const made = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 4 === 3 ? open("Remiss utan dag", { kind: "consultation" }) : open(`Ärende ${index}`))));
    expect(made.filter(({ ok }) => ok).length).toBe(15);
    await inTransaction(secretary.context.db, async (db) => {
      await valueOf(addMatter({ ...secretary.context, db }, { committeeId: town.committeeId, year: YEAR, fields: { title: "Ångrat", kind: "matter", opened_on: `${YEAR}-01-11`, secrecy: "open" } }));
      throw new Error("undone");
    }).catch(() => undefined);
    await valueOf(open("Efter det ångrade"));
    expect(await numbers()).toEqual(Array.from({ length: before + 16 }, (_, index) => index + 1));
  });
  test("each year begins at one, and numbers keep the words that they were taken with", async () => {
    await valueOf(setDiaryPrefix(secretary.context, { committeeId: town.committeeId, prefix: "KUN" }));
    expect(await open("Nytt år", {}, YEAR + 1)).toMatchObject({ value: { diaryNumber: `KUN/${YEAR + 1}:1` } });
    expect((await listMatters(secretary.context.db, town.committeeId)).filter(({ year }) => year === YEAR).map(diaryNumberOf).every((own) => own.startsWith("KN/"))).toBe(true);
  });
  test("a matter is struck with its reason, and its number stays", async () => {
    const { id } = await valueOf(open("Dubbelt"));
    await valueOf(changeMatter(secretary.context, { id, version: 1, fields: { struck_reason: "Fört in två gånger" } }));
    expect((await listMatters(secretary.context.db, town.committeeId)).find((one) => one.id === id)).toMatchObject({ struckReason: "Fört in två gånger" });
    await valueOf(open("Nästa"));
    expect((await numbers()).length).toBe(Math.max(...(await numbers())));
  });
  test("a consultation has its day, and secrecy its ground", async () => {
    expect(await open("Remiss", { kind: "consultation" })).toMatchObject({ ok: false, failure: { field: "due_on" } });
    expect(await open("Hemligt", { secrecy: "secret" })).toMatchObject({ ok: false, failure: { field: "secrecy_ground" } });
  });
  test("decisions take the next paragraph of the year, once; one that is changed keeps it, and one of two at once is refused", async () => {
    const { id: meeting } = await valueOf(addMeeting(secretary.context, { committeeId: town.committeeId, year: null, fields: { on_date: `${YEAR}-02-21`, kind: "committee" } }));
    const ids: number[] = [];
    for (const position of ["1", "2", "3"]) ids.push((await valueOf(addAgendaItem(secretary.context, { committeeId: town.committeeId, year: null, fields: { meeting_id: String(meeting), position, title: `Punkt ${position}`, ...(position === "3" ? {} : { proposal: "Godkänns." }) } }))).id);
    const decide = (id: number, version: number, outcome: string, decision: string | null = null) => decideAgendaItem(secretary.context, { id, version, outcome, decision, reservations: null });
    expect(await decide(ids[1]!, 1, "as-proposed")).toMatchObject({ value: { paragraph: 1 } });
    expect(await decide(ids[0]!, 1, "changed")).toMatchObject({ ok: false, failure: { field: "decision" } });
    expect(await decide(ids[2]!, 1, "as-proposed")).toMatchObject({ ok: false, failure: { field: "decision" } });
    const both = await Promise.all([decide(ids[0]!, 1, "returned", "Utreds vidare."), decide(ids[0]!, 1, "referred")]);
    expect(both.filter(({ ok }) => ok).length).toBe(1);
    expect(await decide(ids[1]!, 2, "changed", "Godkänns med ändring.")).toMatchObject({ value: { paragraph: 1 } });
    expect((await loadMeetings(secretary.context.db, town.committeeId))[0]!.items.map(({ paragraph }) => paragraph)).toEqual([2, 1, null]);
  });
  test("who has no role in the committee neither sees nor opens a matter; who only reads opens none", async () => {
    const other = await personWith(database, "committee-secretary", town.otherId);
    const member = await personWith(database, "elected-member", town.committeeId);
    expect(await listMatters(other.context.db, town.committeeId)).toEqual([]);
    const fields = { title: "Nej", kind: "matter", opened_on: `${YEAR}-01-11`, secrecy: "open" };
    for (const { context } of [other, member]) expect(await addMatter(context, { committeeId: town.committeeId, year: YEAR, fields })).toMatchObject({ ok: false, failure: { code: "forbidden" } });
    expect((await listMatters(member.context.db, town.committeeId)).length).toBeGreaterThan(0);
  });
});
