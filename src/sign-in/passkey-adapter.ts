import {
  generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse, type AuthenticationResponseJSON, type RegistrationResponseJSON,
} from "@simplewebauthn/server";
import type { StoredPasskey } from "./credential-store.ts";

/** The site that passkeys belong to. */
export interface PasskeySite {
  /** "https://styrning.kommun.se" */
  readonly origin: string;
}
const NAME = "Rödtråd";
const idOf = ({ origin }: PasskeySite): string => new URL(origin).hostname;
const bytesOf = (id: number): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(`rodtrad:${id}`));

/** What the browser needs to make a passkey: one that finds its user by itself, and that is unlocked by finger, face or PIN. */
export const registrationOptions = (site: PasskeySite, user: { id: number; name: string; email: string | null }, known: readonly StoredPasskey[]) =>
  generateRegistrationOptions({
    rpName: NAME, rpID: idOf(site), userName: user.email ?? user.name, userDisplayName: user.name, userID: bytesOf(user.id), attestationType: "none",
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })), authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });

/** The new passkey; null where the answer is not what was asked for. */
export async function verifiedRegistration(site: PasskeySite, challenge: string, response: RegistrationResponseJSON): Promise<Pick<StoredPasskey, "credentialId" | "publicKey" | "counter" | "transports"> | null> {
  const { registrationInfo, verified } = await verifyRegistrationResponse({ response, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: idOf(site), requireUserVerification: true }).catch(() => ({ verified: false, registrationInfo: undefined }));
  if (!verified || !registrationInfo) return null;
  const { credential } = registrationInfo;
  return { credentialId: credential.id, publicKey: Buffer.from(credential.publicKey).toString("base64url"), counter: credential.counter, transports: credential.transports ?? [] };
}

export const signInOptions = (site: PasskeySite) => generateAuthenticationOptions({ rpID: idOf(site), userVerification: "required" });

/** The passkey's new counter; null where the answer does not hold, or was used before. */
export async function verifiedSignIn(site: PasskeySite, challenge: string, response: AuthenticationResponseJSON, passkey: StoredPasskey): Promise<number | null> {
  const { authenticationInfo, verified } = await verifyAuthenticationResponse({
    response, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: idOf(site), requireUserVerification: true,
    credential: { id: passkey.credentialId, publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")), counter: passkey.counter },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  return verified && authenticationInfo ? authenticationInfo.newCounter : null;
}
