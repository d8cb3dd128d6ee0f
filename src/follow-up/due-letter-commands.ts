import type { Committee } from "../organisation/committee.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { command, type Context } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { listDueDays } from "./due-day-reads.ts";
import { letterReaders, type LetterReader } from "./due-letter-reads.ts";
import { addDueLetter, lastDueLetters, noteDueLetterRow } from "./due-letter-store.ts";
import { isDueLetterDay } from "./due-letter.ts";

/** Hands a letter over to the queue, in the transaction that it is decided in. */
export type SendDueLetter = (letterId: number, db: Db) => Promise<unknown>;

/** Asks for the day's letters of what is due in one committee's registers, to those who keep them. */
export const askDueLettersOf = command("follow-up.lead", async (context, { committee, on, people, send }: { readonly committee: Committee; readonly people: readonly LetterReader[]; readonly on: string; readonly send: SendDueLetter }): Promise<number> => {
  context.permit("installation");
  const { db } = context;
  const days = await listDueDays(db, { committee, year: Number(on.slice(0, 4)) }, on);
  if (days.length === 0) return 0;
  const last = await lastDueLetters(db, committee.id);
  let asked = 0;
  for (const { keeps, userId } of people) {
    if (!isDueLetterDay(days.filter(keeps), last.get(userId) ?? null, on)) continue;
    const id = await addDueLetter(db, committee.id, userId, on);
    if (id === null) continue;
    await send(id, db);
    asked++;
  }
  if (asked) context.record({ action: "due-letter.asked", subject: `due_letter:${committee.id}`, details: { people: asked } });
  return asked;
});
/** The same for all committees, one after the other. The example's are sent to nobody. */
export async function askDueLetters(context: Context, { on = today(), send }: { readonly send: SendDueLetter; /** ISO date; today where it is left out. */ readonly on?: string }): Promise<number> {
  const people = await letterReaders(context.db);
  let asked = 0;
  for (const committee of await listCommittees(context.db)) if (!committee.example) asked += await askDueLettersOf(context, { committee, people, on, send });
  return asked;
}

/** Keeps what became of a letter: sent, or not taken by the mail server, and why. */
export const noteDueLetter = command("follow-up.lead", async (context, { failure, letterId }: { readonly letterId: number; readonly failure: string | null }): Promise<null> => {
  context.permit("installation");
  await noteDueLetterRow(context.db, letterId, failure === null ? { sent_at: new Date().toISOString(), failure: null } : { failure });
  return null;
});
