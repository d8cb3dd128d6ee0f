import * as oidc from "openid-client";
import { importPKCS8 } from "jose";

/** How the municipality's own identity provider is reached. */
export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  /** One of the two: a secret, or a private key (PKCS #8 in PEM) that the client proves itself with (private_key_jwt). */
  readonly clientSecret: string | null;
  readonly clientKey: string | null;
  readonly scopes: string;
  /** Plain HTTP, for a provider on loopback in a test. */
  readonly insecure: boolean;
}

/** What has to be remembered between leaving for the provider and coming back. */
export interface OidcFlow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}
export interface OidcIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly idToken: string;
}

/** Signing in at an OpenID Connect provider: authorisation code with PKCE, state and nonce; the token's signature is checked against the provider's published keys. */
export class OidcProvider {
  readonly #settings: OidcSettings;
  #known: Promise<oidc.Configuration> | null = null;
  constructor(settings: OidcSettings) {
    this.#settings = settings;
  }

  /** Asks the provider what it is, once; again after a failure. */
  #configuration(): Promise<oidc.Configuration> {
    this.#known ??= this.#discover().catch((error: unknown) => {
      this.#known = null;
      throw error;
    });
    return this.#known;
  }
  async #discover(): Promise<oidc.Configuration> {
    const { clientId, clientKey, clientSecret, insecure, issuer } = this.#settings;
    const authentication = clientKey ? oidc.PrivateKeyJwt(await importPKCS8(clientKey, /BEGIN EC/.test(clientKey) ? "ES256" : "PS256").catch(() => importPKCS8(clientKey, "ES256"))) : oidc.ClientSecretBasic(clientSecret ?? "");
    const configuration = await oidc.discovery(issuer, clientId, {}, authentication, insecure ? { execute: [oidc.allowInsecureRequests] } : {});
    oidc.enableNonRepudiationChecks(configuration);
    return configuration;
  }

  async start(redirectUri: string): Promise<{ url: string; flow: OidcFlow }> {
    const configuration = await this.#configuration();
    const flow = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri, scope: this.#settings.scopes, state: flow.state, nonce: flow.nonce, code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier), code_challenge_method: "S256",
    });
    return { url: url.href, flow };
  }

  /** Exchanges the answer for who it is. @throws where anything in it is not as it should be. */
  async finish(answered: URL, flow: OidcFlow): Promise<OidcIdentity> {
    const configuration = await this.#configuration();
    const tokens = await oidc.authorizationCodeGrant(configuration, answered, { pkceCodeVerifier: flow.verifier, expectedState: flow.state, expectedNonce: flow.nonce, idTokenExpected: true });
    const claims = tokens.claims()!;
    const more = configuration.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub).catch(() => ({})) : {};
    return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims }, idToken: tokens.id_token! };
  }

  /** The provider's page for signing out there too; null where it has none. */
  async signOutUrl(idToken: string, returnTo: string): Promise<string | null> {
    const configuration = await this.#configuration().catch(() => null);
    if (!configuration?.serverMetadata().end_session_endpoint) return null;
    return oidc.buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: returnTo }).href;
  }
}
