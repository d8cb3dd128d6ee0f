import { HTTPException } from "hono/http-exception";
import { assessmentApi } from "./assessment/assessment-api.ts";
import { auditApi } from "./audit/audit-api.ts";
import { checkApi } from "./checking/check-api.ts";
import { controlPlanApi } from "./internal-control/control-plan-api.ts";
import { documentApi } from "./documents/document-api.ts";
import { documentCheckApi } from "./documents/document-check-api.ts";
import { documentStepApi } from "./documents/document-step-api.ts";
import { statementApi } from "./finance/statement-api.ts";
import { followUpApi } from "./follow-up/follow-up-api.ts";
import { goalPlanApi } from "./goals/goal-plan-api.ts";
import { goalApi } from "./goals/goal-api.ts";
import { indicatorDefinitionApi } from "./indicators/indicator-definition-api.ts";
import { indicatorApi } from "./indicators/indicator-api.ts";
import { newYearApi } from "./new-year/new-year-api.ts";
import type { NewYearParts } from "./new-year/new-year-commands.ts";
import { unitApi } from "./organisation/unit-api.ts";
import { unitChangeApi } from "./organisation/unit-change-api.ts";
import { publicationApi } from "./publishing/publication-api.ts";
import { budgetApi } from "./finance/budget-api.ts";
import { economyApi } from "./finance/economy-api.ts";
import { moneyRegisterApi } from "./finance/money-register-api.ts";
import { contractsApi } from "./contracts/contracts-api.ts";
import { inspectionsApi } from "./inspections/inspections-api.ts";
import { mattersApi } from "./matters/matters-api.ts";
import { qualityApi } from "./quality/quality-api.ts";
import { noteFailure } from "./observing.ts";
import { oversightApi } from "./overview/oversight-api.ts";
import type { SendNotice } from "./finance/variance-commands.ts";
import { ledgerApi } from "./ledger/ledger-api.ts";
import { enclosureApi } from "./documents/enclosure-api.ts";
import { sectionCommentApi } from "./documents/section-comment-api.ts";
import { sectionTextApi } from "./documents/section-text-api.ts";
import type { Context as CommandContext } from "./platform/command.ts";
import { databaseTrouble } from "./platform/db/failure.ts";
import { guard } from "./platform/http/guard.ts";
import { Conflicted } from "./platform/edit/conflict.ts";
import { conflictBody, type CommandSource } from "./platform/http/api-write.ts";
import type { Log } from "./platform/log.ts";
import { Refused } from "./platform/outcome.ts";
import { createApi, type Api, type DbSource } from "./platform/http/api.ts";

const INFO = {
  openapi: "3.1.0",
  info: { title: "Rödtråd", version: "1", description: "Läser kommunens mål, mått, ekonomi, interna kontroll och dokument. Belopp och värden är exakta decimaltal som text." },
  servers: [{ url: "/api/v1" }],
};

const STATUS: Readonly<Record<string, 401 | 403 | 404 | 413>> = { "not-signed-in": 401, forbidden: 403, "too-large": 413, gone: 404, "no-goal": 404, "no-activity": 404, "no-assignment": 404, "no-point": 404, "no-indicator": 404, "no-section": 404, "no-enclosure": 404, "no-document": 404, "no-finding": 404, "no-subject": 404, "no-risk": 404, "no-check": 404, "no-sample": 404, "no-action": 404, "no-matter": 404, "no-matter-enclosure": 404, "no-committee": 404, "ambiguous-committee": 404 };

interface ApiParts {
  readonly db: DbSource;
  readonly command: CommandSource;
  readonly newYear: NewYearParts;
  requestAuditCheck(context: CommandContext): Promise<string>;
  /** Hands letters of feared deviations to the queue; null where no mail server is set. */
  readonly sendNotice: SendNotice | null;
}

function build({ command, db, newYear, requestAuditCheck, sendNotice }: ApiParts): Api {
  const api = createApi();
  for (const add of [unitApi, statementApi, documentApi]) add(api, db);
  checkApi(api);
  unitChangeApi(api, db, command);
  controlPlanApi(api, db, command);
  assessmentApi(api, db, command);
  goalApi(api, db, command);
  goalPlanApi(api, db, command);
  indicatorApi(api, db, command);
  indicatorDefinitionApi(api, db, command);
  followUpApi(api, db, command);
  newYearApi(api, command, newYear);
  documentStepApi(api, db, command);
  documentCheckApi(api, db, command);
  sectionTextApi(api, db, command);
  sectionCommentApi(api, db, command);
  enclosureApi(api, db, command);
  ledgerApi(api, db, command);
  economyApi(api, db, command, sendNotice);
  budgetApi(api, db, command);
  moneyRegisterApi(api, db, command);
  qualityApi(api, db, command);
  oversightApi(api, db, command);
  contractsApi(api, db, command);
  inspectionsApi(api, db, command);
  mattersApi(api, db, command);
  publicationApi(api, db, command);
  auditApi(api, db, command, requestAuditCheck);
  return api;
}

/** The API under /api/v1, with its own description at /openapi.json. */
export function apiRoutes(parts: ApiParts, log: Log): Api {
  const api = build(parts);
  api.use("/openapi.json", guard("own-account"));
  api.doc31("/openapi.json", INFO);
  api.onError((error, c) => {
    if (error instanceof HTTPException && error.status < 500) return c.json({ code: "bad-request", message: "Anropet går inte att förstå; innehållet ska vara JSON." }, error.status === 403 ? 403 : error.status === 413 ? 413 : 400);
    if (error instanceof Conflicted) return c.json(conflictBody(error), 409);
    if (error instanceof Refused) {
      const { code, message } = error.failure;
      return c.json({ code, message }, STATUS[code] ?? 422);
    }
    const trouble = databaseTrouble(error);
    if (!trouble) throw error;
    noteFailure(log, c, error, false);
    return c.json({ code: "unavailable", message: trouble }, 503);
  });
  api.notFound((c) => c.json({ code: "not-found", message: "Adressen finns inte i API:et." }, 404));
  return api;
}

const nothing = (): never => {
  throw new Error("The description asks for no data");
};

/** The description alone, made without a database. */
export const openApiDocument = (): unknown =>
  build({ db: nothing, command: nothing, newYear: { openPlanningYear: nothing, carryPlan: nothing, setTargets: nothing }, requestAuditCheck: nothing, sendNotice: null }).getOpenAPI31Document(INFO);
