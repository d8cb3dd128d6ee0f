import { controlPlanApi } from "./internal-control/control-plan-api.ts";
import { documentApi } from "./documents/document-api.ts";
import { statementApi } from "./finance/statement-api.ts";
import { goalApi } from "./goals/goal-api.ts";
import { indicatorApi } from "./indicators/indicator-api.ts";
import { unitApi } from "./organisation/unit-api.ts";
import { databaseTrouble } from "./platform/db/failure.ts";
import { guard } from "./platform/http/guard.ts";
import { Refused } from "./platform/outcome.ts";
import { createApi, type Api, type DbSource } from "./platform/http/api.ts";

const INFO = {
  openapi: "3.1.0",
  info: { title: "Rödtråd", version: "1", description: "Läser kommunens mål, mått, ekonomi, interna kontroll och dokument. Belopp och värden är exakta decimaltal som text." },
  servers: [{ url: "/api/v1" }],
};

function build(db: DbSource): Api {
  const api = createApi();
  for (const add of [unitApi, goalApi, indicatorApi, statementApi, controlPlanApi, documentApi]) add(api, db);
  return api;
}

/** The API under /api/v1, with its own description at /openapi.json. */
export function apiRoutes(db: DbSource): Api {
  const api = build(db);
  api.use("/openapi.json", guard("own-account"));
  api.doc31("/openapi.json", INFO);
  api.onError((error, c) => {
    if (error instanceof Refused) {
      const { code, message } = error.failure;
      return c.json({ code, message }, code === "not-signed-in" ? 401 : code === "forbidden" ? 403 : code === "too-large" ? 413 : 422);
    }
    const trouble = databaseTrouble(error);
    if (trouble) return c.json({ code: "unavailable", message: trouble }, 503);
    throw error;
  });
  api.notFound((c) => c.json({ code: "not-found", message: "Adressen finns inte i API:et." }, 404));
  return api;
}

/** The description alone, made without a database. */
export const openApiDocument = (): unknown =>
  build(() => {
    throw new Error("The description asks for no data");
  }).getOpenAPI31Document(INFO);
