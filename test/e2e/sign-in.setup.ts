import fs from "node:fs";
import { request, type FullConfig } from "@playwright/test";
import { ROLE_NAMES, ROLES, type Role } from "../../src/permission/role.ts";

/** Whoever the tests are when they say nothing else: the first administrator, who came in by the link on the terminal. */
export const STATE = "test-results/first-administrator.json";
/** Somebody who works in the example municipality, by their role: an invited person, whom another municipality beside the example does not turn away. */
export const stateOf = (role: Role): string => `test-results/example-${role}.json`;
export const SERVER_LOG = "test-results/server.log";
export const FIRST = { email: "forsta@ekby.example", password: "fyra gröna båtar seglar" };
const PASSWORD = "sju gula cyklar rullar";

export default async function signIn(config: FullConfig): Promise<void> {
  const link = /http:\/\/\S+\/lank\/\S+/.exec(fs.readFileSync(SERVER_LOG, "utf8"))?.[0];
  if (!link) throw new Error("The server told no link for a first administrator");
  const origin = new URL(config.projects[0]!.use.baseURL!).origin;
  const context = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  const answer = await context.post(link, { form: { namn: "Första Administratör", epost: FIRST.email, losenord: FIRST.password } });
  if (!answer.ok()) throw new Error(`The first administrator did not come in: ${answer.status()}`);
  await context.storageState({ path: STATE });
  const [, unit] = /<option value="(\d+)"[^>]*>[^<]*\(kommun, exempel\)/.exec(await (await context.get("/anvandare")).text()) ?? [];
  if (!unit) throw new Error("The example municipality is not among those that a role is given for");
  for (const role of ROLE_NAMES) {
    const invited = await context.post("/anvandare", { form: { namn: `Ekby ${ROLES[role].name}`, epost: `${role}@ekby.example`, roll: role, enhet: unit } });
    const [own] = /http:\/\/[^\s"<]+\/lank\/[^\s"<]+/.exec(await invited.text()) ?? [];
    if (!own) throw new Error(`The example's ${role} was not invited: ${invited.status()}`);
    const person = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
    const came = await person.post(own, { form: { losenord: PASSWORD } });
    if (!came.ok()) throw new Error(`The example's ${role} did not come in: ${came.status()}`);
    await person.storageState({ path: stateOf(role) });
    await person.dispose();
  }
  await context.dispose();
}
