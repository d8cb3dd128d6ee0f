import { pageHref } from "../organisation/scope.ts";
import { listCommittees, unitsDuring } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import type { DescribedRow } from "../platform/origin/origin.ts";
import { formatNumber } from "../platform/swedish.ts";
import { countTold, countWords, readCountKey, type ToldRegisters } from "./told-count.ts";
import { toldFeedback, toldIncidents, toldLexSarah } from "./told-store.ts";

/** What everybody who reads the committee may know of its feedback, incidents and reports of wrongs. */
export const loadTold = async (db: Db, committeeId: number): Promise<ToldRegisters> => ({ feedback: await toldFeedback(db, committeeId), incidents: await toldIncidents(db, committeeId), lexSarah: await toldLexSarah(db, committeeId) });

const PAGES = { feedback: ["/synpunkter", "Synpunkter och klagomål"], incident: ["/avvikelser", "Avvikelser"], lex_sarah: ["", "Kvalitet"] } as const;
/** What a count in a document is counted of, and what it is now. */
export async function describeToldCount(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  const asked = table === "register_count" ? readCountKey(key) : null;
  const committee = asked && (await listCommittees(db, asked.year)).find(({ id }) => id === asked.committeeId);
  if (!asked || !committee) return null;
  const value = countTold(await loadTold(db, committee.id), asked);
  const [rest, words] = PAGES[asked.register];
  return {
    label: countWords(asked, new Map((await unitsDuring(db, committee.id, asked.year)).map(({ id, name }) => [id, name]))), value: value === null ? null : formatNumber(String(value)), origin: null, committeeId: committee.id, year: asked.year,
    stored: { words: `Räknat ur registret »${words}«`, href: pageHref({ committee, year: asked.year }, "kvalitet", rest), actor: "program", at: new Date().toISOString() },
  };
}
