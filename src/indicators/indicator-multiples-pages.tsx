import type { Hono } from "hono";
import { raw } from "../platform/ui/page.tsx";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { belongsTo, spokenOfOn } from "../organisation/unit.ts";
import { today } from "../platform/clock.ts";
import { lineChart } from "../platform/chart/line-chart.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { counted, formatNumber, formatSigned, MONTH_NAMES } from "../platform/swedish.ts";
import { yearChart } from "./indicator-chart.ts";
import { comparedWithLastYear } from "./indicator-outlook.ts";
import { listIndicators } from "./indicator-reads.ts";
import { totalDecimals } from "./indicator.ts";

const MOST = 48;

/** A unit's measures as small diagrams side by side: the same months, the same look, to be taken in at once. */
export function indicatorMultiplesPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/matt/smadiagram", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const db = tools.db(c);
    const units = await listUnits(db);
    const all = (await listIndicators(db, scope.committee.id, { from: scope.year - 2, to: scope.year })).filter(({ frequency, values }) => frequency === "month" && values.some(({ value }) => value !== null));
    const unitId = Number(/^\d{1,9}$/.exec(c.req.query("enhet") ?? "")?.[0] ?? 0) || null;
    const mine = all.filter((one) => unitId === null || (one.unitId !== null && belongsTo(units, one.unitId, unitId)));
    const groups = [...new Set(mine.map(({ group }) => group ?? ""))];
    const asked = c.req.query("grupp");
    const group = asked !== undefined && groups.includes(asked) ? asked : mine.length > MOST ? (groups[0] ?? null) : null;
    const shown = mine.filter((one) => group === null || (one.group ?? "") === group).slice(0, MOST);
    const owners = [...new Set(all.flatMap((one) => one.unitId ?? []))].flatMap((id) => units.find((unit) => unit.id === id) ?? []);
    return tools.page(c, {
      title: "Små diagram", active: "matt", live: ["indicator@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "matt")}>Alla mått</a></p>
          <h1>Små diagram {scope.year}</h1>
          {(owners.length > 0 || groups.length > 1) && (
            <form class="filters" method="get">
              {owners.length > 0 && <label>Enhet<select name="enhet"><option value="">Alla</option>{owners.map((unit) => <option value={String(unit.id)} selected={unit.id === unitId}>{spokenOfOn(unit, today()).name}</option>)}</select></label>}
              {groups.length > 1 && <label>Grupp<select name="grupp">{mine.length <= MOST && <option value="*">Alla</option>}{groups.map((name) => <option value={name} selected={name === group}>{name || "Utan grupp"}</option>)}</select></label>}
              <button class="ds-button" data-variant="secondary">Visa</button>
            </form>
          )}
          {shown.length === 0 ? <p>Inga månadsvärden finns {scope.year - 2}–{scope.year}{unitId === null ? "" : " för enheten"}.</p> : <p class="muted">{counted(shown.length, "mått", "mått")}. {scope.year} är den heldragna linjen, tidigare år är svagare; målet är streckat. Alla värden finns på måttets egen sida.</p>}
          <ul class="multiples">
            {shown.map((indicator) => {
              const compared = comparedWithLastYear(indicator, scope.year);
              return (
                <li>
                  <h2><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a></h2>
                  {raw(lineChart(yearChart(indicator, scope.year)!))}
                  {compared && <p class="muted">Till och med {MONTH_NAMES[compared.upTo - 1]}: {formatNumber(compared.now, totalDecimals(indicator))}{compared.percent !== null && `, ${formatSigned(compared.percent, 0)}\u00a0% av ${scope.year - 1}`}</p>}
                </li>
              );
            })}
          </ul>
        </>
      ),
    }, scope);
  });
}
