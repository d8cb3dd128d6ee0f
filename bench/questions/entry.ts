/** A thousand cells entered at once, as a controller pastes them, against one bare statement that writes as many rows; and a large municipality's next year. */
import { sql } from "kysely";
import { newYear } from "../../src/compose.ts";
import { enterGrid } from "../../src/indicators/value-grid-commands.ts";
import { loadNewYear } from "../../src/new-year/new-year-reads.ts";
import { planNewYear } from "../../src/new-year/new-year-commands.ts";
import { valueOf } from "../../src/platform/outcome.ts";
import { entered } from "../places.ts";
import { YEAR } from "../municipality/municipality.ts";
import { growth, median, result, timed, type Bench, type Options } from "../result.ts";

const CELLS = 1000;

export default async function* entry({ rounds, sizes }: Options): Bench {
  const cells: number[] = [];
  const rolls: number[] = [];
  for (const size of sizes) {
    const { actor, client, close, committeeId, database, handle, own } = await entered(size);
    const context = { db: handle(), actor };
    const { rows } = await sql<{ indicator_id: number; period: string; version: number }>`
      select indicator_id, period::text, version from indicator_value where indicator_id in (select id from indicator where committee_id = ${committeeId}) order by period desc, indicator_id limit ${CELLS}`.execute(database.owner);
    const version = new Map(rows.map((row) => [`${row.indicator_id} ${row.period}`, row.version]));
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round <= rounds; round++) {
      const mine = await timed(async () => {
        const answers = await enterGrid(context, { reason: null, cells: rows.map(({ indicator_id: indicatorId, period }, index) => ({ indicatorId, period, text: String(1000 + round * 7 + index), missingReason: null, version: version.get(`${indicatorId} ${period}`)! })) });
        for (const answer of answers) {
          if (answer.state !== "saved") throw new Error(`${answer.state}: ${answer.message}`);
          version.set(`${answer.indicatorId} ${answer.period}`, answer.version);
        }
      });
      const other = await timed(() => client.query("create temporary table if not exists bare (indicator_id int, period date, value numeric, primary key (indicator_id, period)); insert into bare select indicator_id, period, value from indicator_value where indicator_id in (select id from indicator where committee_id = " + committeeId + ") order by period desc, indicator_id limit " + CELLS + " on conflict (indicator_id, period) do update set value = excluded.value + 1"));
      if (round) for (const [index, ms] of [mine, other].entries()) times[index]!.push(ms);
    }
    cells.push(median(times[0]));
    yield result(`${rows.length} celler förs in`, `storlek ${size}`, "ms", median(times[0]), "naken SQL, utan spår", median(times[1]));

    const plan = async (owner: number): Promise<number> => {
      const { goals } = await loadNewYear(context.db, owner, YEAR);
      await valueOf(planNewYear(context, { parts: newYear, ownerId: owner, year: YEAR, goals: goals.map(({ activities, id, text }) => ({ goalId: id, text, activityIds: activities.map((one) => one.id) })), droppedGoals: [], assignments: [], droppedAssignments: [], aims: [] }));
      return goals.length;
    };
    let goals = 0;
    const all = await timed(async () => {
      for (const owner of own.committeeIds) goals += await plan(owner);
    });
    const bare = await timed(() => client.query(`create temporary table bare_goal as select * from goal where year = ${YEAR}; create temporary table bare_activity as select activity.* from activity join goal on goal.id = goal_id where year = ${YEAR}`));
    rolls.push(all);
    yield result(`nästa års plan, ${own.committeeIds.length} nämnder`, `storlek ${size}, ${goals} mål`, "ms", all, "naken SQL, utan spår", bare);
    await close();
  }
  for (const one of [...growth("celler förs in", sizes, cells), ...growth("nästa års plan", sizes, rolls)]) yield one;
}
