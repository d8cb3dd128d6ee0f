import type { Context, MiddlewareHandler } from "hono";

const WINDOW_MS = 10_000;

/**
 * Lets a client make so many requests in ten seconds; more are told to wait. Counted in this process only: it keeps one
 * client from taking all of it, and is no secret to share.
 */
export function rateLimit(most: number, clientOf: (c: Context) => string, refuse: (c: Context) => Response | Promise<Response>): MiddlewareHandler {
  let counted = new Map<string, number>();
  let since = 0;
  return async (c, next) => {
    const client = clientOf(c);
    if (!client) return next();
    const now = performance.now();
    if (now - since > WINDOW_MS) {
      counted = new Map();
      since = now;
    }
    const count = (counted.get(client) ?? 0) + 1;
    counted.set(client, count);
    if (count <= most) return next();
    c.header("retry-after", String(Math.ceil((WINDOW_MS - (now - since)) / 1000)));
    return refuse(c);
  };
}
