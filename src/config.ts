import type { BlockList } from "node:net";
import path from "node:path";
import { z } from "zod";
import { ROOT } from "./root.ts";
import { trustedNetworks } from "./platform/auth/address.ts";
import { fail, succeed, type Outcome } from "./platform/outcome.ts";

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly logLevel: string;
  /** The address that users reach the installation at, where a proxy stands before it; null where there is none. */
  readonly publicUrl: URL | null;
  /** How long a stopping process still answers, as one that is not ready, before it takes no more requests; ms. */
  readonly drainNoticeMs: number;
  /** The proxies whose word about a request's origin is believed. */
  readonly trustedProxies: BlockList;
}

/** The data folder of the clone, from wherever the command is given. */
const DEFAULT_DATABASE = `pglite://${path.join(ROOT, "data")}`;

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const schema = z.object({
  PORT: z.coerce.number("PORT ska vara ett portnummer mellan 0 och 65535.").int("PORT ska vara ett heltal.").min(0, "PORT ska vara 0–65535.").max(65535, "PORT ska vara 0–65535.").default(3000),
  HOST: z.string().min(1, "HOST får inte vara tom.").default("127.0.0.1"),
  DATABASE_URL: z.string().regex(/^(pglite:\/\/.+|postgres(ql)?:\/\/.+)$/, "DATABASE_URL ska börja med pglite:// eller postgres://.").default(DEFAULT_DATABASE),
  LOG_LEVEL: z.enum(LEVELS, `LOG_LEVEL ska vara ett av ${LEVELS.join(", ")}.`).default("info"),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "PUBLIC_URL ska vara en adress som https://styrning.kommun.se." }).optional(),
  DRAIN_NOTICE_MS: z.coerce.number("DRAIN_NOTICE_MS ska vara millisekunder.").int("DRAIN_NOTICE_MS ska vara millisekunder.").min(0, "DRAIN_NOTICE_MS ska vara 0–60000.").max(60_000, "DRAIN_NOTICE_MS ska vara 0–60000.").default(0),
  TRUST_PROXY: z.string().default("127.0.0.1, ::1").transform((text, context) => {
    const list = trustedNetworks(text);
    if (!list) context.addIssue({ code: "custom", message: "TRUST_PROXY ska vara adresser eller nät som 10.0.0.0/8, åtskilda med komma." });
    return list ?? z.NEVER;
  }),
});

/** Reads the environment; anything wrong is refused at once with one sentence. */
export function readConfig(environment: Record<string, string | undefined>): Outcome<Config> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) return fail("bad-config", `Inställningen går inte att använda: ${parsed.error.issues[0]!.message}`);
  const { PORT, HOST, DATABASE_URL, LOG_LEVEL, PUBLIC_URL, TRUST_PROXY, DRAIN_NOTICE_MS } = parsed.data;
  return succeed({ port: PORT, host: HOST, databaseUrl: DATABASE_URL, logLevel: LOG_LEVEL, publicUrl: PUBLIC_URL ? new URL(PUBLIC_URL) : null, trustedProxies: TRUST_PROXY, drainNoticeMs: DRAIN_NOTICE_MS });
}
