import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseAddress, startServer, withDatabase, type RunningServer } from "./server.ts";
import { foundTown, personWith, YEAR } from "./town.ts";
import { temporaryFolder } from "./database.ts";

interface Span { readonly name: string; readonly kind: number; readonly traceId: string; readonly parentSpanId?: string; readonly spanId: string; readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string; readonly intValue?: number } }[] }
const attribute = (span: Span, key: string) => Object.values(span.attributes.find((one) => one.key === key)?.value ?? {})[0];

describe("where a request's time went is told to whoever collects it", () => {
  const spans: Span[] = [];
  let service = "";
  const collector = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const told = JSON.parse(body) as { resourceSpans: { resource: { attributes: Span["attributes"] }; scopeSpans: { spans: Span[] }[] }[] };
      for (const { resource, scopeSpans } of told.resourceSpans) {
        service = resource.attributes.find(({ key }) => key === "service.name")?.value.stringValue ?? "";
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  const { folder, remove } = temporaryFolder();
  let server: RunningServer;
  let cookie = "";
  beforeAll(async () => {
    await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
    const url = await databaseAddress("embedded", folder, "data");
    cookie = await withDatabase(url, async (database) => (await personWith(database, "controller", (await foundTown(database)).committeeId)).cookie);
    server = (await startServer(url, { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`, OTEL_BSP_SCHEDULE_DELAY: "200", OTEL_SERVICE_NAME: "rodtrad-ekby" }))!;
  }, 120_000);
  afterAll(async () => {
    server?.child.kill("SIGTERM");
    await server?.exited;
    collector.closeAllConnections();
    collector.close();
    remove();
  });

  test("by route, with its questions to the database as parts of it, as a part of what the proxy began, without a value of it", async () => {
    const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    const answer = await fetch(`${server.origin}/kulturnamnden/${YEAR}/mal`, { headers: { cookie, traceparent: `00-${traceId}-00f067aa0ba902b7-01` } });
    expect(answer.status).toBe(200);
    const isThere = () => spans.some(({ name, traceId: own }) => own === traceId && name === "GET /:committee/:year/mal");
    for (const until = Date.now() + 20_000; !isThere() && Date.now() < until;) await new Promise((resolve) => setTimeout(resolve, 100));
    const own = spans.filter((span) => span.traceId === traceId);
    const page = own.find(({ name }) => name === "GET /:committee/:year/mal")!;
    expect(service).toBe("rodtrad-ekby");
    expect(page).toMatchObject({ kind: 2, parentSpanId: "00f067aa0ba902b7" });
    expect([attribute(page, "http.response.status_code"), attribute(page, "rodtrad.request")]).toEqual([200, answer.headers.get("x-request-id")]);
    const questions = own.filter(({ parentSpanId }) => parentSpanId === page.spanId);
    expect(questions.length).toBeGreaterThan(3);
    expect(questions.every((span) => attribute(span, "db.system.name") === "postgresql" && String(attribute(span, "db.query.text")).length > 5)).toBe(true);
    expect(JSON.stringify(own)).not.toContain("kulturnamnden");
    expect(JSON.stringify(own)).not.toContain(cookie.split("=")[1]!);
  });
});
