import type { Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { newToken, tokenHash } from "../platform/auth/token.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { Refused } from "../platform/outcome.ts";
import { beginPasskey, beginPasskeySignIn, keepPasskey, signInWithPasskey } from "./passkey-commands.ts";
import { browserName } from "./session.ts";
import { beginFlow, endFlow } from "./sign-in-commands.ts";
import { ownPath, type SignInTools } from "./sign-in-pages.tsx";

const FLOW_SECONDS = 600;
const tooLate = { code: "no-flow", message: "Det tog för lång tid; försök igen." };

/** What the browser's script asks for when a passkey is made or used. */
export function passkeyPages<Scope>(app: Hono, tools: PageTools<Scope>, signIn: SignInTools): void {
  const cookie = signIn.secure ? "__Host-rodtrad-nyckel" : "rodtrad-nyckel";
  const begin = async (c: Context, challenge: string): Promise<void> => {
    const token = newToken();
    await beginFlow(tools.command(c), { token, content: { challenge } });
    setCookie(c, cookie, token, { httpOnly: true, sameSite: "Strict", path: "/", secure: signIn.secure, maxAge: FLOW_SECONDS });
  };
  const challengeOf = async (c: Context): Promise<string | null> => {
    const token = getCookie(c, cookie);
    deleteCookie(c, cookie, { path: "/", secure: signIn.secure });
    return token ? ((await endFlow(tools.command(c), { tokenHash: tokenHash(token) }))?.["challenge"] ?? null) : null;
  };
  const site = (c: Context) => ({ origin: signIn.origin(c) });
  const bodyOf = async (c: Context): Promise<Record<string, unknown>> => {
    const body: unknown = await c.req.json().catch(() => null);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  };

  app.post("/konto/passnycklar/borja", guard("own-account"), async (c) => {
    const options = await beginPasskey(tools.command(c), { userId: c.get("identity").userId!, site: site(c) });
    await begin(c, options.challenge);
    return c.json(options);
  });
  app.post("/konto/passnycklar/svar", guard("own-account"), async (c) => {
    const challenge = await challengeOf(c);
    if (!challenge) return c.json(tooLate, 422);
    const { name, response } = await bodyOf(c);
    try {
      await keepPasskey(tools.command(c), { site: site(c), challenge, response: (response ?? {}) as never, name: String(name ?? browserName(c.req.header("user-agent")) ?? "") });
      return c.json({ to: "/konto?sparat=ja" });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return c.json(error.failure, 422);
    }
  });
  app.post("/logga-in/passnyckel/borja", guard("sign-in"), async (c) => {
    const options = await beginPasskeySignIn(site(c));
    await begin(c, options.challenge);
    return c.json(options);
  });
  app.post("/logga-in/passnyckel/svar", guard("sign-in"), async (c) => {
    const challenge = await challengeOf(c);
    if (!challenge) return c.json(tooLate, 422);
    const { response, to } = await bodyOf(c);
    const entered = await signInWithPasskey(tools.command(c), { site: site(c), challenge, response: (response ?? {}) as never, browser: browserName(c.req.header("user-agent")) });
    if (!entered.ok) return c.json(entered.failure, 422);
    signIn.keep(c, entered.value);
    return c.json({ to: ownPath(String(to ?? "/")) });
  });
}
