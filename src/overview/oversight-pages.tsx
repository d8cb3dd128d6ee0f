import type { Hono } from "hono";
import { listAssessments } from "../assessment/assessment-reads.ts";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { loadConsolidated } from "../finance/consolidated-reads.ts";
import { varianceOf } from "../finance/economy.ts";
import { listGoals } from "../goals/goal-reads.ts";
import { steeringModel } from "../goals/steering-model-reads.ts";
import { listControlChecks } from "../internal-control/control-plan-reads.ts";
import { loadMeetings } from "../matters/matter-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { today } from "../platform/clock.ts";
import { divide, isZero, round, sum, type Decimal } from "../platform/decimal.ts";
import { guard } from "../platform/http/guard.ts";
import type { PageTools } from "../platform/http/shell.ts";
import { counted, formatSigned } from "../platform/swedish.ts";
import { TableScroll } from "../platform/ui/figures.tsx";
import { StatusMark } from "../platform/ui/status.tsx";
import { listUnexecutedDecisions } from "../quality/unexecuted-decision-reads.ts";
import { waiting } from "../quality/unexecuted-decision.ts";
import { listOversightReports } from "./oversight-report-reads.ts";
import { goalWords, thousands } from "./oversight-report-pages.tsx";
import { changedSince, PURPOSE_ANSWERS, REPORTED_CONTROL, resultVariance, type OversightReport } from "./oversight-report.ts";
import { countColours, lastWords, movedSince, movedWords, type ColourCount } from "./oversight.ts";

const MARKS = { green: { shape: "circle", colour: "green" }, amber: { shape: "diamond", colour: "amber" }, red: { shape: "square", colour: "red" } } as const;
const COLOUR_WORDS = { green: ["grön", "gröna"], amber: ["gul", "gula"], red: ["röd", "röda"] } as const;
const colourWords = (count: ColourCount): string => [...(["green", "amber", "red"] as const).filter((colour) => count[colour] > 0).map((colour) => counted(count[colour], COLOUR_WORDS[colour][0], COLOUR_WORDS[colour][1])), ...(count.none > 0 ? [counted(count.none, "inte bedömd", "inte bedömda")] : [])].join(", ") || "inga";
const Colours = ({ count, moved }: { readonly count: ColourCount; readonly moved: string }) => (
  <span data-words={[colourWords(count), moved].filter(Boolean).join("; ")}>
    {(["green", "amber", "red"] as const).map((colour) => count[colour] > 0 && <span class="mark-count"><StatusMark status={{ ...MARKS[colour], label: String(count[colour]) }} /><span class="visually-hidden"> {COLOUR_WORDS[colour][count[colour] === 1 ? 0 : 1]}, </span></span>)}
    {count.none > 0 && <span class="muted small"> {counted(count.none, "inte bedömd", "inte bedömda")}</span>}
    {moved && <><br /><span class="small">{moved}</span></>}
    {count.green + count.amber + count.red + count.none === 0 && <span class="muted">inga</span>}
  </span>
);

const goalsOf = ({ goalsMet, goalsPartly, goalsUnmet }: OversightReport): ColourCount => ({ green: goalsMet ?? 0, amber: goalsPartly ?? 0, red: goalsUnmet ?? 0, none: 0 });

/** The executive committee's oversight (uppsikt, KL 6:1 and 6:11): every committee and company on one page, at any follow-up, and what changed since the one before. */
export function oversightPages(app: Hono, tools: PageTools<Scope>): void {
  app.get("/:committee/:year{[0-9]{4}}/oversikt/uppsikt", guard("read"), async (c) => {
    const scope = await tools.scope(c);
    if (!scope) return tools.notFound(c);
    const { committee, year } = scope;
    const db = tools.db(c);
    const points = (await listFollowUpPoints(db, committee.municipalityId)).filter((point) => point.year === year).toSorted((a, b) => a.onDate.localeCompare(b.onDate));
    const asked = Number(/^\d{1,9}$/.exec(c.req.query("tillfalle") ?? "")?.[0] ?? 0);
    const point = points.find(({ id }) => id === asked) ?? points.findLast(({ onDate }) => onDate <= today()) ?? points[0] ?? null;
    const upTo = new Set(points.filter(({ onDate }) => point !== null && onDate <= point.onDate).map(({ id }) => id));
    const before = points.findLast(({ onDate }) => point !== null && onDate < point.onDate) ?? null;
    const upToBefore = new Set(points.filter(({ onDate }) => before !== null && onDate <= before.onDate).map(({ id }) => id));
    const month = point === null ? 12 : Number(point.onDate.slice(5, 7));
    const { levels } = await steeringModel(db, committee.municipalityId, year);
    const assessed = new Set(levels.filter(({ scale }) => scale !== null).map(({ levelId }) => levelId));
    const { feared, rows, unread } = await loadConsolidated(db, committee.municipalityId, year, month);
    const earlier = before === null ? null : await loadConsolidated(db, committee.municipalityId, year, Number(before.onDate.slice(5, 7)));
    const on = point === null || point.onDate > today() ? today() : point.onDate;
    // At the year's end what came out stands where the forecast stood, for those whose accounts tell the whole year.
    const isYearsEnd = (row: (typeof rows)[number]): boolean => month === 12 && row.month === 12 && row.net?.actual !== null && row.net?.actual !== undefined;
    const told = [];
    for (const row of rows) {
      const goals = (await listGoals(db, row.id, year)).filter(({ levelId }) => assessed.has(levelId));
      const checks = await listControlChecks(db, row.id, year);
      const [ofGoals, ofChecks] = [await listAssessments(db, "goal", goals.map(({ id }) => id)), await listAssessments(db, "control-check", checks.map(({ id }) => id))];
      const late = (await loadMeetings(db, row.id)).flatMap(({ items }) => items.flatMap(({ reports }) => reports)).filter(({ doneOn, dueOn, reportedOn }) => dueOn !== null && dueOn < on && (reportedOn === null || reportedOn > on) && (doneOn === null || doneOn > on)).length;
      const was = earlier?.rows.find(({ id }) => id === row.id) ?? null;
      told.push({
        row, goals: countColours(lastWords(ofGoals, upTo), goals.length), goalsMoved: movedWords(movedSince(lastWords(ofGoals, upToBefore), lastWords(ofGoals, upTo))), checks: countColours(lastWords(ofChecks, upTo), checks.length), checksMoved: movedWords(movedSince(lastWords(ofChecks, upToBefore), lastWords(ofChecks, upTo))),
        late, waiting: waiting(await listUnexecutedDecisions(db, row.id), on).late, forecast: row.net ? (isYearsEnd(row) ? varianceOf(row.net.actual, row.net.yearBudget) : varianceOf(row.net.forecast, row.net.yearBudget)) : null, actual: isYearsEnd(row), forecastBefore: was?.net ? varianceOf(was.net.forecast, was.net.yearBudget) : null,
      });
    }
    // What those that keep nothing here tell of themselves: the last of each, at the follow-up or before it.
    const reported = [];
    for (const row of rows.filter(({ kind }) => kind !== "committee")) {
      const reports = await listOversightReports(db, row.id, year);
      const inOrder = points.flatMap((one) => (upTo.has(one.id) ? reports.filter(({ followUpPointId }) => followUpPointId === one.id).map((report) => ({ report, at: one })) : []));
      reported.push({ row, last: inOrder.at(-1) ?? null, earlier: inOrder.at(-2)?.report ?? null });
    }
    const amount = (value: Decimal | null) => { if (value === null) return <span class="muted">–<span class="visually-hidden">saknas</span></span>; const shown = round(divide(value, "1000"), 0); return <span class={isZero(shown) ? "even" : value.startsWith("-") ? "bad" : "good"}>{formatSigned(shown, 0)}</span>; };
    const committees = told.filter(({ row }) => row.kind === "committee");
    const known = committees.filter(({ forecast }) => forecast !== null);
    // A sum is of all, and of one kind.
    const together = known.length === committees.length && new Set(known.map(({ actual }) => actual)).size <= 1 && known.length > 0 ? sum(known.map(({ forecast }) => forecast!)) : null;
    return tools.page(c, {
      title: "Uppsikt", active: "oversikt", ownOrganisation: true,
      body: (
        <>
          <p class="small"><a href={pageHref(scope, "oversikt")}>Överblick</a></p>
          <h1>{committee.municipality}: uppsikt {year}</h1>
          <p>Alla nämnder och bolag vid en uppföljning: mål, ekonomi, intern kontroll och det som är försenat (kommunallagen 6 kap. 1 och 11 §§).{before && ` Ändringar är mot ${before.name.toLowerCase()}.`}</p>
          {points.length > 0 && <form class="filters" method="get"><label>Uppföljning<select name="tillfalle">{points.map(({ id, name }) => <option value={String(id)} selected={id === point?.id}>{name}</option>)}</select></label><button class="ds-button" data-variant="secondary">Visa</button></form>}
          <TableScroll label="Uppsikt">
            <table class="figures">
              <caption>{point ? point.name : `Året ${year}`}<span class="unit">, belopp i tkr</span></caption>
              <thead><tr><th scope="col">Nämnd eller bolag</th><th scope="col">Mål</th><th scope="col">Kontroller</th><th scope="col" class="number">{month === 12 ? "Utfall eller prognos mot budget" : "Prognos mot budget"}</th><th scope="col" class="number">Förra prognosen</th><th scope="col" class="number">Befarade avvikelser</th><th scope="col" class="number">Försenade återrapporteringar</th><th scope="col" class="number">Beslut ej verkställda i tid</th></tr></thead>
              <tbody>
                {told.filter(({ checks: own, goals: aims, row }) => row.kind === "committee" || [row.net?.actual, row.net?.forecast, row.net?.yearBudget].some((value) => (value ?? null) !== null) || [own, aims].some(({ amber, green, none, red }) => amber + green + none + red > 0)).map(({ actual, checks, checksMoved, forecast, forecastBefore, goals, goalsMoved, late, row, waiting: open }) => (
                  <tr>
                    <th scope="row"><a href={pageHref({ committee: row.committee, year }, "oversikt")}>{row.name}</a></th>
                    <td><Colours count={goals} moved={goalsMoved} /></td><td><Colours count={checks} moved={checksMoved} /></td>
                    <td class="number"><a href={pageHref({ committee: row.committee, year }, "ekonomi")}>{amount(forecast)}</a>{actual && <span class="muted small" data-words=""> utfall</span>}</td><td class="number">{before === null ? "" : amount(forecastBefore)}</td><td class="number">{row.feared || ""}</td>
                    <td class="number">{late > 0 ? <a href={pageHref({ committee: row.committee, year }, "arenden", "/aterrapportering")}><strong>{late}</strong></a> : ""}</td><td class="number">{open > 0 ? <a href={pageHref({ committee: row.committee, year }, "kvalitet", "/ej-verkstallda")}><strong>{open}</strong></a> : ""}</td>
                  </tr>
                ))}
                {unread.length === 0 && <tr class="total"><th scope="row">Nämnderna tillsammans</th><td></td><td></td><td class="number">{amount(together)}{together === null && known.length > 0 && <span class="muted small"> {known.length} av {committees.length} nämnder</span>}</td><td></td><td class="number">{feared.length || ""}</td><td></td><td></td></tr>}
              </tbody>
            </table>
          </TableScroll>
          {reported.length > 0 && (
            <>
              <h2>Bolag och kommunalförbund, med egna ord</h2>
              <TableScroll label="Bolagens och förbundens rapporter">
                <table class="figures">
                  <caption>Det senaste som de har rapporterat<span class="unit">, belopp i tkr</span></caption>
                  <thead><tr><th scope="col">Bolag eller förbund</th><th scope="col">Rapport</th><th scope="col">Ägarens mål</th><th scope="col">Intern kontroll</th><th scope="col" class="number">Resultat, prognos</th><th scope="col" class="number">Mot budget</th><th scope="col" class="number">Förra prognosen</th><th scope="col" class="number">Försenat</th><th scope="col">Inom ändamålet</th></tr></thead>
                  <tbody>
                    {reported.map(({ earlier: was, last, row }) => (
                      <tr>
                        <th scope="row"><a href={pageHref({ committee: row.committee, year }, "oversikt", "/rapport")}>{row.name}</a></th>
                        {last === null ? <td colspan={8}><strong>ingen rapport</strong></td> : (
                          <>
                            <td>{last.at.id === point?.id ? last.at.name : <strong>{last.at.name}</strong>}</td><td>{goalWords(last.report) === "" ? <span class="muted">–<span class="visually-hidden">saknas</span></span> : <Colours count={goalsOf(last.report)} moved="" />}</td><td>{last.report.control && REPORTED_CONTROL[last.report.control]}</td>
                            <td class="number">{thousands(last.report.resultForecast)}</td><td class="number">{amount(resultVariance(last.report))}</td><td class="number">{was ? thousands(was.resultForecast) : ""}</td><td class="number">{last.report.late ?? ""}</td><td>{last.report.purpose && PURPOSE_ANSWERS[last.report.purpose]}</td>
                          </>
                        )}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableScroll>
              <ul>{reported.flatMap(({ earlier: was, last, row }) => {
                const news = last ? [last.report.feared && `${last.report.feared} Åtgärd: ${last.report.action}`, changedSince(was, last.report) && `Sedan förra rapporten: ${changedSince(was, last.report)}.`].filter(Boolean) : [];
                return news.length ? [<li><strong>{row.name}</strong>: {news.join(" ")}</li>] : [];
              })}</ul>
            </>
          )}
          {unread.length > 0 && <p class="notice">{unread.join(", ")} visas inte: du har ingen roll där. Därför visas ingen summa.</p>}
          {feared.length > 0 && <><h2>Befarade avvikelser som inte är ringa</h2><ul>{feared.map(({ committee: own, explanation, unit }) => <li><strong>{own.name}</strong>{unit && `, ${unit}`}: {amount(explanation.variance)} tkr. {explanation.explanation}{explanation.action && ` Åtgärd: ${explanation.action}`}</li>)}</ul></>}
          <p class="small"><a href={pageHref(scope, "ekonomi", "/samlat")}>Ekonomin för alla nämnder</a></p>
        </>
      ),
    }, scope);
  });
}
