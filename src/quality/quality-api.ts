import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import type { Api, DbSource } from "../platform/http/api.ts";
import type { CommandSource } from "../platform/http/api-write.ts";
import { registerApi } from "../platform/http/register-api.ts";
import { valueOf } from "../platform/outcome.ts";
import { addCourtRuling, changeCourtRuling, COURT_RULINGS, removeCourtRuling } from "./court-ruling-commands.ts";
import { addFeedback, changeFeedback, FEEDBACK, removeFeedback } from "./feedback-commands.ts";
import { changeIncident, INCIDENTS, removeIncident, reportIncident } from "./incident-commands.ts";
import { changeLexSarah, LEX_SARAH, removeLexSarah, reportLexSarah } from "./lex-sarah-commands.ts";
import { addOwnControl, changeOwnControl, OWN_CONTROLS, removeOwnControl } from "./own-control-commands.ts";
import { addServiceDeclaration, addServicePromise, changeServiceDeclaration, changeServicePromise, removeServiceDeclaration, removeServicePromise, SERVICE_DECLARATIONS, SERVICE_PROMISES } from "./service-declaration-commands.ts";
import { addTimedCase, changeTimedCase, removeTimedCase, TIMED_CASES } from "./timed-case-commands.ts";
import { addUnexecutedDecision, changeUnexecutedDecision, removeUnexecutedDecision, UNEXECUTED_DECISIONS } from "./unexecuted-decision-commands.ts";
import { addUserSurvey, changeUserSurvey, removeUserSurvey, USER_SURVEYS } from "./user-survey-commands.ts";

/** The registers of quality, through the API. */
export function qualityApi(api: Api, db: DbSource, command: CommandSource): void {
  const common = { tag: "Kvalitet", place: CommitteeYear, committeeOf: async (own: Parameters<typeof findCommittee>[0], committee: string, year: number) => (await valueOf(findCommittee(own, committee, year))).id };
  registerApi(api, db, command, { ...common, path: "unexecuted-decisions", words: "ej verkställda beslut", register: UNEXECUTED_DECISIONS, commands: { add: addUnexecutedDecision, change: changeUnexecutedDecision, remove: removeUnexecutedDecision } });
  registerApi(api, db, command, { ...common, path: "feedback", words: "synpunkter och klagomål", register: FEEDBACK, commands: { add: addFeedback, change: changeFeedback, remove: removeFeedback } });
  registerApi(api, db, command, { ...common, path: "incidents", words: "avvikelser", register: INCIDENTS, commands: { add: reportIncident, change: changeIncident, remove: removeIncident } });
  registerApi(api, db, command, { ...common, path: "lex-sarah", words: "rapporter enligt lex Sarah", read: "lex-sarah.handle", register: LEX_SARAH, commands: { add: reportLexSarah, change: changeLexSarah, remove: removeLexSarah } });
  registerApi(api, db, command, { ...common, path: "service-declarations", words: "kvalitetsdeklarationer", register: SERVICE_DECLARATIONS, commands: { add: addServiceDeclaration, change: changeServiceDeclaration, remove: removeServiceDeclaration } });
  registerApi(api, db, command, { ...common, path: "service-promises", words: "löften i kvalitetsdeklarationer", register: SERVICE_PROMISES, commands: { add: addServicePromise, change: changeServicePromise, remove: removeServicePromise } });
  registerApi(api, db, command, { ...common, path: "timed-cases", words: "ärenden som lagen sätter en tid för", register: TIMED_CASES, commands: { add: addTimedCase, change: changeTimedCase, remove: removeTimedCase } });
  registerApi(api, db, command, { ...common, path: "user-surveys", words: "brukarundersökningar", register: USER_SURVEYS, commands: { add: addUserSurvey, change: changeUserSurvey, remove: removeUserSurvey } });
  registerApi(api, db, command, { ...common, path: "court-rulings", words: "domar mot nämnden", register: COURT_RULINGS, commands: { add: addCourtRuling, change: changeCourtRuling, remove: removeCourtRuling } });
  registerApi(api, db, command, { ...common, path: "own-controls", words: "egenkontroller", register: OWN_CONTROLS, commands: { add: addOwnControl, change: changeOwnControl, remove: removeOwnControl } });
}
