import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { ENGINES, freshDatabase } from "../../../test/database.ts";
import { CopiedRows, copyIn } from "./copy-in.ts";
import { inTransaction } from "./transaction.ts";
import { OWN_WORK } from "./view.ts";

const AMOUNTS = [0, 1, -1, 99, 100, -10_000, 12_345_678, 999_999, 1_000_000, 100_000_000, -9_007_199_254_740_991];

describe.each(ENGINES)("rows that are copied in (%s)", (engine) => {
  test("are what they were, to the öre and to the letter, and who asks is who it was", async () => {
    const database = await freshDatabase(engine);
    await sql`create table copied (day date, amount numeric, words text, first boolean)`.execute(database.owner);
    await sql`select format('grant select on copied to %I', public.app_role()) as told`.execute(database.owner).then(({ rows: [row] }) => sql.raw((row as { told: string }).told).execute(database.owner));
    const { rows, who } = await inTransaction(database.as(OWN_WORK), async (transaction) => {
      const copied = new CopiedRows(4);
      for (const [at, ore] of AMOUNTS.entries()) {
        copied.row();
        copied.integer(at);
        copied.ore(ore);
        copied.text(at === 0 ? "Å\u0000sikt – 𝄞" : "");
        copied.boolean(at === 0);
      }
      await copyIn(transaction, "copied", ["day", "amount", "words", "first"], copied);
      const asked = await sql<{ day: string; amount: string; words: string; first: boolean }>`select day, amount, words, first from copied order by day`.execute(transaction);
      return { rows: asked.rows, who: (await sql<{ name: string; own: string }>`select current_user::text as name, public.app_role()::text as own`.execute(transaction)).rows[0]! };
    });
    expect(rows.map(({ amount }) => amount)).toEqual(["0.00", "0.01", "-0.01", "0.99", "1.00", "-100.00", "123456.78", "9999.99", "10000.00", "1000000.00", "-90071992547409.91"]);
    expect(rows.map(({ first }) => first)).toEqual(AMOUNTS.map((_, at) => at === 0));
    expect([rows[0]!.words, rows[1]!.day, who.name]).toEqual(["Åsikt – 𝄞", "2000-01-02", who.own]);
    await database.close();
  });
  test("leave nothing where one of them is refused, and the connection goes on", async () => {
    const database = await freshDatabase(engine);
    await sql`create table copied (day date not null check (day > '2000-01-01'))`.execute(database.owner);
    const copied = new CopiedRows(1);
    for (const day of [5, 0]) {
      copied.row();
      copied.integer(day);
    }
    await expect(inTransaction(database.as(OWN_WORK), (transaction) => copyIn(transaction, "copied", ["day"], copied))).rejects.toThrow(/check/);
    expect((await sql<{ count: string }>`select count(*)::text as count from copied`.execute(database.owner)).rows).toEqual([{ count: "0" }]);
    await database.close();
  });
});

test("what is no whole number is refused before anything is sent", () => {
  const copied = new CopiedRows(1);
  expect(() => copied.integer(1.5)).toThrow(RangeError);
  expect(() => copied.ore(0.5)).toThrow(RangeError);
});
