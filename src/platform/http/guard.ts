import type { MiddlewareHandler } from "hono";
import type { Actor } from "../command.ts";
import { Refused } from "../outcome.ts";

/** Who asks, worked out once for a request. */
export interface Identity {
  readonly actor: Actor;
  /** The user's number; null for nobody. */
  readonly userId: number | null;
  /** The session in use; null for nobody and for programs with a key. */
  readonly sessionId: number | null;
  readonly example: boolean;
}

declare module "hono" {
  interface ContextVariableMap {
    identity: Identity;
  }
}

export interface Guard extends MiddlewareHandler {
  /** The row of the permission table that the page or operation asks. */
  readonly action: string;
}

/** What asks for no role in any part of the organisation. */
const ROLELESS: ReadonlySet<string> = new Set(["own-account", "sign-in", "published.read", "feedback.leave", "licence.notify"]);

/**
 * Lets a request through to a page or an operation where the permission table lets its actor somewhere; where exactly is
 * for reads and commands to ask. Every route has one: test/permission.test.ts holds them against the table.
 */
export function guard(action: string): Guard {
  const check: MiddlewareHandler = async (c, next) => {
    const { actor, userId } = c.get("identity");
    if (actor.roleFor(action, ROLELESS.has(action) ? "own" : "anywhere") === null) {
      throw new Refused({ code: userId === null ? "not-signed-in" : "forbidden", message: actor.refusal(action) });
    }
    await next();
  };
  return Object.assign(check, { action });
}
