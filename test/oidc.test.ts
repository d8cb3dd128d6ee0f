import http from "node:http";
import net, { type AddressInfo } from "node:net";
import type { Hono } from "hono";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from "jose";
import Provider from "oidc-provider";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { OidcConfig } from "../src/config.ts";
import type { RoleRule } from "../src/people/claim-roles.ts";
import type { Database } from "../src/platform/db/database.ts";
import { createLog } from "../src/platform/log.ts";
import { addUser } from "../src/people/user-store.ts";
import { createWeb } from "../src/web.tsx";
import { freshDatabase } from "./database.ts";
import { appOver, foundTown, type Town } from "./town.ts";

const CLIENT = { id: "rodtrad", secret: "en-hemlighet-som-bara-testet-har" };
const HERE = "http://127.0.0.1:3999";
const RULES: readonly RoleRule[] = [{ claim: "groups", value: "controllrar", role: "controller", unit: "Ekby kommun/Kulturnämnden" }, { claim: "groups", value: "revision", role: "auditor", unit: "*" }];

const listen = async (handler: http.RequestListener): Promise<{ origin: string; server: http.Server }> => {
  const server = http.createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
};

let database: Database;
let town: Town;
beforeAll(async () => {
  // The provider of the tests tells at length that it is one.
  for (const method of ["info", "warn", "log"] as const) vi.spyOn(console, method).mockImplementation(() => undefined);
  database = await freshDatabase("embedded");
  town = await foundTown(database);
});
afterAll(() => database.close());

function webFor(issuer: string, more: Partial<OidcConfig> = {}): Hono {
  const oidc: OidcConfig = {
    issuer: new URL(issuer), clientId: CLIENT.id, clientSecret: CLIENT.secret, clientKey: null, scopes: "openid profile email", insecure: true, name: "Ekby kommun", rules: RULES, trustEmail: false, ...more,
  };
  return createWeb(appOver(database), createLog("silent"), { publicUrl: new URL(HERE), trustedProxies: new net.BlockList(), host: "127.0.0.1", oidc });
}

/** A browser's cookies, for one site. */
class Jar {
  readonly #cookies = new Map<string, string>();
  keep(response: Response): Response {
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const [name = "", ...value] = pair.split("=");
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value.join("="));
    }
    return response;
  }
  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}
const ask = async (web: Hono, jar: Jar, address: string): Promise<Response> => jar.keep(await web.request(new URL(address, HERE).href, { headers: { cookie: jar.header } }));
const rolesOf = async (name: string) =>
  (await database.db.selectFrom("user_role").innerJoin("user_account", "user_account.id", "user_role.user_id").select(["user_role.role", "user_role.unit_id"]).where("user_account.name", "=", name).where("user_role.valid_to", "is", null).orderBy("role").execute()).map((row) => [row["role"], row["unit_id"]]);

describe("a real provider", () => {
  const people: Record<string, Record<string, unknown>> = { anna: { name: "Anna Ek", email: "anna.ek@ekby.example", email_verified: true, groups: ["controllrar"] }, bo: { name: "Bo Al", email: "bo.al@ekby.example", email_verified: true, groups: ["andra"] } };
  let provider: { origin: string; server: http.Server };
  let web: Hono;
  beforeAll(async () => {
    const holder: { handler: http.RequestListener } = { handler: () => undefined };
    provider = await listen((request, response) => holder.handler(request, response));
    const own = new Provider(provider.origin, {
      clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [`${HERE}/logga-in/svar`], post_logout_redirect_uris: [`${HERE}/logga-in`] }],
      claims: { openid: ["sub"], profile: ["name", "groups"], email: ["email", "email_verified"] },
      conformIdTokenClaims: false, pkce: { required: () => true }, cookies: { keys: ["prov"] }, features: { devInteractions: { enabled: true } },
      findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    });
    holder.handler = own.callback();
    web = webFor(provider.origin);
  });
  afterAll(() => {
    provider.server.closeAllConnections();
    provider.server.close();
  });

  /** Goes through the provider's own forms as a browser would. Answers the address that it sends the browser back to. */
  async function through(address: string, login: string): Promise<string> {
    const jar = new Jar();
    let next = address;
    for (let steps = 0; steps < 12; steps++) {
      let answer = jar.keep(await fetch(next, { headers: { cookie: jar.header }, redirect: "manual" }));
      if (answer.status === 200) {
        const form = await answer.text();
        const action = /action="([^"]+)"/.exec(form)![1]!;
        const prompt = /name="prompt" value="([^"]+)"/.exec(form)![1]!;
        answer = jar.keep(await fetch(new URL(action, provider.origin), { method: "POST", redirect: "manual", headers: { cookie: jar.header, "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ prompt, login, password: "x" }) }));
      }
      next = new URL(answer.headers.get("location")!, next).href;
      if (next.startsWith(HERE)) return next;
    }
    throw new Error("The provider did not send the browser back");
  }

  test("lets a person in with the roles of their groups, to where they were going, and out again", async () => {
    const jar = new Jar();
    const left = await ask(web, jar, "/logga-in/kommunen?till=/konto");
    const going = new URL(left.headers.get("location")!);
    expect([going.searchParams.get("code_challenge_method"), going.searchParams.has("state"), going.searchParams.has("nonce")]).toEqual(["S256", true, true]);
    const back = await through(going.href, "anna");
    const entered = await ask(web, jar, back);
    expect([entered.status, entered.headers.get("location")]).toEqual([302, "/konto"]);
    expect(await (await ask(web, jar, "/konto")).text()).toContain("Anna Ek");
    expect(await rolesOf("Anna Ek")).toEqual([["controller", town.committeeId]]);
    const out = await web.request(`${HERE}/utloggning`, { method: "POST", headers: { cookie: jar.header, origin: HERE, "content-type": "application/x-www-form-urlencoded" } });
    expect(await out.text()).toContain("/session/end?");
    expect((await ask(web, jar, "/konto")).status).toBe(302);
    // The same answer once more, by who listened in: the flow is used up.
    expect((await ask(web, jar, back)).status).toBe(422);
  });

  test("roles follow the groups at the next sign-in", async () => {
    people["anna"]!["groups"] = ["revision"];
    const jar = new Jar();
    const left = await ask(web, jar, "/logga-in/kommunen");
    expect((await ask(web, jar, await through(left.headers.get("location")!, "anna"))).status).toBe(302);
    expect(await rolesOf("Anna Ek")).toEqual([["auditor", null]]);
  });

  test("who is in no group gets no account", async () => {
    const jar = new Jar();
    const left = await ask(web, jar, "/logga-in/kommunen");
    const refused = await ask(web, jar, await through(left.headers.get("location")!, "bo"));
    expect([refused.status, /har ingen roll i Rödtråd/.test(await refused.text())]).toEqual([403, true]);
    expect(await database.db.selectFrom("user_account").select("id").where("name", "=", "Bo Al").execute()).toEqual([]);
  });

  test("an answer for another browser is refused", async () => {
    const left = await ask(web, new Jar(), "/logga-in/kommunen");
    const back = await through(left.headers.get("location")!, "anna");
    const other = new Jar();
    await ask(web, other, "/logga-in/kommunen");
    expect((await ask(web, other, back)).status).toBe(422);
  });
});

describe("a provider whose tokens are not as they should be", () => {
  let provider: { origin: string; server: http.Server };
  let keys: { kid: string; publicKey: CryptoKey; privateKey: CryptoKey }[];
  let signing: { kid: string; privateKey: CryptoKey };
  /** What the next token says beside what it should. */
  let twist: (claims: Record<string, unknown>, nonce: string) => Record<string, unknown> = (claims) => claims;
  let nonce = "";
  const newKey = async (kid: string) => ({ kid, ...(await generateKeyPair("RS256", { extractable: true })) });
  beforeAll(async () => {
    keys = [await newKey("första")];
    signing = keys[0]!;
    provider = await listen(async (request, response) => {
      const { pathname } = new URL(request.url!, "http://localhost");
      const json = (content: unknown) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(content));
      const { origin } = provider;
      if (pathname === "/.well-known/openid-configuration") return json({ issuer: origin, authorization_endpoint: `${origin}/auth`, token_endpoint: `${origin}/token`, jwks_uri: `${origin}/keys`, response_types_supported: ["code"], subject_types_supported: ["public"], id_token_signing_alg_values_supported: ["RS256"] });
      if (pathname === "/keys") return json({ keys: await Promise.all(keys.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" }))) });
      const now = Math.floor(Date.now() / 1000);
      const claims = twist({ iss: origin, aud: CLIENT.id, sub: "cia", nonce, iat: now, exp: now + 300, name: "Cia Dal", email: "cia.dal@ekby.example", groups: ["controllrar"] }, nonce);
      return json({ access_token: "a", token_type: "Bearer", id_token: await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: signing.kid }).sign(signing.privateKey) });
    });
  });
  afterAll(() => {
    provider.server.closeAllConnections();
    provider.server.close();
  });

  async function signIn(web: Hono, change: (address: URL) => void = () => undefined): Promise<Response> {
    const jar = new Jar();
    const left = new URL((await ask(web, jar, "/logga-in/kommunen")).headers.get("location")!);
    nonce = left.searchParams.get("nonce")!;
    const back = new URL(`${HERE}/logga-in/svar?code=kod&state=${left.searchParams.get("state")}`);
    change(back);
    return ask(web, jar, back.href);
  }
  const refused = async (web: Hono, change?: (address: URL) => void) => {
    const answer = await signIn(web, change);
    return answer.status === 422 && !answer.headers.getSetCookie().some((cookie) => cookie.startsWith("rodtrad="));
  };

  test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ["has expired", (claims) => ({ ...claims, iat: 1_600_000_000, exp: 1_600_000_300 })],
    ["is for another client", (claims) => ({ ...claims, aud: "någon-annan" })],
    ["answers another sign-in (nonce)", (claims) => ({ ...claims, nonce: "en-annan" })],
    ["has no nonce", (claims) => ({ ...claims, nonce: undefined })],
    ["is from another provider", (claims) => ({ ...claims, iss: "https://annan.example" })],
    ["is not valid yet", (claims) => ({ ...claims, nbf: Math.floor(Date.now() / 1000) + 3600 })],
    ["names nobody", (claims) => ({ ...claims, sub: undefined })],
  ])("a token that %s is refused", async (_, change) => {
    twist = change;
    expect(await refused(webFor(provider.origin))).toBe(true);
    twist = (claims) => claims;
  });

  test("a token signed with a key that the provider does not publish is refused", async () => {
    signing = await newKey("första");
    expect(await refused(webFor(provider.origin))).toBe(true);
    signing = keys[0]!;
  });

  test("an answer with another state is refused", async () => expect(await refused(webFor(provider.origin), (address) => address.searchParams.set("state", "annan"))).toBe(true));

  test("a right one lets in, also after the provider has changed its key", async () => {
    const web = webFor(provider.origin);
    expect((await signIn(web)).status).toBe(302);
    const rotated = await newKey("andra");
    keys = [rotated];
    signing = rotated;
    // Published keys are not fetched again at once; the library waits a minute before it believes that there are new ones.
    const later = webFor(provider.origin);
    expect((await signIn(later)).status).toBe(302);
  });

  test("an address that the provider does not vouch for is nobody's account", async () => {
    await addUser(database.db, { kind: "person", name: "Dan Inbjuden", email: "dan@ekby.example" });
    twist = (claims) => ({ ...claims, sub: "dan", email: "dan@ekby.example" });
    const answer = await signIn(webFor(provider.origin));
    expect([answer.status, /redan ett konto/.test(await answer.text())]).toEqual([403, true]);
    expect((await signIn(webFor(provider.origin, { trustEmail: true }))).status).toBe(302);
    twist = (claims) => claims;
  });
});

test("a provider that is away is told of in a sentence", async () => {
  const away = await listen(() => undefined);
  away.server.close();
  const answer = await ask(webFor(away.origin), new Jar(), "/logga-in/kommunen");
  expect([answer.status, /svarar inte just nu/.test(await answer.text())]).toEqual([503, true]);
});
