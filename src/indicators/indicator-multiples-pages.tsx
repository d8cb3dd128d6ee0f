import type { Hono } from "hono";
import { raw } from "../platform/ui/page.tsx";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { lineChart } from "../platform/chart/line-chart.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { counted, formatNumber, formatSigned, MONTH_NAMES } from "../platform/swedish.ts";
import { ChoiceForm, chosenIndicators, type IndicatorChoice } from "./indicator-choice-pages.tsx";
import { yearChart } from "./indicator-chart.ts";
import { comparedWithLastYear } from "./indicator-outlook.ts";
import { idsWithValues, listIndicators, listIndicatorsToday, withValues } from "./indicator-reads.ts";
import { totalDecimals, type Indicator } from "./indicator.ts";

const MOST = 48;

/** A unit's measures as small diagrams side by side: the same months, the same look, to be taken in at once. */
export function indicatorMultiplesPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/matt/smadiagram", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const db = tools.db(c);
    const units = await listUnits(db);
    const years = { from: scope.year - 2, to: scope.year };
    const monthly = (all: readonly Indicator[]) => all.filter(({ frequency }) => frequency === "month");
    // Values are read for those that are shown; in today's organisation some are sums, which are known only with their values.
    const read = async (): Promise<IndicatorChoice> => {
      if (scope.todaysOrganisation) return chosenIndicators(c, scope, monthly((await listIndicatorsToday(tools.command(c).db, scope.committee.id, years)).map(({ indicator }) => indicator)).filter(({ values }) => values.some(({ value }) => value !== null)), units, MOST);
      const bare = monthly(await listIndicators(db, scope.committee.id, { bare: true }));
      const known = await idsWithValues(db, bare, years, "known");
      const chosen = chosenIndicators(c, scope, bare.filter(({ id }) => known.has(id)), units, MOST);
      return { ...chosen, shown: await withValues(db, chosen.shown, years) };
    };
    const choice = await read();
    const { shown, unitId } = choice;
    return tools.page(c, {
      title: "Små diagram", active: "matt", live: ["indicator@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "matt")}>Alla mått</a></p>
          <h1>Små diagram {scope.year}</h1>
          <ChoiceForm choice={choice} />
          {shown.length === 0 ? <p>Inga månadsvärden finns {scope.year - 2}–{scope.year}{unitId === null ? "" : " för enheten"}.</p> : <p class="muted">{counted(shown.length, "mått", "mått")}. {scope.year} är den heldragna linjen, tidigare år är svagare; målet är streckat och det som årets takt skulle ge är prickat. Alla värden finns på måttets egen sida.</p>}
          {[...Map.groupBy(shown, ({ group }) => group)].map(([group, own]) => (
            <section>
              {group !== null && <h2>{group}</h2>}
              <ul class="multiples">{own.map((indicator) => <Multiple indicator={indicator} scope={scope} heading={group === null ? "h2" : "h3"} />)}</ul>
            </section>
          ))}
        </>
      ),
    }, scope);
  });
}

function Multiple({ heading: Heading, indicator, scope }: { indicator: Indicator; scope: Scope; heading: "h2" | "h3" }) {
  const compared = comparedWithLastYear(indicator, scope.year);
  return (
    <li>
      <Heading><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a></Heading>
      {raw(lineChart(yearChart(indicator, scope.year)!, "small"))}
      {compared && <p class="muted">Till och med {MONTH_NAMES[compared.upTo - 1]}: {formatNumber(compared.now, totalDecimals(indicator))}{compared.percent !== null && `, ${formatSigned(compared.percent, 0)}\u00a0% av ${scope.year - 1}`}</p>}
    </li>
  );
}
