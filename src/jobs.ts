import type { App } from "./app.ts";
import { checkAudit } from "./audit/audit-commands.ts";
import { noteLetter, remindDue, type SendReminder } from "./follow-up/reminder-commands.ts";
import { askDueLetters, noteDueLetter } from "./follow-up/due-letter-commands.ts";
import { findDueLetter } from "./follow-up/due-letter-reads.ts";
import { findLetter } from "./follow-up/follow-up-reads.ts";
import { noteVarianceLetter, type SendNotice } from "./finance/variance-commands.ts";
import { findVarianceLetter } from "./finance/variance-reads.ts";
import { fetchComparison } from "./comparison/comparison-fetch-commands.ts";
import { comparingCommittees } from "./comparison/comparison-reads.ts";
import { today } from "./platform/clock.ts";
import { program } from "./platform/command.ts";
import { startJobs, type JobKind, type Jobs } from "./platform/jobs/jobs.ts";
import type { Log } from "./platform/log.ts";
import type { Letter, Mailer } from "./platform/mail/mailer.ts";
import { tidy } from "./sign-in/sign-in-commands.ts";

export const AUDIT_CHECK = "audit-check";
const REMINDERS = "reminders";
const DUE_LETTERS = "due-letters";
const LETTER = "letter";
/** What a message of that queue names a letter by. */
const KINDS = ["reminder", "notice", "due"] as const;
type LetterKind = (typeof KINDS)[number];

/** Hands reminders over to the queue that sends them; null where no mail server is set. */
export const reminderSender = ({ jobs, mailer }: Pick<App, "jobs" | "mailer">): SendReminder | null => (jobs && mailer ? (id, db) => jobs.send(LETTER, { reminder: String(id) }, db) : null);
/** Hands letters of feared deviations over to the same queue. */
export const noticeSender = ({ jobs, mailer }: Pick<App, "jobs" | "mailer">): SendNotice | null => (jobs && mailer ? (id, db) => jobs.send(LETTER, { notice: String(id) }, db) : null);

/** Letters of follow-ups, of what is due in registers and of feared deviations: asked for each weekday morning, sent one by one. What is kept of a letter is kept once; a mail server that took it before the process died may get it twice, under the same name. */
function mailJobs({ database }: Pick<App, "database">, mailer: Mailer, origin: () => string, log: Log, jobs: () => Jobs): JobKind[] {
  const context = { db: database.db, actor: program("job") };
  const sendLetter = async (letter: Letter, note: (failure: string | null) => Promise<unknown>): Promise<void> => {
    try {
      await mailer.send(letter);
    } catch (error) {
      const failure = (error instanceof Error ? error.message : String(error)).slice(0, 300);
      await note(failure);
      log.warn({ letter: letter.id, failure }, "the mail server did not take a letter");
      throw error;
    }
    await note(null);
  };
  const letters: Readonly<Record<LetterKind, { readonly find: typeof findLetter; note(id: number, failure: string | null): Promise<unknown> }>> = {
    reminder: { find: findLetter, note: (reminderId, failure) => noteLetter(context, { reminderId, failure }) },
    notice: { find: findVarianceLetter, note: (noticeId, failure) => noteVarianceLetter(context, { noticeId, failure }) },
    due: { find: findDueLetter, note: (letterId, failure) => noteDueLetter(context, { letterId, failure }) },
  };
  return [
    { queue: REMINDERS, cron: "3 7 * * 1-5", work: async () => void (await remindDue(context, { send: (id, db) => jobs().send(LETTER, { reminder: String(id) }, db) })) },
    { queue: DUE_LETTERS, cron: "11 7 * * 1-5", work: async () => void (await askDueLetters(context, { send: (id, db) => jobs().send(LETTER, { due: String(id) }, db) })) },
    {
      queue: LETTER, cron: null, patient: true,
      work: async ({ content }) => {
        const kind = KINDS.find((name) => content[name] !== undefined);
        if (!kind) return;
        const { find, note } = letters[kind];
        const id = Number(content[kind]);
        const letter = await find(database.db, id, origin());
        if (letter) await sendLetter(letter, (failure) => note(id, failure));
      },
    },
  ];
}

/** The work that the installation does by itself: what has had its time is taken away each hour, the trail is looked through each night, reminders go out in the morning. */
export async function startAppJobs({ database, kolada, mailer }: Pick<App, "database" | "kolada" | "mailer">, log: Log, origin: () => string): Promise<Jobs> {
  const context = { db: database.db, actor: program("job") };
  const started: Jobs[] = [];
  const jobs = await startJobs(database, [
    { queue: "tidy", cron: "17 * * * *", work: () => tidy(database.db) },
    {
      queue: AUDIT_CHECK, cron: "23 3 * * *",
      work: async ({ content, id }) => {
        const check = await checkAudit(context, { job: id, askedBy: content["askedBy"] ?? "program" });
        if (check.brokenAt !== null) log.error({ brokenAt: check.brokenAt }, "the audit chain is broken");
      },
    },
    ...(kolada ? [{
      queue: "comparison", cron: "41 4 * * 1", patient: true,
      work: async () => {
        for (const committeeId of await comparingCommittees(database.db)) {
          const fetched = await fetchComparison(context, { committeeId, kolada, year: Number(today().slice(0, 4)) });
          if (fetched.ok && fetched.value.drifted) log.warn({ committeeId, drifted: fetched.value.drifted }, "measures in Kolada have other titles than before");
        }
      },
    } satisfies JobKind] : []),
    ...(mailer ? mailJobs({ database }, mailer, origin, log, () => started[0]!) : []),
  ], log);
  started.push(jobs);
  return jobs;
}
