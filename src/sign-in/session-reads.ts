import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { tokenHash } from "../platform/auth/token.ts";
import { findUser, markSeen } from "../people/user-reads.ts";
import type { User } from "../people/user.ts";
import { findLink, type LinkPurpose } from "./credential-store.ts";
import { touchSession, type OpenSession } from "./session-store.ts";

export { findSession, openSessions as listSessions } from "./session-store.ts";
export { apiKeysOf as listApiKeys, findApiKey as findSessionKey, noteApiKeyUse as noteKeyUse, passkeysOf as listPasskeys, passwordOf } from "./credential-store.ts";

/** Notes that a session was used, and that its user was here today. */
export async function touch(db: Db, session: OpenSession): Promise<void> {
  await touchSession(db, session.id);
  await markSeen(db, session.userId, today());
}

/** Whom a link lets in, while it works. */
export async function whoseLink(db: Db, token: string): Promise<{ user: User; purpose: LinkPurpose } | null> {
  const link = await findLink(db, tokenHash(token));
  const user = link && (await findUser(db, link.userId));
  return link && user && !user.deactivatedAt ? { user, purpose: link.purpose } : null;
}
