import { keptUnits, listUnits } from "../organisation/unit-reads.ts";
import { spokenOfOn } from "../organisation/unit.ts";
import { today } from "../platform/clock.ts";
import type { Actor, Door } from "../platform/command.ts";
import type { Now } from "../platform/db/answers.ts";
import type { Db } from "../platform/db/database.ts";
import { ProgramMemory } from "../platform/db/remembered.ts";
import { ROLES } from "../permission/role.ts";
import { actorOf, type UserActor } from "./user-actor.ts";
import { permits } from "../permission/permission.ts";
import { reaches } from "./user-reach.ts";
import { isActive, type User } from "./user.ts";
import { allUsers, namesOf, rolesOf } from "./user-store.ts";

export { allUsers as listUsers, findUser, findUserByEmail, markSeen, rolesOf as listRoles } from "./user-store.ts";

const rolesKept = new ProgramMemory(1_000);
const unitsKept = new ProgramMemory(1);
/**
 * What the user may do today, in the parts of the organisation that there are.
 * @param now what has been changed by now, where it is known: roles and units are read when they have been.
 */
export async function loadActor(db: Db, user: Pick<User, "id" | "name">, door: Door, now: Now | null = null): Promise<UserActor<Door> & Actor> {
  const [roles, units] = now
    ? await Promise.all([rolesKept.recall(db, now, ["user_role"], String(user.id), () => rolesOf(db, user.id)), unitsKept.recall(db, now, ["unit", "unit_version"], "all", () => keptUnits(db))])
    : [await rolesOf(db, user.id), await keptUnits(db)];
  return actorOf(user, roles, units, today(), door);
}

/** Who may do something at a part of the organisation today, by name. */
export async function listAbleTo(db: Db, action: string, unitId: number): Promise<{ id: number; name: string }[]> {
  const units = new Map((await keptUnits(db)).map((unit) => [unit.id, unit]));
  const day = today();
  const able = new Set((await rolesOf(db)).filter((role) => isActive(role, day) && permits(role.role, action) && reaches(role, unitId, units, day)).map(({ userId }) => userId));
  return (await allUsers(db)).filter(({ deactivatedAt, erasedAt, id }) => able.has(id) && !deactivatedAt && !erasedAt).map(({ id, name }) => ({ id, name }));
}

const OTHERS: Readonly<Record<string, string>> = { program: "Rödtråd", start: "Rödtråd", exempelkommunen: "exempelkommunen", webben: "webben", nobody: "ej inloggad" };

/** Tells actors as people read them: users by their names, if they are still told. */
export async function whoWere(db: Db, keys: readonly string[]): Promise<(key: string) => string> {
  const ids = [...new Set(keys.flatMap((key) => (/^user:\d{1,9}$/.test(key) ? [Number(key.slice(5))] : [])))];
  const names = await namesOf(db, ids);
  return (key) => (key.startsWith("user:") ? (names.get(Number(key.slice(5))) ?? `användare ${key.slice(5)}`) : (OTHERS[key] ?? key));
}

export const roleName = (role: string): string => (Object.hasOwn(ROLES, role) ? ROLES[role as keyof typeof ROLES].name : role === "program" ? "programmet" : role === "user" ? "användare" : role);

/** Names of the parts that roles hold for, as they are called today. */
export async function unitNames(db: Db): Promise<(unitId: number | null) => string> {
  const day = today();
  const names = new Map((await listUnits(db)).map((unit) => [unit.id, spokenOfOn(unit, day).name]));
  return (unitId) => (unitId === null ? "hela installationen" : (names.get(unitId) ?? `enhet ${unitId}`));
}
