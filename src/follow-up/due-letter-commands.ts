import { listCommittees } from "../organisation/unit-reads.ts";
import { listUsers } from "../people/user-reads.ts";
import { today } from "../platform/clock.ts";
import { command } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { listDueDays } from "./due-day-reads.ts";
import { daysOf } from "./due-letter-reads.ts";
import { addDueLetter, lastDueLetters, noteDueLetterRow } from "./due-letter-store.ts";
import { isDueLetterDay } from "./due-letter.ts";

/** Hands a letter over to the queue, in the transaction that it is decided in. */
export type SendDueLetter = (letterId: number, db: Db) => Promise<unknown>;

/** Asks for the day's letters of what is due in registers, of all committees, to those who keep them. The example's are sent to nobody. */
export const askDueLetters = command("follow-up.lead", async (context, { on = today(), send }: { readonly send: SendDueLetter; /** ISO date; today where it is left out. */ readonly on?: string }): Promise<number> => {
  context.permit("installation");
  const { db } = context;
  const people = (await listUsers(db)).filter((user) => user.email && !user.deactivatedAt && !user.erasedAt);
  let asked = 0;
  for (const committee of await listCommittees(db)) {
    const days = await listDueDays(db, { committee, year: Number(on.slice(0, 4)) }, on);
    if (committee.example || days.length === 0) continue;
    const last = await lastDueLetters(db, committee.id);
    let own = 0;
    for (const user of people) {
      if (!isDueLetterDay(await daysOf(db, user, days), last.get(user.id) ?? null, on)) continue;
      const id = await addDueLetter(db, committee.id, user.id, on);
      if (id === null) continue;
      await send(id, db);
      own++;
    }
    if (own) context.record({ action: "due-letter.asked", subject: `due_letter:${committee.id}`, details: { people: own } });
    asked += own;
  }
  return asked;
});

/** Keeps what became of a letter: sent, or not taken by the mail server, and why. */
export const noteDueLetter = command("follow-up.lead", async (context, { failure, letterId }: { readonly letterId: number; readonly failure: string | null }): Promise<null> => {
  context.permit("installation");
  await noteDueLetterRow(context.db, letterId, failure === null ? { sent_at: new Date().toISOString(), failure: null } : { failure });
  return null;
});
