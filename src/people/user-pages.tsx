import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { listUnits, UNIT_KINDS } from "../organisation/unit-reads.ts";
import { endOf, spellOn, spokenOfOn, type UnitHistory } from "../organisation/unit.ts";
import { ROLE_NAMES, ROLES } from "../permission/role.ts";
import { isDay, swedishTime, today } from "../platform/clock.ts";
import type { Context as CommandContext } from "../platform/command.ts";
import { Conflicted, type Conflict } from "../platform/edit/conflict.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { showOnce, takeShown } from "../platform/http/show-once.ts";
import { Refused } from "../platform/outcome.ts";
import { counted, formatNumber, unaccented } from "../platform/swedish.ts";
import { ConflictForm, sentVersion } from "../platform/ui/edit.tsx";
import { TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { FailureBox } from "../platform/ui/page.tsx";
import { changeUserNames, closeAccount, endRole, eraseUser, giveRole, inviteUser, renewRole } from "./user-commands.ts";
import { leftOutside } from "./user-reach.ts";
import { findUser, listRoles, listUsers, unitNames } from "./user-reads.ts";
import { isActive, isComing, type UserRole } from "./user.ts";

/** What the pages of users need of signing in. */
export interface UserLinks {
  makeLink(context: CommandContext, input: { userId: number; purpose: "invitation" | "recovery" }): Promise<string>;
  /** The installation's own address, for links that are sent. */
  origin(c: Context): string;
  /** Whether cookies are only for HTTPS. */
  readonly secure: boolean;
}

const text = (form: FormData, name: string): string => String(form.get(name) ?? "").replaceAll("\u0000", "").trim();

export function userPages<Scope>(app: Hono, tools: PageTools<Scope>, links: UserLinks): void {
  const everybody = async (c: Context, failure: string | null = null, given: FormData | null = null) => {
    const db = tools.db(c);
    const names = await unitNames(db);
    const all = (await listRoles(db)).filter((role) => isComing(role, today()));
    const mine = (await listUsers(db)).filter((user) => !user.erasedAt && manages(c, all, user.id));
    const query = unaccented((c.req.query("sok") ?? "").trim());
    const shown = c.req.query("visa") === "stangda" ? "stangda" : c.req.query("visa") === "alla" ? "alla" : "oppna";
    const users = mine.filter((user) => (shown === "alla" || (shown === "stangda") === (user.deactivatedAt !== null)) && query.split(/\s+/).every((word) => unaccented(`${user.name} ${user.email ?? ""}`).includes(word)));
    const roles = all.filter((role) => isActive(role, today()));
    const units = await listUnits(db);
    return tools.page(c, {
      title: "Användare", active: "anvandare", status: failure ? 422 : 200,
      body: (
        <>
          <h1>Användare</h1>
          {failure && <FailureBox heading="Inget sparades" message={failure} />}
          <form class="filters" method="get">
            <label>Sök<input class="ds-input" type="search" name="sok" value={c.req.query("sok") ?? ""} /></label>
            <label>Konton
              <select name="visa">
                {([["oppna", "Öppna"], ["stangda", "Stängda"], ["alla", "Alla"]] as const).map(([value, label]) => <option value={value} selected={value === shown}>{label}</option>)}
              </select>
            </label>
            <button class="ds-button" data-variant="secondary">Visa</button>
          </form>
          {users.length === 0 ? <p>Ingen av {counted(mine.length, "användare", "användare")} passar. <a href="/anvandare?visa=alla">Visa alla</a>.</p> : <TableScroll label="Användare">
            <WordTable
              caption={`Användare: ${formatNumber(String(users.length))} av ${formatNumber(String(mine.length))}`} columns={["Namn", "E-post", "Roller", "Senast här"]}
              rows={users.map((user) => ({
                cells: [
                  <><a href={`/anvandare/${user.id}`}>{user.name}</a>{user.deactivatedAt && " (stängt)"}</>, user.email,
                  roles.filter(({ userId }) => userId === user.id).map((role) => `${ROLES[role.role].name} i ${names(role.unitId)}`).join("; ") || "Ingen",
                  user.lastSeenOn ?? "Aldrig",
                ],
              }))}
            />
          </TableScroll>}
          <h2>Bjud in en användare</h2>
          <p>Du får en engångslänk att skicka. Med den väljer användaren sitt lösenord och kommer in.</p>
          <form method="post" action="/anvandare" class="narrow">
            <label>Namn<input class="ds-input" name="namn" autocomplete="off" value={given ? text(given, "namn") : ""} required /></label>
            <label>E-postadress<input class="ds-input" type="email" name="epost" autocomplete="off" value={given ? text(given, "epost") : ""} required /></label>
            <RoleFields c={c} tools={tools as PageTools<unknown>} units={units} given={given} />
            <p class="actions"><button class="ds-button">Bjud in</button></p>
          </form>
          <p><a href="/behorighet">Vad rollerna får göra</a></p>
        </>
      ),
    });
  };

  /** Whose accounts one sees: those with a role in the part that one manages, and those without any. */
  const manages = (c: Context, roles: readonly UserRole[], userId: number): boolean => {
    const own = roles.filter((role) => role.userId === userId);
    return own.length === 0 || own.some(({ unitId }) => tools.may(c, "user.manage", unitId ?? "installation"));
  };

  const one = async (c: Context, id: number, more: { failure?: string; status?: 409 | 422; given?: FormData } = {}) => {
    const db = tools.db(c);
    const user = await findUser(db, id);
    if (!user || user.erasedAt || !manages(c, (await listRoles(db)).filter((role) => isComing(role, today())), id)) return tools.notFound(c);
    const names = await unitNames(db);
    const units = await listUnits(db);
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    const roles = await listRoles(db, id);
    const now = roles.filter((role) => isComing(role, today()));
    const who = await tools.who(c, roles.map(({ givenBy }) => givenBy));
    const outside = (role: UserRole) => leftOutside(role, byId, today());
    const endedOn = (role: UserRole) => (role.unitId === null ? null : endOf(byId.get(role.unitId)!));
    const link = takeShown(c, `/anvandare/${id}`);
    const version = <input type="hidden" name="version" value={String(user.version)} />;
    return tools.page(c, {
      title: user.name, active: "anvandare", status: more.failure ? (more.status ?? 422) : 200,
      body: (
        <>
          <p><a href="/anvandare">Alla användare</a></p>
          <h1>{user.name}</h1>
          {more.failure && <FailureBox heading="Inget sparades" message={more.failure} />}
          {c.req.query("sparat") && <p class="notice" role="status">Ändringen är sparad.</p>}
          {link && (
            <div class="notice" role="status">
              <p><strong>Skicka länken till {user.name}.</strong> Den fungerar en gång och visas bara här och nu.</p>
              <p><code class="token">{link}</code></p>
            </div>
          )}
          <p class="muted">{user.email ?? "Utan e-postadress"} · upplagd {swedishTime(user.createdAt)} · {user.lastSeenOn ? `senast här ${user.lastSeenOn}` : "har inte varit här"}{user.deactivatedAt && <strong> · kontot är stängt</strong>}</p>
          <h2>Roller</h2>
          {now.length === 0 ? <p>Ingen roll.</p> : (
            <ul class="rows">
              {now.map((role) => (
                <li>
                  <div>
                    <strong>{ROLES[role.role].name}</strong> i {names(role.unitId)}<span class="muted">, från {role.validFrom}{role.validTo && ` till ${role.validTo}`}, given av {who(role.givenBy)}</span>{endedOn(role) && <em>. Enheten {endedOn(role)! > today() ? "upphör" : "upphörde"} {endedOn(role)}</em>}
                    {outside(role).length > 0 && (
                      <form method="post" action={`/roller/${role.id}/fornyelse`} class="notice">
                        {version}
                        <p>Har kommit in under {names(role.unitId)} sedan rollen gavs och omfattas inte: {outside(role).map((unit) => spokenOfOn(unit, today()).name).join(", ")}.</p>
                        <button class="ds-button" data-variant="secondary" data-size="sm">Låt rollen gälla även dem</button>
                      </form>
                    )}
                  </div>
                  <form method="post" action={`/roller/${role.id}/avslut`}>{version}<button class="ds-button" data-variant="tertiary" data-size="sm">Avsluta<span class="visually-hidden"> rollen {ROLES[role.role].name} i {names(role.unitId)}</span></button></form>
                </li>
              ))}
            </ul>
          )}
          {roles.length > now.length && <details><summary>Tidigare roller</summary><ul>{roles.filter((role) => !now.includes(role)).map((role) => <li>{ROLES[role.role].name} i {names(role.unitId)}, {role.validFrom} till {role.validTo}</li>)}</ul></details>}
          <details open={more.given?.has("roll") ?? false}><summary>Ge en roll</summary>
            <form method="post" action={`/anvandare/${id}/roller`} class="narrow">
              {version}
              <RoleFields c={c} tools={tools as PageTools<unknown>} units={units} given={more.given ?? null} />
              <label>Från och med<input class="ds-input" type="date" name="fran" value={(more.given && text(more.given, "fran")) || today()} required /></label>
              <label>Till (första dagen den inte gäller; tomt är tills vidare)<input class="ds-input" type="date" name="till" value={more.given ? text(more.given, "till") : ""} /></label>
              <p class="actions"><button class="ds-button">Ge rollen</button></p>
            </form>
          </details>
          {user.kind === "person" && (
            <>
              <h2>Konto</h2>
              <form method="post" action={`/anvandare/${id}/namn`} class="narrow">
                {version}
                <input type="hidden" name="namn-var" value={user.name} />
                <input type="hidden" name="epost-var" value={user.email ?? ""} />
                <label>Namn<input class="ds-input" name="namn" autocomplete="off" value={more.given?.has("namn") ? text(more.given, "namn") : user.name} required /></label>
                <label>E-postadress<input class="ds-input" type="email" name="epost" autocomplete="off" value={more.given?.has("epost") ? text(more.given, "epost") : (user.email ?? "")} required /></label>
                <p class="actions"><button class="ds-button" data-variant="secondary">Spara namn och adress</button></p>
              </form>
              <div class="actions">
                {!user.deactivatedAt && <form method="post" action={`/anvandare/${id}/lank`}><button class="ds-button" data-variant="secondary">Gör en engångslänk</button></form>}
                <form method="post" action={`/anvandare/${id}/${user.deactivatedAt ? "oppning" : "stangning"}`}>{version}<button class="ds-button" data-variant="secondary">{user.deactivatedAt ? "Öppna kontot" : "Stäng kontot"}</button></form>
              </div>
              <details><summary>Ta bort personuppgifterna</summary>
                <p>Namn, e-postadress, lösenord, passnycklar och inloggningar tas bort för alltid. Det användaren har gjort står kvar i loggen som »Borttagen användare {id}«.</p>
                <form method="post" action={`/anvandare/${id}/borttagning`}>
                  {version}
                  <p><label><input type="checkbox" name="saker" value="ja" required /> Ja, ta bort uppgifterna om {user.name}</label></p>
                  <button class="ds-button" data-variant="secondary">Ta bort</button>
                </form>
              </details>
            </>
          )}
        </>
      ),
    });
  };

  const FIELD_OF = { name: { name: "namn", label: "Namn" }, email: { name: "epost", label: "E-postadress" } } as const;
  const conflicting = (c: Context, id: number, conflict: Conflict) => {
    const asked = conflict.conflicts.map((one) => ({ ...FIELD_OF[one.field as "name" | "email"], conflict: one }));
    const rest = (["name", "email"] as const).filter((field) => !conflict.conflicts.some((one) => one.field === field));
    return tools.page(c, {
      title: "Två har ändrat användaren", active: "anvandare", status: 409,
      body: (
        <>
          <p><a href={`/anvandare/${id}`}>Användaren</a></p>
          <h1>Två har ändrat användaren</h1>
          <ConflictForm action={`/anvandare/${id}/namn`} away={`/anvandare/${id}`} conflict={conflict} who={(key) => key} asked={asked}>
            <input type="hidden" name="version" value={String(conflict.version)} />
            {rest.map((field) => <input type="hidden" name={FIELD_OF[field].name} value={conflict.merged[field] ?? ""} />)}
          </ConflictForm>
        </>
      ),
    });
  };

  /** Does a change and shows the user again, with the one sentence where it could not be done. */
  const change = async (c: Context, id: number, work: (form: FormData) => Promise<string | null | number>): Promise<Response> => {
    const form = await c.req.formData().catch(() => new FormData());
    try {
      await work(form);
      return c.redirect(`/anvandare/${id}?sparat=ja`, 303);
    } catch (error) {
      if (!(error instanceof Refused) || error.failure.code === "not-signed-in") throw error;
      if (error instanceof Conflicted) return conflicting(c, id, error.conflict);
      return one(c, id, { failure: error.failure.message, status: error.failure.code === "changed" ? 409 : 422, given: form });
    }
  };
  const idOf = (c: Context): number => Number(c.req.param("id"));
  const manage = guard("user.manage");

  app.get("/anvandare", manage, (c) => everybody(c));
  app.post("/anvandare", manage, async (c) => {
    const form = await c.req.formData().catch(() => new FormData());
    if (c.get("identity").example) return everybody(c, "I exempelläget bjuds ingen in. Logga in som installationens administratör med länken i terminalen.", form);
    try {
      const userId = await inviteUser(tools.command(c), { name: text(form, "namn"), email: text(form, "epost"), first: roleInput(form) });
      return showOnce(c, `/anvandare/${userId}`, await link(c, userId, "invitation"), links.secure);
    } catch (error) {
      if (!(error instanceof Refused) || error.failure.code === "not-signed-in") throw error;
      return everybody(c, error.failure.message, form);
    }
  });
  const link = async (c: Context, userId: number, purpose: "invitation" | "recovery") => `${links.origin(c)}/lank/${await links.makeLink(tools.command(c), { userId, purpose })}`;

  app.get("/anvandare/:id{[0-9]{1,9}}", manage, (c) => one(c, idOf(c)));
  app.post("/anvandare/:id{[0-9]{1,9}}/lank", manage, async (c) => showOnce(c, `/anvandare/${idOf(c)}`, await link(c, idOf(c), "recovery"), links.secure));
  app.post("/anvandare/:id{[0-9]{1,9}}/roller", manage, (c) => change(c, idOf(c), (form) => giveRole(tools.command(c), { userId: idOf(c), version: sentVersion(form), ...roleInput(form), ...days(form) })));
  app.post("/anvandare/:id{[0-9]{1,9}}/namn", manage, (c) => change(c, idOf(c), (form) => changeUserNames(tools.command(c), { userId: idOf(c), version: sentVersion(form), ...(form.has("namn-var") ? { base: { name: text(form, "namn-var"), email: text(form, "epost-var") || null } } : {}), name: text(form, "namn"), email: text(form, "epost") })));
  app.post("/anvandare/:id{[0-9]{1,9}}/stangning", manage, (c) => change(c, idOf(c), (form) => closeAccount(tools.command(c), { userId: idOf(c), version: sentVersion(form), closed: true })));
  app.post("/anvandare/:id{[0-9]{1,9}}/oppning", manage, (c) => change(c, idOf(c), (form) => closeAccount(tools.command(c), { userId: idOf(c), version: sentVersion(form), closed: false })));
  app.post("/anvandare/:id{[0-9]{1,9}}/borttagning", manage, async (c) => {
    const form = await c.req.formData().catch(() => new FormData());
    if (text(form, "saker") !== "ja") return one(c, idOf(c), { failure: "Kryssa för att du är säker." });
    try {
      await eraseUser(tools.command(c), { userId: idOf(c), version: sentVersion(form) });
    } catch (error) {
      if (!(error instanceof Refused) || error.failure.code === "not-signed-in") throw error;
      return one(c, idOf(c), { failure: error.failure.message, status: error.failure.code === "changed" ? 409 : 422 });
    }
    return c.redirect("/anvandare", 303);
  });
  const ofRole = (path: string, work: (c: Context, roleId: number, version: number) => Promise<unknown>) =>
    app.post(`/roller/:id{[0-9]{1,9}}/${path}`, manage, async (c) => {
      const role = (await listRoles(tools.db(c))).find(({ id }) => id === idOf(c));
      if (!role) return tools.notFound(c);
      return change(c, role.userId, async (form) => {
        await work(c, role.id, sentVersion(form));
        return null;
      });
    });
  ofRole("avslut", (c, roleId, version) => endRole(tools.command(c), { roleId, version }));
  ofRole("fornyelse", (c, roleId, version) => renewRole(tools.command(c), { roleId, version }));
}

const roleInput = (form: FormData) => ({ role: text(form, "roll"), unitId: /^\d{1,9}$/.test(text(form, "enhet")) ? Number(text(form, "enhet")) : null });

function days(form: FormData): { from: string; to: string | null } {
  for (const name of ["fran", "till"]) {
    const day = text(form, name);
    if (day && !isDay(day)) throw new Refused({ code: "bad-date", message: `»${day.slice(0, 20)}« är ingen dag; skriv ÅÅÅÅ-MM-DD.` });
  }
  return { from: text(form, "fran") || today(), to: text(form, "till") || null };
}

/** Which role, and for which part: only parts that one manages are offered. */
function RoleFields({ c, tools, units, given }: { c: Context; tools: PageTools<unknown>; units: readonly UnitHistory[]; given: FormData | null }) {
  const day = today();
  const living = units.filter((unit) => spellOn(unit, day) && tools.may(c, "user.manage", unit.id));
  const role = given ? text(given, "roll") : "";
  const unit = given ? text(given, "enhet") : "";
  const rows: Child[] = [];
  const add = (parentId: number | null, depth: number) => {
    for (const own of living.filter((one) => spokenOfOn(one, day).parentId === parentId || (depth === 0 && parentId === null && !living.some(({ id }) => id === spokenOfOn(one, day).parentId)))) {
      rows.push(<option value={String(own.id)} selected={unit === String(own.id)}>{"\u00a0\u00a0".repeat(depth)}{spokenOfOn(own, day).name} ({UNIT_KINDS[own.kind]}{own.example ? ", exempel" : ""})</option>);
      add(own.id, depth + 1);
    }
  };
  add(null, 0);
  return (
    <>
      <label>Roll
        <select name="roll" required>
          {ROLE_NAMES.map((name) => <option value={name} selected={name === role}>{ROLES[name].name}: {ROLES[name].meaning}</option>)}
        </select>
      </label>
      <label>Del av organisationen
        <select name="enhet">
          {rows}
          {tools.may(c, "user.manage", "installation") && <option value="">Hela installationen</option>}
        </select>
      </label>
    </>
  );
}
