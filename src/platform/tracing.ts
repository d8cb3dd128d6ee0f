import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes, type Span } from "@opentelemetry/api";
import type { LogEvent } from "kysely";

/** Tells where a request's time went, to whoever collects it (OpenTelemetry). Until it is begun, nothing is noted. */
const state = { begun: false };
const tracer = () => trace.getTracer("rodtrad");

export const isTracing = (): boolean => state.begun;

/**
 * Begins to tell of requests, jobs and questions to the database. Where to, and how often, is in the environment, by the names that
 * OpenTelemetry has for it (`OTEL_EXPORTER_OTLP_ENDPOINT`, `OTEL_SERVICE_NAME` …).
 * @returns how to end it: what has not been sent is sent then.
 */
export async function beginTracing(version: string): Promise<() => Promise<void>> {
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { defaultResource, detectResources, envDetector, resourceFromAttributes }] = await Promise.all([
    import("@opentelemetry/sdk-trace-node"), import("@opentelemetry/exporter-trace-otlp-http"), import("@opentelemetry/resources"),
  ]);
  const named = resourceFromAttributes({ "service.name": "rodtrad", "service.version": version });
  const provider = new NodeTracerProvider({ resource: defaultResource().merge(named).merge(detectResources({ detectors: [envDetector] })), spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())] });
  provider.register();
  state.begun = true;
  return async () => {
    state.begun = false;
    await provider.shutdown().catch(() => undefined);
  };
}

async function inSpan<T>(name: string, kind: SpanKind, attributes: Attributes, headers: Readonly<Record<string, string>>, work: (span: Span) => Promise<T>): Promise<T> {
  const parent = propagation.extract(ROOT_CONTEXT, headers);
  return tracer().startActiveSpan(name, { kind, attributes }, Object.keys(headers).length ? parent : context.active(), async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** What is known of a request when it has been answered. */
export interface Answered { readonly route: string; readonly status: number; readonly attributes: Attributes }

/** A request from when it came until it was answered; a part of what its sender says that it is a part of. */
export function inRequestSpan(method: string, headers: Readonly<Record<string, string>>, work: () => Promise<Answered>): Promise<void> {
  const sent = Object.fromEntries(["traceparent", "tracestate"].flatMap((name) => (headers[name] ? [[name, headers[name]]] : [])));
  return inSpan(method, SpanKind.SERVER, { "http.request.method": method }, sent, async (span) => {
    const { attributes, route, status } = await work();
    span.updateName(`${method} ${route}`);
    span.setAttributes({ ...attributes, "http.route": route, "http.response.status_code": status });
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  });
}

export const inJobSpan = <T>(queue: string, id: string, work: () => Promise<T>): Promise<T> =>
  state.begun ? inSpan(`job ${queue}`, SpanKind.CONSUMER, { "messaging.destination.name": queue, "messaging.message.id": id }, {}, work) : work();

/** Notes a question to the database that has been answered: its text, without a value of it. */
export function noteQuestion({ error, level, query, queryDurationMillis }: LogEvent & { readonly error?: unknown }): void {
  if (!trace.getActiveSpan()) return;
  const end = Date.now();
  const [operation = "query"] = /^\s*\w+/.exec(query.sql) ?? [];
  const span = tracer().startSpan(operation.trim().toLowerCase(), { kind: SpanKind.CLIENT, startTime: end - queryDurationMillis, attributes: { "db.system.name": "postgresql", "db.query.text": query.sql } });
  if (level === "error") span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error | undefined)?.message ?? "" });
  span.end(end);
}
