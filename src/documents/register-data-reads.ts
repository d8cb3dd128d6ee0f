import { unitsUnder } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { listUnexecutedDecisions } from "../quality/unexecuted-decision-reads.ts";
import { REGISTER_BLOCKS, type RegisterData } from "./register-data.ts";
import type { Template } from "./template.ts";

/** The registers that a template shows; the others are left out, empty. */
export async function loadRegisterData(db: Db, committeeId: number, year: number, { sections }: Pick<Template, "sections">): Promise<RegisterData> {
  const asked = new Set<string>(sections.flatMap(({ blocks }) => blocks));
  const of = async <T>(part: keyof typeof REGISTER_BLOCKS, load: () => Promise<readonly T[]>): Promise<readonly T[]> => (REGISTER_BLOCKS[part].some((block) => asked.has(block)) ? load() : []);
  return {
    unitNames: new Map((await unitsUnder(db, committeeId, year)).map(({ id, name }) => [id, name])),
    decisions: await of("decisions", () => listUnexecutedDecisions(db, committeeId)),
  };
}
