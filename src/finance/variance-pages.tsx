import type { Context, Hono } from "hono";
import { isStatementLine, lineLabel } from "../ledger/account-map.ts";
import { lastLedgerMonth } from "../ledger/ledger-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { swedishTime } from "../platform/clock.ts";
import { subtract, sum, type Decimal } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import type { Failure } from "../platform/outcome.ts";
import { counted, formatNumber, MONTH_NAMES, monthNumbered, parseNumber } from "../platform/swedish.ts";
import { sentField, sentNumber } from "../platform/ui/edit.tsx";
import { FailureBox, fieldOf } from "../platform/ui/page.tsx";
import { userKey } from "../people/user.ts";
import { budgetUnits } from "./budget-unit-reads.ts";
import { loadEconomy } from "./economy-reads.ts";
import { forecastGrounds } from "./economy.ts";
import { listForecasts } from "./forecast-reads.ts";
import { latestForecasts } from "./forecast.ts";
import { explainVariance, seeVariance, setVarianceThreshold, type SendNotice } from "./variance-commands.ts";
import { executiveOffice, listExplanations, listNotices, varianceThreshold } from "./variance-reads.ts";
import { actionWords, deviationSentence, isToBeExplained, latestExplanations, varianceKey, type VarianceExplanation, type VarianceNotice } from "./variance.ts";

interface Place {
  readonly unitId: number | null;
  readonly line: VarianceExplanation["line"];
  readonly where: string;
  readonly forecast: Decimal;
  readonly budget: Decimal;
  readonly explained: VarianceExplanation | null;
  readonly toExplain: boolean;
}

/** Where deviations that are large enough are explained, with what is done; those that are not minor go to the executive committee's office. */
export function variancePages(app: Hono, tools: PageTools<Scope>, send: SendNotice | null): void {
  const address = "/:committee/:year{[0-9]{4}}/ekonomi/avvikelser";
  const home = (scope: Scope): string => pageHref(scope, "ekonomi", "/avvikelser");
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const db = tools.db(c);
    const { committee, year } = scope;
    const forecasts = await listForecasts(db, committee.id, year);
    const last = await lastLedgerMonth(db, committee.id, year);
    const month = monthNumbered(c.req.query("efter")) || (forecasts.at(-1)?.month ?? Number(last?.slice(5) ?? 0));
    const economy = await loadEconomy(db, committee, year);
    const units = await budgetUnits(db, scope);
    const threshold = await varianceThreshold(db, committee.id);
    const all = await listExplanations(db, committee.id, year);
    const explained = latestExplanations(all, month);
    const places = [{ id: null, name: "hela nämnden", months: economy.whole }, ...units.flatMap((unit) => { const months = economy.units.get(unit.id); return months ? [{ ...unit, months }] : []; })].flatMap(({ id, months, name }): Place[] => {
      const latest = latestForecasts(forecasts, month, id);
      return [...forecastGrounds(months, month || 12)].flatMap(([line, { budget }]): Place[] => {
        const forecast = latest.get(line);
        if (!forecast || budget === null) return [];
        const planned = sum(budget);
        const known = explained.get(varianceKey({ unitId: id, line })) ?? null;
        const toExplain = isToBeExplained(forecast.amount, planned, threshold);
        return toExplain || known ? [{ unitId: id, line, where: name, forecast: forecast.amount, budget: planned, explained: known, toExplain }] : [];
      });
    });
    return { scope, month, places, threshold, all, notices: await listNotices(db, committee.id, year), anyForecast: forecasts.some((one) => one.month === month), office: await executiveOffice(db, committee.id) };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;
  const show = async (c: Context, { all, anyForecast, month, notices, office, places, scope, threshold }: Loaded, failure: Failure | null = null, sent: FormData | null = null) => {
    const { committee, year } = scope;
    const sentPlace = sent ? `${sentField(sent, "unit") ?? "0"}-${sentField(sent, "line") ?? ""}` : null;
    const who = await tools.who(c, [...all.map(({ madeBy }) => madeBy), ...notices.map(({ userId }) => userKey(userId))]);
    const own = c.get("identity").userId;
    const opened = c.req.query("om");
    const left = places.filter(({ explained, toExplain }) => toExplain && !explained).length;
    const mayLimit = tools.may(c, "budget.plan", committee.id);
    return tools.page(c, {
      title: "Avvikelser", active: "ekonomi", status: failure ? 422 : 200, live: ["variance@here", "forecast@here", "budget@here"], writing: sent !== null,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {year}</a> · <a href={pageHref(scope, "ekonomi", `/prognos?efter=${month || 12}`)}>Prognos</a></p>
          <h1>Avvikelser {year}</h1>
          {failure && <FailureBox heading="Inget är sparat" {...failure} />}
          {c.req.query("sparat") && !failure && <p class="notice" role="status">{c.req.query("sagt") ? `Sparat. ${counted(Number(c.req.query("sagt")), "person", "personer")} i stadsledningen är meddelad${c.req.query("sagt") === "1" ? "" : "e"}.` : "Sparat."}</p>}
          {month > 0 && <form class="filters" method="get"><label>Prognos efter<select name="efter">{MONTH_NAMES.map((name, index) => <option value={String(index + 1)} selected={index + 1 === month}>{name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>}
          <p>En prognos som avviker från budgeten med minst {formatNumber(threshold.amount)} kr och {formatNumber(threshold.percent)} % av budgeten ska förklaras. {left > 0 ? <strong>{counted(left, "avvikelse är inte förklarad", "avvikelser är inte förklarade")}.</strong> : places.length > 0 ? "Alla är förklarade." : anyForecast ? "Ingen prognos avviker så mycket." : <>Ingen prognos är gjord{month > 0 && ` efter ${MONTH_NAMES[month - 1]}`}. <a href={pageHref(scope, "ekonomi", "/prognos")}>Gör prognosen</a></>}</p>
          {places.map((place) => {
            const { budget, explained, forecast, line, toExplain, unitId, where } = place;
            const key = varianceKey(place);
            const may = tools.may(c, "forecast.make", unitId ?? committee.id);
            const mine = sentPlace === key;
            const typed = (field: string, value: string | null | undefined): string => (mine ? (sentField(sent!, field) ?? "") : (value ?? ""));
            const fault = mine ? failure : null;
            const moved = explained && subtract(forecast, budget) !== explained.variance;
            const told = notices.filter(({ explanationId }) => explanationId === explained?.id || all.some((one) => one.id === explanationId && one.month === month && varianceKey(one) === key));
            return (
              <section id={`avvikelse-${key}`} class="place">
                <h2>{lineLabel(line)}<span class="muted">, {where}</span></h2>
                <p>{deviationSentence(forecast, budget)} {!toExplain && <span class="muted">Under gränsen.</span>}</p>
                {explained && <Told explained={explained} who={who} />}
                {moved && <p class="notice">Prognosen är ändrad sedan avvikelsen förklarades: då var den {formatNumber(explained.variance, 0)} kr.</p>}
                {told.map((notice) => <Notice notice={notice} who={who} own={own === notice.userId ? home(scope) : null} month={month} />)}
                {explained?.major && told.length === 0 && <p class="notice">Ingen är meddelad{office.length === 0 ? ": ingen har rollen stadsledning för nämnden" : "; spara förklaringen igen så meddelas stadsledningen"}.</p>}
                {may && (
                  <details open={mine || opened === key || (!explained && places.length === 1)}>
                    <summary>{explained ? "Ändra förklaringen" : "Förklara"}<span class="visually-hidden"> {lineLabel(line).toLowerCase()}, {where}</span></summary>
                    <form method="post" action={`${home(scope)}?efter=${month}`} class="narrow">
                      <input type="hidden" name="unit" value={unitId === null ? "0" : String(unitId)} /><input type="hidden" name="line" value={line} /><input type="hidden" name="sett" value={String(explained?.id ?? 0)} />
                      <label>Vad beror avvikelsen på?<textarea class="ds-input" name="explanation" rows={3} maxlength={2000} required {...fieldOf(fault, "explanation")}>{typed("explanation", explained?.explanation)}</textarea></label>
                      <label>Vad görs åt den?<textarea class="ds-input" name="action" rows={2} maxlength={1000} {...fieldOf(fault, "action")}>{typed("action", explained?.action)}</textarea></label>
                      <div class="filters">
                        <label>Vem gör det?<input class="ds-input" name="responsible" size={24} maxlength={100} value={typed("responsible", explained?.responsible)} {...fieldOf(fault, "responsible")} /></label>
                        <label>Senast<input class="ds-input" type="date" name="dueOn" value={typed("dueOn", explained?.dueOn)} {...fieldOf(fault, "dueOn")} /></label>
                      </div>
                      <label><input type="checkbox" name="major" value="1" checked={mine ? sent!.has("major") : (explained?.major ?? false)} /> Avvikelsen är inte ringa: stadsledningen meddelas genast{office.length === 0 && <span class="hint"> (ingen har den rollen ännu)</span>}</label>
                      <p class="actions"><button class="ds-button">Spara</button></p>
                    </form>
                  </details>
                )}
              </section>
            );
          })}
          {mayLimit && (
            <section>
              <h2>Vad som ska förklaras</h2>
              <form method="post" action={`${home(scope)}?efter=${month || 12}`} class="filters">
                <input type="hidden" name="gor" value="grans" />
                <label>Minst, kr<input class="ds-input" name="amount" size={12} inputmode="decimal" required value={sent?.has("amount") ? (sentField(sent, "amount") ?? "") : formatNumber(threshold.amount)} {...fieldOf(failure, "amount")} /></label>
                <label>och minst, % av budgeten<input class="ds-input" name="percent" size={6} inputmode="decimal" required value={sent?.has("percent") ? (sentField(sent, "percent") ?? "") : formatNumber(threshold.percent)} {...fieldOf(failure, "percent")} /></label>
                <button class="ds-button" data-variant="secondary">Spara gränsen</button>
              </form>
            </section>
          )}
        </>
      ),
    }, scope);
  };
  app.get(address, guard("read"), async (c) => {
    const loaded = await load(c);
    return loaded ? show(c, loaded) : tools.notFound(c);
  });
  app.post(address, guard("read"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { month, places, scope } = loaded;
    const form = await c.req.formData().catch(() => new FormData());
    const context = tools.command(c);
    const done = sentField(form, "gor");
    const here = (rest: string): Response => c.redirect(`${home(scope)}?efter=${month || 12}&sparat=1${rest}`, 303);
    if (done === "sett") {
      const seen = await seeVariance(context, { noticeId: sentNumber(form, "notice") ?? 0, userId: c.get("identity").userId ?? 0 });
      return seen.ok ? here("") : show(c, loaded, seen.failure, form);
    }
    if (done === "grans") {
      const number = (field: string): string => parseNumber((sentField(form, field) ?? "").replace(/\s*(kr|%)$/i, "")) ?? "";
      const saved = await setVarianceThreshold(context, { committeeId: scope.committee.id, amount: number("amount"), percent: number("percent") });
      return saved.ok ? here("") : show(c, loaded, saved.failure, form);
    }
    const line = sentField(form, "line") ?? "";
    const unitId = sentNumber(form, "unit") || null;
    const place = places.find((one) => one.line === line && one.unitId === unitId);
    if (!place || !isStatementLine(line)) return show(c, loaded, { code: "changed", message: "Avvikelsen finns inte längre: prognosen eller budgeten är ändrad. Se hur det är nu." }, form);
    const saved = await explainVariance(context, {
      committeeId: scope.committee.id, unitId, year: scope.year, month, line, variance: subtract(place.forecast, place.budget), explanation: sentField(form, "explanation") ?? "", action: sentField(form, "action"), responsible: sentField(form, "responsible"), dueOn: sentField(form, "dueOn"),
      major: form.has("major"), send, seen: sentNumber(form, "sett") ?? 0,
    });
    return saved.ok ? here(`${saved.value.told ? `&sagt=${saved.value.told}` : ""}#avvikelse-${varianceKey(place)}`) : show(c, loaded, saved.failure, form);
  });
}

const Told = ({ explained: { action, dueOn, explanation, madeAt, madeBy, major, responsible }, who }: { explained: VarianceExplanation; who: (key: string) => string }) => (
  <dl class="told">
    <dt>Förklaring</dt><dd>{explanation}</dd>
    <dt>Åtgärd</dt><dd>{action ? actionWords({ action, responsible, dueOn }) : <span class="muted">ingen angiven</span>}</dd>
    <dt>Sagt av</dt><dd>{who(madeBy)}, {swedishTime(madeAt)}{major && <>. <strong>Inte ringa.</strong></>}</dd>
  </dl>
);

function Notice({ month, notice: { failure, id, seenAt, sentAt, userId }, own, who }: { notice: VarianceNotice; who: (key: string) => string; own: string | null; month: number }) {
  const state = seenAt ? `har tagit del av den ${swedishTime(seenAt)}` : failure ? `har den som uppgift på sin överblick; brevet gick inte iväg (${failure})` : sentAt ? `fick brev ${swedishTime(sentAt)}` : "har den som uppgift på sin överblick";
  return (
    <div>
      <p class="small">{who(userKey(userId))} i stadsledningen {state}.</p>
      {own && !seenAt && <form method="post" action={`${own}?efter=${month}`}><input type="hidden" name="gor" value="sett" /><input type="hidden" name="notice" value={String(id)} /><button class="ds-button" data-variant="secondary">Jag har tagit del av avvikelsen</button></form>}
    </div>
  );
}
