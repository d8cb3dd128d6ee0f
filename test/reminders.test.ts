import net from "node:net";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { explainVariance } from "../src/finance/variance-commands.ts";
import { listNotices } from "../src/finance/variance-reads.ts";
import { makeFeed } from "../src/follow-up/calendar-feed-commands.ts";
import { delegateTasks, stepFollowUp } from "../src/follow-up/follow-up-commands.ts";
import { listReminders } from "../src/follow-up/follow-up-reads.ts";
import { remindNow } from "../src/follow-up/reminder-commands.ts";
import { noticeSender, reminderSender, startAppJobs } from "../src/jobs.ts";
import { changeIndicator } from "../src/indicators/indicator-commands.ts";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import { program, type Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import type { Jobs } from "../src/platform/jobs/jobs.ts";
import { createLog } from "../src/platform/log.ts";
import { openMailer, type Mailer } from "../src/platform/mail/mailer.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { askDueLetters } from "../src/follow-up/due-letter-commands.ts";
import { today } from "../src/platform/clock.ts";
import { daysAfter } from "../src/platform/days.ts";
import { addFeedback } from "../src/quality/feedback-commands.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

interface Received {
  readonly to: string[];
  readonly text: string;
}
/** A mail server of the test's own, on loopback; it refuses what it is told to refuse. */
function mailServer(): { received: Received[]; refuse: { times: number }; listen: () => Promise<number>; close: () => Promise<void> } {
  const received: Received[] = [];
  const refuse = { times: 0 };
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS"],
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (refuse.times > 0) {
          refuse.times--;
          done(Object.assign(new Error("Mailbox full"), { responseCode: 452 }));
          return;
        }
        received.push({ to: session.envelope.rcptTo.map(({ address }: { address: string }) => address), text: Buffer.concat(parts).toString("utf8") });
        done();
      });
    },
  });
  return { received, refuse, listen: () => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.server.address() as AddressInfo).port))), close: () => new Promise((resolve) => server.close(() => resolve())) };
}
/** A letter's text, out of its transfer encoding. */
const plain = (raw: string): string => {
  const [head = "", ...body] = raw.split("\r\n\r\n");
  const text = body.join("\r\n\r\n");
  return /base64/i.test(head) ? Buffer.from(text, "base64").toString("utf8") : Buffer.from(text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))), "latin1").toString("utf8");
};
const until = async (done: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 150 && !(await done()); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
};

describe.each(ENGINES)("reminders of an open follow-up, on the %s engine", (engine) => {
  const mail = mailServer();
  let database: Database;
  let town: Town;
  let controller: Context;
  let head: { id: number; context: Context };
  let jobs: Jobs;
  let mailer: Mailer;
  let place: { committeeId: number; pointId: number };
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    mailer = openMailer({ url: `smtp://127.0.0.1:${await mail.listen()}`, from: "Rödtråd <rodtrad@ekby.example>" });
    controller = (await personWith(database, "controller", town.committeeId)).context;
    head = await personWith(database, "reporter", town.unitId);
    place = { committeeId: town.committeeId, pointId: town.pointId };
    const start: Context = { db: database.db, actor: program("start") };
    await valueOf(changeIndicator(start, { indicatorId: town.indicatorId, version: 1, fields: { unit_id: String(town.unitId) } }));
    jobs = await startAppJobs({ database, mailer, kolada: null }, createLog("silent"), () => "https://styrning.ekby.example");
  });
  afterAll(async () => {
    await jobs.stop();
    mailer.close();
    await mail.close();
    await database.close();
  });
  const send = () => reminderSender({ jobs, mailer });

  test("nobody is reminded of a follow-up that is not open, nor where there is no mail server", async () => {
    expect(await remindNow(controller, { ...place, send: send() })).toMatchObject({ ok: false, failure: { code: "not-open" } });
    await valueOf(stepFollowUp(controller, { ...place, kind: "opened", reason: null }));
    expect(await remindNow(controller, { ...place, send: null })).toMatchObject({ ok: false, failure: { message: expect.stringContaining("E-post är inte inställd") } });
  });
  test("the unit's head gets a letter of what is left there, who leads of what is nobody's; and not twice on a day", async () => {
    expect(await valueOf(remindNow(controller, { ...place, send: send() }))).toEqual({ asked: 2 });
    await until(() => mail.received.length === 2);
    const texts = mail.received.map(({ text, to }) => ({ to: to[0], text: plain(text), head: text.split("\r\n\r\n")[0]! }));
    const own = texts.find(({ text }) => text.includes("Antal besök"))!;
    expect(own.text).toContain("- Antal besök (februari 2026, mars 2026, april 2026)");
    expect(own.text).toContain(`https://styrning.ekby.example/kulturnamnden/${YEAR}/uppfoljning?tillfalle=${town.pointId}`);
    expect(own.head).toContain("Auto-Submitted: auto-generated");
    expect(texts.find((one) => one !== own)!.text).toContain("ligger hos ingen särskild");
    expect(await remindNow(controller, { ...place, send: send() })).toMatchObject({ ok: false, failure: { code: "nobody" } });
    await until(async () => (await listReminders(database.db, place)).every(({ sentAt }) => sentAt !== null));
    expect((await listReminders(database.db, place)).map(({ failure, sentAt }) => [sentAt !== null, failure])).toEqual([[true, null], [true, null]]);
  });
  test("a task that is handed over is its new holder's; to one who may not do it there it is not handed", async () => {
    const other = await personWith(database, "reporter", town.unitId);
    const stranger = await personWith(database, "reporter", town.otherId);
    const tasks = [`value:${town.indicatorId}`];
    expect(await delegateTasks(head.context, { ...place, tasks, userId: stranger.id })).toMatchObject({ ok: false, failure: { code: "no-user" } });
    await valueOf(delegateTasks(head.context, { ...place, tasks, userId: other.id }));
    // What is the whole committee's is not the unit head's to hand over.
    expect(await delegateTasks(head.context, { ...place, tasks: [`goal:${town.goalId}`], userId: other.id })).toMatchObject({ ok: false, failure: { code: "forbidden" } });
    expect(await valueOf(remindNow(controller, { ...place, send: send() }))).toEqual({ asked: 1 });
    await until(() => mail.received.length === 3);
    expect(plain(mail.received[2]!.text)).toContain("Antal besök");
  });
  test("what is done before the letter goes out is not in it: who has nothing left gets none", async () => {
    const late = await personWith(database, "reporter", town.unitId);
    await valueOf(delegateTasks(controller, { ...place, tasks: [`value:${town.indicatorId}`], userId: late.id }));
    const waiting: number[] = [];
    await valueOf(remindNow(controller, { ...place, send: async (id) => waiting.push(id) }));
    await valueOf(enterValues(head.context, { indicatorId: town.indicatorId, cells: ["02", "03", "04"].map((month) => ({ period: `${YEAR}-${month}-01`, text: "5", version: 0 })) }));
    const before = mail.received.length;
    await jobs.send("letter", { reminder: String(waiting[0]) });
    await until(async () => (await jobs.waiting("letter")) === 0);
    expect(mail.received.length).toBe(before);
  });
  test("a letter that the mail server does not take says why, and is tried again", async () => {
    const fresh = await personWith(database, "controller", town.committeeId);
    await valueOf(delegateTasks(controller, { ...place, tasks: [`goal:${town.goalId}`], userId: fresh.id }));
    mail.refuse.times = 1;
    await valueOf(remindNow(controller, { ...place, send: send() }));
    await until(async () => (await listReminders(database.db, place)).some(({ failure }) => failure !== null));
    expect((await listReminders(database.db, place)).find(({ failure }) => failure !== null)!.failure).toContain("Mailbox full");
    expect(await jobs.waiting("letter")).toBeGreaterThan(0);
  });
  test("a feared deviation goes to the executive committee's office at once, in a letter of its own", async () => {
    const office = await personWith(database, "executive-office", town.municipalityId);
    const before = mail.received.length;
    const input = { committeeId: town.committeeId, unitId: null, year: YEAR, month: 4, line: "staff", variance: "-3200000", explanation: "Fler vikarier", action: "Anställningsstopp", responsible: "Förvaltningschefen", dueOn: null, major: true } as const;
    await valueOf(explainVariance(controller, { ...input, send: noticeSender({ jobs, mailer }) }));
    await until(() => mail.received.length === before + 1);
    const text = plain(mail.received.at(-1)!.text);
    expect(text).toContain("Fler vikarier");
    expect(text).toContain(`https://styrning.ekby.example/kulturnamnden/${YEAR}/ekonomi/avvikelser?efter=4#avvikelse-0-staff`);
    await until(async () => (await listNotices(database.db, town.committeeId, YEAR)).some(({ sentAt, userId }) => userId === office.id && sentAt !== null));
  });
  test("who takes care of feedback is told the day after that some has come in, and is told nothing of it; a calendar tells the same", async () => {
    const place2 = { committeeId: town.committeeId, year: null };
    const received = daysAfter(today(), -1);
    await valueOf(addFeedback({ db: database.db, actor: program("start") }, { ...place2, fields: { received_on: received, channel: "phone", kind: "complaint", subject: "treatment", unit_id: String(town.unitId), body: "Handläggaren skrek åt mig.", wants_answer: "yes", sender: "Kim Ek", contact: "kim@ekby.example" } }));
    const before = mail.received.length;
    const context: Context = { db: database.db, actor: program("job") };
    const ask = (on: string) => askDueLetters(context, { on, send: (id, db) => jobs.send("letter", { due: String(id) }, db) });
    const monday = daysAfter(today(), (8 - new Date(`${today()}T00:00:00Z`).getUTCDay()) % 7 || 7);
    const asked = await ask(monday);
    expect(asked).toBeGreaterThan(0);
    expect(await ask(monday)).toBe(0);
    await until(() => mail.received.length === before + asked);
    const letters = mail.received.slice(before).map(({ text, to }) => ({ to: to[0]!, text: plain(text), whole: text }));
    // The unit's own people and the committee's: of another unit or committee nobody.
    expect(letters.every(({ text }) => text.includes("- Kvalitet: 1 sak att se till, 1 ny"))).toBe(true);
    for (const { text, whole } of letters) for (const word of ["skrek", "Kim Ek", "kim@", "klagomål", "bemötande", "Synpunkt"]) expect(`${text} ${whole.split("\r\n\r\n")[0]}`).not.toContain(word);
    expect(await ask(daysAfter(monday, 1))).toBe(0);
    expect(await ask(daysAfter(monday, 7))).toBe(asked);
    const web = createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    const read = async (who: { id: number; context: Context }) => (await (await web.request(`/kalender/${await makeFeed(who.context, { userId: who.id, remove: false })}.ics`)).text()).replace(/\r\n /g, "");
    const [own, stranger] = [await read(head), await read(await personWith(database, "reporter", town.otherId))];
    expect(own).toContain("SUMMARY:Att se till: Kulturnämnden");
    for (const word of ["klagomål", "synpunkt", "skrek"]) expect(own.toLowerCase()).not.toContain(word);
    expect(stranger).not.toContain("Att se till");
    await makeFeed(head.context, { userId: head.id, remove: true });
  });
  test("a person's calendar program reads their follow-ups at a secret address, until it is taken away", async () => {
    const web = createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    const token = (await makeFeed(head.context, { userId: head.id, remove: false }))!;
    const answer = await web.request(`/kalender/${token}.ics`);
    const text = await answer.text();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
    expect(text.replace(/\r\n /g, "")).toContain("SUMMARY:Uppföljning per april: Kulturnämnden");
    expect(text).toContain(`DTSTART;VALUE=DATE:${YEAR}0430`);
    expect(text).not.toContain("Idrottsnämnden");
    const again = (await makeFeed(head.context, { userId: head.id, remove: false }))!;
    expect((await web.request(`/kalender/${token}.ics`)).status).toBe(404);
    await makeFeed(head.context, { userId: head.id, remove: true });
    expect((await web.request(`/kalender/${again}.ics`)).status).toBe(404);
  });
});
