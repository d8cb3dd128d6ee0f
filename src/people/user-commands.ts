import { today } from "../platform/clock.ts";
import { command, type CommandContext, type Reach } from "../platform/command.ts";
import { compareChanges, Conflicted } from "../platform/edit/conflict.ts";
import { Refused } from "../platform/outcome.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { claimedPerson, rolesFromClaims, type RoleRule } from "./claim-roles.ts";
import { isRole, ROLES } from "../permission/role.ts";
import { isActive, isComing, MAX_NAME, userFault, userKey, type User, type UserRole } from "./user.ts";
import { reaches } from "./user-reach.ts";
import { addRole, addUser, changeUser, endRoleFrom, eraseAccount, ensureOwnAccount, findUser, findUserByEmail, findUserBySubject, holdRoles, holdUser, markDeactivated, rolesOf } from "./user-store.ts";

const reachOf = (unitId: number | null): Reach => unitId ?? "installation";

export interface UserRoleInput {
  readonly role: string;
  readonly unitId: number | null;
  readonly from?: string;
  readonly to?: string | null;
}

/** @throws Refused where the user is gone, or is not as they were when the form was made. */
async function theUser(context: CommandContext, userId: number, version?: number): Promise<User> {
  const user = await holdUser(context.db, userId);
  if (!user || user.erasedAt) throw new Refused({ code: "no-user", message: "Användaren finns inte längre." });
  if (version !== undefined && version !== user.version) {
    throw new Refused({ code: "changed", message: "Användarens roller eller konto har ändrats sedan du öppnade sidan. Inget är sparat: se nedan vad som gäller nu, och gör om det om det behövs." });
  }
  return user;
}

/** Who changes a user must reach every role that the user has; a user without roles is everybody's who manages any. */
async function permitOver(context: CommandContext, userId: number): Promise<UserRole[]> {
  const roles = (await rolesOf(context.db, userId)).filter((role) => isComing(role, today()));
  context.permit("anywhere");
  for (const role of roles) context.permit(reachOf(role.unitId));
  return roles;
}

/** Who gives a role must reach all that it will hold for: nobody widens their own by giving it anew. */
async function permitWhole(context: CommandContext, unitId: number | null): Promise<void> {
  context.permit(reachOf(unitId));
  if (unitId === null) return;
  const units = await listUnits(context.db);
  if (!units.some(({ id }) => id === unitId)) throw new Refused({ code: "no-unit", message: `Enhet ${unitId} finns inte; välj en i listan.` });
  const anew = { unitId, givenAt: "9999" };
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  for (const { id } of units) if (reaches(anew, id, byId, today())) context.permit(id);
}

async function give(context: CommandContext, userId: number, input: UserRoleInput): Promise<number> {
  if (!isRole(input.role)) throw new Refused({ code: "bad-role", message: `»${input.role.slice(0, 40)}« är ingen roll; välj en i listan.` });
  await permitWhole(context, input.unitId);
  const from = input.from ?? today();
  const to = input.to ?? null;
  if (to !== null && to <= from) throw new Refused({ code: "bad-date", message: `Rollen kan inte upphöra ${to}, innan den börjar ${from}.` });
  const same = (await rolesOf(context.db, userId)).find((role) => role.role === input.role && role.unitId === input.unitId && (role.validTo === null || role.validTo > from) && (to === null || role.validFrom < to));
  if (same) throw new Refused({ code: "has-role", message: `Användaren är redan ${ROLES[input.role].name} där under den tiden.` });
  const id = await addRole(context.db, { userId, role: input.role, unitId: input.unitId, validFrom: from, validTo: to, givenBy: context.actor.key });
  await changeUser(context.db, userId, {});
  context.record({ action: "user-role.given", subject: userKey(userId), details: { role: input.role, unit: input.unitId } });
  return id;
}

/** Adds a person with a first role; they come in by a one-time link. */
export const inviteUser = command("user.manage", async (context, input: { name: string; email: string; first: UserRoleInput }): Promise<number> => {
  const fault = userFault(input.name, input.email);
  if (fault) throw new Refused({ code: "bad-user", message: fault });
  context.permit(reachOf(input.first.unitId));
  if (await findUserByEmail(context.db, input.email)) throw new Refused({ code: "has-user", message: `Det finns redan en användare med adressen ${input.email.trim()}; ge den en roll i stället.` });
  const id = await addUser(context.db, { kind: "person", name: input.name.trim(), email: input.email.trim() });
  context.record({ action: "user.invited", subject: userKey(id) });
  await give(context, id, input.first);
  return id;
});

/** Gives a user a role for a part of the organisation and a time. */
export const giveRole = command("user.manage", async (context, input: UserRoleInput & { userId: number; version?: number }): Promise<number> => {
  await theUser(context, input.userId, input.version);
  return give(context, input.userId, input);
});

/** Ends a role from today on. The last one who manages users keeps that. */
export const endRole = command("user.manage", async (context, input: { roleId: number; version?: number }): Promise<null> => {
  await holdRoles(context.db);
  const roles = await rolesOf(context.db);
  const role = roles.find(({ id }) => id === input.roleId);
  if (!role || !isComing(role, today())) throw new Refused({ code: "no-role", message: "Rollen har redan upphört." });
  context.permit(reachOf(role.unitId));
  await theUser(context, role.userId, input.version);
  await refuseLastAdministrator(context, roles, [role]);
  await endRoleFrom(context.db, role.id, today());
  await changeUser(context.db, role.userId, {});
  context.record({ action: "user-role.ended", subject: userKey(role.userId), details: { role: role.role, unit: role.unitId } });
  return null;
});

/** Gives a role anew, so that it holds for what came in under its unit after it was given. */
export const renewRole = command("user.manage", async (context, input: { roleId: number; version?: number }): Promise<number> => {
  const role = (await rolesOf(context.db)).find(({ id }) => id === input.roleId);
  if (!role || !isActive(role, today())) throw new Refused({ code: "no-role", message: "Rollen har redan upphört." });
  await permitWhole(context, role.unitId);
  await theUser(context, role.userId, input.version);
  await endRoleFrom(context.db, role.id, today());
  await changeUser(context.db, role.userId, {});
  const id = await addRole(context.db, { userId: role.userId, role: role.role, unitId: role.unitId, validFrom: today(), validTo: role.validTo, givenBy: context.actor.key });
  context.record({ action: "user-role.renewed", subject: userKey(role.userId), details: { role: role.role, unit: role.unitId } });
  return id;
});

async function refuseLastAdministrator(context: CommandContext, roles: readonly UserRole[], leaving: readonly UserRole[]): Promise<void> {
  if (!leaving.some(({ role, unitId }) => role === "administrator" && unitId === null)) return;
  const others = roles.filter((role) => role.role === "administrator" && role.unitId === null && isActive(role, today()) && !leaving.some(({ id }) => id === role.id));
  for (const { userId } of others) {
    const user = await findUser(context.db, userId);
    // Who has never been here may never come.
    if (user && !user.deactivatedAt && user.lastSeenOn !== null) return;
  }
  throw new Refused({ code: "last-administrator", message: "Detta är den sista administratören för hela installationen; ge någon annan rollen först." });
}

/** Changes a user's name and address. */
export const changeUserNames = command("user.manage", async (context, input: { userId: number; version?: number; base?: { name: string; email: string | null }; name: string; email: string }): Promise<null> => {
  const user = await theUser(context, input.userId);
  if (user.kind !== "person") throw new Refused({ code: "no-user", message: "Det här kontot har inget namn att ändra." });
  await permitOver(context, user.id);
  const fault = userFault(input.name, input.email);
  if (fault) throw new Refused({ code: "bad-user", message: fault });
  const other = await findUserByEmail(context.db, input.email);
  if (other && other.id !== user.id) throw new Refused({ code: "has-user", message: `Adressen ${input.email.trim()} hör till en annan användare.` });
  const mine = { name: input.name.trim(), email: input.email.trim() };
  const theirs = { name: user.name, email: user.email };
  // What a user was called before is not kept here: the form carries what it was made from.
  const { conflicts, merged } = input.version === undefined || input.version === user.version ? { conflicts: [], merged: mine } : compareChanges(input.base ?? null, theirs, mine);
  if (conflicts.length) throw new Conflicted({ conflicts, merged, version: user.version, by: null, at: null });
  const fields = (["name", "email"] as const).filter((field) => merged[field] !== theirs[field]);
  if (!fields.length) return null;
  await changeUser(context.db, user.id, { name: merged["name"]!, email: merged["email"]! });
  context.record({ action: "user.changed", subject: userKey(user.id), details: { fields } });
  return null;
});

/** Closes an account, or opens it again. Closing ends nothing that the user did. */
export const closeAccount = command("user.manage", async (context, input: { userId: number; version?: number; closed: boolean }): Promise<null> => {
  await holdRoles(context.db);
  const user = await theUser(context, input.userId, input.version);
  const roles = await permitOver(context, user.id);
  if (input.closed) await refuseLastAdministrator(context, await rolesOf(context.db), roles);
  await markDeactivated(context.db, user.id, input.closed);
  await changeUser(context.db, user.id, {});
  context.record({ action: input.closed ? "user.closed" : "user.opened", subject: userKey(user.id) });
  return null;
});

/** Takes away all that tells who a user is (GDPR art. 17). The trail keeps the number. */
export const eraseUser = command("user.manage", async (context, input: { userId: number; version?: number }): Promise<null> => {
  await holdRoles(context.db);
  const user = await theUser(context, input.userId, input.version);
  const roles = await permitOver(context, user.id);
  await refuseLastAdministrator(context, await rolesOf(context.db), roles);
  for (const role of roles) await endRoleFrom(context.db, role.id, today());
  await eraseAccount(context.db, user.id);
  context.record({ action: "user.erased", subject: userKey(user.id) });
  return null;
});

/** The account of whoever runs the command line: they have the database itself, so nothing is refused them, but it is told who they were. */
export const ensureOperator = command("sign-in", async (context, input: { name: string }): Promise<number> => {
  context.permit("own");
  return ensureOwnAccount(context.db, "operator", input.name.trim().slice(0, MAX_NAME) || "okänd");
});

/** The first person of an installation, who is to name themselves by a one-time link: administrator and controller of it all. Null where there is an administrator already. */
export const ensureFirstAdministrator = command<null, number | null>("user.manage", async (context) => {
  context.permit("installation");
  const holders = (await rolesOf(context.db)).filter((role) => role.role === "administrator" && role.unitId === null && isActive(role, today()));
  for (const { userId } of holders) {
    const user = await findUser(context.db, userId);
    if (user && !user.deactivatedAt && user.lastSeenOn !== null) return null;
    if (user?.email === null && !user.deactivatedAt) return user.id;
  }
  const id = await addUser(context.db, { kind: "person", name: "Första administratören", email: null });
  for (const role of ["administrator", "controller"] as const) {
    await addRole(context.db, { userId: id, role, unitId: null, validFrom: today(), validTo: null, givenBy: context.actor.key });
  }
  context.record({ action: "user.invited", subject: userKey(id) });
  return id;
});

/** The account of a role of the example, for its municipality; made the first time it is picked. */
export const ensureExampleUser = command("sign-in", async (context, input: { role: keyof typeof ROLES; unitId: number }): Promise<number> => {
  context.permit("own");
  const id = await ensureOwnAccount(context.db, "example", `Exempel: ${ROLES[input.role].name}`);
  if (!(await rolesOf(context.db, id)).some((role) => role.role === input.role && role.unitId === input.unitId && isActive(role, today()))) {
    await addRole(context.db, { userId: id, role: input.role, unitId: input.unitId, validFrom: today(), validTo: null, givenBy: "program" });
    context.record({ action: "user-role.given", subject: userKey(id), details: { role: input.role, unit: input.unitId } });
  }
  return id;
});

export interface AdmitInput {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly rules: readonly RoleRule[];
  /** Whether the provider's word on an address is enough to be the one who was invited under it. */
  readonly trustEmail: boolean;
}

/**
 * Finds the user that an identity provider names, or makes one where its groups give a role; roles that groups gave follow
 * them from now on. Roles that a person gave stay.
 * @throws Refused where there is neither account nor role, or the account is closed.
 */
export const admitUser = command("sign-in", async (context, input: AdmitInput): Promise<{ userId: number; unplaced: readonly RoleRule[] }> => {
  context.permit("own");
  const { db } = context;
  const { roles, unplaced } = rolesFromClaims(input.rules, input.claims, await listUnits(db), today());
  const { email, emailVerified, name } = claimedPerson(input.claims);
  let user = await findUserBySubject(db, input.issuer, input.subject);
  if (!user && email) {
    const invited = await findUserByEmail(db, email);
    if (invited && !(emailVerified || input.trustEmail)) throw new Refused({ code: "no-account", message: "Det finns redan ett konto med din e-postadress. Logga in med det, eller be administratören om hjälp." });
    if (invited) {
      await changeUser(db, invited.id, { issuer: input.issuer, subject: input.subject });
      user = invited;
    }
  }
  if (user?.deactivatedAt) throw new Refused({ code: "no-account", message: "Ditt konto i Rödtråd är stängt. Vänd dig till administratören." });
  if (!user) {
    if (!roles.length) throw new Refused({ code: "no-account", message: "Du är känd hos kommunen men har ingen roll i Rödtråd. Be administratören om en." });
    const id = await addUser(db, { kind: "person", name: name.slice(0, MAX_NAME), email, issuer: input.issuer, subject: input.subject });
    context.record({ action: "user.invited", subject: userKey(id), details: { by: "oidc" } });
    user = (await findUser(db, id))!;
  }
  const held = (await rolesOf(db, user.id)).filter((role) => role.fromClaims && isActive(role, today()));
  const same = (a: { role: string; unitId: number | null }, b: { role: string; unitId: number | null }) => a.role === b.role && a.unitId === b.unitId;
  for (const role of held.filter((own) => !roles.some((other) => same(own, other)))) {
    await endRoleFrom(db, role.id, today());
    context.record({ action: "user-role.ended", subject: userKey(user.id), details: { role: role.role, unit: role.unitId, by: "oidc" } });
  }
  for (const role of roles.filter((own) => !held.some((other) => same(own, other)))) {
    await addRole(db, { userId: user.id, role: role.role, unitId: role.unitId, validFrom: today(), validTo: null, givenBy: context.actor.key, fromClaims: true });
    context.record({ action: "user-role.given", subject: userKey(user.id), details: { role: role.role, unit: role.unitId, by: "oidc" } });
  }
  if (roles.length !== held.length || !roles.every((own) => held.some((other) => same(own, other)))) await changeUser(db, user.id, {});
  return { userId: user.id, unplaced };
});
