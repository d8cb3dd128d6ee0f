import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { once, RowNumber, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { registerApi } from "../platform/http/register-api.ts";
import { valueOf } from "../platform/outcome.ts";
import { addFeeRate, changeFeeRate, FEE_RATES, removeFeeRate } from "./fee-rate-commands.ts";
import { addGrant, changeGrant, GRANTS, removeGrant } from "./grant-commands.ts";
import { addInvestment, changeInvestment, INVESTMENTS, removeInvestment, setInvestmentAmounts } from "./investment-commands.ts";
import { listInvestments } from "./investment-reads.ts";
import { seenInvestments } from "./investment.ts";

const Kronor = z.string().max(40).nullable().openapi({ description: "Exakt decimaltal i kronor, som text; null är inte sagt" });
const Amounts = z.object({ id: RowNumber, budget: Kronor, actual: Kronor, forecast: Kronor });

/** Investments, grants and fees through the API. */
export function moneyRegisterApi(api: Api, db: DbSource, command: CommandSource): void {
  const committeeOf = async (own: Db, committee: string, year: number): Promise<number> => (await valueOf(findCommittee(own, committee, year))).id;
  const common = { tag: "Ekonomi", place: CommitteeYear, committeeOf };
  registerApi(api, db, command, { ...common, path: "grants", words: "statsbidrag och återsökningar", register: GRANTS, commands: { add: addGrant, change: changeGrant, remove: removeGrant } });
  registerApi(api, db, command, { ...common, path: "fee-rates", words: "taxor och avgifter", register: FEE_RATES, commands: { add: addFeeRate, change: changeFeeRate, remove: removeFeeRate } });
  registerApi(api, db, command, { ...common, path: "investments", words: "investeringar", register: INVESTMENTS, commands: { add: addInvestment, change: changeInvestment, remove: removeInvestment } });
  const amounts = "/committees/{committee}/{year}/investment-amounts";
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path: amounts, tags: ["Ekonomi"], summary: "Investeringarnas budget, utfall och prognos ett år", request: { params: CommitteeYear }, responses: { 200: answer(z.array(Amounts)), 404: notFound, ...refusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const investments = await listInvestments(db(c), await committeeOf(db(c), committee, Number(year)));
      return c.json(investments.flatMap(({ id, years }) => years.flatMap((one) => (one.year === Number(year) ? [{ id, budget: one.budget, actual: one.actual, forecast: one.forecast }] : []))), 200);
    },
  );
  api.openapi(
    createRoute({ middleware: guard("budget.plan"), method: "put", path: amounts, tags: ["Ekonomi"], summary: "För in investeringarnas belopp ett år; de som inte är med ändras inte", request: { headers: WriteHeaders, params: CommitteeYear, body: { required: true, content: { "application/json": { schema: z.object({ amounts: z.array(Amounts).max(1000) }) } } } }, responses: { 200: answer(z.object({ changed: z.number().int() })), ...writeRefusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const rows = c.req.valid("json").amounts.map(({ id, ...rest }) => ({ investmentId: id, ...rest }));
      return c.json(await once(c, command(c), async (context) => {
        const committeeId = await committeeOf(context.db, committee, Number(year));
        return valueOf(setInvestmentAmounts(context, { committeeId, year: Number(year), rows, seen: seenInvestments(await listInvestments(context.db, committeeId), Number(year)) }));
      }), 200);
    },
  );
}
