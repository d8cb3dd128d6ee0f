import type { Context, Hono } from "hono";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { lineLabel, type StatementLineKey } from "../ledger/account-map.ts";
import { lastLedgerMonth } from "../ledger/ledger-reads.ts";
import { thousands, thousandsSigned } from "../ledger/shown-amount.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today, swedishTime } from "../platform/clock.ts";
import { absolute, isZero, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { formatNumber, MONTH_NAMES, monthNumbered, MONTHS, parseNumber } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { TableScroll } from "../platform/ui/figures.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { budgetUnits } from "./budget-unit-reads.ts";
import { loadEconomy } from "./economy-reads.ts";
import { economyRows, forecastGrounds, type CommitteeEconomy } from "./economy.ts";
import { makeForecasts, type ForecastInput } from "./forecast-commands.ts";
import { oddBudgetSigns } from "./kronor.ts";
import { listForecasts } from "./forecast-reads.ts";
import { FORECAST_METHODS, isForecastMethod, latestForecasts, proposeForecasts, unitsProposal, type Forecast, type ForecastGround, type ForecastProposal } from "./forecast.ts";
import { varianceThreshold, listExplanations } from "./variance-reads.ts";
import { deviationSentence, isToBeExplained, latestExplanations, netWords } from "./variance.ts";
import { loadPricedVolumes, type PricedVolume } from "./volume-price-reads.ts";
import { volumeProposal } from "./volume-price.ts";

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
    const { committee, year } = scope;
    const last = await lastLedgerMonth(db, committee.id, year);
    const points = (await listFollowUpPoints(db, committee.municipalityId)).filter((point) => point.year === year);
    // What is followed up now is forecast from its month, where the ledger has come so far.
    const followed = points.findLast(({ onDate }) => onDate <= today() && (last === null || onDate.slice(0, 7) <= last));
    const known = Number(last?.slice(5) ?? 0);
    const all = await listForecasts(db, committee.id, year);
    // A year that has ended is opened where it was last forecast.
    const begin = year === Number(today().slice(0, 4)) ? Number(followed?.onDate.slice(5, 7) ?? known) : (all.at(-1)?.month ?? known);
    const month = Math.min(known, monthNumbered(c.req.query("efter")) || begin);
    const economy = await loadEconomy(db, committee, year);
    const units = await budgetUnits(db, scope);
    const unit = units.find(({ id }) => String(id) === c.req.query("enhet")) ?? null;
    const months = unit ? economy.units.get(unit.id) : economy.whole;
    const latest = latestForecasts(all, month, unit?.id ?? null);
    const volumes = unit ? [] : (await loadPricedVolumes(db, committee.id, year, month || 12)).rows;
    const lines = [...(months ? forecastGrounds(months, month || 12) : [])].map(([key, ground]): ForecastLine => ({ key, ground, proposals: proposeForecasts(ground, unit ? [] : otherProposals(key, ground, { all, economy, month, volumes })), latest: latest.get(key) ?? null }));
    return { scope, month, known, points, units, unit, economy, lines, all };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;
  const show = async (c: Context, { all, economy, known, lines, month, points, scope, unit, units }: Loaded, failure: Failure | null = null, sent: FormData | null = null) => {
    const { committee, year } = scope;
    const { budgetName } = economy;
    const may = tools.may(c, "forecast.make", unit?.id ?? committee.id);
    const home = pageHref(scope, "ekonomi", "/prognos");
    const own = all.filter(({ unitId }) => unitId === (unit?.id ?? null));
    const db = tools.db(c);
    const threshold = await varianceThreshold(db, committee.id);
    const explained = latestExplanations(await listExplanations(db, committee.id, year), month);
    const nameOfMonth = (at: number): string => { const point = points.find(({ onDate }) => Number(onDate.slice(5, 7)) === at); return `${MONTH_NAMES[at - 1]}${point ? ` (${point.name.toLowerCase()})` : ""}`; };
    const ofYear = (months: readonly Decimal[] | null): Decimal | null => months && sum(months);
    const made = lines.filter(({ latest }) => latest !== null);
    const whole = made.length > 0 && made.length === lines.length;
    const months = unit ? economy.units.get(unit.id) : economy.whole;
    const total = months && month ? economyRows(months, month, all, unit?.id ?? null).at(-1) : undefined;
    const net = whole ? (total?.forecast ?? null) : null;
    const budget = total?.yearBudget ?? null;
    const history = `${own.length > HISTORY_ROWS ? `De ${HISTORY_ROWS} senaste av ${formatNumber(String(own.length))}` : "Alla"} prognoser för ${year}`;
    const odd = oddBudgetSigns(made.map(({ key, latest }) => ({ line: key, amount: latest!.amount })));
    const who = await tools.who(c, own.map(({ madeBy }) => madeBy));
    const asked = lines.filter(({ ground, latest }) => latest && ground.budget && isToBeExplained(latest.amount, sum(ground.budget), threshold));
    return tools.page(c, {
      title: unit ? `Prognos, ${unit.name}` : "Prognos", active: "ekonomi", status: failure ? 422 : 200, live: ["forecast@here", "ledger@here", "budget@here"], writing: sent !== null,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a> · <a href={pageHref(scope, "ekonomi", "/avvikelser")}>Avvikelser</a> · <a href={pageHref(scope, "ekonomi", "/volymer")}>Volym och pris</a> · <a href={`${home}/traffsakerhet`}>Hur nära kom prognoserna?</a></p>
          <h1>{unit ? `${unit.name}: prognos ${year}` : `Prognos ${year}`}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">Sparat.</p>}
          {month > 0 && (
            <form class="filters" method="get">
              <label>Gjord efter<select name="efter">{MONTH_NAMES.slice(0, known).map((_, index) => <option value={String(index + 1)} selected={index + 1 === month}>{nameOfMonth(index + 1)}</option>)}</select></label>
              <label>För<select name="enhet"><option value="">hela nämnden</option>{units.map(({ id, name }) => <option value={String(id)} selected={id === unit?.id}>{name}</option>)}</select></label>
              <button class="ds-button" data-variant="secondary">Visa</button>
            </form>
          )}
          {!month ? <p>En prognos görs av årets utfall. Inget utfall är inläst för {year}. <a href={pageHref(scope, "ekonomi", "/inlasning")}>Läs in utfall</a></p> : lines.length === 0 ? (
            <p>{unit && !economy.byUnit ? <>Huvudbokens objekt är inte kopplade till enheter. <a href={pageHref(scope, "ekonomi", "/utfall/enheter")}>Koppla dem</a></> : `Varken utfall eller budget finns för ${unit ? "enheten" : "nämnden"} ${year}.`}</p>
          ) : (
            <>
              <p>{net !== null && <><strong>{netWords(net)} {thousands(absolute(net))} tkr.</strong> {budget !== null && deviationSentence(net, budget)} </>}{net === null && made.length > 0 && "Alla rader har inte en prognos ännu. "}{budgetName === null ? "Ingen budget är gjord." : `Budgeten är ${budgetName}.`}</p>
              {odd.length > 0 && <p class="notice"><strong>Stämmer tecknet?</strong> {odd.join(". ")}.</p>}
              {asked.length > 0 && (
                <div class="notice">
                  <p><strong>Att förklara</strong></p>
                  <ul class="plain">{asked.map(({ ground, key, latest }) => { const place = `${unit?.id ?? 0}-${key}`; return <li>{lineLabel(key)}: {deviationSentence(latest!.amount, sum(ground.budget!))} <a href={`${pageHref(scope, "ekonomi", "/avvikelser")}?efter=${month}&om=${place}#avvikelse-${place}`}>{explained.has(place) ? "Förklaringen" : may ? "Förklara" : "Inte förklarad"}<span class="visually-hidden">, {lineLabel(key).toLowerCase()}</span></a></li>; })}</ul>
                </div>
              )}
              <form method="post" action={`${home}?efter=${month}${unit ? `&enhet=${unit.id}` : ""}`}>
                <input type="hidden" name="sett" value={String(Math.max(0, ...lines.map(({ latest }) => latest?.id ?? 0)))} />
                <TableScroll label="Prognos per rad">
                  <table class="figures forecast">
                    <caption>Per rad efter {MONTH_NAMES[month - 1]}<span class="unit">, tkr där inget annat sägs</span></caption>
                    <thead><tr><th scope="col">Rad</th><th scope="col" class="number">Jan–{MONTHS[month - 1]}</th><th scope="col" class="number">Budget</th><th scope="col">Metod</th><th scope="col" class="number">Prognos</th><th scope="col" class="number">Mot budget</th>{may && <th scope="col">Egen bedömning, kr</th>}<th scope="col">Skäl</th></tr></thead>
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
                            <td>{!may ? (latest ? FORECAST_METHODS[latest.method] : "") : <select name={`metod-${key}`} aria-label={`Metod för ${lineLabel(key).toLowerCase()}`}>{proposals.map(({ amount, method }) => <option value={method} selected={method === chosen}>{thousands(amount)}: {FORECAST_METHODS[method]}</option>)}<option value="own" selected={chosen === "own"}>{FORECAST_METHODS.own}</option></select>}</td>
                            <td class="number">{latest ? thousands(latest.amount) : ""}</td>
                            <td class="number">{latest && planned !== null ? thousandsSigned(subtract(latest.amount, planned)) : ""}</td>
                            {may && <td><input class="ds-input" name={`belopp-${key}`} size={11} inputmode="decimal" autocomplete="off" aria-label={`Egen bedömning av ${lineLabel(key).toLowerCase()}, kr`} value={value} {...fieldOf(failure, `belopp-${key}`)} /></td>}
                            <td>{!may ? (latest?.reason ?? "") : <input class="ds-input" name={`skal-${key}`} size={14} maxlength={500} autocomplete="off" aria-label={`Skäl, ${lineLabel(key).toLowerCase()}`} value={sent ? (sentField(sent, `skal-${key}`) ?? "") : (latest?.reason ?? "")} {...fieldOf(failure, `skal-${key}`)} />}</td>
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
              {own.length > 0 && (
                <details><summary>{history}</summary>
                  <TableScroll label={history}>
                    <table class="figures"><caption class="visually-hidden">Den senaste först, kr</caption><thead><tr><th scope="col">När</th><th scope="col">Efter</th><th scope="col">Rad</th><th scope="col">Metod</th><th scope="col" class="number">Belopp</th><th scope="col">Skäl</th><th scope="col">Av</th></tr></thead>
                      <tbody>{[...own].reverse().slice(0, HISTORY_ROWS).map((one) => <tr><th scope="row">{swedishTime(one.madeAt)}</th><td>{MONTH_NAMES[one.month - 1]}</td><td>{lineLabel(one.line)}</td><td>{FORECAST_METHODS[one.method]}</td><td class="number">{formatNumber(one.amount)}</td><td>{one.reason ?? ""}</td><td>{who(one.madeBy)}</td></tr>)}</tbody></table>
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
    const { lines, month, scope, unit } = loaded;
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
    const saved = await makeForecasts(tools.command(c), { committeeId: scope.committee.id, unitId: unit?.id ?? null, year: scope.year, month, forecasts, seen: sentNumber(form, "sett") ?? 0 });
    return saved.ok ? c.redirect(`${pageHref(scope, "ekonomi", "/prognos")}?efter=${month}${unit ? `&enhet=${unit.id}` : ""}&sparat=1`, 303) : show(c, loaded, saved.failure, form);
  });
}

interface OtherGrounds {
  readonly all: readonly Forecast[];
  readonly economy: CommitteeEconomy;
  readonly month: number;
  readonly volumes: readonly PricedVolume[];
}
/** What a committee's line may be forecast from besides its own months: its volumes and prices, and what its units have forecast. */
function otherProposals(key: StatementLineKey, ground: ForecastGround, { all, economy, month, volumes }: OtherGrounds): ForecastProposal[] {
  const priced = volumeProposal(volumes.filter(({ input }) => input.line === key), ground);
  const units = [...economy.units].map(([unitId, months]) => ({ forecast: unitId === null ? null : (latestForecasts(all, month, unitId).get(key)?.amount ?? null), ground: forecastGrounds(months, month).get(key) ?? null }));
  // Without the ledger's own split, what others have cost so far is not known.
  const told = economy.byUnit || units.every(({ forecast, ground: own }) => forecast !== null || !own || (own.budget ?? []).every(isZero)) ? unitsProposal(units) : null;
  return [priced, told].filter((one) => one !== null);
}
