import type { Hono } from "hono";
import { listIndicators } from "../indicators/indicator-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { unitChoices } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { guard } from "../platform/http/guard.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { counted, formatNumber, MONTH_NAMES } from "../platform/swedish.ts";
import { FailureBox } from "../platform/ui/page.tsx";
import { TableScroll, WordTable } from "../platform/ui/figures.tsx";
import { addTimedCase, changeTimedCase, enterTimedMeasures, removeTimedCase, takeTimedCases, TIMED_CASES, type MeasureReceivers } from "./timed-case-commands.ts";
import { listTimedCases } from "./timed-case-reads.ts";
import { countByMonth, coveredMonths, isBehind, isInTime, lastDay, lateCases, limitSources, limitWords, shareInTime, TIMED_KINDS, timedMeasures, totalOf, type TimedCase, type TimedCaseCount, type TimedCaseKind } from "./timed-case.ts";

const KINDS = Object.keys(TIMED_KINDS) as TimedCaseKind[];
const HEADINGS: Readonly<Record<TimedCaseKind, string>> = { "preliminary-assessment": "Förhandsbedömningar", "child-investigation": "Barnutredningar" };

function TimeTable({ caption, months, counts }: { caption: string; months: readonly number[]; counts: readonly TimedCaseCount[] }) {
  const share = (count: TimedCaseCount): string => { const value = shareInTime(count); return value === null ? "–" : `${formatNumber(value, 1)} %`; };
  const cells = (count: TimedCaseCount) => <><td class="number">{count.done}</td><td class="number">{count.inTime}</td><td class="number">{share(count)}</td></>;
  return (
    <TableScroll label={caption}>
      <table class="figures">
        <caption>{caption}</caption>
        <thead><tr><th scope="col">Månad</th><th scope="col" class="number">Klara</th><th scope="col" class="number">I tid</th><th scope="col" class="number">Andel av de klara</th></tr></thead>
        <tbody>{months.map((month) => <tr><th scope="row">{MONTH_NAMES[month - 1]}</th>{cells(counts[month - 1]!)}</tr>)}<tr class="total"><th scope="row">Summa</th>{cells(totalOf(months.map((month) => counts[month - 1]!)))}</tr></tbody>
      </table>
    </TableScroll>
  );
}

/** What the law sets a time for: how many were done in time, what goes on past it, and the measures made of it. */
export function timedCasePages(app: Hono, tools: PageTools<Scope>, receivers: MeasureReceivers): void {
  const path = "/:committee/:year{[0-9]{4}}/kvalitet/lagens-tider";
  const home = (scope: Scope): string => pageHref(scope, "kvalitet", "/lagens-tider");
  registerPages(app, tools, {
    path, active: "kvalitet", register: TIMED_CASES, commands: { add: addTimedCase, change: changeTimedCase, remove: removeTimedCase, take: takeTimedCases }, newTitle: "Nytt ärende", importTitle: "Läs in ärenden", home,
    trail: (scope) => <><a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a> · <a href={home(scope)}>Lagens tider</a></>, placeOf: ({ committee }) => ({ committeeId: committee.id, year: null }), begun: () => ({}),
    choices: async (c, scope) => ({ unit_id: await unitChoices(tools.db(c), scope) }),
    list: {
      parent: (scope) => <a href={pageHref(scope, "kvalitet")}>Kvalitet {scope.year}</a>, title: ({ year }) => `Lagens tider ${year}`,
      empty: () => "Här läses dagarna in för det som lagen sätter en tid för: förhandsbedömningar (14 dagar) och utredningar av barns behov (fyra månader). Bara slag, enhet och dagar förs, inga namn och inga nummer ur verksamhetssystemet.",
      content: async (c, scope, hrefOf) => {
        const cases = await listTimedCases(tools.db(c), scope.committee.id);
        if (!cases.length) return null;
        const units = new Map(await unitChoices(tools.db(c), scope));
        const now = today();
        const rows = (own: readonly TimedCase[], late: boolean) => own.map((one) => {
          const href = hrefOf(one);
          return { id: `rad-${one.id}`, cells: [href ? <a href={href} aria-label={`Ändra ${TIMED_KINDS[one.kind]} från ${one.startedOn}`}>{one.startedOn}</a> : one.startedOn, TIMED_KINDS[one.kind], one.unitId === null ? "" : units.get(String(one.unitId)), lastDay(one), one.extendedTo, late ? "" : (one.endedOn ?? "pågår"), late ? "" : one.endedOn === null ? "" : isInTime(one) ? "ja" : "nej"] };
        });
        const columns = ["Inkom eller inleddes", "Slag", "Enhet", "Senast klar", "Förlängd till", "Klar", "I tid"];
        const late = lateCases(cases, now);
        const year = cases.filter(({ endedOn, startedOn }) => startedOn.startsWith(`${scope.year}-`) || endedOn?.startsWith(`${scope.year}-`));
        const told = year.filter((one) => !late.includes(one));
        return (
          <>
            {c.req.query("matt") && <p class="notice" role="status">Måtten är införda. <a href={pageHref(scope, "matt")}>Mått</a></p>}
            {c.req.query("fel") && <FailureBox heading="Inga mått är införda" message={c.req.query("fel")!.slice(0, 300)} />}
            {isBehind(KINDS.flatMap((kind) => timedMeasures(cases, kind, scope.year, now)), await listIndicators(tools.db(c), scope.committee.id, { from: scope.year, to: scope.year }), scope.year) && <p class="notice"><strong>Måtten är äldre än registret.</strong> För in dem igen, så att rapporter och löften säger detsamma som här.</p>}
            {late.length === 0 ? <p>Inget pågår efter sin tid.</p> : <><p><strong>{counted(late.length, "ärende pågår", "ärenden pågår")} efter sin tid.</strong></p><WordTable titled sparse caption="Pågår efter sin tid" columns={columns} rows={rows(late, true)} /></>}
            {KINDS.map((kind) => {
              const months = coveredMonths(cases, kind, scope.year, now);
              const source = <p class="small muted">Ska vara klara inom {limitWords(kind)}{kind === "child-investigation" ? ", om de inte är förlängda av särskilda skäl" : ""}: {limitSources(kind, scope.year)}.</p>;
              return (
                <section>
                  <h2>{HEADINGS[kind]}</h2>
                  {source}
                  {months.length === 0 ? <p>Registret säger inget om någon hel månad {scope.year}.</p> : <TimeTable caption={`${HEADINGS[kind]} ${scope.year}, efter månaden då de blev klara`} months={months} counts={countByMonth(cases, kind, scope.year)} />}
                </section>
              );
            })}
            {tools.may(c, "indicator.define", scope.committee.id) && (
              <form method="post" action={`${home(scope)}/matt`}><p>Antalen per månad och andelen för året kan föras in som mått, så att de får riktvärden och kommer med i rapporterna. Görs det igen ändras bara det som är nytt; värden som har ändrats för hand i måtten blir registrets igen.</p><button class="ds-button" data-variant="secondary">För in som mått</button></form>
            )}
            {told.length > 0 && <details><summary>{counted(told.length, "ärende", "ärenden")} {scope.year}</summary><WordTable sparse caption={`Ärenden ${scope.year}`} columns={columns} rows={rows(told, false)} /></details>}
          </>
        );
      },
    },
  });
  app.post(`${path}/matt`, guard("indicator.define"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const entered = await enterTimedMeasures(tools.command(c), { committeeId: scope.committee.id, year: scope.year, receivers });
    return c.redirect(entered.ok ? `${home(scope)}?matt=1` : `${home(scope)}?fel=${encodeURIComponent(entered.failure.message)}`, 303);
  });
}
