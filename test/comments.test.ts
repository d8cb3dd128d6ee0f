import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment, noteWriting, resolveComment } from "../src/documents/section-comment-commands.ts";
import { listAskedComments, listComments, listWriters } from "../src/documents/section-comment-reads.ts";
import type { Database } from "../src/platform/db/database.ts";
import type { Outcome } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

const said = async <T>(work: Promise<Outcome<T>>): Promise<string> => { const made = await work; return made.ok ? "done" : made.failure.code; };

describe.each(ENGINES)("what is said of a section, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let controller: Awaited<ReturnType<typeof personWith>>;
  let head: Awaited<ReturnType<typeof personWith>>;
  let stranger: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    controller = await personWith(database, "controller", town.committeeId);
    head = await personWith(database, "approver", town.committeeId);
    stranger = await personWith(database, "controller", town.otherId);
  });
  afterAll(() => database.close());
  const place = () => ({ committeeId: town.committeeId, year: YEAR, documentKind: "operational-plan", section: "summary" });
  const comment = (person: typeof head, body: string, more: { answersId?: number; asked?: number[]; quote?: string } = {}) => addComment(person.context, { ...place(), answersId: null, asked: [], quote: "", body, ...more });

  test("whoever is asked has a task until they have answered; an answer takes up what was done with", async () => {
    const asked = await comment(controller, "Stämmer siffran?", { asked: [head.id], quote: "Besök, Norr, 2025: 12" });
    const id = asked.ok ? asked.value.id : 0;
    const tasks = async () => (await listAskedComments(head.context.db, head.id, 5)).map(({ href, where }) => [where, href.split("/").slice(2).join("/")]);
    expect(await tasks()).toEqual([[`Sammanfattning i Verksamhetsplan och budget ${YEAR}`, `${YEAR}/dokument/operational-plan/avsnitt/summary/kommentarer#kommentar-${id}`]]);
    expect(await said(comment(head, "Ja, den stämmer.", { answersId: id }))).toBe("done");
    expect(await tasks()).toEqual([]);
    expect(await said(resolveComment(controller.context, { commentId: id, resolved: true }))).toBe("done");
    expect(await said(comment(controller, "@nej, vänta", { answersId: id }))).toBe("done");
    expect((await listComments(database.db, place())).map(({ answersId, quote, resolvedBy }) => [answersId, quote, resolvedBy])).toEqual([[null, "Besök, Norr, 2025: 12", null], [id, "", null], [id, "", null]]);
  });
  test("nobody is asked who may not answer, and nothing empty is said", async () => {
    expect(await said(comment(controller, "Hej", { asked: [stranger.id] }))).toBe("not-able");
    // A part that no unit of the committee writes is none.
    expect(await said(addComment(controller.context, { ...place(), section: `summary.${town.unitId}`, answersId: null, asked: [], quote: "", body: "Hej" }))).toBe("no-section");
    expect(await said(comment(controller, " "))).toBe("bad-comment");
    expect(await said(comment(controller, "Svar", { answersId: town.commentId }))).toBe("no-comment");
    expect(await said(comment(stranger, "Hej"))).toBe("forbidden");
    expect(await listComments(stranger.context.db, place())).toEqual([]);
  });
  test("who writes in a section is told to others, and no longer when they have left it", async () => {
    await noteWriting(controller.context, { ...place(), writes: true });
    await noteWriting(controller.context, { ...place(), writes: true });
    expect((await listWriters(head.context.db, place())).map(({ actor }) => actor)).toEqual([controller.actor.key]);
    await noteWriting(controller.context, { ...place(), writes: false });
    expect(await listWriters(head.context.db, place())).toEqual([]);
  });
});
