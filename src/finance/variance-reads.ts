import { lineLabel } from "../ledger/account-map.ts";
import { pageHref } from "../organisation/scope.ts";
import { listCommittees, listUnits } from "../organisation/unit-reads.ts";
import { spokenOfOn } from "../organisation/unit.ts";
import { reaches } from "../people/user-reach.ts";
import { listRoles, listUsers } from "../people/user-reads.ts";
import { isActive } from "../people/user.ts";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import type { Letter } from "../platform/mail/mailer.ts";
import { findExplanation, findNotice, loadUnseenNotices } from "./variance-store.ts";
import { varianceKey, varianceLetter, type VarianceExplanation, type VarianceNotice } from "./variance.ts";

export { loadExplanations as listExplanations, loadNotices as listNotices, loadThreshold as varianceThreshold } from "./variance-store.ts";

/** Who is to be told of a committee's feared deviations: those who have the role executive-office for it. */
export async function executiveOffice(db: Db, committeeId: number): Promise<number[]> {
  const units = new Map((await listUnits(db)).map((unit) => [unit.id, unit]));
  const open = new Set((await listUsers(db)).filter(({ deactivatedAt, erasedAt }) => !deactivatedAt && !erasedAt).map(({ id }) => id));
  const roles = (await listRoles(db)).filter((role) => role.role === "executive-office" && isActive(role, today()) && open.has(role.userId) && reaches(role, committeeId, units, today()));
  return [...new Set(roles.map(({ userId }) => userId))];
}

/** A deviation with where it is seen; null where its committee is not to be read. */
async function placed(db: Db, explanation: VarianceExplanation): Promise<{ readonly where: string; readonly href: string } | null> {
  const committee = (await listCommittees(db, explanation.year)).find(({ id }) => id === explanation.committeeId);
  if (!committee) return null;
  const unit = explanation.unitId === null || explanation.unitId === committee.id ? null : (await listUnits(db)).find(({ id }) => id === explanation.unitId);
  return { where: unit ? `${committee.name}, ${spokenOfOn(unit, today()).name}` : committee.name, href: pageHref({ committee, year: explanation.year }, "ekonomi", `/avvikelser?efter=${explanation.month}#avvikelse-${varianceKey(explanation)}`) };
}

/** The letter of a notice; null where it has gone out, or cannot. */
export async function findVarianceLetter(db: Db, noticeId: number, origin: string): Promise<Letter | null> {
  const notice = await findNotice(db, noticeId);
  if (!notice || notice.sentAt !== null) return null;
  const explanation = await findExplanation(db, notice.explanationId);
  const user = (await listUsers(db)).find(({ id }) => id === notice.userId);
  const place = explanation && (await placed(db, explanation));
  if (!explanation || !place || !user?.email || user.deactivatedAt) return null;
  return { to: user.email, id: `avvikelse-${noticeId}`, ...varianceLetter({ explanation, name: user.name, where: place.where, lineName: lineLabel(explanation.line), href: `${origin}${place.href}` }) };
}

export interface FearedVariance {
  readonly notice: VarianceNotice;
  readonly explanation: VarianceExplanation;
  readonly where: string;
  readonly href: string;
}
/** What a user has been told of and has not said that they have seen, the oldest first, no more than so many. */
export async function listFearedVariances(db: Db, userId: number | null, most: number): Promise<FearedVariance[]> {
  const found: FearedVariance[] = [];
  for (const notice of userId === null ? [] : (await loadUnseenNotices(db, userId)).slice(0, most)) {
    const explanation = await findExplanation(db, notice.explanationId);
    const place = explanation && (await placed(db, explanation));
    if (explanation && place) found.push({ notice, explanation, ...place });
  }
  return found;
}
