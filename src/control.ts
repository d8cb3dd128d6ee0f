import { randomBytes, timingSafeEqual } from "node:crypto";
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { App } from "./app.ts";
import { verifyChain } from "./platform/audit/verify-chain.ts";
import { backupLines } from "./platform/backup/backup.ts";
import type { Log } from "./platform/log.ts";

/**
 * The embedded database has one process. While it runs, the command line asks it through a door on loopback, whose key
 * lies beside the data folder, readable for its owner only.
 */
export interface Control {
  close(): Promise<void>;
}
const NONE: Control = { close: async () => undefined };
const folderOf = (databaseUrl: string): string | null => (databaseUrl.startsWith("pglite://") && databaseUrl !== "pglite://memory" ? path.resolve(databaseUrl.slice("pglite://".length)) : null);
const keyFile = (folder: string): string => `${folder}.control`;

export async function openControl(app: App, databaseUrl: string, log: Log): Promise<Control> {
  const folder = folderOf(databaseUrl);
  if (!folder) return NONE;
  const key = randomBytes(32).toString("base64url");
  const server = http.createServer((request, response) => {
    const given = Buffer.from(request.headers.authorization ?? "");
    const wanted = Buffer.from(`Bearer ${key}`);
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      response.writeHead(403).end();
      return;
    }
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const answer = async () => {
      if (pathname === "/backup") {
        // Read out at once, so that a slow reader keeps nobody waiting for the one connection.
        const spool = path.join(os.tmpdir(), `rodtrad-${randomBytes(8).toString("hex")}`);
        try {
          await pipeline(backupLines(app.database), fs.createWriteStream(spool, { mode: 0o600 }));
          await pipeline(fs.createReadStream(spool), response);
        } finally {
          fs.rmSync(spool, { force: true });
        }
      } else if (pathname === "/audit-verify") {
        const asked = Number(searchParams.get("event") ?? 0);
        response.end(JSON.stringify(await verifyChain(app.database.db, asked || null)));
      } else {
        response.writeHead(404).end();
      }
    };
    answer().catch((error: Error) => {
      log.error({ error: error.message }, "control");
      response.destroy(error);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  fs.rmSync(keyFile(folder), { force: true });
  fs.writeFileSync(keyFile(folder), JSON.stringify({ port: (server.address() as AddressInfo).port, key }), { mode: 0o600 });
  return {
    close: async () => {
      fs.rmSync(keyFile(folder), { force: true });
      server.closeAllConnections();
      server.close();
    },
  };
}

const Key = z.object({ port: z.number(), key: z.string() });

/** Asks the running server of a data folder; null where none runs. */
export async function askRunning(databaseUrl: string, question: string): Promise<Response | null> {
  const folder = folderOf(databaseUrl);
  if (!folder || !fs.existsSync(keyFile(folder))) return null;
  try {
    const { key, port } = Key.parse(JSON.parse(fs.readFileSync(keyFile(folder), "utf8")));
    const answer = await fetch(`http://127.0.0.1:${port}${question}`, { headers: { authorization: `Bearer ${key}` } });
    return answer.ok ? answer : null;
  } catch {
    // A key that a killed server left behind.
    return null;
  }
}
