import type { Hono } from "hono";
import { lineLabel } from "../ledger/account-map.ts";
import { thousands, thousandsSigned } from "../ledger/shown-amount.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { UNIT_KINDS } from "../organisation/unit-reads.ts";
import { isZero, round, divide, type Decimal } from "../platform/decimal.ts";
import { today } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { MONTH_NAMES, monthNumbered, MONTHS } from "../platform/swedish.ts";
import { TableScroll } from "../platform/ui/figures.tsx";
import { loadConsolidated, type ConsolidatedEconomy } from "./consolidated-reads.ts";
import { consolidatedTotals, type ConsolidatedTotals } from "./consolidated.ts";
import { varianceOf } from "./economy.ts";
import { varianceKey } from "./variance.ts";

type Row = ConsolidatedEconomy["rows"][number];

/** All committees' and companies' money on one page, for the executive committee and its office (KL 6:1, 6:11). */
export function consolidatedPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/ekonomi/samlat", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const { year } = scope;
    const asked = monthNumbered(c.req.query("till"));
    const until = asked || (year === Number(today().slice(0, 4)) ? Number(today().slice(5, 7)) : 12);
    const { feared, rows, unread } = await loadConsolidated(tools.db(c), scope.committee.municipalityId, year, until);
    const committees = rows.filter(({ kind }) => kind === "committee");
    const others = rows.filter(({ kind }) => kind !== "committee");
    const cell = (value: Decimal | null, signed = false) => (value === null ? "" : signed ? <span class={isZero(round(divide(value, "1000"), 0)) ? "even" : value.startsWith("-") ? "bad" : "good"}>{thousandsSigned(value)}</span> : thousands(value));
    const amounts = ({ actual, budget, forecast, forecastVariance, variance, yearBudget }: ConsolidatedTotals) => <><td class="number">{cell(actual)}</td><td class="number">{cell(budget)}</td><td class="number">{cell(variance, true)}</td><td class="number">{cell(yearBudget)}</td><td class="number">{cell(forecast)}</td><td class="number">{cell(forecastVariance, true)}</td></>;
    const told = ({ net }: Row): ConsolidatedTotals => ({ actual: net?.actual ?? null, budget: net?.budget ?? null, variance: net ? varianceOf(net.actual, net.budget) : null, yearBudget: net?.yearBudget ?? null, forecast: net?.forecast ?? null, forecastVariance: net ? varianceOf(net.forecast, net.yearBudget) : null });
    const line = (row: Row) => (
      <tr>
        <th scope="row"><a href={pageHref({ committee: row.committee, year }, "ekonomi", row.month ? `?till=${row.month}` : "")}>{row.name}</a>{row.kind !== "committee" && <span class="muted small">, {UNIT_KINDS[row.kind]}</span>}</th>
        <td>{row.month === null ? <span class="muted">inget utfall</span> : `jan–${MONTHS[row.month - 1]}`}</td>{amounts(told(row))}<td>{row.forecastMonth === null ? "" : MONTH_NAMES[row.forecastMonth - 1]}</td><td class="number">{row.feared || ""}</td>
      </tr>
    );
    const table = (caption: string, own: readonly Row[], total: ConsolidatedTotals | null) => (
      <TableScroll label={caption}>
        <table class="figures">
          <caption>{caption}<span class="unit">, netto i tkr</span></caption>
          <thead><tr><th scope="col">{caption}</th><th scope="col">Utfall för</th><th scope="col" class="number">Utfall</th><th scope="col" class="number">Budget</th><th scope="col" class="number">Avvikelse</th><th scope="col" class="number">Budget {year}</th><th scope="col" class="number">Prognos {year}</th><th scope="col" class="number">Prognos mot budget</th><th scope="col">Prognos efter</th><th scope="col" class="number">Befarade avvikelser</th></tr></thead>
          <tbody>{own.map(line)}{total && <tr class="total"><th scope="row">Summa</th><td></td>{amounts(total)}<td></td><td></td></tr>}</tbody>
        </table>
      </TableScroll>
    );
    const silent = rows.filter(({ net }) => net === null);
    return tools.page(c, {
      title: "Alla nämnder", active: "ekonomi",
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}, {scope.committee.name}</a></p>
          <h1>{scope.committee.municipality}: ekonomi {year}</h1>
          <form class="filters" method="get"><label>Till och med<select name="till">{MONTH_NAMES.map((name, index) => <option value={String(index + 1)} selected={index + 1 === until}>{name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>
          {table("Nämnder", committees, unread.length ? null : consolidatedTotals(committees))}
          {unread.length > 0 && <p class="notice">{unread.join(", ")} visas inte: du har ingen roll där. Därför visas ingen summa.</p>}
          <p class="table-note">En avvikelse med plus är bättre än budgeten. En summa visas bara där alla nämnder som har ekonomi i år har sagt sitt, och utfallet bara där alla har samma månader.{silent.length > 0 && ` Inget är infört för ${silent.map(({ name }) => name).join(", ")}.`}</p>
          {others.length > 0 && <>{table("Bolag och förbund", others, null)}<p class="table-note">Vad bolag och förbund gör är egna resultat. De läggs inte ihop med nämnderna: mellanhavanden tas bort först i koncernens bokslut.</p></>}
          <section>
            <h2>Befarade avvikelser som inte är ringa</h2>
            {feared.length === 0 ? <p>Ingen är anmäld till och med {MONTH_NAMES[until - 1]}.</p> : (
              <TableScroll label="Befarade avvikelser">
                <table class="figures">
                  <caption class="visually-hidden">Befarade avvikelser, tkr</caption>
                  <thead><tr><th scope="col">Nämnd</th><th scope="col">Rad</th><th scope="col">Efter</th><th scope="col" class="number">Mot budget, tkr</th><th scope="col">Förklaring</th><th scope="col">Åtgärd</th></tr></thead>
                  <tbody>{feared.map(({ committee, explanation, unit }) => <tr><th scope="row"><a href={pageHref({ committee, year }, "ekonomi", `/avvikelser?efter=${explanation.month}#avvikelse-${varianceKey(explanation)}`)}>{committee.name}</a>{unit && <span class="muted small">, {unit}</span>}</th><td>{lineLabel(explanation.line)}</td><td>{MONTH_NAMES[explanation.month - 1]}</td><td class="number">{cell(explanation.variance, true)}</td><td>{explanation.explanation}</td><td>{explanation.action ?? <span class="muted">ingen angiven</span>}</td></tr>)}</tbody>
                </table>
              </TableScroll>
            )}
          </section>
        </>
      ),
    }, scope);
  });
}
