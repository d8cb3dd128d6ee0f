/**
 * Makes a large municipality in an empty database: `npm run municipality -- --database postgres://… [--seed 1] [--size 1] [--without ledger,documents]`.
 * The same seed and size make the same municipality. At size 1: 12 committees, 2,000 units, 6,000 measures, ten years, 3,000 users, 10 million ledger rows,
 * 20,000 decided documents.
 */
import { parseArgs } from "node:util";
import { ensureFirstAdministrator } from "../../src/people/user-commands.ts";
import { program } from "../../src/platform/command.ts";
import { openDatabase } from "../../src/platform/db/database.ts";
import { migrate } from "../../src/platform/db/migrate.ts";
import { makeLink } from "../../src/sign-in/sign-in-commands.ts";
import { listCommittees } from "../../src/organisation/unit-reads.ts";
import { MIGRATIONS } from "../../src/root.ts";
import { makeMunicipality } from "./municipality.ts";

const { values } = parseArgs({ options: { database: { type: "string" }, seed: { type: "string", default: "1" }, size: { type: "string", default: "1" }, without: { type: "string", default: "" } } });
const say = (text: string): void => void process.stderr.write(`${text}\n`);
if (!values.database) {
  say("Ange en tom databas: npm run municipality -- --database postgres://användare@server/databas, eller pglite:///MAPP.");
  process.exit(2);
}
const database = await openDatabase(values.database);
await migrate(database, MIGRATIONS);
if ((await listCommittees(database.db)).length) {
  say("Databasen är inte tom; ange en ny.");
  process.exit(1);
}
const started = performance.now();
await makeMunicipality(database, { seed: Number(values.seed), size: Number(values.size), without: values.without.split(",").filter(Boolean) as ("ledger" | "documents")[], say });
const context = { db: database.db, actor: program("start") };
const first = await ensureFirstAdministrator(context, null);
if (first !== null) say(`Första administratören loggar in på /lank/${await makeLink(context, { userId: first, purpose: "first-administrator" })}`);
await database.close();
say(`Klart på ${Math.round((performance.now() - started) / 1000)} s.`);
