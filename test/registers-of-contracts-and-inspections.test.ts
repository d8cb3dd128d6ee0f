import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadHistory } from "../src/audit/audit-reads.ts";
import { addContract, addContractObligation, addContractSupplier, addReviewForm, changeContract, changeContractObligation, changeContractSupplier, changeReviewForm, removeContract, removeContractSupplier, takeContracts } from "../src/contracts/contract-commands.ts";
import { answersSeen, findWholeReview, listContracts, listObligations, listReviewForms, listReviews, listSuppliers, questionLevels, statusesSeen, taskLevels, type WholeReview } from "../src/contracts/contract-reads.ts";
import { addContractReview, answerReview, beginReview, changeContractReview, reportObligations } from "../src/contracts/contract-review-commands.ts";
import type { AnswerInput } from "../src/contracts/contract-review.ts";
import { answerNotice, addInspection, addInspectionTarget, addLicence, addLicenceEvent, addLicenceNotice, addLicensedPlace, changeInspection, changeLicence, changeLicensedPlace, leaveNotice, makeLicenceLink, removeLicensedPlace, takeNoticeStep } from "../src/inspections/inspection-commands.ts";
import { findHoldersPage, linkSince, listNotices, loadInspections } from "../src/inspections/inspection-reads.ts";
import { today } from "../src/platform/clock.ts";
import type { Context } from "../src/platform/command.ts";
import { daysAfter } from "../src/platform/days.ts";
import type { Database, Db } from "../src/platform/db/database.ts";
import type { Fields } from "../src/platform/edit/conflict.ts";
import { Refused, valueOf, type Outcome } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

const DAY = `${YEAR}-02-03`;
const QUESTIONS = "1. Bemanning\n1.1 Antal\n1.2 Utbildning\n2. Lokaler\n2.1 Brandskydd";
type Person = Awaited<ReturnType<typeof personWith>>;
const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? "ok" : outcome.failure.code);
const fieldOf = (outcome: Outcome<unknown>): string | undefined => (outcome.ok ? "ok" : outcome.failure.field);
const wordsOf = (outcome: Outcome<unknown>): string => (outcome.ok ? "ok" : outcome.failure.message);

describe.each(ENGINES)("the registers of contracts and inspections, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let controller: Person;
  let secretary: Person;
  let elsewhere: Person;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    controller = await personWith(database, "controller", town.committeeId);
    secretary = await personWith(database, "committee-secretary", town.committeeId);
    elsewhere = await personWith(database, "controller", town.otherId);
  });
  afterAll(() => database.close());
  const place = (committeeId = town.committeeId) => ({ committeeId, year: null });
  const yearly = (year = YEAR, committeeId = town.committeeId) => ({ committeeId, year });
  const contract = async (fields: Fields = {}, { context } = controller, committeeId = town.committeeId): Promise<number> => (await valueOf(addContract(context, { ...place(committeeId), fields: { name: `Avtal ${randomUUID()}`, form: "lou", valid_from: "2024-01-01", ...fields } }))).id;
  const form = async (questions = QUESTIONS, { context } = controller, committeeId = town.committeeId): Promise<number> => (await valueOf(addReviewForm(context, { ...place(committeeId), fields: { name: `Mall ${randomUUID()}`, questions } }))).id;
  const review = async (fields: Fields, year = YEAR): Promise<number> => (await valueOf(addContractReview(controller.context, { ...yearly(year), fields: { kind: "full", ...fields } }))).id;
  const eventsOf = async (subject: string): Promise<number> => (await database.db.selectFrom("audit_event").select("id").where("subject", "=", subject).execute()).length;

  describe("a follow-up of a contract", () => {
    const whole = async (id: number, year = YEAR): Promise<WholeReview> => (await findWholeReview(database.db, town.committeeId, year, id))!;
    const levelId = async (rank: number): Promise<number> => (await questionLevels(database.db)).find((level) => level.rank === rank)!.id;
    const input = async (ordinal: number, rank: number | null, own: Partial<AnswerInput> = {}): Promise<AnswerInput> => ({ ordinal, levelId: rank === null ? null : await levelId(rank), comment: rank === null ? null : "Så är det.", remark: null, followOn: null, evidence: null, ...own });
    const seen = async (id: number, year = YEAR): Promise<string> => answersSeen((await whole(id, year)).answers);
    const begun = async (fields: Fields = {}): Promise<number> => {
      const id = await review({ contract_id: String(await contract()), form_id: String(await form()), ...fields });
      await valueOf(beginReview(controller.context, { id }));
      return id;
    };

    test("gets its form's questions once: as they were asked then, also where the form is changed after", async () => {
      const formId = await form();
      const id = await review({ contract_id: String(await contract()), form_id: String(formId) });
      expect(await valueOf(beginReview(controller.context, { id }))).toEqual({ questions: 3 });
      expect(await beginReview(controller.context, { id })).toMatchObject({ ok: false, failure: { code: "begun", message: "Frågorna är redan hämtade." } });
      await valueOf(changeReviewForm(controller.context, { id: formId, version: 1, fields: { questions: "1. Annat\n1.1 Annan fråga" } }));
      expect((await whole(id)).answers.map(({ area, ordinal, question }) => [ordinal, area, question])).toEqual([[1, "1. Bemanning", "1.1 Antal"], [2, "1. Bemanning", "1.2 Utbildning"], [3, "2. Lokaler", "2.1 Brandskydd"]]);
    });
    test("that two begin at once is begun once", async () => {
      const id = await review({ contract_id: String(await contract()), form_id: String(await form()) });
      const both = await Promise.all([beginReview(controller.context, { id }), beginReview(secretary.context, { id })]);
      expect(both.map(codeOf).toSorted()).toEqual(["begun", "ok"]);
      expect((await whole(id)).answers.length).toBe(3);
      expect(await eventsOf(`contract_review:${id}`)).toBe(2);
    });
    test("without a form is told to have one", async () => {
      const id = await review({ contract_id: String(await contract()) });
      expect(await beginReview(controller.context, { id })).toMatchObject({ ok: false, failure: { code: "no-questions" } });
    });
    test("is answered wholly or not at all: one answer that cannot be keeps the others from being kept", async () => {
      const id = await begun();
      const good = await input(1, 1);
      const bads: readonly (readonly [AnswerInput, string])[] = [[await input(2, 2), "remark-2"], [await input(3, 3, { remark: "Dörr låst" }), "follow-3"], [await input(3, 3, { remark: "Dörr låst", followOn: "2026-02-30" }), "follow-3"], [{ ...good, ordinal: 2, levelId: 999_999 }, "level-2"], [await input(2, 1, { comment: "x".repeat(4_001) }), "comment-2"], [await input(2, 1, { evidence: "x".repeat(4_001) }), "evidence-2"]];
      for (const [bad, field] of bads) expect(fieldOf(await answerReview(controller.context, { id, seen: await seen(id), answers: [good, bad] })), field).toBe(field);
      expect(codeOf(await answerReview(controller.context, { id, seen: await seen(id), answers: [good, { ...good, ordinal: 99 }] }))).toBe("no-question");
      expect((await whole(id)).answers.map(({ comment, level }) => [level, comment])).toEqual([[null, null], [null, null], [null, null]]);
      expect(await eventsOf(`contract_review:${id}`)).toBe(2);
      expect(await valueOf(answerReview(controller.context, { id, seen: await seen(id), answers: [good, await input(2, 2, { remark: "Fler kurser" }), await input(3, 3, { remark: "Dörr låst", followOn: `${YEAR}-05-01`, evidence: "Rundvandring" })] }))).toEqual({ changed: 3 });
      expect((await whole(id)).answers.map(({ evidence, followOn, level, remark }) => [level?.rank, remark, followOn, evidence])).toEqual([[1, null, null, null], [2, "Fler kurser", null, null], [3, "Dörr låst", `${YEAR}-05-01`, "Rundvandring"]]);
    });
    test("that two answer at once: one is kept, and the other is told that somebody was before them", async () => {
      const id = await begun();
      const from = await seen(id);
      const [mine, theirs] = [await input(1, 1, { comment: "Min" }), await input(2, 1, { comment: "Deras" })];
      const both = await Promise.all([answerReview(controller.context, { id, seen: from, answers: [mine] }), answerReview(secretary.context, { id, seen: from, answers: [theirs] })]);
      expect(both.map(codeOf).toSorted()).toEqual(["changed", "ok"]);
      expect(wordsOf(both.find(({ ok }) => !ok)!)).toBe("Någon annan har svarat på frågor under tiden. Det du skrev står kvar; jämför och spara igen.");
      expect((await whole(id)).answers.filter(({ level }) => level !== null).length).toBe(1);
    });
    test("answered again as it was changes nothing, and tells nobody", async () => {
      const id = await begun();
      const answers = [await input(1, 1)];
      await valueOf(answerReview(controller.context, { id, seen: await seen(id), answers }));
      const told = await eventsOf(`contract_review:${id}`);
      expect(await valueOf(answerReview(secretary.context, { id, seen: await seen(id), answers }))).toEqual({ changed: 0 });
      expect(await eventsOf(`contract_review:${id}`)).toBe(told);
      // What was judged may be left for later again.
      expect(await valueOf(answerReview(controller.context, { id, seen: await seen(id), answers: [await input(1, null)] }))).toEqual({ changed: 1 });
    });
    test("that is simplified begins the year after with what was not as it should, in the words that were asked", async () => {
      const contractId = await contract();
      const formId = await form();
      const id = await review({ contract_id: String(contractId), form_id: String(formId) });
      await valueOf(beginReview(controller.context, { id }));
      await valueOf(answerReview(controller.context, { id, seen: await seen(id), answers: [await input(1, 1), await input(2, 3, { remark: "Ingen utbildning", followOn: `${YEAR}-09-01` }), await input(3, 2, { remark: "Öva oftare" })] }));
      const next = await review({ contract_id: String(contractId), form_id: String(formId), kind: "simplified" }, YEAR + 1);
      // One that has not been made is nothing to follow.
      await valueOf(changeContractReview(controller.context, { id, version: (await whole(id)).review.version, fields: { reviewed_on: `${YEAR}-06-01`, summary: "Två saker att bevaka." } }));
      expect(await valueOf(beginReview(controller.context, { id: next }))).toEqual({ questions: 2 });
      const { answers, before, review: { followsId } } = await whole(next, YEAR + 1);
      expect([answers.map(({ question }) => question), before.length, followsId]).toEqual([["1.2 Utbildning", "2.1 Brandskydd"], 3, id]);
      expect(answers.every(({ comment, level, remark }) => level === null && comment === null && remark === null)).toBe(true);
    });
    test("that has been made has what was found", async () => {
      const id = await begun();
      expect(fieldOf(await changeContractReview(controller.context, { id, version: (await whole(id)).review.version, fields: { reviewed_on: DAY } }))).toBe("summary");
    });
    test("stands in its history with its questions and answers", async () => {
      const id = await begun();
      await valueOf(answerReview(controller.context, { id, seen: await seen(id), answers: [await input(1, 1)] }));
      expect(JSON.stringify(await loadHistory(controller.context.db, `contract_review:${id}`))).toContain("Så är det.");
    });

    describe("and what was promised", () => {
      const promised = async (): Promise<{ id: number; own: readonly number[]; foreign: number }> => {
        const contractId = await contract();
        const promise = async (of: number, name: string): Promise<number> => (await valueOf(addContractObligation(controller.context, { ...place(), fields: { contract_id: String(of), interval: "week", name } }))).id;
        const own = [await promise(contractId, "Boendemöte"), await promise(contractId, "Städning")];
        const foreign = await promise(await contract(), "Ett annat avtals");
        return { id: await review({ contract_id: String(contractId) }), own, foreign };
      };
      const task = async (rank: number): Promise<number> => (await taskLevels(database.db)).find((level) => level.rank === rank)!.id;
      const statuses = async (id: number) => (await whole(id)).statuses;
      const report = async (id: number, rows: readonly (readonly [obligationId: number, rank: number | null, comment?: string])[], { context } = controller, from: string | null = null) =>
        reportObligations(context, { id, seen: from ?? statusesSeen(await statuses(id)), rows: await Promise.all(rows.map(async ([obligationId, rank, comment = null]) => ({ obligationId, levelId: rank === null ? null : await task(rank), otherLevelId: null, comment }))) });

      test("is kept wholly or not at all, and another contract's promise is none of it", async () => {
        const { foreign, id, own: [first, second] } = await promised();
        expect(await report(id, [[first!, 1], [second!, 2]])).toMatchObject({ ok: false, failure: { code: "bad-field", field: `comment-${second}`, message: "»Städning«: skriv varför det inte pågår enligt plan." } });
        expect(fieldOf(await report(id, [[first!, 1], [foreign, 1]]))).toBe(`level-${foreign}`);
        expect(fieldOf(await report(id, [[first!, 1], [second!, 2, "x".repeat(4_001)]]))).toBe(`comment-${second}`);
        const odd = await reportObligations(controller.context, { id, seen: statusesSeen([]), rows: [{ obligationId: first!, levelId: (await questionLevels(database.db))[0]!.id, otherLevelId: null, comment: null }] });
        expect(fieldOf(odd), "a level of another scale").toBe(`level-${first}`);
        expect(await statuses(id)).toEqual([]);
        expect(await valueOf(report(id, [[first!, 1], [second!, 3, "Uppsagt"]]))).toEqual({ changed: 2 });
        expect(await valueOf(report(id, [[first!, 1], [second!, 3, "Uppsagt"]]))).toEqual({ changed: 0 });
        // A status that is taken away is none.
        expect(await valueOf(report(id, [[second!, null]]))).toEqual({ changed: 1 });
        expect((await statuses(id)).map(({ level, obligationId }) => [obligationId, level.rank])).toEqual([[first, 1]]);
      });
      test("that two report at once: one is kept, and the other is told that somebody was before them", async () => {
        const { id, own: [first, second] } = await promised();
        const from = statusesSeen([]);
        const both = await Promise.all([report(id, [[first!, 1]], controller, from), report(id, [[second!, 1]], secretary, from)]);
        expect(both.map(codeOf).toSorted()).toEqual(["changed", "ok"]);
        expect(wordsOf(both.find(({ ok }) => !ok)!)).toMatch(/^Någon annan har fört in åtaganden under tiden\./);
        expect((await statuses(id)).length).toBe(1);
      });
      test("and holds no more is not asked about, where it was not reported", async () => {
        const { id, own: [first, second] } = await promised();
        await valueOf(report(id, [[first!, 1]]));
        for (const own of [first!, second!]) await valueOf(changeContractObligation(controller.context, { id: own, version: 1, fields: { ended_on: DAY } }));
        expect((await whole(id)).obligations.map((one) => one.id)).toEqual([first]);
      });
    });
  });

  describe("contracts", () => {
    test("that others hang on are not taken away: it is told in words, and nothing is lost", async () => {
      const id = await contract();
      const supplierId = (await valueOf(addContractSupplier(controller.context, { ...place(), fields: { contract_id: String(id), name: "Bolaget AB", placed: "yes" } }))).id;
      const refused = await removeContract(controller.context, { id, version: 1, reason: "Fel" });
      expect(refused).toMatchObject({ ok: false, failure: { code: "in-use", message: "Avtalet har leverantörer; ta först bort det som hör till, eller skriv när det slutar gälla." } });
      expect((await listContracts(database.db, town.committeeId)).map((one) => one.id)).toContain(id);
      expect((await listSuppliers(database.db, town.committeeId)).map((one) => one.id)).toContain(supplierId);
      await valueOf(removeContractSupplier(controller.context, { id: supplierId, version: 1, reason: "Fel" }));
      expect(codeOf(await removeContract(controller.context, { id, version: 1, reason: "Fel" }))).toBe("ok");
    });
    test("of another committee are not named by what belongs to them", async () => {
      const [own, foreign, foreignForm] = [await contract(), await contract({}, elsewhere, town.otherId), await form(QUESTIONS, elsewhere, town.otherId)];
      // Also by who sees both.
      const both = await personWith(database, "controller", null);
      for (const { context } of [controller, both]) {
        const named = { contract_id: String(foreign) };
        const refused = [
          await addContractSupplier(context, { ...place(), fields: { ...named, name: "Bolaget AB", placed: "no" } }), await addContractObligation(context, { ...place(), fields: { ...named, interval: "week", name: "Möte" } }), await addContractReview(context, { ...yearly(), fields: { ...named, kind: "full" } }),
        ];
        expect(refused.map(fieldOf)).toEqual(["contract_id", "contract_id", "contract_id"]);
        expect(new Set(refused.map(wordsOf))).toEqual(new Set(["Avtalet är inte nämndens."]));
        expect(fieldOf(await addContractReview(context, { ...yearly(), fields: { contract_id: String(own), kind: "full", form_id: String(foreignForm) } }))).toBe("form_id");
        expect(fieldOf(await addContract(context, { ...place(), fields: { name: "Boende", form: "lou", valid_from: DAY, unit_id: String(town.otherId) } }))).toBe("unit_id");
      }
      const supplier = (await valueOf(addContractSupplier(controller.context, { ...place(), fields: { contract_id: String(own), name: "Bolaget AB", placed: "no" } }))).id;
      expect(fieldOf(await changeContractSupplier(controller.context, { id: supplier, version: 1, fields: { contract_id: String(foreign) } }))).toBe("contract_id");
      expect(fieldOf(await changeContractSupplier(controller.context, { id: supplier, version: 1, fields: { contract_id: "999999" } }))).toBe("contract_id");
    });
    test("are one row each: the same supplier, promise or form is not entered twice", async () => {
      const contract_id = String(await contract());
      const twice = async (add: () => Promise<Outcome<unknown>>) => [codeOf(await add()), codeOf(await add())];
      expect(await twice(() => addContractSupplier(controller.context, { ...place(), fields: { contract_id, name: "Bolaget AB", placed: "no" } }))).toEqual(["ok", "same-row"]);
      expect(await twice(() => addContractObligation(controller.context, { ...place(), fields: { contract_id, interval: "week", name: "Möte" } }))).toEqual(["ok", "same-row"]);
      expect(codeOf(await addContractObligation(controller.context, { ...place(), fields: { contract_id, interval: "month", name: "Möte" } }))).toBe("ok");
      const name = `Mall ${randomUUID()}`;
      expect(await twice(() => addReviewForm(controller.context, { ...place(), fields: { name, questions: QUESTIONS } }))).toEqual(["ok", "same-row"]);
    });
    test("of a file are taken all or none, with the line of what cannot be; read again they change nothing", async () => {
      const rows = ["Ramavtal A", "Ramavtal B"].map((name, index) => ({ line: index + 2, key: null, fields: { name, form: "framework", valid_from: "2024-01-01", valid_to: "2027-12-31" } }));
      const take = (context: Context, own: typeof rows) => takeContracts(context, { ...place(), rows: own, fileName: "avtal.csv" });
      const before = (await listContracts(database.db, town.committeeId)).length;
      const bad = await take(controller.context, [rows[0]!, { ...rows[1]!, fields: { ...rows[1]!.fields, valid_to: "2023-12-31" } }]);
      expect(bad).toMatchObject({ ok: false, failure: { code: "bad-field", field: "valid_to", message: "Rad 3. Avtalet slutar före det börjar, 2024-01-01." } });
      expect((await listContracts(database.db, town.committeeId)).length).toBe(before);
      expect([await valueOf(take(controller.context, rows)), await valueOf(take(secretary.context, rows))]).toEqual([{ added: 2, changed: 0, unchanged: 0 }, { added: 0, changed: 0, unchanged: 2 }]);
      expect((await listContracts(database.db, town.committeeId)).length).toBe(before + 2);
    });
  });

  describe("places, licences and visits", () => {
    const premises = async (fields: Fields = {}, { context } = controller, committeeId = town.committeeId): Promise<number> => (await valueOf(addLicensedPlace(context, { ...place(committeeId), fields: { name: `Krogen ${randomUUID()}`, orientation: "evening", ...fields } }))).id;
    const visit = (placeId: number, own: Fields = {}): Fields => ({ place_id: String(placeId), what: "outer", on_date: DAY, kinds: "serving-public", evening: "no", in_round: "no", with_police: "no", result: "good", ...own });
    const visits = async (placeId: number, committeeId = town.committeeId) => (await loadInspections(database.db, committeeId)).inspections.filter((one) => one.placeId === placeId);

    test("of another committee are not named by licences, events, visits and notifications", async () => {
      const [own, foreign] = [await premises(), await premises({}, elsewhere, town.otherId)];
      const both = await personWith(database, "controller", null);
      for (const { context } of [controller, both]) {
        const place_id = String(foreign);
        const refused = [
          await addLicence(context, { ...place(), fields: { place_id, kind: "tobacco", holder: "Bolaget AB", valid_from: DAY } }), await addLicenceEvent(context, { ...place(), fields: { place_id, kind: "warning", on_date: DAY, number: "1" } }),
          await addInspection(context, { committeeId: town.committeeId, fields: visit(foreign) }), await addLicenceNotice(context, { ...place(), fields: { place_id, received_on: DAY, kind: "staff", body: "Ny" } }),
        ];
        expect(refused.map(fieldOf)).toEqual(["place_id", "place_id", "place_id", "place_id"]);
        expect(new Set(refused.map(wordsOf))).toEqual(new Set(["Stället är inte nämndens."]));
      }
      const { id } = await valueOf(addInspection(controller.context, { committeeId: town.committeeId, fields: visit(own) }));
      expect(fieldOf(await changeInspection(controller.context, { id, version: 1, fields: { place_id: String(foreign) } }))).toBe("place_id");
      // An event need not be a place's.
      expect(codeOf(await addLicenceEvent(controller.context, { ...place(), fields: { kind: "training", on_date: DAY, number: "2" } }))).toBe("ok");
    });
    test("a place that has a licence or a visit is not taken away", async () => {
      const id = await premises();
      await valueOf(addLicence(controller.context, { ...place(), fields: { place_id: String(id), kind: "tobacco", holder: "Bolaget AB", valid_from: DAY } }));
      const removed = await removeLicensedPlace(controller.context, { id, version: 1, reason: "Fel" });
      expect(removed).toMatchObject({ ok: false, failure: { code: "in-use" } });
      expect(wordsOf(removed)).toMatch(/^Stället har (tillstånd|besök)/);
    });
    test("a visit sent twice with its form's key is one row, also where both come at once", async () => {
      const id = await premises();
      const sentKey: string = randomUUID();
      const send = ({ context }: Person, key = sentKey) => addInspection(context, { committeeId: town.committeeId, fields: visit(id), sentKey: key });
      const first = await valueOf(send(controller));
      expect(first.added).toBe(true);
      expect(await valueOf(send(controller))).toEqual({ id: first.id, added: false });
      expect((await visits(id)).length).toBe(1);
      expect(await eventsOf(`inspection:${first.id}`)).toBe(1);
      const together = randomUUID();
      const reporter = await personWith(database, "reporter", town.committeeId);
      const all = await Promise.all([controller, reporter, controller, reporter].map((one) => send(one, together)));
      expect(all.map(codeOf)).toEqual(["ok", "ok", "ok", "ok"]);
      expect(all.filter((one) => one.ok && one.value.added).length).toBe(1);
      expect(new Set(all.map((one) => (one.ok ? one.value.id : null))).size).toBe(1);
      expect((await visits(id)).length).toBe(2);
      expect((await valueOf(send(controller, randomUUID()))).added).toBe(true);
      expect(codeOf(await send(controller, "samma nyckel"))).toBe("bad-key");
    });
    test("a visit says who made it, and one with a deficiency what it is and when it is followed up", async () => {
      const id = await premises();
      const add = (own: Fields) => addInspection(controller.context, { committeeId: town.committeeId, fields: visit(id, own) });
      expect([await add({ result: "deficient" }), await add({ result: "deficient", findings: "Ingen ansvarig" }), await add({ kinds: "sprit" }), await add({ on_date: daysAfter(today(), 1) })].map(fieldOf)).toEqual(["findings", "follow_on", "kinds", "on_date"]);
      expect(await visits(id)).toEqual([]);
      await valueOf(add({ result: "deficient", findings: "Ingen ansvarig", follow_on: `${YEAR}-06-01` }));
      expect((await visits(id)).map(({ inspector, result }) => [inspector, result])).toEqual([[controller.actor.key, "deficient"]]);
    });

    describe("the holder's own page", () => {
      const notices = async (placeId: number, committeeId = town.committeeId) => (await listNotices(database.db, committeeId)).filter((one) => one.placeId === placeId);
      const tell = (placeId: number, sentKey: string, fields: Fields = {}) => leaveNotice(database.db, { committeeId: town.committeeId, placeId, sentKey, fields: { kind: "staff", body: "Ny serveringsansvarig.", ...fields } });
      test("has one address at a time: a new one ends the one before, and is kept as a fingerprint", async () => {
        const id = await premises();
        expect(await linkSince(database.db, id)).toBeNull();
        const first = await valueOf(makeLicenceLink(controller.context, { placeId: id }));
        expect((await findHoldersPage(database.db, first.token))?.place.id).toBe(id);
        const second = await valueOf(makeLicenceLink(controller.context, { placeId: id }));
        expect(await findHoldersPage(database.db, first.token)).toBeNull();
        expect((await findHoldersPage(database.db, second.token))?.place.id).toBe(id);
        expect(await linkSince(database.db, id)).not.toBeNull();
        const kept = JSON.stringify(await database.db.selectFrom("licence_link").selectAll().execute()) + JSON.stringify(await loadHistory(database.db, `licensed_place:${id}`));
        for (const { token } of [first, second]) expect(kept).not.toContain(token);
        expect(codeOf(await makeLicenceLink(elsewhere.context, { placeId: id }))).toBe("no-licensed-place");
        expect(codeOf(await makeLicenceLink(controller.context, { placeId: 999_999 }))).toBe("no-licensed-place");
      });
      test("shows its own place, and nothing of another's", async () => {
        const [id, other] = [await premises(), await premises()];
        for (const own of [id, other]) await valueOf(addLicence(controller.context, { ...place(), fields: { place_id: String(own), kind: "tobacco", holder: `Innehavare ${own}`, valid_from: DAY } }));
        await tell(other, randomUUID());
        const { token } = await valueOf(makeLicenceLink(controller.context, { placeId: id }));
        const page = (await findHoldersPage(database.db, token))!;
        expect([page.place.id, page.licences.map(({ holder }) => holder), page.notices]).toEqual([id, [`Innehavare ${id}`], []]);
      });
      test("a notification sent twice with its form's key is one row, also where both come at once", async () => {
        const id = await premises();
        const [first, second] = [randomUUID(), randomUUID()];
        await tell(id, first);
        await tell(id, first);
        expect((await notices(id)).map(({ body, receivedOn }) => [body, receivedOn])).toEqual([["Ny serveringsansvarig.", today()]]);
        await Promise.all(Array.from({ length: 4 }, () => tell(id, second)));
        expect((await notices(id)).length).toBe(2);
        for (const one of await notices(id)) expect(await eventsOf(`licence_notice:${one.id}`)).toBe(1);
      });
      test("a notification that cannot be is refused with its field, and is not kept", async () => {
        const id = await premises();
        const refusal = async (fields: Fields): Promise<string | undefined> => { try { await tell(id, randomUUID(), fields); return "ok"; } catch (error) { if (!(error instanceof Refused)) throw error; return error.failure.field; } };
        expect([await refusal({ body: " " }), await refusal({ kind: "party" }), await refusal({ kind: "extended-hours" }), await refusal({ from_date: "2026-05-02", to_date: "2026-05-01" }), await refusal({ from_date: "i morgon" }), await refusal({ kind: "extended-hours", from_date: "2020-12-31", to_date: "2021-01-01" })]).toEqual(["body", "kind", "from_date", "to_date", "from_date", "from_date"]);
        expect(await notices(id)).toEqual([]);
      });
      test("what is asked of the holder is answered once, by the holder of that place, and only when it is asked", async () => {
        const [id, other] = [await premises(), await premises()];
        await tell(id, randomUUID());
        const [told] = await notices(id);
        const answer = async (placeId: number, seen: number, note: string | null): Promise<string> => { try { await answerNotice(database.db, { placeId, noticeId: told!.id, seen, note }); return "ok"; } catch (error) { if (!(error instanceof Refused)) throw error; return error.failure.code; } };
        expect(await answer(id, 0, "Högst 80.")).toBe("no-step");
        await valueOf(takeNoticeStep(controller.context, { id: told!.id, kind: "completed", seen: 0, onDate: null, note: "Hur många?" }));
        expect([await answer(other, 1, "Högst 80."), await answer(id, 1, " "), await answer(id, 0, "Högst 80."), await answer(id, 1, "Högst 80."), await answer(id, 1, "Högst 80.")]).toEqual(["no-licence-notice", "bad-field", "changed", "ok", "ok"]);
        expect((await notices(id))[0]!.steps.map(({ kind, note }) => [kind, note])).toEqual([["completed", "Hur många?"], ["supplemented", "Högst 80."]]);
      });
      test("what is asked for is granted or refused, what is told is noted; the holder reads what came of it", async () => {
        const id = await premises();
        await tell(id, randomUUID(), { kind: "extended-hours", from_date: "2048-06-19" });
        await tell(id, randomUUID());
        const [asked, told] = await notices(id);
        const take = (notice: number, kind: string, seen: number, note: string | null = "Till 02.00.") => takeNoticeStep(controller.context, { id: notice, kind, seen, onDate: null, note });
        expect([await take(asked!.id, "noted", 0), await take(told!.id, "granted", 0), await take(asked!.id, "refused", 0, " "), await take(asked!.id, "completed", 0), await take(asked!.id, "granted", 1), await take(asked!.id, "refused", 2), await take(told!.id, "noted", 0, null)].map(codeOf)).toEqual(["no-step", "no-step", "bad-field", "ok", "ok", "no-step", "ok"]);
        const { token } = await valueOf(makeLicenceLink(controller.context, { placeId: id }));
        expect((await findHoldersPage(database.db, token))!.notices.map(({ steps }) => steps.at(-1)).map((step) => [step?.kind, step?.note])).toEqual([["granted", "Till 02.00."], ["noted", null]]);
      });
    });
  });

  describe("who has no role in the committee", () => {
    /** Everything of a committee that a person sees, by name. */
    const all = async (db: Db, committeeId: number): Promise<Readonly<Record<string, number>>> => {
      const { events, inspections, licences, places } = await loadInspections(db, committeeId);
      const rows = async (table: string): Promise<number> => (await db.selectFrom(table).selectAll().execute()).length;
      return {
        contracts: (await listContracts(db, committeeId)).length, suppliers: (await listSuppliers(db, committeeId)).length, obligations: (await listObligations(db, committeeId)).length, forms: (await listReviewForms(db, committeeId)).length, reviews: (await listReviews(db, committeeId)).length,
        answers: await rows("contract_review_answer"), statuses: await rows("contract_review_obligation"), places: places.length, licences: licences.length, inspections: inspections.length, events: events.length, notices: (await listNotices(db, committeeId)).length, steps: await rows("licence_notice_step"), links: await rows("licence_link"),
      };
    };
    let kept: { contract: number; review: number; place: number; licence: number; inspection: number; notice: number };
    beforeAll(async () => {
      const contractId = await contract({ name: "Hemligt avtal" });
      await valueOf(addContractSupplier(controller.context, { ...place(), fields: { contract_id: String(contractId), name: "Bolaget AB", placed: "no" } }));
      const obligationId = (await valueOf(addContractObligation(controller.context, { ...place(), fields: { contract_id: String(contractId), interval: "week", name: "Möte" } }))).id;
      const id = await review({ contract_id: String(contractId), form_id: String(await form()) }, YEAR + 5);
      await valueOf(beginReview(controller.context, { id }));
      await valueOf(reportObligations(controller.context, { id, seen: statusesSeen([]), rows: [{ obligationId, levelId: (await taskLevels(database.db))[0]!.id, otherLevelId: null, comment: null }] }));
      const placeId = (await valueOf(addLicensedPlace(controller.context, { ...place(), fields: { name: "Hemliga krogen", orientation: "day" } }))).id;
      const licenceId = (await valueOf(addLicence(controller.context, { ...place(), fields: { place_id: String(placeId), kind: "serving-public", holder: "Bolaget AB", valid_from: DAY } }))).id;
      const { id: inspectionId } = await valueOf(addInspection(controller.context, { committeeId: town.committeeId, fields: { place_id: String(placeId), what: "outer", on_date: DAY, kinds: "serving-public", evening: "no", in_round: "no", with_police: "no", result: "good" } }));
      await valueOf(addLicenceEvent(controller.context, { ...place(), fields: { kind: "warning", on_date: DAY, number: "1" } }));
      const noticeId = (await valueOf(addLicenceNotice(controller.context, { ...place(), fields: { place_id: String(placeId), received_on: DAY, kind: "staff", body: "Ny" } }))).id;
      await valueOf(takeNoticeStep(controller.context, { id: noticeId, kind: "noted", seen: 0, onDate: null, note: null }));
      await valueOf(makeLicenceLink(controller.context, { placeId }));
      kept = { contract: contractId, review: id, place: placeId, licence: licenceId, inspection: inspectionId, notice: noticeId };
    });
    /** Every way to change what is kept, and what it answers. */
    const tries = async ({ context }: Person): Promise<string[]> => [
      await addContract(context, { ...place(), fields: { name: "Nytt", form: "lou", valid_from: DAY } }), await changeContract(context, { id: kept.contract, version: 1, fields: { name: "Ändrat" } }), await removeContract(context, { id: kept.contract, version: 1, reason: "Fel" }), await takeContracts(context, { ...place(), rows: [], fileName: "avtal.csv" }),
      await addContractReview(context, { ...yearly(), fields: { contract_id: String(kept.contract), kind: "full" } }), await beginReview(context, { id: kept.review }), await answerReview(context, { id: kept.review, seen: "", answers: [] }), await reportObligations(context, { id: kept.review, seen: "", rows: [] }), await addReviewForm(context, { ...place(), fields: { name: "Mall", questions: QUESTIONS } }),
      await addLicensedPlace(context, { ...place(), fields: { name: "Ny krog", orientation: "day" } }), await changeLicensedPlace(context, { id: kept.place, version: 1, fields: { name: "Ändrad" } }), await changeLicence(context, { id: kept.licence, version: 1, fields: { holder: "Ändrad" } }),
      await addInspection(context, { committeeId: town.committeeId, fields: {} }), await changeInspection(context, { id: kept.inspection, version: 1, fields: { result: "minor" } }), await addInspectionTarget(context, { ...yearly(), fields: { what: "round", rule: "number", number: "2" } }), await addLicenceNotice(context, { ...place(), fields: { place_id: String(kept.place), received_on: DAY, kind: "staff", body: "Ny" } }), await takeNoticeStep(context, { id: kept.notice, kind: "noted", seen: 1, onDate: null, note: null }), await makeLicenceLink(context, { placeId: kept.place }),
    ].map(codeOf);

    test("neither sees nor changes what is kept of contracts and inspections", async () => {
      for (const person of [await personWith(database, "controller", town.otherId), await personWith(database, null, null)]) {
        const sees = await all(person.context.db, town.committeeId);
        expect(Object.entries(sees).filter(([, count]) => count !== 0)).toEqual([]);
        const codes = await tries(person);
        expect(codes.filter((code) => code === "ok")).toEqual([]);
        expect(codes.filter((code) => code !== "forbidden" && !code.startsWith("no-"))).toEqual([]);
      }
    });
    test("an elected member of the committee reads all of it and changes nothing", async () => {
      const member = await personWith(database, "elected-member", town.committeeId);
      const everything = await all(controller.context.db, town.committeeId);
      expect(Object.entries(everything).filter(([, count]) => count === 0)).toEqual([]);
      expect(await all(member.context.db, town.committeeId)).toEqual(everything);
      expect(new Set(await tries(member))).toEqual(new Set(["forbidden"]));
      expect(await all(member.context.db, town.committeeId)).toEqual(everything);
    });
    test("who keeps contracts is not by that who keeps inspections, and the other way about", async () => {
      const reporter = await personWith(database, "reporter", town.committeeId);
      expect([await addContract(reporter.context, { ...place(), fields: { name: "Nytt", form: "lou", valid_from: DAY } }), await addContract(secretary.context, { ...place(), fields: { name: `Nytt ${randomUUID()}`, form: "lou", valid_from: DAY } })].map(codeOf)).toEqual(["forbidden", "ok"]);
      expect([await makeLicenceLink(secretary.context, { placeId: kept.place }), await makeLicenceLink(reporter.context, { placeId: kept.place })].map(codeOf)).toEqual(["forbidden", "ok"]);
    });
  });
});
