import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What a process tells of itself, in Prometheus' text format: its requests, its connections to the database, its own health. */
export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
  /** A request that has been answered. @param route as it was matched, so that addresses with numbers are one. @param seconds from first byte to answer */
  answered(method: string, route: string, status: number, seconds: number): void;
  /** A number that is read when it is asked for. */
  gauge(name: string, help: string, read: () => number): void;
}

/** Seconds: a page is to be made in a few milliseconds, a report in a few seconds. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({ name: "http_requests_total", help: "Requests by route, method and status", labelNames: ["route", "method", "status"], registers: [registry] });
  const duration = new Histogram({ name: "http_request_duration_seconds", help: "Time to answer, by route and method", labelNames: ["route", "method"], buckets: BUCKETS, registers: [registry] });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered: (method, route, status, seconds) => {
      requests.inc({ route, method, status: String(status) });
      duration.observe({ route, method }, seconds);
    },
    gauge: (name, help, read) => void new Gauge({ name, help, registers: [registry], collect() { this.set(read()); } }),
  };
}
