import fs from "node:fs";
import { request, type FullConfig } from "@playwright/test";
import { ROLE_NAMES, type Role } from "../../src/permission/role.ts";

/** Whoever the tests are when they say nothing else: the first administrator, who came in by the link on the terminal. */
export const STATE = "test-results/first-administrator.json";
/** Somebody of the example, by their role. They come in before any test does: with another municipality beside the example, nobody can. */
export const stateOf = (role: Role): string => `test-results/example-${role}.json`;
export const SERVER_LOG = "test-results/server.log";
export const FIRST = { email: "forsta@ekby.example", password: "fyra gröna båtar seglar" };

export default async function signIn(config: FullConfig): Promise<void> {
  const link = /http:\/\/\S+\/lank\/\S+/.exec(fs.readFileSync(SERVER_LOG, "utf8"))?.[0];
  if (!link) throw new Error("The server told no link for a first administrator");
  const origin = new URL(config.projects[0]!.use.baseURL!).origin;
  const context = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
  const answer = await context.post(link, { form: { namn: "Första Administratör", epost: FIRST.email, losenord: FIRST.password } });
  if (!answer.ok()) throw new Error(`The first administrator did not come in: ${answer.status()}`);
  await context.storageState({ path: STATE });
  await context.dispose();
  for (const role of ROLE_NAMES) {
    const own = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
    const came = await own.post("/logga-in/exempel", { form: { roll: role, till: "/" } });
    if (!came.ok()) throw new Error(`The example's ${role} did not come in: ${came.status()}`);
    await own.storageState({ path: stateOf(role) });
    await own.dispose();
  }
}
