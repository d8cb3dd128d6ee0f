import { createHash } from "node:crypto";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { pageHref } from "../organisation/scope.ts";
import { listCommittees, listUnits } from "../organisation/unit-reads.ts";
import { belongsTo } from "../organisation/unit.ts";
import { listRoles, loadActor } from "../people/user-reads.ts";
import { isActive } from "../people/user.ts";
import { storedTime, today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { counted } from "../platform/swedish.ts";
import { listDueDays } from "./due-day-reads.ts";
import { isSilent, outsideWords } from "./due-day.ts";
import type { CalendarFeedDay } from "./calendar-feed-adapter.ts";
import { loadRound } from "./follow-up-reads.ts";
import { isOwnTask, stateOf } from "./follow-up-task.ts";

export { feedMadeAt, feedUser } from "./calendar-feed-store.ts";

const SHOWN = 20;

/**
 * A person's follow-ups, of this year and the next, in the committees that they have a role in or under: a day for each, with
 * what they have left of one that is open, and the days of the registers that they keep: of what is confidential nothing but
 * that there is something. The handle is the person's own.
 */
export async function loadFeed(db: Db, userId: number, origin: string): Promise<CalendarFeedDay[]> {
  const units = await listUnits(db);
  const running = Number(today().slice(0, 4));
  const roles = (await listRoles(db, userId)).filter((role) => isActive(role, today()));
  const actor = await loadActor(db, { id: userId, name: "" }, "web");
  const days: CalendarFeedDay[] = [];
  for (const year of [running, running + 1]) {
    for (const committee of await listCommittees(db, year)) {
      if (!roles.some(({ unitId }) => unitId === null || belongsTo(units, unitId, committee.id) || belongsTo(units, committee.id, unitId))) continue;
      const mine = roles.flatMap(({ unitId }) => (unitId !== null && unitId !== committee.id && belongsTo(units, unitId, committee.id) ? [unitId] : []));
      for (const point of (await listFollowUpPoints(db, committee.municipalityId)).filter((one) => one.year === year)) {
        const scope = { committee, year };
        const round = await loadRound(db, scope, point.id);
        if (!round) continue;
        const left = stateOf(round.steps) === "open" ? round.tasks.filter((task) => !task.done && isOwnTask(task, { userId, unitIds: mine }, (unitId, otherId) => belongsTo(units, unitId, otherId))) : [];
        days.push({
          id: `uppfoljning-${committee.id}-${point.id}`, on: point.onDate, title: `${point.name}: ${committee.name}${left.length ? ` (${counted(left.length, "uppgift", "uppgifter")} kvar)` : ""}`,
          text: left.length ? [...left.slice(0, SHOWN).map(({ left: what, text }) => `${text}${what ? ` (${what})` : ""}`), ...(left.length > SHOWN ? [`och ${left.length - SHOWN} till`] : [])].join("\n") : "",
          href: `${origin}${pageHref(scope, "uppfoljning", `?tillfalle=${point.id}`)}`, changedAt: round.steps.at(-1) ? storedTime(round.steps.at(-1)!.at).toISOString() : `${year}-01-01T00:00:00Z`,
        });
      }
      if (year !== running) continue;
      const times = new Map<string, number>();
      for (const due of (await listDueDays(db, { committee, year }, today())).filter(({ action, reach }) => actor.roleFor(action, reach) !== null)) {
        const key = `${due.href} ${due.day}`;
        const time = (times.get(key) ?? 0) + 1;
        times.set(key, time);
        days.push({
          id: `bevakning-${createHash("sha256").update(`${key} ${time}`).digest("hex").slice(0, 24)}`, on: due.day, title: outsideWords(due, committee.name), text: committee.name,
          href: `${origin}${isSilent(due) ? pageHref({ committee, year }, "uppfoljning", "/bevakning") : due.href}`, changedAt: `${year}-01-01T00:00:00Z`,
        });
      }
    }
  }
  return days;
}
