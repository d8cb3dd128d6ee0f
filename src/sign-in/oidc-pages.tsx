import type { Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { newToken, tokenHash } from "../platform/auth/token.ts";
import type { Context as CommandContext } from "../platform/command.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Log } from "../platform/log.ts";
import { Refused } from "../platform/outcome.ts";
import { FailureBox } from "../platform/ui/page.tsx";
import { beginFlow, endFlow } from "./sign-in-commands.ts";
import type { OidcIdentity, OidcProvider } from "./oidc-adapter.ts";
import { enter, ownPath, type SignInTools } from "./sign-in-pages.tsx";

/** Finds or makes the user that a provider names, with the roles that its claims give; answers the number. */
export type AdmitUser = (context: CommandContext, input: { issuer: string; subject: string; claims: Readonly<Record<string, unknown>> }) => Promise<number>;

const CALLBACK = "/logga-in/svar";
const FLOW_SECONDS = 600;

export function oidcPages<Scope>(app: Hono, tools: PageTools<Scope>, signIn: SignInTools, provider: OidcProvider, admit: AdmitUser, log: Log): void {
  const cookie = signIn.secure ? "__Host-rodtrad-vag" : "rodtrad-vag";
  const failed = (c: Parameters<typeof signIn.address>[0], message: string, status: 403 | 422 | 503) =>
    tools.page(c, { title: "Inloggningen misslyckades", active: "", status, body: <><h1>Logga in</h1><FailureBox heading="Du är inte inloggad" message={message} /><p class="actions"><a class="ds-button" href="/logga-in">Försök igen</a></p></> });

  app.get("/logga-in/kommunen", guard("sign-in"), async (c) => {
    try {
      const { flow, url } = await provider.start(`${signIn.origin(c)}${CALLBACK}`);
      const token = newToken();
      await beginFlow(tools.command(c), { token, content: { ...flow, to: ownPath(c.req.query("till")) } });
      setCookie(c, cookie, token, { httpOnly: true, sameSite: "Lax", path: "/", secure: signIn.secure, maxAge: FLOW_SECONDS });
      return c.redirect(url);
    } catch (error) {
      log.warn({ error: (error as Error).message }, "identity provider");
      return failed(c, `${signIn.provider} svarar inte just nu. Försök igen om en stund, eller logga in med ett konto i Rödtråd.`, 503);
    }
  });

  app.get(CALLBACK, guard("sign-in"), async (c) => {
    const token = getCookie(c, cookie);
    deleteCookie(c, cookie, { path: "/", secure: signIn.secure });
    // A flow is taken out before it is looked at: an answer is used once, whatever comes of it.
    const flow = token ? await endFlow(tools.command(c), { tokenHash: tokenHash(token) }) : null;
    if (!flow) return failed(c, "Inloggningen tog för lång tid, eller så har svaret redan använts. Börja om.", 422);
    let identity: OidcIdentity;
    try {
      const answered = new URL(`${signIn.origin(c)}${c.req.path}${new URL(c.req.url).search}`);
      identity = await provider.finish(answered, { state: flow["state"]!, nonce: flow["nonce"]!, verifier: flow["verifier"]! });
    } catch (error) {
      log.warn({ error: (error as Error).message, code: (error as { code?: string }).code }, "identity refused");
      return failed(c, `Svaret från ${signIn.provider} gick inte att godta. Försök igen; säg till administratören om det händer på nytt.`, 422);
    }
    try {
      const userId = await admit(tools.command(c), identity);
      await enter(c, tools as PageTools<unknown>, signIn, userId, "oidc", identity.idToken);
      return c.redirect(ownPath(flow["to"]), 302);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return failed(c, error.failure.message, 403);
    }
  });
}
