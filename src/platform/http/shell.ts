import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { Db } from "../db/database.ts";

export interface PageContent {
  readonly title: string;
  /** Which link of the chain is current. */
  readonly active: string;
  readonly body: Child;
  readonly islands?: readonly string[];
  readonly status?: 200 | 400 | 403 | 404 | 413 | 422 | 500;
}

/** What pages are given: the database, and the frame to stand in. Filled in where the parts are wired. */
export interface PageTools<Scope> {
  readonly db: Db;
  /** Answers a whole page in its frame. Without a scope the frame falls back on the first committee. */
  page(context: Context, content: PageContent, scope?: Scope): Promise<Response>;
  /** The committee and year of the address; null where there is no such committee. */
  scope(context: Context): Promise<Scope | null>;
  notFound(context: Context): Promise<Response>;
}
