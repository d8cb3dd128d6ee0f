import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import type { Api, DbSource } from "../platform/http/api.ts";
import type { CommandSource } from "../platform/http/api-write.ts";
import { registerApi } from "../platform/http/register-api.ts";
import { valueOf } from "../platform/outcome.ts";
import { addUnexecutedDecision, changeUnexecutedDecision, removeUnexecutedDecision, UNEXECUTED_DECISIONS } from "./unexecuted-decision-commands.ts";

/** Favourable decisions that are not executed, through the API. */
export function unexecutedDecisionApi(api: Api, db: DbSource, command: CommandSource): void {
  registerApi(api, db, command, {
    tag: "Kvalitet", place: CommitteeYear, committeeOf: async (own, committee, year) => (await valueOf(findCommittee(own, committee, year))).id, path: "unexecuted-decisions", words: "ej verkställda beslut",
    register: UNEXECUTED_DECISIONS, commands: { add: addUnexecutedDecision, change: changeUnexecutedDecision, remove: removeUnexecutedDecision },
  });
}
