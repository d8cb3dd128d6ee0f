import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { answer, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { registerApi } from "../platform/http/register-api.ts";
import { valueOf } from "../platform/outcome.ts";
import { matterEnclosureApi } from "./matter-enclosure-api.ts";
import { addAgreementParty, AGREEMENT_PARTIES, changeAgreementParty, removeAgreementParty, addAgendaItem, addDecisionReport, addDispatch, addMatter, addMeeting, addPartyAgreement, AGENDA_ITEMS, changeAgendaItem, changeDecisionReport, changeDispatch, changeMeeting, changePartyAgreement, DECISION_REPORTS, DISPATCHES, MEETINGS, PARTY_AGREEMENTS, removeAgendaItem, removeDecisionReport, removeDispatch, removeMeeting, removePartyAgreement } from "./matter-commands.ts";
import { listMatters } from "./matter-reads.ts";
import { diaryNumberOf, MATTER_FIELDS } from "./matter.ts";

/** Matters, meetings and what follows on decisions, through the API. */
export function mattersApi(api: Api, db: DbSource, command: CommandSource): void {
  const committeeOf = async (own: Parameters<typeof findCommittee>[0], committee: string, year: number) => (await valueOf(findCommittee(own, committee, year))).id;
  const common = { tag: "Ärenden", place: CommitteeYear, committeeOf };
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/matters", tags: ["Ärenden"], summary: "Årets ärenden i diariet", request: { params: CommitteeYear }, responses: { 200: answer(z.array(z.object({ id: z.number().int(), diaryNumber: z.string(), title: z.string(), kind: z.string(), openedOn: z.string(), dueOn: z.string().nullable(), closedOn: z.string().nullable(), secrecy: z.string() }))), ...writeRefusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const own = (await listMatters(db(c), await committeeOf(db(c), committee, Number(year)))).filter((matter) => matter.year === Number(year));
      return c.json(own.map((matter) => ({ id: matter.id, diaryNumber: diaryNumberOf(matter), title: matter.title, kind: matter.kind, openedOn: matter.openedOn, dueOn: matter.dueOn, closedOn: matter.closedOn, secrecy: matter.secrecy })), 200);
    },
  );
  const Body = z.object(Object.fromEntries(MATTER_FIELDS.map(({ label, name }) => [name, z.string().max(5000).nullable().optional().openapi({ description: label })])));
  api.openapi(
    createRoute({ middleware: guard("matter.keep"), method: "post", path: "/committees/{committee}/{year}/matters", tags: ["Ärenden"], summary: "Öppna ett ärende; svaret är dess diarienummer", request: { headers: WriteHeaders, params: CommitteeYear, body: { required: true, content: { "application/json": { schema: Body } } } }, responses: { 200: answer(z.object({ id: z.number().int(), diaryNumber: z.string() })), ...writeRefusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const fields = Object.fromEntries(Object.entries(c.req.valid("json") as Record<string, string | null | undefined>).flatMap(([name, value]) => (value === undefined ? [] : [[name, value === null ? null : clean(value)]])));
      return c.json(await once(c, command(c), async (context) => valueOf(addMatter(context, { committeeId: await committeeOf(context.db, committee, Number(year)), year: Number(year), fields }))), 200);
    },
  );
  matterEnclosureApi(api, db, command);
  registerApi(api, db, command, { ...common, path: "meetings", words: "sammanträden", register: MEETINGS, commands: { add: addMeeting, change: changeMeeting, remove: removeMeeting } });
  registerApi(api, db, command, { ...common, path: "agenda-items", words: "punkter på dagordningen", register: AGENDA_ITEMS, commands: { add: addAgendaItem, change: changeAgendaItem, remove: removeAgendaItem } });
  registerApi(api, db, command, { ...common, path: "dispatches", words: "expedieringar", register: DISPATCHES, commands: { add: addDispatch, change: changeDispatch, remove: removeDispatch } });
  registerApi(api, db, command, { ...common, path: "decision-reports", words: "återrapporteringar", register: DECISION_REPORTS, commands: { add: addDecisionReport, change: changeDecisionReport, remove: removeDecisionReport } });
  registerApi(api, db, command, { ...common, path: "agreement-parties", words: "parter i överenskommelser", register: AGREEMENT_PARTIES, commands: { add: addAgreementParty, change: changeAgreementParty, remove: removeAgreementParty } });
  registerApi(api, db, command, { ...common, path: "party-agreements", words: "överenskommelser", register: PARTY_AGREEMENTS, commands: { add: addPartyAgreement, change: changePartyAgreement, remove: removePartyAgreement } });
}
