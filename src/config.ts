import type { BlockList } from "node:net";
import path from "node:path";
import { z } from "zod";
import fs from "node:fs";
import { ROLE_NAMES } from "./permission/role.ts";
import type { RoleRule } from "./people/claim-roles.ts";
import type { OidcSettings } from "./sign-in/oidc-adapter.ts";
import { ROOT } from "./root.ts";
import type { MailSettings } from "./platform/mail/mailer.ts";
import { trustedNetworks } from "./platform/auth/address.ts";
import { fail, succeed, type Outcome } from "./platform/outcome.ts";

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  /** Where public pages and documents may be read, a moment behind; null where nothing but the database's own hosts is. */
  readonly readUrl: string | null;
  readonly logLevel: string;
  /** Whether it is told where time goes, to whom the environment names. */
  readonly tracing: boolean;
  /** The address that users reach the installation at, where a proxy stands before it; null where there is none. */
  readonly publicUrl: URL | null;
  /** How long a stopping process still answers, as one that is not ready, before it takes no more requests; ms. */
  readonly drainNoticeMs: number;
  /** The proxies whose word about a request's origin is believed. */
  readonly trustedProxies: BlockList;
  /** Who may read what the process tells of itself. */
  readonly metricsFrom: BlockList;
  /** The municipality's mail server, and whom letters come from; null where there is none. */
  readonly mail: MailSettings | null;
  /** A server that speaks Kolada's protocol; null where nothing is fetched from one. */
  readonly koladaUrl: URL | null;
  /** The municipality's own sign-in; null where there is none. */
  readonly oidc: OidcConfig | null;
}

export interface OidcConfig extends OidcSettings {
  /** What the button calls it. */
  readonly name: string;
  readonly rules: readonly RoleRule[];
  readonly trustEmail: boolean;
}

/** The data folder of the clone, from wherever the command is given. */
const DEFAULT_DATABASE = `pglite://${path.join(ROOT, "data")}`;

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Networks as they are written in a setting; this machine's own where nothing is. */
const networks = (name: string) =>
  z.string().default("127.0.0.1, ::1").transform((text, context) => {
    const list = trustedNetworks(text);
    if (!list) context.addIssue({ code: "custom", message: `${name} ska vara adresser eller nät som 10.0.0.0/8, åtskilda med komma.` });
    return list ?? z.NEVER;
  });

const schema = z.object({
  PORT: z.coerce.number("PORT ska vara ett portnummer mellan 0 och 65535.").int("PORT ska vara ett heltal.").min(0, "PORT ska vara 0–65535.").max(65535, "PORT ska vara 0–65535.").default(3000),
  HOST: z.string().min(1, "HOST får inte vara tom.").default("127.0.0.1"),
  DATABASE_URL: z.string().regex(/^(pglite:\/\/.+|postgres(ql)?:\/\/.+)$/, "DATABASE_URL ska börja med pglite:// eller postgres://.").default(DEFAULT_DATABASE),
  DATABASE_READ_URL: z.string().regex(/^postgres(ql)?:\/\/.+$/, "DATABASE_READ_URL ska börja med postgres://.").optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: "OTEL_EXPORTER_OTLP_ENDPOINT ska vara en adress som http://127.0.0.1:4318." }).optional(),
  LOG_LEVEL: z.enum(LEVELS, `LOG_LEVEL ska vara ett av ${LEVELS.join(", ")}.`).default("info"),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: "PUBLIC_URL ska vara en adress som https://styrning.kommun.se." }).optional(),
  KOLADA_URL: z.url({ protocol: /^https?$/, error: "KOLADA_URL ska vara en adress som https://api.kolada.se/v3." }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "SMTP_URL ska vara en adress som smtp://post.kommun.se:587 eller smtps://namn:losenord@post.kommun.se." }).optional(),
  MAIL_FROM: z.string().regex(/^([^<>"\r\n]+ <)?[^\s@<>]+@[^\s@<>]+>?$/, "MAIL_FROM ska vara en avsändare som Rödtråd <rodtrad@kommun.se>.").optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: "OIDC_ISSUER ska vara en adress som https://inloggning.kommun.se." }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_CLIENT_KEY_FILE: z.string().optional(),
  OIDC_SCOPES: z.string().default("openid profile email"),
  OIDC_NAME: z.string().default("kommunens inloggning"),
  OIDC_ROLES_FILE: z.string().optional(),
  OIDC_TRUST_EMAIL: z.enum(["ja", "nej"], "OIDC_TRUST_EMAIL ska vara ja eller nej.").default("nej"),
  DRAIN_NOTICE_MS: z.coerce.number("DRAIN_NOTICE_MS ska vara millisekunder.").int("DRAIN_NOTICE_MS ska vara millisekunder.").min(0, "DRAIN_NOTICE_MS ska vara 0–60000.").max(60_000, "DRAIN_NOTICE_MS ska vara 0–60000.").default(0),
  TRUST_PROXY: networks("TRUST_PROXY"),
  METRICS_FROM: networks("METRICS_FROM"),
});

const rulesSchema = z.object({ rules: z.array(z.strictObject({ claim: z.string().min(1), value: z.string().min(1), role: z.enum(ROLE_NAMES), unit: z.string().min(1) })) });

function readText(file: string): string | null {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

function readOidc(data: z.infer<typeof schema>): Outcome<OidcConfig | null> {
  const bad = (message: string) => fail("bad-config", `Inställningen går inte att använda: ${message}`);
  if (!data.OIDC_ISSUER) return succeed(null);
  const issuer = new URL(data.OIDC_ISSUER);
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(issuer.hostname);
  if (issuer.protocol === "http:" && !loopback) return bad("OIDC_ISSUER ska börja med https://.");
  if (!data.OIDC_CLIENT_ID) return bad("OIDC_CLIENT_ID saknas.");
  const clientKey = data.OIDC_CLIENT_KEY_FILE === undefined ? null : readText(data.OIDC_CLIENT_KEY_FILE);
  if (data.OIDC_CLIENT_KEY_FILE !== undefined && clientKey === null) return bad(`OIDC_CLIENT_KEY_FILE »${data.OIDC_CLIENT_KEY_FILE}« går inte att läsa.`);
  if (!data.OIDC_CLIENT_SECRET && clientKey === null) return bad("OIDC_CLIENT_SECRET eller OIDC_CLIENT_KEY_FILE saknas.");
  let rules: readonly RoleRule[] = [];
  if (data.OIDC_ROLES_FILE !== undefined) {
    const text = readText(data.OIDC_ROLES_FILE);
    if (text === null) return bad(`OIDC_ROLES_FILE »${data.OIDC_ROLES_FILE}« går inte att läsa.`);
    try {
      const parsed = rulesSchema.safeParse(JSON.parse(text));
      if (!parsed.success) return bad(`OIDC_ROLES_FILE: fel vid ${parsed.error.issues[0]!.path.join(".") || "början"}; varje regel ska ha claim, value, role och unit.`);
      rules = parsed.data.rules;
    } catch {
      return bad(`OIDC_ROLES_FILE »${data.OIDC_ROLES_FILE}« är inte JSON.`);
    }
  }
  return succeed({
    issuer, clientId: data.OIDC_CLIENT_ID, clientSecret: data.OIDC_CLIENT_SECRET ?? null, clientKey, scopes: data.OIDC_SCOPES, insecure: issuer.protocol === "http:",
    name: data.OIDC_NAME, rules, trustEmail: data.OIDC_TRUST_EMAIL === "ja",
  });
}

/** Reads the environment; anything wrong is refused at once with one sentence. */
export function readConfig(environment: Record<string, string | undefined>): Outcome<Config> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) return fail("bad-config", `Inställningen går inte att använda: ${parsed.error.issues[0]!.message}`);
  const oidc = readOidc(parsed.data);
  if (!oidc.ok) return oidc;
  if (parsed.data.DATABASE_READ_URL && !parsed.data.DATABASE_URL.startsWith("postgres")) return fail("bad-config", "Inställningen går inte att använda: DATABASE_READ_URL gäller bara med PostgreSQL i DATABASE_URL.");
  const { KOLADA_URL, MAIL_FROM, SMTP_URL } = parsed.data;
  if ((SMTP_URL === undefined) !== (MAIL_FROM === undefined)) return fail("bad-config", `Inställningen går inte att använda: ${SMTP_URL === undefined ? "SMTP_URL" : "MAIL_FROM"} saknas; båda behövs för e-post.`);
  const { PORT, HOST, DATABASE_URL, DATABASE_READ_URL, LOG_LEVEL, PUBLIC_URL, TRUST_PROXY, METRICS_FROM, DRAIN_NOTICE_MS } = parsed.data;
  return succeed({ port: PORT, host: HOST, databaseUrl: DATABASE_URL, readUrl: DATABASE_READ_URL ?? null, logLevel: LOG_LEVEL, tracing: parsed.data.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined, publicUrl: PUBLIC_URL ? new URL(PUBLIC_URL) : null, trustedProxies: TRUST_PROXY, metricsFrom: METRICS_FROM, drainNoticeMs: DRAIN_NOTICE_MS, koladaUrl: KOLADA_URL ? new URL(KOLADA_URL) : null, mail: SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : null, oidc: oidc.value });
}
