import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addContract, addContractObligation } from "../src/contracts/contract-commands.ts";
import { statusesSeen, taskLevels } from "../src/contracts/contract-reads.ts";
import { addContractReview, reportObligations } from "../src/contracts/contract-review-commands.ts";
import { addInspection, addLicensedPlace, leaveNotice, makeLicenceLink } from "../src/inspections/inspection-commands.ts";
import { findHoldersPage, listNotices, loadInspections } from "../src/inspections/inspection-reads.ts";
import type { Database } from "../src/platform/db/database.ts";
import { Refused, valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

/** What is sent in is kept, once, or it is told that it is not: visits, holders' notifications, their addresses, promises of contracts. */
describe.each(ENGINES)("what is told is kept or refused, never only thanked for, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let controller: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    controller = await personWith(database, "controller", town.committeeId);
  });
  afterAll(() => database.close());
  const place = () => ({ committeeId: town.committeeId, year: null });
  const premises = async (): Promise<number> => (await valueOf(addLicensedPlace(controller.context, { ...place(), fields: { name: `Krogen ${randomUUID()}`, orientation: "day" } }))).id;

  test("two who make an address at once leave one that opens the holder's page", async () => {
    const other = await personWith(database, "reporter", town.committeeId);
    for (let tries = 0; tries < 5; tries++) {
      const placeId = await premises();
      const made = await Promise.all([controller, other].map(({ context }) => makeLicenceLink(context, { placeId })));
      const opened = await Promise.all(made.flatMap((one) => (one.ok ? [findHoldersPage(database.db, one.value.token)] : [])));
      expect(opened.filter((page) => page !== null).length).toBe(1);
    }
  });
  test("another visit with a key that is known is kept, or it is told that it is not", async () => {
    const [first, second] = [await premises(), await premises()];
    const sentKey = randomUUID();
    const send = (placeId: number, findings: string) => addInspection(controller.context, { committeeId: town.committeeId, sentKey, fields: { place_id: String(placeId), what: "outer", on_date: `${YEAR}-02-03`, kinds: "tobacco", evening: "no", in_round: "no", with_police: "no", result: "good", findings } });
    await valueOf(send(first, "Den första"));
    const other = await send(second, "Den andra");
    const kept = (await loadInspections(database.db, town.committeeId)).inspections.some(({ placeId }) => placeId === second);
    expect(kept || !other.ok).toBe(true);
    // The same again is still the same row.
    expect(await valueOf(send(first, "Den första"))).toMatchObject({ added: false });
  });
  test("another notification with a key that is known is kept, or the holder is told that it is not", async () => {
    const placeId = await premises();
    const sentKey = randomUUID();
    const tell = async (body: string): Promise<boolean> => { try { await leaveNotice(database.db, { committeeId: town.committeeId, placeId, sentKey, fields: { kind: "other", body } }); return true; } catch (error) { if (error instanceof Refused) return false; throw error; } };
    expect(await tell("Den första")).toBe(true);
    const thanked = await tell("Den andra");
    const kept = (await listNotices(database.db, town.committeeId)).some(({ body }) => body === "Den andra");
    expect(kept || !thanked).toBe(true);
  });
  test("a comment to a promise that is kept is no longer than one to a promise that is not", async () => {
    const contract_id = String((await valueOf(addContract(controller.context, { ...place(), fields: { name: "Boende", form: "lou", valid_from: "2024-01-01" } }))).id);
    const obligationId = (await valueOf(addContractObligation(controller.context, { ...place(), fields: { contract_id, interval: "week", name: "Möte" } }))).id;
    const { id } = await valueOf(addContractReview(controller.context, { committeeId: town.committeeId, year: YEAR, fields: { contract_id, kind: "full" } }));
    const kept = await reportObligations(controller.context, { id, seen: statusesSeen([]), rows: [{ obligationId, levelId: (await taskLevels(database.db)).find(({ rank }) => rank === 1)!.id, otherLevelId: null, comment: "x".repeat(4_001) }] });
    expect(kept).toMatchObject({ ok: false, failure: { field: `comment-${obligationId}` } });
  });
});
