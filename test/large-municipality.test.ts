import net from "node:net";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOOKED_AT, makeMunicipality, YEAR } from "../bench/municipality/municipality.ts";
import { makeMissingSections } from "../src/documents/document-section-commands.ts";
import type { Database } from "../src/platform/db/database.ts";
import { createLog } from "../src/platform/log.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { appOver } from "./town.ts";

/** Some four hundred documents: more than one list holds, and more sections than one question looks at. */
const SIZE = 0.021;

describe("the made-up municipality", () => {
  const engine = ENGINES.at(-1)!;
  const databases: Database[] = [];
  let web: ReturnType<typeof createWeb>;
  beforeAll(async () => {
    for (const seed of [7, 7, 8]) {
      const database = await freshDatabase(engine);
      databases.push(database);
      await makeMunicipality(database, { seed, size: SIZE, without: ["ledger"] });
    }
    web = createWeb(appOver(databases[0]!), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
  }, 180_000);
  afterAll(() => Promise.all(databases.map((database) => database.close())));
  const page = async (path: string): Promise<string> => {
    const answer = await web.request(`http://127.0.0.1${path}`);
    expect(`${path} ${answer.status}`).toBe(`${path} 200`);
    return (await answer.text()).replaceAll("\u00a0", " ");
  };

  test("is the same for the same seed, and another for another", async () => {
    const told = await Promise.all(databases.map(async ({ owner }) => (await sql<Record<string, string>>`select
      (select md5(string_agg(name, ',' order by unit_id)) from unit_version) as units, (select md5(string_agg(value::text, ',' order by indicator_id, period)) from indicator_value) as "values",
      (select md5(string_agg(hash, ',' order by hash)) from frozen_document) as documents, (select count(*)::text from user_account) as users`.execute(owner)).rows[0]!));
    expect(told[1]).toEqual(told[0]);
    for (const what of ["units", "values", "documents"]) expect(told[2]![what]).not.toBe(told[0]![what]);
  });

  test("what is published is listed by year and committee where there is more than one list holds", async () => {
    const all = await page("/publicerat");
    expect(all).toContain('<select class="ds-input" name="ar">');
    expect(all).toContain(`<h2>${YEAR}</h2>`);
    expect(all).not.toContain(`<h2>${YEAR - 1}</h2>`);
    const own = await page(`/publicerat?ar=${YEAR - 3}&namnd=${LOOKED_AT.slug}`);
    expect(own).toContain(`<h2>${YEAR - 3}, Socialnämnden</h2>`);
    expect([...own.matchAll(new RegExp(`href="/publicerat/${LOOKED_AT.slug}/${YEAR - 3}/`, "g"))].length).toBeGreaterThanOrEqual(3);
    expect(own).not.toContain("/publicerat/kommunstyrelsen/");
  });

  test("a search finds titles and parts of words, takes what is written as it is written, and says where there is too much", async () => {
    expect(await page("/publicerat/sok?q=delårsrapport")).toContain(`>Delårsrapport</a> <span class="muted">${YEAR}, `);
    expect(await page("/publicerat/sok?q=skoleplan")).toMatch(/avsnitt har orden »skoleplan«/);
    expect(await page("/publicerat/sok?q=a")).toContain("Fler än 400 avsnitt");
    for (const nothing of ["%25", "_", "100%25", "a%5Cb"]) expect(await page(`/publicerat/sok?q=${nothing}`)).toContain("Inget avsnitt");
  });

  test("what was frozen before it was made for searching is made for it at the next start", async () => {
    const { db, owner } = databases[2]!;
    const count = async () => (await sql<{ sections: string }>`select count(*) as sections from frozen_section`.execute(owner)).rows[0]!.sections;
    const before = await count();
    await sql`alter table frozen_section disable trigger user`.execute(owner);
    await sql`delete from frozen_section`.execute(owner);
    await sql`alter table frozen_section enable trigger user`.execute(owner);
    await makeMissingSections(db);
    expect(await count()).toBe(before);
  });
});
