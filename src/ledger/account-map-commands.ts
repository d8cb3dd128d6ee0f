import { isDay } from "../platform/clock.ts";
import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { accountMapFault, seenMap, type AccountMapRow } from "./account-map.ts";
import { loadAccountMaps, writeAccountMap } from "./account-map-store.ts";

export interface AccountMapInput {
  readonly municipalityId: number;
  /** ISO date that it holds from. */
  readonly validFrom: string;
  readonly rows: readonly AccountMapRow[];
  /** The rows as they were when they were changed, as seenMap() tells them. */
  readonly seen: string;
}
/** Says which line of the statement accounts belong to, from a day on. What was before that day stays. */
export const changeAccountMap = outcomeCommand("account-map.change", async (context, { municipalityId, rows, seen, validFrom }: AccountMapInput): Promise<null> => {
  context.permit(municipalityId);
  if (!isDay(validFrom)) throw new Refused({ code: "bad-date", field: "validFrom", message: "Skriv dagen som tabellen gäller från som ÅÅÅÅ-MM-DD." });
  if (!rows.length) throw new Refused({ code: "empty-map", field: "from-0", message: "Tabellen har inga rader; skriv minst en." });
  const fault = accountMapFault(rows);
  if (fault) throw new Refused({ code: "bad-map", field: `from-${fault.row}`, message: fault.message });
  const known = (await loadAccountMaps(context.db, municipalityId)).find((map) => map.validFrom === validFrom)?.rows ?? [];
  if (known.length && seenMap(known) !== seen) throw new Refused({ code: "changed", message: "Någon annan har ändrat tabellen sedan du öppnade sidan; se hur den är nu och ändra igen." });
  if (seenMap(known) === seenMap(rows)) return null;
  await writeAccountMap(context.db, municipalityId, validFrom, rows);
  context.record({ action: "account-map.changed", subject: `account_map:${municipalityId}`, details: { from: validFrom } });
  return null;
});
