import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import type { Context } from "../platform/command.ts";
import type { RegisterCommands } from "../platform/edit/register.ts";
import type { Api, DbSource } from "../platform/http/api.ts";
import type { CommandSource } from "../platform/http/api-write.ts";
import { registerApi } from "../platform/http/register-api.ts";
import { valueOf } from "../platform/outcome.ts";
import { addInspection, addLicenceNotice, changeInspection, changeLicenceNotice, INSPECTIONS, LICENCE_NOTICES, removeInspection, removeLicenceNotice, addInspectionTarget, addLicence, addLicenceEvent, addLicenceTotal, addLicensedPlace, changeInspectionTarget, changeLicence, changeLicenceEvent, changeLicenceTotal, changeLicensedPlace, INSPECTION_TARGETS, LICENCE_EVENTS, LICENCE_TOTALS, LICENCES, LICENSED_PLACES, removeInspectionTarget, removeLicence, removeLicenceEvent, removeLicenceTotal, removeLicensedPlace } from "./inspection-commands.ts";

/** A visit as any row: what programs send has keys of their own. */
const addVisit: RegisterCommands["add"] = Object.assign((context: Context, { committeeId, fields }: Parameters<RegisterCommands["add"]>[1]) => addInspection(context, { committeeId, fields, sentKey: null }), { action: addInspection.action });

/** Licences and inspections, through the API. */
export function inspectionsApi(api: Api, db: DbSource, command: CommandSource): void {
  const common = { tag: "Tillsyn", place: CommitteeYear, committeeOf: async (own: Parameters<typeof findCommittee>[0], committee: string, year: number) => (await valueOf(findCommittee(own, committee, year))).id };
  registerApi(api, db, command, { ...common, path: "licensed-places", words: "ställen", register: LICENSED_PLACES, commands: { add: addLicensedPlace, change: changeLicensedPlace, remove: removeLicensedPlace } });
  registerApi(api, db, command, { ...common, path: "licences", words: "tillstånd", register: LICENCES, commands: { add: addLicence, change: changeLicence, remove: removeLicence } });
  registerApi(api, db, command, { ...common, path: "licence-events", words: "händelser med tillstånd", register: LICENCE_EVENTS, commands: { add: addLicenceEvent, change: changeLicenceEvent, remove: removeLicenceEvent } });
  registerApi(api, db, command, { ...common, path: "licence-notices", words: "anmälningar från innehavare", register: LICENCE_NOTICES, commands: { add: addLicenceNotice, change: changeLicenceNotice, remove: removeLicenceNotice } });
  registerApi(api, db, command, { ...common, path: "inspections", words: "besök", register: INSPECTIONS, commands: { add: addVisit, change: changeInspection, remove: removeInspection } });
  registerApi(api, db, command, { ...common, path: "licence-totals", words: "årssummor", register: LICENCE_TOTALS, commands: { add: addLicenceTotal, change: changeLicenceTotal, remove: removeLicenceTotal } });
  registerApi(api, db, command, { ...common, path: "inspection-targets", words: "mål i tillsynsplanen", register: INSPECTION_TARGETS, commands: { add: addInspectionTarget, change: changeInspectionTarget, remove: removeInspectionTarget } });
}
