import net from "node:net";
import { pino } from "pino";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openApiDocument } from "../src/api.ts";
import type { Database } from "../src/platform/db/database.ts";
import { makeApiKey } from "../src/sign-in/sign-in-commands.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { numbers } from "./random.ts";
import { appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

/** What a request is asked to be is found out before a database is: the server's is asked more seldom. */
const TRIES = { embedded: 60, server: 25 } as const;
const CHANGES_TOWN = "/units/{id}/changes";

type Schema = Readonly<Record<string, unknown>>;
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly { name: string; in: string; schema: Schema; required?: boolean }[];
  readonly body: Schema | null;
  readonly documented: readonly number[];
}
const document = openApiDocument() as { paths: Record<string, Record<string, { parameters?: Operation["parameters"]; requestBody?: { content: Record<string, { schema: Schema }> }; responses: Record<string, unknown> }>> };
const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => ({
    method: method.toUpperCase(), path, parameters, body: requestBody?.content["application/json"]?.schema ?? null, documented: Object.keys(responses).map(Number),
  })),
  // What changes the organisation changes what the others are asked of, so it is tried last.
).sort((a, b) => Number(a.path === CHANGES_TOWN) - Number(b.path === CHANGES_TOWN));

const random = numbers(20261122);
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;

const HOSTILE = [
  "", " ", "\u0000", "a\u0000b", "'; drop table goal; --", "\" or 1=1", "../../etc/passwd", "%00", "%s%n", "{{7*7}}", "${jndi:ldap://a}", "<script>alert(1)</script>", "\ud800", "\u202e", "å".repeat(5000), "9".repeat(400), "-0", "1e400", "NaN", "null", "[]", "2021-02-31", "0000-00-00", "__proto__", "constructor",
];
const WRONG: readonly unknown[] = [null, true, 0, -1, 1.5, 1e21, Number.MAX_SAFE_INTEGER + 2, "text", [], {}, [[]], { a: { b: [] } }, ...HOSTILE];

/** A value that the schema allows. */
function valid(schema: Schema): unknown {
  const type = Array.isArray(schema["type"]) ? pick(schema["type"] as string[]) : schema["type"];
  if (schema["enum"]) return pick(schema["enum"] as unknown[]);
  if (schema["const"] !== undefined) return schema["const"];
  for (const choice of ["anyOf", "oneOf"]) if (schema[choice]) return valid(pick(schema[choice] as Schema[]));
  switch (type) {
    case "object":
      return Object.fromEntries(Object.entries((schema["properties"] ?? {}) as Record<string, Schema>).filter(([name]) => ((schema["required"] ?? []) as string[]).includes(name) || random() < 0.5).map(([name, own]) => [name, valid(own)]));
    case "array":
      return Array.from({ length: 1 + Math.floor(random() * 3) }, () => valid(schema["items"] as Schema));
    case "integer":
    case "number":
      return Math.max(Number(schema["minimum"] ?? 0), Math.floor(random() * 5));
    case "boolean":
      return random() < 0.5;
    case "null":
      return null;
    default:
      return String(schema["example"] ?? pick(["1 234,5", "Text", "saknas: sent", "2026-03-01"]));
  }
}
/** A value with one thing in it that the schema does not, or hardly, allow. */
function twisted(value: unknown): unknown {
  if (Array.isArray(value) && value.length && random() < 0.7) {
    const at = Math.floor(random() * value.length);
    return random() < 0.1 ? Array.from({ length: 500 }, () => value[at]) : value.with(at, twisted(value[at]));
  }
  if (typeof value === "object" && value !== null && Object.keys(value).length && random() < 0.8) {
    const name = pick(Object.keys(value));
    const { [name]: own, ...rest } = value as Record<string, unknown>;
    return random() < 0.15 ? rest : random() < 0.1 ? { ...value, [pick(HOSTILE)]: 1 } : { ...rest, [name]: twisted(own) };
  }
  return pick(WRONG);
}

describe.each(ENGINES)("every operation of the API, fuzzed from its own description, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let web: Hono;
  const keys: Record<string, string> = {};
  const logged: string[] = [];
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    web = createWeb(appOver(database), pino({ level: "error" }, { write: (line: string) => void logged.push(line) }), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    for (const [name, person] of [["home", await personWith(database, "controller", town.committeeId)], ["auditor", await personWith(database, "auditor", null)], ["administrator", await personWith(database, "administrator", town.municipalityId)], ["elsewhere", await personWith(database, "controller", town.otherId)]] as const) {
      const made = await makeApiKey(person.context, { name: "prov" });
      if (!made.ok) throw new Error(made.failure.message);
      keys[name] = made.value;
    }
  });
  afterAll(() => database.close());

  const own: Record<string, () => string> = {
    committee: () => "kulturnamnden", year: () => String(YEAR), kind: () => "annual-report", section: () => "summary", id: () => String(town.goalId),
  };

  test("there are operations to try", () => expect(operations.length).toBeGreaterThan(12));

  test.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))("%s gives only documented answers", async (_, { body, documented, method, parameters, path }) => {
    for (let tries = 0; tries < TRIES[engine]; tries++) {
      const who = path === CHANGES_TOWN ? "administrator" : pick(["home", "home", "auditor", "elsewhere"]);
      let address = path;
      const query = new URLSearchParams();
      const headers: Record<string, string> = { authorization: `Bearer ${keys[who]}` };
      for (const { in: place, name, schema } of parameters) {
        const hostile = random() < 0.25;
        if (place === "path") address = address.replace(`{${name}}`, encodeURIComponent((hostile ? pick(HOSTILE) || "-" : (own[name]?.() ?? String(valid(schema)))).toWellFormed()));
        else if (place === "query" && random() < 0.6) query.set(name, (hostile ? pick(HOSTILE) : String(valid(schema))).toWellFormed());
        else if (place === "header" && random() < 0.4) headers[name] = `prov-${Math.floor(random() * 40)}-nyckel`;
      }
      const content = body && (random() < 0.4 ? valid(body) : twisted(valid(body)));
      const text = body ? (random() < 0.05 ? pick(["{", "", "[1,", "\u0000", "a".repeat(2_000_000)]) : JSON.stringify(content)) : null;
      if (body) headers["content-type"] = random() < 0.05 ? pick(["text/plain", "application/xml", ""]) : "application/json";
      const answer = await web.request(`http://127.0.0.1/api/v1${address}${query.size ? `?${query}` : ""}`, { method, headers, ...(text === null ? {} : { body: text }) });
      const told = `${method} ${address} as ${who}: ${answer.status} for ${String(text).slice(0, 300)}`;
      const said = await answer.text();
      expect([...documented, 404].includes(answer.status), `${told}\n${said.slice(0, 200)}\n${logged.at(-1) ?? ""}`).toBe(true);
      expect(answer.headers.get("content-type"), told).toContain("application/json");
      expect(who === "elsewhere" && /Hemligt/.test(said), told).toBe(false);
    }
  });
});
