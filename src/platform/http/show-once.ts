import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

const COOKIE = "rodtrad-visas";
const SECONDS = 60;

/** Leads on to a page that shows a secret once: it goes in a cookie that the page takes, so that reloading makes no new one. */
export function showOnce(c: Context, page: string, secret: string, secure: boolean): Response {
  setCookie(c, COOKIE, secret, { httpOnly: true, sameSite: "Strict", path: page, secure, maxAge: SECONDS });
  return c.redirect(page, 303);
}

/** The secret that this page is to show now; null where there is none, or it has been shown. */
export function takeShown(c: Context, page: string): string | null {
  const secret = getCookie(c, COOKIE) ?? null;
  if (secret !== null) deleteCookie(c, COOKIE, { path: page });
  return secret;
}
