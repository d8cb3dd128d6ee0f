import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Config } from "./config.ts";
import { clientAddress, isLoopback } from "./platform/auth/address.ts";
import { tokenHash } from "./platform/auth/token.ts";
import { today } from "./platform/clock.ts";
import type { Actor, Door } from "./platform/command.ts";
import type { Now } from "./platform/db/answers.ts";
import type { Database } from "./platform/db/database.ts";
import type { Identity } from "./platform/http/guard.ts";
import { isLook } from "./platform/http/look.ts";
import { nobody, type UserActor } from "./people/user-actor.ts";
import { findUser, loadActor } from "./people/user-reads.ts";
import { findSession, findSessionKey, noteKeyUse, touch } from "./sign-in/session-reads.ts";
import { SESSION_HOURS } from "./sign-in/session.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** What had been changed when a page was asked for by somebody; nothing where it is not only looked at. */
    now: Now | undefined;
  }
}

type WebConfig = Pick<Config, "publicUrl" | "trustedProxies" | "host">;

/** Where the installation is reached: its own address behind a proxy, else the request's. */
export const originOf = (c: Context, { publicUrl }: WebConfig): string => (publicUrl ?? new URL(c.req.url)).origin;

export const isSecure = ({ publicUrl }: WebConfig): boolean => publicUrl?.protocol === "https:";
/** A prefix that browsers keep to this host and to HTTPS. */
const cookieName = (config: WebConfig): string => (isSecure(config) ? "__Host-rodtrad" : "rodtrad");

export function keepSessionCookie(c: Context, config: WebConfig, token: string): void {
  setCookie(c, cookieName(config), token, { httpOnly: true, sameSite: "Lax", path: "/", secure: isSecure(config), maxAge: SESSION_HOURS * 3600 });
}
export function dropSessionCookie(c: Context, config: WebConfig): void {
  deleteCookie(c, cookieName(config), { path: "/", secure: isSecure(config) });
}

/** The address that the request comes from, past our own proxies. */
export function addressOf(c: Context, config: WebConfig): string {
  let peer = "";
  try {
    peer = getConnInfo(c).remote.address ?? "";
  } catch {
    // A request that came over no connection, in a test.
  }
  return clientAddress(peer, c.req.header("x-forwarded-for"), config.trustedProxies);
}

/** A name that only this machine has: another that leads here is somebody else's page. */
export const isOwnHost = (c: Context, config: WebConfig): boolean => config.publicUrl !== null || !isLoopback(config.host) || /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(c.req.header("host") ?? new URL(c.req.url).host);

/** Whether both the listening address and the one who asks are this machine. */
export const isLocal = (c: Context, config: WebConfig): boolean => !config.publicUrl && isLoopback(config.host) && isLoopback(addressOf(c, config) || "127.0.0.1");

const identityOf = (actor: UserActor<Door> & Actor, more: Partial<Identity> = {}): Identity => ({ actor, userId: actor.userId, sessionId: null, example: false, ...more });

/** Works out who asks: a browser by its session, a program by its key, or nobody. */
export function identify(database: Database, config: WebConfig, exampleAllowed: (c: Context) => Promise<boolean>): MiddlewareHandler {
  const { db } = database;
  const find = async (c: Context): Promise<Identity> => {
    const door: Door = c.req.path.startsWith("/api/") ? "api" : "web";
    const [, key] = /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
    if (key && door === "api") {
      const found = await findSessionKey(db, tokenHash(key));
      const user = found && (await findUser(db, found.userId));
      if (!found || !user || user.deactivatedAt || (user.kind === "example" && !(await exampleAllowed(c)))) return identityOf(nobody(door));
      if (found.usedOn !== today()) await noteKeyUse(db, found.id, today()).catch(() => undefined);
      return identityOf(await loadActor(db, user, door));
    }
    const token = getCookie(c, cookieName(config));
    // What is read for who only looks may be remembered, by what had been changed before anything was read.
    const [session, now] = token ? await Promise.all([findSession(db, tokenHash(token)), isLook(c) ? database.now() : null]) : [null, null];
    if (!session) return identityOf(nobody(door));
    const example = session.user.kind === "example";
    if (example && !(await exampleAllowed(c))) return identityOf(nobody(door));
    // A note of the last use that cannot be written, on a full disk, does not keep anyone from reading.
    if (session.stale) await touch(db, session).catch(() => undefined);
    if (now) c.set("now", now);
    return identityOf(await loadActor(db, session.user, door, now), { sessionId: session.id, example });
  };
  return async (c, next) => {
    c.set("identity", await find(c));
    await next();
  };
}
