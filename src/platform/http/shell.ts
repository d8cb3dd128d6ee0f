import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { Context as CommandContext, Reach } from "../command.ts";
import type { Db } from "../db/database.ts";

export interface PageContent {
  readonly title: string;
  /** Which link of the chain is current. */
  readonly active: string;
  readonly body: Child;
  readonly islands?: readonly string[];
  /** What the page is about, as the trail names it ("goal:12"), or all of a kind that is the scope's ("goal@here", "*@here"): its reader is told when it is changed. */
  readonly live?: readonly string[];
  /** Whether the page is one to write on: it is not shown anew by itself. */
  readonly writing?: boolean;
  /** Whether the page itself tells of what it is about in today's organisation. */
  readonly ownOrganisation?: boolean;
  readonly status?: 200 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;
}

/** What pages are given: the database as who asks may see it, and the frame to stand in. Filled in where the parts are wired. */
export interface PageTools<Scope> {
  /** What the actor may read, as it is or as it was on the day that the address names. */
  db(context: Context): Db;
  /** For commands: the actor, and the database as it is. */
  command(context: Context): CommandContext;
  /** Whether the actor may do this there: what may not be done is not offered. */
  may(context: Context, action: string, reach: Reach): boolean;
  /** Tells actors as people read them. */
  who(context: Context, keys: readonly string[]): Promise<(key: string) => string>;
  /** Answers a whole page in its frame. Without a scope the frame falls back on the first committee. */
  page(context: Context, content: PageContent, scope?: Scope): Promise<Response>;
  /** The committee and year of the address; null where there is no such committee. */
  scope(context: Context): Promise<Scope | null>;
  notFound(context: Context): Promise<Response>;
}
