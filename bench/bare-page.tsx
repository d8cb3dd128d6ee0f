import { createAdaptorServer } from "@hono/node-server";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { raw } from "hono/html";

/** A page of the framework and nothing else: a table of so many rows as are asked for. */
const app = new Hono();
app.get("/", (c) => {
  const rows = Number(c.req.query("rader") ?? 60);
  return c.html(<>{raw("<!doctype html>")}<html lang="sv"><head><title>Sida</title></head><body><h1>Sida</h1><table>{Array.from({ length: rows }, (_, index) => <tr><th>Rad {index}</th><td class="number">{index * 7}</td><td class="number">{index * 13}</td><td><a href={`/rad/${index}`}>Visa</a></td></tr>)}</table></body></html></>);
});
const server = createAdaptorServer({ fetch: app.fetch }) as Server;
server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
