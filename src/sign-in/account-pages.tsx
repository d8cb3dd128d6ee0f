import type { Context, Hono } from "hono";
import { swedishTime } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import { showOnce, takeShown } from "../platform/http/show-once.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import { findUser, listRoles, roleName, unitNames } from "../people/user-reads.ts";
import { today } from "../platform/clock.ts";
import { isActive } from "../people/user.ts";
import { changePassword, endApiKey, endOwnSessions, makeApiKey, removePasskey } from "./sign-in-commands.ts";
import { listApiKeys, listPasskeys, listSessions, passwordOf } from "./session-reads.ts";
import { API_KEY_DAYS, METHOD_WORDS, PASSWORD_LENGTH } from "./session.ts";
import { formText, type SignInTools } from "./sign-in-pages.tsx";

const Delete = ({ action, label, about }: { action: string; label: string; about: string }) => (
  <form method="post" action={action}><button class="ds-button" data-variant="tertiary" data-size="sm">{label}<span class="visually-hidden"> {about}</span></button></form>
);

/** What a user sees and keeps of their own account: roles, ways to sign in, sessions, keys, and all that is stored about them. */
export function accountPages<Scope>(app: Hono, tools: PageTools<Scope>, signIn: SignInTools): void {
  const own = async (c: Context, failure: { heading: string; message: string } | null = null) => {
    const newKey = takeShown(c, "/konto");
    const { userId, sessionId } = c.get("identity");
    const user = (await findUser(signIn.db, userId!))!;
    const roles = (await listRoles(signIn.db, user.id)).filter((role) => isActive(role, today()));
    const names = await unitNames(signIn.db);
    const sessions = await listSessions(signIn.db, user.id);
    const keys = await listApiKeys(signIn.db, user.id);
    const passkeys = await listPasskeys(signIn.db, user.id);
    const hasPassword = (await passwordOf(signIn.db, user.id)) !== null;
    const person = user.kind === "person";
    return tools.page(c, {
      title: "Mitt konto", active: "konto", status: failure ? 422 : 200, islands: ["passkey"],
      body: (
        <>
          <h1>{user.name}</h1>
          {failure && <FailureBox {...failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">Ändringen är sparad.</p>}
          {newKey && (
            <div class="notice" role="status"><p><strong>Kopiera nyckeln nu; den visas bara här och nu.</strong></p><p><code class="token">{newKey}</code></p></div>
          )}
          {user.email && <p class="muted">{user.email}</p>}
          <h2>Mina roller</h2>
          {roles.length === 0 ? <p>Du har ingen roll ännu. Be administratören om en.</p> : (
            <ul>{roles.map((role) => <li>{roleName(role.role)} i {names(role.unitId)}{role.validTo && `, till ${role.validTo}`}</li>)}</ul>
          )}
          <p><a href="/behorighet">Vad rollerna får göra</a></p>
          {person && (
            <>
              <h2>Passnycklar</h2>
              <p>En passnyckel ligger i datorn eller telefonen och låses upp med fingeravtryck, ansikte eller pinkod. Den är säkrare än ett lösenord.</p>
              {passkeys.length > 0 && (
                <TableScroll label="Passnycklar"><WordTable caption="Passnycklar" columns={["Namn", "Tillagd", "Senast använd", "Ta bort"]} rows={passkeys.map((key) => ({ cells: [key.name, swedishTime(key.createdAt), key.usedAt ? swedishTime(key.usedAt) : "Aldrig", <Delete action={`/konto/passnycklar/${key.id}/borttagning`} label="Ta bort" about={key.name} />] }))} /></TableScroll>
              )}
              <p class="actions" data-passkey-register hidden><button type="button" class="ds-button" data-variant="secondary">Lägg till en passnyckel</button> <span role="status"></span></p>
              <noscript><p class="muted">Passnycklar kräver att webbläsaren får köra skript.</p></noscript>
              <h2>Lösenord</h2>
              <form method="post" action="/konto/losenord" class="narrow">
                <input type="hidden" name="konto" autocomplete="username" value={user.email ?? ""} />
                {hasPassword && <label>Nuvarande lösenord<input class="ds-input" type="password" name="nuvarande" autocomplete="current-password" required /></label>}
                <label>Nytt lösenord<input class="ds-input" type="password" name="nytt" autocomplete="new-password" minlength={PASSWORD_LENGTH} required /></label>
                <p class="muted small">Minst {PASSWORD_LENGTH} tecken. Övriga inloggningar avslutas.</p>
                <p class="actions"><button class="ds-button" data-variant="secondary">{hasPassword ? "Byt lösenord" : "Välj lösenord"}</button></p>
              </form>
            </>
          )}
          <h2>Inloggade webbläsare</h2>
          <TableScroll label="Inloggade webbläsare">
            <WordTable
              caption="Inloggade webbläsare" columns={["Webbläsare", "Inloggad", "Senast använd", "Med", "Avsluta"]}
              rows={sessions.map((session) => ({
                cells: [
                  `${session.browser ?? "Okänd"}${session.id === sessionId ? " (den här)" : ""}`, swedishTime(session.createdAt), swedishTime(session.usedAt), METHOD_WORDS[session.method],
                  <Delete action={`/konto/inloggningar/${session.id}/avslut`} label="Avsluta" about={`inloggningen ${session.browser ?? ""} ${swedishTime(session.createdAt)}`} />,
                ],
              }))}
            />
          </TableScroll>
          {sessions.length > 1 && <form method="post" action="/konto/inloggningar/avslut"><button class="ds-button" data-variant="secondary">Avsluta alla andra</button></form>}
          <h2>Nycklar för program</h2>
          <p>Med en nyckel kan ett program läsa och skriva genom API:et som du, med dina roller. Den gäller i {API_KEY_DAYS} dagar.</p>
          {keys.length > 0 && (
            <TableScroll label="Nycklar för program"><WordTable caption="Nycklar för program" columns={["Namn", "Gjord", "Använd", "Gäller till", "Ta bort"]} rows={keys.map((key) => ({ cells: [key.name, swedishTime(key.createdAt), key.usedOn ?? "Aldrig", key.expiresAt.slice(0, 10), <Delete action={`/konto/nycklar/${key.id}/borttagning`} label="Ta bort" about={key.name} />] }))} /></TableScroll>
          )}
          <form method="post" action="/konto/nycklar" class="filters">
            <label>Vad ska nyckeln användas till?<input class="ds-input" name="namn" maxlength={60} required size={32} /></label>
            <button class="ds-button" data-variant="secondary">Gör en nyckel</button>
          </form>
          <h2>Det som är sparat om dig</h2>
          <p>Namn, e-postadress, roller, inloggningar och vilken dag du senast var här. Det du har ändrat står i loggen under ditt användarnummer. <a href="/konto/uppgifter.json">Hämta allt som en fil</a>. Vill du att kontot tas bort vänder du dig till administratören.</p>
        </>
      ),
    });
  };

  app.get("/konto", guard("own-account"), (c) => own(c));
  app.post("/konto/losenord", guard("own-account"), async (c) => {
    const { sessionId, userId } = c.get("identity");
    const form = await c.req.formData().catch(() => new FormData());
    const user = (await findUser(signIn.db, userId!))!;
    if (user.kind !== "person" || sessionId === null) return own(c, { heading: "Inget sparades", message: "Det här kontot har inget lösenord." });
    const changed = await changePassword(tools.command(c), { user, current: formText(form, "nuvarande").slice(0, 1000), password: formText(form, "nytt").slice(0, 1000), sessionId });
    return changed.ok ? c.redirect("/konto?sparat=ja", 303) : own(c, { heading: "Lösenordet är oförändrat", message: changed.failure.message });
  });
  app.post("/konto/inloggningar/avslut", guard("own-account"), async (c) => {
    const { sessionId } = c.get("identity");
    await endOwnSessions(tools.command(c), sessionId === null ? {} : { except: sessionId });
    return c.redirect("/konto?sparat=ja", 303);
  });
  app.post("/konto/inloggningar/:id{[0-9]{1,9}}/avslut", guard("own-account"), async (c) => {
    await endOwnSessions(tools.command(c), { only: Number(c.req.param("id")) });
    return c.redirect("/konto?sparat=ja", 303);
  });
  app.post("/konto/passnycklar/:id{[0-9]{1,9}}/borttagning", guard("own-account"), async (c) => {
    await removePasskey(tools.command(c), { passkeyId: Number(c.req.param("id")) });
    return c.redirect("/konto?sparat=ja", 303);
  });
  app.post("/konto/nycklar", guard("own-account"), async (c) => {
    const form = await c.req.formData().catch(() => new FormData());
    const made = await makeApiKey(tools.command(c), { name: formText(form, "namn") });
    return made.ok ? showOnce(c, "/konto", made.value, signIn.secure) : own(c, { heading: "Ingen nyckel gjordes", message: made.failure.message });
  });
  app.post("/konto/nycklar/:id{[0-9]{1,9}}/borttagning", guard("own-account"), async (c) => {
    await endApiKey(tools.command(c), { keyId: Number(c.req.param("id")) });
    return c.redirect("/konto?sparat=ja", 303);
  });
  app.get("/konto/uppgifter.json", guard("own-account"), async (c) => {
    const { userId } = c.get("identity");
    const names = await unitNames(signIn.db);
    const user = (await findUser(signIn.db, userId!))!;
    c.header("content-disposition", 'attachment; filename="mina-uppgifter.json"');
    return c.json({
      user,
      roles: (await listRoles(signIn.db, user.id)).map((role) => ({ ...role, unit: names(role.unitId) })),
      sessions: await listSessions(signIn.db, user.id),
      passkeys: (await listPasskeys(signIn.db, user.id)).map(({ name, createdAt, usedAt }) => ({ name, createdAt, usedAt })),
      apiKeys: await listApiKeys(signIn.db, user.id),
    });
  });
}
