import net from "node:net";
import { newYear, people, receivers } from "../src/compose.ts";
import { createLog } from "../src/platform/log.ts";
import { listPublished, searchPublished } from "../src/publishing/published-document-reads.ts";
import { publishedHref } from "../src/publishing/published-document.ts";
import { createWeb } from "../src/web.tsx";
import { opened } from "./places.ts";

/** The site that everybody reads, in this process. */
export async function handleOf(url: string) {
  const database = await opened(url);
  const db = database.as({ reads: "all", actor: "nobody" });
  const web = createWeb({ database, receivers, people, newYear, pdf: null as never, mailer: null, kolada: null, jobs: null, live: null, close: async () => undefined }, createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
  return {
    web, search: (words: string) => searchPublished(db, words, 50),
    aDocument: async () => publishedHref((await listPublished(db, { latest: 1 }))[0]!),
    close: () => database.close(),
  };
}
export async function pageOf({ web }: Pick<Awaited<ReturnType<typeof handleOf>>, "web">, address: string): Promise<void> {
  const answer = await web.request(address);
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
  await answer.text();
}
