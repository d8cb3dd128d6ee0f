import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import type { Context as CommandContext } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { guard, type Identity } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { FailureBox } from "../platform/ui/page.tsx";
import { isRole, ROLE_NAMES, ROLES, type Role } from "../permission/role.ts";
import { enterByLink, openSession, signInWithPassword, signOut } from "./sign-in-commands.ts";
import { whoseLink } from "./session-reads.ts";
import { browserName, PASSWORD_LENGTH, type SessionMethod } from "./session.ts";

/** What signing in needs of the frame that it is wired in. */
export interface SignInTools {
  /** The program's own handle, for what is asked before anyone is known. */
  readonly db: Db;
  /** The identity provider's name on the button; null where there is none. */
  readonly provider: string | null;
  /** The example municipality, where its roles may be picked from this address; null where not. */
  example(c: Context): Promise<number | null>;
  address(c: Context): string;
  /** The installation's own address, without a path. */
  origin(c: Context): string;
  /** Whether it is reached by HTTPS. */
  readonly secure: boolean;
  keep(c: Context, token: string): void;
  drop(c: Context): void;
  nobody(c: Context): Identity;
  /** The identity provider's own page for signing out; null where it has none. */
  signOutElsewhere(c: Context, idToken: string): Promise<string | null>;
}
/** What the people do for a sign-in; wired where all parts are. */
export interface SignInPeople {
  ensureExampleUser(context: CommandContext, input: { role: Role; unitId: number }): Promise<number>;
  changeNames(context: CommandContext, input: { userId: number; name: string; email: string }): Promise<unknown>;
}

/** Where one was going: an address of our own, nothing else. */
export const ownPath = (text: string | undefined): string => (text && /^\/(?![/\\])[^\s\\]*$/.test(text) && !/^\/(logga-in|utloggning|lank)/.test(text) ? text : "/");

export const formText = (form: FormData, name: string): string => String(form.get(name) ?? "").replaceAll("\u0000", "");

export function signInPages<Scope>(app: Hono, tools: PageTools<Scope>, signIn: SignInTools, people: SignInPeople): void {
  const start = async (c: Context, to: string, failure: { heading: string; message: string } | null, email = ""): Promise<Child> => {
    const example = await signIn.example(c);
    return (
      <>
        <h1>Logga in</h1>
        {signIn.provider && (
          <section>
            <p class="actions"><a class="ds-button" href={`/logga-in/kommunen?till=${encodeURIComponent(to)}`}>Logga in med {signIn.provider}</a></p>
          </section>
        )}
        {example && (
          <section aria-labelledby="exempel">
            <h2 id="exempel">Prova exempelkommunen</h2>
            <p>Välj vem du vill vara. Exempelläget finns bara på den här datorn, och så länge installationen inte har någon annan kommun än exemplet.</p>
            <form method="post" action="/logga-in/exempel" class="roles">
              <input type="hidden" name="till" value={to} />
              <ul class="plain">{ROLE_NAMES.map((role) => <li><button class="ds-button" data-variant="secondary" name="roll" value={role}>{ROLES[role].name.charAt(0).toUpperCase() + ROLES[role].name.slice(1)}</button> <span class="muted">{ROLES[role].meaning}</span></li>)}</ul>
            </form>
          </section>
        )}
        <section aria-labelledby="konto">
          <h2 id="konto">{example ? "Eget konto" : signIn.provider ? "Konto i Rödtråd" : "Med konto"}</h2>
          {failure && <FailureBox {...failure} />}
          <p class="actions" data-passkey-sign-in data-to={to} hidden><button type="button" class="ds-button">Logga in med passnyckel</button> <span role="status"></span></p>
          <form method="post" action="/logga-in" class="narrow">
            <input type="hidden" name="till" value={to} />
            <label>E-postadress<input class="ds-input" type="email" name="epost" autocomplete="username webauthn" value={email} required /></label>
            <label>Lösenord<input class="ds-input" type="password" name="losenord" autocomplete="current-password" required /></label>
            <p class="actions"><button class="ds-button">Logga in</button></p>
          </form>
          <p class="muted">Saknar du konto eller har glömt lösenordet? Be kommunens administratör om en engångslänk.{example && " Installationens första administratör kommer in med länken som skrevs i terminalen när Rödtråd startade."}</p>
        </section>
      </>
    );
  };
  const page = async (c: Context, to: string, failure: { heading: string; message: string } | null = null, status: 200 | 401 | 422 | 429 = 200, email = "") =>
    tools.page(c, { title: "Logga in", active: "", body: await start(c, to, failure, email), status, islands: ["passkey"] });

  app.get("/logga-in", guard("sign-in"), async (c) => {
    const to = ownPath(c.req.query("till"));
    return c.get("identity").userId === null ? page(c, to) : c.redirect(to);
  });

  app.post("/logga-in", guard("sign-in"), async (c) => {
    const form = await c.req.formData().catch(() => new FormData());
    const to = ownPath(formText(form, "till"));
    const email = formText(form, "epost").slice(0, 300);
    const entered = await signInWithPassword(tools.command(c), { email, password: formText(form, "losenord").slice(0, 1000), address: signIn.address(c), browser: browserName(c.req.header("user-agent")) });
    if (!entered.ok) return page(c, to, { heading: "Du är inte inloggad", message: entered.failure.message }, entered.failure.code === "throttled" ? 429 : 422, email);
    signIn.keep(c, entered.value);
    return c.redirect(to, 303);
  });

  app.post("/logga-in/exempel", guard("sign-in"), async (c) => {
    const form = await c.req.formData().catch(() => new FormData());
    const role = formText(form, "roll");
    const unitId = await signIn.example(c);
    if (unitId === null || !isRole(role)) return page(c, "/", { heading: "Du är inte inloggad", message: "Exempelläget finns bara på den egna datorn och för exempelkommunen." }, 422);
    const userId = await people.ensureExampleUser(tools.command(c), { role, unitId });
    signIn.keep(c, await openSession(tools.command(c), { userId, method: "example", browser: browserName(c.req.header("user-agent")) }));
    return c.redirect(ownPath(formText(form, "till")), 303);
  });

  app.post("/utloggning", guard("own-account"), async (c) => {
    const { sessionId } = c.get("identity");
    const idToken = sessionId === null ? null : await signOut(tools.command(c), { sessionId });
    signIn.drop(c);
    const elsewhere = idToken ? await signIn.signOutElsewhere(c, idToken) : null;
    if (!elsewhere) return c.redirect("/logga-in", 303);
    c.set("identity", signIn.nobody(c));
    return tools.page(c, { title: "Utloggad", active: "", body: <><h1>Du är utloggad ur Rödtråd</h1><p>Du är fortfarande inloggad hos {signIn.provider}. <a href={elsewhere}>Logga ut även där</a>, särskilt om datorn delas med andra.</p><p><a href="/logga-in">Logga in igen</a></p></> });
  });

  const linkPage = async (c: Context, token: string, failure: string | null, given: { name: string; email: string } | null = null) => {
    const found = await whoseLink(signIn.db, token);
    if (!found) {
      return tools.page(c, { title: "Länken fungerar inte", active: "", status: 422, body: <><h1>Länken fungerar inte</h1><p>Den har redan använts eller är för gammal. Be administratören om en ny.</p></> });
    }
    const first = found.purpose === "first-administrator";
    return tools.page(c, {
      title: "Välj lösenord", active: "", status: failure ? 422 : 200,
      body: (
        <>
          <h1>{first ? "Installationens första administratör" : found.purpose === "recovery" ? "Välj ett nytt lösenord" : `Välkommen, ${found.user.name}`}</h1>
          {failure && <FailureBox heading="Inget sparades" message={failure} />}
          <p>{first ? "Du blir administratör och controller för hela installationen. Ge sedan andra sina roller." : `Kontot hör till ${found.user.email}.`} Länken fungerar en gång.</p>
          <form method="post" class="narrow">
            {first && <><label>Namn<input class="ds-input" name="namn" autocomplete="name" value={given?.name ?? ""} required /></label><label>E-postadress<input class="ds-input" type="email" name="epost" autocomplete="username" value={given?.email ?? ""} required /></label></>}
            {!first && <input type="hidden" name="konto" autocomplete="username" value={found.user.email ?? ""} />}
            <label>Lösenord<input class="ds-input" type="password" name="losenord" autocomplete="new-password" minlength={PASSWORD_LENGTH} required aria-describedby="losenordsregel" /></label>
            <p class="muted small" id="losenordsregel">Minst {PASSWORD_LENGTH} tecken. En mening på några ord är lätt att minnas och svår att gissa. En passnyckel kan läggas till efteråt på sidan Mitt konto.</p>
            <p class="actions"><button class="ds-button">Spara och logga in</button></p>
          </form>
        </>
      ),
    });
  };
  app.get("/lank/:token{[A-Za-z0-9_-]{1,100}}", guard("sign-in"), (c) => linkPage(c, c.req.param("token"), null));
  app.post("/lank/:token{[A-Za-z0-9_-]{1,100}}", guard("sign-in"), async (c) => {
    const token = c.req.param("token");
    const form = await c.req.formData().catch(() => new FormData());
    const found = await whoseLink(signIn.db, token);
    const own = found?.purpose === "first-administrator" ? { name: formText(form, "namn"), email: formText(form, "epost") } : null;
    const input = { token, own, password: formText(form, "losenord").slice(0, 1000), address: signIn.address(c), browser: browserName(c.req.header("user-agent")) };
    const entered = await enterByLink(tools.command(c), input, people.changeNames);
    if (!entered.ok) return linkPage(c, token, entered.failure.message, own);
    signIn.keep(c, entered.value);
    return c.redirect("/", 303);
  });
}

/** For doors that sign in by other means than a form. */
export const enter = async (c: Context, tools: PageTools<unknown>, signIn: SignInTools, userId: number, method: SessionMethod, idToken: string | null = null): Promise<void> =>
  signIn.keep(c, await openSession(tools.command(c), { userId, method, browser: browserName(c.req.header("user-agent")), idToken }));
