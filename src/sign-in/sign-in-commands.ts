import { today } from "../platform/clock.ts";
import { command, outcomeCommand, type CommandContext, type Context } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { hashPassword, NO_HASH, verifyPassword } from "../platform/auth/password-hash.ts";
import { newToken, tokenHash } from "../platform/auth/token.ts";
import { fail, Refused, succeed, type Outcome } from "../platform/outcome.ts";
import { findUser, findUserByEmail, listRoles, markSeen } from "../people/user-reads.ts";
import { isComing, userFault, userKey } from "../people/user.ts";
import {
  addApiKey, addLink, endApiKey as endKey, endApiKeys, failuresOf, findLink, forgetFailures, forgetOne, keepFlow, keepPassword, noteFailure, passwordOf, removePasskey as removeKey, takeFlow, useLink, type LinkPurpose,
} from "./credential-store.ts";
import { whoseLink } from "./session-reads.ts";
import { addSession, endSessions, removeExpired } from "./session-store.ts";
import {
  API_KEY_DAYS, FIRST_ADMINISTRATOR_HOURS, INVITATION_HOURS, passwordFault, RECOVERY_HOURS, secondsToWait, SESSION_HOURS, type SessionMethod,
} from "./session.ts";

/** Where a sign-in comes from. */
export interface SignInPlace {
  /** The client's address; kept only as a digest, and only while failures are counted. */
  readonly address: string;
  readonly browser: string | null;
}

const WRONG = "Adressen eller lösenordet stämmer inte.";
const accountThrottle = (email: string): string => tokenHash(`account:${email.trim().toLowerCase()}`);
const addressThrottle = (address: string): string => tokenHash(`address:${address}`);

/** How long an account or an address has to wait before it may try again, in whole seconds. */
async function waitFor(db: Db, account: string, address: string | null): Promise<number> {
  const before = await failuresOf(db, account);
  const from = address === null ? null : await failuresOf(db, addressThrottle(address));
  const wait = Math.max(secondsToWait("account", before.failures, before.secondsSinceLast), from ? secondsToWait("address", from.failures, from.secondsSinceLast) : 0);
  if (wait > 0) return wait;
  // Counted before it is judged, so that many tries at once are not judged all as the first; what was right is forgotten after.
  const counted = await noteFailure(db, account);
  if (address !== null) await noteFailure(db, addressThrottle(address));
  return counted - before.failures > 1 ? secondsToWait("account", counted - 1, 0) : 0;
}
const waitSentence = (wait: number): string => `För många misslyckade försök. Vänta ${wait < 90 ? `${wait} sekunder` : `${Math.ceil(wait / 60)} minuter`} och försök igen.`;

/** Opens a session; answers the token that the browser keeps. */
export const openSession = command("sign-in", async (context, input: { userId: number; method: SessionMethod; browser: string | null; idToken?: string | null }): Promise<string> => {
  context.permit("own");
  const token = newToken();
  await markSeen(context.db, input.userId, today());
  await addSession(context.db, { userId: input.userId, tokenHash: tokenHash(token), method: input.method, browser: input.browser, hours: SESSION_HOURS, idToken: input.idToken ?? null });
  context.record({ action: "session.opened", subject: userKey(input.userId), details: { method: input.method } });
  return token;
});

/** Tells the trail of a failed try. */
export const noteFailedSignIn = command("sign-in", async (context, input: { userId: number | null; method: SessionMethod }): Promise<null> => {
  context.permit("own");
  context.record({ action: "sign-in.failed", subject: input.userId === null ? "user:unknown" : userKey(input.userId), details: { method: input.method } });
  return null;
});

/** Signs in with an address and a password; answers the session's token. The same answer and the same time for a wrong address. */
export async function signInWithPassword(context: Context, input: { email: string; password: string } & SignInPlace): Promise<Outcome<string>> {
  const wait = await waitFor(context.db, accountThrottle(input.email), input.address);
  if (wait > 0) return fail("throttled", waitSentence(wait));
  const user = await findUserByEmail(context.db, input.email);
  const open = user && !user.deactivatedAt ? user : null;
  const right = await verifyPassword((open && (await passwordOf(context.db, open.id))) ?? NO_HASH, input.password);
  if (!open || !right) {
    await noteFailedSignIn(context, { userId: user?.id ?? null, method: "password" });
    return fail("wrong", WRONG);
  }
  await forgetFailures(context.db, accountThrottle(input.email));
  await forgetOne(context.db, addressThrottle(input.address));
  return succeed(await openSession(context, { userId: open.id, method: "password", browser: input.browser }));
}

const HOURS: Readonly<Record<LinkPurpose, number>> = { invitation: INVITATION_HOURS, recovery: RECOVERY_HOURS, "first-administrator": FIRST_ADMINISTRATOR_HOURS };

/** Makes a one-time link for a user that one manages; answers its token. Earlier links of the user stop working. */
export const makeLink = command("user.manage", async (context, input: { userId: number; purpose: LinkPurpose }): Promise<string> => {
  const user = await findUser(context.db, input.userId);
  if (!user || user.erasedAt || user.kind !== "person") throw new Refused({ code: "no-user", message: "Användaren finns inte längre." });
  context.permit("anywhere");
  for (const role of (await listRoles(context.db, user.id)).filter((one) => isComing(one, today()))) context.permit(role.unitId ?? "installation");
  const token = newToken();
  await addLink(context.db, { userId: user.id, purpose: input.purpose, tokenHash: tokenHash(token), hours: HOURS[input.purpose] });
  context.record({ action: "link.made", subject: userKey(user.id), details: { purpose: input.purpose } });
  return token;
});

export interface LinkInput extends SignInPlace {
  readonly token: string;
  readonly password: string;
  /** The first administrator says who they are. */
  readonly own: { readonly name: string; readonly email: string } | null;
}

/** Sets a password by a one-time link and signs in; the link is used up, and every other session of the user ended. */
export async function enterByLink(context: Context, input: LinkInput, rename: (context: Context, input: { userId: number; name: string; email: string }) => Promise<unknown>): Promise<Outcome<string>> {
  const found = await whoseLink(context.db, input.token);
  if (!found) return fail("no-link", "Länken har använts eller är för gammal; be administratören om en ny.");
  const about = input.own ?? { name: found.user.name, email: found.user.email ?? "" };
  const fault = (input.own && userFault(input.own.name, input.own.email)) ?? passwordFault(input.password, [about.name, about.email]);
  if (fault) return fail("bad-password", fault);
  const hash = await hashPassword(input.password);
  return enterWith(context, { ...input, hash, rename });
}

const enterWith = outcomeCommand("sign-in", async (context, input: LinkInput & { hash: string; rename: (context: Context, input: { userId: number; name: string; email: string }) => Promise<unknown> }): Promise<string> => {
  context.permit("own");
  const link = await findLink(context.db, tokenHash(input.token));
  if (!link || !(await useLink(context.db, link.id))) throw new Refused({ code: "no-link", message: "Länken har använts eller är för gammal; be administratören om en ny." });
  if (input.own && link.purpose === "first-administrator") await input.rename(context, { userId: link.userId, ...input.own });
  await keepPassword(context.db, link.userId, input.hash);
  await endSessions(context.db, link.userId, {});
  // Who has to recover an account does not know who holds its keys.
  if (link.purpose === "recovery") await endApiKeys(context.db, link.userId);
  context.record({ action: "password.set", subject: userKey(link.userId), details: { by: link.purpose } });
  return openSession(context, { userId: link.userId, method: "link", browser: input.browser });
});

const ownId = (context: CommandContext): number => {
  context.permit("own");
  const id = /^user:(\d+)$/.exec(context.actor.key)?.[1];
  if (!id) throw new Refused({ code: "forbidden", message: "Logga in först." });
  return Number(id);
};

/** Signs out. Answers the identity provider's token where it is to be told. */
export const signOut = command("own-account", async (context, input: { sessionId: number }): Promise<string | null> => {
  const userId = ownId(context);
  const { idToken } = await endSessions(context.db, userId, { only: input.sessionId });
  context.record({ action: "session.ended", subject: userKey(userId) });
  return idToken;
});

/** Ends one of one's own sessions, or all but the one in use. */
export const endOwnSessions = command("own-account", async (context, input: { only?: number; except?: number }): Promise<number> => {
  const userId = ownId(context);
  const { ended } = await endSessions(context.db, userId, input);
  if (ended > 0) context.record({ action: "session.ended", subject: userKey(userId), details: { ended } });
  return ended;
});

/** Changes one's password, knowing the one before if there is one; other sessions end. */
export async function changePassword(context: Context, input: { user: { id: number; name: string; email: string | null }; current: string; password: string; sessionId: number }): Promise<Outcome<null>> {
  const known = await passwordOf(context.db, input.user.id);
  const own = tokenHash(`own:${input.user.id}`);
  const wait = known ? await waitFor(context.db, own, null) : 0;
  if (wait > 0) return fail("throttled", waitSentence(wait));
  if (known && !(await verifyPassword(known, input.current))) return fail("wrong", "Det nuvarande lösenordet stämmer inte.");
  await forgetFailures(context.db, own);
  const fault = passwordFault(input.password, [input.user.name, input.user.email ?? ""]);
  if (fault) return fail("bad-password", fault);
  return keepNewPassword(context, { hash: await hashPassword(input.password), sessionId: input.sessionId });
}

const keepNewPassword = outcomeCommand("own-account", async (context, input: { hash: string; sessionId: number }): Promise<null> => {
  const userId = ownId(context);
  await keepPassword(context.db, userId, input.hash);
  await endSessions(context.db, userId, { except: input.sessionId });
  context.record({ action: "password.set", subject: userKey(userId), details: { by: "own" } });
  return null;
});

export const removePasskey = command("own-account", async (context, input: { passkeyId: number }): Promise<null> => {
  const userId = ownId(context);
  if (await removeKey(context.db, userId, input.passkeyId)) context.record({ action: "passkey.removed", subject: userKey(userId) });
  return null;
});

/** Makes a key for a program that works as oneself; answers it, once. */
export const makeApiKey = outcomeCommand("own-account", async (context, input: { name: string }): Promise<string> => {
  const userId = ownId(context);
  const name = input.name.trim();
  if (!name || name.length > 60) throw new Refused({ code: "bad-name", message: "Skriv vad nyckeln ska användas till, med högst 60 tecken." });
  const token = `rt_${newToken()}`;
  await addApiKey(context.db, { userId, name, tokenHash: tokenHash(token), days: API_KEY_DAYS });
  context.record({ action: "api-key.made", subject: userKey(userId) });
  return token;
});

export const endApiKey = command("own-account", async (context, input: { keyId: number }): Promise<null> => {
  const userId = ownId(context);
  if (await endKey(context.db, userId, input.keyId)) context.record({ action: "api-key.ended", subject: userKey(userId) });
  return null;
});

/** Remembers a sign-in that is under way, for ten minutes. */
export const beginFlow = command("sign-in", async (context, input: { token: string; content: Record<string, unknown> }): Promise<null> => {
  context.permit("own");
  await keepFlow(context.db, tokenHash(input.token), input.content);
  return null;
});

/** Takes a sign-in that is under way out, once. */
export const endFlow = command("sign-in", (context, input: { tokenHash: string }): Promise<Record<string, string> | null> => {
  context.permit("own");
  return takeFlow(context.db, input.tokenHash);
});

/** Takes away what has had its time. */
export const tidy = (db: Db): Promise<void> => removeExpired(db);
