import type { Hono } from "hono";
import { lineLabel, STATEMENT_LINES, isStatementLine } from "../ledger/account-map.ts";
import { lastLedgerMonth } from "../ledger/ledger-reads.ts";
import { thousands, thousandsSigned } from "../ledger/shown-amount.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { sum } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { TableScroll } from "../platform/ui/figures.tsx";
import { budgetUnits } from "./budget-unit-reads.ts";
import { loadEconomy } from "./economy-reads.ts";
import { forecastGrounds } from "./economy.ts";
import { listForecasts, yearsWithForecasts } from "./forecast-reads.ts";
import { forecastAccuracy, type ForecastAccuracy } from "./forecast.ts";

/** How near the forecasts of all years came to what the years were, of the whole, a unit or a line. */
export function forecastAccuracyPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/ekonomi/prognos/traffsakerhet", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const db = tools.db(c);
    const { committee } = scope;
    const units = await budgetUnits(db, scope);
    const unit = units.find(({ id }) => String(id) === c.req.query("enhet")) ?? null;
    const asked = c.req.query("rad") ?? "";
    const line = isStatementLine(asked) ? asked : null;
    const judged: { year: number; outcome: string; rows: ForecastAccuracy[] }[] = [];
    const waiting: number[] = [];
    for (const year of await yearsWithForecasts(db, committee.id)) {
      if (!(await lastLedgerMonth(db, committee.id, year))?.endsWith("-12")) { waiting.push(year); continue; }
      const economy = await loadEconomy(db, committee, year);
      const months = unit ? economy.units.get(unit.id) : economy.whole;
      const grounds = months ? forecastGrounds(months, 12) : new Map();
      const lines = line ? [line] : [...grounds.keys()];
      const outcome = sum(lines.map((key) => sum(grounds.get(key)?.actual ?? [])));
      const rows = lines.length ? forecastAccuracy(await listForecasts(db, committee.id, year), lines, outcome, unit?.id ?? null) : [];
      if (rows.length) judged.push({ year, outcome, rows });
    }
    const what = line ? lineLabel(line).toLowerCase() : "netto";
    return tools.page(c, {
      title: "Hur nära kom prognoserna?", active: "ekonomi",
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a> · <a href={pageHref(scope, "ekonomi", "/prognos")}>Prognos</a></p>
          <h1>Hur nära kom prognoserna?</h1>
          <form class="filters" method="get">
            <label>För<select name="enhet"><option value="">hela nämnden</option>{units.map(({ id, name }) => <option value={String(id)} selected={id === unit?.id}>{name}</option>)}</select></label>
            <label>Rad<select name="rad"><option value="">alla, netto</option>{STATEMENT_LINES.map(({ key, label }) => <option value={key} selected={key === line}>{label}</option>)}</select></label>
            <button class="ds-button" data-variant="secondary">Visa</button>
          </form>
          {judged.length === 0 ? <p>Här jämförs prognoserna med vad året blev, när årets utfall är inläst till och med december. {waiting.length > 0 ? `Prognoser finns för ${waiting.join(", ")}, men årets utfall är inte helt.` : `Inga prognoser för ${unit ? unit.name : "hela nämnden"} kan jämföras ännu.`}</p> : (
            <TableScroll label="Prognoserna mot utfallet">
              <table class="figures">
                <caption>Prognoserna mot utfallet, {what}<span class="unit">, tkr</span></caption>
                <thead><tr><th scope="col">År</th><th scope="col">Gjord efter</th><th scope="col" class="number">Prognos</th><th scope="col" class="number">Utfall</th><th scope="col" class="number">Utfall mot prognos</th><th scope="col" class="number">% av utfallet</th></tr></thead>
                <tbody>{judged.flatMap(({ outcome, rows, year }) => rows.map((one) => <tr><th scope="row">{year}</th><td>{MONTH_NAMES[one.month - 1]}</td><td class="number">{thousands(one.forecast)}</td><td class="number">{thousands(outcome)}</td><td class="number">{thousandsSigned(one.error)}</td><td class="number">{one.percent === null ? "" : formatNumber(one.percent, 1)}</td></tr>))}</tbody>
              </table>
            </TableScroll>
          )}
          {judged.length > 0 && <p class="table-note">Utfall mot prognos med plus är bättre än prognosen. Den senaste prognosen efter varje månad räknas, och bara där alla rader har en.</p>}
        </>
      ),
    }, scope);
  });
}
