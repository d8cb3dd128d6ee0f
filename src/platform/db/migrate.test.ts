import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { knownMigrations, takesAway, waits } from "./migrate.ts";

const MIGRATIONS = path.resolve(import.meta.dirname, "../../../migrations");
const between = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((found) => found[1]!);
/** The tables whose past is shown after a migration: by name, or in a list of names. */
const shownIn = (text: string): string[] => [
  ...between(text, /show_past\('(\w+)'\)/g), ...between(text, /(?:show_past\(name\) from unnest|foreach name in array )\(?array\[([^\]]*)\]/g).flatMap((names) => between(names, /'(\w+)'/g)),
];

describe("a change of the tables", () => {
  test("says in its name that it takes something away", () => {
    expect(takesAway("0061-contract-old-columns")).toBe(true);
    expect(takesAway("0046-contracts")).toBe(false);
    expect(takesAway("0047-follow-up-of-contract-areas")).toBe(false);
  });
  test("that takes something away waits for the last program that does not know of it", () => {
    expect(waits("0061-contract-old-columns", "0060-more")).toBe(true);
    expect(waits("0061-contract-old-columns", "0061-contract-old-columns")).toBe(false);
    expect(waits("0061-contract-old-columns", null)).toBe(false);
    expect(waits("0062-more", "0060-more")).toBe(false);
  });
  // PostgreSQL from 15.20 on alters no table whose row type a view uses; the view has the columns of the day it was made anyway.
  test("takes down what shows a table's past before it gives the table a column, and puts it up again", () => {
    const shown = new Set<string>();
    const left: string[] = [];
    for (const name of knownMigrations(MIGRATIONS)) {
      const text = fs.readFileSync(path.join(MIGRATIONS, `${name}.sql`), "utf8");
      const again = shownIn(text);
      for (const [statement, table] of text.matchAll(/^alter table (\w+)[^;]*(?:add|alter) column[^;]*;/gm)) {
        const down = text.indexOf(`drop view past.${table};`);
        if (shown.has(table!) && !(down !== -1 && down < text.indexOf(statement) && again.includes(table!))) left.push(`${name}: ${table}`);
      }
      for (const table of again) shown.add(table);
    }
    expect(shown.size).toBeGreaterThan(80);
    expect(left).toEqual([]);
  });
});
