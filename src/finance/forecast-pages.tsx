import type { Context, Hono } from "hono";
import { lineLabel, type StatementLineKey } from "../ledger/account-map.ts";
import { lastLedgerMonth } from "../ledger/ledger-reads.ts";
import { thousands, thousandsSigned } from "../ledger/shown-amount.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { swedishTime } from "../platform/clock.ts";
import { round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { formatNumber, MONTH_NAMES, monthNumbered, MONTHS, parseNumber } from "../platform/swedish.ts";
import { sentField } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { makeForecasts, type ForecastInput } from "./forecast-commands.ts";
import { listForecasts, loadForecastGrounds } from "./forecast-reads.ts";
import { deviationSentence, forecastAccuracy, FORECAST_METHODS, isForecastMethod, isToBeExplained, latestForecasts, proposeForecasts, type Forecast, type ForecastGround, type ForecastProposal } from "./forecast.ts";

const HISTORY_ROWS = 200;

interface ForecastLine {
  readonly key: StatementLineKey;
  readonly ground: ForecastGround;
  readonly proposals: readonly ForecastProposal[];
  readonly latest: Forecast | null;
}

/** Where the whole year is forecast, line by line, and where past forecasts are judged. */
export function forecastPages(app: Hono, tools: PageTools<Scope>): void {
  const address = "/:committee/:year{[0-9]{4}}/ekonomi/prognos";
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const db = tools.db(c);
    const last = await lastLedgerMonth(db, scope.committee.id, scope.year);
    const month = monthNumbered(c.req.query("efter")) || (last ? Number(last.slice(5)) : 0);
    const { budgetName, grounds } = await loadForecastGrounds(db, scope.committee, scope.year, month || 12);
    const all = await listForecasts(db, scope.committee.id, scope.year);
    const latest = latestForecasts(all, month);
    const lines = [...grounds].map(([key, ground]): ForecastLine => ({ key, ground, proposals: proposeForecasts(ground), latest: latest.get(key) ?? null }));
    return { scope, month, last, budgetName, lines, all };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;
  const show = async (c: Context, { all, budgetName, last, lines, month, scope }: Loaded, failure: Failure | null = null, sent: FormData | null = null) => {
    const { committee, year } = scope;
    const may = tools.may(c, "forecast.make", committee.id);
    const ofYear = (months: readonly Decimal[] | null): Decimal | null => months && sum(months);
    const made = lines.filter(({ latest }) => latest !== null);
    const whole = made.length > 0 && made.length === lines.length;
    const net = whole ? sum(made.map(({ latest }) => latest!.amount)) : null;
    const budget = budgetName === null ? null : sum(lines.map(({ ground }) => sum(ground.budget!)));
    const done = last !== null && last.endsWith("-12");
    const judged = done ? forecastAccuracy(all, lines.map(({ key }) => key), sum(lines.map(({ ground }) => sum(ground.actual)))) : [];
    const history = `${all.length > HISTORY_ROWS ? `De ${HISTORY_ROWS} senaste av ${formatNumber(String(all.length))}` : "Alla"} prognoser för ${year}`;
    const who = await tools.who(c, all.map(({ madeBy }) => madeBy));
    const asked = lines.filter(({ ground, latest }) => latest && ground.budget && isToBeExplained(latest.amount, sum(ground.budget)));
    return tools.page(c, {
      title: "Prognos", active: "ekonomi", status: failure ? 422 : 200, live: ["forecast@here", "ledger@here", "budget@here"], writing: sent !== null,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a> · <a href={pageHref(scope, "ekonomi", "/utfall")}>Utfall ur huvudboken</a></p>
          <h1>Prognos {year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          {!month || lines.length === 0 ? <p>En prognos görs av årets utfall. Inget utfall är inläst för {year}. <a href={pageHref(scope, "ekonomi", "/inlasning")}>Läs in utfall</a></p> : (
            <>
              <form class="filters" method="get"><label>Gjord efter<select name="efter">{MONTH_NAMES.map((name, index) => <option value={String(index + 1)} selected={index + 1 === month}>{name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>
              <p>{net !== null && <><strong>Nettokostnaden väntas bli {thousands(net)} tkr.</strong> {budget !== null && deviationSentence(net, budget)} </>}{net === null && made.length > 0 && "Alla rader har inte en prognos ännu. "}{budgetName === null ? "Ingen budget är gjord." : `Budgeten är ${budgetName}.`}</p>
              {asked.length > 0 && <p class="notice"><strong>Förklara:</strong> {asked.map(({ ground, key, latest }, index) => <>{index > 0 && " "}{lineLabel(key)}: {deviationSentence(latest!.amount, sum(ground.budget!))}{!latest!.reason && " Skäl saknas."}</>)}</p>}
              <form method="post" action={`${pageHref(scope, "ekonomi", "/prognos")}?efter=${month}`}>
                <TableScroll label="Prognos per rad">
                  <table class="figures forecast">
                    <caption>Per rad efter {MONTH_NAMES[month - 1]}<span class="unit">, tkr där inget annat sägs</span></caption>
                    <thead><tr><th scope="col">Rad</th><th scope="col" class="number">Jan–{MONTHS[month - 1]}</th><th scope="col" class="number">Budget</th><th scope="col">Metod</th><th scope="col" class="number">Prognos</th><th scope="col" class="number">Mot budget</th><th scope="col">Egen bedömning, kr</th><th scope="col">Skäl</th></tr></thead>
                    <tbody>
                      {lines.map(({ ground, key, latest, proposals }) => {
                        const planned = ofYear(ground.budget);
                        const chosen = sent ? (sentField(sent, `metod-${key}`) ?? "") : (latest?.method ?? proposals[0]!.method);
                        const value = sent?.has(`belopp-${key}`) ? (sentField(sent, `belopp-${key}`) ?? "") : latest?.method === "own" ? formatNumber(latest.amount) : "";
                        return (
                          <tr>
                            <th scope="row">{lineLabel(key)}</th>
                            <td class="number">{thousands(sum(ground.actual.slice(0, month)))}</td>
                            <td class="number">{planned === null ? "" : thousands(planned)}</td>
                            <td><select name={`metod-${key}`} aria-label={`Metod för ${lineLabel(key).toLowerCase()}`} disabled={!may}>{proposals.map(({ amount, method }) => <option value={method} selected={method === chosen}>{FORECAST_METHODS[method]}: {thousands(amount)}</option>)}<option value="own" selected={chosen === "own"}>{FORECAST_METHODS.own}</option></select></td>
                            <td class="number">{latest ? thousands(latest.amount) : ""}</td>
                            <td class="number">{latest && planned !== null ? thousandsSigned(subtract(latest.amount, planned)) : ""}</td>
                            <td><input class="ds-input" name={`belopp-${key}`} size={11} inputmode="decimal" autocomplete="off" aria-label={`Egen bedömning av ${lineLabel(key).toLowerCase()}, kr`} value={value} disabled={!may} {...fieldOf(failure, `belopp-${key}`)} /></td>
                            <td><input class="ds-input" name={`skal-${key}`} size={14} maxlength={500} autocomplete="off" aria-label={`Skäl, ${lineLabel(key).toLowerCase()}`} value={sent ? (sentField(sent, `skal-${key}`) ?? "") : (latest?.reason ?? "")} disabled={!may} {...fieldOf(failure, `skal-${key}`)} /></td>
                          </tr>
                        );
                      })}
                    </tbody>
                  </table>
                </TableScroll>
                {may && <p class="hint">Metoden räknar beloppet. Väljer du <q>egen bedömning</q> skriver du beloppet och varför. Tidigare prognoser finns kvar.</p>}
                {may && <p class="actions"><button class="ds-button">Spara prognosen</button></p>}
              </form>
              <details><summary>Så räknar metoderna</summary><ul>{lines.map(({ key, proposals }) => <li>{lineLabel(key)}<ul>{proposals.map(({ amount, formula, method }) => <li>{FORECAST_METHODS[method]}: {formula} = {formatNumber(round(amount, 0), 0)}</li>)}</ul></li>)}</ul></details>
              {judged.length > 0 && (
                <TableScroll label="Prognosernas träffsäkerhet">
                  <table class="figures">
                    <caption>Så nära kom prognoserna<span class="unit">, tkr netto</span></caption>
                    <thead><tr><th scope="col">Gjord efter</th><th scope="col" class="number">Prognos</th><th scope="col" class="number">Utfall mot prognos</th><th scope="col" class="number">% av utfallet</th></tr></thead>
                    <tbody>{judged.map((one) => <tr><th scope="row">{MONTH_NAMES[one.month - 1]}</th><td class="number">{thousands(one.forecast)}</td><td class="number">{thousandsSigned(one.error)}</td><td class="number">{one.percent === null ? "" : formatNumber(one.percent, 1)}</td></tr>)}</tbody>
                  </table>
                </TableScroll>
              )}
              {all.length > 0 && (
                <details><summary>{history}</summary>
                  <TableScroll label={history}>
                    <table class="figures"><caption class="visually-hidden">Den senaste först, kr</caption><thead><tr><th scope="col">När</th><th scope="col">Efter</th><th scope="col">Rad</th><th scope="col">Metod</th><th scope="col" class="number">Belopp</th><th scope="col">Skäl</th><th scope="col">Av</th></tr></thead>
                      <tbody>{[...all].reverse().slice(0, HISTORY_ROWS).map((one) => <tr><th scope="row">{swedishTime(one.madeAt)}</th><td>{MONTH_NAMES[one.month - 1]}</td><td>{lineLabel(one.line)}</td><td>{FORECAST_METHODS[one.method]}</td><td class="number">{formatNumber(one.amount)}</td><td>{one.reason ?? ""}</td><td>{who(one.madeBy)}</td></tr>)}</tbody></table>
                  </TableScroll>
                </details>
              )}
            </>
          )}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded) : tools.notFound(c);
  });
  app.post(address, guard("forecast.make"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { lines, month, scope } = loaded;
    const form = await c.req.formData().catch(() => new FormData());
    const forecasts: ForecastInput[] = [];
    for (const { key, proposals } of lines) {
      const method = sentField(form, `metod-${key}`) ?? "";
      const reason = sentField(form, `skal-${key}`);
      const proposal = proposals.find((one) => one.method === method);
      if (proposal) forecasts.push({ line: key, method: proposal.method, amount: proposal.amount, proposed: proposal.amount, reason });
      else if (isForecastMethod(method)) {
        const text = sentField(form, `belopp-${key}`);
        const amount = text === null ? null : parseNumber(text.replace(/\s*kr$/i, ""));
        if (amount === null) return show(c, loaded, { code: "bad-number", field: `belopp-${key}`, message: `${lineLabel(key)}: ${text === null ? "skriv beloppet som du bedömer" : `»${text.slice(0, 40)}« är inget belopp i kronor`}.` }, form);
        forecasts.push({ line: key, method: "own", amount, proposed: null, reason });
      }
    }
    const saved = await makeForecasts(tools.command(c), { committeeId: scope.committee.id, year: scope.year, month, forecasts });
    return saved.ok ? c.redirect(`${pageHref(scope, "ekonomi", "/prognos")}?efter=${month}&sparat=1`, 303) : show(c, loaded, saved.failure, form);
  });
}
