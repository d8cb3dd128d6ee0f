/** What registers and sums cost against the bare SQL that gives the same rows, without permission and without origins, and how both grow. */
import { listGoals } from "../../src/goals/goal-reads.ts";
import { listIndicators } from "../../src/indicators/indicator-reads.ts";
import { listControlChecks } from "../../src/internal-control/control-plan-reads.ts";
import { listMonthAmounts, listObjectMonths } from "../../src/ledger/ledger-reads.ts";
import type { Db } from "../../src/platform/db/database.ts";
import { entered } from "../places.ts";
import { YEAR } from "../municipality/municipality.ts";
import { growth, pair, result, type Bench, type Options } from "../result.ts";

interface Question { readonly name: string; ours(db: Db, committeeId: number): Promise<readonly unknown[]>; readonly bare: string }
const QUESTIONS: readonly Question[] = [
  { name: "årets värden", ours: (db, id) => listIndicators(db, id, { from: YEAR, to: YEAR }), bare: `select indicator.*, array_agg(value.value order by value.period) from indicator join indicator_value value on value.indicator_id = indicator.id and value.period between '${YEAR}-01-01' and '${YEAR}-12-31' where committee_id = $1 group by indicator.id` },
  { name: "målen", ours: (db, id) => listGoals(db, id, YEAR), bare: `select goal.*, (select json_agg(activity) from activity where activity.goal_id = goal.id), (select json_agg(indicator_id) from goal_indicator where goal_indicator.goal_id = goal.id) from goal where committee_id = $1 and year = ${YEAR}` },
  { name: "kontrollplanen", ours: (db, id) => listControlChecks(db, id, YEAR), bare: `select * from control_check where committee_id = $1 and year = ${YEAR}` },
  { name: "utfall per konto och månad", ours: (db, id) => listMonthAmounts(db, id, `${YEAR}-01`, `${YEAR}-12`), bare: `select account, month, sum(amount) from ledger_account_month where committee_id = $1 and measure = 'actual' and month between '${YEAR}-01-01' and '${YEAR}-12-31' group by account, month` },
  { name: "utfall per ansvar och månad", ours: (db, id) => listObjectMonths(db, id, "1", `${YEAR}-01`, `${YEAR}-12`), bare: `select code, account, month, sum(amount) from ledger_object_month where committee_id = $1 and measure = 'actual' and dimension = '1' and month between '${YEAR}-01-01' and '${YEAR}-12-31' group by code, account, month` },
];

export default async function* registers({ rounds, sizes }: Options): Bench {
  const times = new Map<string, number[]>();
  for (const size of sizes) {
    const { client, close, committeeId, handle } = await entered(size);
    for (const { bare, name, ours } of QUESTIONS) {
      // Nothing is remembered.
      const read = () => ours(handle(), committeeId);
      const rows = (await read()).length;
      const [mine, other] = await pair(rounds, read, () => client.query({ name, text: bare, values: [committeeId] }));
      times.set(name, [...(times.get(name) ?? []), mine]);
      yield result(name, `storlek ${size}, ${rows} rader`, "ms", mine, "naken SQL", other);
    }
    await close();
  }
  for (const [name, own] of times) for (const one of growth(name, sizes, own)) yield one;
}
