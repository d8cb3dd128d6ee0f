import { listCommittees } from "../organisation/unit-reads.ts";
import { pageHref } from "../organisation/scope.ts";
import { listUsers, loadActor } from "../people/user-reads.ts";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import type { Letter } from "../platform/mail/mailer.ts";
import { listDueDays } from "./due-day-reads.ts";
import type { DueDay } from "./due-day.ts";
import { dueLetter } from "./due-letter.ts";
import { findDueLetterRow } from "./due-letter-store.ts";

/** Somebody who may have letters, and which days are theirs to see to. */
export interface LetterReader {
  readonly userId: number;
  keeps(day: DueDay): boolean;
}
const readerOf = async (db: Db, user: { readonly id: number; readonly name: string }): Promise<LetterReader> => {
  const actor = await loadActor(db, user, "job");
  return { userId: user.id, keeps: ({ action, reach }) => actor.roleFor(action, reach) !== null };
};
/** All who have an address, with what they may see to. */
export async function letterReaders(db: Db): Promise<LetterReader[]> {
  const readers: LetterReader[] = [];
  for (const user of await listUsers(db)) if (user.email && !user.deactivatedAt && !user.erasedAt) readers.push(await readerOf(db, user));
  return readers;
}
/** A letter that is to go out, with what is due when it does; null where it has gone out, or nothing is due any more. */
export async function findDueLetter(db: Db, id: number, origin: string): Promise<Letter | null> {
  const row = await findDueLetterRow(db, id);
  if (!row || row.sentAt !== null) return null;
  const on = today();
  const committee = (await listCommittees(db)).find((one) => one.id === row.committeeId);
  const user = (await listUsers(db)).find((one) => one.id === row.userId);
  if (!committee || !user?.email || user.deactivatedAt) return null;
  const scope = { committee, year: Number(on.slice(0, 4)) };
  const { keeps } = await readerOf(db, user);
  const days = (await listDueDays(db, scope, on)).filter(keeps);
  return days.length === 0 ? null : { to: user.email, id: `bevakning-${id}`, ...dueLetter({ name: user.name, committee: committee.name, days, on, href: `${origin}${pageHref(scope, "uppfoljning", "/bevakning")}` }) };
}
