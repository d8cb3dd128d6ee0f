import { command, type Context } from "../platform/command.ts";
import { fail, Refused, succeed, type Outcome } from "../platform/outcome.ts";
import { findUser } from "../people/user-reads.ts";
import { userKey } from "../people/user.ts";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { addPasskey, findPasskey, notePasskeyUse, passkeysOf } from "./credential-store.ts";
import { registrationOptions, signInOptions, verifiedRegistration, verifiedSignIn, type PasskeySite } from "./passkey-adapter.ts";
import { noteFailedSignIn, openSession } from "./sign-in-commands.ts";

const LONGEST_NAME = 60;

/** What the browser is asked to make a passkey by. */
export async function beginPasskey({ db }: Context, input: { userId: number; site: PasskeySite }) {
  const user = (await findUser(db, input.userId))!;
  return registrationOptions(input.site, user, await passkeysOf(db, user.id));
}

/** Keeps a passkey that the browser has made for the one who is signed in. */
export const keepPasskey = command("own-account", async (context, input: { site: PasskeySite; challenge: string; response: RegistrationResponseJSON; name: string }): Promise<null> => {
  context.permit("own");
  const userId = Number(/^user:(\d+)$/.exec(context.actor.key)?.[1]);
  const verified = await verifiedRegistration(input.site, input.challenge, input.response);
  if (!verified) throw new Refused({ code: "bad-passkey", message: "Passnyckeln gick inte att godta; försök igen." });
  if (await findPasskey(context.db, verified.credentialId)) throw new Refused({ code: "has-passkey", message: "Passnyckeln finns redan." });
  await addPasskey(context.db, { userId, ...verified, name: input.name.trim().slice(0, LONGEST_NAME) || "Passnyckel" });
  context.record({ action: "passkey.added", subject: userKey(userId) });
  return null;
});

export const beginPasskeySignIn = (site: PasskeySite) => signInOptions(site);

/** Signs in with a passkey; answers the session's token. */
export async function signInWithPasskey(context: Context, input: { site: PasskeySite; challenge: string; response: AuthenticationResponseJSON; browser: string | null }): Promise<Outcome<string>> {
  const passkey = await findPasskey(context.db, String(input.response.id ?? ""));
  const user = passkey && (await findUser(context.db, passkey.userId));
  const counter = passkey && user && !user.deactivatedAt ? await verifiedSignIn(input.site, input.challenge, input.response, passkey) : null;
  if (!passkey || !user || counter === null) {
    await noteFailedSignIn(context, { userId: user?.id ?? null, method: "passkey" });
    return fail("wrong", "Passnyckeln gick inte att godta; försök igen eller logga in på annat sätt.");
  }
  await notePasskeyUse(context.db, passkey.id, counter);
  return succeed(await openSession(context, { userId: user.id, method: "passkey", browser: input.browser }));
}
