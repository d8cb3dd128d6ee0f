import { today } from "../platform/clock.ts";
import { command, outcomeCommand, type CommandContext } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { Refused } from "../platform/outcome.ts";
import { listUsers } from "../people/user-reads.ts";
import { findFollowUpPlace, loadReminderTasks } from "./follow-up-reads.ts";
import { stateOf } from "./follow-up-task.ts";
import { isReminderDay } from "./reminder.ts";
import { addReminder, loadReminders, noteReminder, openFollowUps } from "./reminder-store.ts";
import type { FollowUpPlace } from "./follow-up-store.ts";

/** Hands a letter over to the queue, in the transaction that it is decided in. */
export type SendReminder = (reminderId: number, db: Db) => Promise<unknown>;

/** Asks for letters to all who have something left of one follow-up; answers how many there are. */
async function ask(context: CommandContext, place: FollowUpPlace, send: SendReminder, isDue: (userId: number) => Promise<boolean> | boolean): Promise<number> {
  const found = await findFollowUpPlace(context.db, place);
  if (!found) return 0;
  let asked = 0;
  const people = new Map((await listUsers(context.db)).map((user) => [user.id, user]));
  for (const { userId } of await loadReminderTasks(context.db, found)) {
    const user = people.get(userId);
    if (!user?.email || user.deactivatedAt || user.erasedAt || !(await isDue(userId))) continue;
    const id = await addReminder(context.db, place, userId, today(), context.actor.key);
    if (id === null) continue;
    await send(id, context.db);
    asked++;
  }
  return asked;
}

/** Reminds all who have something left of an open follow-up, at once; nobody twice on a day. */
export const remindNow = outcomeCommand("follow-up.lead", async (context, { send, ...place }: FollowUpPlace & { readonly send: SendReminder | null }): Promise<{ asked: number }> => {
  context.permit(place.committeeId);
  if (!send) throw new Refused({ code: "no-mail", message: "E-post är inte inställd i installationen; den som sköter driften ställer in SMTP_URL och MAIL_FROM." });
  const found = await findFollowUpPlace(context.db, place);
  if (!found) throw new Refused({ code: "no-point", message: "Uppföljningstillfället finns inte i kommunen." });
  if (stateOf(found.steps) !== "open") throw new Refused({ code: "not-open", message: "Uppföljningen är inte öppen; öppna den först." });
  const asked = await ask(context, place, send, () => true);
  if (!asked) throw new Refused({ code: "nobody", message: "Ingen att påminna: de som har något kvar är redan påminda i dag, eller har ingen e-postadress." });
  context.record({ action: "follow-up.reminded", subject: `follow_up:${place.committeeId}`, details: { point: place.pointId, people: asked } });
  return { asked };
});

/** Asks for the day's letters, of all follow-ups that are open: a week apart for each person. */
export const remindDue = command("follow-up.lead", async (context, { send }: { readonly send: SendReminder }): Promise<number> => {
  context.permit("installation");
  let asked = 0;
  for (const place of await openFollowUps(context.db)) {
    const found = await findFollowUpPlace(context.db, place);
    if (!found) continue;
    const earlier = await loadReminders(context.db, place);
    const lastOf = (userId: number) => earlier.findLast((one) => one.userId === userId)?.onDay ?? null;
    const own = await ask(context, place, send, (userId) => isReminderDay(found.steps, lastOf(userId), today()));
    if (own) context.record({ action: "follow-up.reminded", subject: `follow_up:${place.committeeId}`, details: { point: place.pointId, people: own } });
    asked += own;
  }
  return asked;
});

/** Keeps what became of a letter: sent, or not taken by the mail server, and why. */
export const noteLetter = command("follow-up.lead", async (context, { failure, reminderId }: { readonly reminderId: number; readonly failure: string | null }): Promise<null> => {
  context.permit("installation");
  await noteReminder(context.db, reminderId, failure === null ? { sentAt: new Date().toISOString() } : { failure });
  return null;
});
