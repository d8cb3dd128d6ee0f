import { createHash, randomBytes } from "node:crypto";

/** 256 random bits for a cookie, a link or a key. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is kept of a token: who reads the database cannot use it. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");
