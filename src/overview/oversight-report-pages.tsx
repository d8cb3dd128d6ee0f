import type { Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import type { FollowUpPoint } from "../calendar/follow-up-point.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import { divide, round, type Decimal } from "../platform/decimal.ts";
import { registerPages } from "../platform/http/register-pages.tsx";
import type { PageTools } from "../platform/http/shell.ts";
import { formatSigned } from "../platform/swedish.ts";
import { WordTable } from "../platform/ui/figures.tsx";
import { addOversightReport, changeOversightReport, OVERSIGHT_REPORTS, removeOversightReport, takeOversightReports } from "./oversight-report-commands.ts";
import { listOversightReports } from "./oversight-report-reads.ts";
import { changedSince, PURPOSE_ANSWERS, REPORTED_CONTROL, resultVariance, type OversightReport } from "./oversight-report.ts";

export const thousands = (value: Decimal | null): string => (value === null ? "" : formatSigned(round(divide(value, "1000"), 0), 0));
/** Goals met, met in part and not met, in words; "" where none is told. */
export const goalWords = ({ goalsMet, goalsPartly, goalsUnmet }: OversightReport): string => ([[goalsMet, "uppfylls"], [goalsPartly, "delvis"], [goalsUnmet, "uppfylls inte"]] as const).flatMap(([count, words]) => (count === null || count === 0 ? [] : [`${count} ${words}`])).join(", ") || ([goalsMet, goalsPartly, goalsUnmet].some((count) => count !== null) ? "inga" : "");

/** Reports in the order of the follow-ups that they answer. */
const inOrder = (points: readonly FollowUpPoint[], reports: readonly OversightReport[]) =>
  points.flatMap((point) => reports.filter(({ followUpPointId }) => followUpPointId === point.id).map((report) => ({ point, report })));

/** What a report says, line by line, beside the one before it. */
const TOLD: readonly (readonly [label: string, of: (report: OversightReport, before: OversightReport | null) => Child])[] = [
  ["Ägarens mål", (one) => goalWords(one)], ["Årets resultat, budget", (one) => thousands(one.resultBudget)], ["Årets resultat, prognos", (one) => thousands(one.resultForecast)], ["Prognos mot budget", (one) => thousands(resultVariance(one))], ["Resultat hittills", (one) => thousands(one.resultActual)],
  ["Intern kontroll", (one) => one.control && REPORTED_CONTROL[one.control]], ["Vad kontrollerna visade", (one) => one.controlNote], ["Befarad avvikelse", (one) => one.feared], ["Vad som görs åt det", (one) => one.action], ["Försenade uppdrag och återrapporteringar", (one) => (one.late === null ? "" : String(one.late))],
  ["Inom det kommunala ändamålet", (one) => one.purpose && PURPOSE_ANSWERS[one.purpose]], ["Övrigt", (one) => one.note], ["Nytt sedan förra", (one, before) => changedSince(before, one)],
];

/** The last report of the year, for the first page of a company; null where there is none yet. */
export function LatestReport({ points, reports, scope }: { points: readonly FollowUpPoint[]; reports: readonly OversightReport[]; scope: Scope }) {
  const ordered = inOrder(points, reports);
  const latest = ordered.at(-1);
  const before = ordered.at(-2)?.report ?? null;
  return (
    <section>
      <h2>Vad sades senast?</h2>
      {latest ? (
        <>
          <p class="lead">{latest.point.name}</p>
          <dl class="facts">{TOLD.map(([label, of]) => [label, of(latest.report, before)] as const).filter(([, words]) => words).map(([label, words]) => <><dt>{label}</dt><dd>{words}</dd></>)}</dl>
          <p class="muted small">Årets resultat i tkr.</p>
        </>
      ) : <p>Ingen rapport till kommunstyrelsen om {scope.year}.</p>}
      <p><a href={pageHref(scope, "oversikt", "/rapport")}>Rapporter till kommunstyrelsen</a></p>
    </section>
  );
}

/** What a company or a joint authority tells the executive committee, follow-up by follow-up: in a small form or out of a file. */
export function oversightReportPages(app: Hono, tools: PageTools<Scope>): void {
  const home = (scope: Scope): string => pageHref(scope, "oversikt", "/rapport");
  const pointsOf = async (c: Context, { committee, year }: Scope) => (await listFollowUpPoints(tools.db(c), committee.municipalityId)).filter((point) => point.year === year);
  registerPages(app, tools, {
    path: "/:committee/:year{[0-9]{4}}/oversikt/rapport", active: "oversikt", register: OVERSIGHT_REPORTS, commands: { add: addOversightReport, change: changeOversightReport, remove: removeOversightReport, take: takeOversightReports }, newTitle: "Ny rapport", importTitle: "Läs in rapporter", home,
    trail: (scope) => <><a href={pageHref(scope, "oversikt", "/uppsikt")}>Uppsikt {scope.year}</a> · <a href={home(scope)}>Rapporter till kommunstyrelsen</a></>, placeOf: ({ committee, year }) => ({ committeeId: committee.id, year }),
    keeps: ({ committee }) => committee.kind !== "committee",
    choices: async (c, scope) => ({ follow_up_point_id: [["", "välj"], ...(await pointsOf(c, scope)).map(({ id, name, onDate }) => [String(id), onDate > today() ? `${name} (inte varit än)` : name] as const)] }),
    list: {
      parent: (scope) => <a href={pageHref(scope, "oversikt", "/uppsikt")}>Uppsikt {scope.year}</a>, title: ({ committee, year }) => `${committee.name}: rapporter till kommunstyrelsen ${year}`,
      empty: ({ committee }) => committee.kind === "committee" ? "Bolag och kommunalförbund rapporterar här till kommunstyrelsens uppsikt. Nämndernas uppgifter hämtas ur deras egna register." : "Här rapporterar bolaget eller förbundet till kommunstyrelsens uppsikt vid varje uppföljning: mål, ekonomi, intern kontroll, befarade avvikelser och det kommunala ändamålet.",
      content: async (c, scope, hrefOf) => {
        const reports = await listOversightReports(tools.db(c), scope.committee.id, scope.year);
        if (!reports.length) return null;
        const points = await pointsOf(c, scope);
        const ordered = inOrder(points, reports);
        return (
          <>
            <WordTable caption={`Rapporter ${scope.year}, belopp i tkr`} titled columns={["Uppgift", ...ordered.map(({ point }) => point.name)]} rows={TOLD.map(([label, of]) => ({ cells: [label, ...ordered.map(({ report }, index) => of(report, ordered[index - 1]?.report ?? null))] })).filter(({ cells }) => cells.slice(1).some(Boolean))} />
            <ul class="plain">{ordered.map(({ point, report }) => { const href = hrefOf(report); return href && <li id={`rad-${report.id}`}><a href={href}>Ändra {point.name.toLowerCase()}</a></li>; })}</ul>
          </>
        );
      },
    },
  });
}
