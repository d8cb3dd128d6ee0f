/** Searching in what is published, in Swedish, over many documents: a word that many have, two that some have, one that hardly any has. Against reading every text through. */
import pg from "pg";
import { handleOf, pageOf } from "../site.ts";
import { SEARCHES, SEARCHED_PAGE } from "../municipality/words.ts";
import { unaccented } from "../../src/platform/swedish.ts";
import { municipality } from "../places.ts";
import { growth, median, pair, result, timed, type Bench, type Options } from "../result.ts";

export default async function* search({ rounds, sizes }: Options): Bench {
  const times = new Map<string, number[]>();
  for (const size of sizes) {
    const own = await municipality(size);
    const site = await handleOf(own.url);
    const client = new pg.Client(own.url);
    await client.connect();
    const { documents } = (await client.query<{ documents: number }>("select count(*)::int as documents from frozen_document")).rows[0]!;
    for (const words of SEARCHES) {
      const pieces = words.split(" ").map((word) => `%${unaccented(word)}%`);
      const [mine, other] = await pair(rounds, () => site.search(words), async () => {
        await client.query("begin");
        await client.query("set local enable_indexscan = off");
        await client.query("set local enable_bitmapscan = off");
        await client.query("select committee_id, hash, section from frozen_section where plain like all ($1) limit 400", [pieces]);
        await client.query("commit");
      });
      times.set(words, [...(times.get(words) ?? []), mine]);
      yield result(`sök »${words}«`, `${documents} dokument`, "ms", mine, "naken genomläsning", other);
    }
    for (const [name, address] of [["Publicerat, listan", "/publicerat"], ["Ett publicerat dokument", await site.aDocument()], [`Söksidan »${SEARCHED_PAGE}«`, `/publicerat/sok?q=${encodeURIComponent(SEARCHED_PAGE)}`]] as const) {
      const all: number[] = [];
      for (let round = 0; round < rounds + 3; round++) all.push(await timed(() => pageOf(site, address)));
      times.set(name, [...(times.get(name) ?? []), median(all.slice(3))]);
      yield result(name, `${documents} dokument`, "ms", median(all.slice(3)));
    }
    await client.end();
    await site.close();
  }
  for (const [name, own] of times) for (const one of growth(name, sizes, own)) yield one;
}
