declare module "fs-native-extensions" {
  const locks: { tryLock(handle: number): boolean; unlock(handle: number): void };
  export default locks;
}
declare module "oidc-provider" {
  /** Only what the tests use of it: a provider that answers on its own. */
  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    callback(): (request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void;
    on(event: string, listener: (...given: unknown[]) => void): this;
  }
}
