import type { UnitHistory } from "../organisation/unit.ts";
import type { Confides } from "../platform/db/view.ts";
import { CONFIDENTIAL_ACTIONS, OPEN_ACTIONS, permits, refusalSentence } from "../permission/permission.ts";
import { isPrincipal, spokenOfOn } from "../organisation/unit.ts";
import { isActive, userKey, type User, type UserRole } from "./user.ts";
import { reaches } from "./user-reach.ts";

/** What a user may do and read, worked out once for a request. Fits the platform's Actor. */
export interface UserActor<Door> {
  readonly key: string;
  readonly name: string;
  readonly door: Door;
  readonly userId: number | null;
  readonly roles: readonly UserRole[];
  /** The organisation that the roles were worked out in. */
  readonly units: readonly UnitHistory[];
  /** The units whose rows the user reads. */
  readonly reads: readonly number[] | "all";
  /** For each thing that not every reader sees, the units and committees for which the user does. */
  readonly confides: Confides;
  roleFor(action: string, reach: number | "installation" | "anywhere" | "own"): string | null;
  refusal(action: string): string;
  include(unitId: number, parentId: number): readonly number[] | "all";
}

type Seen = Pick<UserActor<unknown>, "reads" | "confides">;
/** What was worked out of the same roles, in the same organisation and on the same day. */
const workedOut = new WeakMap<readonly UserRole[], Seen & { readonly units: readonly UnitHistory[]; readonly today: string }>();

/**
 * The permissions of a user today. Who has a role in a part of a committee reads that committee too, and the
 * municipality's own goals: it is what their work is for.
 */
export function actorOf<Door>(user: Pick<User, "id" | "name">, given: readonly UserRole[], units: readonly UnitHistory[], today: string, door: Door): UserActor<Door> {
  const roles = given.filter((role) => isActive(role, today));
  const byId = byNumber(units);
  const added = new Map<number, number>();
  const holds = (role: UserRole, unitId: number): boolean => {
    const parent = added.get(unitId);
    return parent === undefined ? reaches(role, unitId, byId, today) : holds(role, parent);
  };
  const readers = roles.filter(({ role }) => permits(role, "read"));
  const readable = (): readonly number[] | "all" => {
    if (readers.some(({ unitId }) => unitId === null)) return "all";
    // Rows are a committee's or the municipality's: units in them own none.
    const own = units.filter((unit) => isOwner(unit) && readers.some((role) => holds(role, unit.id)));
    return [...new Set([...own.map(({ id }) => id), ...readers.flatMap(({ unitId }) => (unitId === null ? [] : committeesAbove(unitId, byId, today))), ...[...added.keys()].filter((id) => readers.some((role) => holds(role, id)))])];
  };
  const seenBy = (): Seen => ({
    reads: readable(),
    confides: Object.fromEntries(CONFIDENTIAL_ACTIONS.flatMap((action) => {
      const able = roles.filter(({ role }) => permits(role, action));
      return able.length ? [[action, units.filter(({ id }) => able.some((role) => holds(role, id))).map(({ id }) => id)]] : [];
    })),
  });
  const known = workedOut.get(given);
  const { confides, reads } = known?.units === units && known.today === today ? known : seenBy();
  workedOut.set(given, { units, today, reads, confides });
  return {
    key: userKey(user.id), name: user.name, door, userId: user.id, roles, units, reads, confides,
    roleFor: (action, reach) => {
      const able = roles.filter(({ role }) => permits(role, action));
      // What is one's own asks for no role.
      if (reach === "own") return able[0]?.role ?? "user";
      if (reach === "anywhere") return able[0]?.role ?? null;
      return able.find((role) => (reach === "installation" ? role.unitId === null : holds(role, reach)))?.role ?? null;
    },
    refusal: (action) => refusalSentence(action, true),
    include: (unitId, parentId) => {
      added.set(unitId, parentId);
      return readable();
    },
  };
}

const numbered = new WeakMap<readonly UnitHistory[], ReadonlyMap<number, UnitHistory>>();
/** The units by their numbers; the same for the same list. */
function byNumber(units: readonly UnitHistory[]): ReadonlyMap<number, UnitHistory> {
  const known = numbered.get(units);
  if (known) return known;
  const made = new Map(units.map((unit) => [unit.id, unit]));
  numbered.set(units, made);
  return made;
}

const isOwner = (unit: Pick<UnitHistory, "kind">): boolean => isPrincipal(unit) || unit.kind === "municipality";

function committeesAbove(unitId: number, units: ReadonlyMap<number, UnitHistory>, today: string): number[] {
  const found: number[] = [];
  for (let at = units.get(unitId), steps = 0; at && steps < 50; steps++) {
    // The council's goals are everybody's who works below them.
    if (isOwner(at)) found.push(at.id);
    const { parentId } = spokenOfOn(at, today);
    at = parentId === null ? undefined : units.get(parentId);
  }
  return found;
}

/** Who has not signed in: may sign in, and read what is published. */
export const nobody = <Door>(door: Door): UserActor<Door> => ({
  key: "nobody", name: "", door, userId: null, roles: [], units: [], reads: [], confides: {},
  roleFor: (action) => (OPEN_ACTIONS.has(action) ? "nobody" : null),
  refusal: (action) => refusalSentence(action, false),
  include: () => [],
});
