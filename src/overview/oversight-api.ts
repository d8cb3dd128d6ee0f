import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import type { Api, DbSource } from "../platform/http/api.ts";
import type { CommandSource } from "../platform/http/api-write.ts";
import { registerApi } from "../platform/http/register-api.ts";
import { valueOf } from "../platform/outcome.ts";
import { addOversightReport, changeOversightReport, OVERSIGHT_REPORTS, removeOversightReport } from "./oversight-report-commands.ts";

/** What companies and joint authorities report to the oversight, through the API. */
export function oversightApi(api: Api, db: DbSource, command: CommandSource): void {
  registerApi(api, db, command, {
    tag: "Uppsikt", place: CommitteeYear, committeeOf: async (own, committee, year) => (await valueOf(findCommittee(own, committee, year))).id,
    path: "oversight-reports", words: "rapporter till kommunstyrelsens uppsikt", register: OVERSIGHT_REPORTS, commands: { add: addOversightReport, change: changeOversightReport, remove: removeOversightReport },
  });
}
