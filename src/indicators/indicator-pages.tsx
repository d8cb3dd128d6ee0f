import type { Hono } from "hono";
import type { Child } from "hono/jsx";
import { listUnits } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { onceOf } from "../platform/ui/once.ts";
import { lineChart } from "../platform/chart/line-chart.ts";
import { figure, type Figure } from "../platform/figure.ts";
import { multiply, type Decimal } from "../platform/decimal.ts";
import { counted, formatNumber, formatSigned, MONTH_NAMES, MONTHS, unaccented } from "../platform/swedish.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { FigureLink, historyHref, sourceHref, TableScroll } from "../platform/ui/figures.tsx";
import { raw } from "../platform/ui/page.tsx";
import { AGGREGATION_WORDS, baselineOf, baselineRow, BETTER_WORDS, KIND_OF_MEASURE, UNIT_AGGREGATION_WORDS, monthRows, monthsOf, nameInGroup, shownYears, statedText, targetRow, totalDecimals, valueRows, yearsOf, yearTotal, yearValue, type Indicator, type IndicatorValue, reachOf } from "./indicator.ts";
import { yearChart } from "./indicator-chart.ts";
import { comparedWithLastYear, cumulative, monthlyTarget, outlookOf } from "./indicator-outlook.ts";
import { FREQUENCY_PLURALS, FREQUENCY_WORDS, lastMonthOf, MONTHS_IN, periodName, periodsOf, shortPeriodName } from "./indicator-period.ts";
import { findIndicator, idsWithValues, listIndicators, listIndicatorsToday, withValues } from "./indicator-reads.ts";

/** More measures than this are not told on one page: one chooses a group. */
const MOST_ON_A_PAGE = 100;
const NO_GROUP = "-";

const valueFigure = (indicator: Indicator, value: IndicatorValue | null | undefined): Figure =>
  figure(value?.value ?? null, indicator.decimals, value ? valueRows(indicator, value) : [], indicator.unit);

export function indicatorPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/matt", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const years = { from: scope.year - 2, to: scope.year };
    const told = scope.todaysOrganisation ? await listIndicatorsToday(tools.command(c).db, scope.committee.id, years) : null;
    const all = told ? told.map(({ indicator }) => indicator) : await listIndicators(tools.db(c), scope.committee.id, { bare: true });
    const wordsOf = new Map(told?.flatMap(({ indicator, words }) => (words === null ? [] : [[indicator.id, words] as const])));
    const query = (c.req.query("sok") ?? "").trim();
    const group = c.req.query("grupp") ?? "";
    const charts = c.req.query("visa") === "diagram";
    const groups = [...new Set(all.flatMap((indicator) => indicator.group ?? []))];
    const words = unaccented(query).split(/\s+/).filter(Boolean);
    const found = all.filter((indicator) => (!group || (indicator.group ?? NO_GROUP) === group) && words.every((word) => unaccented(`${indicator.group ?? ""} ${indicator.name}`).includes(word)));
    const crowded = all.length > MOST_ON_A_PAGE && group === "" && query === "";
    const known = told ? new Set(told.flatMap(({ indicator: { id, values } }) => (values.length ? [id] : []))) : await idsWithValues(tools.db(c), found, years);
    const others = found.filter(({ id }) => !known.has(id));
    const measured = found.filter(({ id }) => known.has(id));
    const shown = told || crowded ? measured : await withValues(tools.db(c), measured, years);
    return tools.page(c, {
      title: "Mått",
      active: "matt", live: ["indicator@here"],
      body: (
        <>
          <h1>Mått {scope.year}</h1>
          {(all.length > 0 || tools.may(c, "indicator.define", scope.committee.id)) && (
            <p class="actions">
              {all.some((one) => tools.may(c, "indicator.enter", reachOf(one))) && <a class="ds-button" href={pageHref(scope, "matt", "/inmatning")}>För in värden</a>}
              {tools.may(c, "indicator.define", scope.committee.id) && <a class="ds-button" data-variant="secondary" href={pageHref(scope, "matt", "/nytt")}>Lägg till mått</a>}
              {all.length > 0 && <a href={pageHref(scope, "matt", "/smadiagram")}>Små diagram</a>}
              <a href={pageHref(scope, "matt", "/jamforelse")}>Jämförelse</a>
              {all.length > 0 && <a href={pageHref(scope, "matt", "/register")}>Register</a>}
              {all.length > 0 && <a href={pageHref(scope, "matt", "/rimlighet")}>Rimlighet</a>}
              {all.length > 0 && tools.may(c, "indicator.enter", scope.committee.id) && <a href={pageHref(scope, "matt", "/import")}>Läs in och hämta</a>}
            </p>
          )}
          {all.length === 0 && <p>Här visas nämndens mått per månad och år, med diagram och mål. Inga mått finns ännu. <a href="/las-in">Läs in en årsredovisning</a> så fylls sidan.</p>}
          {all.length > 0 && (
            <form class="filters" method="get">
              <label>Sök<input class="ds-input" type="search" name="sok" value={query} /></label>
              <label>Grupp
                <select name="grupp">
                  <option value="">Alla grupper</option>
                  {groups.map((name) => <option value={name} selected={name === group}>{name}</option>)}
                </select>
              </label>
              <label>Visa
                <select name="visa">
                  <option value="tabell">Tabeller</option>
                  <option value="diagram" selected={charts}>Diagram och tabeller</option>
                </select>
              </label>
              <button class="ds-button" data-variant="secondary">Visa</button>
            </form>
          )}
          {all.length > 0 && found.length === 0 && <p>Inget mått passar sökningen. <a href={pageHref(scope, "matt")}>Visa alla</a>.</p>}
          {crowded && (
            <>
              <p>{counted(measured.length, "mått", "mått")} är för många för en sida. Välj grupp, eller se <a href={pageHref(scope, "matt", "/register")}>registret</a>.</p>
              <ul class="rows">{[...Map.groupBy(measured, (indicator) => indicator.group)].map(([name, own]) => <li><a href={pageHref(scope, "matt", `?grupp=${encodeURIComponent(name ?? NO_GROUP)}`)}>{name ?? "Mått kopplade till mål"}</a><span class="muted">{counted(own.length, "mått", "mått")}</span></li>)}</ul>
            </>
          )}
          {!crowded && [...Map.groupBy(shown, (indicator) => indicator.group)].map(([name, own]) => (
            <section>
              <h2>{name ?? "Mått kopplade till mål"}</h2>
              <YearlyTable scope={scope} name={name ?? "Mått"} indicators={own.filter(({ frequency }) => frequency === "year")} wordsOf={wordsOf} />
              {own.filter(({ frequency }) => frequency === "month").map((indicator) => (
                <>
                  <h3><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a></h3>
                  {wordsOf.has(indicator.id) && <p class="muted small">{wordsOf.get(indicator.id)}</p>}
                  {charts && <Chart indicator={indicator} year={scope.year} />}
                  <MonthlyTable indicator={indicator} year={scope.year} />
                </>
              ))}
            </section>
          ))}
          {others.length > 0 && (
            <section>
              <h2>Mått utan värden</h2>
              <p>Måtten är namngivna i ett mål eller en plan men inga värden är inlästa.</p>
              <ul class="plain">{others.map((indicator) => <li><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a><Aim indicator={indicator} year={scope.year} /></li>)}</ul>
            </section>
          )}
        </>
      ),
    }, scope);
  });

  app.get("/:committee/:year{[0-9]{4}}/matt/:id{[0-9]{1,9}}", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    const indicator = scope && (await findIndicator(tools.db(c), scope.committee.id, Number(c.req.param("id"))));
    if (!scope || !indicator) return tools.notFound(c);
    const shown = scope.todaysOrganisation ? (await listIndicatorsToday(tools.command(c).db, scope.committee.id)).find((one) => one.indicator.id === indicator.id || one.parts.includes(indicator.id)) : undefined;
    const other = shown === undefined && (await hasOtherHistory(tools.command(c).db, indicator));
    return tools.page(c, { ownOrganisation: true, title: nameInGroup(indicator), active: "matt", live: [`indicator:${indicator.id}`], body: <IndicatorView scope={scope} indicator={shown?.indicator ?? indicator} organisation={(shown || other) && <Organisation today={shown !== undefined} words={shown?.words ?? "Måttet har alltid varit samma enhets."} href={pageHref(scope, "matt", `/${indicator.id}`)} />} saved={c.req.query("sparat") !== undefined} mayEnter={tools.may(c, "indicator.enter", reachOf(indicator))} mayDefine={tools.may(c, "indicator.define", scope.committee.id)} /> }, scope);
  });
}

/** Whether a measure's history is another in today's organisation: its unit has taken in others, gone up in one, or been divided. */
async function hasOtherHistory(db: Db, indicator: Indicator): Promise<boolean> {
  const units = await listUnits(db);
  const own = reachOf(indicator);
  return units.some(({ id, mergedInto, splitFrom }) => mergedInto === own || splitFrom === own || (id === own && (mergedInto !== null || splitFrom !== null)));
}

/** As it was, or as if the organisation had always been today's. */
const Organisation = ({ href, today, words }: { today: boolean; words: string; href: string }) => (
  <div class="notice"><p>{today ? <><strong>I dagens organisation.</strong> {words} <a href={`${href}?`}>Visa som det var</a></> : <>Enheten har gått samman med andra eller delats. <a href={`${href}?organisation=idag`}>Visa i dagens organisation</a></>}</p></div>
);

/** Where a measure stands and where it should be, after its name in a list. */
const Aim = ({ indicator, year }: { indicator: Indicator; year: number }) => {
  const { targets } = indicator;
  const baseline = baselineOf(indicator, year);
  const parts = [...(baseline ? [`ingående värde ${statedText(baseline)}`] : []), ...targets.map((target) => `riktvärde ${target.year} ${statedText(target)}`)];
  return parts.length ? <span class="muted">: {parts.join(", ")}</span> : null;
};


function IndicatorView({ indicator, mayDefine, mayEnter, organisation, saved, scope }: { scope: Scope; indicator: Indicator; organisation: Child; saved: boolean; mayEnter: boolean; mayDefine: boolean }) {
  const facts: [string, string][] = [
    ["Grupp", indicator.group ?? "–"],
    ["Enhet", indicator.unit ?? "anges i namnet"],
    ["Mäts varje", FREQUENCY_WORDS[indicator.frequency]],
    ["Över året", AGGREGATION_WORDS[indicator.aggregation]],
    ["Bättre är", indicator.better ? BETTER_WORDS[indicator.better] : "inte angivet"],
    ...(indicator.margin ? [["Marginal för gult", indicator.margin] as [string, string]] : []),
    ...(indicator.kind ? [["Slag", KIND_OF_MEASURE[indicator.kind]] as [string, string]] : []),
    ...(indicator.unitAggregation ? [["Över enheter", UNIT_AGGREGATION_WORDS[indicator.unitAggregation]] as [string, string]] : []),
    ["Ansvarig", indicator.responsible ?? "anges inte"],
    ...(indicator.dueDays === null ? [] : [["Klart", `${indicator.dueDays} dagar efter perioden`] as [string, string]]),
    ...(indicator.suppressUnder === null ? [] : [["I det som publiceras", `antal under ${indicator.suppressUnder} visas som färre än ${indicator.suppressUnder}`] as [string, string]]),
    ["Källa", indicator.source ?? "anges inte"],
    ...(indicator.note ? [["Anmärkning", indicator.note] as [string, string]] : []),
  ];
  return (
    <>
      <p class="small"><a href={pageHref(scope, "matt")}>Alla mått</a> · <a href={historyHref("indicator", indicator.id)}>Historik</a></p>
      {saved && <p class="notice" role="status">Sparat.</p>}
      {indicator.group && <p class="muted">{indicator.group}</p>}
      <h1>{indicator.name}</h1>
      {(mayEnter || mayDefine) && (
        <p class="actions">
          {mayEnter && <a class="ds-button" data-variant="secondary" href={pageHref(scope, "matt", `/${indicator.id}/varden`)}>För in värden {scope.year}</a>}
          {mayDefine && <a class="ds-button" data-variant="secondary" href={pageHref(scope, "matt", `/${indicator.id}/riktvarden`)}>Riktvärden</a>}
          {mayDefine && <a class="ds-button" data-variant="secondary" href={pageHref(scope, "matt", `/${indicator.id}/definition`)}>Ändra måttet</a>}
          {mayDefine && <a href={pageHref(scope, "matt", `/${indicator.id}/samband`)}>Samband</a>}
        </p>
      )}
      {organisation}
      {indicator.values.length === 0 && <p>Inga värden är inlästa för måttet.</p>}
      {indicator.frequency === "month" && indicator.values.length > 0 && monthsShown(indicator, scope.year)}
      {!["month", "year"].includes(indicator.frequency) && indicator.values.length > 0 && <PeriodTable indicator={indicator} year={scope.year} />}
      {indicator.frequency === "year" && <YearlyTable scope={scope} name={indicator.name} indicators={indicator.values.length ? [indicator] : []} />}
      <Missing indicator={indicator} year={scope.year} />
      {(indicator.targets.length > 0 || indicator.baselines.length > 0) && (
        <>
          <h2>Mål för måttet</h2>
          <TableScroll label="Mål för måttet">
            <table class="figures">
              <caption>Ingående värde och riktvärden</caption>
              <thead><tr><th scope="col">Avser</th><th scope="col" class="number">Värde</th></tr></thead>
              <tbody>
                {indicator.baselines.map((baseline) => <tr><th scope="row">Ingående värde{baseline.year === null ? "" : ` ${baseline.year}`}{baseline.onDate && <span class="muted small"> ({baseline.onDate})</span>}</th><td class="number"><Stated aim={baseline} source={baselineRow(indicator, baseline)} /></td></tr>)}
                {indicator.targets.map((target) => (
                  <tr><th scope="row">Riktvärde {target.year}</th><td class="number"><Stated aim={target} source={targetRow(indicator, target)} /></td></tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        </>
      )}
      <h2>Definition</h2>
      <table class="figures"><tbody>{facts.map(([name, value]) => <tr><th scope="row">{name}</th><td>{value}</td></tr>)}</tbody></table>
      <p class="small"><a href={sourceHref([{ table: "indicator", key: String(indicator.id), origin: indicator.origin }])}>Ursprung för definitionen</a></p>
    </>
  );
}

/** Why values are missing, where somebody has said so. */
const Missing = ({ indicator: { frequency, values }, year }: { indicator: Indicator; year: number }) => {
  const told = values.filter(({ missingReason, period }) => missingReason !== null && Number(period.slice(0, 4)) <= year && Number(period.slice(0, 4)) > year - 3);
  return told.length === 0 ? null : (
    <>
      <h3>Saknade värden</h3>
      <ul>{told.map(({ missingReason, period }) => <li>{periodName(frequency, period)}: {missingReason}</li>)}</ul>
    </>
  );
};

const Stated = ({ aim, source }: { aim: Parameters<typeof statedText>[0]; source: Figure["source"][number] }) => (
  <a class="figure" href={sourceHref([source])} title="Visa ursprung">{statedText(aim)}</a>
);

const Chart = ({ indicator, year }: { indicator: Indicator; year: number }) => {
  const chart = yearChart(indicator, year);
  return chart ? <div class="chart" role="group" tabindex={0} aria-label={`Diagram: ${indicator.name}`}>{raw(lineChart(chart))}</div> : null;
};

/** The year added up month by month, against the target's even pace and the years before; where months are added. */
const CumulativeChart = ({ indicator, year }: { indicator: Indicator; year: number }) => {
  const series = shownYears(indicator, year).map((own) => ({ name: String(own), values: cumulative(indicator, own) ?? [] }));
  if (indicator.aggregation !== "sum" || series.at(-1)?.name !== String(year)) return null;
  const monthly = monthlyTarget(indicator, year);
  const target = monthly === null ? undefined : Array.from({ length: 12 }, (_, index) => multiply(monthly, String(index + 1)));
  const title = `${indicator.name}, hittills under året`;
  return (
    <>
      <h3>Hittills under året</h3>
      <div class="chart" role="group" tabindex={0} aria-label={`Diagram: ${title}`}>{raw(lineChart({ title, series, decimals: indicator.decimals, ...(target ? { target } : {}) }))}</div>
    </>
  );
};

/** How the year stands against the one before, and what it would come to. */
const Standing = ({ indicator, year }: { indicator: Indicator; year: number }) => {
  const compared = comparedWithLastYear(indicator, year);
  const outlook = outlookOf(indicator, year);
  const show = (value: Decimal) => formatNumber(value, totalDecimals(indicator));
  const rows = (own: number) => indicator.values.filter(({ period, value }) => value !== null && period.startsWith(`${own}-`) && lastMonthOf(indicator.frequency, period) <= (compared?.upTo ?? 0)).flatMap((value) => valueRows(indicator, value));
  return (
    <>
      {compared && (
        <p>
          Till och med {MONTH_NAMES[compared.upTo - 1]}: <FigureLink figure={figure(compared.now, totalDecimals(indicator), rows(year))} /> mot <FigureLink figure={figure(compared.before, totalDecimals(indicator), rows(year - 1))} /> samma {FREQUENCY_PLURALS[indicator.frequency]} {year - 1},{" "}
          {formatSigned(compared.difference, totalDecimals(indicator))}{compared.percent !== null && ` (${formatSigned(compared.percent, 1)}\u00a0% av ${year - 1} års)`}{compared.periods < compared.upTo / MONTHS_IN[indicator.frequency] && `; bara de ${FREQUENCY_PLURALS[indicator.frequency]} som båda åren känner`}.
        </p>
      )}
      {outlook && <p>{outlook.total !== null && <>I samma takt blir {year} <strong>{show(outlook.total)}</strong>. </>}<span class="muted small">{outlook.words} En framskrivning, ingen prognos som någon har gjort.</span></p>}
    </>
  );
};

const TOTALS = { sum: "Summa", mean: "Medel", last: "Senaste", none: null } as const;

const MonthlyTable = ({ indicator, year }: { indicator: Indicator; year: number }) => {
  const years = yearsOf(indicator);
  if (!shownYears(indicator, year).length) return <p>Inga månadsvärden {year - 2}–{year}; de som finns gäller {years[0]}{years.length > 1 ? `–${years.at(-1)}` : ""}.</p>;
  const total = TOTALS[indicator.aggregation];
  return (
    <TableScroll label={indicator.name}>
      <table class="figures monthly">
        <caption class="visually-hidden">{indicator.name.endsWith(" per månad") ? indicator.name : `${indicator.name} per månad`}</caption>
        <thead><tr><th scope="col">År</th>{MONTHS.map((month) => <th scope="col" class="number">{month}</th>)}{total && <th scope="col" class="number">{total}</th>}</tr></thead>
        <tbody>
          {shownYears(indicator, year).map((own) => {
            return (
              <tr>
                <th scope="row">{own}</th>
                {monthsOf(indicator, own).map((value) => <td class="number"><FigureLink figure={valueFigure(indicator, value)} /></td>)}
                {total && <td class="number"><FigureLink figure={figure(yearTotal(indicator, own), totalDecimals(indicator), monthRows(indicator, own))} /></td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableScroll>
  );
};

/** All that months tell of a measure. */
const monthsShown = onceOf((indicator: Indicator, year: number) => <><Standing indicator={indicator} year={year} /><Chart indicator={indicator} year={year} /><MonthlyTable indicator={indicator} year={year} /><CumulativeChart indicator={indicator} year={year} /></>);

const PeriodTable = ({ indicator, year }: { indicator: Indicator; year: number }) => (
  <TableScroll label={indicator.name}>
    <table class="figures">
      <caption class="visually-hidden">{indicator.name} per {FREQUENCY_WORDS[indicator.frequency]}</caption>
      <thead><tr><th scope="col">År</th>{periodsOf(indicator.frequency, year).map((period) => <th scope="col" class="number">{shortPeriodName(indicator.frequency, period)}</th>)}</tr></thead>
      <tbody>
        {shownYears(indicator, year).map((own) => (
          <tr><th scope="row">{own}</th>{periodsOf(indicator.frequency, own).map((period) => <td class="number"><FigureLink figure={valueFigure(indicator, indicator.values.find((value) => value.period === period))} /></td>)}</tr>
        ))}
      </tbody>
    </table>
  </TableScroll>
);

const YearlyTable = ({ scope, name, indicators, wordsOf }: { scope: Scope; name: string; indicators: readonly Indicator[]; wordsOf?: ReadonlyMap<number, string> }) => {
  if (!indicators.length) return null;
  const years = [...new Set(indicators.flatMap(yearsOf))].filter((own) => own <= scope.year).sort((a, b) => b - a).slice(0, 3);
  return (
    <TableScroll label={name}>
      <table class="figures">
        <caption class="visually-hidden">{name} per år</caption>
        <thead><tr><th scope="col">Mått</th>{years.map((own) => <th scope="col" class="number">{own}</th>)}</tr></thead>
        <tbody>
          {indicators.map((indicator) => (
            <tr>
              <th scope="row"><a href={pageHref(scope, "matt", `/${indicator.id}`)}>{indicator.name}</a>{wordsOf?.has(indicator.id) && <span class="muted small"> {wordsOf.get(indicator.id)}</span>}</th>
              {years.map((own) => <td class="number"><FigureLink figure={valueFigure(indicator, yearValue(indicator, own))} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
};
