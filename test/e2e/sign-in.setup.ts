import fs from "node:fs";
import { request, type FullConfig } from "@playwright/test";

/** Whoever the tests are when they say nothing else: the first administrator, who came in by the link on the terminal. */
export const STATE = "test-results/first-administrator.json";
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
}
