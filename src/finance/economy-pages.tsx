import type { Context, Hono } from "hono";
import { raw } from "hono/html";
import { lastLedgerMonth } from "../ledger/ledger-reads.ts";
import { thousands, thousandsSigned } from "../ledger/shown-amount.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { lineChart } from "../platform/chart/line-chart.ts";
import { absolute, compare, divide, isZero, negate, round, sum, type Decimal } from "../platform/decimal.ts";
import { commaGaps } from "../platform/figure.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { MONTH_NAMES, monthNumbered, MONTHS } from "../platform/swedish.ts";
import { gapStyle, TableScroll } from "../platform/ui/figures.tsx";
import { activityName, listActivities, listActivityRows } from "./activity-reads.ts";
import { budgetUnits } from "./budget-unit-reads.ts";
import { listUnitRows, loadEconomy } from "./economy-reads.ts";
import { economyRows, netMonths, varianceOf, type EconomyMonths, type EconomyRow } from "./economy.ts";
import { listForecasts } from "./forecast-reads.ts";
import { loadStated, StatedPart } from "./statement-pages.tsx";
import { listExplanations, varianceThreshold } from "./variance-reads.ts";
import { onceOf } from "../platform/ui/once.ts";
import { deviationSentence, isToBeExplained, latestExplanations, netWords, type VarianceThreshold } from "./variance.ts";

/** A committee's money, and each unit's: how it stands, month by month, what it is forecast to be, and what stands out. */
export function economyPages(app: Hono, tools: PageTools<Scope>): void {
  const load = async (c: Context) => {
    const scope = await tools.scope(c);
    if (!scope) return null;
    const db = tools.db(c);
    const { committee, year } = scope;
    const last = await lastLedgerMonth(db, committee.id, year);
    const known = last ? Number(last.slice(5)) : 0;
    // Beyond what is read in there is nothing to hold against the budget.
    const month = Math.min(monthNumbered(c.req.query("till")) || known, known);
    const economy = await loadEconomy(db, committee, year);
    const forecasts = await listForecasts(db, committee.id, year);
    const units = await budgetUnits(db, scope);
    const threshold = await varianceThreshold(db, committee.id);
    const explained = latestExplanations(await listExplanations(db, committee.id, year), month);
    return { scope, month, known,  economy, forecasts, units, threshold, explained };
  };
  type Loaded = NonNullable<Awaited<ReturnType<typeof load>>>;
  const chosen = ({ known, month }: Loaded) => (
    <form class="filters" method="get"><label>Till och med<select name="till">{MONTH_NAMES.slice(0, known).map((name, index) => <option value={String(index + 1)} selected={index + 1 === month}>{name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>
  );

  app.get("/:committee/:year{[0-9]{4}}/ekonomi", guard("read"), async (c) => {
    const loaded = await load(c);
    if (!loaded) return tools.notFound(c);
    const { economy, explained, forecasts, known, month, scope, threshold, units } = loaded;
    const { year } = scope;
    const link = (rest: string, words: string) => <a href={pageHref(scope, "ekonomi", rest)}>{words}</a>;
    const rows = month ? economyRows(economy.whole, month, forecasts) : [];
    // A year without outcome is told as it is planned.
    const planned = month === 0 && economy.whole.budget ? economyRows({ ...economy.whole, actual: null, lastYear: null }, 12, []) : [];
    const activities = known > 0 ? await listActivities(tools.db(c), scope.committee.id) : null;
    const perActivity = activities && month ? [...(await listActivityRows(tools.db(c), scope.committee, year, activities, month))].flatMap(([code, own]) => { const net = own.at(-1); return net ? [{ label: activityName(activities, code), net }] : []; }) : [];
    const rowsOf = month ? await listUnitRows(tools.db(c), scope.committee, year, month) : null;
    const unitRows = units.flatMap((unit) => { const own = rowsOf?.get(unit.id) ?? []; return own.length ? [{ ...unit, rows: own }] : []; });
    const stated = await loadStated(tools.db(c), scope);
    const looseRows = rowsOf?.get(null) ?? [];
    return tools.page(c, {
      title: "Ekonomi", active: "ekonomi", live: ["statement@here", "fee@here", "ledger@here", "budget@here", "forecast@here", "variance@here"],
      body: (
        <>
          <h1>Ekonomi {year}</h1>
          <p class="small">{link("/utfall", "Utfall ur huvudboken")} · {tools.may(c, "ledger.import", scope.committee.id) && <>{link("/inlasning", "Läs in utfall")} · </>}{link("/ramar", "Ramar")} · {link("/budget", "Budget")} · {link("/prognos", "Prognos")} · {link("/avvikelser", "Avvikelser")} · {link("/volymer", "Volym och pris")} · {link("/investeringar", "Investeringar")} · {link("/bidrag", "Statsbidrag")} · {link("/taxor", "Taxor och avgifter")} · {link("/samlat", "Alla nämnder")}</p>
          {month > 0 && (
            <>
              {chosen(loaded)}
              <StandsOut rows={rows} month={month} scope={scope} unitId={null} explained={explained} threshold={threshold} />
              <EconomyTable caption="Resultaträkning" rows={rows} month={month} year={year} budgetName={economy.budgetName} lineHref={(key) => pageHref(scope, "ekonomi", `/utfall/rad/${key}?till=${month}`)} />
              {monthByMonth(economy.whole, month, year)}
              <section id="enheter">
                <h2>Per enhet</h2>
                {!economy.byUnit && <p>Utfallet är inte fördelat på enheter. {link("/utfall/enheter", "Koppla huvudbokens objekt till enheterna")}</p>}
                {unitRows.length > 0 && (
                  <NetTable caption={`Netto per enhet`} head="Enhet" month={month} rows={[...unitRows.map(({ id, name, rows: own }) => ({ label: <a href={pageHref(scope, "ekonomi", `/enhet/${id}?till=${month}`)}>{name}</a>, net: own.at(-1)! })), ...(looseRows.length ? [{ label: <>utan enhet</>, net: looseRows.at(-1)! }] : [])]} total={rows.at(-1) ?? null} />
                )}
                {economy.byUnit && <p class="small">{link("/utfall/enheter", "Vilka objekt som hör till vilken enhet")}</p>}
              </section>
              {perActivity.length > 0 && <section id="verksamheter"><h2>Per verksamhet</h2><NetTable caption="Netto per verksamhet" head={activities!.name} month={month} rows={perActivity} total={rows.length ? { ...rows.at(-1)!, forecast: null } : null} /></section>}
            </>
          )}
          {month === 0 && planned.length > 0 && (
            <>
              <EconomyTable caption={`Budget ${year}`} rows={planned} month={12} year={year} budgetName={economy.budgetName} />
              <p class="muted">Inget utfall är inläst för {year}.</p>
            </>
          )}
          <StatedPart stated={stated} scope={scope} quiet={month > 0 || planned.length > 0} />
        </>
      ),
    }, scope);
  });

  app.get("/:committee/:year{[0-9]{4}}/ekonomi/enhet/:unit{[0-9]{1,9}}", guard("read"), async (c) => {
    const loaded = await load(c);
    const unit = loaded?.units.find(({ id }) => id === Number(c.req.param("unit")));
    if (!loaded || !unit) return tools.notFound(c);
    const { economy, explained, forecasts, month, scope, threshold } = loaded;
    const own = economy.units.get(unit.id);
    const rows = own && month ? economyRows(own, month, forecasts, unit.id) : [];
    return tools.page(c, {
      title: `${unit.name}, ekonomi`, active: "ekonomi", live: ["ledger@here", "budget@here", "forecast@here", "variance@here"],
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "ekonomi")}>Ekonomi {scope.year}</a> · <a href={pageHref(scope, "ekonomi", `/prognos?enhet=${unit.id}`)}>Enhetens prognos</a></p>
          <h1>{unit.name}: ekonomi {scope.year}</h1>
          {month > 0 && chosen(loaded)}
          {rows.length === 0 ? <p>Varken utfall eller budget finns för enheten {scope.year}. {!economy.byUnit && <a href={pageHref(scope, "ekonomi", "/utfall/enheter")}>Koppla huvudbokens objekt till enheterna</a>}</p> : (
            <>
              <StandsOut rows={rows} month={month} scope={scope} unitId={unit.id} explained={explained} threshold={threshold} />
              <EconomyTable caption="Resultaträkning" rows={rows} month={month} year={scope.year} budgetName={economy.budgetName} {...(economy.byUnit ? { lineHref: (key: string) => pageHref(scope, "ekonomi", `/utfall/rad/${key}?till=${month}&enhet=${unit.id}`) } : {})} />
              {monthByMonth(own!, month, scope.year)}
            </>
          )}
        </>
      ),
    }, scope);
  });
}

interface Column {
  readonly label: string;
  readonly of: (row: EconomyRow) => Decimal | null;
  readonly signed?: boolean;
}
/** The columns that something is told in: so far, against the budget and last year, and the year as it is budgeted and forecast. */
function columnsOf(rows: readonly EconomyRow[], month: number, year: number): Column[] {
  const until = month === 12 ? "hela året" : `jan–${MONTHS[month - 1]}`;
  const has = (of: Column["of"]): boolean => rows.some((row) => of(row) !== null);
  const budget = has((row) => row.yearBudget);
  return [
    ...(has((row) => row.actual) ? [{ label: `Utfall ${until}`, of: (row: EconomyRow) => row.actual }] : []),
    ...(budget && month < 12 ? [{ label: `Budget ${until}`, of: (row: EconomyRow) => row.budget }, { label: "Avvikelse", of: (row: EconomyRow) => varianceOf(row.actual, row.budget), signed: true }] : []),
    ...(has((row) => row.lastYear) ? [{ label: `Utfall ${until} ${year - 1}`, of: (row: EconomyRow) => row.lastYear }] : []),
    ...(budget ? [{ label: `Budget ${year}`, of: (row: EconomyRow) => row.yearBudget }] : []),
    ...(budget && month === 12 && has((row) => row.actual) ? [{ label: "Budgetavvikelse", of: (row: EconomyRow) => varianceOf(row.actual, row.yearBudget), signed: true }] : []),
    ...(has((row) => row.forecast) ? [{ label: `Prognos ${year}`, of: (row: EconomyRow) => row.forecast }, ...(budget ? [{ label: "Prognos mot budget", of: (row: EconomyRow) => varianceOf(row.forecast, row.yearBudget), signed: true }] : [])] : []),
  ];
}
const cellsOf = (rows: readonly EconomyRow[], { of, signed }: Column): string[] => rows.map((row) => { const value = of(row); return value === null ? "" : (signed ? thousandsSigned : thousands)(value, 1); });
/** Marked as better or worse, unless what is shown is nought. */
const Deviation = ({ text, value }: { text: string; value: Decimal | null }) => (value === null || isZero(round(divide(value, "1000"), 1)) ? <span class="even">{text}</span> : <span class={value.startsWith("-") ? "bad" : "good"}>{text}</span>);

function EconomyTable({ budgetName, caption, lineHref, month, rows, year }: { caption: string; rows: readonly EconomyRow[]; month: number; year: number; budgetName: string | null; lineHref?: (key: string) => string }) {
  const columns = columnsOf(rows, month, year);
  const cells = columns.map((column) => cellsOf(rows, column));
  const gaps = cells.map(commaGaps);
  return (
    <section>
      <h2>{caption}</h2>
      <TableScroll label={caption}>
        <table class="figures">
          <caption>{caption}<span class="unit">, tkr</span></caption>
          <thead><tr><th scope="col">Rad</th>{columns.map(({ label }) => <th scope="col" class="number">{label}</th>)}</tr></thead>
          <tbody>{rows.map((row, at) => <tr class={row.total ? "total" : undefined}><th scope="row">{row.total || !lineHref ? row.label : <a href={lineHref(row.key)}>{row.label}</a>}</th>{columns.map((column, index) => <td class="number" style={gapStyle(gaps[index]![at]!)}>{column.signed ? <Deviation text={cells[index]![at]!} value={column.of(row)} /> : cells[index]![at]}</td>)}</tr>)}</tbody>
        </table>
      </TableScroll>
      <p class="table-note">Intäkter är plus och kostnader minus; en avvikelse med plus är bättre än budgeten. {budgetName !== null && `Budgeten är ${budgetName}.`}{rows.some(({ forecast, key }) => key === "unmapped" && forecast !== null) && " Konton utan rad räknas i prognosen som utfallet hittills."}</p>
    </section>
  );
}

/** The net of several, a row each. */
export function NetTable({ caption, head, month, rows, total }: { caption: string; head: string; month: number; rows: readonly { readonly label: unknown; readonly net: EconomyRow }[]; total: EconomyRow | null }) {
  const until = month === 12 ? "hela året" : `jan–${MONTHS[month - 1]}`;
  const nets = [...rows.map(({ net }) => net), ...(total ? [total] : [])];
  const columns: Column[] = [
    { label: `Utfall ${until}`, of: (row) => row.actual }, { label: `Budget ${until}`, of: (row) => row.budget }, { label: "Avvikelse", of: (row) => varianceOf(row.actual, row.budget), signed: true }, { label: "Budget helår", of: (row) => row.yearBudget }, { label: "Prognos helår", of: (row) => row.forecast },
    { label: "Prognos mot budget", of: (row) => varianceOf(row.forecast, row.yearBudget), signed: true },
  ];
  const shown = columns.filter(({ of }) => nets.some((row) => of(row) !== null));
  const cells = shown.map((column) => cellsOf(nets, column));
  const gaps = cells.map(commaGaps);
  const line = (label: unknown, at: number, isTotal: boolean) => <tr class={isTotal ? "total" : undefined}><th scope="row">{label as string}</th>{shown.map((column, index) => <td class="number" style={gapStyle(gaps[index]![at]!)}>{column.signed ? <Deviation text={cells[index]![at]!} value={column.of(nets[at]!)} /> : cells[index]![at]}</td>)}</tr>;
  return (
    <TableScroll label={caption}>
      <table class="figures">
        <caption>{caption}<span class="unit">, tkr</span></caption>
        <thead><tr><th scope="col">{head}</th>{shown.map(({ label }) => <th scope="col" class="number">{label}</th>)}</tr></thead>
        <tbody>{rows.map(({ label }, at) => line(label, at, false))}{total && line("Summa", rows.length, true)}</tbody>
      </table>
    </TableScroll>
  );
}

const running = (months: readonly Decimal[]): Decimal[] => months.map((_, at) => sum(months.slice(0, at + 1)));
/** The net cost month by month, summed on, against the budget and last year; the table beside has each month. */
const monthByMonth = onceOf((months: EconomyMonths, month: number, year: number) => {
  const [now, planned, before] = [netMonths(months.actual), netMonths(months.budget), netMonths(months.lastYear)];
  if (!now) return null;
  const millions = (own: readonly Decimal[], last = 12): (Decimal | null)[] => running(own).map((amount, at) => (at < last ? divide(negate(amount), "1000000") : null));
  const title = `Nettokostnad hittills under året, mkr`;
  const cell = (own: readonly Decimal[] | null, at: number): string => (own ? thousands(own[at]!, 1) : "");
  const rows = MONTHS.map((name, at) => ({ name, known: at < month, cells: [at < month ? cell(now, at) : "", ...(planned ? [cell(planned, at)] : []), ...(planned ? [at < month ? thousandsSigned(varianceOf(now[at]!, planned[at]!)!, 1) : ""] : []), ...(before ? [cell(before, at)] : [])] }));
  const heads = [`Utfall ${year}`, ...(planned ? ["Budget", "Avvikelse"] : []), ...(before ? [`Utfall ${year - 1}`] : [])];
  return (
    <section id="manader">
      <h2>Månad för månad</h2>
      <div class="chart" role="group" tabindex={0} aria-label={`Diagram: ${title}`}>{raw(lineChart({ title, decimals: 1, series: [...(before ? [{ name: String(year - 1), values: millions(before) }] : []), { name: String(year), values: millions(now, month) }], ...(planned ? { target: millions(planned), targetName: "budget" } : {}) }))}</div>
      <details><summary>Månaderna i tabell</summary>
        <TableScroll label="Netto per månad">
          <table class="figures">
            <caption>Netto per månad<span class="unit">, tkr</span></caption>
            <thead><tr><th scope="col">Månad</th>{heads.map((label) => <th scope="col" class="number">{label}</th>)}</tr></thead>
            <tbody>{rows.map(({ cells, name }) => <tr><th scope="row">{name}</th>{cells.map((text) => <td class="number">{text}</td>)}</tr>)}</tbody>
          </table>
        </TableScroll>
      </details>
    </section>
  );
});

/** The lines whose forecast, or else whose outcome so far, is beside the budget by more than the committee's limits. */
function StandsOut({ explained, month, rows, scope, threshold, unitId }: { rows: readonly EconomyRow[]; month: number; scope: Scope; unitId: number | null; explained: ReadonlyMap<string, unknown>; threshold: VarianceThreshold }) {
  const lines = rows.flatMap((row) => {
    if (row.total || row.key === "unmapped" || row.yearBudget === null) return [];
    const budget = row.yearBudget;
    if (row.forecast !== null) return isToBeExplained(row.forecast, budget, threshold) ? [{ row, text: deviationSentence(row.forecast, budget), size: varianceOf(row.forecast, budget)! }] : [];
    return row.actual !== null && row.budget !== null && isToBeExplained(row.actual, row.budget, threshold) ? [{ row, text: deviationSentence(row.actual, row.budget, month === 12 ? ["Utfallet", "budgeten", "budgeten"] : ["Utfallet", `budgeten till och med ${MONTH_NAMES[month - 1]}`, "den"]), size: varianceOf(row.actual, row.budget)! }] : [];
  }).sort((a, b) => compare(round(a.size, 0), round(b.size, 0)));
  const net = rows.at(-1);
  return (
    <section>
      <h2>Läget</h2>
      {net && net.forecast !== null && net.yearBudget !== null ? <><p class="lead">{netWords(net.forecast)} {thousands(absolute(net.forecast))} tkr.</p><p>{deviationSentence(net.forecast, net.yearBudget)}</p></> : net && net.actual !== null && net.budget !== null ? <p>{deviationSentence(net.actual, net.budget, month === 12 ? ["Utfallet", "budgeten", "budgeten"] : [`Utfallet till och med ${MONTH_NAMES[month - 1]}`, "budgeten för samma tid", "den"])}</p> : null}
      {lines.length > 0 && <><h3>Vad sticker ut?</h3><ul class="plain">{lines.map(({ row, text }) => <li><strong>{row.label}</strong>: {text} {row.forecast !== null && <a href={pageHref(scope, "ekonomi", `/avvikelser?efter=${month}&om=${unitId ?? 0}-${row.key}#avvikelse-${unitId ?? 0}-${row.key}`)}>{explained.has(`${unitId ?? 0}-${row.key}`) ? "Förklaringen" : "Förklara"}<span class="visually-hidden">, {row.label.toLowerCase()}</span></a>}</li>)}</ul></>}
      {lines.length === 0 && net && net.yearBudget !== null && <p>Ingen rad avviker så mycket från budgeten att den behöver förklaras.</p>}
    </section>
  );
}
