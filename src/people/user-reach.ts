import { spokenOfOn, type UnitHistory } from "../organisation/unit.ts";
import type { UserRole } from "./user.ts";

export type UserRoleReach = Pick<UserRole, "unitId" | "givenAt">;

/**
 * Whether a role holds for a unit: the unit it was given for, and all below it. A unit that came in under it later, by a
 * reorganisation, is not within it until someone gives the role anew; one that was new there, or only moved within it, is.
 */
export function reaches(role: UserRoleReach, unitId: number, units: ReadonlyMap<number, UnitHistory>, today: string): boolean {
  if (role.unitId === null) return true;
  return within(role, unitId, units, today, new Set());
}

function within(role: UserRoleReach, unitId: number, units: ReadonlyMap<number, UnitHistory>, today: string, seen: Set<number>): boolean {
  if (unitId === role.unitId) return true;
  const unit = units.get(unitId);
  if (!unit || seen.has(unitId)) return false;
  seen.add(unitId);
  const place = spokenOfOn(unit, today);
  if (place.parentId === null || !within(role, place.parentId, units, today, seen)) return false;
  const before = unit.spells.slice(0, unit.spells.indexOf(place)).findLast(({ parentId }) => parentId !== place.parentId);
  if (!before || place.placedAt <= role.givenAt) return true;
  return before.parentId !== null && within(role, before.parentId, units, today, new Set([unitId]));
}

/** Units that lie under the role's unit today but came in after it was given: it does not hold for them. */
export function leftOutside(role: UserRoleReach, units: ReadonlyMap<number, UnitHistory>, today: string): UnitHistory[] {
  if (role.unitId === null) return [];
  const anew = { ...role, givenAt: "9999" };
  return [...units.values()].filter(({ id }) => reaches(anew, id, units, today) && !reaches(role, id, units, today));
}
